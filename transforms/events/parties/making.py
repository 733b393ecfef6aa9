"""Parties made of what a phrase says: actors of the dictionary, states, forces, described people, persons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from schemas.coded import Party
from transforms.events.grammar.chunks import Chunk
from transforms.events.grammar.syntax import Parse
from transforms.events.grammar.words import tokenize
from transforms.events.ontology import ARMED
from transforms.events.parties.acronyms import ORGANISATION
from transforms.events.parties.actors import Actor, Country, Name, NameMatch, NounSense, slug
from transforms.events.parties.naming import FORMER, state_party, surname
from transforms.events.parties.officers import are_policemen
from transforms.events.parties.story_names import StoryNames
from transforms.events.parties.told import Reference
from transforms.events.wordlists import word_list

#: Territories whose "army" is that of the state that holds them.
HELD_BY = {"PS": "IL", "EH": "MA"}
#: The armed forces of those that have no army, by their country.
_FORCES = dict(entry.split("=") for entry in word_list("making_forces"))
#: What parts of a state are called.
_PARTS = word_list("making_parts")
#: What makes people those of no one state: "African leaders".
_ABROAD = word_list("making_abroad")
#: What makes a convoy or an aircraft none of an army.
_CIVIL = frozenset({"diplomatic", "civilian", "aid", "humanitarian", "passenger", "cargo", "medical"})
#: Whom a leader leads who is none of a state, and his sector: "a militia leader".
LED = dict(entry.split("=") for entry in sorted(word_list("parties_led")))
_LEADERS = frozenset({"leader", "leaders", "chief", "chiefs", "commander", "commanders", "boss", "bosses"})
_OFFICERS, _POLICE = ("officers",), ("police",)
#: Men with arms who may be of anybody.
_FIGHTERS = frozenset({"fighter", "fighters", "gunman", "gunmen", "forces", "troops", "commandos"})
#: How many words "gang leader" has.
_COMPOUND = 2
_POSSESSIVE = frozenset({"'", "'s"})
#: Nouns that stand for a state's forces only beside its name: "Russian missiles".
_THINGS_OF_STATE = word_list("parties_things_of_state")
#: Those that are deeds, whatever stands before them: "air strike".
_DEEDS = frozenset({"strike", "strikes", "raid", "raids", "shelling", "offensive"})
_NOT_OF_STATE = word_list("parties_not_of_state")
#: What a state that publishes a text calls itself in it.
_OFFICES = word_list("issuer_offices")
_WE = frozenset({"we", "us"})
#: How far behind a noun what it is of may go on: "chief of the general staff".
_OF_REACH = 5


@dataclass
class PartyMaker(StoryNames):
    """Makes the parties of one story.

    Attributes:
        people: those with a name of their own that no dictionary has, by surname.
        by_id: parties told so far, by id.
        issuer: the state whose ministry or the like publishes the story.
    """

    people: dict[str, Party] = field(default_factory=dict)
    by_id: dict[str, Party] = field(default_factory=dict)
    issuer: Country | None = None

    def speaker(self, surface: str) -> Reference | None:
        """Who "we" are in what a state publishes."""
        if self.issuer is None or surface.lower() not in _WE:
            return None
        return Reference(state_party(self.issuer, surface), "state", named=True)

    def named(self, actor: Actor, surface: str) -> Reference:
        """A phrase that names a party of the dictionary."""
        actor = self._mission(actor)
        party = Party(
            actor_id=actor.actor_id or slug(actor.name), name=actor.name, surface=surface, country=actor.country,
            sector=actor.sector_in(self.year),
        )  # fmt: skip
        self.by_id[party.actor_id or ""] = party
        return Reference(party, "person" if actor.person else "actor", named=True)

    def _mission(self, actor: Actor) -> Actor:
        """The mission that a story tells of, where it says "U.N. peacekeepers"."""
        if actor.sector != "UNO" or actor.country is not None:
            return actor
        told = (self.dictionary.actors.get(actor_id) for actor_id, _ in self.groups.most_common())
        return next((a for a in told if a is not None and a.sector == "UNO" and a.country is not None), actor)

    def of_id(self, actor_id: str, surface: str) -> Reference | None:
        actor = self.dictionary.actors.get(actor_id)
        if actor is None:
            known = self.by_id.get(actor_id)
            if known is None:
                return None
            return Reference(Party(**{**known.to_record(), "surface": surface}), "actor", named=True)
        return self.named(actor, surface)

    def of_state(
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
        if sense.sector == "GOV" and LED.keys() & set(surface.lower().split()):
            return Reference(
                Party(name=" ".join(sense_words), surface=surface, country=country.code, sector=None),
                "person", named=False,
            )  # fmt: skip
        if _CIVIL.intersection(surface.lower().split()):
            party = Party(actor_id=None, name=surface, surface=surface, country=country.code, sector=None)
            return Reference(party, "target", named=False)
        if sense.label and not FORMER.intersection(surface.lower().split()):
            return self.force(sense, country, surface, named=True)
        text = " ".join(sense_words)
        party = Party(name=text, surface=surface, country=country.code, sector=sense.sector)
        return Reference(party, "described", named=False)

    def force(
        self, sense: NounSense, country: Country, surface: str, *, named: bool, plural: bool = False
    ) -> Reference:
        own = self.dictionary.actors.get(_FORCES.get(country.code, "")) if sense.sector == "MIL" else None
        if own is not None:
            return Reference(self.named(own, surface).party, "force", named=named, plural=plural)
        label = f"{sense.label} of {country.name}"
        party = Party(actor_id=slug(label), name=label, surface=surface, country=country.code, sector=sense.sector)
        return Reference(party, "force", named=named, plural=plural)

    def of_marines(self, text: str, sense: NounSense | None) -> Country | None:
        """The state whose Marines a text means by that name alone: the United States."""
        marines = sense is not None and sense.sector == "MIL" and text.split()[-1:] in (["Marine"], ["Marines"])
        return self.dictionary.countries.get("US") if marines else None

    def described(
        self, sense: NounSense, words: tuple[str, ...], surface: str, definite: bool, *, plural: bool
    ) -> Reference | None:
        text = " ".join(words)
        if words[-1] in _THINGS_OF_STATE and (len(words) == 1 or words[-1] in _DEEDS):
            return None
        if "coalition" in (words[-1], surface.lower().split()[0]):
            for known in ("us-led-coalition", "saudi-led-coalition"):
                if self.groups.get(known) or (
                    known == "us-led-coalition" and self.focus and self.focus.code in ("IQ", "SY")
                ):
                    return self.of_id(known, surface)
        if (
            sense.label
            and self.focus is not None
            and definite
            and not unofficial(sense, words, surface)
            and words[-1] not in _NOT_OF_STATE
            and sense.sector not in ("REB", "OPP")
            and not of_a_part(sense, words, surface)
        ):
            ours = self.issuer is not None and words[-1] in _OFFICES
            owner = self.issuer if ours and self.issuer is not None else self.focus
            if sense.sector == "MIL" and owner.code in HELD_BY:
                owner = self.dictionary.countries[HELD_BY[owner.code]]
            return self.force(sense, owner, surface, named=False, plural=plural)
        abroad = not _ABROAD.isdisjoint(surface.lower().split()[: -len(words)])
        country = self.focus.code if self.focus and sense.sector != "UAF" and not abroad else None
        if of_a_part(sense, words, surface) or unofficial(sense, words, surface):
            text = surface.removeprefix("The ").removeprefix("the ")
        elif words[0] in LED and words[-1] in _LEADERS:
            text = " ".join(surface.split()[-len(words) :])  # "Muslim leaders"
        return Reference(
            Party(name=sense.proper or text, surface=surface, country=country, sector=sense.sector),
            "described", named=False, plural=plural,
        )  # fmt: skip

    def person(
        self, name: str, sense: NounSense | None, surface: str, of: Country | None = None, *, titled: bool = False
    ) -> Reference | None:
        """A person whom no dictionary has; a surname alone only after the full name, an office or "Mr"."""
        last = surname(name)
        known = self.people.get(last)
        if known is not None and (" " not in name or name == known.name):
            return Reference(Party(**{**known.to_record(), "surface": surface}), "person", named=True)
        if " " not in name and sense is None and not titled:
            return None
        sector = sense.sector if sense is not None else ORGANISATION.get(last.lower())
        owner = self.focus if sector in ("GOV", "MIL", "COP", "LEG", "JUD", "OPP") else None
        owner = of if of is not None else owner
        country = owner.code if owner is not None else None
        party = Party(name=name, surface=surface, country=country, sector=sector)
        self.people[last] = party
        return Reference(party, "person", named=True)

    def counted(self, text: str, at: int | None = None) -> Party | None:
        """The people that a toll counts ("Malian soldiers", "worshippers"), by their words and where those stand."""
        words = [t.text for t in tokenize(text)]
        sense, sense_words = self._noun_at([w.lower() for w in words], len(self.text) if at is None else at)
        matches = [m for m in self.dictionary.find(words, self.local) if self._believes(m, words)]
        name = matches[-1].name if matches else None
        if name is not None and name.actor is not None:
            return self.named(name.actor, text).party
        if sense is None:
            return None
        if name is not None and name.country is not None and sense.label:
            return self.force(sense, name.country, text, named=True).party
        marines = self.of_marines(text, sense) if name is None else None
        if marines is not None:
            return self.force(sense, marines, text, named=True).party
        country = name.country.code if name is not None and name.country is not None else None
        return Party(name=sense.proper or " ".join(sense_words), surface=text, country=country, sector=sense.sector)

    def body_of_each(self, sense: NounSense, word: str) -> NounSense | None:
        """What each of several states has one of, by the noun for all of them: "governments", "ministries"."""
        if sense.label:
            return sense
        one = f"{word.removesuffix('ies')}y" if word.endswith("ies") else word.removesuffix("s")
        found = self.dictionary.nouns.get((one,)) if one != word else None
        return found if found is not None and found.label else None

    def holder(self, word: str) -> Reference | None:
        """Whom the first part of "rebel-held" means: a known party, the forces of a people's state, "rebels"."""
        matches = self.dictionary.find([word], self.local) or self.dictionary.find([word.title()], self.local)
        for match in matches:
            if match.name.actor is not None and not match.name.actor.person:
                return self.named(match.name.actor, word)
            if match.name.country is not None:
                return Reference(state_party(match.name.country, word), "state", named=True)
        sense, words = self.noun([word.lower()])
        if sense is None:
            sense, words = self.noun([f"{word.lower()}s"])
        return self.described(sense, words, f"{word}s", definite=True, plural=True) if sense is not None else None

    def noun(self, words: Sequence[str]) -> tuple[NounSense | None, tuple[str, ...]]:
        for size in (4, 3, 2, 1):
            if len(words) >= size:
                key = tuple(words[-size:])
                sense = self.dictionary.nouns.get(key)
                if sense is not None:
                    return sense, key
            led = _sector_led(words) if size == _COMPOUND else None
            if led is not None:
                return NounSense(led, None), tuple(w for w in words[-size:] if w not in _POSSESSIVE)
        return None, ()

    def noun_of(self, parse: Parse, piece: Chunk) -> tuple[NounSense | None, tuple[str, ...]]:
        """The noun of a phrase, with what it is of where that makes one: "heads of state", "court of appeal"."""
        low = [w.token.lower for w in parse.words[piece.start : piece.head + _OF_REACH]]
        at = piece.head - piece.start + 1
        if low[at : at + 1] == ["of"]:
            for end in range(len(low), at + 1, -1):
                sense, words = self.noun(low[:end])
                if sense is not None and len(words) > end - at:
                    return sense, words
        return self._noun_at(low[:at], parse.words[piece.head].token.start)

    def _noun_at(self, words: Sequence[str], at: int) -> tuple[NounSense | None, tuple[str, ...]]:
        """The noun of some words that stand at a character of the story: "officers" are of the force that it names."""
        sense, found = self.noun(words)
        if found == _OFFICERS and are_policemen(self.text, at):
            return self.dictionary.nouns[_POLICE], found
        return sense, found


