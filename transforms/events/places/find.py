"""Finds the names of places in a text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.events.grammar.words import shouted
from transforms.events.places.context import describe, located
from transforms.events.places.cues import cues, everyday, personal
from transforms.events.places.gazetteer import Gazetteer
from transforms.events.places.judge import Span, judge, settle
from transforms.events.places.mention import PlaceMention
from transforms.events.places.words import Word, words_of

_LONGEST = 6
_JOINER = re.compile(
    r"of|and|the|de|del|dell?a|las?|les?|los|el|al|aux?|d[aiou]|do?s|das|des|an|am|de[rn]|von|up?on|sur|in|"
    r"e[zsdr]|a[shdrt]|ash|ul"
)
_ARTICLE = re.compile(r"a[lrstdz]|e[lszdr]|ash|esh")
_NAME_GOES_ON = re.compile(r" (?:de|du|del|della|des|di|da|do|dos|das) (?:las? |los |les |l['’])?[A-Z]")
#: "Martyrs' Square": what joins the words of a name.
_OF_MANY = ("' ", "’ ")
_ARABIC_HEAD = re.compile(
    r"t[ae]ll?|deir|khan|kafr|kfar|b[ae]yt|beit|a[iy]n|ras|umm|j[ae]bal|jebel|qalat|bir|wadi|abu|[ae]l"
)


def find_places(text: str, gazetteer: Gazetteer | None = None) -> list[PlaceMention]:
    """The place names of a text in order, without overlaps.

    People's names are left out ("Paris Hilton", "Sen. Jackson" and later "Jackson"); names inside those of
    organisations are marked `nested`, peoples and adjectives `demonym`: both are hints of where a text plays, not the
    places of events.

    Args:
        text: any text; offsets count in it.
        gazetteer: where to look names up; None: the embedded one.
    """
    gazetteer = gazetteer or Gazetteer.load()
    words = words_of(text)
    spans = _matches(text, words, gazetteer)
    spans = sorted(spans + _unlisted(text, words, spans), key=lambda span: span.first)
    taken = {at: span for span in spans for at in range(span.first, span.after)}
    for span in spans:
        if span.verdict != "open":
            continue
        judge(span, words, taken, text)
    settle(spans, words, text)
    mentions = [
        PlaceMention(
            start=span.start,
            end=span.end,
            surface=span.surface,
            demonym=span.demonym,
            nested=span.verdict == "nested",
        )
        for span in spans
        if span.verdict in ("place", "nested")
    ]
    return describe(text, words, mentions, gazetteer)


def _matches(text: str, words: Sequence[Word], gazetteer: Gazetteer) -> list[Span]:
    spans: list[Span] = []
    at = 0
    while at < len(words):
        span = _longest(text, words, at, gazetteer) if _may_start(words, at) else None
        if span is None or _cut_short(text, words, span):
            at += 1
        else:
            spans.append(span)
            at = span.after
    return spans


def _cut_short(text: str, words: Sequence[Word], span: Span) -> bool:
    """Whether a name goes on: "the town of Adan Yabaal" is no Adan, "Arc de Triomphe" no place called Arc."""
    first, after = span.first, span.after
    if span.single and _NAME_GOES_ON.match(text, span.end):
        return True
    named = first >= 2 and words[first - 1].lower == "of" and words[first - 2].lower in cues()["settlement"]
    goes_on = after < len(words) and words[after].capital and words[after].gap == " "
    return named and goes_on and words[after].lower not in everyday()


def _unlisted(text: str, words: Sequence[Word], spans: Sequence[Span]) -> list[Span]:
    """Names that the gazetteer lacks but the text calls a place: "the village of Likosane", "Zanwa village"."""
    settlement, directions = cues()["settlement"], cues()["directions"]
    taken = {at for span in spans for at in range(span.first, span.after)}
    found = []
    at = 0
    while at < len(words):
        first, after = at, at
        while after < len(words) and words[after].capital and after not in taken:
            if words[after].lower in everyday() or words[after].lower in directions:
                break
            if after > first and words[after].gap not in (" ", "-"):
                break
            after += 1
        at = max(after, at + 1)
        if not 1 <= after - first <= 3 or words[first].text.isupper():
            continue
        called = (
            first >= 2
            and words[first].gap == " "
            and words[first - 1].lower == "of"
            and words[first - 2].lower in settlement
        )
        called |= (
            after < len(words)
            and words[after].gap == " "
            and not words[after].capital
            and words[after].lower in settlement
        )
        called &= after >= len(words) or words[after].lower not in cues()["peoples"]
        if called and (first == 0 or first - 1 not in taken or words[first].gap == ""):
            start, end = words[first].start, words[after - 1].end
            found.append(Span(first, after, start, end, text[start:end], (), "place", "strong"))
    return found


def _may_start(words: Sequence[Word], at: int) -> bool:
    word = words[at]
    if word.capital:
        return True
    return (
        _ARTICLE.fullmatch(word.lower) is not None
        and at + 1 < len(words)
        and words[at + 1].gap == "-"
        and words[at + 1].capital
    )


def _longest(text: str, words: Sequence[Word], first: int, gazetteer: Gazetteer) -> Span | None:
    last = first
    ends = []
    while last < len(words) and last - first < _LONGEST:
        word = words[last]
        if last > first and word.gap not in (" ", "-", "'") and text[words[last - 1].end : word.start] not in _OF_MANY:
            break
        if word.capital or (word.lower == "capital" and last == first + 1):
            ends.append(last)  # "Mosul", "the Syrian capital"
        elif not _JOINER.fullmatch(word.lower) and last > first:
            break
        last += 1
    for last in reversed(ends):
        span = _span(text, words, first, last, gazetteer)
        if span is not None:
            return span
    return None


def _span(text: str, words: Sequence[Word], first: int, last: int, gazetteer: Gazetteer) -> Span | None:
    start, end = words[first].start, words[last].end
    surface = text[start:end]
    if first == last and (len(surface) < 2 or words[last].lower in cues()["function"]):
        return None
    # "Ala.", "Calif.": the stop is part of the name, and only a place before it makes it one.
    if (
        first == last
        and text[end : end + 1] == "."
        and text[:start].endswith((", ", "("))
        and gazetteer.knows(surface + ".")
    ):
        surface, end = surface + ".", end + 1
    if first == last and surface.isupper():
        before = [w.text for w in words[max(0, first - 6) : first]]
        if shouted([*before, *(w.text for w in words[first : first + 7])], len(before)):
            return None
    found = gazetteer.lookup(surface, loose=False)
    if not found and (_arabic(words, first, last) or _placed(words, first, last)):
        found = tuple(place for place in gazetteer.lookup(surface) if place.loose)
    if surface.isalpha() and len(surface) <= 3 and not surface.isupper():
        # US, UAE and other short forms are written in capitals; Ib, Ii and the like need their words around them.
        found = tuple(place for place in found if place.kind == "city" or place.name == surface)
    return Span(first, last + 1, start, end, surface, found) if found else None


def _placed(words: Sequence[Word], first: int, last: int) -> bool:
    """Whether a single unknown word is said to be a place: "in Jdeideh"; then another spelling of it will do."""
    word = words[last]
    if first < last or len(word.text) < 5 or word.lower in everyday() or word.lower in personal():
        return False
    return located(words, first) is not None


def _arabic(words: Sequence[Word], first: int, last: int) -> bool:
    """Whether a name has the looks of one that transliterations spell in many ways: al-X, Tell X, Deir X."""
    if first == last:
        return False
    return _ARABIC_HEAD.fullmatch(words[first].lower) is not None or any(
        words[at + 1].gap == "-" and _ARTICLE.fullmatch(words[at].lower) for at in range(first, last)
    )
