"""The pages of WARC archives, our own and other people's: CC-NEWS, a crawl of Heritrix or wget."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from schemas import Failure, Reason, failure
from transforms.feeds.entry import FeedEntry
from transforms.feeds.identity import entry_key, fingerprint
from transforms.feeds.urls import canonical_url
from transforms.fetch.archives import ArchiveRecord, read_documents
from transforms.fetch.page import Page
from transforms.fetch.pages import FetchFailure
from transforms.fetch.sniff import not_html


@dataclass(frozen=True, slots=True)
class Archive:
    """A WARC or ARC file, as it was when it was found."""

    path: Path
    size: int  # bytes

    @property
    def identity(self) -> str:
        """Which archive it is, wherever it lies: a file that has grown since is another one."""
        return f"{self.path.name}:{self.size}"

    @property
    def source(self) -> str:
        """What stands in the place of a feed's id."""
        return f"archive:{self.path.name}"


def read_pages(archive: Archive, warc_file: str) -> Iterator[Page | FetchFailure | Failure]:
    """What an archive holds, record by record, one in memory at a time.

    Pages are HTML that came with a status of success, several of one URL if it was fetched several times. A record
    without a page gives a `FetchFailure` with the reason; a place that is damaged gives a row of `failures`, and
    reading goes on behind it.

    Args:
        archive: The file.
        warc_file: What the pages name as their file.

    Raises:
        OSError: The file cannot be read.
    """
    for record in read_documents(archive.path):
        if record.error is not None:
            where = f"{archive.path}, offset {record.offset}"
            yield failure("fetch", Reason.BROKEN_ARCHIVE, where, record.error, at=dt.datetime.now(dt.UTC))
            continue
        entry = _entry(record, archive.source)
        reason, detail = _refusal(record, entry)
        if reason is not None or record.fetched_at is None:
            status = record.status or None
            yield FetchFailure(entry, reason or Reason.BROKEN_ARCHIVE, detail or "a record without a date", status)
            continue
        yield Page(
            entry=entry,
            url=record.url,
            status=record.status,
            charset=record.charset,
            body=record.body,
            fetched_at=record.fetched_at,
            warc_file=warc_file,
            warc_offset=record.offset,
        )


def began_at(archive: Archive) -> dt.datetime | None:
    """The date of the first record that has one, UTC."""
    return next((r.fetched_at for r in read_documents(archive.path) if r.fetched_at is not None), None)


def _refusal(record: ArchiveRecord, entry: FeedEntry) -> tuple[Reason | None, str]:
    """Why a record is no page, if it is none, and the particulars."""
    if record.kind != "response":
        return Reason.NO_PAGE, f"a record of the kind {record.kind}"
    if entry.canonical_url is None:
        return Reason.BAD_URL, Reason.BAD_URL.sentence
    if not 200 <= record.status < 300:
        return Reason.NO_PAGE, f"HTTP {record.status}"
    if other := not_html(record.content_type, record.body):
        return Reason.NOT_HTML, other
    if record.truncated:
        return Reason.BROKEN_ARCHIVE, "the archive holds the beginning of the page alone"
    if not record.body.strip():
        return Reason.BAD_RESPONSE, "an empty body"
    return None, ""


def _entry(record: ArchiveRecord, source: str) -> FeedEntry:
    """The record as an entry. Its date says when the page was fetched, and nothing of when it was published."""
    canonical = canonical_url(record.url)
    key = entry_key(canonical=canonical, guid=None, title=None, summary=record.url, content=None, feed_id=source)
    return FeedEntry(
        feed_id=source,
        entry_key=key,
        fingerprint=fingerprint(title=None, summary=None, content=None, updated_at=record.fetched_at),
        url=record.url or None,
        canonical_url=canonical,
    )
