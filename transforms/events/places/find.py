"""Finds the names of places in a text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from transforms.events.places.context import describe, located
from transforms.events.places.cues import cues, word_list
from transforms.events.places.gazetteer import Candidate, Gazetteer
from transforms.events.places.mention import PlaceMention
from transforms.events.places.words import Word, words_of

_LONGEST = 6
_JOINERS = frozenset(
    [
        "of",
        "and",
        "the",
        "de",
        "del",
        "la",
        "las",
        "le",
        "les",
        "los",
        "el",
        "al",
        "da",
        "do",
        "dos",
        "das",
        "du",
        "des",
        "di",
        "an",
        "am",
        "der",
        "den",
        "von",
        "on",
        "upon",
        "sur",
        "in",
        "ez",
        "es",
        "ed",
        "er",
        "ash",
        "as",
        "ad",
        "ul",
    ]
)
_ARTICLES = frozenset(["al", "el", "ar", "as", "ash", "at", "ad", "az", "ez", "es", "ed", "er", "esh"])
_ARABIC_HEADS = frozenset(
    [
        "tal",
        "tel",
        "tell",
        "tall",
        "deir",
        "khan",
        "kafr",
        "kfar",
        "beit",
        "bayt",
        "ain",
        "ayn",
        "ras",
        "umm",
        "jabal",
        "jebel",
        "qalat",
        "bir",
        "wadi",
        "abu",
        "al",
        "el",
    ]
)
# Names of one place that everybody knows need no word beside them; below that, something must say that it is a place.
_KNOWN_POPULATION = 100_000
_TOWN_POPULATION = 15_000


@dataclass(slots=True)
class _Span:
    """A stretch of words with the name of a place: words[first:after]."""

    first: int
    after: int
    start: int
    end: int
    surface: str
    candidates: tuple[Candidate, ...]
    verdict: str = "open"
    """place, nested, person, reject, or open: it depends on the rest of the text."""
    evidence: str | None = None

    @property
    def demonym(self) -> bool:
        return any(candidate.demonym for candidate in self.candidates)

    @property
    def prominence(self) -> int:
        """2: a country, division, conflict place or large town; 1: a town; 0: anything smaller."""
        best = 0
        for candidate in self.candidates:
            if candidate.loose:
                continue
            if (
                candidate.kind != "city"
                or candidate.capital
                or (candidate.population >= _KNOWN_POPULATION and candidate.main)
            ):
                return 2
            if candidate.population >= _TOWN_POPULATION and candidate.main:
                best = 1
        return best


def find_places(text: str, gazetteer: Gazetteer | None = None) -> list[PlaceMention]:
    """The place names of a text in order, without overlaps.

    People's names are left out ("Paris Hilton", "Sen. Jackson" and later "Jackson"); names inside those of organisations
    are marked `nested`, peoples and adjectives `demonym`: both are hints of where a text plays, not places of events.

    Args:
        text: any text; offsets count in it.
        gazetteer: where to look names up; None: the embedded one.
    """
    gazetteer = gazetteer or Gazetteer.load()
    words = words_of(text)
    spans = _matches(text, words, gazetteer)
    taken = {at: span for span in spans for at in range(span.first, span.after)}
    for span in spans:
        _judge(span, words, taken, text)
    _settle(spans, words, text)
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


def _matches(text: str, words: Sequence[Word], gazetteer: Gazetteer) -> list[_Span]:
    spans: list[_Span] = []
    at = 0
    while at < len(words):
        span = _longest(text, words, at, gazetteer) if _may_start(words, at) else None
        if span is None:
            at += 1
        else:
            spans.append(span)
            at = span.after
    return spans


def _may_start(words: Sequence[Word], at: int) -> bool:
    word = words[at]
    if word.capital:
        return True
    return word.lower in _ARTICLES and at + 1 < len(words) and words[at + 1].gap == "-" and words[at + 1].capital


def _longest(text: str, words: Sequence[Word], first: int, gazetteer: Gazetteer) -> _Span | None:
    last = first
    ends = []
    while last < len(words) and last - first < _LONGEST:
        word = words[last]
        if last > first and word.gap not in (" ", "-", "'"):
            break
        if word.capital:
            ends.append(last)
        elif word.lower not in _JOINERS and last > first:
            break
        last += 1
    for last in reversed(ends):
        span = _span(text, words, first, last, gazetteer)
        if span is not None:
            return span
    return None


def _span(text: str, words: Sequence[Word], first: int, last: int, gazetteer: Gazetteer) -> _Span | None:
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
    found = gazetteer.lookup(surface, loose=False)
    if not found and _arabic(words, first, last):
        found = tuple(place for place in gazetteer.lookup(surface) if place.loose)
    if surface.isalpha() and len(surface) <= 3 and not surface.isupper():
        # US, UAE and other short forms are written in capitals; Ib, Ii and the like need their words around them.
        found = tuple(place for place in found if place.kind == "city" or place.name == surface)
    return _Span(first, last + 1, start, end, surface, found) if found else None


def _arabic(words: Sequence[Word], first: int, last: int) -> bool:
    return last > first and (
        words[first].lower in _ARABIC_HEADS or any(w.lower in _ARTICLES for w in words[first:last])
    )


def _neighbour(words: Sequence[Word], at: int, gap: str) -> Word | None:
    """The capitalised word at a position if it is joined to the name by a blank."""
    return words[at] if 0 <= at < len(words) and gap == " " and words[at].capital else None


def _judge(span: _Span, words: Sequence[Word], taken: dict[int, _Span], text: str) -> None:
    """Gives a span its verdict as far as its own surroundings allow."""
    known = cues()
    given = word_list("given_names.txt")
    single = span.after - span.first == 1
    lower = words[span.first].lower
    span.evidence = located(words, span.first)
    if text[max(0, span.start - 1) : span.start] in ("@", "#", "/"):
        span.verdict = "reject"
        return
    if _tailed(span, taken, text):
        span.evidence = "tail"
    elif single and lower in word_list("common_words.txt") and not _short_form(span):
        span.verdict = "reject"
        return
    if span.demonym:
        span.verdict = "place"
        return
    before = _neighbour(words, span.first - 1, words[span.first].gap) if span.first else None
    after = _neighbour(words, span.after, words[span.after].gap) if span.after < len(words) else None
    if (
        before is not None
        and span.first - 1 not in taken
        and before.lower not in known["function"] | known["directions"]
    ):
        if _personal(before, given, known):
            span.verdict = "person"
            return
        if before.lower in known["organisation"]:
            span.verdict = "nested"
            return
        if before.lower not in known["heads"] and before.lower not in word_list("common_words.txt"):
            span.verdict = "nested" if span.prominence == 2 and not single else "reject"
            if span.prominence == 2 and all(place.kind in ("country", "admin1") for place in span.candidates):
                span.verdict = "nested"
            return
    if (
        before is not None
        and span.first - 1 in taken
        and before.lower in given
        and taken[span.first - 1].prominence < 2
    ):
        span.verdict = "person"
        return
    rest = _rest_of_name(words, span.after)
    if rest & known["street"]:
        span.verdict = "reject"
        return
    if after is not None and span.after not in taken and after.lower not in known["function"]:
        if after.lower in known["admin1"] | known["admin2"] | known["town"] | known["directions"]:
            span.verdict = "place"
        elif rest & known["organisation"]:
            span.verdict = "nested"
        elif single and lower in given:
            span.verdict = "person"
        else:
            span.verdict = "nested" if span.prominence == 2 else "reject"
        return
    if after is not None and span.after in taken and single and lower in given and span.prominence < 2:
        span.verdict = "person"
        return
    if span.after < len(words) and words[span.after].gap == "-" and not words[span.after].capital:
        span.verdict = "nested" if span.prominence else "reject"
    elif words[span.first].gap == "-" and span.first - 1 not in taken:
        span.verdict = "nested" if span.prominence == 2 else "reject"


def _short_form(span: _Span) -> bool:
    """US, UAE: capitals throughout, and a country's or division's short form."""
    return (
        span.surface.isupper()
        and len(span.surface) < 5
        and any(place.kind in ("country", "admin1") for place in span.candidates)
    )


def _rest_of_name(words: Sequence[Word], at: int) -> set[str]:
    """The capitalised words that go on right after a name, at most four."""
    rest: set[str] = set()
    while at < len(words) and len(rest) < 4 and words[at].gap == " " and words[at].capital:
        rest.add(words[at].lower)
        at += 1
    return rest


def _personal(before: Word, given: frozenset[str], known: dict[str, frozenset[str]]) -> bool:
    return before.lower in given or before.lower in known["titles"] or (len(before.lower) == 1 and before.capital)


def _tailed(span: _Span, taken: dict[int, _Span], text: str) -> bool:
    """Whether a country or division that can contain it follows after a comma: "Reading, Pa."."""
    following = taken.get(span.after)
    if following is None or text[span.end : following.start] not in (", ", " ("):
        return False
    return any(
        outer.kind in ("country", "admin1")
        and any(
            inner.country == outer.country
            and inner.kind not in ("country", "admin1")
            and outer.admin1_code in ("", inner.admin1_code)
            for inner in span.candidates
        )
        for outer in following.candidates
        if not outer.demonym
    )


def _settle(spans: list[_Span], words: Sequence[Word], text: str) -> None:
    """Decides the open spans by the evidence of the whole text."""
    given = word_list("given_names.txt")
    persons = {span.surface for span in spans if span.verdict == "person"}
    strong = {
        span.surface for span in spans if span.evidence in ("strong", "tail") and span.verdict in ("open", "place")
    }
    weak = {span.surface for span in spans if span.evidence == "weak" and span.verdict in ("open", "place")}
    previous: _Span | None = None
    for span in spans:
        if span.verdict == "open":
            span.verdict = _settled(span, persons, strong, weak, given, words)
            # "Sousa, Buqaan, Shaafah and Shajla": a list of places places all of its members.
            if span.verdict == "reject" and span.surface not in persons and previous is not None:
                between = text[previous.end : span.start]
                if (
                    previous.verdict == "place"
                    and not previous.demonym
                    and between in (", ", " and ", ", and ")
                    and span.prominence
                ):
                    span.verdict = "place"
        previous = span


def _settled(
    span: _Span, persons: set[str], strong: set[str], weak: set[str], given: frozenset[str], words: Sequence[Word]
) -> str:
    if span.surface in persons and span.evidence not in ("strong", "tail"):
        return "reject"
    if span.surface in strong:
        return "place"
    following = words[span.after].lower if span.after < len(words) else ""
    personal = following in cues()["person_verbs"] or words[span.first].lower in given
    prominence = span.prominence
    if prominence == 2:
        sure = any(place.kind in ("country", "admin1", "region") for place in span.candidates)
        return "place" if sure or not personal or span.surface in weak else "reject"
    if span.surface in weak and prominence == 1 and not personal:
        return "place"
    return "reject"
