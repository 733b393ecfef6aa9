"""The pages of entries, as they come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from urllib.parse import urlsplit

from schemas.reasons import Reason
from transforms.feeds.entry import FeedEntry
from transforms.fetch.client import Client, FetchError, Response
from transforms.fetch.memory import SiteMemory
from transforms.fetch.page import Page
from transforms.fetch.settings import FetchSettings
from transforms.fetch.sniff import may_be_html, not_html
from transforms.fetch.stream import gather_stream
from transforms.fetch.warc import WarcWriter


@dataclass(frozen=True, slots=True)
class FetchFailure:
    """An entry whose page could not be had."""

    entry: FeedEntry
    reason: Reason
    message: str
    status: int | None = None


@dataclass(frozen=True, slots=True)
class _Fetched:
    entry: FeedEntry
    response: Response
    fetched_at: dt.datetime


def fetch_pages(
    entries: Sequence[FeedEntry],
    settings: FetchSettings | None = None,
    *,
    warc: WarcWriter | None = None,
    memory: SiteMemory | None = None,
) -> Iterator[Page | FetchFailure]:
    """Fetch the page of each entry; one result for each, in the order of arrival.

    The limits hold for this call: give all entries of a host to one call at a time. Memory is bounded by the settings'
    `overall` and `max_body_bytes`, not by the number of entries. Closing the generator early ends the requests.

    Args:
        entries: What to fetch, by `url`.
        settings: Limits and manners.
        warc: Where each page is kept as it was received; its record stands in the page.
        memory: What runs remember of sites.
    """
    results = gather_stream(entries, _fetch, settings, host_of=_host, memory=memory)
    with closing(results):  # type: ignore[type-var]
        for result in results:
            yield result if isinstance(result, FetchFailure) else _page(result, warc)


async def _fetch(client: Client, entry: FeedEntry) -> _Fetched | FetchFailure:
    if not entry.url:
        return FetchFailure(entry, Reason.NO_LINK, Reason.NO_LINK.sentence)
    try:
        response = await client.get(entry.url, check=_check_type)
        fetched_at = dt.datetime.now(dt.UTC)
        if not response.body.strip():
            raise FetchError(Reason.BAD_RESPONSE, "an empty body", response.status)
        other = not_html(response.content_type, response.body)
        if other:
            raise FetchError(Reason.NOT_HTML, other, response.status)
    except FetchError as error:
        return FetchFailure(entry, error.reason, error.message, error.status)
    return _Fetched(entry, response, fetched_at)


def _check_type(status: int, headers: Mapping[str, str]) -> None:
    """Leave a video where it is: raise before the body is read."""
    content_type = headers.get("content-type", "").partition(";")[0].strip().lower()
    if not may_be_html(content_type):
        raise FetchError(Reason.NOT_HTML, content_type, status)


def _page(fetched: _Fetched, warc: WarcWriter | None) -> Page:
    response = fetched.response
    file, offset = warc.write(response, fetched.fetched_at) if warc else (None, None)
    return Page(
        entry=fetched.entry,
        url=response.final_url,
        status=response.status,
        charset=response.charset,
        body=response.body,
        fetched_at=fetched.fetched_at,
        warc_file=file,
        warc_offset=offset,
    )


def _host(entry: FeedEntry) -> str:
    try:
        return urlsplit(entry.url or "").hostname or ""
    except ValueError:
        return ""
