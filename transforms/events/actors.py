"""The dictionary of parties: named actors, states with their demonyms and seats, and nouns that make parties."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from transforms.events.ontology import SECTORS
from transforms.events.tables import DataFileError, rows_of
from transforms.events.wordlists import word_list
from transforms.events.words import tokenize

ACTOR_COLUMNS = ("name", "sector", "country", "aliases", "belongs_to", "valid")
COUNTRY_COLUMNS = ("code", "name", "names", "demonyms", "capitals")
_VALID = re.compile(r"^(\d{4})?-(\d{4})?$")


@dataclass(frozen=True, slots=True)
class Actor:
    """A party with a name of its own. `person` is true for people (they belong to a state or another actor)."""

    actor_id: str
    name: str
    sector: str | None
    country: str | None
    person: bool = False
    first_year: int = 0
    last_year: int = 9999


@dataclass(frozen=True, slots=True)
class Country:
    """A state as the builder of parties sees it."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Name:
    """An entry of the name index. `kind` is actor, country, demonym or capital."""

    words: tuple[str, ...]
    kind: str
    actor: Actor | None = None
    country: Country | None = None
    exact: bool = True


@dataclass(frozen=True, slots=True)
class NounSense:
    """What a party noun makes: its sector, and how a party of a state is called ("Military of Turkey")."""

    sector: str
    label: str | None


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

    @classmethod
    def load(cls) -> ActorDictionary:
        """Reads actors.tsv, countries.tsv and party_nouns.tsv.

        Raises:
            DataFileError: a line that does not fit; the message names file, line and column.
        """
        countries: dict[str, Country] = {}
        names: list[Name] = []
        for row in rows_of("countries.tsv", COUNTRY_COLUMNS):
            country = countries.setdefault(row["code"], Country(row["code"], row["name"]))
            names += [Name(_words(n), "country", country=country) for n in _split(row["name"], row["names"])]
            names += [Name(_words(n), "demonym", country=country) for n in _split(row["demonyms"])]
            names += [Name(_words(n), "capital", country=country) for n in _split(row["capitals"])]
        actors: dict[str, Actor] = {}
        for row in rows_of("actors.tsv", ACTOR_COLUMNS):
            actor = _actor(row, countries)
            if actor.actor_id in actors:
                raise DataFileError(f"actors.tsv, line {row['line']}, name: {actor.name!r} is there already")
            actors[actor.actor_id] = actor
            names += [Name(_words(n), "actor", actor=actor) for n in _split(row["name"], row["aliases"])]
        nouns: dict[tuple[str, ...], NounSense] = {}
        for row in rows_of("party_nouns.tsv", ("sector", "label", "nouns")):
            if row["sector"] not in SECTORS:
                raise DataFileError(
                    f"party_nouns.tsv, line {row['line']}, sector: {row['sector']!r} is none of PLOVER's"
                )
            for noun in row["nouns"].split("|"):
                nouns.setdefault(tuple(noun.lower().split()), NounSense(row["sector"], _label(row["label"])))
        capitals = frozenset(" ".join(n.words) for n in names if n.kind == "capital")
        return cls(_index(names), nouns, countries, actors, capitals)

    def find(self, words: Sequence[str], extra: dict[str, tuple[Name, ...]] | None = None) -> list[NameMatch]:
        """All names in a sentence's words, longest first at each place, several where a name has several owners."""
        found: list[NameMatch] = []
        i = 0
        while i < len(words):
            entries = self.names.get(words[i], ())
            if extra and words[i] in extra:
                entries = extra[words[i]] + entries
            length = 0
            for name in entries:
                n = len(name.words)
                if n < length:
                    break
                if tuple(words[i : i + n]) == name.words:
                    length = n
                    found.append(NameMatch(i, i + n, name))
            i += max(length, 1)
        return found


def index_names(names: Iterable[Name]) -> dict[str, tuple[Name, ...]]:
    """Names by first word, longest first."""
    return _index(names)


def _index(names: Iterable[Name]) -> dict[str, tuple[Name, ...]]:
    table: dict[str, list[Name]] = {}
    for name in names:
        if name.words:
            table.setdefault(name.words[0], []).append(name)
    return {first: tuple(sorted(group, key=lambda n: -len(n.words))) for first, group in table.items()}


def slug(name: str) -> str:
    """The id of an actor: its name in lower-case ASCII with hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _actor(row: dict[str, str], countries: dict[str, Country]) -> Actor:
    where = f"actors.tsv, line {row['line']}"
    if row["sector"] and row["sector"] not in SECTORS:
        raise DataFileError(f"{where}, sector: {row['sector']!r} is none of PLOVER's sectors")
    if row["country"] and row["country"] not in countries:
        raise DataFileError(f"{where}, country: {row['country']!r} is no code in countries.tsv")
    first, last = 0, 9999
    if row["valid"]:
        match = _VALID.match(row["valid"])
        if not match:
            raise DataFileError(f"{where}, valid: {row['valid']!r} should look like 2014-2019, 2014- or -2019")
        first, last = int(match[1] or 0), int(match[2] or 9999)
    person = bool(row["belongs_to"]) and row["sector"] in _OF_PEOPLE and not _is_unit(row["name"])
    return Actor(slug(row["name"]), row["name"], row["sector"] or None, row["country"] or None, person, first, last)


#: Sectors of rows that may be people; rows of forces and services that belong to a state name themselves so.
_OF_PEOPLE = frozenset({"GOV", "OPP", "REB", "MIL", "PTY", "IGO", "EUR", "CRM", "PRM", "ISM"})


def _is_unit(name: str) -> bool:
    return not word_list("actors_units").isdisjoint(name.lower().split())


def _split(*cells: str) -> list[str]:
    return [part for cell in cells for part in cell.split("|") if part]


def _words(name: str) -> tuple[str, ...]:
    return tuple(t.text for t in tokenize(name))


def _label(cell: str) -> str | None:
    return None if cell in ("", "-") else cell
