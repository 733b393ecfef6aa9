"""An article as `sitrep extract` prints it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from schemas.articles import Article, Post

_FIELDS = (
    "title",
    "text",
    "published_at",
    "authors",
    "deck",
    "spans",
    "posts",
    "captions",
    "language",
    "language_confidence",
    "modified_at",
    "wire_source",
    "wire_evidence",
    "origin_publisher",
    "origin_evidence",
    "is_original",
    "url",
    "canonical_url",
    "publisher",
    "publisher_domain",
    "article_id",
    "title_from",
    "published_from",
    "published_has_time",
    "modified_from",
    "word_count",
    "content_sha256",
    "quality_flags",
    "extractor",
)


def article_record(article: Article, id: str) -> dict[str, Any]:  # noqa: A002 - the key of the output
    """A JSON-ready record: dates in ISO 8601 (a day alone where no time is known), everything else as in the table.

    The time of publication is written in the zone in which the page states it, so that its day is the page's.
    """
    record: dict[str, Any] = {"id": id}
    for name in _FIELDS:
        value = getattr(article, name)
        if name == "published_at" and value is not None:
            zone = dt.timezone(dt.timedelta(minutes=article.published_utc_offset or 0))
            value = value.astimezone(zone) if article.published_has_time else value.date()
        if isinstance(value, dt.date):
            value = value.isoformat()
        elif name == "spans":
            value = [span.to_record() for span in value]
        elif name == "posts":
            value = [_post(post) for post in value]
        record[name] = value
    return record


def _post(post: Post) -> dict[str, Any]:
    at = post.published_at
    return {"start": post.start, "end": post.end, "published_at": at.isoformat() if at else None}
