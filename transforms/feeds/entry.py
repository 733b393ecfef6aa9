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
    url: str | None = None
    canonical_url: str | None = None
    guid: str | None = None
    title: str | None = None
    summary: str | None = None  # HTML or plain text as the feed has it
    content: str | None = None  # full text in HTML where the feed carries it
    authors: tuple[str, ...] = ()
    published_at: dt.datetime | None = None  # UTC
    updated_at: dt.datetime | None = None  # UTC
    publisher: str | None = None  # the feed's title or the sitemap's publication
    language: str | None = None
    attempts: int = 0  # fetches tried in earlier runs
