"""The gazetteer: which places a name can mean."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from zlib import crc32

import numpy as np

from transforms.events.places.artefact import ARTEFACT, Towns
from transforms.events.places.dump import read_dump
from transforms.events.places.keys import loose_key, name_key

DATA = Path(__file__).parent / "data"

PRECISIONS = {
    "country": "country",
    "continent": "country",
    "sea": "country",
    "admin1": "admin1",
    "region": "admin1",
    "river": "admin1",
    "mountain": "admin1",
    "area": "admin1",
    "admin2": "admin1",
    "neighbourhood": "point",
    "camp": "point",
    "base": "point",
    "facility": "point",
    "point": "point",
}
"""Kind of place to `schemas.Place.precision`; every other kind is a town."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A place that a name can mean."""

    geonames_id: int
    """GeoNames id; negative for places of our own data files."""
    name: str
    country: str | None
    """ISO 3166-1 alpha-2; None for seas and regions of several countries."""
    admin1_code: str
    admin1: str | None
    """Name of the first-order division, where known."""
    lat: float
    lon: float
    population: int
    """0 where unknown."""
    kind: str
    """country, admin1, admin2, city, or the kind of a row of supplement.tsv."""
    main: bool = True
    """Whether the name looked up is its main name and not a variant."""
    loose: bool = False
    """Whether it was found by transliteration key only."""
    demonym: bool = False
    """Whether the name looked up is of its people: Syrian, Nigeriens."""
    curated: bool = False
    """Whether supplement.tsv names it: a place that conflict reporting is likely to mean."""
    capital: bool = False
    """Whether it is the seat of a country's government."""

    @property
    def precision(self) -> str:
        """One of `schemas.Place.precision`."""
        return PRECISIONS.get(self.kind, "town")


def own_id(country: str | None, division: str, name: str) -> int:
    """The negative id of a place of our own data files; it does not depend on the order of rows."""
    return -(crc32(f"{country or ''}/{division}/{name}".encode()) & 0x7FFFFFFF)


def read_rows(path: Path, columns: int) -> Iterator[list[str]]:
    """The rows of a data file, without its comments.

    Raises:
        ValueError: a row has another number of columns; the message names file and line.
    """
    with path.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE), start=1):
            if not row or row[0].startswith("#"):
                continue
            if len(row) != columns:
                raise ValueError(f"{path}, line {number}: {len(row)} columns instead of {columns}")
            yield row


