"""Which article versions are published already."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

import pyarrow.compute as pc

from schemas import ARTICLES, Article, Reason
from transforms.publish.tables import is_in, scan
from transforms.run import RunContext


@dataclass(frozen=True, slots=True)
class PublishedVersion:
    """The latest published version of an article."""

    version: int
    content_sha256: str


class KnownArticles:
    """The latest version of each published article, by article id."""

    def __init__(self, versions: Iterable[tuple[str, int, str]]) -> None:
        """Build from (article_id, version, content_sha256) in any order."""
        self._latest: dict[str, PublishedVersion] = {}
        for article_id, version, content in versions:
            known = self._latest.get(article_id)
            if known is None or known.version < version:
                self._latest[article_id] = PublishedVersion(version, content)

    def place(self, article: Article) -> Reason:
        """Say whether the article is NEW, REVISED or UNCHANGED, and set its version."""
        known = self._latest.get(article.article_id)
        if known is None:
            article.version = 1
            return Reason.NEW
        if known.content_sha256 == article.content_sha256:
            article.version = known.version
            return Reason.UNCHANGED
        article.version = known.version + 1
        return Reason.REVISED


def known_articles(run: RunContext, article_ids: Collection[str] | None = None) -> KnownArticles:
    """The articles of the last `known_days` days, all or some."""
    where = pc.field("fetched_at") >= run.since(run.known_days)
    if article_ids is not None:
        where &= is_in("article_id", article_ids)
    batches = scan(run.layout, ARTICLES, ["article_id", "version", "content_sha256"], where)
    return KnownArticles(row for batch in batches for row in zip(*(c.to_pylist() for c in batch.columns), strict=True))
