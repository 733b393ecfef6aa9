"""What the pipeline should make of the newsroom: expected.toml joined with the articles' own front matter."""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import dataclass
from typing import Any

from tests.newsroom.articles import HERE, articles, outlets
from tests.newsroom.site import feed_entries, link


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedArticle:
    """An article and what should become of it."""

    key: str  # outlet/slug
    url: str  # canonical
    outcome: str  # schemas.Outcome: kept, duplicate, rejected or failed
    reasons: tuple[str, ...]  # accepted schemas.Reason values
    duplicate_of: str | None  # key of the cluster's original
    title: str
    authors: tuple[str, ...]
    published_at: dt.datetime
    language: str
    wire_source: str | None  # None: its own work, or an agency that no dictionary knows
    text: str  # body without captions
    allowed_types: tuple[str, ...] | None  # a trap: no events but of these PLOVER types; None: not judged


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedEvent:
    """An event as a human coder reads it out of the articles. Alternatives are accepted answers, best first."""

    key: str
    types: tuple[str, ...]  # PLOVER types
    modes: tuple[str, ...]  # PLOVER modes; empty: not judged
    actors: tuple[str, ...]  # names of which one must be among the actors; empty: not judged
    recipients: tuple[str, ...]
    places: tuple[str, ...]
    countries: tuple[str, ...]  # ISO 3166-1 alpha-2
    date_start: dt.date
    date_end: dt.date
    killed: tuple[int, ...]  # accepted best counts; empty: none told for this event
    injured: tuple[int, ...]
    articles: tuple[str, ...]  # keys of those that tell it, copies included
    edition: int  # the first edition in which it is told


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedEntry:
    """An entry of a feed: the address as the feed gives it, and the article that it leads to."""

    feed_url: str
    url: str
    article: str


def expected_articles(edition: int = 1) -> dict[str, ExpectedArticle]:
    """The articles that feeds of this edition show, by key."""
    judged = _judgments()["article"]
    default = {"outcome": "kept", "reasons": ["new"]}
    return {
        key: ExpectedArticle(
            key=key,
            url=article.url,
            title=article.title,
            authors=article.authors,
            published_at=article.published.astimezone(dt.UTC),
            language=article.outlet.language,
            text=article.text,
            **_fields(default | judged.get(key, {}), duplicate_of=None, wire_source=None, allowed_types=None),
        )
        for key, article in articles(edition).items()
    }


def expected_events(edition: int = 1) -> dict[str, ExpectedEvent]:
    """The core events that the articles of this edition tell, by key."""
    shown = articles(edition)
    events = {}
    for key, record in _judgments()["event"].items():
        first, last = record["date"] if isinstance(record["date"], list) else (record["date"], record["date"])
        told = tuple(a for a in record["articles"] if a in shown)
        rest = {k: v for k, v in record.items() if k not in ("date", "articles", "in_edition_2")}
        if edition == 2:
            rest |= record.get("in_edition_2", {})
        fields = _fields(rest, modes=(), actors=(), recipients=(), killed=(), injured=(), edition=1)
        if fields["edition"] <= edition:
            events[key] = ExpectedEvent(key=key, date_start=first, date_end=last, articles=told, **fields)
    return events


def expected_entries(edition: int = 1) -> list[ExpectedEntry]:
    """Every entry of every readable feed; one article can stand in several."""
    return [
        ExpectedEntry(feed_url=outlet.home + feed.path, url=link(article, feed), article=article.key)
        for outlet in outlets().values()
        for feed in outlet.feeds
        for article in feed_entries(outlet, feed, edition)
    ]


def expected_feeds() -> dict[str, str]:
    """The reason that the first poll of each feed should give, by feed URL."""
    reasons: dict[str, str] = _judgments()["feed"]
    return {
        outlet.home + feed.path: reasons.get(outlet.home + feed.path, "polled")
        for outlet in outlets().values()
        for feed in outlet.feeds
    }


def _judgments() -> dict[str, Any]:
    return tomllib.loads((HERE / "expected.toml").read_text("utf-8"))


def _fields(record: dict[str, Any], **defaults: Any) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in (defaults | record).items()}