class Gazetteer:
    """Names and the places they can mean."""

    def __init__(self, towns: Towns, extra: Towns | None = None) -> None:
        """Joins the packed towns, a further table of them, and our own files of countries, divisions and places."""
        self._towns = towns
        self._tables = [towns, *([extra] if extra else [])]
        self._places: list[Candidate] = []
        self._exact: dict[str, list[Candidate]] = {}
        self._loose: dict[str, list[Candidate]] = {}
        self.divisions: dict[tuple[str, str], Candidate] = {}
        self.countries: dict[str, Candidate] = {}
        #: The capital of each country.
        self.seats: dict[str, Candidate] = {}
        self._capitals: dict[str, tuple[str, ...]] = {}
        self._adjectives: dict[str, list[str]] = {}
        self._add_countries()
        self._add_divisions()
        self._add_supplement()
        self._add_regional_demonyms()
        self._add_capitals()
        self._add_counties()
        self._find = lru_cache(maxsize=65536)(self._find_uncached)

    @classmethod
    def load(cls, extra: str | Path | None = None) -> Gazetteer:
        """The embedded gazetteer, loaded once a process.

        Args:
            extra: a GeoNames dump (allCountries.txt, SY.txt), or an .npz that `training.gazetteer.build --dump` made of
                one (a large dump takes minutes to read, its .npz a second).

        Raises:
            ValueError: the extra file cannot be read; the message says what is wrong with it.
        """
        return _load(Path(extra).resolve() if extra else None)

    # Filling

    def _add(self, place: Candidate, names: list[str], demonyms: list[str] | None = None) -> None:
        for at, name in enumerate(names):
            self._put(self._exact, name_key(name), place, main=at == 0)
            if place.kind not in ("country", "admin2") and (key := loose_key(name)):
                self._put(self._loose, key, place, main=at == 0)
        self._add_demonyms(place, demonyms or [])

    def _add_demonyms(self, place: Candidate, demonyms: list[str]) -> None:
        for demonym in demonyms:
            key = name_key(demonym)
            plurals = [] if key.endswith(("s", "sh", "ch", "ese", "men")) and key != "czech" else [key + "s"]
            for form in (key, *plurals):
                self._put(self._exact, form, place, main=False, demonym=True)

    def _put(
        self, index: dict[str, list[Candidate]], key: str, place: Candidate, *, main: bool, demonym: bool = False
    ) -> None:
        known = index.setdefault(key, [])
        if all(other.geonames_id != place.geonames_id for other in known):
            known.append(_variant(place, main=main, loose=index is self._loose, demonym=demonym))

    def _add_countries(self) -> None:
        facts = {
            iso: (int(number), int(population), capital)
            for iso, number, population, capital in (
                line.split("\t") for line in self._towns.texts.get("countries", "").splitlines()
            )
        }
        for iso, lat, lon, name, others, demonyms in read_rows(DATA / "countries.tsv", 6):
            number, population, capital = facts.get(iso, (own_id(iso, "", name), 0, ""))
            self._capitals[iso] = tuple(name_key(part) for part in capital.split(",") if part)
            place = Candidate(
                geonames_id=number,
                name=name,
                country=iso,
                admin1_code="",
                admin1=None,
                lat=float(lat),
                lon=float(lon),
                population=population,
                kind="country",
            )
            self.countries[iso] = place
            self._adjectives[iso] = _split(demonyms)
            self._add(place, [name, *_split(others)], self._adjectives[iso])

    def _add_divisions(self) -> None:
        towns = self._towns
        states = dict(line.split("\t") for line in towns.texts.get("states", "").splitlines())
        size = len(towns.divisions)
        count = np.maximum(np.bincount(towns.division, minlength=size), 1)
        people = np.bincount(towns.division, weights=towns.populations, minlength=size)
        lats = np.bincount(towns.division, weights=towns.lats, minlength=size) / count
        lons = np.bincount(towns.division, weights=towns.lons, minlength=size) / count
        number_of = {division: number for number, division in enumerate(towns.divisions)}
        for country, code, name, others, lat, lon in read_rows(DATA / "admin1.tsv", 6):
            at = number_of.get(f"{country}.{code}")
            if at is None and not lat:
                continue
            place = Candidate(
                geonames_id=int(states[code]) if country == "US" and code in states else own_id(country, code, name),
                name=name,
                country=country,
                admin1_code=code,
                admin1=name,
                lat=round(float(lat or lats[at]), 4),
                lon=round(float(lon or lons[at]), 4),
                population=int(people[at]) if at is not None else 0,
                kind="admin1",
            )
            self.divisions[country, code] = place
            self._add(place, [name, *_split(others)])

    def _add_supplement(self) -> None:
        by_name = {(place.country, place.name): place for place in self.divisions.values()}
        for name, others, country, division, lat, lon, kind in read_rows(DATA / "supplement.tsv", 7):
            parent = by_name.get((country, division))
            names = [name, *_split(others)]
            if division and parent is None:
                raise ValueError(f"supplement.tsv: {name}: admin1.tsv has no division {division!r} in {country!r}")
            place = Candidate(
                geonames_id=own_id(country, division, name),
                name=name,
                country=country or None,
                admin1_code=parent.admin1_code if parent else "",
                admin1=parent.name if parent else None,
                lat=float(lat),
                lon=float(lon),
                population=0,
                kind=kind,
                curated=True,
            )
            if kind == "landmark":
                town = self._same_town(place, [name]) or place
                self._add(replace(town, kind=kind, curated=False), names[1:])
                continue
            if kind in ("town", "village"):
                place = self._same_town(place, names) or place
            self._add(place, names)

    def _same_town(self, place: Candidate, names: list[str]) -> Candidate | None:
        """The town of GeoNames that a row of the supplement only gives more names: same name, same spot."""
        for index, keys in (("exact", map(name_key, names)), ("loose", map(loose_key, names))):
            for key in filter(None, keys):
                for table in self._tables:
                    for number, _ in getattr(table, index).find(key):
                        town = self._town(table, number, main=True, loose=False)
                        if (
                            town.country == place.country
                            and abs(town.lat - place.lat) + abs(town.lon - place.lon) < 0.25
                        ):
                            return replace(town, name=place.name, curated=True)
        return None

    def _add_regional_demonyms(self) -> None:
        for name, country, demonyms in read_rows(DATA / "regional_demonyms.tsv", 3):
            places = [place for place in self._exact.get(name_key(name), ()) if (place.country or "") == country]
            if not places:
                raise ValueError(f"regional_demonyms.tsv: no place {name!r} in {country or 'no country'!r}")
            self._add_demonyms(places[0], _split(demonyms))

    def _add_capitals(self) -> None:
        """Seats of government by their country's adjective: "the Syrian capital"."""
        for country, names in self._capitals.items():
            phrases = [name_key(f"{adjective} capital") for adjective in self._adjectives[country]]
            numbers = (number for name in names for number, _ in self._towns.exact.find(name))
            seats = (self._town(self._towns, number, main=False, loose=False) for number in numbers)
            seat = next((town for town in seats if town.capital and town.country == country), None)
            if seat is not None:
                self.seats[country] = seat
                for phrase in phrases:
                    self._put(self._exact, phrase, seat, main=False)

    def _add_counties(self) -> None:
        # GeoNames' list of US counties comes without coordinates: they stand at the middle of their state until the
        # resolver puts them near the other places of the text.
        for line in self._towns.texts.get("counties", "").splitlines():
            state, name = line.split("\t")
            parent = self.divisions.get(("US", state))
            if parent is None:
                continue
            place = Candidate(
                geonames_id=own_id("US", state, name),
                name=name,
                country="US",
                admin1_code=state,
                admin1=parent.name,
                lat=parent.lat,
                lon=parent.lon,
                population=0,
                kind="admin2",
            )
            short = [name.removesuffix(" County") + " Co."] if name.endswith(" County") else []
            self._add(place, [name, *short])

    # Asking

    def knows(self, name: str) -> bool:
        """Whether some place or people has this name, spelling of capitals, marks and hyphens aside."""
        key = name_key(name)
        return key in self._exact or any(key in table.exact for table in self._tables)

    def lookup(self, name: str, *, loose: bool | None = None) -> tuple[Candidate, ...]:
        """The places that a name can mean, in no particular order.

        Args:
            name: as a text has it, in any spelling.
            loose: whether to look by transliteration key too; None: only if there is nothing otherwise.
        """
        exact = self._find(name_key(name), False)
        if loose is False or (loose is None and exact):
            return exact
        known = {place.geonames_id for place in exact}
        key = loose_key(name)
        return exact + tuple(
            place for place in (self._find(key, True) if key else ()) if place.geonames_id not in known
        )

    def _find_uncached(self, key: str, loose: bool) -> tuple[Candidate, ...]:
        found = {place.geonames_id: place for place in (self._loose if loose else self._exact).get(key, ())}
        for table in self._tables:
            for number, main in (table.loose if loose else table.exact).find(key):
                place = self._town(table, number, main=main, loose=loose)
                found.setdefault(place.geonames_id, place)
        return tuple(found.values())

    def _town(self, table: Towns, number: int, *, main: bool, loose: bool) -> Candidate:
        country, code = table.divisions[table.division[number]].split(".", 1)
        division = self.divisions.get((country, code))
        name = table.name(number)
        population = int(table.populations[number])
        return Candidate(
            geonames_id=int(table.ids[number]),
            name=name,
            country=country,
            admin1_code=code,
            admin1=division.name if division else None,
            lat=round(float(table.lats[number]), 4),
            lon=round(float(table.lons[number]), 4),
            population=population,
            kind="city",
            main=main,
            loose=loose,
            capital=population > 50_000 and name_key(name) in self._capitals.get(country, ()),
        )


@lru_cache(maxsize=4)
def _load(extra: Path | None) -> Gazetteer:
    further = None
    if extra is not None:
        if not extra.is_file():
            raise ValueError(f"no gazetteer file at {extra}: give a GeoNames dump such as SY.txt or allCountries.txt")
        further = Towns.read(extra) if extra.suffix == ".npz" else Towns(read_dump(extra))
    return Gazetteer(Towns.read(ARTEFACT), further)


def _split(names: str) -> list[str]:
    return [name for name in names.split("|") if name]


def _variant(place: Candidate, *, main: bool, loose: bool, demonym: bool) -> Candidate:
    if (place.main, place.loose, place.demonym) == (main, loose, demonym):
        return place
    return replace(place, main=main, loose=loose, demonym=demonym)
