"""Erasing an article: its rows and those that quote it, its raw pages, and every replaced file that held them.

Events come first and the article's own rows last, so that an erasure that was killed can be begun again: each step
finds what is left to do in the tables. What was removed is counted before, in `transforms.publish.erased`.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

import pyarrow as pa
import pyarrow.dataset as ds

from schemas import ARTICLES, ENTRIES, EVENTS, FAILURES, MENTIONS, Article, Entry, Failure, Mention, Row, Table
from transforms.events.merging.told_no_more import events_without
from transforms.feeds.urls import article_id as id_of
from transforms.feeds.urls import canonical_url
from transforms.fetch.overwrite import overwrite, pages_at
from transforms.publish.commit import files_into_place, unobserved
from transforms.publish.erased import Erasure, entry_marks, erasures, marks_of, without_words
from transforms.publish.layout import Layout
from transforms.publish.staging import stage_arrow
from transforms.publish.tables import (
    file_rows,
    is_in,
    live_files,
    open_table,
    read_rows,
    replace_files,
    scan,
    upsert,
    vacuum,
)

STAGED_AS = "erase"  # its folder in `_staging`, swept as that of any process that died
HOLDING = (ARTICLES, ENTRIES, MENTIONS, EVENTS, FAILURES)  # the tables with words of articles
STREAM = "-stream"  # in the names of a stream's runs, whose pages do not lie in files of their windows

_R = TypeVar("_R", bound=Row)
_Step = Callable[[str], None]


class UnknownArticleError(Exception):
    """Nothing is known of the article that shall be erased."""


@dataclass(frozen=True, slots=True)
class Erased:
    """What an erasure removed.

    Attributes:
        article_id: the article.
        rows: rows that went, by table.
        entries: rows of `entries` whose title and address were taken out.
        copies: articles that named it as their original and now name none.
        events_deleted: events that nothing else told.
        events_recomputed: events that other articles tell as well.
        pages: raw pages that were overwritten.
        elsewhere: its raw pages that are not in the output folder (any more), as file and offset.
        files: files that were deleted, because they held it or because other commits had replaced them.
        waiting: whether there are files of a stream that wait for its windows to close; they may hold it.
    """

    article_id: str
    rows: dict[str, int]
    entries: int
    copies: int
    events_deleted: int
    events_recomputed: int
    pages: int
    elsewhere: list[str]
    files: int
    waiting: bool


@dataclass(slots=True)
class _Found:
    """All that the tables say of an article."""

    article_id: str
    articles: list[Article] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.articles or self.entries or self.mentions or self.failures)


def article_of(layout: Layout, url: str) -> str:
    """The id of the article with an address: its own, one that it was fetched from, or one that a feed gives.

    Raises:
        UnknownArticleError: neither an article nor an entry nor an erasure has it.
    """
    marks = [*marks_of([url])]
    if not marks:
        raise UnknownArticleError(f"{url} is no http or https URL of an article")
    rows = read_rows(layout, ARTICLES, is_in("article_id", marks) | is_in("url", [url]) | is_in("canonical_url", [url]))
    if rows:
        return rows[0].article_id
    known = read_rows(layout, ENTRIES, is_in("canonical_url", {canonical_url(url) or url}))
    if led := next((entry.article_id for entry in known if entry.article_id), None):
        return led
    if earlier := next((erasure.article_id for erasure in erasures(layout) if marks[0] in erasure.marks), None):
        return earlier
    if known:
        return marks[0]
    raise UnknownArticleError(f"no article and no entry of {layout.root} has the address {url}")


def erase(layout: Layout, article_id: str, now: dt.datetime, *, after_step: _Step | None = None) -> Erased | None:
    """Erase an article, or finish erasing it. Call it under the lease, after `roll_forward` and `sweep`.

    Its copies in other outlets are articles of their own and stay. Readers that opened an older version of the tables
    lose their files.

    Args:
        layout: the output folder.
        article_id: the article.
        now: UTC.
        after_step: called with a step's name when it is done, for tests that kill the process there.

    Returns:
        What was removed; None where it was erased before and nothing has come since.

    Raises:
        UnknownArticleError: there is no such article, and none was erased.
    """
    done = after_step or unobserved
    earlier = next((erasure for erasure in erasures(layout) if erasure.article_id == article_id), None)
    found = _find(layout, article_id, earlier.marks if earlier is not None else ())
    if earlier is not None and not earlier.done:
        erasure = earlier
    elif earlier is not None or found:
        erasure = _plan(layout, found, now, earlier.marks if earlier is not None else ())
        if not found and not erasure.pages:
            return None
        erasure.with_earlier(earlier).save(layout)
    else:
        raise UnknownArticleError(f"no article of {layout.root} has the id {article_id}; --url takes its address")
    done("list")
    told = _events(layout, article_id, now)
    done("events")
    of_article = is_in("article_id", [article_id])
    _rewrite(layout, MENTIONS, of_article, lambda _: [])
    done("mentions")
    _rewrite(layout, FAILURES, is_in("key", _failure_keys(found)), lambda _: [])
    keys = is_in("entry_key", (e.entry_key for e in found.entries))
    entries = _rewrite(layout, ENTRIES, keys, lambda rows: [without_words(row) for row in rows])
    done("entries")
    concerned = of_article | is_in("duplicate_of", [article_id])
    articles = _rewrite(layout, ARTICLES, concerned, partial(_without_article, article_id))
    done("articles")
    for file, offset, length in erasure.pages:
        if (layout.root / file).exists():
            overwrite(layout.root / file, offset, length)
    done("pages")
    files = sum(len(vacuum(layout, table, dt.timedelta(0))) for table in HOLDING)
    (layout.root / "report.html").unlink(missing_ok=True)  # it quotes
    dataclasses.replace(erasure.with_earlier(earlier), done=True).save(layout)
    return Erased(
        article_id=article_id,
        rows={table: sum(of_runs.values()) for table, of_runs in erasure.rows.items()},
        entries=entries,
        copies=articles - len(found.articles),
        events_deleted=told[0],
        events_recomputed=told[1],
        pages=len(erasure.pages),
        elsewhere=list(erasure.elsewhere),
        files=files,
        waiting=any(path.is_dir() for path in layout.stream_root.glob("*")),
    )


def _find(layout: Layout, article_id: str, marks: Iterable[str]) -> _Found:
    of_article = is_in("article_id", [article_id])
    articles = read_rows(layout, ARTICLES, of_article)
    led = [e for e in read_rows(layout, ENTRIES, of_article) if e.entry_key]
    canonical = {a.canonical_url for a in articles} | {e.canonical_url for e in led if e.canonical_url}
    keys = {*marks, article_id, *(e.entry_key for e in led)}
    entries = read_rows(layout, ENTRIES, is_in("canonical_url", canonical) | is_in("entry_key", keys))
    entries += [e for e in led if e.entry_key not in {row.entry_key for row in entries}]
    if not articles and not entries:  # entries that never became an article
        entries = read_rows(layout, ENTRIES, is_in("canonical_url", _addresses(layout, article_id)))
    found = _Found(article_id, articles, [e for e in entries if e.url or e.title or e.guid])
    found.mentions = read_rows(layout, MENTIONS, of_article)
    found.failures = read_rows(layout, FAILURES, is_in("key", _failure_keys(found)))
    return found


def _addresses(layout: Layout, article_id: str) -> set[str]:
    """The addresses in `entries` of which an article would have this id."""
    batches = scan(layout, ENTRIES, ["canonical_url"])
    shown = {address for batch in batches for address in batch.column(0).unique().to_pylist() if address}
    return {address for address in shown if id_of(address) == article_id}


def _failure_keys(found: _Found) -> set[str]:
    """What rows of `failures` about the article are called by."""
    told = {a.url for a in found.articles} | {a.canonical_url for a in found.articles} | {found.article_id}
    of_entries = {part for e in found.entries for part in (e.url, e.canonical_url, e.entry_key) if part}
    return told | of_entries


def _plan(layout: Layout, found: _Found, now: dt.datetime, earlier: Iterable[str]) -> Erasure:
    addresses = [address for a in found.articles for address in (a.url, a.canonical_url)]
    marks = {
        found.article_id,
        *earlier,
        *marks_of(addresses),
        *(mark for e in found.entries for mark in entry_marks(e)),
    }
    kept = {(a.warc_file, a.warc_offset) for a in found.articles}
    runs = {a.run_id for a in found.articles} | {e.run_id for e in found.entries}
    pages = tuple(_pages(layout, runs, kept, marks))
    there = {(file, offset) for file, offset, _ in pages}
    return Erasure(
        article_id=found.article_id,
        marks=tuple(sorted(marks)),
        rows={
            ARTICLES.name: dict(Counter(row.run_id for row in found.articles)),
            MENTIONS.name: dict(Counter(row.run_id for row in found.mentions)),
            FAILURES.name: dict(Counter(row.run_id for row in found.failures)),
        },
        pages=pages,
        elsewhere=tuple(sorted(f"{file}, offset {offset}" for file, offset in kept - there if file is not None)),
        erased_at=now.isoformat(timespec="seconds"),
    )


def _pages(
    layout: Layout, runs: set[str], known: set[tuple[str | None, int | None]], marks: set[str]
) -> Iterator[tuple[str, int, int]]:
    """Its raw pages in the files of the runs that met it: a page without news is in the archive and in no row."""
    streamed = not runs or any(STREAM in run_id for run_id in runs)
    for path in sorted((layout.root / "warc").rglob("*.warc.gz")):
        file = str(path.relative_to(layout.root))
        of_runs = any(path.name.startswith(run_id) for run_id in runs) or (streamed and STREAM in path.name)
        if of_runs or file in {name for name, _ in known}:
            wanted = partial(_is_page, file=file, known=known, marks=marks)
            yield from ((file, *page) for page in pages_at(path, wanted))


def _is_page(url: str, offset: int, *, file: str, known: set[tuple[str | None, int | None]], marks: set[str]) -> bool:
    return (file, offset) in known or not marks.isdisjoint(marks_of([url]))


def _events(layout: Layout, article_id: str, now: dt.datetime) -> tuple[int, int]:
    """Delete and recompute events; gives the numbers of both."""
    deleted, recomputed = events_without(layout, article_id, now)
    if deleted:
        _rewrite(layout, EVENTS, is_in("event_id", deleted), lambda _: [])
    if recomputed:
        upsert(layout, EVENTS, recomputed, None)
    return len(deleted), len(recomputed)


def _rewrite(layout: Layout, table: Table[_R], concerned: ds.Expression, change: Callable[[list[_R]], list[_R]]) -> int:
    """Change or remove rows of a table in one commit; gives how many rows that concerned.

    The expression has to be true or false of every row: what it is null of would be lost.
    """
    delta = open_table(layout, table)
    old, new, count = [], [], 0
    for file in live_files(delta) if delta is not None else ():
        dataset = ds.dataset(layout.table(table.name) / file.path, schema=table.schema, format="parquet")
        hits = dataset.count_rows(filter=concerned)
        if hits:
            rows = file_rows(layout, table, file)
            kept = rows.filter(~concerned)
            changed = table.to_arrow(change(table.from_arrow(rows.filter(concerned))))
            old.append(file)
            if kept.num_rows + changed.num_rows:
                together = pa.concat_tables([kept, changed])
                new.append(stage_arrow(table, together, file.partition, layout.staging(STAGED_AS)))
            count += hits
    if old:
        files_into_place(layout, layout.staging(STAGED_AS), new)
        replace_files(layout, table, old, new, data_change=True)
    return count


def _without_article(article_id: str, rows: Iterable[Article]) -> list[Article]:
    """The rows that are not the article's, without their word that it is their original."""
    return [
        dataclasses.replace(row, duplicate_of=None, duplicate_kind=None) for row in rows if row.article_id != article_id
    ]
