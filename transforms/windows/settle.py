"""Closing a window of a stream: what arrived in it is judged, merged and published as one run.

The same steps as behind the first shuffle of a run, in one process and window after window: which text is new, which
copies another and which event a mention belongs to depends on what the windows before published. The work that takes
time, fetching, cleaning and coding, was done before, in parallel.
"""

from __future__ import annotations

import dataclasses
import os
import shutil
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

import pyarrow.compute as pc

from schemas import (
    ARTICLES,
    ENTRIES,
    EVENTS,
    FAILURES,
    FEEDS,
    MENTIONS,
    Article,
    Entry,
    Event,
    Failure,
    Feed,
    Mention,
    Outcome,
    Reason,
    Run,
    Table,
)
from transforms.clean.known import known_articles
from transforms.clean.staged import ArticleRef, read_cleaned
from transforms.dedupe.cluster import cluster
from transforms.dedupe.judge import apply_to_article, apply_to_entry, document, history, one_per_article
from transforms.events.mentions import mentions_of
from transforms.events.merging.across import block_key
from transforms.events.merging.history import Prior, mentions_of_articles
from transforms.events.telling import COPIED, Told, mentions_of_copies, merge, published_blocks, span_of, widest
from transforms.publish.accounting import ENTRIES_IN, ENTRIES_OUT, entry_out
from transforms.publish.commit import next_run_number, published_run, roll_forward, sweep
from transforms.publish.decide import decide_and_publish
from transforms.publish.erased import entry_marks, erased_marks, is_erased, without_words
from transforms.publish.lease import lease
from transforms.publish.staging import StagedFile, stage_rows
from transforms.publish.tables import read_rows
from transforms.run import RunContext
from transforms.windows.owner import check_owner

Item: TypeAlias = ArticleRef | Entry | Failure | Feed | StagedFile | tuple[str, int]
"""What the stages hand over: texts by reference, outcomes, failures, states of feeds, files, counts."""

WAITING = "entries.waiting"  # those that came in and have no outcome yet; the next window counts them in


@dataclass(slots=True)
class Gathered:
    """What arrived in a window."""

    refs: list[ArticleRef] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    feeds: list[Feed] = field(default_factory=list)
    files: list[StagedFile] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, items: Iterable[Item]) -> Gathered:
        """Sort what arrived by its kind."""
        found = cls()
        lists: dict[type, list[Any]] = {
            ArticleRef: found.refs,
            Entry: found.entries,
            Failure: found.failures,
            Feed: found.feeds,
            StagedFile: found.files,
        }
        for item in items:
            if isinstance(item, tuple):
                found.counts[item[0]] += item[1]
            else:
                lists[type(item)].append(item)
        return found


@dataclass(frozen=True, slots=True)
class Settled:
    """What closing a window gave.

    Attributes:
        run: the ledger row; None where the window was published before.
        waiting: entries that came in so far and have no outcome yet.
        left: what a window that was published before did not hold; the next one takes it.
    """

    run: Run | None
    waiting: int = 0
    left: tuple[Item, ...] = ()


def settle(
    stream: RunContext, window: RunContext, gathered: Gathered, waiting: int, part_versions: Mapping[str, str]
) -> Settled:
    """Publish a window, unless it has been.

    Args:
        stream: where the files of the stages lie.
        window: the run that publishes the window; its number is given here.
        gathered: what arrived.
        waiting: entries without an outcome so far.
        part_versions: versions of the parts, for the ledger.

    Raises:
        LeaseHeldError: another process is writing.
        StreamReplacedError: another stream was started on the output folder.
    """
    layout = window.layout
    with lease(layout, "sitrep stream"):
        check_owner(stream)
        roll_forward(layout)
        sweep(layout)
        if published_run(layout, window.run_id) is not None:
            return Settled(None, waiting, _left(window, gathered))
        window = dataclasses.replace(window, run_number=next_run_number(layout))
        rows, counts = _rows(stream, window, gathered)
        outcomes = Counter(entry_out(entry.outcome, entry.reason) for entry in rows[ENTRIES])
        counts += gathered.counts + outcomes
        ended = sum(n for name, n in counts.items() if name.startswith(f"{ENTRIES_OUT}."))
        waiting += counts[ENTRIES_IN] - ended
        counts[ENTRIES_IN], counts[WAITING] = ended, waiting
        files = [_linked(file, stream.staging, window.staging) for file in gathered.files]
        for table, found in rows.items():
            files += stage_rows(table, [dataclasses.replace(r, run_id=window.run_id) for r in found], window.staging)
        run = decide_and_publish(window, part_versions, files, {name: n for name, n in counts.items() if n})
    return Settled(run, waiting)


