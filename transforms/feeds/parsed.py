"""A feed as it was read, and the way from raw fields to entries that all kinds of feeds share."""

from __future__ import annotations

import datetime as dt
import html
import re
from collections import Counter
from dataclasses import dataclass, field

from schemas.reasons import Reason
from transforms.feeds.entry import FeedEntry
from transforms.feeds.identity import entry_key, fingerprint
from transforms.feeds.urls import canonical_url, resolve_url

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_HIDDEN = re.compile(r"<!--.*?-->|<!--[^>]*(?:>|$)|<(script|style)\b.*?(?:</\1\s*>|$)", re.IGNORECASE | re.DOTALL)
_ABSOLUTE = re.compile(r"https?://[^\s\x00-\x20]+$", re.IGNORECASE)
_SPACE = re.compile(r"\s+")
_ADDRESS = re.compile(r"[^\s<>()]+@[^\s<>()]+")
_MAX_TITLE = 2000  # characters


class FeedError(Exception):
    """A document that no entry can be read from.

    Attributes:
        reason: NOT_A_FEED, BROKEN_FEED or TOO_LARGE.
    """

    def __init__(self, reason: Reason, message: str) -> None:
        super().__init__(message)
        self.reason = reason

    def __reduce__(self) -> tuple[type[FeedError], tuple[Reason, str]]:
        return type(self), (self.reason, str(self))


@dataclass(frozen=True, slots=True, kw_only=True)
class SubSitemap:
    """A sitemap that a sitemap index names."""

    url: str
    modified_at: dt.datetime | None  # UTC


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedFeed:
    """What a feed says about itself, and its entries in its own order."""

    kind: str  # rss, rdf, atom, json, sitemap or sitemap_index
    title: str | None = None
    link: str | None = None  # the site that it belongs to
    language: str | None = None  # as the feed has it, mostly BCP 47
    update_hint_s: int | None = None  # seconds between polls that the feed asks for (ttl, sy:updatePeriod)
    entries: list[FeedEntry] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)  # for people: what is wrong, though it could be read
    sitemaps: list[SubSitemap] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class RawEntry:
    """An entry's fields as a parser found them."""

    link: str | None = None
    base: str | None = None  # to resolve the link with; the feed's URL where None
    guid: str | None = None
    title: str | None = None  # plain text
    summary: str | None = None
    content: str | None = None
    authors: tuple[str, ...] = ()
    published_at: dt.datetime | None = None
    updated_at: dt.datetime | None = None
    publisher: str | None = None
    language: str | None = None


@dataclass(slots=True, kw_only=True)
class EntryMaker:
    """Makes entries out of raw fields and notes what is odd about them."""

    feed_id: str
    url: str  # of the feed
    home: str | None = None  # link of its site
    publisher: str | None = None
    language: str | None = None
    dates_tell_changes: bool = False  # sitemaps have no text but honest dates
    notes: Counter[str] = field(default_factory=Counter)

    def make(self, raw: RawEntry) -> FeedEntry:
        """The entry with its identity. A link that is none is noted, the entry stays."""
        link = self._link(raw)
        canonical = canonical_url(link) if link is not None else None
        if link is None:
            self.notes["entries without a link to a page"] += 1
        has_text = bool(raw.summary or raw.content or (raw.title and not self.dates_tell_changes))
        return FeedEntry(
            feed_id=self.feed_id,
            entry_key=entry_key(
                canonical=canonical,
                guid=raw.guid,
                title=raw.title,
                summary=raw.summary,
                content=raw.content,
                feed_id=self.feed_id,
                home=canonical_url(self.home, self.url) if self.home else None,
            ),
            fingerprint=fingerprint(
                title=raw.title,
                summary=raw.summary,
                content=raw.content,
                updated_at=None if has_text else raw.updated_at,
            ),
            url=link,
            canonical_url=canonical,
            guid=raw.guid or None,
            title=raw.title or None,
            summary=raw.summary or None,
            content=raw.content or None,
            authors=raw.authors,
            published_at=raw.published_at,
            updated_at=raw.updated_at,
            publisher=raw.publisher or self.publisher,
            language=raw.language or self.language,
        )

    def problems(self, entries: list[FeedEntry]) -> list[str]:
        """What is odd about the entries, a line each."""
        repeated = len(entries) - len({entry.entry_key for entry in entries})
        lines = [f"{count} {what}" for what, count in sorted(self.notes.items())]
        return [*lines, f"{repeated} entries repeat another one's page"] if repeated else lines

    def _link(self, raw: RawEntry) -> str | None:
        link = (raw.link or "").strip()
        if _ABSOLUTE.match(link) and resolve_url(link) is not None:
            return link  # as the feed has it
        if link:
            resolved = resolve_url(link, raw.base or self.url) or resolve_url(link, self.url) or resolve_url(link)
            if resolved is not None:
                return resolved
        guid = (raw.guid or "").strip()
        return resolve_url(guid) if guid.lower().startswith(("http://", "https://")) else None


def text_of(value: str | None, *, markup: bool = True) -> str | None:
    """A title or name as plain text on one line, None where nothing is left.

    Args:
        value: As the feed has it.
        markup: Whether it may hold HTML tags. Entities are resolved in any case: many feeds escape twice, and no
            headline means to show one.
    """
    if not value:
        return None
    value = value[:_MAX_TITLE]
    if markup and "<" in value:
        value = _HIDDEN.sub("", value)
        value = _TAG.sub(" ", value) if "</p" in value.lower() or "<br" in value.lower() else _TAG.sub("", value)
    if "&" in value:
        value = html.unescape(value)
    return _SPACE.sub(" ", value).strip() or None


def author_names(values: list[str | None]) -> tuple[str, ...]:
    """Names without mail addresses and repetitions: `a@b.example (Jane Roe)` and `Jane Roe` are one author."""
    names: dict[str, None] = {}
    for value in values:
        text = text_of(value)
        if text is None:
            continue
        bare = _ADDRESS.sub(" ", text)
        name = _SPACE.sub(" ", bare.replace("mailto:", " ")).strip()
        if bare != text:
            name = name.strip("<>()[] ,;")
        if name:
            names.setdefault(name)
    return tuple(names)
