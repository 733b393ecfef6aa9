"""Beam transforms: poll the due feeds and offer again what failed."""

from __future__ import annotations

import dataclasses
import datetime as dt
import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlsplit

import apache_beam as beam
import pyarrow.compute as pc
from apache_beam.utils.shared import Shared

from schemas import ENTRIES, Entry, Feed, Outcome, Reason, failure
from transforms.feeds.aliases import COLUMNS as ALIAS_COLUMNS
from transforms.feeds.aliases import SeenEntry, guids_to_look_up, resolve_moved
from transforms.feeds.entry import FeedEntry
from transforms.feeds.known import KnownEntries, known_entries
from transforms.feeds.parser_process import ParserProcess
from transforms.feeds.poll import Poll, poll_feed
from transforms.feeds.retries import due_retries
from transforms.feeds.schedule import PollOutcome, next_state
from transforms.feeds.urls import publisher_domain
from transforms.fetch.client import Client
from transforms.fetch.memory import SiteMemory
from transforms.fetch.settings import FetchSettings
from transforms.fetch.stream import gather_stream
from transforms.progress import advance
from transforms.publish.accounting import ENTRIES_IN, entry_out
from transforms.publish.staging import encodable
from transforms.publish.tables import is_in, scan
from transforms.run import RunContext

_HELD = 2000  # new entries that wait to be looked up by their GUIDs together: each time is a pass over the table

logger = logging.getLogger(__name__)


@dataclass
class PollFeeds(beam.PTransform):
    """Poll feeds, host by host in parallel.

    `Feed` states in; a tagged tuple out: `entries` (new or changed `FeedEntry`), `feeds` (their next state),
    `failures`, `counts`.
    """

    run: RunContext
    settings: FetchSettings

    def __post_init__(self) -> None:
        super().__init__()

    def expand(self, feeds: beam.PCollection[Feed]) -> beam.DoOutputsTuple:
        return (
            feeds
            | "By site" >> beam.Map(lambda feed, run: (run.shard_of(publisher_domain(feed.url)), feed), self.run)
            | "Sites of a worker" >> beam.GroupByKey()
            | "Poll"
            >> beam.ParDo(_Poll(self.run, self.settings)).with_outputs("feeds", "failures", "counts", main="entries")
        )


class _Poll(beam.DoFn):
    _shared = Shared()

    def __init__(self, run: RunContext, settings: FetchSettings) -> None:
        self._run = run
        self._settings = settings

    def setup(self) -> None:
        self._known: KnownEntries = self._shared.acquire(lambda: known_entries(self._run), tag=self._run)

    def process(self, site: tuple[str, Iterable[Feed]]) -> Iterator[FeedEntry | beam.pvalue.TaggedOutput]:
        yield from polled(site[1], self._run, self._settings, self._known)


def polled(
    feeds: Iterable[Feed], run: RunContext, settings: FetchSettings, known: KnownEntries
) -> Iterator[FeedEntry | beam.pvalue.TaggedOutput]:
    """What polling the feeds of one worker's sites brings: the tagged outputs of `PollFeeds`."""
    memory = SiteMemory.of_run(run)
    memory.sweep()
    settings = settings.of_worker(run.shards)
    unknown: list[FeedEntry] = []
    with ParserProcess() as parser:
        for poll in gather_stream(feeds, partial(_poll_one, run, parser), settings, host_of=_host, memory=memory):
            advance("feeds polled")
            yield beam.pvalue.TaggedOutput("feeds", poll.feed)
            yield beam.pvalue.TaggedOutput("counts", (f"feeds.{poll.feed.reason}", 1))
            if poll.failure is not None:
                yield beam.pvalue.TaggedOutput("failures", poll.failure)
            yield beam.pvalue.TaggedOutput("counts", (ENTRIES_IN, len(poll.entries) + poll.too_old))
            if poll.too_old:
                yield beam.pvalue.TaggedOutput("counts", (entry_out(Outcome.REJECTED, Reason.TOO_OLD), poll.too_old))
            statuses = [(entry, known.status(entry)) for entry in map(_encodable, poll.entries)]
            yield from (entry for entry, status in statuses if status == "changed")
            yield from _seen(sum(status == "known" for _, status in statuses))
            unknown += [entry for entry, status in statuses if status == "new"]
            if len(unknown) >= _HELD:
                yield from _new(unknown, run, known)
                unknown = []
        yield from _new(unknown, run, known)


