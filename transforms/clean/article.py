"""A fetched page to an article: the stage's entry point."""

from __future__ import annotations

import datetime as dt
from urllib.parse import urljoin

from schemas.articles import Article
from transforms.clean.body import LABELLER, find_body
from transforms.clean.document import read_document
from transforms.clean.flags import quality_flags, says_live
from transforms.clean.labeller import label
from transforms.clean.language import identify
from transforms.clean.limits import without_collector
from transforms.clean.markup import Markup
from transforms.clean.metadata import Metadata, read_metadata
from transforms.clean.normalise import content_hash, count_words
from transforms.clean.origin import EDGE, find_origin
from transforms.clean.paragraphs import Structure, structure
from transforms.clean.posts import Stretch, find_posts, rows, without_stamps
from transforms.clean.refusal import has_paywall, refuse
from transforms.clean.rejected import Rejected
from transforms.clean.scan import scan
from transforms.clean.wire import after_dateline, find_wire, owns_wire
from transforms.feeds.entry import FeedEntry
from transforms.feeds.urls import article_id, canonical_url, publisher_domain
from transforms.fetch.page import Page

LIVE_BLOG = "live_blog"

__all__ = ["Rejected", "clean_html", "clean_page"]


def clean_page(page: Page, *, limit_s: float | None = None) -> Article:
    """The article of a fetched page.

    Args:
        page: as fetched.
        limit_s: seconds after which the costly extractor is given up for the simple one; None for no limit.

    Raises:
        Rejected: the page is no article, with the reason.
    """
    article = clean_html(
        page.body, url=page.url, entry=page.entry, fetched_at=page.fetched_at, charset=page.charset, limit_s=limit_s
    )
    article.warc_file, article.warc_offset = page.warc_file, page.warc_offset
    return article


def clean_html(
    html: bytes | str,
    *,
    url: str | None = None,
    entry: FeedEntry | None = None,
    fetched_at: dt.datetime | None = None,
    charset: str | None = None,
    limit_s: float | None = None,
) -> Article:
    """The article of an HTML page.

    Args:
        html: the page.
        url: where it came from, after redirects; without one the page's canonical link serves.
        entry: the feed entry that led to it: its title, text, date and authors fill what the page does not state.
        fetched_at: aware; dates later than a day after it are refused. Now, if not given.
        charset: of the Content-Type header.
        limit_s: as in `clean_page`.

    Raises:
        Rejected: NOT_HTML, NO_TEXT, CHALLENGE_PAGE, CONSENT_PAGE or PAYWALL.
    """
    fetched_at = fetched_at or dt.datetime.now(dt.UTC)
    with without_collector():  # in a function of its own, so that nothing is left of a page when the search goes on
        return _clean(html, url, entry, fetched_at, charset, limit_s)


def _clean(
    html: bytes | str,
    url: str | None,
    entry: FeedEntry | None,
    fetched_at: dt.datetime,
    charset: str | None,
    limit_s: float | None,
) -> Article:
    document = read_document(html, charset)
    found = scan(document)
    markup = found.markup
    address = url or markup.canonical or markup.first("og:url") or (entry.url if entry else None) or ""
    metadata = read_metadata(markup, url=address, entry=entry, fetched_at=fetched_at, lines=found.lines.text)
    labels = label(found)
    body = find_body(
        document,
        found,
        labels,
        url=address or None,
        json_bodies=metadata.bodies,
        feed_html=entry.content if entry else None,
        limit_s=limit_s,
    )
    parts = structure(
        body.paragraphs,
        title=metadata.title,
        decks=[*markup.decks, *([markup.after_h1] if markup.after_h1 else [])],
        captions=markup.captions,
        description=metadata.description,
        labels=[*metadata.sections, *_folders(address)],
        authors=metadata.authors,
        asides=body.asides,
    )
    posts = find_posts(
        parts.paragraphs,
        found.lines,
        markup.stamped,
        labels.chosen if body.extractor == LABELLER else range(len(found.lines)),
        metadata.updates,
        live=says_live(address, metadata.title, [*metadata.sections, *metadata.types], markup.classes),
        published=metadata.published,
        modified=metadata.modified,
        now=fetched_at,
    )
    if posts:
        parts.paragraphs, posts = without_stamps(parts.paragraphs, posts)
    paywalled = has_paywall(markup, metadata.free, parts.dropped)
    text = parts.text
    count = count_words(text, tidy=True)
    refuse(found.lines.text, markup, text, count, paywalled, found.consent)
    return _article(
        parts,
        posts,
        text,
        count,
        body.extractor,
        metadata,
        markup,
        address,
        entry,
        fetched_at,
        paywalled,
        document.truncated,
    )


