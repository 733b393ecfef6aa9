"""Decides which place each name of an article is.

Every candidate of a name gets a score: how well known it is, how many other names of the article lie in its country and
division, how near it lies to them, and what the text says outright ("Tripoli, Lebanon"; "Idlib province"). Names that
have only one reading count first and most. A name means one place in one article, unless the text puts two
of that name in two countries.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from schemas import Place
from transforms.events.places.context import contains
from transforms.events.places.cues import cues
from transforms.events.places.gazetteer import Candidate, Gazetteer
from transforms.events.places.keys import name_key
from transforms.events.places.mention import PlaceMention


_NESTED = 0.3
"""What a mention inside the name of an organisation counts, against 1 for others."""


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
    home: float = 1.0
    seat_first: float = 2.5
    astray: int = 100_000
    astray_names: int = 3
    rounds: int = 4
    """Passes over all names; each uses the readings of the one before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedPlace:
    """A mention and the place it is taken for."""

    mention: PlaceMention
    place: Place | None
    """None where the gazetteer has no such name, or only a small town that has nothing to do with the article."""
    score: float = 0.0
    """Lead over the second-best reading, in the units of `Weights`; large where there is only one."""


@dataclass(slots=True)
class _Name:
    """All mentions of an article with the same name in the same container."""

    candidates: list[Candidate]
    containers: list[Candidate]
    held: list[Candidate]
    levels: set[str] = field(default_factory=set)
    count: float = 0.0
    """Mentions; one inside the name of an organisation counts little."""
    dateline: bool = False
    twin: _Name | None = None
    """The same name with a container said elsewhere in the article."""
    shares: list[float] = field(default_factory=list)
    """The present belief in each candidate; they add up to 1."""
    scores: list[float] = field(default_factory=list)

    @property
    def weight(self) -> float:
        return math.sqrt(self.count)

    @property
    def best(self) -> int:
        return max(range(len(self.candidates)), key=lambda at: (self.scores[at], -at))


def resolve_places(
    mentions: Sequence[PlaceMention],
    *,
    dateline: str | None = None,
    publisher_country: str | None = None,
    extra_countries: Sequence[str] = (),
    gazetteer: Gazetteer | None = None,
    weights: Weights | None = None,
) -> list[ResolvedPlace]:
    """Resolves the mentions of one article together; the result has their order, and does not depend on it otherwise.

    Args:
        mentions: of one article, as `find_places` gives them.
        dateline: the place an article is reported from, where known otherwise than from its mentions.
        publisher_country: ISO 3166-1 alpha-2 code of the outlet's home.
        extra_countries: codes of countries that the article is about as far as something else tells (parties, say).
        gazetteer: where to look names up; None: the embedded one.
        weights: None: the tuned ones.
    """
    gazetteer = gazetteer or Gazetteer.load()
    weights = weights or Weights()
    names = _names(mentions, gazetteer)
    outside: dict[str, float] = defaultdict(float)
    if publisher_country:
        outside[publisher_country.upper()] += weights.home
    for country in extra_countries:
        outside[country.upper()] += weights.home
    listed = [names[key] for key in sorted(names)]
    hints = _dateline_name(dateline, gazetteer)
    _settle([*listed, *hints], outside, weights)
    placed = {id(name): _county_point(name, listed) for name in listed if name.candidates}
    resolved = []
    for mention in mentions:
        name = names[_key(mention)]
        if not name.candidates or _astray(name, listed, outside, weights):
            resolved.append(ResolvedPlace(mention=mention, place=None))
            continue
        best = name.best
        others = [score for at, score in enumerate(name.scores) if at != best]
        lead = name.scores[best] - max(others) if others else weights.container
        resolved.append(
            ResolvedPlace(mention=mention, place=_place(name.candidates[best], mention, *placed[id(name)]), score=lead)
        )
    return resolved


def _astray(name: _Name, names: list[_Name], outside: dict[str, float], weights: Weights) -> bool:
    """Whether the best reading is a small town of a country that nothing else in the article points to.

    A "Tres Ríos district" of a city is not the Três Rios of another continent; better no place than that one.
    """
    best = name.candidates[name.best]
    if best.kind != "city" or best.capital or best.population >= weights.astray or name.containers or name.dateline:
        return False
    about: dict[str | None, float] = defaultdict(float, outside)
    for other in names:
        if other is not name and other.candidates:
            about[other.candidates[other.best].country] += 1
    return about[best.country] == 0 and max(about.values(), default=0) >= weights.astray_names


