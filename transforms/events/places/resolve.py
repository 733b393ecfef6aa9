"""Decides which place each name of an article is.

Every candidate of a name gets a score: how well known it is, how many other names of the article lie in its country and
division, how near it lies to them, and what the text says outright ("Tripoli, Lebanon"; "Idlib province"). Names that
have only one reading count first and most. A name means one place in one article, unless the text puts two
of that name in two countries.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from schemas import Place
from transforms.events.places.cues import cues
from transforms.events.places.gazetteer import Candidate, Gazetteer
from transforms.events.places.keys import name_key
from transforms.events.places.mention import PlaceMention
from transforms.events.places.score import Name, Weights, settle

_NESTED = 0.3
"""What a mention inside the name of an organisation counts, against 1 for others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedPlace:
    """A mention and the place it is taken for."""

    mention: PlaceMention
    place: Place | None
    """Without coordinates where the gazetteer has no such name, or only a small town that has nothing to do with the
    article; None where not even the country can be told."""
    score: float = 0.0
    """Lead over the second-best reading, in the units of `Weights`; large where there is only one."""


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
    settle([*listed, *hints], outside, weights)
    placed = {id(name): _county_point(name, listed) for name in listed if name.candidates}
    resolved = []
    for mention in mentions:
        name = names[_key(mention)]
        if not name.candidates or _denied(name) or _astray(name, listed, outside, weights):
            resolved.append(ResolvedPlace(mention=mention, place=_unlocated(name, mention, listed, outside)))
            continue
        best = name.best
        others = [score for at, score in enumerate(name.scores) if at != best]
        lead = name.scores[best] - max(others) if others else weights.container
        resolved.append(
            ResolvedPlace(
                mention=mention, place=place_of(name.candidates[best], mention, *placed[id(name)]), score=lead
            )
        )
    return resolved


def _unlocated(name: Name, mention: PlaceMention, names: list[Name], outside: dict[str, float]) -> Place | None:
    """A place without coordinates: in the country that the text puts it in, or that most of the article is about."""
    if any(place.kind == "landmark" for place in name.candidates):
        return None
    country = next((outer.country for outer in name.containers if outer.country), None)
    if country is None:
        about = _countries_about(name, names, outside)
        ranked = sorted(about.items(), key=lambda item: (-item[1], item[0]))
        if ranked and (len(ranked) == 1 or ranked[0][1] > ranked[1][1]):
            country = ranked[0][0]
    if country is None:
        return None
    precision = "admin1" if mention.level in ("admin1", "admin2") else "town"
    return Place(name=mention.surface, surface=mention.surface, country=country, precision=precision)


def _countries_about(name: Name, names: list[Name], outside: dict[str, float]) -> dict[str, float]:
    """How many other names of its items lie in each country."""
    about: dict[str, float] = defaultdict(float)
    about.update(outside)
    for other in names:
        if other is not name and other.candidates and not name.items.isdisjoint(other.items):
            country = other.candidates[other.best].country
            if country is not None:
                about[country] += 1
    return about


def _astray(name: Name, names: list[Name], outside: dict[str, float], weights: Weights) -> bool:
    """Whether the best reading is a small town, or one that only sounds so, of a country that nothing else points to.

    A "Tres Ríos district" of a city is not the Três Rios of another continent; better no place than that one. Nor is a
    square the one of that name in a state of which the article does not speak, nor a hotel in the city of its name, nor
    a district a town elsewhere.
    """
    best = name.candidates[name.best]
    if best.kind == "landmark":
        return best.country not in _countries_about(name, names, outside)
    if best.kind != "city" or best.capital or name.containers or name.dateline:
        return False
    if best.population >= weights.astray and not (best.loose or name.building):
        return False
    about = _countries_about(name, names, outside)
    least = 1 if best.loose or name.building or "admin2" in name.levels else weights.astray_names
    return best.country not in about and max(about.values(), default=0) >= least


def _denied(name: Name) -> bool:
    """Whether the text puts a place in a country in which the gazetteer has none of that name: "Konna, Mali"."""
    countries = {outer.country for outer in name.containers}
    return bool(countries) and None not in countries and name.candidates[name.best].country not in countries


def _key(mention: PlaceMention) -> tuple[str, str, str]:
    level = mention.level or "" if mention.level != "town" else ""
    return name_key(mention.surface), name_key(mention.container or ""), name_key(mention.holds or "") + "/" + level


def _names(mentions: Iterable[PlaceMention], gazetteer: Gazetteer) -> dict[tuple[str, str, str], Name]:
    names: dict[tuple[str, str, str], Name] = {}
    for mention in mentions:
        key = _key(mention)
        name = names.get(key)
        if name is None:
            name = names[key] = Name(
                candidates=candidates_of(mention, gazetteer),
                containers=list(gazetteer.lookup(mention.container)) if mention.container else [],
                held=list(gazetteer.lookup(mention.holds)) if mention.holds else [],
            )
        name.count += _NESTED if mention.nested else 1.0
        name.dateline |= mention.dateline
        name.building |= mention.building
        name.items |= {mention.item}
        if mention.level:
            name.levels.add(mention.level)
    tied: dict[str, list[Name]] = defaultdict(list)
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


def _dateline_name(dateline: str | None, gazetteer: Gazetteer) -> list[Name]:
    if not dateline:
        return []
    first, _, rest = dateline.partition(",")
    candidates = sorted(gazetteer.lookup(first), key=lambda place: (-place.population, place.geonames_id))
    containers = list(gazetteer.lookup(rest.strip())) if rest.strip() else []
    return [Name(candidates=candidates, containers=containers, held=[], count=2, dateline=True)] if candidates else []


def _county_point(name: Name, names: list[Name]) -> tuple[float, float]:
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


def place_of(candidate: Candidate, mention: PlaceMention, lat: float, lon: float) -> Place:
    """The place that a mention is taken for; where it lies, in degrees, may have been worked out from others."""
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
