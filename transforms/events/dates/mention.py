"""What the date grammar finds."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

Precision = Literal["day", "week", "month", "season", "year", "period"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """An expression of time and the days that it stands for, both included.

    `precision` says what the words name: "in May" is a month although it has a first and a last day; period is
    everything looser ("over the past days") or made of several parts ("from Monday to Wednesday"). `open_start` marks
    "since X": the words name the start only and `last` is the day of publication. `future` marks a day ahead of
    the publication
    ("will meet on Friday"). `duration` marks a length of time that is tied to no day of its own ("three months of
    fighting"): the days before the publication are a guess. `rule` names the rule that read it.
    """

    start: int
    end: int
    surface: str
    first: dt.date
    last: dt.date
    precision: Precision
    rule: str
    open_start: bool = False
    future: bool = False
    duration: bool = False
