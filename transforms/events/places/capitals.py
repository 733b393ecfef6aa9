"""The seats of governments that a report calls by what they are: "in the capital", "the capital of Mali"."""

from __future__ import annotations

import bisect
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from transforms.events.places.gazetteer import Gazetteer
from transforms.events.places.mention import PlaceMention
from transforms.events.places.placing import LOCATIVE
from transforms.events.places.resolve import ResolvedPlace, place_of
from transforms.events.sentences import Layout

_CAPITAL = re.compile(r"\b[Tt]he\s(?:(?:country|nation|kingdom)['’]s\s)?capital(?:\scity)?\b")
#: What may follow: no noun ("the capital markets"), no name ("the capital, Bamako").
_GOES_ON = re.compile(
    r"[.;:!?)]|$|,(?!\s[A-Z])|\s(?:on|in|after|before|since|and|but|as|by|to|for|from|at|with|during|when|where|while|"
    r"late|early|last|this|over|overnight|is|was|were|had|has)\b"
)
_OF = re.compile(r"\sof\s(?:the\s)?")
_BEFORE = re.compile(r"(\w+)\s+$")


def seats(layout: Layout, places: Sequence[ResolvedPlace], gazetteer: Gazetteer) -> list[ResolvedPlace]:
    """The places of a story with the capitals that it does not name; in the order of the text.

    "The capital" alone is that of the country from which its item is datelined, or else of the one that the item names
    first and most.
    """
    text = layout.text
    found: list[ResolvedPlace] = []
    for start, end, country in _called(layout, places):
        seat = gazetteer.seats.get(country)
        if seat is None or any(r.mention.start < end and start < r.mention.end for r in places):
            continue
        before = _BEFORE.search(text, max(0, start - 20), start)
        located = before is not None and before[1].lower() in LOCATIVE
        mention = PlaceMention(start=start, end=end, surface=text[start:end], located=located)
        found.append(ResolvedPlace(mention=mention, place=place_of(seat, mention, seat.lat, seat.lon)))
    return sorted([*places, *found], key=lambda r: r.mention.start)


def _called(layout: Layout, places: Sequence[ResolvedPlace]) -> Iterator[tuple[int, int, str]]:
    """Where a story speaks of a capital, and of which country."""
    countries: dict[int, str] = {}
    by_item: defaultdict[int, list[ResolvedPlace]] = defaultdict(list)
    for r in places:
        if r.place is None or r.place.country is None:
            continue
        by_item[_item(layout, r.mention.start)].append(r)
        if r.place.precision == "country" and not r.mention.demonym:
            countries[r.mention.start] = r.place.country
    for match in _CAPITAL.finditer(layout.text):
        of = _OF.match(layout.text, match.end())
        if of:
            country = countries.get(of.end())
        elif _GOES_ON.match(layout.text, match.end()):
            country = _country(by_item[_item(layout, match.start())])
        else:
            continue
        if country is not None:
            yield match.start(), match.end(), country


def _country(places: Sequence[ResolvedPlace]) -> str | None:
    """The country that an item is about, if that is plain; from its places with a country."""
    codes = [r.place.country for r in places if r.place is not None]
    datelined = [r.place.country for r in places if r.place is not None and r.mention.dateline]
    if datelined:
        return datelined[0]
    most = Counter(codes).most_common(1)
    return codes[0] if most and most[0][0] == codes[0] and 2 * most[0][1] > len(codes) else None


def _item(layout: Layout, at: int) -> int:
    return layout.blocks[max(0, bisect.bisect_right(layout.blocks, at, key=lambda b: b.start) - 1)].item