def _new(
    unknown: list[FeedEntry], run: RunContext, known: KnownEntries
) -> Iterator[FeedEntry | beam.pvalue.TaggedOutput]:
    """Those of the entries that are new by their GUID as well, or have another text than before they moved."""
    guids = guids_to_look_up(unknown) if len(known) else set()
    moved = resolve_moved(unknown, seen_under(run, guids) if guids else ())
    new = [entry for entry in moved if known.status(entry) != "known"]
    yield from new
    yield from _seen(len(moved) - len(new))


async def _poll_one(run: RunContext, parser: ParserProcess, client: Client, feed: Feed) -> Poll:
    try:
        return await poll_feed(feed, client, now=run.slot, parser=parser.parse)
    except Exception as error:  # one feed never takes others with it
        logger.exception("polling %s", feed.url)
        broken = failure("poll", Reason.BROKEN_FEED, feed.url, error, at=dt.datetime.now(dt.UTC))
        outcome = PollOutcome(reason=Reason.BROKEN_FEED, detail=broken.message)
        return Poll(feed=next_state(feed, outcome, run.slot), failure=broken)


def _seen(count: int) -> Iterator[beam.pvalue.TaggedOutput]:
    if count:
        yield beam.pvalue.TaggedOutput("counts", (entry_out(Outcome.KNOWN, Reason.SEEN), count))


@dataclass
class RetryFailed(beam.PTransform):
    """Offer the pages again that failed in earlier runs and are due; `FeedEntry` with attempts out, and `counts`.

    A feed that answers 304 does not show its entries again, so a page that failed would be lost without this.
    """

    run: RunContext

    def __post_init__(self) -> None:
        super().__init__()

    def expand(self, pipeline: beam.pvalue.PBegin) -> beam.DoOutputsTuple:
        return (
            pipeline
            | "Once" >> beam.Create([None])
            | "Failed before" >> beam.ParDo(_Retries(self.run)).with_outputs("counts", main="entries")
        )


class _Retries(beam.DoFn):
    def __init__(self, run: RunContext) -> None:
        self._run = run

    def process(self, element: None) -> Iterator[FeedEntry | beam.pvalue.TaggedOutput]:
        del element
        retries = retries_due(self._run, self._run.started_at)
        yield beam.pvalue.TaggedOutput("counts", (ENTRIES_IN, len(retries)))
        yield from retries


def retries_due(run: RunContext, now: dt.datetime) -> list[FeedEntry]:
    """The pages that failed in earlier runs and are to be tried again at `now` (UTC)."""
    due = due_retries(_recent_entries(run, days=14), now, run.fetch_retries)
    memory = SiteMemory.of_run(run)
    # A host that is still to be left alone would use up a try without being asked.
    return [entry for entry in due if memory.pause_left(urlsplit(entry.url or "").hostname or "") is None]


def _encodable(entry: FeedEntry) -> FeedEntry:
    """The entry with texts that can be hashed, sent and stored."""
    values: dict[str, Any] = {f.name: getattr(entry, f.name) for f in dataclasses.fields(entry)}
    texts = {name: encodable(value) for name, value in values.items() if isinstance(value, str)}
    return FeedEntry(**values | texts | {"authors": tuple(map(encodable, entry.authors))})


def _host(feed: Feed) -> str:
    return urlsplit(feed.url).hostname or ""


def seen_under(run: RunContext, guids: Iterable[str]) -> list[SeenEntry]:
    """What the `entries` table knows of some GUIDs, from the last `known_days` days."""
    since = dt.datetime.now(dt.UTC) - dt.timedelta(days=run.known_days)
    batches = scan(run.layout, ENTRIES, ALIAS_COLUMNS, is_in("guid", guids) & (pc.field("seen_at") >= since))
    found = (SeenEntry.from_record(record) for batch in batches for record in batch.to_pylist())
    return [entry for entry in found if entry is not None]


def _recent_entries(run: RunContext, days: int) -> list[Entry]:
    since = dt.datetime.now(dt.UTC) - dt.timedelta(days=days)
    batches = scan(run.layout, ENTRIES, where=pc.field("seen_at") >= since)
    return [entry for batch in batches for entry in ENTRIES.from_arrow(batch)]
