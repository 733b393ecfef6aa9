"""Why an event was coded as it was: which words, by which rule, with which score, gave each of its values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

#: What a clue may be about, in the order in which people read them.
ABOUT = ("type", "status", "actor", "recipient", "place", "date", "toll")


@dataclass(frozen=True, slots=True)
class Clue:
    """One reason for one value of an event.

    Attributes:
        about: the value that it explains, one of `ABOUT`.
        value: that value: a PLOVER type, a status, a party's or place's name, days, a count.
        by: the rule or voice that gave it, in words ("frame line 75: ASSAULT/territory capture", "event heads",
            "subject of the verb", "named in the clause").
        words: the words of the text that it read; empty where none stand for it.
        start: where these words stand in the story's `full_text`, as characters; None without words.
        end: where they end.
        score: a probability from 0 to 1 where a model gave one, else None.
    """

    about: str
    value: str
    by: str
    words: str = ""
    start: int | None = None
    end: int | None = None
    score: float | None = None


def in_order(clues: Iterable[Clue]) -> tuple[Clue, ...]:
    """Clues without repeats, sorted by what they are about and else as they came."""
    return tuple(sorted(dict.fromkeys(clues), key=lambda c: ABOUT.index(c.about)))
