"""What the tables know of entries, read anew now and then by a stream's workers."""

from __future__ import annotations

import datetime as dt
import threading

from transforms.feeds.known import KnownEntries, known_entries
from transforms.run import RunContext


class Snapshot:
    """The known entries, never older than asked. One for each process; for any thread."""

    def __init__(self, run: RunContext, max_age: dt.timedelta) -> None:
        """Args: the stream, and how old what it knows may get, in event time."""
        self._run = run
        self._max_age = max_age
        self._lock = threading.Lock()
        self._read: tuple[dt.datetime, KnownEntries] | None = None

    def at(self, time: dt.datetime) -> KnownEntries:
        """What the tables knew at an event time, or not long before."""
        with self._lock:
            if self._read is None or time - self._read[0] >= self._max_age:
                self._read = time, known_entries(self._run)
            return self._read[1]
