"""Asynchronous work for plain loops: many items at a time in a background thread, results as they come."""

from __future__ import annotations

import asyncio
import queue
import threading
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from transforms.fetch.client import Client
from transforms.fetch.memory import SiteMemory
from transforms.fetch.settings import FetchSettings

T = TypeVar("T")
R = TypeVar("R")

# Items in work for each of the client's slots. More than one, because hosts that are slow or want a delay between
# requests would otherwise fill the slots with waiting.
_WORKERS_PER_SLOT = 16


def gather_stream(
    items: Iterable[T],
    work: Callable[[Client, T], Awaitable[R]],
    settings: FetchSettings | None = None,
    *,
    host_of: Callable[[T], str] | None = None,
    memory: SiteMemory | None = None,
) -> Iterator[R]:
    """Run `work` on every item, through one client, and yield the results as they complete.

    A synchronous generator: the event loop runs in a thread of its own and ends with the generator, however that ends.
    When the consumer is slow, no new requests start, so that the results that wait stay few.

    Args:
        items: Small things such as URLs; all of them are read first.
        work: What to do with one; an exception in it ends everything and is raised here.
        settings: The client's; `overall` and `per_host` bound the requests.
        host_of: The host that an item's work asks. Items of one host then take turns, so that a slow host holds up
            nothing but itself.
        memory: What runs remember of sites.
    """
    by_host: dict[object, deque[T]] = {}
    for number, item in enumerate(items):
        by_host.setdefault(host_of(item) if host_of else number, deque()).append(item)
    if not by_host:
        return
    runner = _Runner(list(by_host.values()), work, settings or FetchSettings(), memory)
    runner.start()
    try:
        yield from runner.results()
    finally:
        runner.stop()


@dataclass(frozen=True, slots=True)
class _Result(Generic[R]):
    value: R


@dataclass(frozen=True, slots=True)
class _End:
    error: BaseException | None


class _Runner(Generic[T, R]):
    """The thread, its loop, and the queue between it and the consumer."""

    def __init__(
        self,
        queues: Sequence[deque[T]],
        work: Callable[[Client, T], Awaitable[R]],
        settings: FetchSettings,
        memory: SiteMemory | None,
    ) -> None:
        self._settings = settings
        self._memory = memory
        self._work = work
        # A host's queue stands here once for each request that it may have; the longest first, as it takes longest.
        self._tickets = deque(
            items for items in sorted(queues, key=len, reverse=True) for _ in range(min(settings.per_host, len(items)))
        )
        # Results that may wait. Answers come in bursts, so less than a burst would leave the network idle.
        self._high = max(8, settings.overall)
        self._out: queue.SimpleQueue[_Result[R] | _End] = queue.SimpleQueue()
        self._gate: asyncio.Event | None = None
        self._gated = False
        self._loop: asyncio.AbstractEventLoop | None = None
        self._task: asyncio.Task[None] | None = None
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, name="fetch", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def results(self) -> Iterator[R]:
        while True:
            result = self._out.get()
            if isinstance(result, _End):
                if result.error is not None:
                    raise result.error
                return
            yield result.value
            if self._gated and self._out.qsize() <= self._high // 2:
                self._in_loop(self._open_gate)

    def stop(self) -> None:
        self._ready.wait()
        self._in_loop(lambda: self._task.cancel() if self._task else None)
        self._thread.join()

    def _in_loop(self, call: Callable[[], object]) -> None:
        assert self._loop is not None or self._ready.is_set()
        try:
            if self._loop is not None:
                self._loop.call_soon_threadsafe(call)
        except RuntimeError:  # the loop is closed: the work is over
            pass

    def _run(self) -> None:
        error: BaseException | None = None
        try:
            asyncio.run(self._main())
        except BaseExceptionGroup as group:
            error = group.exceptions[0]
        except asyncio.CancelledError:  # by stop()
            pass
        except BaseException as caught:
            error = caught
        finally:
            self._ready.set()
            self._out.put(_End(error))

    async def _main(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._task = asyncio.current_task()
        self._gate = asyncio.Event()
        self._gate.set()
        self._ready.set()
        async with (
            Client(self._settings, gate=self._gate, memory=self._memory) as client,
            asyncio.TaskGroup() as workers,
        ):
            for _ in range(min(len(self._tickets), self._settings.overall * _WORKERS_PER_SLOT)):
                workers.create_task(self._take(client))

    async def _take(self, client: Client) -> None:
        while self._tickets:
            items = self._tickets.popleft()
            while items:
                self._put(await self._work(client, items.popleft()))

    def _put(self, value: R) -> None:
        assert self._gate is not None
        self._out.put(_Result(value))
        if not self._gated and self._out.qsize() >= self._high:
            self._gate.clear()
            self._gated = True
            # Only now does the consumer know; if it emptied the queue before, nobody else would open the gate.
            if self._out.qsize() <= self._high // 2:
                self._open_gate()

    def _open_gate(self) -> None:
        assert self._gate is not None
        if self._gated and self._out.qsize() < self._high:
            self._gated = False
            self._gate.set()
