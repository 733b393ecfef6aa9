"""`entries`: a row is a feed entry (or archive record) and what became of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

from schemas.row import Row, Table


@dataclass(kw_only=True, slots=True)
class Entry(Row):
    """An entry that was new or had changed. Entries seen again unchanged are counted in `runs`, not repeated here."""

    entry_key: Annotated[str, "Hash of the entry's identity: canonical URL, else GUID, else title and text"]
    feed_id: Annotated[str, "Feed that showed it, or archive: and the name of the WARC file that holds it"]
    url: Annotated[str | None, "Link as the feed gives it"] = None
    canonical_url: Annotated[str | None, "The same, canonical"] = None
    guid: Annotated[str | None, "The entry's own id"] = None
    title: Annotated[str | None, "The entry's title"] = None
    published_at: Annotated[dt.datetime | None, "The entry's date, UTC"] = None
    fingerprint: Annotated[str, "Hash of title, summary, content and dates: a change means: look again"] = ""
    outcome: Annotated[str, "kept, known, duplicate, rejected or failed"]
    reason: Annotated[str, "Why; docs/reasons.md has a sentence for each"]
    detail: Annotated[str | None, "Particulars of a rejection or failure"] = None
    http_status: Annotated[int | None, "Status of the page's response"] = None
    article_id: Annotated[str | None, "The article it led to"] = None
    article_version: Annotated[int | None, "Its version"] = None
    attempts: Annotated[int, "Fetches tried so far; a failed entry is tried again a few times"] = 0
    seen_at: Annotated[dt.datetime, "When the entry was seen, UTC"]
    run_id: Annotated[str, "Run that published the row"] = ""


ENTRIES = Table(
    name="entries",
    row=Entry,
    key=("entry_key", "feed_id", "run_id"),
    partition="dt",
    partition_from="seen_at",
    comment="A feed entry or archive record and what became of it",
)
