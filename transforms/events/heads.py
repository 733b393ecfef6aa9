"""The event heads of the analyser as a second voice beside the frames."""

from __future__ import annotations

from transforms.events.status import CLAIMED, REAL
from transforms.events.syntax import Telling

#: How sure the heads must be of a type to code a word that no frame knows.
SURE_TYPE = 0.6
#: How sure the heads must be that something did not happen to overrule the words around it.
SURE_STATUS = 0.8
_UNREAL = frozenset({"future", "hypothetical", "negated", "denied"})


def heads_suffice(telling: Telling | None) -> bool:
    """Whether the heads alone are sure enough of an event."""
    return telling is not None and telling.score >= SURE_TYPE and telling.status in (REAL, CLAIMED)


def heard(status: str, telling: Telling | None) -> str:
    """The status that the rules read, corrected where the heads are sure of another."""
    if telling is None or telling.status_score < SURE_STATUS:
        return status
    if status == REAL and telling.status in _UNREAL:
        return telling.status
    return status