def _key(mention: PlaceMention) -> tuple[str, str, str]:
    level = mention.level or "" if mention.level != "town" else ""
    return name_key(mention.surface), name_key(mention.container or ""), name_key(mention.holds or "") + "/" + level


def _names(mentions: Iterable[PlaceMention], gazetteer: Gazetteer) -> dict[tuple[str, str, str], _Name]:
    names: dict[tuple[str, str, str], _Name] = {}
    for mention in mentions:
        key = _key(mention)
        name = names.get(key)
        if name is None:
            name = names[key] = _Name(
                candidates=candidates_of(mention, gazetteer),
                containers=list(gazetteer.lookup(mention.container)) if mention.container else [],
                held=list(gazetteer.lookup(mention.holds)) if mention.holds else [],
            )
        name.count += _NESTED if mention.nested else 1.0
        name.dateline |= mention.dateline
        if mention.level:
            name.levels.add(mention.level)
    tied: dict[str, list[_Name]] = defaultdict(list)
    for (surface, container, _), name in sorted(names.items()):
        if container:
            tied[surface].append(name)
    for (surface, container, _), name in names.items():
        if not container and surface in tied:
            name.twin = max(tied[surface], key=lambda other: other.count)
    return names


def candidates_of(mention: PlaceMention, gazetteer: Gazetteer) -> list[Candidate]:
    """What the mention can mean, the most populous first.

    A name that the gazetteer lacks is looked up without the words around its core: "Karak district", "Upper Nubia".
    """
    found = gazetteer.lookup(mention.surface, loose=not mention.demonym)
    if not found:
        words = mention.surface.split()
        known = cues()
        if len(words) > 1 and words[-1].lower() in known["admin1"] | known["admin2"] | known["town"]:
            found = gazetteer.lookup(" ".join(words[:-1]))
        elif len(words) > 1 and words[0].lower() in known["directions"]:
            found = gazetteer.lookup(" ".join(words[1:]))
    if mention.level == "admin1":
        # "Niger state", "Kyiv region": divisions that always bear the word, to tell them from something else.
        longer = [
            each
            for word in ("State", "Province", "Region", "Oblast")
            for each in gazetteer.lookup(f"{mention.surface} {word}", loose=False)
        ]
        ids = {place.geonames_id for place in found}
        found += tuple(place for place in longer if place.kind == "admin1" and place.geonames_id not in ids)
    return sorted(found, key=lambda place: (-place.population, place.geonames_id))


def _dateline_name(dateline: str | None, gazetteer: Gazetteer) -> list[_Name]:
    if not dateline:
        return []
    first, _, rest = dateline.partition(",")
    candidates = sorted(gazetteer.lookup(first), key=lambda place: (-place.population, place.geonames_id))
    containers = list(gazetteer.lookup(rest.strip())) if rest.strip() else []
    return [_Name(candidates=candidates, containers=containers, held=[], count=2, dateline=True)] if candidates else []


