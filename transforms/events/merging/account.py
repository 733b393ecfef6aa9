"""One account of an event, as merging compares it."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from schemas import Coded, Place
from transforms.events.merging.when import Days, cumulative_from, days_of

MAX_EVIDENCE = 8
_WORD = re.compile(r"[^\W_]{4,}|\d+")


@dataclass(frozen=True, slots=True)
class Account:
    """One account of an event: a mention, or all mentions of an event together.

    Attributes:
        coded: the coded values.
        days: when it happened; the day of the (first) report where no date is named.
        since: the start of the period that its counts cover, if it is a toll over a period.
        evidence: the words of each sentence that tells it.
        place_told: whether a sentence that tells it names the place, or it is not known what the text calls it; else
            the place is that of the story.
    """

    coded: Coded
    days: Days
    since: dt.date | None
    evidence: tuple[frozenset[str], ...]
    place_told: bool = True

    @classmethod
    def of(cls, coded: Coded, published: dt.date, sentences: Iterable[str]) -> Self:
        """The account of a mention or an event first published on a day; of sentences, the first eight different."""
        told = list(sentences)
        evidence = tuple(itertools.islice(dict.fromkeys(map(words_of, told)), MAX_EVIDENCE))
        named = _is_named(coded.place, told)
        return cls(coded, days_of(coded, published), cumulative_from(coded), evidence, named)


def words_of(sentence: str) -> frozenset[str]:
    """The words of a sentence that carry content: four letters or more, and numbers."""
    return frozenset(_WORD.findall(sentence.casefold()))


def _is_named(place: Place | None, sentences: Iterable[str]) -> bool:
    names = {name.casefold() for name in (place.surface, place.name) if name} if place and place.surface else set()
    return not names or any(name in sentence.casefold() for sentence in sentences for name in names)