def _sector_led(words: Sequence[str]) -> str | None:
    """The sector of a leader, or of men, by those whom they lead or are of: "gang leader", "separatist fighters"."""
    if len(words) < _COMPOUND:
        return None
    led = words[-3] if words[-2] in _POSSESSIVE and len(words) > _COMPOUND else words[-2]
    sector = LED.get(led) or LED.get(led.removesuffix("s"))
    return sector if words[-1] in _LEADERS or (words[-1] in _FIGHTERS and sector in ARMED) else None


def unofficial(sense: NounSense, words: Sequence[str], surface: str) -> bool:
    """Whether leaders are those of people and not of a state: "Muslim leaders", "a militia leader"."""
    before = surface.lower().split()[: -len(words)]
    return sense.sector == "GOV" and words[-1] in _LEADERS and not LED.keys().isdisjoint(before)


def of_a_part(sense: NounSense, words: Sequence[str], surface: str) -> bool:
    """Whether a parliament is that of a part of a state: "the Florida Senate", "a state assembly"."""
    inside = words.index("of") if "of" in words else len(words)  # "the Florida House", of representatives
    before = surface.split()[:-inside]
    named = any(w[0].isupper() and w not in ("The", "A") for w in before)
    return sense.sector == "LEG" and (named or not _PARTS.isdisjoint(before))
