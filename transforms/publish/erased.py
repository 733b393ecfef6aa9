"""The list of what was erased: by hash, so that it does not say itself what nobody shall read any more.

An erasure is one file in `_erased/`, written before anything is removed: from then on no run fetches or publishes the
article again, and an erasure that was killed is finished by the next `sitrep erase`.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from schemas import Article, Entry
from transforms.feeds.entry import FeedEntry
from transforms.feeds.identity import is_front_page
from transforms.feeds.urls import article_id, canonical_url
from transforms.publish.layout import Layout
from transforms.publish.manifest import sync_folder


@dataclass(frozen=True, slots=True)
class Erasure:
    """An article that was erased, or is being.

    Attributes:
        article_id: the article; a hash of its address.
        marks: hashes by which its addresses and entries are known again.
        rows: how many rows went, by table and by the run that published them. `sitrep verify` counts with them.
        pages: raw pages that are overwritten: file below the output folder, offset, length in bytes.
        elsewhere: raw pages that `articles` named and that are not there.
        erased_at: when, ISO 8601, UTC.
        done: False until everything is removed.
    """

    article_id: str
    marks: tuple[str, ...]
    rows: dict[str, dict[str, int]]
    pages: tuple[tuple[str, int, int], ...]
    elsewhere: tuple[str, ...]
    erased_at: str
    done: bool = False

    def save(self, layout: Layout) -> None:
        """Write it durably."""
        layout.erased.mkdir(parents=True, exist_ok=True)
        temporary = layout.erased / f".{self.article_id}.tmp"
        with temporary.open("w", encoding="utf-8") as sink:
            json.dump(dataclasses.asdict(self), sink, indent=1)
            sink.flush()
            os.fsync(sink.fileno())
        temporary.replace(layout.erased / f"{self.article_id}.json")
        sync_folder(layout.erased)

    @classmethod
    def load(cls, path: Path) -> Erasure:
        """Read one. Raises ValueError with the path where it is none."""
        try:
            raw: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
            pages = tuple((str(file), int(offset), int(length)) for file, offset, length in raw["pages"])
            return cls(**raw | {"marks": tuple(raw["marks"]), "pages": pages, "elsewhere": tuple(raw["elsewhere"])})
        except (KeyError, TypeError, ValueError) as error:
            raise ValueError(
                f"{path}: not the record of an erasure ({error}); restore it from a copy, or what it names comes back"
            ) from error

    def with_earlier(self, earlier: Erasure | None) -> Erasure:
        """This one with what an earlier erasure of the same article removed, where that came to its end."""
        if earlier is None or not earlier.done:
            return self
        rows = {
            table: dict(Counter(self.rows.get(table, {})) + Counter(earlier.rows.get(table, {})))
            for table in {*self.rows, *earlier.rows}
        }
        marks = tuple(sorted({*self.marks, *earlier.marks}))
        return dataclasses.replace(self, marks=marks, rows=rows, pages=tuple({*self.pages, *earlier.pages}))


def erasures(layout: Layout) -> list[Erasure]:
    """All of an output folder."""
    return [Erasure.load(path) for path in sorted(layout.erased.glob("*.json"))]


def erased_marks(layout: Layout) -> frozenset[str]:
    """The hashes by which erased articles are known again, as `marks_of` and `entry_marks` make them."""
    return frozenset(mark for erasure in erasures(layout) for mark in erasure.marks)


def marks_of(addresses: Iterable[str | None]) -> Iterator[str]:
    """The hashes of addresses; that of a site's front page is no article's."""
    for address in addresses:
        canonical = canonical_url(address) if address else None
        if canonical is not None and not is_front_page(canonical):
            yield article_id(canonical)


def entry_marks(entry: Entry | FeedEntry) -> Iterator[str]:
    """The hashes of an entry: its key, its addresses, and the id that its feed gives it."""
    yield entry.entry_key
    yield from marks_of((entry.url, entry.canonical_url))
    if entry.guid:
        yield hashlib.sha256(f"{entry.feed_id}\x1f{entry.guid}".encode("utf-8", "surrogatepass")).hexdigest()[:20]


def is_erased(erased: frozenset[str], entry: Entry | FeedEntry, article: Article) -> bool:
    """Whether an article is among those that were erased, by its id, its addresses or the entry that led to it."""
    if not erased:
        return False
    marks = {article.article_id, *marks_of((article.url, article.canonical_url)), *entry_marks(entry)}
    return not erased.isdisjoint(marks)


def without_words(entry: Entry) -> Entry:
    """The row of an entry with what it quotes and where it leads taken out: it still says that it was seen."""
    return dataclasses.replace(entry, url=None, canonical_url=None, guid=None, title=None, detail=None)
