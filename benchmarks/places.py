"""How well places are found and resolved: LGL and TR-News.

    python -m benchmarks.places --data ../shared/bench/geo

Gold spans: the share of gold names resolved within 161 km (100 miles) of the gold coordinates, and the mean error in
km, as in Gritta et al., "What's missing in geographical parsing?" (2018); a name without an answer counts as 20,039 km
away.
End to end: precision, recall and F1 of the spans found (same span, adjectives and nested names included), and the share
of all gold names both found and within 161 km.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

from lxml import etree

from transforms.events.places.context import describe
from transforms.events.places.find import find_places
from transforms.events.places.gazetteer import Gazetteer
from transforms.events.places.mention import PlaceMention
from transforms.events.places.publisher import publisher_country
from transforms.events.places.resolve import ResolvedPlace, resolve_places
from transforms.events.places.words import words_of

SETS = {"TR-News": "TR-News.xml", "LGL": "lgl.xml"}
FARTHEST = 20_039.0
NEAR = 161.0


@dataclass(frozen=True, slots=True)
class GoldName:
    """A name of the gold standard with its coordinates."""

    start: int
    end: int
    surface: str
    lat: float | None
    lon: float | None


@dataclass(slots=True)
class Figures:
    """What came out for one set."""

    names: int = 0
    near: int = 0
    error: float = 0.0
    found: int = 0
    proposed: int = 0
    end_to_end: int = 0
    gold_spans: int = 0
    articles: int = 0
    seconds: float = 0.0


def articles(path: Path) -> Iterator[tuple[str, list[GoldName], str | None]]:
    """The text of each article, its gold names (those without coordinates have none), the country of its outlet."""
    for article in etree.parse(str(path)).iter("article"):
        text = article.findtext("text") or ""
        gold = []
        for toponym in article.iter("toponym"):
            lat, lon = toponym.findtext("gaztag/lat"), toponym.findtext("gaztag/lon")
            surface = toponym.findtext("phrase") or ""
            start = aligned(text, surface, int(toponym.findtext("start") or 0))
            gold.append(
                GoldName(
                    start,
                    start + len(surface),
                    surface,
                    float(lat) if lat else None,
                    float(lon) if lon else None,
                )
            )
        yield text, sorted(gold, key=lambda name: name.start), publisher_country(article.findtext("domain") or "")


def aligned(text: str, surface: str, start: int) -> int:
    """Where the name stands: in some articles of TR-News the gold offsets are off by a few characters."""
    shifts = sorted(range(-20, 21), key=abs)
    return next(
        (start + shift for shift in shifts if start + shift >= 0 and text.startswith(surface, start + shift)), start
    )


def distance(resolved: ResolvedPlace | None, gold: GoldName) -> float:
    """Kilometres between the answer and the gold point."""
    place = resolved.place if resolved else None
    if place is None or place.lat is None or place.lon is None or gold.lat is None or gold.lon is None:
        return FARTHEST
    lat1, lat2 = radians(place.lat), radians(gold.lat)
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin(radians(gold.lon - place.lon) / 2) ** 2
    return 12742 * asin(min(1.0, sqrt(half)))


def on_gold_spans(text: str, gold: list[GoldName], gazetteer: Gazetteer, country: str | None) -> list[ResolvedPlace]:
    """Resolves the gold spans, described by the words around them as the finder would."""
    spans = [
        PlaceMention(
            start=name.start,
            end=name.end,
            surface=name.surface,
            demonym=bool(found := gazetteer.lookup(name.surface)) and all(place.demonym for place in found),
        )
        for name in gold
    ]
    described = describe(text, words_of(text), spans, gazetteer)
    return resolve_places(described, gazetteer=gazetteer, publisher_country=country)


def measure(path: Path, gazetteer: Gazetteer, misses: list[str]) -> Figures:
    """Runs one set; describes what was wrong in `misses`."""
    figures = Figures()
    for text, gold, country in articles(path):
        figures.articles += 1
        figures.gold_spans += len(gold)
        for name, resolved in zip(gold, on_gold_spans(text, gold, gazetteer, country), strict=True):
            if name.lat is None:
                continue
            error = distance(resolved, name)
            figures.names += 1
            figures.near += error <= NEAR
            figures.error += error
            if error > NEAR:
                place = resolved.place
                answer = f"{place.name}, {place.admin1}, {place.country}" if place else "nothing"
                misses.append(f"{name.surface}\t{name.lat} {name.lon}\t{answer}\t{error:.0f} km")
        begun = time.perf_counter()
        found = resolve_places(find_places(text, gazetteer), gazetteer=gazetteer, publisher_country=country)
        figures.seconds += time.perf_counter() - begun
        figures.proposed += len(found)
        by_span = {(each.mention.start, each.mention.end): each for each in found}
        for name in gold:
            hit = by_span.get((name.start, name.end))
            figures.found += hit is not None
            figures.end_to_end += name.lat is not None and distance(hit, name) <= NEAR
            if hit is None:
                misses.append(f"{name.surface}\tnot found: ...{text[max(0, name.start - 30) : name.end + 25]!r}")
        spans = {(name.start, name.end) for name in gold}
        for each in found:
            if (each.mention.start, each.mention.end) not in spans:
                around = text[max(0, each.mention.start - 30) : each.mention.end + 25]
                misses.append(f"{each.mention.surface}\tnot in gold: ...{around!r}")
    return figures


def main() -> None:
    """Prints a table of the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder of TR-News.xml and lgl.xml")
    parser.add_argument("--misses", type=Path, help="write what was wrong into this folder, a file a set")
    options = parser.parse_args()
    gazetteer = Gazetteer.load()
    print("set       gold<=161km  mean km   span P   span R  span F1  found and <=161km  articles/s")
    for name, file in SETS.items():
        misses: list[str] = []
        figures = measure(options.data / file, gazetteer, misses)
        precision, recall = figures.found / max(figures.proposed, 1), figures.found / max(figures.gold_spans, 1)
        print(
            f"{name:<10}{figures.near / figures.names:>11.3f}{figures.error / figures.names:>9.0f}"
            f"{precision:>9.3f}{recall:>9.3f}{2 * precision * recall / max(precision + recall, 1e-9):>9.3f}"
            f"{figures.end_to_end / figures.names:>19.3f}{figures.articles / figures.seconds:>12.0f}"
        )
        if options.misses:
            options.misses.mkdir(parents=True, exist_ok=True)
            (options.misses / f"{name}.tsv").write_text("\n".join(misses) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