def _rows(
    stream: RunContext, window: RunContext, gathered: Gathered
) -> tuple[dict[Table[Any], list[Any]], Counter[str]]:
    """The rows of the window's run, and what is to be counted of them."""
    wanted, ended = _without_erased(window, gathered)
    latest, repeated = _latest_texts(wanted)
    refs, unchanged = _placed(window, latest)
    told, entries = _judged(stream, window, refs)
    articles = [article for article, _ in told]
    originals = [(article, what) for article, what in told if article.duplicate_kind not in COPIED]
    at = window.started_at  # one time for all: it orders reports that tell no date
    mentions = [m for article, what in originals for m in mentions_of(article, list(what.events), at=at)]
    mentions += _of_copies(window, mentions, [article for article in articles if article.duplicate_kind in COPIED])
    revised = {article.article_id: article.version for article in articles if article.version > 1}
    merged, events, broken = _merged(window, mentions, revised)
    failed = [what.failure for _, what in originals if what.failure is not None]
    rows: dict[Table[Any], list[Any]] = {
        ARTICLES: articles,
        ENTRIES: [*ended, *repeated, *unchanged, *entries],
        MENTIONS: merged,
        EVENTS: events,
        FEEDS: _latest_states(gathered.feeds),
        FAILURES: [*gathered.failures, *failed, *broken],
    }
    counts: Counter[str] = Counter()
    for _, what in originals:
        for name, number in what.ledger:
            counts[name] += number
    return rows, counts


def _without_erased(window: RunContext, gathered: Gathered) -> tuple[list[ArticleRef], list[Entry]]:
    """The texts that were not erased while they waited, and the outcomes, without the words of those that were."""
    marks = erased_marks(window.layout)
    if not marks:
        return gathered.refs, gathered.entries
    wanted = []
    entries = [e if marks.isdisjoint(entry_marks(e)) else without_words(e) for e in gathered.entries]
    for ref in gathered.refs:
        if is_erased(marks, ref.entry, ref.head):
            row = without_words(ref.entry)
            entries.append(dataclasses.replace(row, outcome=Outcome.REJECTED.value, reason=Reason.ERASED.value))
        else:
            wanted.append(ref)
    return wanted, entries


def _latest_texts(refs: Iterable[ArticleRef]) -> tuple[list[ArticleRef], list[Entry]]:
    """The last text from each address, and the outcomes of entries whose text was replaced within the window."""
    last: dict[tuple[str, str], ArticleRef] = {}
    replaced = []
    for ref in sorted(refs, key=lambda ref: (ref.head.fetched_at, ref.entry.entry_key, ref.entry.feed_id)):
        earlier = last.get((ref.head.article_id, ref.head.url))
        if earlier is not None:
            replaced.append(apply_to_entry(earlier.entry, None))
        last[ref.head.article_id, ref.head.url] = ref
    return list(last.values()), replaced


def _placed(window: RunContext, refs: Sequence[ArticleRef]) -> tuple[list[ArticleRef], list[Entry]]:
    """The texts that are new, with their version, and the outcomes of those that are published already."""
    known = known_articles(window, {ref.head.article_id for ref in refs})
    new, unchanged = [], []
    for ref in refs:
        head = dataclasses.replace(ref.head)
        reason = known.place(head)
        outcome = Outcome.KNOWN if reason is Reason.UNCHANGED else Outcome.KEPT
        entry = dataclasses.replace(ref.entry, outcome=outcome.value, reason=reason.value, article_version=head.version)
        if outcome is Outcome.KNOWN:
            unchanged.append(entry)
        else:
            new.append(dataclasses.replace(ref, head=head, entry=entry))
    return new, unchanged


