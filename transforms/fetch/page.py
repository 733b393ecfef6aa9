"""A page as it was fetched."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from transforms.feeds.entry import FeedEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A fetched page with the entry that led to it, and the WARC record that holds it."""

    entry: FeedEntry
    url: str  # after redirects
    status: int
    charset: str | None  # of the Content-Type header
    body: bytes  # decoded from gzip, br, zstd
    fetched_at: dt.datetime  # UTC
    warc_file: str | None = None
    warc_offset: int | None = None
