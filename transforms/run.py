"""What every stage of a run knows: which run it is, for which slot, and where it writes."""

from __future__ import annotations

import datetime as dt
import zlib
from dataclasses import dataclass
from pathlib import Path

from transforms.publish.layout import Layout


@dataclass(frozen=True, slots=True, kw_only=True)
class RunContext:
    """A run, as its stages see it. Picklable, so that it travels to workers.

    Attributes:
        run_id: derived from the slot: the same slot is the same run.
        run_number: 1, 2, 3, ... in the order of publishing.
        slot: the schedule slot, UTC; what is due is decided against it, not against the clock.
        started_at: when the run began, UTC.
        pipeline: ingest, reprocess or stream.
        out: the output folder, absolute.
        shards: groups of hosts that are polled and fetched side by side, each by one worker at a time.
        known_days: how many days back an entry or article counts as known.
        dedupe_days: how many days back copies are looked for.
        merge_days: how many days apart the reports of one event may lie.
        fetch_retries: how often a failed page is tried again in later runs.
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

    @property
    def layout(self) -> Layout:
        return Layout(self.out)

    @property
    def staging(self) -> Path:
        """The folder of this run's unpublished files."""
        return self.layout.staging(self.run_id)

    def shard_of(self, key: str) -> str:
        """The shard of a key (a site's domain), the same in every process."""
        return f"shard-{zlib.crc32(key.encode()) % self.shards}"
