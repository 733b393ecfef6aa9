"""The dictionary of parties: named actors, states with their demonyms and seats, and nouns that make parties."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from transforms.events.grammar.words import tokenize
from transforms.events.ontology import SECTORS
from transforms.events.tables import DataFileError, rows_of
from transforms.events.wordlists import word_list

ACTOR_COLUMNS = ("name", "sector", "country", "aliases", "belongs_to", "valid")
ACTOR_FILES = ("actors.tsv", *(f"actors_{r}.tsv" for r in ("africa", "americas", "asia", "europe", "middle_east")))
COUNTRY_COLUMNS = ("code", "name", "names", "demonyms", "capitals")
_TERM = re.compile(r"^(\d{4})?-(\d{4})?$")
#: The sector of people whose term is over: PLOVER's elites, "former government officials".
OUT_OF_OFFICE = "ELI"


@dataclass(frozen=True, slots=True)
class Actor:
    """A party with a name of its own.

    `person` is true for people (they belong to a state or another actor), `parent` is the id of that actor, None for
    the state of `country`; `part` is true for what is a part of it. `terms` are the years from-to in which the name
    means this actor, for people those in office; `otherwise` is the sector of a person outside of them, None where the
    person is none of politics then.
    """

    actor_id: str
    name: str
    sector: str | None
    country: str | None
    person: bool = False
    parent: str | None = None
    part: bool = False
    terms: tuple[tuple[int, int], ...] = ()
    otherwise: str | None = None

    def in_term(self, year: int | None) -> bool:
        """Whether the name means this actor in a year; always, where the year or the terms are not known."""
        return year is None or not self.terms or any(first <= year <= last for first, last in self.terms)

    def is_over(self, year: int | None) -> bool:
        """Whether a year lies behind the last of the terms."""
        return year is not None and bool(self.terms) and year > max(last for _, last in self.terms)

    def sector_in(self, year: int | None) -> str | None:
        """The sector in a year: of people out of office `otherwise`, or else that of former officials."""
        if self.in_term(year) or not self.person:
            return self.sector
        return self.otherwise or (OUT_OF_OFFICE if self.sector == "GOV" else self.sector)


@dataclass(frozen=True, slots=True)
class Country:
    """A state as the builder of parties sees it."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Name:
    """An entry of the name index. `kind` is actor, country, demonym, capital or none (a name around one of a party).

    `mark` tells when an actor's name counts: always (""), where the story names the country ("@"), after a full naming
    of the actor ("?"), even a surname without either in the years in office ("!"). `added` names come from a user's
    dictionary: they go before others, and in those of PETRARCH's form, whose words are in lower case, case does not
    count.
    """

    words: tuple[str, ...]
    kind: str
    actor: Actor | None = None
    country: Country | None = None
    mark: str = ""
    added: bool = False


