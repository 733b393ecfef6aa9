"""Places that no gazetteer has: names that the analyser takes for places, in the country of what stands beside them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from schemas.coded import Place
from transforms.events.analyser.document import Document
from transforms.events.places.gazetteer import Gazetteer
from transforms.events.places.mention import PlaceMention
from transforms.events.places.placing import LOCATIVE
from transforms.events.places.resolve import ResolvedPlace, place_of
from transforms.events.sentences import Block, Sentence
from transforms.events.wordlists import word_list

#: Below this the analyser often takes a person or a group for a place.
_SURE = 0.85
#: Longer names are those of buildings and events. Words.
_LONGEST = 3
#: Words of buildings, streets and waters: what lies in a town or is none, and so says less than the town.
_IN_TOWNS = word_list("scene_streets") | word_list("unlisted_in_towns")
#: Short forms of streets' names at the end of a name: "Pine St".
_STREETS = frozenset({"st", "ave", "blvd", "rd", "dr", "ln", "hwy", "ct", "pl", "way", "close", "grove", "mews", "row"})
#: What puts something into a place, whatever else its name may be.
_INSIDE = frozenset({"in", "at", "near"})
#: Of how many people a town is that is known by its name.
_KNOWN = 100_000
#: Parts of the world: too large to be where something happened.
_REGIONS = frozenset(name.replace("_", " ") for name in word_list("unlisted_regions"))
_AND = re.compile(r" and |, ")
_WORD = re.compile(r"[\w'’-]+")


def unlisted_places(
    sentences: Sequence[tuple[Block, Sentence]], documents: Mapping[str, Document], places: Sequence[ResolvedPlace],
    bodies: Counter[str], rebels: Counter[str], gazetteer: Gazetteer,
) -> list[ResolvedPlace]:  # fmt: skip
    """The places of a story, with those that only the analyser knows for places; in the order of the text.

    Args:
        sentences: those that were analysed, and where they stand.
        documents: what the analyser says of them, by their text.
        places: what the gazetteer gives.
        bodies: how many bodies and offices the story names that only one state has, by its code.
        rebels: the states whose rebels it names.
        gazetteer: where names are looked up that nothing but the analyser takes for places.
    """
    known = {r.mention.surface: r.place for r in places if r.place is not None and not r.mention.demonym}
    items = {block.item for block, _ in sentences}
    alone = rebels if len(items) == 1 else Counter[str]()  # in a digest they may be of any item
    leading = {item: _leading(item, places, bodies, alone) for item in items}
    persons = _people(documents[s.text] for _, s in sentences)
    found: list[ResolvedPlace] = []
    for block, sentence in sentences:
        for start, end in _named(documents[sentence.text]):
            first, last, surface = sentence.start + start, sentence.start + end, sentence.text[start:end]
            if any(r.mention.start < last and first < r.mention.end for r in places):
                continue
            if not _settled(surface, sentence.text[end:]):
                continue
            before = sentence.text[:start].split()
            located = bool(before) and before[-1].lower() in LOCATIVE
            if surface in persons and not (before and before[-1].lower() in _INSIDE):
                continue  # "the Okello home", where Grace Okello lives
            place = known.get(surface)
            if place is None:
                country = _country_around(first, sentence, places) or leading[block.item]
                place = _listed(surface, country, gazetteer) or Place(name=surface, surface=surface, country=country)
            mention = PlaceMention(start=first, end=last, surface=surface, located=located, item=block.item)
            found.append(ResolvedPlace(mention=mention, place=place))
    return sorted([*places, *found], key=lambda r: r.mention.start)


def _leading(item: int, places: Sequence[ResolvedPlace], bodies: Counter[str], rebels: Counter[str]) -> str | None:
    """The state of which an item of a story names most places, bodies and rebels, or else most people.

    Of the whole story, where the item names none.
    """
    located = [r for r in places if r.place is not None and r.place.country]
    for near in ([r for r in located if r.mention.item == item], located):
        nested = Counter(r.place.country for r in near if r.place and r.place.country and r.mention.nested)
        peoples = Counter(r.place.country for r in near if r.place and r.place.country and r.mention.demonym)
        named = Counter(r.place.country for r in near if r.place and r.place.country and not r.mention.nested)
        counted = (named - peoples) + bodies or rebels or peoples or nested
        if counted:
            return counted.most_common(1)[0][0]
    return None


def _listed(surface: str, country: str | None, gazetteer: Gazetteer) -> Place | None:
    """The largest place of a name in a state; where no state is known only one that is known by it: Male."""
    found = [c for c in gazetteer.lookup(surface, loose=False) if not c.demonym and c.country]
    if country is not None:
        found = [c for c in found if c.country == country]
    else:
        found = [c for c in found if c.main and c.population >= _KNOWN]
    best = max(found, key=lambda c: c.population, default=None)
    return place_of(best, PlaceMention(start=0, end=0, surface=surface), best.lat, best.lon) if best else None


def _named(document: Document) -> Iterator[tuple[int, int]]:
    """The characters of the names of places in a sentence; two joined by "and" are two."""
    for sentence in document.sentences:
        for name in sentence.names:
            if name.kind != "LOC" or name.score < _SURE:
                continue
            start, end = sentence.span(name.start, name.end)
            for joint in _AND.finditer(document.text, start, end):
                yield start, joint.start()
                start = joint.end()
            yield start, end


def _people(documents: Iterable[Document]) -> frozenset[str]:
    """The words of the names of the people of a story, as far as the analyser is sure of them."""
    found = set()
    for document in documents:
        for sentence in document.sentences:
            for name in sentence.names:
                if name.kind == "PER" and name.score >= _SURE:
                    start, end = sentence.span(name.start, name.end)
                    found.update(document.text[start:end].split())
    return frozenset(found)


def _settled(surface: str, after: str) -> bool:
    """Whether a name may be that of a town, village or district: no street, no building, no word."""
    words = _WORD.findall(surface)
    following = _WORD.match(after.lstrip(" "))
    named = [w.lower() for w in words] + ([following.group().lower()] if following and after[:1] == " " else [])
    capital = all(w[0].isupper() or w in ("al", "el", "de", "la") for w in words)
    region = surface.lower().removeprefix("the ") in _REGIONS
    street = len(words) > 1 and words[-1].lower() in _STREETS
    return 0 < len(words) <= _LONGEST and capital and not (region or street) and _IN_TOWNS.isdisjoint(named)


def _country_around(start: int, sentence: Sentence, places: Sequence[ResolvedPlace]) -> str | None:
    """The country of the town or region that a sentence names nearest to a name: "close to Mali" tells none."""
    near = [
        (abs(r.mention.start - start), r.place.country)
        for r in places
        if r.place is not None and r.place.country and r.place.precision != "country"
        if sentence.start <= r.mention.start < sentence.end and not (r.mention.demonym or r.mention.nested)
    ]
    return min(near)[1] if near else None
