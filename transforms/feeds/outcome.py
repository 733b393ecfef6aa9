"""The row that says what became of an entry."""

from __future__ import annotations

import datetime as dt

from schemas import Entry, Outcome, Reason
from transforms.feeds.entry import FeedEntry


def entry_row(
    entry: FeedEntry,
    outcome: Outcome,
    reason: Reason,
    *,
    detail: str | None = None,
    http_status: int | None = None,
    article_id: str | None = None,
    article_version: int | None = None,
) -> Entry:
    """The `entries` row of an entry that ends with this outcome; a failure counts as one more attempt."""
    return Entry(
        entry_key=entry.entry_key,
        feed_id=entry.feed_id,
        url=entry.url,
        canonical_url=entry.canonical_url,
        guid=entry.guid,
        title=entry.title,
        published_at=entry.published_at,
        fingerprint=entry.fingerprint,
        outcome=outcome.value,
        reason=reason.value,
        detail=detail,
        http_status=http_status,
        article_id=article_id,
        article_version=article_version,
        attempts=entry.attempts + 1,
        seen_at=dt.datetime.now(dt.UTC),
    )
