"""Beam transforms of the stream: poll what is due, drop what was seen, publish window by window.

State and timers of event time only, each under one key and in the global window: every runner that streams has them.
"""

# ruff: noqa: B008 - the default values of parameters are how Beam is told of state and timers
# mypy: disable-error-code="untyped-decorator"

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import apache_beam as beam
from apache_beam.coders import PickleCoder, StrUtf8Coder
from apache_beam.pvalue import TaggedOutput
from apache_beam.transforms.timeutil import TimeDomain
from apache_beam.transforms.trigger import AccumulationMode, AfterCount, AfterWatermark
from apache_beam.transforms.userstate import BagStateSpec, ReadModifyWriteStateSpec, TimerSpec, on_timer
from apache_beam.transforms.window import FixedWindows, GlobalWindows
from apache_beam.utils.timestamp import Timestamp

from schemas import Feed, Outcome, Reason, Run
from transforms.feeds.beam import polled, retries_due
from transforms.feeds.entry import FeedEntry
from transforms.fetch.settings import FetchSettings
from transforms.kept import Kept
from transforms.publish.accounting import ENTRIES_IN, entry_out
from transforms.publish.lease import LeaseHeldError
from transforms.run import RunContext, slot_at
from transforms.windows.due import ShardFeeds
from transforms.windows.settings import Windows
from transforms.windows.settle import Gathered, Item, files_of, remove_files, settle
from transforms.windows.snapshot import Snapshot

_LONG_AGO = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)

logger = logging.getLogger(__name__)
_snapshots: Kept[Snapshot] = Kept()


def _snapshot(run: RunContext, windows: Windows) -> Snapshot:
    """What the tables know, once a process."""
    return _snapshots.get((run, windows), functools.partial(Snapshot, run, windows.refresh))


@dataclass
class PollDue(beam.PTransform):
    """Poll at each tick the feeds that are due, the sites of a shard by one worker at a time.

    Ticks (`datetime`) in; out what `PollFeeds` gives: `entries` that the tables do not know, `feeds`, `failures`,
    `counts`. A feed's state is kept by key; where there is none, at the start, it comes from the tables.

    Attributes:
        run: The stream.
        feeds: Those of the settings; none for those that the tables know.
        fetching: Limits and manners.
        windows: The stream's times.
    """

    run: RunContext
    feeds: Sequence[Feed]
    fetching: FetchSettings
    windows: Windows

    def __post_init__(self) -> None:
        super().__init__()

    def expand(self, ticks: beam.PCollection[dt.datetime]) -> beam.DoOutputsTuple:
        poll = beam.ParDo(_PollDue(self.run, list(self.feeds), self.fetching, self.windows))
        return (
            ticks
            | "To each shard" >> beam.FlatMap(_for_each, self.run.all_shards).with_output_types(tuple[str, Any])
            | "Poll" >> poll.with_outputs("feeds", "failures", "counts", main="entries")
        )


def _for_each(tick: dt.datetime, shards: Sequence[str]) -> list[tuple[str, dt.datetime]]:
    return [(shard, tick) for shard in shards]


class _PollDue(beam.DoFn):
    FEEDS = ReadModifyWriteStateSpec("feeds", PickleCoder())

    def __init__(self, run: RunContext, feeds: list[Feed], fetching: FetchSettings, windows: Windows) -> None:
        self._run = run
        self._feeds = feeds
        self._fetching = fetching
        self._windows = windows

    def setup(self) -> None:
        self._known = _snapshot(self._run, self._windows)

    def process(
        self, element: tuple[str, dt.datetime], state: Any = beam.DoFn.StateParam(FEEDS)
    ) -> Iterator[FeedEntry | TaggedOutput]:
        shard, tick = element
        feeds = (state.read() or ShardFeeds()).at(tick, self._run, shard, self._feeds)
        due = feeds.due(tick)
        if due:
            for output in polled(due, self._run.at_tick(tick), self._fetching, self._known.at(tick)):
                if isinstance(output, TaggedOutput) and output.tag == "feeds":
                    feeds = feeds.polled(output.value)
                yield output
        state.write(feeds)


