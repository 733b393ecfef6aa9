"""Beam transform: find copies among the new articles and against the last days, and put the verdicts to the texts."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import apache_beam as beam
import pyarrow as pa
import pyarrow.compute as pc

from schemas import ARTICLES, Article, Entry, Outcome, Reason
from transforms.clean.staged import ArticleRef, read_cleaned
from transforms.clean.wire import owns_wire
from transforms.dedupe.candidates import HISTORY_COLUMNS
from transforms.dedupe.cluster import cluster
from transforms.dedupe.document import Doc, Verdict
from transforms.publish.tables import open_table
from transforms.run import RunContext

COPY_REASONS = {"exact": Reason.EXACT_COPY, "near": Reason.NEAR_COPY, "syndicated": Reason.SYNDICATED_COPY}


@dataclass
class Deduplicate(beam.PTransform):
    """Cluster articles and their copies.

    `ArticleRef` in; a tagged tuple out: `articles` (whole `Article` rows with cluster, original and kind of copy),
    `entries` (their rows: kept, or duplicate with the kind). Only references and signatures are shuffled.
    """

    run: RunContext

    def __post_init__(self) -> None:
        super().__init__()

    def expand(self, refs: beam.PCollection[ArticleRef]) -> beam.DoOutputsTuple:
        return (
            refs
            | "Together" >> beam.WithKeys("all")
            | "Signatures" >> beam.GroupByKey()
            | "Cluster" >> beam.ParDo(_Cluster(self.run))
            | "Texts" >> beam.GroupByKey()
            | "Apply" >> beam.ParDo(_Apply(self.run)).with_outputs("entries", main="articles")
        )


class _Cluster(beam.DoFn):
    def __init__(self, run: RunContext) -> None:
        self._run = run

    def process(
        self, group: tuple[str, Iterable[ArticleRef]]
    ) -> Iterator[tuple[str, tuple[ArticleRef, Verdict | None]]]:
        refs, repeated = one_per_article(group[1])
        docs = [document(ref.head) for ref in refs]
        verdicts = {v.article_id: v for v in cluster(docs, history(self._run))}
        for ref in refs:
            yield ref.file, (ref, verdicts[ref.head.article_id])
        for ref in repeated:
            yield ref.file, (ref, None)


class _Apply(beam.DoFn):
    def __init__(self, run: RunContext) -> None:
        self._run = run

    def process(
        self, group: tuple[str, Iterable[tuple[ArticleRef, Verdict | None]]]
    ) -> Iterator[Article | beam.pvalue.TaggedOutput]:
        file, judged = group
        articles = read_cleaned(file, self._run.staging)
        for ref, verdict in sorted(judged, key=lambda pair: pair[0].row):
            yield beam.pvalue.TaggedOutput("entries", apply_to_entry(ref.entry, verdict))
            if verdict is not None:
                yield apply_to_article(articles[ref.row], verdict)


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
        since = dt.datetime.now(dt.UTC) - dt.timedelta(days=run.dedupe_days)
        dataset = delta.to_pyarrow_dataset()
        # pyarrow reads far ahead by default, at a kilobyte a signature.
        for batch in dataset.to_batches(
            columns=list(HISTORY_COLUMNS),
            filter=pc.field("fetched_at") >= since,
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
