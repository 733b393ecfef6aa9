"""The feeds of a stream: those of its settings or of the tables, each as its last poll left it."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from schemas import FEEDS, Feed
from transforms.feeds.schedule import is_due
from transforms.feeds.urls import publisher_domain
from transforms.publish.tables import read_rows
from transforms.run import RunContext

READ_EVERY = dt.timedelta(minutes=15)  # after which feeds are looked for that somebody added to the tables

_LONG_AGO = dt.datetime.min.replace(tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class ShardFeeds:
    """The feeds of one shard, and when they were last looked up in the tables."""

    feeds: Mapping[str, Feed] = field(default_factory=dict)
    read_at: dt.datetime | None = None

    def at(self, tick: dt.datetime, run: RunContext, shard: str, listed: Sequence[Feed]) -> ShardFeeds:
        """The same, with what the tables say where that is newer, is asked for the first time or for long again.

        Args:
            tick: event time, UTC.
            run: the stream.
            shard: whose feeds.
            listed: the feeds of the settings; empty for all that the tables know.
        """
        if self.read_at is not None and tick - self.read_at < READ_EVERY:
            return self
        return ShardFeeds(_subscribed(self.feeds, read_rows(run.layout, FEEDS), listed, run, shard), tick)

    def due(self, tick: dt.datetime) -> list[Feed]:
        """The feeds to poll."""
        return [feed for _, feed in sorted(self.feeds.items()) if is_due(feed, tick)]

    def polled(self, feed: Feed) -> ShardFeeds:
        """The same, after a poll."""
        return dataclasses.replace(self, feeds={**self.feeds, feed.feed_id: feed})


def _subscribed(
    held: Mapping[str, Feed], published: Iterable[Feed], listed: Sequence[Feed], run: RunContext, shard: str
) -> dict[str, Feed]:
    wanted = {feed.feed_id: feed for feed in listed}
    for feed in published:
        if feed.feed_id in wanted or not listed:
            wanted[feed.feed_id] = feed
    mine = {key: feed for key, feed in wanted.items() if run.shard_of(publisher_domain(feed.url)) == shard}
    return {key: max(held.get(key, feed), feed, key=_polled_at) for key, feed in mine.items()}


def _polled_at(feed: Feed) -> dt.datetime:
    return feed.last_polled_at or _LONG_AGO
