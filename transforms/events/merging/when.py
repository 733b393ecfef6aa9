"""Whether two accounts can speak of the same days."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from schemas import Coded

DAY, PUBLICATION = "day", "publication"
# Days by which accounts of one event differ: night and time zones; a date that is only that of publication.
_TOLERANCE = {DAY: 1, PUBLICATION: 2}
SHORT_DAYS = 3  # a night, a weekend
# The worth of a short event within a longer span, by the span's days; within more it says nothing.
_WITHIN = ((7, 0.6), (31, 0.35), (100, 0.1))
LEAST_OVERLAP = 0.2

SAME, OVERLAPPING, SAME_PUBLICATION, NEXT_TO_PUBLICATION = 1.0, 0.9, 0.8, 0.4
# Two accounts that each name a day, and not the same: likely two days of one fight. Only strong evidence overcomes it.
NEXT_DAY = -0.75


@dataclass(frozen=True, slots=True)
class Days:
    """An interval of days and how it is known."""

    first: dt.date
    last: dt.date
    precision: str

    @property
    def length(self) -> int:
        """Days, both ends counted."""
        return (self.last - self.first).days + 1


def days_of(event: Coded, published: dt.date) -> Days:
    """The days of an event; those of the publication where it names none."""
    if event.date_start is None:
        return Days(published, published, PUBLICATION)
    last = event.date_end or event.date_start
    return Days(event.date_start, max(event.date_start, last), event.date_precision or DAY)


def cumulative_from(event: Coded) -> dt.date | None:
    """The start of the period that an event's counts cover, if all of them are cumulative."""
    starts = {toll.cumulative_from for toll in event.tolls}
    return min((s for s in starts if s is not None), default=None) if None not in starts else None


def days_fit(a: Days, b: Days) -> float | None:
    """How well two intervals agree, -0.75 to 1; None where they are different days."""
    gap = max((b.first - a.last).days, (a.first - b.last).days, 0)
    if gap > max(_TOLERANCE.get(a.precision, 0), _TOLERANCE.get(b.precision, 0)):
        return None
    if a.length <= SHORT_DAYS and b.length <= SHORT_DAYS:
        if PUBLICATION in (a.precision, b.precision):
            return SAME_PUBLICATION if gap == 0 else NEXT_TO_PUBLICATION / gap
        if gap:
            return NEXT_DAY
        return SAME if (a.first, a.last) == (b.first, b.last) else OVERLAPPING
    if gap:
        return None
    short, long = sorted((a.length, b.length))
    if short <= SHORT_DAYS:
        return next((worth for days, worth in _WITHIN if long <= days), None)
    common = (min(a.last, b.last) - max(a.first, b.first)).days + 1
    overlap = common / (short + long - common)
    return overlap if overlap >= LEAST_OVERLAP else None
