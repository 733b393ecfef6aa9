"""One host's manners: how many requests at a time, how far apart, and when to leave it alone."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from email.utils import parsedate_to_datetime

from schemas.reasons import Reason
from transforms.fetch.errors import FetchError
from transforms.fetch.memory import SiteMemory
from transforms.fetch.places import Places

DEFAULT_PAUSE_S = 300.0  # after a 429 that names no time
_MAX_PAUSE_S = 7 * 86400.0
_UNREACHED = frozenset({Reason.DNS, Reason.CONNECT, Reason.TLS, Reason.TIMEOUT})


class Host:
    """What a client remembers of one host during a run."""

    def __init__(
        self,
        name: str,
        per_host: int,
        delay_s: float,
        failures: int,
        *,
        memory: SiteMemory | None = None,
        places: Places | None = None,
    ) -> None:
        self.name = name
        self._per_host = per_host
        self._memory = memory
        self._places = places
        self.delay_s = delay_s
        self._slots = asyncio.Semaphore(per_host)
        self._starting = asyncio.Lock()
        self._next_start = 0.0  # of the loop's clock
        self._paused_until = 0.0
        self._pause_status: int | None = None
        self._failures_left = self._failures = failures
        self._last_failure: FetchError | None = None
        if memory is not None and (left := memory.pause_left(name)) is not None:
            self._paused_until = asyncio.get_running_loop().time() + left[0]
            self._pause_status = left[1]

    @asynccontextmanager
    async def turn(self, overall: asyncio.Semaphore) -> AsyncIterator[None]:
        """Wait for this host's turn and for one of the client's slots, and hold both.

        Raises:
            FetchError: The host asked to be left alone, or failed too often in this run.
        """
        async with self._slots:
            async with self._starting:
                self.check()
                loop = asyncio.get_running_loop()
                if self._next_start > loop.time():
                    await asyncio.sleep(self._next_start - loop.time())
                await overall.acquire()
                self._next_start = loop.time() + self.delay_s
            try:
                async with self._shared_place():
                    self.check()
                    yield
            finally:
                overall.release()

    def _shared_place(self) -> AbstractAsyncContextManager[None]:
        """One of the host's places among all workers of the machine."""
        return nullcontext() if self._places is None else self._places.hold(self.name, self._per_host)

    def check(self) -> None:
        """Raise a FetchError if the host is to be left alone for now."""
        left = self._paused_until - asyncio.get_running_loop().time()
        if left > 0:
            message = f"{self.name} asked to be left alone for another {left:.0f} s"
            raise FetchError(Reason.RATE_LIMITED, message, self._pause_status, left)
        if self._failures_left <= 0 and self._last_failure is not None:
            message = f"{self.name} failed {self._failures} times in a row, last: {self._last_failure.message}"
            raise FetchError(self._last_failure.reason, message)

    def answered(self) -> None:
        """The host gave an answer, so it is there."""
        self._failures_left = self._failures

    def failed(self, error: FetchError) -> None:
        """The host gave no answer."""
        if error.reason in _UNREACHED:
            self._failures_left -= 1
            self._last_failure = error

    def pause(self, seconds: float, status: int) -> None:
        """The host asked to be left alone."""
        self._paused_until = max(self._paused_until, asyncio.get_running_loop().time() + seconds)
        self._pause_status = status
        if self._memory is not None:
            self._memory.keep_pause(self.name, seconds, status)


def retry_after_s(headers: Mapping[str, str], now: dt.datetime) -> float | None:
    """Seconds that a Retry-After header asks for (RFC 9110 section 10.2.3), 0 to a week; None without a valid one.

    >>> retry_after_s({"retry-after": "120"}, dt.datetime.now(dt.UTC))
    120.0
    """
    value = headers.get("retry-after", "").strip()
    if not value:
        return None
    if value.isdecimal() and value.isascii():
        return min(float(value[:12]), _MAX_PAUSE_S)
    try:
        when = parsedate_to_datetime(value)
    except ValueError:
        return None
    when = when if when.tzinfo else when.replace(tzinfo=dt.UTC)
    return min(max((when - now).total_seconds(), 0.0), _MAX_PAUSE_S)
