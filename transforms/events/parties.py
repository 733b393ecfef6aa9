"""Who the parties of a story are: noun phrases turned into parties, and the words that point back to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from schemas.coded import Party
from transforms.events.acronyms import ORGANISATION, acronyms
from transforms.events.actors import Actor, ActorDictionary, Country, Name, NameMatch, NounSense, index_names, slug
from transforms.events.chunks import Chunk
from transforms.events.epithets import described_by_epithet
from transforms.events.naming import person_name, state_party, surface_of
from transforms.events.ontology import ARMED
from transforms.events.syntax import Parse
from transforms.events.wordlists import word_list
from transforms.events.words import tokenize

_QUANTITIES = word_list("parties_quantities")
_GROUP_WORDS = word_list("parties_group_words")
_SIDES = word_list("parties_sides")


@dataclass(frozen=True, slots=True)
class Reference:
    """A party as one noun phrase tells it. `definite` phrases ("the attackers") may point back."""

    party: Party
    kind: str
    named: bool
    plural: bool = False


@dataclass
class PartyReader:
    """Reads the parties of one story.

    Args:
        dictionary: the party dictionary.
        text: the story, for acronyms it defines and states it names.
        year: year of publication, for people in office; None if unknown.
    """

    dictionary: ActorDictionary
    text: str
    year: int | None = None
    focus: Country | None = None
    states: Counter[str] = field(default_factory=Counter)
    groups: Counter[str] = field(default_factory=Counter)
    backed: Counter[str] = field(default_factory=Counter)
    known: set[str] = field(default_factory=set)
    context: set[str] = field(default_factory=set)
    recent: list[Reference] = field(default_factory=list)
    recent_keys: list[int] = field(default_factory=list)
    local: dict[str, tuple[Name, ...]] = field(default_factory=dict)
    people: dict[str, Party] = field(default_factory=dict)
    by_id: dict[str, Party] = field(default_factory=dict)
    _cache: dict[tuple[int, int], list[NameMatch]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        words = [t.text for t in tokenize(self.text)]
        self.local = index_names(acronyms(self.text, self.dictionary))
        found = self.dictionary.find(words, self.local)
        for match in found:
            name = match.name
            if name.country is not None:
                self.states[name.country.code] += 1 if name.kind != "capital" else 0
                self.context.add(name.country.code)
            elif name.actor is not None and self._names_in_full(match, words):
                self.known.add(name.actor.actor_id)
        for actor_id in self.known & self.dictionary.actors.keys():
            self.context.add(self.dictionary.actors[actor_id].country or "")
        for match in found:
            actor = match.name.actor
            if actor is not None and not actor.person and self._believes(match, words):
                self.groups[actor.actor_id] += 1
                before = words[max(0, match.start - 2) : match.start + 1]
                if any(w.endswith(("-backed", "-led")) for w in before):
                    self.backed[actor.actor_id] += 1
        if self.states:
            code, count = self.states.most_common(1)[0]
            if count:
                self.focus = self.dictionary.countries.get(code)

    def learn(self, countries: Counter[str]) -> None:
        """Adds the countries of the story's places to those its names tell, and takes the leading one for its focus."""
        self.states.update(countries)
        self.context.update(countries)
        self._cache.clear()
        code = next((c for c, n in self.states.most_common(3) if n and c in self.dictionary.countries), None)
        if code is not None:
            self.focus = self.dictionary.countries[code]

    def names_in(self, parse: Parse, key: int) -> list[NameMatch]:
        """The believable names of a sentence; `key` is its start, for the cache."""
        where = (key, len(parse.words))
        if where not in self._cache:
            words = [w.token.text for w in parse.words]
            found = [m for m in self.dictionary.find(words, self.local) if self._believes(m, words)]
            best: dict[int, NameMatch] = {}
            for match in found:
                if match.start not in best or self._rank(match) > self._rank(best[match.start]):
                    best[match.start] = match
            self._cache[where] = list(best.values())
        return self._cache[where]

    def _rank(self, match: NameMatch) -> tuple[int, bool, bool, bool, bool, bool, int]:
        name = match.name
        actor = name.actor
        code = actor.country if actor else name.country.code if name.country else None
        return (
            match.end - match.start,
            name.added,
            actor is not None and bool(actor.terms) and name.added,
            actor is not None and actor.actor_id in self.known,
            actor is not None and not actor.person,
            actor is None or actor.in_term(self.year),
            self.states.get(code or "", 0),
        )

    def _believes(self, match: NameMatch, words: Sequence[str]) -> bool:
        """Whether a name means its actor here: in office then, and not only a common surname or acronym."""
        name = match.name
        actor = name.actor
        if actor is None:
            return name.kind != "none"
        single = match.end - match.start == 1
        if not actor.in_term(self.year) and not self._out_of_office(actor, single):
            return False
        if actor.actor_id in self.known or (name.added and not name.mark and not actor.person):
            return True
        if name.mark == "?":
            return False
        shared = name.words in self.dictionary.shared
        if name.mark == "@" or (actor.person and single) or shared or _is_acronym(match, words):
            return actor.country in self.context
        return True

    def _names_in_full(self, match: NameMatch, words: Sequence[str]) -> bool:
        """Whether a name alone tells its actor: no surname, no acronym of a country, no name of several."""
        name = match.name
        assert name.actor is not None
        if name.mark or name.words in self.dictionary.shared or _is_acronym(match, words):
            return False
        single = match.end - match.start == 1
        return not (name.actor.person and single) and (
            name.actor.in_term(self.year) or self._out_of_office(name.actor, single)
        )

    def _out_of_office(self, actor: Actor, single: bool) -> bool:
        """Whether a name means a person before or after the time in office: the full name of one who was."""
        if not actor.person:
            return False
        return actor.otherwise is not None or (
            actor.is_over(self.year) and (not single or actor.actor_id in self.known)
        )

    # -- noun phrases ---------------------------------------------------------------------------------------------

    def read(self, parse: Parse, piece: Chunk, key: int) -> Reference | None:
        """The party a noun phrase names or describes, or None for things and places."""
        reference = self._read(parse, piece, key)
        if reference is not None and reference.kind != "pronoun":
            self.recent.append(reference)
            self.recent_keys.append(key)
        return reference

    def _read(self, parse: Parse, piece: Chunk, key: int, depth: int = 0) -> Reference | None:
        words = parse.words[piece.start : piece.end]
        if piece.temporal:
            return None
        surface = surface_of(parse, piece)
        if piece.pronoun:
            return self._pronoun(words[0].token.lower, surface)
        head = parse.words[piece.head].token
        # a name may go on after its phrase: "the Economic Community of West African States"
        matches = [m for m in self.names_in(parse, key) if piece.start <= m.start < piece.end]
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
        if definite and head.lower in _GROUP_WORDS:
            pointed = self._group(surface, key)
            if pointed is not None:
                return pointed
        person = person_name(parse, piece) if sense is None else None
        if person and (head.text[0].isupper() or " " in person):
            title, _ = self._noun(low[: max(0, head_index + 1 - len(person.split()))])
            return self._person(person, title, surface)
        if sense is not None:
            return self._described(
                sense, sense_words, surface, definite or len(low) == 1, plural=head.lower.endswith("s")
            )
        return None

    def _owned(
        self, parse: Parse, piece: Chunk, key: int, sense: NounSense, surface: str, depth: int
    ) -> Reference | None:
        """As in "warplanes of the U.S.-led coalition", "soldiers from Chad": whose a described force is."""
        for preposition, inner in parse.complements(piece)[:1]:
            if preposition not in ("of", "from"):
                return None
            found = self._read(parse, inner, key, depth + 1)
            if found is None or not found.named or found.kind not in ("actor", "state"):
                return None
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
        party = Party(
            actor_id=actor.actor_id or slug(actor.name), name=actor.name, surface=surface, country=actor.country,
            sector=actor.sector_in(self.year),
        )  # fmt: skip
        self.by_id[party.actor_id or ""] = party
        return Reference(party, "person" if actor.person else "actor", named=True)

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
        if words[-1] in _THINGS_OF_STATE and (len(words) == 1):
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
            if sense.sector == "MIL" and owner.code in _HELD_BY and self.states.get(_HELD_BY[owner.code], 0):
                owner = self.dictionary.countries[_HELD_BY[owner.code]]
            return self._force(sense, owner, surface, named=False, plural=plural)
        country = self.focus.code if self.focus and sense.sector != "UAF" else None
        return Reference(
            Party(name=text, surface=surface, country=country, sector=sense.sector),
            "described", named=False, plural=plural,
        )  # fmt: skip

    def _person(self, name: str, sense: NounSense | None, surface: str, of: Country | None = None) -> Reference | None:
        surname = name.split()[-1]
        known = self.people.get(surname)
        if known is not None and (" " not in name or name == known.name):
            return Reference(Party(**{**known.to_record(), "surface": surface}), "person", named=True)
        if " " not in name and sense is None:
            return None
        last = surname.lower()
        sector = sense.sector if sense is not None else ORGANISATION.get(last)
        owner = of if of is not None else self.focus
        country = owner.code if owner and sector in ("GOV", "MIL", "COP", "LEG", "JUD", "OPP") else None
        party = Party(name=name, surface=surface, country=country, sector=sector)
        self.people[surname] = party
        return Reference(party, "person", named=True)

    # -- words that point back -----------------------------------------------------------------------------------------

    def _pronoun(self, word: str, surface: str) -> Reference | None:
        wanted: tuple[str, ...]
        if word in ("he", "she", "him"):
            wanted = ("person",)
        elif word == "it":
            wanted = ("actor", "state", "force")
        elif word in ("they", "them"):
            wanted = ("actor", "force", "described", "people")
        else:
            return None
        for reference in reversed(self.recent[-6:]):
            if reference.kind in wanted and reference.party.name.lower() != word:
                return Reference(
                    Party(**{**reference.party.to_record(), "surface": surface}), "pronoun", named=reference.named
                )
        return None

    def _group(self, surface: str, key: int) -> Reference | None:
        """The armed group last named.

        One of an earlier sentence before one of the same, whose subject it is most often.
        """
        found: list[tuple[int, Reference]] = []
        for where, reference in zip(reversed(self.recent_keys[-8:]), reversed(self.recent[-8:]), strict=True):
            if reference.named and reference.kind == "actor" and reference.party.sector in _GROUP_SECTORS:
                found.append((where, reference))
        if found:
            chosen = found[0][1]
            if found[0][0] == key:
                chosen = next((r for _, r in found if r.party.actor_id != chosen.party.actor_id), chosen)
            return Reference(Party(**{**chosen.party.to_record(), "surface": surface}), "actor", named=True)
        for actor_id, _ in self.groups.most_common(3):
            actor = self.dictionary.actors.get(actor_id)
            if actor is not None and actor.sector in ("REB", "ISM", "CRM"):
                return self.named(actor, surface)
        return None

    def points_to_sides(self, words: Sequence[str]) -> bool:
        """Whether a phrase means both parties of the conflict: "the two sides", "the warring parties", "rivals"."""
        return words[-1] == "rivals" or (
            words[-1] in _SIDES | {"side"}
            and any(w in ("two", "both", "warring", "rival", "opposing", "each") for w in words)
        )


