"""`feeds`: a row is a feed and the state of polling it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

from schemas.row import Row, Table


@dataclass(kw_only=True, slots=True)
class Feed(Row):
    """A feed's state. Everything but `feed_id` and `url` is unknown before the first poll."""

    feed_id: Annotated[str, "Hash of the URL under which it was added"]
    url: Annotated[str, "URL to poll"]
    title: Annotated[str | None, "The feed's own title"] = None
    kind: Annotated[str | None, "rss, rdf, atom, json or sitemap"] = None
    etag: Annotated[str | None, "ETag of the last full response"] = None
    last_modified: Annotated[str | None, "Last-Modified of the last full response"] = None
    body_sha256: Annotated[str | None, "Hash of the last body"] = None
    last_polled_at: Annotated[dt.datetime | None, "Last poll, UTC"] = None
    last_status: Annotated[int | None, "HTTP status of the last poll"] = None
    reason: Annotated[str | None, "Outcome of the last poll; docs/reasons.md"] = None
    detail: Annotated[str | None, "Particulars of a failure"] = None
    next_due_at: Annotated[dt.datetime | None, "Not polled before, UTC"] = None
    interval_s: Annotated[int, "Seconds between polls at present"] = 900
    gap_s: Annotated[int | None, "Median seconds between its entries: its own rhythm"] = None
    errors_in_row: Annotated[int, "Failed polls since the last good one"] = 0
    moved_to: Annotated[str | None, "Target of a permanent redirect"] = None
    moved_since: Annotated[dt.datetime | None, "Since when it redirects there, UTC"] = None
    retired_at: Annotated[dt.datetime | None, "When the server said 410, UTC"] = None
    last_entry_at: Annotated[dt.datetime | None, "Date of the newest entry, UTC"] = None
    entries_last_poll: Annotated[int | None, "Entries in the last body"] = None
    run_id: Annotated[str, "Run that last changed the row"] = ""


FEEDS = Table(name="feeds", row=Feed, key=("feed_id",), comment="A feed's state")