def _judged(
    stream: RunContext, window: RunContext, refs: Sequence[ArticleRef]
) -> tuple[list[tuple[Article, Told]], list[Entry]]:
    """The articles with their clusters and what they tell, and the outcomes of their entries."""
    chosen, repeated = one_per_article(refs)
    verdicts = {v.article_id: v for v in cluster([document(ref.head) for ref in chosen], history(window))}
    by_file: dict[str, list[ArticleRef]] = defaultdict(list)
    for ref in chosen:
        by_file[ref.file].append(ref)
    articles: list[tuple[Article, Told]] = []
    for file, of_file in sorted(by_file.items()):
        texts = read_cleaned(file, stream.staging)
        for ref in of_file:
            article = dataclasses.replace(texts[ref.row], version=ref.head.version)
            articles.append((apply_to_article(article, verdicts[ref.head.article_id]), ref.ahead or Told()))
    entries = [apply_to_entry(ref.entry, verdicts[ref.head.article_id]) for ref in chosen]
    return articles, entries + [apply_to_entry(ref.entry, None) for ref in repeated]


def _of_copies(window: RunContext, told: Sequence[Mention], copies: Sequence[Article]) -> list[Mention]:
    of_original: dict[str, list[Mention]] = defaultdict(list)
    originals = {str(copy.duplicate_of) for copy in copies}
    for mention in (*told, *mentions_of_articles(window.layout, originals)):
        of_original[mention.article_id].append(mention)
    return [m for copy in copies for m in mentions_of_copies(of_original[str(copy.duplicate_of)], [copy])]


def _merged(
    window: RunContext, mentions: Sequence[Mention], revised: Mapping[str, int]
) -> tuple[list[Mention], list[Event], list[Failure]]:
    spans = defaultdict(list)
    blocks: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        key, span = span_of(mention)
        spans[key].append(span)
        blocks[block_key(mention)].append(mention)
    priors = published_blocks(window, {key: widest(days) for key, days in spans.items()}, revised)
    merged: list[Mention] = []
    events: list[Event] = []
    broken: list[Failure] = []
    for key in sorted({*blocks, *priors}):
        result = merge(key, blocks[key], priors.get(key, Prior()), window)
        if isinstance(result, Failure):
            broken.append(result)
            merged += blocks[key]
        else:
            merged += result.mentions
            events += result.events
    return merged, events, broken


def _latest_states(feeds: Iterable[Feed]) -> list[Feed]:
    """One row a feed: that of its last poll."""
    by_time = sorted(feeds, key=lambda feed: str(feed.last_polled_at))
    return list({feed.feed_id: feed for feed in by_time}.values())


def _left(window: RunContext, gathered: Gathered) -> tuple[Item, ...]:
    """What a published window did not hold: the stream began anew in its midst, from a checkpoint before it closed."""
    of_run = pc.field("run_id") == window.run_id
    ended = {_entry_id(entry) for entry in read_rows(window.layout, ENTRIES, of_run)}
    broke = {(f.stage, f.key) for f in read_rows(window.layout, FAILURES, of_run)}
    states = {feed.feed_id: str(feed.last_polled_at) for feed in read_rows(window.layout, FEEDS)}
    refs = [ref for ref in gathered.refs if _entry_id(ref.entry) not in ended]
    entries = [entry for entry in gathered.entries if _entry_id(entry) not in ended]
    failures = [f for f in gathered.failures if (f.stage, f.key) not in broke]
    feeds = [f for f in gathered.feeds if states.get(f.feed_id, "") < str(f.last_polled_at)]
    kept = {ref.head.warc_file for ref in refs}
    files = [file for file in gathered.files if file.path in kept]
    came_in = [(ENTRIES_IN, len(refs) + len(entries))] if refs or entries else []
    return (*refs, *entries, *failures, *feeds, *files, *came_in)


def _entry_id(entry: Entry) -> tuple[str, str, str]:
    return entry.entry_key, entry.feed_id, entry.fingerprint


def _linked(file: StagedFile, source: Path, target: Path) -> StagedFile:
    """Put a file of the stream where publishing takes it from; the first stays until nothing can need it any more."""
    (target / file.path).parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source / file.path, target / file.path)
    except OSError:  # a file system without links
        shutil.copyfile(source / file.path, target / file.path)
    return file


def files_of(items: Iterable[Item]) -> frozenset[str]:
    """The files of the stream that items point to."""
    items = list(items)
    texts = {item.file for item in items if isinstance(item, ArticleRef)}
    return frozenset(texts | {item.path for item in items if isinstance(item, StagedFile)})


def remove_files(stream: RunContext, files: Iterable[str]) -> None:
    """Remove files of the stream that nothing needs any more."""
    for file in files:
        (stream.staging / file).unlink(missing_ok=True)
