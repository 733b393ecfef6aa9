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
from transforms.feeds.entry import FeedEntry
from transforms.feeds.known import KnownEntries
from transforms.feeds.parser_process import ParserProcess
from transforms.feeds.poll import Poll, poll_feed
from transforms.feeds.retries import due_retries
from transforms.feeds.urls import publisher_domain
from transforms.fetch.client import Client
from transforms.fetch.settings import FetchSettings
from transforms.fetch.stream import gather_stream
from transforms.publish.accounting import ENTRIES_IN, entry_out
from transforms.publish.staging import encodable
from transforms.publish.tables import scan
from transforms.run import RunContext

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
        with ParserProcess() as parser:
            yield from self._polled(site[1], parser)

    def _polled(self, feeds: Iterable[Feed], parser: ParserProcess) -> Iterator[FeedEntry | beam.pvalue.TaggedOutput]:
        poll_one = partial(self._poll_one, parser)
        for poll in gather_stream(feeds, poll_one, self._settings, host_of=_host):
            yield beam.pvalue.TaggedOutput("feeds", poll.feed)
            yield beam.pvalue.TaggedOutput("counts", (f"feeds.{poll.feed.reason}", 1))
            if poll.failure is not None:
                yield beam.pvalue.TaggedOutput("failures", poll.failure)
            yield beam.pvalue.TaggedOutput("counts", (ENTRIES_IN, len(poll.entries) + poll.too_old))
            if poll.too_old:
                yield beam.pvalue.TaggedOutput("counts", (entry_out(Outcome.REJECTED, Reason.TOO_OLD), poll.too_old))
            new = [_encodable(entry) for entry in poll.entries if self._known.status(entry) != "known"]
            seen = len(poll.entries) - len(new)
            if seen:
                yield beam.pvalue.TaggedOutput("counts", (entry_out(Outcome.KNOWN, Reason.SEEN), seen))
            yield from new

    async def _poll_one(self, parser: ParserProcess, client: Client, feed: Feed) -> Poll:
        try:
            return await poll_feed(feed, client, now=self._run.slot, parser=parser.parse)
        except Exception as error:  # one feed never takes others with it
            logger.exception("polling %s", feed.url)
            broken = failure("poll", Reason.BROKEN_FEED, feed.url, error, at=dt.datetime.now(dt.UTC))
            feed.reason, feed.detail = broken.reason, broken.message
            return Poll(feed=feed, entries=[], failure=broken)


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
        retries = due_retries(_recent_entries(self._run, days=14), self._run.started_at, self._run.fetch_retries)
        yield beam.pvalue.TaggedOutput("counts", (ENTRIES_IN, len(retries)))
        yield from retries


def _encodable(entry: FeedEntry) -> FeedEntry:
    """The entry with texts that can be hashed, sent and stored."""
    values: dict[str, Any] = {f.name: getattr(entry, f.name) for f in dataclasses.fields(entry)}
    texts = {name: encodable(value) for name, value in values.items() if isinstance(value, str)}
    return FeedEntry(**values | texts | {"authors": tuple(map(encodable, entry.authors))})


def _host(feed: Feed) -> str:
    return urlsplit(feed.url).hostname or ""


def known_entries(run: RunContext) -> KnownEntries:
    """What the `entries` table knows, from the last `known_days` days."""
    since = dt.datetime.now(dt.UTC) - dt.timedelta(days=run.known_days)
    batches = scan(run.layout, ENTRIES, ["entry_key", "fingerprint"], pc.field("seen_at") >= since)
    return KnownEntries.from_columns((batch.column("entry_key"), batch.column("fingerprint")) for batch in batches)


def _recent_entries(run: RunContext, days: int) -> list[Entry]:
    since = dt.datetime.now(dt.UTC) - dt.timedelta(days=days)
    batches = scan(run.layout, ENTRIES, where=pc.field("seen_at") >= since)
    return [entry for batch in batches for entry in ENTRIES.from_arrow(batch)]
