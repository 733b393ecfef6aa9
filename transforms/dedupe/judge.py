"""What a run does with its cleaned articles: one text an article, its copies found against history, its row marked."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator

import pyarrow as pa
import pyarrow.compute as pc

from schemas import ARTICLES, Article, Entry, Outcome, Reason
from transforms.clean.staged import ArticleRef
from transforms.clean.wire import owns_wire
from transforms.dedupe.candidates import HISTORY_COLUMNS
from transforms.dedupe.document import Doc, Verdict
from transforms.publish.tables import open_table
from transforms.run import RunContext

COPY_REASONS = {"exact": Reason.EXACT_COPY, "near": Reason.NEAR_COPY, "syndicated": Reason.SYNDICATED_COPY}


def one_per_article(refs: Iterable[ArticleRef]) -> tuple[list[ArticleRef], list[ArticleRef]]:
    """Split references into one an article, the longest text first, and those that only repeat it."""
    chosen: dict[str, ArticleRef] = {}
    repeated = []
    for ref in sorted(refs, key=lambda r: (-r.head.word_count, r.head.url, r.entry.entry_key)):
        if ref.head.article_id in chosen:
            repeated.append(ref)
        else:
            chosen[ref.head.article_id] = ref
    return sorted(chosen.values(), key=lambda r: r.head.article_id), repeated


def document(article: Article) -> Doc:
    """What clustering needs of an article."""
    return Doc(
        article_id=article.article_id,
        version=article.version,
        publisher_domain=article.publisher_domain,
        published_at=article.published_at,
        fetched_at=article.fetched_at,
        content_sha256=article.content_sha256,
        scheme=article.signature_scheme or "",
        signature=article.signature or b"",
        bands=tuple(article.bands),
        word_count=article.word_count,
        wire_source=article.wire_source,
        owns_wire=owns_wire(article.publisher_domain, article.wire_source),
    )


def history(run: RunContext) -> Iterator[pa.Table]:
    """The signatures of the last days, in batches."""
    delta = open_table(run.layout, ARTICLES)
    if delta is not None:
        dataset = delta.to_pyarrow_dataset()
        # pyarrow reads far ahead by default, at a kilobyte a signature.
        for batch in dataset.to_batches(
            columns=list(HISTORY_COLUMNS),
            filter=pc.field("fetched_at") >= run.since(run.dedupe_days),
            batch_size=20_000,
            batch_readahead=2,
            fragment_readahead=1,
        ):
            yield pa.Table.from_batches([batch])


def apply_to_entry(entry: Entry, verdict: Verdict | None) -> Entry:
    """The entry's row after deduplication; None means that another entry of the run led to the same article."""
    if verdict is not None and verdict.duplicate_kind is None:
        return entry
    reason = Reason.SAME_URL if verdict is None else COPY_REASONS[verdict.duplicate_kind or ""]
    return dataclasses.replace(entry, outcome=Outcome.DUPLICATE.value, reason=reason.value)


def apply_to_article(article: Article, verdict: Verdict) -> Article:
    """The article's row with its cluster, and with the original's origin where its own page names none."""
    article = dataclasses.replace(
        article,
        cluster_id=verdict.cluster_id,
        duplicate_of=verdict.duplicate_of,
        duplicate_kind=verdict.duplicate_kind,
        is_original=article.is_original and verdict.duplicate_of is None,
    )
    if verdict.duplicate_of is not None and article.origin_evidence is None and verdict.origin:
        article.origin_publisher, article.origin_evidence = verdict.origin, f"copy of article {verdict.duplicate_of}"
    return article
