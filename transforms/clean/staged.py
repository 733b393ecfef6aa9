"""Cleaned articles on disk, so that only references to them are shuffled.

A GroupByKey costs about five bytes of memory per payload byte on the local runner: texts are written out before the
first shuffle behind cleaning, and read back where they are needed.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from schemas import ARTICLES, Article, Entry

FOLDER = "cleaned"


@dataclass(frozen=True, slots=True)
class ArticleRef:
    """A cleaned article by reference, with what deduplication needs and the entry it ends."""

    file: str  # below the run's staging folder
    row: int
    head: Article  # without text, deck, captions
    entry: Entry
    ahead: Any = None  # what was worked out before the text went to disk


def write_cleaned(cleaned: Sequence[tuple[Any, ...]], staging: Path) -> list[ArticleRef]:
    """Write articles to one Parquet file and return references to them, in order.

    Args:
        cleaned: an `Article`, its `Entry` and, if there is any, what was worked out ahead.
        staging: the run's staging folder.
    """
    folder = staging / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{FOLDER}/{uuid.uuid4().hex}.parquet"
    pq.write_table(ARTICLES.to_arrow(article for article, *_ in cleaned), staging / name, compression="zstd")
    return [ArticleRef(name, row, _head(article), *rest) for row, (article, *rest) in enumerate(cleaned)]


def read_cleaned(file: str, staging: Path) -> list[Article]:
    """The articles of a file, in the order in which they were written."""
    return ARTICLES.from_arrow(pq.ParquetFile(staging / file).read())


def _head(article: Article) -> Article:
    record = article.to_record() | {"text": "", "deck": None, "captions": []}
    return Article.from_record(record)