@dataclass
class RetryDue(beam.PTransform):
    """Offer the pages again that failed in windows published before; ticks in, `FeedEntry` with attempts out."""

    run: RunContext
    windows: Windows

    def __post_init__(self) -> None:
        super().__init__()

    def expand(self, ticks: beam.PCollection[dt.datetime]) -> beam.PCollection[FeedEntry]:
        return (
            ticks
            | "First of its window" >> beam.Filter(lambda tick, size: slot_at(tick, size) == tick, self.windows.size)
            | "Failed before" >> beam.FlatMap(lambda tick, run: retries_due(run.at_tick(tick), tick), self.run)
        )


@dataclass
class DropSeen(beam.PTransform):
    """Let each entry through once for each text it has, and once for each further try.

    `FeedEntry` in; a tagged tuple out: `entries`, in windows of a tick, so that the pages of a shard are fetched
    together, and `counts`. What was seen is kept by key until it has not been seen for long; then the tables know it.
    """

    run: RunContext
    windows: Windows

    def __post_init__(self) -> None:
        super().__init__()

    def expand(self, entries: beam.PCollection[FeedEntry]) -> _Dropped:
        passed = (
            entries
            | "By entry" >> beam.Map(lambda entry: (entry.entry_key, entry)).with_output_types(tuple[str, Any])
            | "Seen" >> beam.ParDo(_DropSeen(self.run, self.windows)).with_outputs("counts", main="entries")
        )
        batches = beam.WindowInto(
            FixedWindows(self.windows.tick.total_seconds()),
            trigger=AfterWatermark(late=AfterCount(1)),
            accumulation_mode=AccumulationMode.DISCARDING,
            allowed_lateness=int(self.windows.remember.total_seconds()),
        )
        return _Dropped(entries=passed.entries | "Batches" >> batches, counts=passed.counts)


@dataclass(frozen=True)
class _Dropped:
    """What `DropSeen` gives."""

    entries: beam.PCollection[FeedEntry]
    counts: beam.PCollection[tuple[str, int]]


class _DropSeen(beam.DoFn):
    TEXTS = BagStateSpec("texts", StrUtf8Coder())
    FORGET = TimerSpec("forget", TimeDomain.WATERMARK)

    def __init__(self, run: RunContext, windows: Windows) -> None:
        self._run = run
        self._windows = windows

    def setup(self) -> None:
        self._known = _snapshot(self._run, self._windows)

    def process(
        self,
        keyed: tuple[str, FeedEntry],
        timestamp: Timestamp = beam.DoFn.TimestampParam,
        texts: Any = beam.DoFn.StateParam(TEXTS),
        forget: Any = beam.DoFn.TimerParam(FORGET),
    ) -> Iterator[FeedEntry | TaggedOutput]:
        entry = keyed[1]
        forget.set(timestamp + self._windows.remember.total_seconds())
        text = f"{entry.fingerprint} {entry.attempts}"
        seen = text in set(texts.read())
        if not seen:
            texts.add(text)
        if entry.attempts:  # a further try, which is offered until its outcome is published
            if not seen:
                yield TaggedOutput("counts", (ENTRIES_IN, 1))
                yield entry
        elif seen or self._known.at(_time(timestamp)).status(entry) == "known":
            yield TaggedOutput("counts", (entry_out(Outcome.KNOWN, Reason.SEEN), 1))
        else:
            yield entry

    @on_timer(FORGET)
    def forget(self, texts: Any = beam.DoFn.StateParam(TEXTS)) -> None:
        """Forget an entry; what it was is in the tables by now."""
        texts.clear()


