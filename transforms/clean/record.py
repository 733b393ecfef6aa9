"""An article as `sitrep extract` prints it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from schemas.articles import Article

_FIELDS = (
    "title",
    "text",
    "published_at",
    "authors",
    "deck",
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
    """A JSON-ready record: dates in ISO 8601 (a day alone where no time is known), everything else as in the table."""
    record: dict[str, Any] = {"id": id}
    for name in _FIELDS:
        value = getattr(article, name)
        if isinstance(value, dt.datetime):
            day_alone = name == "published_at" and not article.published_has_time
            value = value.date().isoformat() if day_alone else value.isoformat()
        record[name] = value
    return record
