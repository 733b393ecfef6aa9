"""Beam transform: find copies among the new articles and against the last days, and put the verdicts to the texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import apache_beam as beam

from schemas import Article
from transforms.clean.staged import ArticleRef, read_cleaned
from transforms.dedupe.cluster import cluster
from transforms.dedupe.document import Verdict
from transforms.dedupe.judge import apply_to_article, apply_to_entry, document, history, one_per_article
from transforms.run import RunContext


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
