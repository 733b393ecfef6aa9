"""One poll of one feed: ask, read, decide when to ask again."""

from __future__ import annotations

import asyncio
import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Protocol

from schemas.failures import Failure, failure
from schemas.feeds import Feed
from schemas.reasons import Reason
from transforms.feeds.discover import discover_feeds
from transforms.feeds.entry import FeedEntry
from transforms.feeds.parse import MAX_BYTES, parse_feed
from transforms.feeds.parsed import FeedError, ParsedFeed, SubSitemap
from transforms.feeds.schedule import PollOutcome, fresh_for_s, next_state
from transforms.fetch.errors import FetchError
from transforms.fetch.response import Response

MAX_SUB_SITEMAPS = 5
SITEMAP_AGE = dt.timedelta(days=14)  # what a sitemap lists beyond that is an archive, not news
_ACCEPT = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, "
    "application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, */*;q=0.1"
)
_GONE = 410
_LARGE = 8 * 1024  # bytes; smaller feeds are read at once
_LARGEST_PAGE = 2 * 1024 * 1024  # bytes of a page in a feed's place that is searched for the feed's new address


class FeedClient(Protocol):
    """What fetches. Raises FetchError for anything but a success or a 304."""

    async def get(
        self, url: str, *, headers: Mapping[str, str] = ..., max_bytes: int | None = ..., obey_robots: bool | None = ...
    ) -> Response:
        """Fetch a URL, following redirects."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Poll:
    """What a poll brought: the feed's new state, its entries, and the failure if it was one."""

    feed: Feed
    entries: list[FeedEntry] = field(default_factory=list)
    failure: Failure | None = None
    parsed: ParsedFeed | None = None  # where the body was read
    too_old: int = 0  # entries of a sitemap that were left out because they are archive


class FeedParser(Protocol):
    """What reads a document: `parse_feed`, or `ParserProcess.parse`, which cannot hang. Raises FeedError."""

    def __call__(
        self,
        body: bytes,
        *,
        url: str,
        content_type: str | None = ...,
        feed_id: str | None = ...,
        now: dt.datetime | None = ...,
    ) -> ParsedFeed:
        """Read a feed."""
        ...


async def poll_feed(feed: Feed, client: FeedClient, *, now: dt.datetime, parser: FeedParser = parse_feed) -> Poll:
    """Poll a feed. What fails ends in the feed's state and in a failure record, never in an exception.

    A feed is asked whatever robots.txt says: it was made for readers to poll, and somebody chose it by its address.
    Its pages are another matter.

    Args:
        feed: Its state before.
        client: What fetches.
        now: The run's slot, UTC.
        parser: What reads the documents.
    """
    try:
        response = await client.get(feed.url, headers=_headers(feed), max_bytes=MAX_BYTES, obey_robots=False)
        if response.status == 304:
            return _unchanged(feed, response, Reason.NOT_MODIFIED, now)
        digest = hashlib.sha256(response.body)
        # An index may stay the same while the sitemaps that it names change.
        if feed.kind != "sitemap_index" and digest.hexdigest() == feed.body_sha256:
            return _unchanged(feed, response, Reason.SAME_BODY, now)
        parsed = await _parsed(parser, feed, response, now)
        notes: list[str] = []
        if parsed.kind == "sitemap_index":
            for sub, answer in await _follow(parsed.sitemaps, client, now, notes):
                digest.update(answer.body)
                try:
                    parsed.entries.extend((await _parsed(parser, feed, answer, now)).entries)
                except FeedError as error:
                    notes.append(f"{sub.url}: {error}")
            if digest.hexdigest() == feed.body_sha256:
                return _unchanged(feed, response, Reason.SAME_BODY, now)
    except FetchError as error:
        return _failed(feed, error, error.reason, now, status=error.status, retry_after_s=error.retry_after_s)
    except FeedError as error:
        return _failed(feed, _with_hint(error, response), error.reason, now, status=response.status)
    entries, old = _recent(parsed, now)
    if old:
        notes.append(f"{old} entries older than {SITEMAP_AGE.days} days are left out")
    outcome = PollOutcome(
        reason=Reason.POLLED if parsed.entries else Reason.EMPTY_FEED,
        status=response.status,
        detail="; ".join([*notes, *parsed.problems]) or None,
        kind=parsed.kind,
        title=parsed.title,
        etag=response.headers.get("etag"),
        last_modified=response.headers.get("last-modified"),
        body_sha256=digest.hexdigest(),
        fresh_for_s=fresh_for_s(response.headers, now),
        update_hint_s=parsed.update_hint_s,
        permanent_target=response.permanent_target,
        entry_dates=tuple(date for entry in entries if (date := entry.published_at or entry.updated_at)),
        n_entries=len(entries),
    )
    return Poll(feed=next_state(feed, outcome, now), entries=entries, parsed=parsed, too_old=old)


