"""RSS 0.9x to 2.0, RDF, Atom and CDF, read by feedparser."""

from __future__ import annotations

import codecs
import datetime as dt
import io
import re
import warnings
from collections.abc import Mapping
from typing import Any

import feedparser
from lxml import etree

from schemas.reasons import Reason
from transforms.feeds.dates import from_struct, from_text
from transforms.feeds.parsed import EntryMaker, FeedError, ParsedFeed, RawEntry, author_names, text_of
from transforms.feeds.urls import resolve_url
from transforms.feeds.xml_tree import read_tree

_DECLARED = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._:-]{1,40})[\"']")
# What the parser handles in quadratic time and no feed needs; the numbers are ten times those of any real feed.
_MAX_NAMESPACES = 200
_MAX_ATTRIBUTES = 500
_NAMESPACE = re.compile(rb"xmlns:([^\s=<>\"']{1,100})")
_PLACES = re.compile(rb"</?(?:gml|georss|geo):[^<>]*>")
_LONG_TAG = re.compile(rb"<[^<>]{2000,}")
_PERIODS_S = {"hourly": 3600, "daily": 86400, "weekly": 604800, "monthly": 2592000, "yearly": 31536000}
# Remarks of feedparser about headers; the document itself may be spotless.
_HARMLESS = ("NonXMLContentType", "CharacterEncodingOverride")


def parse_xml_feed(
    body: bytes,
    *,
    url: str,
    feed_id: str,
    content_type: str | None = None,
    now: dt.datetime | None = None,
    root: bytes = b"",
) -> ParsedFeed:
    """Read an XML feed, well-formed or not.

    Args:
        body: The document.
        url: Where it came from; relative links and xml:base build on it.
        feed_id: The feed that its entries belong to.
        content_type: Its Content-Type header; a charset there goes before the document's own (RFC 7303).
        now: Dates far ahead of it are dropped.
        root: How the root element begins, where that is known: CDF has nothing else to be known by.

    Raises:
        FeedError: NOT_A_FEED where no feed element is found, BROKEN_FEED where one is but nothing could be read.
    """
    _refuse_traps(body.replace(b"\x00", b"") if b"\x00" in body else body)
    try:
        document = _read(body, url, content_type)
    except Exception as first:  # feedparser stumbles over places that are half there; no entry needs them
        try:
            document = _read(_PLACES.sub(b"", body), url, content_type)
        except Exception:
            raise FeedError(
                Reason.BROKEN_FEED, f"The parser breaks on it: {type(first).__name__}: {first}"[:500]
            ) from first
    error = document.get("bozo_exception") if document.get("bozo") else None
    if not document["entries"] and not document.get("version") and not root.startswith(b"channel"):
        if error is not None and body.lstrip()[:5] == b"<?xml":
            raise FeedError(Reason.BROKEN_FEED, f"XML that is no feed or too broken to be read as one: {error}")
        raise FeedError(Reason.NOT_A_FEED, f"Neither RSS, RDF nor Atom: the document begins with {_excerpt(body)}.")
    if not document["entries"] and error is not None and type(error).__name__ not in _HARMLESS:
        raise FeedError(Reason.BROKEN_FEED, f"The XML is broken and no entry could be read: {error}")
    feed: Mapping[str, Any] = document["feed"]
    language = _string(feed.get("language"))
    title = _title(feed)
    maker = EntryMaker(feed_id=feed_id, url=url, home=_string(feed.get("link")), publisher=title, language=language)
    entries = [maker.make(_raw(entry, maker, now)) for entry in document["entries"]]
    problems = maker.problems(entries)
    if error is not None and type(error).__name__ not in _HARMLESS:
        problems.insert(0, f"not well-formed: {error}")
    elif type(error).__name__ == "CharacterEncodingOverride":
        problems.insert(0, f"wrong encoding: {error}")
    return ParsedFeed(
        kind=_kind(document.get("version", "")),
        title=title,
        link=maker.home,
        language=language,
        update_hint_s=_update_hint(feed),
        entries=entries,
        problems=problems,
    )


def _read(body: bytes, url: str, content_type: str | None) -> Any:
    # Without a type feedparser decodes as ISO 8859-1; with this one it trusts the document, then UTF-8.
    headers = {"content-type": content_type or "application/xml"}
    # With a base it resolves ids as well, which are no links. Without one it loses links below a relative xml:base.
    if b"xml:base" in body:
        headers["content-location"] = url
    body = _transcoded(body)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        # A stream, because feedparser opens what looks like a path. Links inside texts are left as they are and texts
        # unsanitised: both cost more than all the rest, quadratically so on hostile input, and texts are cleaned later.
        return feedparser.parse(
            io.BytesIO(body), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )


