"""Which dead are not those of the news: of recent years, of a war, of years before."""

from __future__ import annotations

import re

from transforms.events.tolls.flags import SUPERLATIVE

_RECENT_YEARS = re.compile(
    r"\b(?:in|over|during) recent (?:weeks|months|years|decades|times)\b|\b(?:over|through) the (?:years|decades)\b",
    re.IGNORECASE,
)
_IN_WAR = re.compile(
    r"\b(?:war|invasion|dictatorship|revolution|insurgency|rebellion|uprising|occupation|conflict|genocide),?"
    r" (?:in|during) which (?:[^\s.,;:]+ ){0,12}$",
    re.IGNORECASE,
)
_BREAKS = re.compile(
    r"[,;:]|\b(?:who|which|that|where|when|while|after|before|because|since|as|and|but|than)\b", re.IGNORECASE
)


def is_lately(text: str, span: tuple[int, int], trigger: tuple[int, int]) -> bool:
    """Whether a toll is that of years or of a war: "five have died in recent years", "the war, in which five died".

    Args:
        text: the sentence.
        span: start and end of the people counted.
        trigger: start and end of what harms them.
    """
    first, last = min(span[0], trigger[0]), max(span[1], trigger[1])
    if _IN_WAR.search(text, 0, first):
        return True
    for m in _RECENT_YEARS.finditer(text):
        if SUPERLATIVE.search(text, max(0, m.start() - 90), m.start()):
            continue
        if m.start() >= last:
            return _BREAKS.search(text, last, m.start()) is None
        opens = m.start() == 0 or text[: m.start()].rstrip().endswith((",", "that", ";"))
        if m.end() <= first and opens and _BREAKS.search(text, m.end() + 1, first) is None:
            return True
    return False


_YEARS_AFTER = re.compile(
    r"\b(?:years?|decades?|generations?) (?:after|since|following) (?:the |his |her |their )?(?:[\w'’-]+ ){0,2}$",
    re.IGNORECASE,
)


def is_years_before(text: str, span: tuple[int, int], trigger: tuple[int, int]) -> bool:
    """Whether what a toll tells was years before the news: "three years after the murder of the senator".

    The arguments are those of `is_lately`.
    """
    start = min(span[0], trigger[0])
    return _YEARS_AFTER.search(text, max(0, start - 90), start) is not None
