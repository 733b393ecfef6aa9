"""Sitemaps (sitemaps.org 0.9), Google News sitemaps and sitemap indexes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from lxml import etree

from schemas.reasons import Reason
from transforms.feeds.dates import from_text, plausible
from transforms.feeds.parsed import EntryMaker, FeedError, ParsedFeed, RawEntry, SubSitemap, text_of
from transforms.feeds.urls import resolve_url
from transforms.feeds.xml_tree import local_name, read_tree

MAX_ENTRIES = 50_000  # the protocol's own limit


def parse_sitemap(body: bytes, *, url: str, feed_id: str, now: dt.datetime | None = None) -> ParsedFeed:
    """Read a sitemap or sitemap index, well-formed or not, whatever its namespaces are.

    Args:
        body: The document.
        url: Where it came from.
        feed_id: The feed that its entries belong to.
        now: Dates far ahead of it are dropped.

    Raises:
        FeedError: BROKEN_FEED where no element can be read, NOT_A_FEED where the root is another one.
    """
    try:
        root, problem = read_tree(body)
    except ValueError as error:
        raise FeedError(Reason.BROKEN_FEED, f"The sitemap cannot be read: {error}") from None
    problems = [f"not well-formed: {problem}"] if problem else []
    name = local_name(root)
    if name == "sitemapindex":
        return ParsedFeed(kind="sitemap_index", problems=problems, sitemaps=list(_sitemaps(root, url, now)))
    if name != "urlset":
        raise FeedError(Reason.NOT_A_FEED, f"XML with the root element {name}, which is no feed.")
    maker = EntryMaker(feed_id=feed_id, url=url, dates_tell_changes=True)
    entries = [maker.make(raw) for raw in _entries(root, maker, now)]
    if len(entries) > MAX_ENTRIES:
        problems.append(f"{len(entries)} entries, of which the first {MAX_ENTRIES} are read")
        del entries[MAX_ENTRIES:]
    publishers = {entry.publisher for entry in entries if entry.publisher}
    return ParsedFeed(
        kind="sitemap",
        title=publishers.pop() if len(publishers) == 1 else None,
        language=next((entry.language for entry in entries if entry.language), None),
        entries=entries,
        problems=problems + maker.problems(entries),
    )


def _sitemaps(root: etree._Element, url: str, now: dt.datetime | None) -> Iterator[SubSitemap]:
    for element in root:
        if local_name(element) != "sitemap":
            continue
        fields = _fields(element)
        target = resolve_url(fields.get("loc", ""), url) if fields.get("loc") else None
        if target is not None:
            yield SubSitemap(url=target, modified_at=_date(fields.get("lastmod"), now))


def _entries(root: etree._Element, maker: EntryMaker, now: dt.datetime | None) -> Iterator[RawEntry]:
    for element in root:
        if local_name(element) != "url":
            continue
        fields = _fields(element)
        published, updated = (_date(fields.get(name), now) for name in ("publication_date", "lastmod"))
        for name, moment in (("publication_date", published), ("lastmod", updated)):
            if fields.get(name) and moment is None:
                maker.notes["dates that cannot be read or cannot be"] += 1
        yield RawEntry(
            link=fields.get("loc"),
            title=text_of(fields.get("title")),
            published_at=published,
            updated_at=updated,
            publisher=text_of(fields.get("name")),
            language=fields.get("language"),
        )


def _fields(element: etree._Element) -> dict[str, str]:
    """The texts below an entry by local name, those of `news:news` and `news:publication` among them."""
    fields: dict[str, str] = {}
    for child in element:
        name = local_name(child)
        if name in ("news", "publication"):
            fields |= _fields(child)
        elif name not in ("image", "video"):
            text = "".join(str(part) for part in child.itertext()).strip()
            if text:
                fields.setdefault(name, text)
    return fields


def _date(text: str | None, now: dt.datetime | None) -> dt.datetime | None:
    if not text:
        return None
    try:
        return plausible(dt.datetime.fromisoformat(text), now)
    except ValueError:
        return from_text(text, now=now)
