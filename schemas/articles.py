"""`articles`: a row is one version of an article."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Annotated

from schemas.row import Row, Table


@dataclass(kw_only=True, slots=True)
class Span(Row):
    """A part of an article's text that is not plain prose."""

    kind: Annotated[
        str, "dateline, subhead, quote (set apart), item (of a list), row (of a table), post (of a live blog)"
    ]
    start: Annotated[int, "Character of the text where it begins"]
    end: Annotated[int, "Character after its last"]


@dataclass(kw_only=True, slots=True)
class Post(Row):
    """A post of a live blog, as a part of the article's text."""

    start: Annotated[int, "Character of the text where it begins"]
    end: Annotated[int, "Character after its last"]
    published_at: Annotated[dt.datetime | None, "When it was published, UTC"] = None


@dataclass(kw_only=True, slots=True)
class Article(Row):
    """A cleaned article. `cluster_id`, `duplicate_of` and `duplicate_kind` are set by deduplication."""

    article_id: Annotated[str, "Hash of the canonical URL"]
    version: Annotated[int, "1 for the first text seen, 2 for the first correction, ..."] = 1
    url: Annotated[str, "URL as fetched, after redirects"]
    canonical_url: Annotated[str, "URL without tracking, AMP and mobile variants; the article's identity"]
    feed_id: Annotated[str | None, "Feed that showed it, or archive: and the WARC file"] = None
    guid: Annotated[str | None, "The entry's own id"] = None
    title: Annotated[str | None, "Headline without the site's name"] = None
    title_from: Annotated[str | None, "Where the headline came from: json-ld, opengraph, h1, title, feed"] = None
    deck: Annotated[str | None, "Standfirst below the headline"] = None
    text: Annotated[str, "Body: paragraphs separated by a blank line, without captions and boilerplate"]
    spans: Annotated[list[Span], "Parts of the text that are not plain prose, by start"] = field(default_factory=list)
    posts: Annotated[list[Post], "Posts of a live blog, by start"] = field(default_factory=list)
    captions: Annotated[list[str], "Picture captions with their credits; never coded"] = field(default_factory=list)
    authors: Annotated[list[str], "Persons named in the byline"] = field(default_factory=list)
    publisher: Annotated[str | None, "Name of the outlet"] = None
    publisher_domain: Annotated[str, "Registrable host of the outlet"]
    wire_source: Annotated[str | None, "Agency that wrote it: AP, Reuters, AFP, ..."] = None
    wire_evidence: Annotated[str | None, "The words that say so"] = None
    origin_publisher: Annotated[
        str, "Who published it first: an agency, an outlet's name or host; else its own host"
    ] = ""
    origin_evidence: Annotated[str | None, "Words, link or article_id that say so; none where it is its own"] = None
    is_original: Annotated[bool, "Whether nothing says that it was published before, elsewhere or by itself"] = True
    language: Annotated[str | None, "ISO 639-1 code"] = None
    language_confidence: Annotated[float | None, "0 to 1"] = None
    published_at: Annotated[dt.datetime | None, "Publication time, UTC"] = None
    published_from: Annotated[
        str | None,
        "Where it came from: json-ld, meta, time, feed, url, text, modified (no other day is known or shown)",
    ] = None
    published_has_time: Annotated[bool, "False where only the day is known"] = False
    published_utc_offset: Annotated[
        int | None,
        "Minutes east of UTC of the zone in which the page states the time, or that the day in its address tells",
    ] = None
    modified_at: Annotated[dt.datetime | None, "Last change that the page or feed states, UTC"] = None
    modified_from: Annotated[str | None, "Where it came from"] = None
    fetched_at: Annotated[dt.datetime, "When the page was fetched, UTC"]
    word_count: Annotated[int, "Words of the text"] = 0
    content_sha256: Annotated[str, "Hash of the normalised text; equal for word-for-word copies"] = ""
    signature_scheme: Annotated[str | None, "How the signature was made: sketch, shingle length, size, bands, seed"] = (
        None
    )
    signature: Annotated[bytes | None, "Bottom-k sketch of the text's shingles: little-endian uint32 values"] = None
    bands: Annotated[list[int], "Band hashes of the signature; equal bands make candidates"] = field(
        default_factory=list
    )
    cluster_id: Annotated[str | None, "article_id of the cluster's original"] = None
    duplicate_of: Annotated[str | None, "article_id of the article this is a copy of"] = None
    duplicate_kind: Annotated[str | None, "exact, near or syndicated"] = None
    quality_flags: Annotated[list[str], "too_short, list, live_blog, press_release, opinion, sport, ..."] = field(
        default_factory=list
    )
    extractor: Annotated[str, "What found the text, with its version"] = ""
    warc_file: Annotated[str | None, "WARC file of the raw page, relative to the output folder"] = None
    warc_offset: Annotated[int | None, "Byte offset of its record"] = None
    run_id: Annotated[str, "Run that published the row"] = ""


ARTICLES = Table(
    name="articles",
    row=Article,
    key=("article_id", "version"),
    partition="dt",
    partition_from="fetched_at",
    comment="A version of an article",
)
