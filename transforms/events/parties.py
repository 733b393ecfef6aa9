"""Who the parties of a story are: noun phrases turned into parties, and the words that point back to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from schemas.coded import Party
from transforms.events.acronyms import ORGANISATION
from transforms.events.actors import Actor, Country, Name, NameMatch, NounSense, slug
from transforms.events.antecedents import POSSESSIVES
from transforms.events.chunks import Chunk
from transforms.events.epithets import described_by_epithet
from transforms.events.naming import person_name, state_party, surface_of
from transforms.events.ontology import ARMED
from transforms.events.references import HOSTILE, Memory, points_back, says_no_more
from transforms.events.story_names import StoryNames
from transforms.events.syntax import Parse
from transforms.events.told import Reference as Reference
from transforms.events.wordlists import word_list
from transforms.events.words import tokenize

_QUANTITIES = word_list("parties_quantities")
_GROUP_WORDS = word_list("parties_group_words")
_SIDES = word_list("parties_sides")


@dataclass
class PartyReader(StoryNames):
    """Reads the parties of one story, from its names and from phrases that describe or point back.

    Attributes:
        memory: the parties told so far.
        people: those with a name of their own that no dictionary has, by surname.
        by_id: parties told so far, by id.
    """

    memory: Memory = field(default_factory=Memory)
    people: dict[str, Party] = field(default_factory=dict)
    by_id: dict[str, Party] = field(default_factory=dict)

    def read(self, parse: Parse, piece: Chunk, key: int) -> Reference | None:
        """The party a noun phrase names or describes, or None for things and places."""
        reference = self._read(parse, piece, key)
        if piece.possessor is not None:  # "the president's request": he may be meant later
            owner = Chunk(piece.start, piece.possessor, piece.possessor - 1)
            told = self._read(parse, owner, key, 2)
            if told is not None and told.kind != "pronoun":
                self.memory.add(told, parse, owner, key)
        if reference is not None and reference.kind != "pronoun":
            self.memory.add(reference, parse, piece, key)
        return reference

    def owner(self, parse: Parse, piece: Chunk, key: int) -> Reference | None:
        """Whose a thing is by the words before it: "the IRA's arms", "Russian shells", "army camp"."""
        head = piece.head
        while head > piece.start and parse.words[head - 1].tag == "POS":
            head -= 1
        for end in range(head, piece.start, -1):
            word = parse.words[end - 1]
            if word.tag == "POS" or word.rel == "nummod":
                continue
            before = Chunk(piece.start, end, end - 1)
            found = self._read(parse, before, key, 2)
            if found is not None and found.kind != "person":
                return self._as_owner(found, before, parse)
        return None

    def _as_owner(self, found: Reference, before: Chunk, parse: Parse) -> Reference:
        """Whom an owner's words mean: "Russian" shells are Russia's, not those of Russians."""
        country = self.dictionary.countries.get(found.party.country or "")
        surface = surface_of(parse, before)
        if found.kind == "people" and country is not None:
            return Reference(state_party(country, surface), "state", named=True)
        return found

    def _read(self, parse: Parse, piece: Chunk, key: int, depth: int = 0) -> Reference | None:
        words = parse.words[piece.start : piece.end]
        if piece.temporal:
            return None
        surface = surface_of(parse, piece)
        if piece.pronoun:
            meant = self.memory.pronoun(words[0].token.lower, parse, piece, key)
            return meant.under(meant.party.surface or surface, "pronoun") if meant is not None else None
        head = parse.words[piece.head].token
        # a name may go on after its phrase: "the Economic Community of West African States"
        matches = [m for m in self.names_in(parse, key) if piece.start <= m.start < piece.end or _covers(m, piece)]
        actor_matches = [m for m in matches if m.name.kind == "actor"]
        low = [w.token.lower for w in words]
        head_index = piece.head - piece.start
        sense, sense_words = self._noun(low[: head_index + 1])
        if head.lower in _QUANTITIES and depth < 2:
            for preposition, inner in parse.complements(piece):
                if preposition in ("of", "from"):
                    found = self._read(parse, inner, key, depth + 1)
                    if found is not None:
                        party = Party(**{**found.party.to_record(), "surface": surface + " of " + found.party.surface})
                        return Reference(party, found.kind, found.named, plural=True)
                break
        if actor_matches:
            match = actor_matches[-1]
            speaks = head.lower in _MOUTHPIECES
            if sense is None and match.end <= head_index + piece.start and head.lower in _NOT_ACTORS:
                # "a U.N. pact", "SDF lines"
                return None
            former = _FORMER & set(low) and sense is not None and match.end <= piece.head
            if former and sense is not None:
                return self._described(sense, sense_words, surface, definite=False, plural=head.lower.endswith("s"))
            if piece.possessor is not None and match.end <= piece.possessor and sense is None and not speaks:
                # "Boko Haram's leader" is of the group, "the group's stronghold" is a thing
                return None
            assert match.name.actor is not None
            return self.named(match.name.actor, surface)
        if sense is not None and sense.sector in ARMED and any("-" in w for w in low):
            epithet = described_by_epithet([w for w in low if "-" in w], self.groups)
            if epithet is not None:
                return self._by_id(epithet, surface)
        state = next((m.name for m in reversed(matches) if m.name.country is not None), None)
        if state is not None and state.country is not None:
            found = self._of_state(state, matches[-1], piece, sense, sense_words, surface, head.text)
            if found is not None or sense is not None or not head.text[0].isupper():
                return found
            person = person_name(parse, piece, matches[-1].end - piece.start)
            if person is None or " " not in person:
                return None
            title, _ = self._noun(low[: max(0, head_index + 1 - len(person.split()))])
            return self._person(person, title, surface, state.country)
        definite = low[0] in ("the", "those", "these", "his", "their", "its") or (low == ["others"])
        if definite and head.lower in _SIDES and any(w in ("two", "both", "warring") for w in low):
            return None
        if sense is not None and (sense.sector in ARMED or sense.sector in ("IMG", "PTY", "SOC")):
            epithet = described_by_epithet(low, self.groups)
            if epithet is not None:
                return self._by_id(epithet, surface)
        if any(w.endswith(("-backed", "-led")) for w in low) and sense and sense.sector in ARMED and self.backed:
            return self._by_id(self.backed.most_common(1)[0][0], surface)
        if sense is not None and sense.sector in ARMED and piece.possessor is None and depth < 2:
            owned = self._owned(parse, piece, key, sense, surface, depth)
            if owned is not None:
                return owned
        if low[0] in POSSESSIVES and head.lower in _LED:
            led = self._led(parse, piece, key, sense, surface)
            if led is not None:
                return led
        bare = low in (["officers"], ["agents"])
        if (definite or low[0] == "this" or bare) and points_back(head.lower) and says_no_more(words[:head_index]):
            pointed = self._group(head.lower, piece, surface, key)
            if pointed is not None:
                return pointed
        titled = len(words) > 1 and head.text[0].isupper() and sense is not None and not sense.label
        seen = self._by_analyser(parse, piece, surface, sense) if sense is None or titled else None
        if seen is not None and (seen[0] is not None or sense is None):
            return seen[0]
        person = person_name(parse, piece) if sense is None else None
        if person and (head.text[0].isupper() or " " in person):
            title, _ = self._noun(low[: max(0, head_index + 1 - len(person.split()))])
            return self._person(person, title, surface)
        if sense is None:
            return None
        there = self.country_of(parse, piece, key) if sense.label else None
        if there is not None:
            return self._force(sense, there, surface, named=True, plural=head.lower.endswith("s"))
        return self._described(sense, sense_words, surface, definite or len(low) == 1, plural=head.lower.endswith("s"))

    def _owned(
        self, parse: Parse, piece: Chunk, key: int, sense: NounSense, surface: str, depth: int
    ) -> Reference | None:
        """As in "warplanes of the U.S.-led coalition", "soldiers from Chad": whose a described force is."""
        for preposition, inner in parse.complements(piece)[:1]:
            if preposition not in ("of", "from"):
                return None
            found = self._read(parse, inner, key, depth + 1)
            if found is None or not found.named or found.kind not in ("actor", "state", "force"):
                return None
            if found.kind == "force":
                return found.under(surface) if found.party.sector == sense.sector else None
            if found.kind == "actor" and found.party.sector in ARMED | {"IMG", "IGO", "UNO"}:
                return Reference(Party(**{**found.party.to_record(), "surface": surface}), "actor", named=True)
            country = self.dictionary.countries.get(found.party.country or "")
            if found.kind == "state" and country is not None and sense.label:
                return self._force(sense, country, surface, named=True)
        return None

    def _force(
        self, sense: NounSense, country: Country, surface: str, *, named: bool, plural: bool = False
    ) -> Reference:
        label = f"{sense.label} of {country.name}"
        party = Party(actor_id=slug(label), name=label, surface=surface, country=country.code, sector=sense.sector)
        return Reference(party, "force", named=named, plural=plural)

    def _noun(self, words: Sequence[str]) -> tuple[NounSense | None, tuple[str, ...]]:
        for size in (4, 3, 2, 1):
            if len(words) >= size:
                key = tuple(words[-size:])
                sense = self.dictionary.nouns.get(key)
                if sense is not None:
                    return sense, key
        return None, ()

    def named(self, actor: Actor, surface: str) -> Reference:
        """A phrase that names a party of the dictionary."""
        actor = self._mission(actor)
        party = Party(
            actor_id=actor.actor_id or slug(actor.name), name=actor.name, surface=surface, country=actor.country,
            sector=actor.sector_in(self.year),
        )  # fmt: skip
        self.by_id[party.actor_id or ""] = party
        return Reference(party, "person" if actor.person else "actor", named=True)

    def mention(self, actor_id: str) -> str:
        """The fullest words that the phrases read so far have for a party; "" where none tells it."""
        told = (t.reference.party for t in self.memory.told)
        return max((p.surface for p in told if p.actor_id == actor_id), key=len, default="")

    def _mission(self, actor: Actor) -> Actor:
        """The mission that a story tells of, where it says "U.N. peacekeepers"."""
        if actor.sector != "UNO" or actor.country is not None:
            return actor
        told = (self.dictionary.actors.get(actor_id) for actor_id, _ in self.groups.most_common())
        return next((a for a in told if a is not None and a.sector == "UNO" and a.country is not None), actor)

    def _by_id(self, actor_id: str, surface: str) -> Reference | None:
        actor = self.dictionary.actors.get(actor_id)
        if actor is None:
            known = self.by_id.get(actor_id)
            if known is None:
                return None
            return Reference(Party(**{**known.to_record(), "surface": surface}), "actor", named=True)
        return self.named(actor, surface)

    def _of_state(
        self, name: Name, match: NameMatch, piece: Chunk, sense: NounSense | None, sense_words: tuple[str, ...],
        surface: str, head: str,
    ) -> Reference | None:  # fmt: skip
        country = name.country
        assert country is not None
        alone = match.end >= piece.head + 1
        if alone and name.kind in ("country", "capital"):
            return Reference(state_party(country, surface), "state", named=True)
        if alone and name.kind == "demonym":
            party = Party(actor_id=None, name=head, surface=surface, country=country.code, sector="CVL")
            return Reference(party, "people", named=False, plural=True)
        if sense is None:
            return None
        if sense.sector == "GOV" and _UNOFFICIAL.intersection(surface.lower().split()):
            return Reference(
                Party(name=" ".join(sense_words), surface=surface, country=country.code, sector=None),
                "person", named=False,
            )  # fmt: skip
        if sense.label and not _FORMER.intersection(surface.lower().split()):
            return self._force(sense, country, surface, named=True)
        text = " ".join(sense_words)
        party = Party(name=text,
                      surface=surface, country=country.code, sector=sense.sector)  # fmt: skip
        return Reference(party, "described", named=False, plural=True)

    def _described(
        self, sense: NounSense, words: tuple[str, ...], surface: str, definite: bool, *, plural: bool
    ) -> Reference | None:
        text = " ".join(words)
        if words[-1] in _THINGS_OF_STATE and (len(words) == 1 or words[-1] in _DEEDS):
            return None
        if words[-1] == "coalition":
            for known in ("us-led-coalition", "saudi-led-coalition"):
                if self.groups.get(known) or (
                    known == "us-led-coalition" and self.focus and self.focus.code in ("IQ", "SY")
                ):
                    return self._by_id(known, surface)
        if (
            sense.label
            and self.focus is not None
            and definite
            and words[-1] not in _NOT_OF_STATE
            and sense.sector not in ("REB", "OPP")
        ):
            owner = self.focus
            if sense.sector == "MIL" and owner.code in HELD_BY and self.states.get(HELD_BY[owner.code], 0):
                owner = self.dictionary.countries[HELD_BY[owner.code]]
            return self._force(sense, owner, surface, named=False, plural=plural)
        country = self.focus.code if self.focus and sense.sector != "UAF" else None
        return Reference(
            Party(name=sense.proper or text, surface=surface, country=country, sector=sense.sector),
            "described", named=False, plural=plural,
        )  # fmt: skip

    def _person(self, name: str, sense: NounSense | None, surface: str, of: Country | None = None) -> Reference | None:
        surname = name.split()[-1]
        known = self.people.get(surname)
        if known is not None and (" " not in name or name == known.name):
            return Reference(Party(**{**known.to_record(), "surface": surface}), "person", named=True)
        if " " not in name and sense is None:
            return None
        sector = sense.sector if sense is not None else ORGANISATION.get(surname.lower())
        owner = of if of is not None else self.focus
        country = owner.code if owner and sector in ("GOV", "MIL", "COP", "LEG", "JUD", "OPP") else None
        party = Party(name=name, surface=surface, country=country, sector=sector)
        self.people[surname] = party
        return Reference(party, "person", named=True)

    def counted(self, text: str) -> Party | None:
        """The people that a toll counts ("Malian soldiers", "worshippers"), by their words alone."""
        words = [t.text for t in tokenize(text)]
        sense, sense_words = self._noun([w.lower() for w in words])
        matches = [m for m in self.dictionary.find(words, self.local) if self._believes(m, words)]
        name = matches[-1].name if matches else None
        if name is not None and name.actor is not None:
            return self.named(name.actor, text).party
        if sense is None:
            return None
        if name is not None and name.country is not None and sense.label:
            return self._force(sense, name.country, text, named=True).party
        country = name.country.code if name is not None and name.country is not None else None
        return Party(name=sense.proper or " ".join(sense_words), surface=text, country=country, sector=sense.sector)

    # -- words that point back -----------------------------------------------------------------------------------------

    def _led(self, parse: Parse, piece: Chunk, key: int, sense: NounSense | None, surface: str) -> Reference | None:
        """As in "its leader", "his forces": the party that the possessive stands for, or its force."""
        whose = self.memory.pronoun(parse.words[piece.start].token.lower, parse, piece, key)
        if whose is None:
            return None
        if whose.kind == "person":
            actor = self.dictionary.actors.get(whose.party.actor_id or "")
            led = self.dictionary.actors.get(actor.parent or "") if actor is not None else None
            if led is not None:
                return self.named(led, surface)
        if whose.kind == "actor" or (whose.kind in ("described", "force") and whose.party.sector in ARMED):
            return whose.under(surface)
        country = self.dictionary.countries.get(whose.party.country or "")
        if whose.party.sector in ("GOV", "MIL") and country is not None and sense is not None and sense.label:
            return self._force(sense, country, surface, named=True, plural=surface.endswith("s"))
        return None

    def _group(self, word: str, piece: Chunk, surface: str, key: int) -> Reference | None:
        """Whom "the group" or "the kidnappers" mean: a party told before, or the armed group of the story."""
        favour = {}
        if word in HOSTILE:  # "ISIS gunmen", never the "U.S.-backed" side
            favour = dict.fromkeys(self.hostile, 1.0) | dict.fromkeys(self.backed, -2.0)
        pointed = self.memory.noun(word, piece, key, favour)
        if pointed is not None:
            return pointed.under(surface)
        for actor_id, _ in self.groups.most_common(3) if word in _GROUP_WORDS else ():
            actor = self.dictionary.actors.get(actor_id)
            if actor is not None and actor.sector in ("REB", "ISM", "CRM"):
                return self.named(actor, surface)
        return None

    def _by_analyser(
        self, parse: Parse, piece: Chunk, surface: str, sense: NounSense | None
    ) -> tuple[Reference | None] | None:
        """What the analyser takes a name for that no dictionary has: a party, no party (a place), or no view (None).

        Its groups and organisations are parties, its places and works are none.
        """
        name = parse.name_at(piece.head)
        if name is None or name.score < _SURE_NAME:
            return None
        if name.kind in ("LOC", "MISC"):
            return (None,)
        if name.kind not in ("GRP", "ORG"):
            return None
        text = self.text[parse.words[name.start].token.start : parse.words[name.end - 1].token.end]
        last = text.split()[-1].lower()
        sector = (
            sense.sector if sense is not None else ORGANISATION.get(last) or ("REB" if name.kind == "GRP" else None)
        )
        if sense is not None and name.end - name.start < 2:
            return None
        country = self.focus.code if self.focus is not None and sector in _OF_A_STATE else None
        party = Party(name=text, surface=surface, country=country, sector=sector)
        return (Reference(party, "actor", named=True),)


def _covers(match: NameMatch, piece: Chunk) -> bool:
    """Whether a phrase is the inner part of a name: "Human Rights" of an observatory for them."""
    return match.start < piece.start and match.end > piece.head


#: Territories whose "army" is that of the state that holds them.
HELD_BY = {"PS": "IL", "EH": "MA"}
#: Words that take a person or a force out of office: "a former Canadian diplomat".
_FORMER = frozenset({"former", "ex", "retired", "one-time", "onetime", "then", "ousted", "deposed"})
#: What a leader leads who is none of a state: "a militia leader".
_UNOFFICIAL = word_list("parties_unofficial")
#: Heads that stand for a thing of a party and not for it: "a U.N. pact".
_NOT_ACTORS = word_list("parties_not_actors")
#: Nouns that stand for a state's forces only beside its name: "Russian missiles".
_THINGS_OF_STATE = word_list("parties_things_of_state")
#: Those that are deeds, whatever stands before them: "air strike".
_DEEDS = frozenset({"strike", "strikes", "raid", "raids", "shelling", "offensive"})
#: Heads that speak for their owner: "the president's office".
_MOUTHPIECES = frozenset(
    {"office", "spokesman", "spokeswoman", "spokesperson", "aides", "lawyers", "team", "delegates"}
)
#: Below this the analyser's view of a name is a guess.
_SURE_NAME = 0.6
#: Sectors of organisations that are of the state that a story is about.
_OF_A_STATE = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY"})
#: What "its" and "his" lead over to: "its leader", "his forces".
_LED = word_list("references_led")
_NOT_OF_STATE = word_list("parties_not_of_state")