def _headers(feed: Feed) -> dict[str, str]:
    headers = {"Accept": _ACCEPT}
    if feed.kind != "sitemap_index":
        if feed.etag:
            headers["If-None-Match"] = feed.etag
        if feed.last_modified:
            headers["If-Modified-Since"] = feed.last_modified
    return headers


async def _parsed(parser: FeedParser, feed: Feed, response: Response, now: dt.datetime) -> ParsedFeed:
    read = partial(
        parser,
        response.body,
        url=response.final_url,
        content_type=response.headers.get("content-type"),
        feed_id=feed.feed_id,
        now=now,
    )
    # A large feed takes seconds, in which the other downloads of this worker would stand still and time out.
    return await asyncio.to_thread(read) if len(response.body) > _LARGE else read()


async def _follow(
    sitemaps: list[SubSitemap], client: FeedClient, now: dt.datetime, notes: list[str]
) -> list[tuple[SubSitemap, Response]]:
    """The few sitemaps of an index that can hold news: those named so, else the newest."""
    fresh = [sub for sub in sitemaps if sub.modified_at is None or sub.modified_at >= now - SITEMAP_AGE]
    news = [sub for sub in fresh if "news" in sub.url.lower()]
    chosen = sorted(news or fresh, key=lambda sub: sub.modified_at.timestamp() if sub.modified_at else 0, reverse=True)
    found: list[tuple[SubSitemap, Response]] = []
    accept = {"Accept": _ACCEPT}
    for sub in chosen[:MAX_SUB_SITEMAPS]:
        try:
            found.append((sub, await client.get(sub.url, headers=accept, max_bytes=MAX_BYTES, obey_robots=False)))
        except FetchError as error:
            notes.append(f"{sub.url}: {error}")
    if chosen and not found:
        raise FetchError(Reason.BAD_RESPONSE, f"none of the sitemaps of the index could be read: {notes[0]}")
    return found


def _recent(parsed: ParsedFeed, now: dt.datetime) -> tuple[list[FeedEntry], int]:
    """The entries, of sitemaps without those of the archive, and how many those are."""
    if not parsed.kind.startswith("sitemap"):
        return parsed.entries, 0
    since = now - SITEMAP_AGE
    recent = [entry for entry in parsed.entries if (entry.published_at or entry.updated_at or now) >= since]
    return recent, len(parsed.entries) - len(recent)


def _unchanged(feed: Feed, response: Response, reason: Reason, now: dt.datetime) -> Poll:
    outcome = PollOutcome(
        reason=reason,
        status=response.status,
        etag=response.headers.get("etag"),
        last_modified=response.headers.get("last-modified"),
        fresh_for_s=fresh_for_s(response.headers, now),
        permanent_target=response.permanent_target,
    )
    return Poll(feed=next_state(feed, outcome, now))


def _with_hint(error: FeedError, response: Response) -> FeedError:
    """The error, with the feeds that the document names if it is a page: often one has moved to another address."""
    if error.reason is not Reason.NOT_A_FEED or len(response.body) > _LARGEST_PAGE:
        return error
    named = [found.url for found in discover_feeds(response.body, response.final_url)[:3]]
    return FeedError(error.reason, f"{error} It names {', '.join(named)}.") if named else error


def _failed(
    feed: Feed,
    error: Exception,
    reason: Reason,
    now: dt.datetime,
    *,
    status: int | None = None,
    retry_after_s: float | None = None,
) -> Poll:
    reason = Reason.GONE if status == _GONE else reason
    outcome = PollOutcome(reason=reason, status=status, detail=str(error)[:500], retry_after_s=retry_after_s)
    return Poll(
        feed=next_state(feed, outcome, now),
        failure=failure("poll", reason, feed.url, error, at=now),
    )
