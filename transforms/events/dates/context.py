"""What a rule needs to know beside its own words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(slots=True)
class Context:
    """The text, its day of publication, and the day that "that day" and "two weeks later" count from."""

    text: str
    published: dt.date
    anchor: dt.date
    """The day last named; the publication before any is."""
    loose: bool = False
    """The last date named was a month or a year: what counts from it is no surer than a month."""
