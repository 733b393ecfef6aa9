"""An entry as a feed shows it, before anything is fetched."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """A feed entry with its identity.

    `entry_key` says which entry it is (hash of canonical URL, else GUID, else title and text); `fingerprint` says what
    it says (hash of title, summary, content and dates): a known key with a new fingerprint is worth another look.
    """

    feed_id: str
    entry_key: str
    fingerprint: str
    url: str | None
    canonical_url: str | None
    guid: str | None
    title: str | None
    summary: str | None  # HTML or plain text as the feed has it
    content: str | None  # full text in HTML where the feed carries it
    authors: tuple[str, ...]
    published_at: dt.datetime | None  # UTC
    updated_at: dt.datetime | None  # UTC
    publisher: str | None  # the feed's title or the sitemap's publication
    language: str | None
    attempts: int = 0  # fetches tried in earlier runs