def _is_acronym(match: NameMatch, words: Sequence[str]) -> bool:
    """Whether a name is a short acronym of a party of one country: others have the same."""
    text = words[match.start]
    actor = match.name.actor
    one = match.end - match.start == 1
    return actor is not None and actor.country is not None and one and len(text) <= 5 and text.isupper()


#: Territories whose "army" is that of the state that holds them.
_HELD_BY = {"PS": "IL", "EH": "MA"}
#: Words that take a person or a force out of office: "a former Canadian diplomat".
_FORMER = frozenset({"former", "ex", "retired", "one-time", "onetime", "then", "ousted", "deposed"})
#: What a leader leads who is none of a state: "a militia leader".
_UNOFFICIAL = word_list("parties_unofficial")
#: Heads that stand for a thing of a party and not for it: "a U.N. pact".
_NOT_ACTORS = word_list("parties_not_actors")
#: Nouns that stand for a state's forces only beside its name: "Russian missiles".
_THINGS_OF_STATE = word_list("parties_things_of_state")
#: Heads that speak for their owner: "the president's office".
_MOUTHPIECES = frozenset(
    {"office", "spokesman", "spokeswoman", "spokesperson", "aides", "lawyers", "team", "delegates"}
)
_GROUP_SECTORS = frozenset({"REB", "ISM", "CRM", "PRM", "UAF"})
_NOT_OF_STATE = word_list("parties_not_of_state")