@dataclass
class SettleWindows(beam.PTransform):
    """Publish window after window, each as one run.

    Collections of everything that the stages hand over (`Item`) in, the published `Run` out. What comes after its
    window was closed goes into the next one: nothing is dropped.
    """

    run: RunContext
    windows: Windows
    part_versions: Mapping[str, str]

    def __post_init__(self) -> None:
        super().__init__()

    def expand(self, arrived: tuple[beam.PCollection[Item], ...]) -> beam.PCollection[Run]:
        keyed = [
            items
            | f"Time line {n}" >> beam.WindowInto(GlobalWindows())
            | f"Key {n}" >> beam.Map(lambda item: ("all", item)).with_output_types(tuple[str, Any])
            for n, items in enumerate(arrived)
        ]
        settled = beam.ParDo(_Settle(self.run, self.windows, dict(self.part_versions)))
        return keyed | "Together" >> beam.Flatten() | "Settle" >> settled


@dataclass(frozen=True, slots=True)
class _Progress:
    """How far the windows are.

    Attributes:
        closed_until: end of the last window that was closed.
        next_close: when the next one is to be closed, None where nothing waits.
        waiting: entries without an outcome so far.
        used: files whose rows were published with the last window.
    """

    closed_until: dt.datetime
    next_close: dt.datetime | None = None
    waiting: int = 0
    used: frozenset[str] = frozenset()


class _Settle(beam.DoFn):
    ITEMS = BagStateSpec("items", PickleCoder())
    PROGRESS = ReadModifyWriteStateSpec("progress", PickleCoder())
    CLOSE = TimerSpec("close", TimeDomain.WATERMARK)

    def __init__(self, run: RunContext, windows: Windows, part_versions: dict[str, str]) -> None:
        self._run = run
        self._windows = windows
        self._versions = part_versions

    def process(
        self,
        keyed: tuple[str, Item],
        timestamp: Timestamp = beam.DoFn.TimestampParam,
        items: Any = beam.DoFn.StateParam(ITEMS),
        progress: Any = beam.DoFn.StateParam(PROGRESS),
        close: Any = beam.DoFn.TimerParam(CLOSE),
    ) -> None:
        so_far = progress.read() or _Progress(closed_until=_LONG_AGO)
        end = max(slot_at(_time(timestamp), self._windows.size), so_far.closed_until) + self._windows.size
        items.add((end, keyed[1]))
        due = end + self._windows.lateness
        if so_far.next_close is None or due < so_far.next_close:
            progress.write(dataclasses.replace(so_far, next_close=due))
            close.set(Timestamp.from_utc_datetime(due))

    @on_timer(CLOSE)
    def close(
        self,
        items: Any = beam.DoFn.StateParam(ITEMS),
        progress: Any = beam.DoFn.StateParam(PROGRESS),
        close: Any = beam.DoFn.TimerParam(CLOSE),
    ) -> Iterator[Run]:
        """Close the window that is due, and wait for the one after it."""
        so_far: _Progress = progress.read() or _Progress(closed_until=_LONG_AGO)
        held: list[tuple[dt.datetime, Item]] = list(items.read())
        if not held:
            return
        end = min(end for end, _ in held)
        arrived = [item for of, item in held if of == end]
        window = self._run.of_window(end - self._windows.size, 0)
        try:
            settled = settle(self._run, window, Gathered.of(arrived), so_far.waiting, self._versions)
        except LeaseHeldError as error:  # the window stays open for a little longer
            logger.warning("%s; window %s waits", error, window.run_id)
            again = (so_far.next_close or end) + self._windows.tick
            progress.write(dataclasses.replace(so_far, next_close=again))
            close.set(Timestamp.from_utc_datetime(again))
            return
        rest = [pair for pair in held if pair[0] != end] + [(end + self._windows.size, item) for item in settled.left]
        remove_files(self._run, so_far.used - files_of(item for _, item in rest))
        items.clear()
        for pair in rest:
            items.add(pair)
        next_close = min((of for of, _ in rest), default=None)
        if next_close is not None:
            next_close += self._windows.lateness
            close.set(Timestamp.from_utc_datetime(next_close))
        progress.write(_Progress(end, next_close, settled.waiting, files_of(arrived)))
        if settled.run is not None:
            yield settled.run


def _time(timestamp: Timestamp) -> dt.datetime:
    time: dt.datetime = timestamp.to_utc_datetime(has_tz=True)
    return time
