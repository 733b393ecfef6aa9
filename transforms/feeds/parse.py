"""Any feed's bytes to its entries."""

from __future__ import annotations

import datetime as dt
import re
import zlib

from schemas.reasons import Reason
from transforms.feeds.json_feed import parse_json_feed
from transforms.feeds.parsed import FeedError, ParsedFeed
from transforms.feeds.sitemap import parse_sitemap
from transforms.feeds.urls import feed_id as id_of_feed
from transforms.feeds.xml_feed import parse_xml_feed

__all__ = ["MAX_BYTES", "FeedError", "ParsedFeed", "parse_feed"]

MAX_BYTES = 20 * 1024 * 1024
_PROLOG = re.compile(
    rb"(?:\s+|<\?[^>]*>|<!--(?:(?!-->).)*-->|<!DOCTYPE[^>\[]*(?:\[[^\]]*\]\s*)?>)*", re.IGNORECASE | re.DOTALL
)
_SNIFFED = 16384  # bytes at the start that tell what a document is


def parse_feed(
    body: bytes,
    *,
    url: str,
    content_type: str | None = None,
    feed_id: str | None = None,
    max_bytes: int = MAX_BYTES,
    now: dt.datetime | None = None,
) -> ParsedFeed:
    """Read RSS, RDF, Atom, JSON Feed, a sitemap or a sitemap index; the bytes tell which, not the header.

    A feed without entries is a feed. Nothing is loaded from anywhere, and entities are not expanded.

    Args:
        body: The document, gzip as a file or plain.
        url: Where it came from, after redirects; relative links build on it.
        content_type: Its Content-Type header.
        feed_id: The feed that its entries belong to; that of `url` where None.
        max_bytes: Bodies above, before or after decompression, are refused.
        now: UTC; entries' dates more than a day ahead of it are dropped.

    Raises:
        FeedError: NOT_A_FEED, BROKEN_FEED or TOO_LARGE, with a message that says what the document is instead.
    """
    if body.startswith(b"\x1f\x8b"):
        body = _gunzip(body, max_bytes)
    if len(body) > max_bytes:
        raise FeedError(Reason.TOO_LARGE, f"The feed has {len(body):,} bytes, more than the limit of {max_bytes:,}.")
    identity = feed_id or id_of_feed(url)
    start = _start(body)
    if not start:
        raise FeedError(Reason.NOT_A_FEED, "The document is empty.")
    if start.startswith((b"{", b"[")):
        return parse_json_feed(body, url=url, feed_id=identity, now=now)
    element = start.lstrip(b"<").partition(b":")[2] if re.match(rb"<[\w.-]+:", start) else start[1:]
    if element.startswith((b"urlset", b"sitemapindex")):
        return parse_sitemap(body, url=url, feed_id=identity, now=now)
    if start.startswith((b"<html", b"<head", b"<body")) or body.lstrip()[:14].lower() == b"<!doctype html":
        raise FeedError(
            Reason.NOT_A_FEED, "An HTML page, not a feed. `sitrep feeds discover` lists the feeds that a page names."
        )
    if element.startswith(b"opml"):
        raise FeedError(Reason.NOT_A_FEED, "An OPML list of feeds, not a feed. `sitrep feeds import` reads it.")
    return parse_xml_feed(body, url=url, feed_id=identity, content_type=content_type, now=now, root=element)


def _start(body: bytes) -> bytes:
    """The first bytes in lower case from the root element on, in whatever ASCII-like encoding, without NULs."""
    head = body[:_SNIFFED].replace(b"\x00", b"").removeprefix(b"\xef\xbb\xbf").lstrip(b"\xff\xfe")
    prolog = _PROLOG.match(head)
    return head[prolog.end() if prolog else 0 :][:200].lower()


def _gunzip(body: bytes, limit: int) -> bytes:
    """The content of a gzip file, as much of it as is whole, never more than `limit` bytes and one."""
    stream = zlib.decompressobj(wbits=31)
    try:
        plain = stream.decompress(body, limit + 1)
    except zlib.error as error:
        raise FeedError(Reason.BROKEN_FEED, f"The gzip file cannot be read: {error}") from None
    if len(plain) > limit:
        raise FeedError(Reason.TOO_LARGE, f"The feed unpacks to more than the limit of {limit:,} bytes.")
    return plain
