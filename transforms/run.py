"""What every stage of a run knows: which run it is, for which slot, and where it writes."""

from __future__ import annotations

import dataclasses
import datetime as dt
import zlib
from dataclasses import dataclass
from pathlib import Path

from transforms.events.settings import BUILT_IN, CoderSettings
from transforms.publish.layout import Layout


@dataclass(frozen=True, slots=True, kw_only=True)
class RunContext:
    """A run, as its stages see it. Picklable, so that it travels to workers.

    Attributes:
        run_id: derived from the slot: the same slot is the same run.
        run_number: 1, 2, 3, ... in the order of publishing.
        slot: the schedule slot, UTC; what is due is decided against it, not against the clock. Of archives, their
            beginning.
        started_at: when the run began, UTC.
        pipeline: ingest, reprocess or stream.
        out: the output folder, absolute.
        shards: groups of hosts that are polled and fetched side by side, each by one worker at a time.
        known_days: how many days back an entry or article counts as known.
        dedupe_days: how many days back copies are looked for.
        merge_days: how many days apart the reports of one event may lie.
        fetch_retries: how often a failed page is tried again in later runs.
        coder: what codes the articles.
        feeds_left: how many feeds of the slot are left to later slices of it.
        streaming: whether this is a stream, each of whose windows is published as a run.
    """

    run_id: str
    run_number: int
    slot: dt.datetime
    started_at: dt.datetime
    pipeline: str
    out: Path
    shards: int = 1
    known_days: int = 365
    dedupe_days: int = 14
    merge_days: int = 14
    fetch_retries: int = 4
    coder: CoderSettings = BUILT_IN
    feeds_left: int = 0
    streaming: bool = False

    @property
    def layout(self) -> Layout:
        return Layout(self.out)

    @property
    def staging(self) -> Path:
        """The folder of this run's unpublished files."""
        return self.layout.stream(self.run_id) if self.streaming else self.layout.staging(self.run_id)

    @property
    def all_shards(self) -> tuple[str, ...]:
        """The shards that keys may fall into."""
        return tuple(f"shard-{number}" for number in range(self.shards))

    def shard_of(self, key: str) -> str:
        """The shard of a key (a site's domain), the same in every process."""
        return self.all_shards[zlib.crc32(key.encode()) % self.shards]

    def since(self, days: int) -> dt.datetime:
        """The beginning of what is looked up among the published articles: so many days before the slot, or before now.

        Pages of an archive are as old as it is, and so is what they are compared with.
        """
        return min(self.slot, dt.datetime.now(dt.UTC)) - dt.timedelta(days=days)

    def slice(self, part: int, feeds_left: int) -> RunContext:
        """This run as the n-th slice of its slot, counted from 1; the first has the slot's id, the others a number."""
        number = f"-{part}" if part > 1 else ""
        return dataclasses.replace(self, run_id=f"{self.run_id}{number}", feeds_left=feeds_left)

    def at_tick(self, tick: dt.datetime) -> RunContext:
        """A stream as it is at one of its ticks: what is due is decided against that."""
        return dataclasses.replace(self, slot=tick, started_at=dt.datetime.now(dt.UTC))

    def of_window(self, slot: dt.datetime, run_number: int) -> RunContext:
        """The run that publishes the window of a stream that begins at `slot`. The same window is the same run."""
        return dataclasses.replace(
            self,
            run_id=run_id_of(slot, self.pipeline),
            run_number=run_number,
            slot=slot,
            started_at=slot,
            streaming=False,
        )


def run_id_of(slot: dt.datetime, pipeline: str) -> str:
    """The id of a run, derived from its slot (UTC): the same slot twice is one run."""
    return f"{slot:%Y%m%dT%H%M%SZ}-{pipeline}"


def slot_at(time: dt.datetime, every: dt.timedelta) -> dt.datetime:
    """The slot that a time falls into: the time rounded down to a multiple of the interval.

    >>> slot_at(dt.datetime(2026, 1, 1, 12, 29, tzinfo=dt.UTC), dt.timedelta(minutes=15)).minute
    15
    """
    epoch = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
    return epoch + (time - epoch) // every * every
