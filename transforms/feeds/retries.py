"""Which failed entries are worth another try, and when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from schemas import Entry, Outcome, Reason
from transforms.feeds.entry import FeedEntry

# Reasons that another try may change; 404 is among them because feeds often run ahead of their pages.
TRANSIENT = frozenset(
    {
        Reason.DNS,
        Reason.CONNECT,
        Reason.TLS,
        Reason.TIMEOUT,
        Reason.BAD_RESPONSE,
        Reason.HTTP_CLIENT_ERROR,
        Reason.HTTP_SERVER_ERROR,
        Reason.RATE_LIMITED,
        Reason.ROBOTS_UNREACHABLE,
    }
)
FIRST_DELAY = dt.timedelta(minutes=15)


def next_try_at(entry: Entry) -> dt.datetime:
    """When a failed entry is due again: 15 minutes after the first try, then 1 hour, 4 hours, 16 hours, ..."""
    waits: int = 4 ** max(0, entry.attempts - 1)
    return entry.seen_at + FIRST_DELAY * waits


def due_retries(entries: Iterable[Entry], now: dt.datetime, retries: int) -> list[FeedEntry]:
    """The entries whose last outcome is a failure that may pass, and whose next try is due at `now`.

    Args:
        entries: rows of the `entries` table, in any order.
        now: UTC.
        retries: tries after the first one.
    """
    latest: dict[str, Entry] = {}
    for entry in sorted(entries, key=lambda e: (e.seen_at, e.attempts, e.run_id)):
        latest[entry.entry_key] = entry
    return [
        _offer(entry)
        for _, entry in sorted(latest.items())
        if entry.outcome == Outcome.FAILED
        and Reason(entry.reason) in TRANSIENT
        and entry.attempts <= retries
        and next_try_at(entry) <= now
    ]


def _offer(entry: Entry) -> FeedEntry:
    return FeedEntry(
        feed_id=entry.feed_id,
        entry_key=entry.entry_key,
        fingerprint=entry.fingerprint,
        url=entry.url,
        canonical_url=entry.canonical_url,
        guid=entry.guid,
        title=entry.title,
        summary=None,
        content=None,
        authors=(),
        published_at=entry.published_at,
        updated_at=None,
        publisher=None,
        language=None,
        attempts=entry.attempts,
    )
