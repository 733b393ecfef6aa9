"""What a rule needs to know beside its own words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field


@dataclass(slots=True)
class Context:
    """The text, its day of publication, and the day that "that day" and "two weeks later" count from."""

    text: str
    published: dt.date
    anchor: dt.date
    """The day last named; the publication before any is."""
    loose: bool = False
    """The last date named was a month or a year: what counts from it is no surer than a month."""
    day: dt.date | None = None
    """The day last named as such, which "the same night" and "an hour later" count from even after a month."""

    by_part: dict[str, dt.date] = field(default_factory=dict)
    """The days last named with a part: "Saturday night"."""

    def same(self, unit: str) -> dt.date:
        """The day that "the same day" or "the same night" means, which no month is that was named since."""
        if not self.loose or self.day is None:
            return self.anchor
        return self.day if unit == "day" else self.by_part.get(unit, self.day)
