"""Which article versions are published already."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from schemas import Article, Reason


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
