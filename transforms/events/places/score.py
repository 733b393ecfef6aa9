"""Scores what the names of one article can mean, by each other.

Every name starts from how well known each of its readings is; then, in a few rounds, readings gain from the country,
the division and the neighbourhood that the present readings of the other names speak for.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, field

from transforms.events.places.context import contains
from transforms.events.places.gazetteer import Candidate

#: From how many people on a city is large.
_LARGE = 100_000
#: Kinds that are too wide for others to lie near them.
_WIDE = frozenset({"country", "continent", "sea", "region", "admin1", "admin2"})
#: How many times as many people make a city known by a short name that villages bear too: "Rio".
_FAR_LARGER = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What each kind of evidence is worth, in units of one power of ten of inhabitants."""

    country_prior: float = 9.5
    admin1_penalty: float = 0.5
    supplement_prior: float = 4.2
    curated: float = 0.5
    county_prior: float = 3.5
    capital: float = 2.0
    region_prior: float = 7.5
    variant_penalty: float = 1.0
    alias_penalty: float = 3.0
    loose_penalty: float = 1.5
    country_vote: float = 1.8
    admin1_vote: float = 1.8
    near: float = 1.5
    near_km: float = 100.0
    local_cap: float = 6.0
    container: float = 12.0
    level: float = 2.5
    dateline: float = 1.0
    apart: float = 0.1
    """What a name of another item of a digest counts, against 1 for one of the same."""
    home: float = 1.0
    seat_first: float = 2.5
    named_country: float = 5.0
    astray: int = 100_000
    astray_names: int = 3
    rounds: int = 4
    """Passes over all names; each uses the readings of the one before."""


@dataclass(slots=True)
class Name:
    """All mentions of an article with the same name in the same container."""

    candidates: list[Candidate]
    containers: list[Candidate]
    held: list[Candidate]
    levels: set[str] = field(default_factory=set)
    count: float = 0.0
    """Mentions; one inside the name of an organisation counts little."""
    dateline: bool = False
    items: frozenset[int] = frozenset()
    """The items of a digest that have it; none where it stands outside of the text."""
    building: bool = False
    """Whether it is that of a house or a bridge as well."""
    twin: Name | None = None
    """The same name with a container said elsewhere in the article."""
    shares: list[float] = field(default_factory=list)
    """The present belief in each candidate; they add up to 1."""
    scores: list[float] = field(default_factory=list)

    @property
    def weight(self) -> float:
        return math.sqrt(self.count)

    @property
    def best(self) -> int:
        return self.scores.index(max(self.scores))


def _prior(place: Candidate, name: Name, weights: Weights) -> float:
    match place.kind:
        case "country":
            score = weights.country_prior
        case "admin1":
            score = math.log10(place.population + 1000) - weights.admin1_penalty
            if "admin1" not in name.levels and _has_seat(place, name):
                score -= weights.seat_first
        case "admin2":
            score = weights.county_prior
        case "city":
            score = math.log10(place.population + 100)
        case "continent" | "sea" | "region" | "strait":
            score = weights.region_prior
        case _:
            score = weights.supplement_prior
    capital = place.capital and not _of_another_city(place, name)
    score += weights.capital * capital - weights.loose_penalty * place.loose + weights.curated * place.curated
    if not place.main and place.kind == "city" and not capital:
        # "Saint Paris" for Paris: an alias hardly counts where another place has the name for its own.
        rivals = [
            other
            for other in name.candidates
            if other.main
            and not other.loose
            and other.population * _FAR_LARGER >= place.population
            and (other.country, other.admin1_code) != (place.country, place.admin1_code)
        ]
        known = any(other.capital or other.kind == "country" for other in rivals)
        penalty = weights.alias_penalty * (2 if known else 1) if rivals else weights.variant_penalty
        score -= 0.0 if place.curated else penalty
    if place.kind == "country" and name.levels & {"admin1", "admin2"}:
        score -= 2 * weights.level
    if "admin1" in name.levels:
        score += weights.level * (place.kind in ("admin1", "region", "area", "district"))
    if "admin2" in name.levels:
        score += weights.level * (place.kind in ("admin2", "area", "district"))
    if "town" in name.levels:
        score += weights.level * (place.kind not in ("admin1", "country", "admin2"))
    if name.containers and any(contains(outer, place) for outer in name.containers):
        score += weights.container
    if name.held and any(contains(place, inner) for inner in name.held):
        score += weights.container
    return score


def _of_another_city(place: Candidate, name: Name) -> bool:
    """Whether a capital was once called as a large city elsewhere is, or another one of its state is: Philadelphia."""
    return not place.main and any(
        other.main and other.kind == "city" and other.geonames_id != place.geonames_id
        and (other.country == place.country or other.population >= _LARGE)
        for other in name.candidates
    )  # fmt: skip


def _names_country(name: Name) -> bool:
    """Whether a name can only be that of a state or its people: then "Paris" of a text on France is its capital."""
    return len(name.candidates) == 1 and name.candidates[0].kind == "country"


def _by_short_name(place: Candidate, name: Name, named: set[str | None]) -> bool:
    """Whether a text names one state only, and a name is short for a large city of it: Santiago of Cuba."""
    if place.main or place.loose or place.kind != "city" or place.population < _LARGE or named != {place.country}:
        return False
    return all(other.country != place.country for other in name.candidates if other is not place)


