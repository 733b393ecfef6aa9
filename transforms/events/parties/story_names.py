"""The names of a story that mean their party there: not every surname is a minister's, not every acronym a group's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from transforms.events.grammar.chunks import Chunk
from transforms.events.grammar.syntax import Parse
from transforms.events.grammar.words import in_small_letters, shouted, tokenize
from transforms.events.ontology import ARMED
from transforms.events.parties.acronyms import acronyms
from transforms.events.parties.actors import Actor, ActorDictionary, Country, Name, NameMatch, index_names
from transforms.events.parties.references import HOSTILE
from transforms.events.parties.twins import halved_names
from transforms.events.wordlists import word_list

#: States that reports call "the kingdom".
_KINGDOMS = frozenset({"SA", "BH", "JO", "MA", "TH", "KH", "SZ", "LS", "TO", "BT"})
#: From this share of capitals on a story is in capitals, as agencies' wires once were.
_CAPITALS = 0.8
#: From this on the analyser is right about groups nearly always.
_SURELY = 0.8


@dataclass
class StoryNames:
    """Finds the names of one story.

    Args:
        dictionary: the party dictionary.
        text: the story, for acronyms it defines and states it names.
        year: year of publication, for people in office; None if unknown.

    Attributes:
        focus: the state that the story is about.
        seat: the state in whose capital it is written, if it names that state elsewhere too.
        states: how often it names each state or its people; 0 for one of which it names a seat of government only.
        groups: how often it names each party that is no person.
        rebels: the states of the rebels that it names, each once.
        backed: how often it calls a party somebody's ("U.S.-backed").
        hostile: the parties whose members it calls militants or the like.
        known: the parties that it names in full.
        context: the states that it names in any way.
        local: the names that it defines itself.
        in_capitals: whether it is all in capitals.
        towns: the countries of its towns and regions, by their names.
    """

    dictionary: ActorDictionary
    text: str
    year: int | None = None
    focus: Country | None = None
    seat: Country | None = None
    states: Counter[str] = field(default_factory=Counter)
    groups: Counter[str] = field(default_factory=Counter)
    rebels: Counter[str] = field(default_factory=Counter)
    backed: Counter[str] = field(default_factory=Counter)
    hostile: set[str] = field(default_factory=set)
    known: set[str] = field(default_factory=set)
    context: set[str] = field(default_factory=set)
    local: dict[str, tuple[Name, ...]] = field(default_factory=dict)
    in_capitals: bool = False
    towns: dict[str, str] = field(default_factory=dict)
    _cache: dict[tuple[int, int], list[NameMatch]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        words = tuple(t.text for t in tokenize(self.text))
        self.local = index_names(acronyms(self.text, self.dictionary))
        letters = "".join(filter(str.isalpha, self.text))
        self.in_capitals = sum(map(str.isupper, letters)) > _CAPITALS * len(letters)
        found = [m for m in self._find(words) if not shouted(words, m.start)]
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
                if words[match.end : match.end + 1] and words[match.end] in HOSTILE:
                    self.hostile.add(actor.actor_id)
        rebels = [m.name.actor for m in found if m.name.actor is not None and m.name.actor.sector == "REB"]
        sure = [a for a in rebels if a.actor_id in self.known or a.actor_id in self.groups]
        alone = [] if self.context - {""} else rebels  # "M23", where nothing else says that it is Congo's
        self.rebels.update(sorted({a.country for a in sure or alone if a.country and a.in_term(self.year)}))
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

    def kingdom(self) -> Country | None:
        """The state that the story means by "the kingdom": of those called so the one that it names most."""
        code = next((c for c, n in self.states.most_common() if n and c in _KINGDOMS), None)
        return self.dictionary.countries.get(code or "")

    def country_of(self, parse: Parse, piece: Chunk, key: int) -> Country | None:
        """The country that a phrase says somebody is in: "the junta in Niger", "a court in Lahore"."""
        for preposition, inner in parse.complements(piece)[:1]:
            if preposition == "in":
                return self.state_of(parse, inner, key)
        return None

    def state_of(self, parse: Parse, place: Chunk, key: int) -> Country | None:
        """The state that a phrase names, or in which the town lies that it names."""
        matches = (m for m in self.names_in(parse, key) if place.start <= m.start < place.end)
        named = next((m.name.country for m in matches if m.name.kind in ("country", "capital")), None)
        town = " ".join(w.token.text for w in parse.words[place.start : place.end])
        return named or self.dictionary.countries.get(self.towns.get(town, ""))

    def names_in(self, parse: Parse, key: int) -> list[NameMatch]:
        """The believable names of a sentence; `key` is its start, for the cache."""
        where = (key, len(parse.words))
        if where not in self._cache:
            words = [w.token.text for w in parse.words]
            found = [
                m
                for m in self._find(words)
                if (self._believes(m, words) or self._looks_armed(m, parse))
                and not (_of_somebody_else(m, parse) or shouted(words, m.start))
            ]
            best: dict[int, NameMatch] = {}
            for match in map(self._of_the_story, found):
                if match.start not in best or self._rank(match) > self._rank(best[match.start]):
                    best[match.start] = match
            self._cache[where] = list(best.values())
        return self._cache[where]

    def _find(self, words: Sequence[str]) -> list[NameMatch]:
        """The dictionary's names in some words; in a story in capitals also those written with small letters."""
        found = [*halved_names(words, self.dictionary), *self.dictionary.find(words, self.local)]
        if not self.in_capitals:
            return found
        small = self.dictionary.find([in_small_letters(w) for w in words], self.local)
        whole = [f for f in found if f.end - f.start > 1]
        more = [m for m in small if not any(_overlap(m, f) for f in whole)]
        kept = [f for f in found if not any(_overlap(f, m) for m in more)]
        return sorted([*kept, *more], key=lambda m: m.start)

    def _of_the_story(self, match: NameMatch) -> NameMatch:
        """A bare surname as that of the person whom the story names in full, where it names one who bears it."""
        actor = match.name.actor
        if actor is None or not actor.person or actor.actor_id in self.known or match.end - match.start > 1:
            return match
        surname = match.name.words[-1]
        named = (self.dictionary.actors.get(i) for i in self.known)
        bearers = [a for a in named if a is not None and a.person and a.name.split()[-1] == surname]
        return replace(match, name=replace(match.name, actor=bearers[0])) if len(bearers) == 1 else match

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
        if name.mark == "!":
            return actor.in_term(self.year)
        shared = name.words in self.dictionary.shared
        if name.mark == "@" and words[match.end - 1].islower():
            most = max(self.states.values(), default=0)  # "Shiite militias" are Iraq's in reports on Iraq
            return actor.country in self.context and 2 * self.states[actor.country or ""] >= most
        if name.mark == "@" or (actor.person and single) or shared or _is_acronym(match, words):
            return actor.country in self.context
        return True

    def _looks_armed(self, match: NameMatch, parse: Parse) -> bool:
        """Whether the analyser takes an acronym or a name of its country for an armed group: "the YPG"."""
        actor = match.name.actor
        if actor is None or actor.sector not in ARMED or match.name.mark == "?" or not actor.in_term(self.year):
            return False
        if match.name.words in self.dictionary.shared or actor.person or len(match.name.words[0]) < 3:
            return False
        seen = parse.name_at(match.start)
        return seen is not None and seen.kind == "GRP" and seen.score >= _SURELY

    def _names_in_full(self, match: NameMatch, words: Sequence[str]) -> bool:
        """Whether a name alone tells its actor: no surname, no acronym of a country, no name of several."""
        name = match.name
        assert name.actor is not None
        if name.mark == "!":
            return name.actor.in_term(self.year)
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


def _overlap(one: NameMatch, other: NameMatch) -> bool:
    return one.start < other.end and other.start < one.end


def _of_somebody_else(match: NameMatch, parse: Parse) -> bool:
    """Whether a surname stands after another first name: Patricia Arce is not Luis Arce."""
    actor = match.name.actor
    if actor is None or not actor.person or match.end - match.start > 1 or match.start == 0:
        return False
    seen = parse.name_at(match.start)
    if seen is None or seen.kind != "PER" or seen.start >= match.start or seen.score < _SURELY:
        return False
    before = [w.token.text for w in parse.words[seen.start : match.start]]
    own = set(actor.name.replace("-", " ").split())
    titles = word_list("naming_titles")
    return any(w[0].isupper() and w.isalpha() and w not in titles and w not in own for w in before)


def _is_acronym(match: NameMatch, words: Sequence[str]) -> bool:
    """Whether a name is a short acronym of a party of one country: others have the same."""
    text = words[match.start]
    actor = match.name.actor
    one = match.end - match.start == 1
    return actor is not None and actor.country is not None and one and len(text) <= 5 and text.isupper()
