"""The feeds that a site names: in its pages' heads, behind its "RSS" links, in its robots.txt."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree
from lxml import html as lxml_html

from transforms.feeds.parsed import text_of
from transforms.feeds.urls import resolve_url

_TYPES = {
    "application/rss+xml": "rss",
    "application/x-rss+xml": "rss",
    "application/atom+xml": "atom",
    "application/x-atom+xml": "atom",
    "application/rdf+xml": "rdf",
    "text/rdf+xml": "rdf",
    "application/feed+json": "json",
    "application/json": "json",
    "text/xml": "rss",
    "application/xml": "rss",
    "text/rss+xml": "rss",
    "text/atom+xml": "atom",
}
# Links that lead to feeds by their address alone.
_FEED_PATH = re.compile(
    r"(?:/(?:feeds?|rss|atom)(?:[./]?(?:xml|rdf|php|aspx)?)?/?$|\.(?:rss|rdf|atom)$|/(?:feed|rss|atom|index)\.xml$"
    r"|/(?:rss|feeds?)/.+|[?&](?:feed|format)=(?:rss2?|atom|rdf)\b|/feed\.json$)",
    re.IGNORECASE,
)
_FEED_HOST = re.compile(r"^https?://(?:feeds?|rss)\.", re.IGNORECASE)
# WordPress publishes a feed of comments for every page: alternate of type RSS, and never news.
_COMMENTS = re.compile(r"/comments?/feed/?$|[?&]feed=comments|/feeds/comments/|\bcomments? feed\b", re.IGNORECASE)
_SITEMAP = re.compile(r"^\s*sitemap\s*:\s*(\S+)", re.IGNORECASE | re.MULTILINE)
_MAX_FOUND = 200
# Where feeds stand on sites that name none, the most common first.
COMMON_PATHS = ("/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/feed.json", "/?feed=rss2")


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundFeed:
    """A feed that a page or a robots.txt names. It may still turn out to be none."""

    url: str
    title: str | None
    kind: str  # rss, rdf, atom, json or sitemap, as far as can be told without reading it


def discover_feeds(html: bytes, url: str) -> list[FoundFeed]:
    """The feeds that a page names, the likeliest first: declared alternates, then links that look like feeds.

    Args:
        html: The page.
        url: Where it came from, after redirects.
    """
    document = _document(html)
    if document is None:
        return []
    base = next((resolve_url(str(found), url) for found in document.xpath("//base/@href")), None) or url
    found: dict[str, FoundFeed] = {}
    for link in document.iter("link"):
        relations = (link.get("rel") or "").lower().split()
        kind = _TYPES.get((link.get("type") or "").partition(";")[0].strip().lower())
        if ("alternate" in relations and kind) or "feed" in relations:
            _add(found, link.get("href"), base, link.get("title"), kind or "rss")
    for anchor in document.iter("a", "area"):
        href = (anchor.get("href") or "").strip()
        target = resolve_url(href, base) if href else None
        if target is not None and (_FEED_PATH.search(target) or _FEED_HOST.match(target)):
            label = anchor.get("title") or " ".join(str(part) for part in anchor.itertext())
            _add(found, target, base, label, _guess(target))
    return list(found.values())


def discover_sitemaps(robots: str, url: str) -> list[FoundFeed]:
    """The sitemaps that a robots.txt names (sitemaps.org), those for news first.

    Args:
        robots: The text of robots.txt.
        url: Its URL, or any of the site.
    """
    found: dict[str, FoundFeed] = {}
    for match in _SITEMAP.finditer(robots):
        _add(found, match[1], url, None, "sitemap")
    return sorted(found.values(), key=lambda feed: "news" not in feed.url.lower())


def _document(html: bytes) -> lxml_html.HtmlElement | None:
    try:
        return lxml_html.document_fromstring(html, parser=lxml_html.HTMLParser(huge_tree=False))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def _add(found: dict[str, FoundFeed], href: str | None, base: str, title: str | None, kind: str) -> None:
    target = resolve_url(href.strip(), base) if href and href.strip() else None
    if target is None or len(found) >= _MAX_FOUND:
        return
    target = target.partition("#")[0]
    if not _COMMENTS.search(f"{target} {title or ''}"):
        found.setdefault(target, FoundFeed(url=target, title=text_of(title), kind=kind))


def _guess(url: str) -> str:
    lower = url.lower()
    return next((kind for kind in ("atom", "rdf", "json") if kind in lower.rpartition("/")[2]), "rss")