def _has_seat(division: Candidate, name: Name) -> bool:
    """Whether a town of the same name makes up much of the division: then the bare name means the town (Kherson)."""
    return any(
        place.kind == "city"
        and not place.loose
        and (place.country, place.admin1_code) == (division.country, division.admin1_code)
        and place.population > 0.1 * division.population
        for place in name.candidates
    )


def settle(names: list[Name], outside: dict[str, float], weights: Weights) -> None:
    names = [name for name in names if name.candidates]
    priors = [[_prior(place, name, weights) for place in name.candidates] for name in names]
    for name, prior in zip(names, priors, strict=True):
        name.scores = prior
        name.shares = _shares(prior)
    named = {name.candidates[0].country for name in names if _names_country(name)}
    for prior, name in zip(priors, names, strict=True):
        for at, place in enumerate(name.candidates):
            if place.capital and place.main and place.country in named:
                prior[at] += weights.named_country
            elif _by_short_name(place, name, named):
                prior[at] += 2 * weights.alias_penalty + weights.named_country
    closeness = _Closeness(weights.near_km)
    for _ in range(weights.rounds):
        company = {items: _company(items, names, weights) for items in {name.items for name in names}}
        renewed = []
        for name, prior in zip(names, priors, strict=True):
            renewed.append(_rescored(name, prior, company[name.items], closeness, outside, weights))
        for name, scores in zip(names, renewed, strict=True):
            name.scores = scores
            name.shares = _shares(scores)


@dataclass(slots=True)
class _Company:
    """What the present readings of the names of an article say to a name of some of its items."""

    countries: dict[str, float]
    divisions: dict[tuple[str, str], float]
    anchors: list[tuple[Name, Candidate, float]]
    """Places that others may lie near, with how much they count."""


def _company(items: frozenset[int], names: list[Name], weights: Weights) -> _Company:
    countries: dict[str, float] = defaultdict(float)
    divisions: dict[tuple[str, str], float] = defaultdict(float)
    anchors = []
    for name in names:
        beside = not (items and name.items) or not items.isdisjoint(name.items)
        weight = name.weight * (1.0 if beside else weights.apart)
        for place, share in zip(name.candidates, name.shares, strict=True):
            if place.country is not None:
                countries[place.country] += share * weight
                if place.admin1_code:
                    divisions[place.country, place.admin1_code] += share * weight
        best = name.best
        if name.candidates[best].kind not in _WIDE:
            anchors.append((name, name.candidates[best], name.shares[best] * weight))
    return _Company(countries, divisions, anchors)


def _rescored(
    name: Name,
    prior: list[float],
    company: _Company,
    closeness: _Closeness,
    outside: dict[str, float],
    weights: Weights,
) -> list[float]:
    own_country: dict[str | None, float] = defaultdict(float)
    own_division: dict[tuple[str | None, str], float] = defaultdict(float)
    weight = name.weight
    for place, share in zip(name.candidates, name.shares, strict=True):
        own_country[place.country] += share * weight
        own_division[place.country, place.admin1_code] += share * weight
    scores = []
    for place, base in zip(name.candidates, prior, strict=True):
        score, local = base, 0.0
        if place.country is not None:
            country = company.countries[place.country] - own_country[place.country] + outside.get(place.country, 0.0)
            score += weights.country_vote * math.log2(1 + max(country, 0.0))
            if place.admin1_code and place.kind != "country":
                key = (place.country, place.admin1_code)
                division = company.divisions.get(key, 0.0) - own_division[key]
                local += weights.admin1_vote * math.log2(1 + max(division, 0.0))
        if place.kind not in ("country", "continent", "sea", "admin2"):
            local += weights.near * _nearness(place, name, company.anchors, closeness)
        # However much of the article plays in one valley, the capital next door stays the capital.
        score += min(local, weights.local_cap)
        if name.dateline:
            score += weights.dateline * place.capital
        if name.twin is not None and name.twin.candidates[name.twin.best].geonames_id == place.geonames_id:
            score += weights.container
        scores.append(score)
    return scores


def _nearness(
    place: Candidate, name: Name, anchors: list[tuple[Name, Candidate, float]], closeness: _Closeness
) -> float:
    total = 0.0
    for other, anchor, weight in anchors:
        if other is not name and abs(anchor.lat - place.lat) < 5:
            total += weight * closeness.of(place, anchor)
    return math.log2(1 + total)


class _Closeness:
    """How close two places are: 1 where they are one, less with the distance; each pair is reckoned once."""

    def __init__(self, near_km: float) -> None:
        self._near_km = near_km
        self._known: dict[tuple[float, float, float, float], float] = {}

    def of(self, one: Candidate, other: Candidate) -> float:
        pair = (one.lat, one.lon, other.lat, other.lon)
        if pair not in self._known:
            self._known[pair] = math.exp(-kilometres(one, other) / self._near_km)
        return self._known[pair]


def kilometres(one: Candidate, other: Candidate) -> float:
    """Great-circle distance (haversine, mean radius 6371 km)."""
    lat1, lat2 = math.radians(one.lat), math.radians(other.lat)
    half = math.sin((lat2 - lat1) / 2) ** 2
    half += math.cos(lat1) * math.cos(lat2) * math.sin(math.radians(other.lon - one.lon) / 2) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(half)))


def _shares(scores: list[float]) -> list[float]:
    top = max(scores)
    powers = [math.exp(1.5 * (score - top)) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]
