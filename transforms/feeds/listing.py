"""Feeds and entries as lines for people and for programs."""

from __future__ import annotations

import datetime as dt
import statistics
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from schemas.feeds import Feed
from schemas.reasons import Reason
from transforms.feeds.entry import FeedEntry
from transforms.feeds.poll import Poll
from transforms.feeds.schedule import SILENT_AT_LEAST_S, SILENT_GAPS

_UNITS = ((86400.0, "day"), (3600.0, "hour"), (60.0, "minute"))


def check_line(poll: Poll) -> str:
    """A feed in a line: what it is, how many entries, how often it publishes, what is wrong.

    For example `https://a.example/feed: rss, 20 entries, one every 3 hours, the last 2 hours ago`.
    """
    feed = poll.feed
    if poll.failure is not None:
        return f"{feed.url}: {poll.failure.message} ({poll.failure.reason}){_moved(feed)}"
    if feed.reason in (Reason.NOT_MODIFIED, Reason.SAME_BODY):
        return f"{feed.url}: {feed.kind or 'feed'}, unchanged since the last poll{_moved(feed)}"
    now = feed.last_polled_at or dt.datetime.now(dt.UTC)
    parts = [feed.kind or "feed", f"{len(poll.entries)} entries" if poll.entries else "no entries"]
    rhythm = rhythm_line(_dates(poll.entries), now)
    if rhythm:
        parts.append(rhythm)
    problems = f"; problems: {feed.detail}" if feed.detail else ""
    return f"{feed.url}: {', '.join(parts)}{_moved(feed)}{problems}"


def rhythm_line(dates: Sequence[dt.datetime], now: dt.datetime) -> str:
    """How often a feed publishes and when it last did, "" where it has no dates."""
    past = sorted({date for date in dates if date <= now}, reverse=True)
    if not past:
        return "no dates" if not dates else "all dates in the future"
    age = (now - past[0]).total_seconds()
    last = f"the last {duration(age)} ago"
    gaps = [(later - earlier).total_seconds() for later, earlier in pairwise(past)]
    if not gaps:
        return last
    gap = statistics.median(gaps)
    silent = " (silent)" if age > max(SILENT_GAPS * gap, SILENT_AT_LEAST_S) else ""
    return f"one every {duration(gap)}, {last}{silent}"


def duration(seconds: float) -> str:
    """A duration in its largest fitting unit: `3 hours`."""
    for size, name in _UNITS:
        if seconds >= size:
            count = round(seconds / size)
            return f"{count} {name}{'s' if count != 1 else ''}"
    return "under a minute"


def entry_record(entry: FeedEntry) -> dict[str, Any]:
    """An entry as a JSON object; dates in ISO 8601, UTC."""
    return {
        "entry_key": entry.entry_key,
        "fingerprint": entry.fingerprint,
        "url": entry.url,
        "canonical_url": entry.canonical_url,
        "guid": entry.guid,
        "title": entry.title,
        "summary": entry.summary,
        "content": entry.content,
        "authors": list(entry.authors),
        "published_at": _iso(entry.published_at),
        "updated_at": _iso(entry.updated_at),
        "publisher": entry.publisher,
        "language": entry.language,
        "feed_id": entry.feed_id,
    }


def _dates(entries: Sequence[FeedEntry]) -> list[dt.datetime]:
    return [date for entry in entries if (date := entry.published_at or entry.updated_at)]


def _moved(feed: Feed) -> str:
    return f"; moved for good to {feed.moved_to}" if feed.moved_to else ""


def _iso(moment: dt.datetime | None) -> str | None:
    return moment.isoformat().replace("+00:00", "Z") if moment is not None else None