def _refuse_traps(body: bytes) -> None:
    namespaces = len(set(_NAMESPACE.findall(body)))
    if namespaces > _MAX_NAMESPACES:
        raise FeedError(Reason.BROKEN_FEED, f"It declares {namespaces:,} namespaces; a feed has a dozen.")
    attributes = max((tag[0].count(b"=") for tag in _LONG_TAG.finditer(body)), default=0)
    if attributes > _MAX_ATTRIBUTES:
        raise FeedError(Reason.BROKEN_FEED, f"An element has {attributes:,} attributes; in a feed it has a few.")


def _transcoded(body: bytes) -> bytes:
    """The document in UTF-8 if it declares an encoding that Python has no codec for and libxml2 has."""
    declared = _DECLARED.match(body)
    if declared is None:
        return body
    try:
        codecs.lookup(declared[1].decode("ascii"))
    except LookupError:
        try:
            root, _ = read_tree(body)
        except ValueError:
            return body
        return etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return body


def _raw(entry: Any, maker: EntryMaker, now: dt.datetime | None) -> RawEntry:
    title_detail = entry.get("title_detail") or {}
    base = resolve_url(title_detail.get("base") or "", maker.url)
    guid = _string(entry.get("id"))
    if guid is not None and guid.startswith("/"):
        guid = resolve_url(guid, base or maker.url)
    summary = _string(entry.get("summary"))
    content = max((_string(part.get("value")) or "" for part in entry.get("content") or ()), key=len, default="")
    published, updated = (_date(entry, name, maker, now) for name in ("published", "updated"))
    if published is None:
        published = _date(entry, "created", maker, now) or updated
    return RawEntry(
        # Feed services put their counters between: the page's own address stands beside.
        link=_string(entry.get("feedburner_origlink") or entry.get("pheedo_origlink") or entry.get("link")),
        base=base,
        guid=guid,
        title=_title(entry),
        summary=None if summary == content else summary,
        content=content or None,
        authors=_authors(entry),
        published_at=published,
        updated_at=updated,
        publisher=text_of(_string((entry.get("source") or {}).get("title"))),
        language=_string(entry.get("language") or title_detail.get("language")),
    )


def _authors(entry: Any) -> tuple[str, ...]:
    whole = _string(entry.get("author")) or ""
    names = [
        # feedparser cuts mail addresses out of names at the wrong place where their domain is longer than it thinks.
        whole if author.get("email") and author["email"] in whole else author.get("name")
        for author in entry.get("authors") or ()
        if author
    ]
    return author_names(names) or author_names([whole])


def _date(entry: Any, name: str, maker: EntryMaker, now: dt.datetime | None) -> dt.datetime | None:
    # dict.get: feedparser's own answers "updated" with the date of publication.
    text = _string(dict.get(entry, name))
    if text is None:
        return None
    parsed = dict.get(entry, f"{name}_parsed")
    moment = from_struct(parsed, text, now) if parsed else from_text(text, language=maker.language, now=now)
    if moment is None:
        maker.notes["dates that cannot be read or cannot be"] += 1
    return moment


def _title(element: Mapping[str, Any]) -> str | None:
    kind = (element.get("title_detail") or {}).get("type", "text/html")
    title = _string(element.get("title"))
    # A closing tag or comment in a title that calls itself plain text is a mistake about the type, not a headline.
    return text_of(title, markup=kind != "text/plain" or "</" in (title or "") or "<!--" in (title or ""))


def _kind(version: str) -> str:
    if version.startswith("atom"):
        return "atom"
    return "rdf" if version in ("rss10", "rss090") else "rss"


def _update_hint(feed: Mapping[str, Any]) -> int | None:
    hints: list[int] = []
    ttl = _string(feed.get("ttl"))
    if ttl and ttl.strip().isdecimal():
        hints.append(min(int(ttl.strip()[:9]), 525600) * 60)
    period = _PERIODS_S.get((_string(feed.get("sy_updateperiod")) or "").strip().lower())
    if period is not None:
        frequency = (_string(feed.get("sy_updatefrequency")) or "1").strip()
        hints.append(period // max(1, int(frequency[:6])) if frequency.isdecimal() else period)
    return max(hints) if any(hints) else None


def _string(value: object) -> str | None:
    return value if isinstance(value, str) and value.strip() else None


def _excerpt(body: bytes) -> str:
    return repr(body.lstrip()[:40].decode("utf-8", "replace"))
