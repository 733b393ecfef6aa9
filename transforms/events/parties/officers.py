"""Whose officers a story speaks of where it says only "officers": policemen, or those of an army."""

from __future__ import annotations

import re
from collections import deque

#: What says whose officers they are, and what forces a story speaks of.
_OFFICERS = re.compile(r"\b(?:(?P<police>police)|army|military|naval|mutinous) officers?\b", re.IGNORECASE)
_OF_FORCES = re.compile(
    r"\b(?:(?P<police>police\w*|cops?|sheriffs?|constables?|patrolm[ae]n|detectives?|troopers?)"
    r"|army|soldiers?|troops|military|mutin\w+|coups?|junta|putsch\w*|barracks|battalion|brigade|regiment|navy)\b",
    re.IGNORECASE,
)
#: What soldiers do whom no word calls so.
_OF_COUPS = re.compile(r"\b(?:(?:seize|take|grab)[sdn]?|took) power\b|\bcoups?\b|\bjunta\b|\bmutin", re.IGNORECASE)
#: What policemen have to do with, and within how many characters.
_NEAR = 200
_OF_POLICEMEN = re.compile(
    r"\b(?:protest\w*|demonstrat\w+|riot\w*|march\w*|tear gas|arrest\w*|suspects?|police)\b", re.IGNORECASE
)


def are_policemen(text: str, at: int) -> bool:
    """Whether officers are policemen: by the force named last before them, else by what is told around them.

    Args:
        text: the story.
        at: where it says "officers"; its end for officers who stand nowhere in it.
    """
    before = _last(_OFFICERS, text, at) or _last(_OF_FORCES, text, at)
    if before is None:
        return _OF_COUPS.search(text) is None and _OF_POLICEMEN.search(text, max(0, at - _NEAR), at + _NEAR) is not None
    return before["police"] is not None


def _last(pattern: re.Pattern[str], text: str, end: int) -> re.Match[str] | None:
    return next(iter(deque(pattern.finditer(text, 0, end), maxlen=1)), None)
