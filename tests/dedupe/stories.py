"""Made-up stories and the edits that desks make to them, the same in every run."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from typing import Any

import pyarrow as pa

from schemas.articles import ARTICLES, Article
from transforms.dedupe.cluster import Doc, Verdict
from transforms.dedupe.records import doc_of

START = dt.datetime(2024, 3, 1, tzinfo=dt.UTC)
_SYLLABLES = ["ba", "ke", "lo", "mi", "nu", "ra", "se", "ti", "vo", "za", "dre", "gol", "han", "jir", "pol", "sul"]


def sentence(r: random.Random, words: int = 18) -> str:
    return " ".join("".join(r.choices(_SYLLABLES, k=r.randint(1, 4))) for _ in range(words)).capitalize() + "."


def story(seed: int, paragraphs: int = 12) -> list[str]:
    """Paragraphs of some 36 words that no other seed shares."""
    r = random.Random(f"story {seed}")
    return [f"{sentence(r)} {sentence(r)}" for _ in range(paragraphs)]


def article(
    article_id: str, paragraphs: Sequence[str], *, hours: float = 0, publisher: str | None = None, **more: Any
) -> Doc:
    """The document of an article published some hours after 1 March 2024; its outlet is its own unless given."""
    published = (START + dt.timedelta(hours=hours)).isoformat()
    record = {"id": article_id, "title": article_id, "text": "\n\n".join(paragraphs), "published_at": published}
    doc = doc_of({**record, "publisher": publisher or f"{article_id}.example"})
    return Doc(**{name: getattr(doc, name) for name in Doc.__slots__} | more)


def as_history(docs: Sequence[Doc], verdicts: Sequence[Verdict]) -> pa.Table:
    """The rows of `articles` that a run would have published."""
    by_key = {(v.article_id, v.version): v for v in verdicts}
    return ARTICLES.to_arrow(
        Article(
            article_id=d.article_id,
            version=d.version,
            url="",
            canonical_url="",
            text="",
            publisher_domain=d.publisher_domain,
            published_at=d.published_at,
            fetched_at=d.fetched_at,
            content_sha256=d.content_sha256,
            signature_scheme=d.scheme,
            signature=d.signature,
            bands=list(d.bands),
            word_count=d.word_count,
            wire_source=d.wire_source,
            cluster_id=by_key[d.key].cluster_id,
            duplicate_of=by_key[d.key].duplicate_of,
            duplicate_kind=by_key[d.key].duplicate_kind,
        )
        for d in docs
    )


def clusters(verdicts: Sequence[Verdict]) -> set[frozenset[str]]:
    """The articles that verdicts put together."""
    found: dict[str, set[str]] = {}
    for v in verdicts:
        found.setdefault(v.cluster_id, set()).add(v.article_id)
    return {frozenset(members) for members in found.values()}
