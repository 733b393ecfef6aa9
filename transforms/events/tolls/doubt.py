"""Dead of whom a sentence does not say that they died: planned, feared, denied, rumoured, or anybody of a saying."""

from __future__ import annotations

import re
from functools import cache

from transforms.events.tolls.lexicon import Trigger, words
from transforms.events.tolls.sentence import Sentence, verb_start
from transforms.events.tolls.tokens import Occurrence

_REACH = 160
"""Characters before a toll within which it is denied."""
_FEW = r"(?:[^\s.,;:]+\s+){0,4}$"


def _any(kind: str) -> str:
    return "|".join(sorted(words(kind), key=len, reverse=True))


@cache
def _denial() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:{_any('denying')})\s+(?:[^\s.,;:]+\s+){{0,4}}?(?:{_any('report')})\b[^.;:]*$", re.IGNORECASE
    )


@cache
def _hearsay() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any('hearsay')})\b[^.,;:]{{0,30}}?\b(?:that|of|about)\s+{_FEW}", re.IGNORECASE)


@cache
def _whoever() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any('whoever')})\s+$", re.IGNORECASE)


@cache
def _whenever() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any('whenever')})\s+$", re.IGNORECASE)


@cache
def _taken_back() -> re.Pattern[str]:
    return re.compile(
        rf"[^.;:]*?\bbut\b[^.;:]*?\b(?:(?:{_any('retracting')})\b"
        rf"|(?:was|were|be|proved|were all|were later|was later)\s+(?:found to be\s+)?(?:{_any('untrue')})\b)",
        re.IGNORECASE,
    )


@cache
def _reported() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any('reporting')}|rumou?red)\b[^.;:]*$", re.IGNORECASE)


_BY_MEDIA = re.compile(
    r"\b(?:it (?:had been|has been|was) (?:\w+ )?(?:reported|said|announced|rumou?red)"
    r"|(?:radio|television|tv|agency|agencies|newspapers?|press|media|reports?|stations?|dail(?:y|ies))\b[^.;:]{0,40}"
    r"\b(?:reported|said|announced))\b[^.;:]{0,80}$",
    re.IGNORECASE,
)
_THEN_DENIED = re.compile(
    r"[^.;:]*?\bbut\b[^.;:]*?\bdenied (?:this|it|these|the (?:report|news|story|version|information|rumou?r)s?)\b",
    re.IGNORECASE,
)
_IS = re.compile(r"\s+(?:is|are|gets?)\s+", re.IGNORECASE)
_EVERY = re.compile(
    r"\s+(?:\w+\s+){0,2}(?:every|each|per|(?:an?|by the) (?:hour|day|week|month|year))\b", re.IGNORECASE
)
_BY = re.compile(r"[^.,;:]*\bby\b", re.IGNORECASE)
_PRESENT = re.compile(
    r"(?:kill|murder|slay|execute|assassinate|behead|slaughter|lynch|die|wound|injure|hurt)s?", re.IGNORECASE
)


def hypothetical_or_negated(
    s: Sentence, o: Occurrence, trigger: Trigger, span: tuple[int, int], left: int
) -> tuple[bool, bool]:
    """Whether a toll is only planned, possible, feared or rumoured, and whether it is negated or denied.

    Args:
        s: the sentence.
        o: where the trigger stands in it.
        trigger: what harms the people.
        span: where they start and end in the text.
        left: where their clause starts in the text.
    """
    harm = s.tokens[o.i].start, s.tokens[o.j - 1].end
    hypothetical, negated = _hypothetical(s, o, trigger)
    return (
        hypothetical or _is_doubtful(s.text, left, span, harm),
        negated or _is_denied(s.text, left, span, harm) or _is_taken_back(s.text, left, span, harm),
    )


