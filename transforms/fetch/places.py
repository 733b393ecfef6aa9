"""Places at hosts that all workers of a machine share, so that several of them together keep a host's limit.

Sites are dealt out to workers, but redirects and feed services lead several of them to one host. A place is a lock on
one byte of a file, of the kind that belongs to an open file (`F_OFD_SETLK`): it holds between threads and processes
alike and goes when its holder does, however that ends. Where the system has no such locks, each worker keeps the limits
for itself.
"""

from __future__ import annotations

import asyncio
import errno
import hashlib
import os
import random
import struct
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows
    _SET_LOCK = None
else:
    _SET_LOCK = getattr(fcntl, "F_OFD_SETLK", None) if sys.platform == "linux" else None

_AGAIN_S = 0.02  # between two looks for a free place
_MOST = 1024  # places of one name
_TAKEN = frozenset({errno.EACCES, errno.EAGAIN})


class Places:
    """Numbered places below names, each held by one request at a time. Close it after use; for one event loop."""

    def __init__(self, file: Path | None = None) -> None:
        self._descriptor: int | None = None
        self._held: set[int] = set()
        if _SET_LOCK is not None:
            path = file or Path(tempfile.gettempdir()) / f"sitrep-places-{os.getuid()}"
            self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)

    def close(self) -> None:
        """Give all places back."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    @asynccontextmanager
    async def hold(self, name: str, count: int) -> AsyncIterator[None]:
        """Wait for one of the `count` places of a name, and hold it."""
        if self._descriptor is None:
            yield
            return
        place = self._take(name, count)
        while place is None:
            await asyncio.sleep(_AGAIN_S * random.uniform(0.5, 1.5))
            place = self._take(name, count)
        try:
            yield
        finally:
            self._give_back(place)

    def _take(self, name: str, count: int) -> int | None:
        first = int.from_bytes(hashlib.sha256(name.encode()).digest()[:6], "big") * _MOST
        for place in range(first, first + min(count, _MOST)):
            if place not in self._held and self._lock(place, taken=True):
                self._held.add(place)
                return place
        return None

    def _give_back(self, place: int) -> None:
        self._held.discard(place)
        self._lock(place, taken=False)

    def _lock(self, place: int, *, taken: bool) -> bool:
        if self._descriptor is None or _SET_LOCK is None:  # closed: the place went with it
            return True
        kind = fcntl.F_WRLCK if taken else fcntl.F_UNLCK
        try:
            fcntl.fcntl(self._descriptor, _SET_LOCK, struct.pack("hhqqi", kind, os.SEEK_SET, place, 1, 0))
        except OSError as error:
            return error.errno not in _TAKEN  # on a file system without locks limits hold within this worker
        return True