@dataclass(frozen=True, slots=True)
class NounSense:
    """What a party noun makes: its sector, how a party of a state is called ("Military of Turkey"), its proper form."""

    sector: str
    label: str | None
    proper: str | None = None


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A name found in the words [start, end) of a sentence."""

    start: int
    end: int
    name: Name


@dataclass(frozen=True)
class ActorDictionary:
    """Names by their first word, nouns by their words, countries by code."""

    names: dict[str, tuple[Name, ...]]
    nouns: dict[tuple[str, ...], NounSense]
    countries: dict[str, Country]
    actors: dict[str, Actor] = field(default_factory=dict)
    capitals: frozenset[str] = frozenset()
    shared: frozenset[tuple[str, ...]] = frozenset()
    folded: dict[str, tuple[Name, ...]] = field(default_factory=dict)

    @classmethod
    def load(cls, added: Sequence[Name] = ()) -> ActorDictionary:
        """Reads the files of actors, countries.tsv and party_nouns.tsv.

        Args:
            added: names of a user's dictionaries (dictionaries.py), those that count before others first.

        Raises:
            DataFileError: a line that does not fit; the message names file, line and column.
        """
        countries: dict[str, Country] = {}
        names: list[Name] = []
        for country, words, kind in _names_of_countries():
            countries.setdefault(country.code, country)
            names.append(Name(words, kind, country=countries[country.code]))
        actors: dict[str, Actor] = {}
        for file in ACTOR_FILES:
            for row in rows_of(file, ACTOR_COLUMNS):
                for name in read_actor(row, countries, f"{file}, line {row['line']}"):
                    assert name.actor is not None
                    if actors.setdefault(name.actor.actor_id, name.actor) is not name.actor:
                        raise DataFileError(f"{file}, line {row['line']}, name: {name.actor.name!r} is there already")
                    names.append(name)
        names += [Name(_words(n.replace("_", " ")), "none") for n in word_list("actors_not_parties")]
        known = {n.words for n in names if n.country is not None}
        actors |= {n.actor.actor_id: n.actor for n in reversed(added) if n.actor is not None}
        # what sitrep knows as a state, a people or a capital already is that
        names = [*(n for n in added if n.country is None or n.words not in known), *names]
        nouns: dict[tuple[str, ...], NounSense] = {}
        for row in rows_of("party_nouns.tsv", ("sector", "label", "nouns")):
            if row["sector"] not in SECTORS:
                raise DataFileError(
                    f"party_nouns.tsv, line {row['line']}, sector: {row['sector']!r} is none of PLOVER's"
                )
            for noun in row["nouns"].split("|"):
                proper = noun if noun[0].isupper() else None
                nouns.setdefault(tuple(noun.lower().split()), NounSense(row["sector"], _label(row["label"]), proper))
        capitals = frozenset(" ".join(n.words) for n in names if n.kind == "capital")
        cased = [n for n in names if not _is_folded(n)]
        folded = _index(n for n in names if _is_folded(n))
        return cls(_index(cased), nouns, countries, actors, capitals, _shared(names), folded)

    def find(self, words: Sequence[str], extra: dict[str, tuple[Name, ...]] | None = None) -> list[NameMatch]:
        """All names in a sentence's words, longest first at each place, several where a name has several owners."""
        words, extra = tuple(words), extra or {}
        found: list[NameMatch] = []
        after = 0
        for i in [i for i, w in enumerate(words) if w in self.names or w in extra or (self.folded and w[0].isupper())]:
            if i < after:
                continue
            word, length = words[i], 0
            entries = extra.get(word, ()) + self.names.get(word, ())
            for name in entries:
                n = len(name.words)
                if n < length:
                    break
                if words[i : i + n] == name.words:
                    length = n
                    found.append(NameMatch(i, i + n, name))
            if self.folded and word[0].isupper():
                folded = self._find_folded(words, i, length)
                found += folded
                length = max([length, *(m.end - i for m in folded)])
            if length and self._goes_on(words, i, length):
                found = [m for m in found if m.start != i]  # "President Hassan" of "President Hassan Sheikh Mohamud"
                continue
            after = i + length
        return found

    def _goes_on(self, words: tuple[str, ...], start: int, length: int) -> bool:
        """Whether a longer name of a person begins inside a name and goes beyond it."""
        return any(
            name.actor is not None and name.actor.person
            and len(name.words) > length
            and i + len(name.words) > start + length
            and words[i : i + len(name.words)] == name.words
            for i in range(start + 1, start + length)
            for name in self.names.get(words[i], ())
        )  # fmt: skip

    def _find_folded(self, words: Sequence[str], i: int, length: int) -> list[NameMatch]:
        """The names of added dictionaries at a place, whatever the case, if at least as long as those found."""
        found: list[NameMatch] = []
        for name in self.folded.get(words[i].lower(), ()):
            n = len(name.words)
            if n < length:
                break
            last = words[min(i + n, len(words)) - 1]
            if tuple(w.lower() for w in words[i : i + n]) == name.words and not last[0].islower():
                length = n
                found.append(NameMatch(i, i + n, name))
        return found


def load_countries() -> dict[str, Country]:
    """The states by code."""
    countries: dict[str, Country] = {}
    for country, _, _ in _names_of_countries():
        countries.setdefault(country.code, country)
    return countries