def _article(
    parts: Structure,
    posts: list[Stretch],
    text: str,
    count: int,
    extractor: str,
    metadata: Metadata,
    markup: Markup,
    address: str,
    entry: FeedEntry | None,
    fetched_at: dt.datetime,
    paywalled: bool,
    truncated: bool,
) -> Article:
    canonical = page_identity(address, markup.canonical)
    wire = find_wire(
        [p.text for p in parts.paragraphs],
        bylines=[*metadata.authors, *parts.bylines, *markup.bylines[:4], *markup.authors[:4]],
        credits=[*metadata.credits, *parts.dropped[-6:]],
        urls=[address, markup.canonical],
    )
    own_domain = publisher_domain(address)
    origin = find_origin(
        address,
        wire=wire,
        wire_is_own=owns_wire(own_domain, wire.source if wire else None),
        publisher=metadata.publisher,
        lines=[*(p.text for p in (*parts.paragraphs[:EDGE], *parts.paragraphs[-EDGE:])), *parts.dropped],
        links=[markup.canonical, markup.first("syndication-source"), markup.first("original-source")],
    )
    language, confidence = identify(f"{metadata.title or ''}\n{text}", metadata.language)
    flags = quality_flags(
        parts.paragraphs,
        count,
        url=address,
        title=metadata.title,
        sections=metadata.sections,
        types=metadata.types,
        paywalled=paywalled,
        truncated=truncated,
    )
    return Article(
        article_id=article_id(canonical),
        url=address,
        canonical_url=canonical,
        feed_id=entry.feed_id if entry else None,
        guid=entry.guid if entry else None,
        title=metadata.title,
        title_from=metadata.title_from,
        deck=parts.deck,
        text=text,
        spans=parts.spans,
        posts=rows(parts.paragraphs, posts),
        captions=parts.captions,
        authors=metadata.authors,
        publisher=metadata.publisher,
        publisher_domain=own_domain,
        wire_source=wire.source if wire else None,
        wire_evidence=wire.evidence if wire else None,
        origin_publisher=origin.publisher if origin else own_domain,
        origin_evidence=origin.evidence if origin else None,
        is_original=origin is None,
        language=language,
        language_confidence=confidence,
        published_at=metadata.published.at if metadata.published else None,
        published_from=metadata.published_from,
        published_has_time=bool(metadata.published and metadata.published.has_time),
        published_utc_offset=metadata.published.offset if metadata.published else None,
        modified_at=metadata.modified.at if metadata.modified else None,
        modified_from=metadata.modified_from,
        fetched_at=fetched_at,
        word_count=count,
        content_sha256=_hash(parts),
        quality_flags=sorted({*flags, LIVE_BLOG}) if posts else flags,
        extractor=extractor,
    )


def _hash(parts: Structure) -> str:
    """Of the text without the dateline, which papers add or leave out."""
    first, *others = [p.text for p in parts.paragraphs] or [""]
    return content_hash(after_dateline(first), *others)


def _folders(address: str) -> list[str]:
    """The folders of an address, which bear the names of sections."""
    return [part.replace("-", " ") for part in address.split("?")[0].split("/")[3:-1] if part]


def page_identity(url: str, canonical: str | None) -> str:
    """The canonical URL of a page: its own canonical link where that stays on the site and names a page, else its URL.

    A link to another site is another outlet's original (it counts as evidence of syndication), and a link to the front
    page is a broken template.
    """
    own = canonical_url(url) or url
    if not canonical:
        return own
    try:
        linked = canonical_url(urljoin(url, canonical))
    except ValueError:
        return own
    if not linked or publisher_domain(linked) != publisher_domain(url):
        return own
    path = linked.split("//", 1)[-1].partition("/")[2].strip("/")
    return linked if path or not own.split("//", 1)[-1].partition("/")[2].strip("/") else own
