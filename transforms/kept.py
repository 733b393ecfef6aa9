"""Heavy things that a worker process loads once."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

_T = TypeVar("_T")


class Kept(Generic[_T]):
    """Something that whoever asks first loads and all threads of the process share. Make it at a module's top level.

    Beam's `Shared` lets go of its object with the last stage that holds it, and a worker ends stages that were idle for
    a minute: a stream would load its model anew with many a tick.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._held: tuple[Hashable, _T] | None = None

    def get(self, tag: Hashable, load: Callable[[], _T]) -> _T:
        """The object, loaded unless the last one asked for had the same tag."""
        with self._lock:
            if self._held is None or self._held[0] != tag:
                self._held = tag, load()
            return self._held[1]