def _names_of_countries() -> Iterator[tuple[Country, tuple[str, ...], str]]:
    for row in rows_of("countries.tsv", COUNTRY_COLUMNS):
        country = Country(row["code"], row["name"])
        cells = ((row["name"], "country"), (row["names"], "country"), (row["demonyms"], "demonym"))
        for cell, kind in (*cells, (row["capitals"], "capital")):
            for name in _split(cell):
                yield country, _words(name), kind


def index_names(names: Iterable[Name]) -> dict[str, tuple[Name, ...]]:
    """Names by first word, longest first."""
    return _index(names)


def _index(names: Iterable[Name]) -> dict[str, tuple[Name, ...]]:
    table: dict[str, list[Name]] = {}
    for name in names:
        if name.words:
            table.setdefault(name.words[0], []).append(name)
    return {first: tuple(sorted(group, key=lambda n: -len(n.words))) for first, group in table.items()}


def _is_folded(name: Name) -> bool:
    return name.added and all(w == w.lower() for w in name.words)


def _shared(names: Iterable[Name]) -> frozenset[tuple[str, ...]]:
    """The words that name several actors."""
    owners: dict[tuple[str, ...], set[str]] = {}
    for name in names:
        if name.actor is not None and not name.added:
            owners.setdefault(name.words, set()).add(name.actor.actor_id)
    return frozenset(words for words, ids in owners.items() if len(ids) > 1)


def slug(name: str) -> str:
    """The id of an actor: its name in lower-case ASCII with hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def read_actor(row: Mapping[str, str], countries: Mapping[str, Country], where: str) -> list[Name]:
    """The names of the actor that a row describes.

    Args:
        row: a value for each of `ACTOR_COLUMNS`.
        countries: the states by code.
        where: file and line, for messages.

    Raises:
        DataFileError: a cell that does not fit; the message names place and column.
    """
    sector, _, otherwise = row["sector"].partition("/")
    for each in filter(None, (sector, otherwise)):
        if each not in SECTORS:
            raise DataFileError(f"{where}, sector: {each!r} is none of PLOVER's sectors")
    if row["country"] and row["country"] not in countries:
        raise DataFileError(f"{where}, country: {row['country']!r} is no code in countries.tsv")
    relation, _, parent = row["belongs_to"].partition(" of ")
    if relation not in ("", "person", "part"):
        raise DataFileError(
            f"{where}, belongs to: {row['belongs_to']!r} should be `person`, `part`, `person of X` or `part of X`"
        )
    name = row["name"].lstrip(_MARKS)
    if not slug(name):
        raise DataFileError(f"{where}, name: {row['name']!r} has no letter of the Latin alphabet to make an id of")
    actor = Actor(
        slug(name), name, sector or None, row["country"] or None, relation == "person",
        slug(parent) or None, relation == "part", tuple(_terms(row["valid"], where)), otherwise or None,
    )  # fmt: skip
    marked = [(n.lstrip(_MARKS), n[0] if n[0] in _MARKS else "") for n in _split(row["name"], row["aliases"])]
    return [Name(_words(text), "actor", actor=actor, mark=mark) for text, mark in marked]


#: Before a name: it counts where the story names the country, after a full naming only, or always in office.
_MARKS = "@?!"


def _terms(cell: str, where: str) -> Iterator[tuple[int, int]]:
    for term in filter(None, cell.split(",")):
        match = _TERM.match(term.strip())
        if not match:
            raise DataFileError(f"{where}, valid: {cell!r} should look like 2014-2019, 2014-, -2019 or 1996-1999,2009-")
        first, last = int(match[1] or 0), int(match[2] or 9999)
        if first > last:
            raise DataFileError(f"{where}, valid: {term.strip()} ends before it begins")
        yield first, last


def _split(*cells: str) -> list[str]:
    return [part for cell in cells for part in cell.split("|") if part]


def _words(name: str) -> tuple[str, ...]:
    return tuple(t.text for t in tokenize(name))


def _label(cell: str) -> str | None:
    return None if cell in ("", "-") else cell