def _hypothetical(s: Sentence, o: Occurrence, trigger: Trigger) -> tuple[bool, bool]:
    start, auxiliaries = verb_start(s, o.i)
    window: list[str] = []
    for k in range(o.i - 1, max(-1, start - 4), -1):
        if s.tag(k) in ("punct", "conj") or (s.tag(k) == "clause" and s.low(k) != "than"):
            break
        window.insert(0, s.low(k))
    negated = any(
        w in ("not", "never", "n't", "neither", "nor", "denied", "denies", "denying") or w.endswith("n't")
        for w in window
    ) or s.low(o.i - 1) in ("almost", "nearly")
    modal = (s.tag(o.i) != "num" and not words("modal").isdisjoint(window)) and (
        trigger.kind == "base" or bool(auxiliaries & words("modal")) or (bool(window) and window[-1] == "to")
    )
    infinitive = trigger.kind == "base" and s.low(o.i - 1) == "to" and "managed" not in window
    due = trigger.effect == "killed" and any(
        s.low(k) == "to" and s.low(k - 1) in ("had", "have", "has") and s.low(k + 1) == "be" for k in range(start, o.i)
    )  # "they said that some had to be killed"
    wished = s.low(start) == "be" and s.low(start - 1) != "to"  # "to see one child be taken to a hospital"
    feared = due or wished or "feared" in auxiliaries or "presumed" in auxiliaries or _fear(s, o)
    return modal or infinitive or feared, negated


def _fear(s: Sentence, o: Occurrence) -> bool:
    """True for "officials fear that 200 died" and "the 2,000 deaths that officials fear"."""
    for k in range(o.i - 1, max(-1, o.i - 14), -1):
        if s.low(k) in (",", ";", ":", "."):
            break
        if s.low(k) in words("fear"):
            return True
    if s.low(o.j) != "that":
        return False
    stop = next((k for k in range(o.j, min(o.j + 12, len(s.tokens))) if s.tag(k) == "punct"), o.j + 12)
    return any(s.low(k) in words("fear") for k in range(o.j, stop))


def _is_denied(text: str, left: int, span: tuple[int, int], trigger: tuple[int, int]) -> bool:
    """Whether reports of a toll are denied: "denied reports that three others had been killed".

    Not where somebody denies that he did it: "denied reports that two men were killed by its troops".

    Args:
        text: the sentence.
        left: where the clause of the toll starts.
        span: start and end of the people counted.
        trigger: start and end of what harms them.
    """
    if span[0] > trigger[0] or _BY.match(text, trigger[1]):
        return False
    return _denial().search(text, max(left, span[0] - _REACH), span[0]) is not None


def _is_taken_back(text: str, left: int, span: tuple[int, int], trigger: tuple[int, int]) -> bool:
    """Whether a report of a toll is taken back: "it was reported that a clerk had died, but the clinic denied this".

    What a side says that another one denies is not: "rebels said ten soldiers had died, but the army denied it". The
    arguments are those of `_is_denied`.
    """
    first, last = min(span[0], trigger[0]), max(span[1], trigger[1])
    if _taken_back().match(text, last) and _reported().search(text, left, first):
        return True
    return _THEN_DENIED.match(text, last) is not None and _BY_MEDIA.search(text, left, first) is not None


def _is_doubtful(text: str, left: int, span: tuple[int, int], trigger: tuple[int, int]) -> bool:
    """Whether a toll is only rumoured or that of a saying: "a rumour that a girl had died", "whoever kills a judge".

    The arguments are those of `_is_denied`.
    """
    first = min(span[0], trigger[0])
    if _hearsay().search(text, max(left, first - _REACH), first):
        return True
    if _PRESENT.fullmatch(text, *trigger) and _whoever().search(text, left, trigger[0]):
        return True
    present = span[1] <= trigger[0] and _IS.fullmatch(text, span[1], trigger[0])
    return bool(present) and (
        _EVERY.match(text, trigger[1]) is not None or _whenever().search(text, left, span[0]) is not None
    )
