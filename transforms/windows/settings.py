"""The times of a stream."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Windows:
    """When a stream looks what is due, what it publishes together, and for how long it remembers.

    Attributes:
        size: of a window of event time; each is published as one run.
        lateness: for how long after its end a window still takes in what belongs to it.
        tick: time between two looks at what is due; the size is a multiple of it.
        remember: for how long an entry stays in the state after it was last seen; afterwards the tables know it.

    Raises:
        ValueError: times that do not go together.
    """

    size: dt.timedelta = dt.timedelta(minutes=15)
    lateness: dt.timedelta = dt.timedelta(minutes=1)
    tick: dt.timedelta = dt.timedelta(minutes=1)
    remember: dt.timedelta = dt.timedelta(days=1)

    def __post_init__(self) -> None:
        if not dt.timedelta(0) < self.tick <= self.size or self.size % self.tick:
            raise ValueError(f"window is {self.size} and tick {self.tick}; the window has to be a multiple of the tick")
        if self.lateness < dt.timedelta(0):
            raise ValueError(f"lateness is {self.lateness}; it cannot be negative")
        if self.remember < 4 * (self.size + self.lateness):
            raise ValueError(
                f"remember is {self.remember}; what is forgotten must be in the tables by then, so it has to be four "
                f"times as long as window and lateness, {4 * (self.size + self.lateness)}, at least"
            )

    @property
    def refresh(self) -> dt.timedelta:
        """How old what a worker knows of the tables may get: by the time the state forgets an entry, it is there."""
        return self.remember / 4