def _prior(place: Candidate, name: _Name, weights: Weights) -> float:
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
    score += weights.capital * place.capital - weights.loose_penalty * place.loose + weights.curated * place.curated
    if not place.main and place.kind == "city" and not place.capital:
        # "Saint Paris" for Paris: an alias hardly counts where another place has the name for its own.
        rivals = [
            other
            for other in name.candidates
            if other.main
            and not other.loose
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


def _has_seat(division: Candidate, name: _Name) -> bool:
    """Whether a town of the same name makes up much of the division: then the bare name means the town (Kherson)."""
    return any(
        place.kind == "city"
        and not place.loose
        and (place.country, place.admin1_code) == (division.country, division.admin1_code)
        and place.population > 0.1 * division.population
        for place in name.candidates
    )


def _settle(names: list[_Name], outside: dict[str, float], weights: Weights) -> None:
    names = [name for name in names if name.candidates]
    priors = [[_prior(place, name, weights) for place in name.candidates] for name in names]
    for name, prior in zip(names, priors, strict=True):
        name.scores = prior
        name.shares = _shares(prior)
    for _ in range(weights.rounds):
        countries, divisions = _votes(names)
        anchors = _anchors(names)
        renewed = []
        for name, prior in zip(names, priors, strict=True):
            renewed.append(_rescored(name, prior, countries, divisions, anchors, outside, weights))
        for name, scores in zip(names, renewed, strict=True):
            name.scores = scores
            name.shares = _shares(scores)


def _votes(names: list[_Name]) -> tuple[dict[str, float], dict[tuple[str, str], float]]:
    countries: dict[str, float] = defaultdict(float)
    divisions: dict[tuple[str, str], float] = defaultdict(float)
    for name in names:
        for place, share in zip(name.candidates, name.shares, strict=True):
            if place.country is not None:
                countries[place.country] += share * name.weight
                if place.admin1_code:
                    divisions[place.country, place.admin1_code] += share * name.weight
    return countries, divisions


def _anchors(names: list[_Name]) -> list[tuple[_Name, Candidate, float]]:
    """Places that others may lie near: the best reading of each name, countries and their like left out."""
    anchors = []
    for name in names:
        place = name.candidates[name.best]
        if place.kind not in ("country", "continent", "sea", "region", "admin1", "admin2"):
            anchors.append((name, place, name.shares[name.best]))
    return anchors


def _rescored(
    name: _Name,
    prior: list[float],
    countries: dict[str, float],
    divisions: dict[tuple[str, str], float],
    anchors: list[tuple[_Name, Candidate, float]],
    outside: dict[str, float],
    weights: Weights,
) -> list[float]:
    own_country: dict[str | None, float] = defaultdict(float)
    own_division: dict[tuple[str | None, str], float] = defaultdict(float)
    for place, share in zip(name.candidates, name.shares, strict=True):
        own_country[place.country] += share * name.weight
        own_division[place.country, place.admin1_code] += share * name.weight
    scores = []
    for place, base in zip(name.candidates, prior, strict=True):
        score, local = base, 0.0
        if place.country is not None:
            country = countries[place.country] - own_country[place.country] + outside.get(place.country, 0.0)
            score += weights.country_vote * math.log2(1 + max(country, 0.0))
            if place.admin1_code and place.kind != "country":
                key = (place.country, place.admin1_code)
                division = divisions.get(key, 0.0) - own_division[key]
                local += weights.admin1_vote * math.log2(1 + max(division, 0.0))
        if place.kind not in ("country", "continent", "sea", "admin2"):
            local += weights.near * _nearness(place, name, anchors, weights)
        # However much of the article plays in one valley, the capital next door stays the capital.
        score += min(local, weights.local_cap)
        if name.dateline:
            score += weights.dateline * place.capital
        if name.twin is not None and name.twin.candidates[name.twin.best].geonames_id == place.geonames_id:
            score += weights.container
        scores.append(score)
    return scores


def _nearness(place: Candidate, name: _Name, anchors: list[tuple[_Name, Candidate, float]], weights: Weights) -> float:
    total = 0.0
    for other, anchor, share in anchors:
        if other is not name and abs(anchor.lat - place.lat) < 5:
            total += share * other.weight * math.exp(-kilometres(place, anchor) / weights.near_km)
    return math.log2(1 + total)


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


def _county_point(name: _Name, names: list[_Name]) -> tuple[float, float]:
    """A county has no coordinates of its own: local news names it together with towns in it or near it."""
    best = name.candidates[name.best]
    if best.kind != "admin2":
        return best.lat, best.lon
    near = []
    for other in names:
        if other is not name and other.candidates:
            place = other.candidates[other.best]
            if (place.country, place.admin1_code) == (best.country, best.admin1_code) and place.kind == "city":
                near.append((other.count, place))
    if not near:
        return best.lat, best.lon
    total = sum(count for count, _ in near)
    lat = sum(count * place.lat for count, place in near) / total
    lon = sum(count * place.lon for count, place in near) / total
    return round(lat, 4), round(lon, 4)


def _place(candidate: Candidate, mention: PlaceMention, lat: float, lon: float) -> Place:
    return Place(
        geonames_id=candidate.geonames_id,
        name=candidate.name,
        surface=mention.surface,
        admin1=candidate.admin1,
        country=candidate.country,
        lat=lat,
        lon=lon,
        precision=candidate.precision,
    )
