"""Places inside the names of people, bodies and groups: the Garland of Merrick Garland, the Aragua of a gang."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace

from schemas.coded import Place
from transforms.events.analyser.document import Document
from transforms.events.parties.actors import Name
from transforms.events.places.cues import personal
from transforms.events.places.mention import PlaceMention
from transforms.events.places.resolve import ResolvedPlace
from transforms.events.sentences import Block, Sentence
from transforms.events.wordlists import word_list

#: Below this the analyser often takes a place for a body.
_SURE = 0.8
_PERSON, _BODY, _GROUP = "PER", "ORG", "GRP"
#: Bodies that stand in the town of their name.
_HOUSES = word_list("scene_houses")
#: How many words of a party's name may stand before a place in it.
_BEFORE = 5


def outside_names(
    places: Sequence[ResolvedPlace], sentences: Sequence[tuple[Block, Sentence]], documents: Mapping[str, Document],
    actors: Mapping[str, Sequence[Name]], text: str,
) -> list[ResolvedPlace]:  # fmt: skip
    """Leaves out places that are part of a person's name; those of bodies only hint at where a story plays.

    Args:
        places: those of a story, in the order of its text.
        sentences: those that were analysed, and where they stand.
        documents: what the analyser says of them, by their text.
        actors: the names of parties by their first word.
        text: the story.
    """
    named = sorted(name for _, sentence in sentences for name in _names(sentence, documents[sentence.text]))
    surnames = {text[start:end].split()[-1] for start, end, kind in named if kind == _PERSON and " " in text[start:end]}
    return [_judged(resolved, _around(resolved.mention, named), surnames, actors, text) for resolved in places]


def _around(mention: PlaceMention, named: Sequence[tuple[int, int, str]]) -> tuple[int, int, str] | None:
    """The name in which a place stands, of those of a story in order."""
    at = bisect_right(named, mention.start, key=lambda name: name[0]) - 1
    return named[at] if at >= 0 and mention.end <= named[at][1] else None


def _names(sentence: Sentence, document: Document) -> Iterator[tuple[int, int, str]]:
    """Start and end in the story of the names of people and bodies in a sentence, and their kind."""
    for analysed in document.sentences:
        for name in analysed.names:
            if name.score >= _SURE and name.kind in (_PERSON, _BODY, _GROUP):
                start, end = analysed.span(name.start, name.end)
                yield sentence.start + start, sentence.start + end, name.kind


def _judged(
    resolved: ResolvedPlace,
    name: tuple[int, int, str] | None,
    surnames: Set[str],
    actors: Mapping[str, Sequence[Name]],
    text: str,
) -> ResolvedPlace:
    mention, place = resolved.mention, resolved.place
    if place is None or mention.demonym or mention.nested:
        return resolved
    if name is not None and not _stands_alone(mention, place, name, surnames, text):
        return replace(resolved, place=None) if name[2] == _PERSON else _hinting(resolved)
    return _hinting(resolved) if _in_party(mention.start, mention.end, actors, text) else resolved


def _hinting(resolved: ResolvedPlace) -> ResolvedPlace:
    """A place that is only part of another name."""
    return replace(resolved, mention=replace(resolved.mention, nested=True))


def _stands_alone(
    mention: PlaceMention, place: Place, name: tuple[int, int, str], surnames: Set[str], text: str
) -> bool:
    """Whether a place is one all the same where the analyser hears a name of somebody or something."""
    start, end, kind = name
    if (start, end) != (mention.start, mention.end):
        # "the Christchurch District Court", unless that is a person's name
        return kind != _PERSON and not _HOUSES.isdisjoint(text[mention.end : end].lower().split())
    if mention.located or place.precision in ("country", "point"):
        return True  # "in Vladimir", "an airstrike on Nasser Hospital"
    if kind == _PERSON:
        return mention.surface not in surnames and mention.surface.lower() not in personal()
    return kind == _BODY and place.name == mention.surface  # "at Sudzha"


def _in_party(start: int, end: int, actors: Mapping[str, Sequence[Name]], text: str) -> bool:
    """Whether text[start:end] ends the name of a party that begins before it: "Voice of America"."""
    at = start
    for _ in range(_BEFORE):
        at = text.rfind(" ", 0, max(0, at - 1)) + 1
        first = text[at:start].partition(" ")[0]
        for name in actors.get(first, ()):
            called = " ".join(name.words)
            if name.kind == "actor" and text.startswith(called, at) and at + len(called) >= end:
                return True
        if at == 0:
            break
    return False
