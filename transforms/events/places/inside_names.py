"""Places inside the names of people, bodies and groups: the Garland of Merrick Garland, the Aragua of a gang."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from transforms.events.analyser.document import Document
from transforms.events.parties.actors import Name
from transforms.events.places.cues import personal
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
    named = [name for _, sentence in sentences for name in _names(sentence, documents[sentence.text])]
    surnames = {text[start:end].split()[-1] for start, end, kind in named if kind == _PERSON and " " in text[start:end]}
    return [_judged(resolved, named, surnames, actors, text) for resolved in places]


def _names(sentence: Sentence, document: Document) -> Iterator[tuple[int, int, str]]:
    """Start and end in the story of the names of people and bodies in a sentence, and their kind."""
    for analysed in document.sentences:
        for name in analysed.names:
            if name.score >= _SURE and name.kind in (_PERSON, _BODY, _GROUP):
                start, end = analysed.span(name.start, name.end)
                yield sentence.start + start, sentence.start + end, name.kind


def _judged(
    resolved: ResolvedPlace,
    named: Sequence[tuple[int, int, str]],
    surnames: set[str],
    actors: Mapping[str, Sequence[Name]],
    text: str,
) -> ResolvedPlace:
    mention, place = resolved.mention, resolved.place
    if place is None or mention.demonym or mention.nested:
        return resolved
    for start, end, kind in named:
        if not (start <= mention.start and mention.end <= end):
            continue
        whole = (start, end) == (mention.start, mention.end)
        if whole and (mention.located or place.precision in ("country", "point")):
            continue  # "in Vladimir", "an airstrike on Nasser Hospital"
        if kind == _PERSON:
            if whole and mention.surface not in surnames and mention.surface.lower() not in personal():
                continue
            return replace(resolved, place=None)
        if whole and kind == _BODY and place.name == mention.surface:
            continue  # "at Sudzha"
        if not whole and not _HOUSES.isdisjoint(text[mention.end : end].lower().split()):
            continue  # "the Christchurch District Court"
        return replace(resolved, mention=replace(mention, nested=True))
    if _in_party(mention.start, mention.end, actors, text):
        return replace(resolved, mention=replace(mention, nested=True))
    return resolved


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
