"""How far a run is, for whoever watches it: counters of this process.

Stages count what they have done; a launcher in the same process reads the counts while the pipeline works. On other
runners nobody reads them, and they cost nothing.
"""

from __future__ import annotations

import threading
from collections import Counter

_done: Counter[str] = Counter()
_lock = threading.Lock()


def advance(step: str, n: int = 1) -> None:
    """Count `n` more of a step, such as "pages fetched"."""
    with _lock:
        _done[step] += n


def snapshot() -> dict[str, int]:
    """The counts so far, in the order in which the steps began."""
    with _lock:
        return dict(_done)


def reset() -> None:
    """Begin anew."""
    with _lock:
        _done.clear()
