"""Beam transforms: code articles into mentions, and merge mentions into events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import apache_beam as beam
from apache_beam.pvalue import AsList, TaggedOutput

from schemas import Article, Entry, Failure, Mention
from transforms.events.choosing import load_coder
from transforms.events.mentions import mentions_of
from transforms.events.merging.across import block_key
from transforms.events.merging.history import Prior, Span, mentions_of_articles
from transforms.events.settings import BUILT_IN, CoderSettings
from transforms.events.telling import (
    COPIED,
    Told,
    mentions_of_copies,
    merge,
    published_blocks,
    span_of,
    tell,
    widest,
)
from transforms.run import RunContext

TOGETHER = 16  # articles coded at once: sentences of like length are analysed together, questions asked side by side


@dataclass
class CodeEvents(beam.PTransform):
    """Code the events of news articles in a language that the coder reads.

    A copy that another outlet published tells what its original tells and is not coded again. An outlet's new text for
    its own story (a near copy) is: it often brings the newer toll.

    `Article` in; a tagged tuple out: `mentions` (of originals), `copies` (articles without text that repeat another
    one), `revised` (article_id, version), `failures`, `counts`.
    """

    run: RunContext

    def __post_init__(self) -> None:
        super().__init__()

    def expand(self, articles: beam.PCollection[Article]) -> beam.DoOutputsTuple:
        return (
            articles
            | "Some at once" >> beam.BatchElements(min_batch_size=1, max_batch_size=TOGETHER)
            | "Code"
            >> beam.ParDo(_Code(self.run)).with_outputs("copies", "revised", "failures", "counts", main="mentions")
        )


class _Code(beam.DoFn):
    def __init__(self, run: RunContext) -> None:
        self._run = run

    def setup(self) -> None:
        self._coder = load_coder(self._run.coder)

    def process(self, articles: Sequence[Article]) -> Iterator[Mention | TaggedOutput]:
        for article in articles:
            if article.version > 1:
                yield TaggedOutput("revised", (article.article_id, article.version))
            if article.duplicate_kind in COPIED:
                yield TaggedOutput("copies", Article.from_record(article.to_record() | {"text": "", "captions": []}))
        originals = [article for article in articles if article.duplicate_kind not in COPIED]
        for article, told in zip(originals, tell(originals, self._coder), strict=True):
            yield from (TaggedOutput("counts", count) for count in told.ledger)
            if told.failure is not None:
                yield TaggedOutput("failures", told.failure)
            # One time for all: it orders reports that tell no date.
            yield from mentions_of(article, list(told.events), at=self._run.started_at)


@dataclass
class CodeAhead(beam.PTransform):
    """Code articles before it is known which of them are copies, for a stream, whose windows close one by one.

    Pairs of `Article` and `Entry` in; the same with a `Told` out.
    """

    coder: CoderSettings = BUILT_IN

    def __post_init__(self) -> None:
        super().__init__()

    def expand(self, cleaned: beam.PCollection[tuple[Article, Entry]]) -> beam.PCollection[tuple[Article, Entry, Told]]:
        return cleaned | "Code" >> beam.ParDo(_CodeAhead(self.coder))


class _CodeAhead(beam.DoFn):
    def __init__(self, coder: CoderSettings) -> None:
        self._settings = coder

    def setup(self) -> None:
        self._coder = load_coder(self._settings)

    def process(self, cleaned: tuple[Article, Entry]) -> Iterator[tuple[Article, Entry, Told]]:
        article, entry = cleaned
        (told,) = tell([article], self._coder)
        yield article, entry, told


@dataclass
class CopyMentions(beam.PTransform):
    """Give copies the mentions of their originals, of this run or published before.

    A pair of collections in: mentions of originals, copies; the copies' `Mention` rows out.
    """

    run: RunContext

    def __post_init__(self) -> None:
        super().__init__()

    def expand(self, inputs: tuple[beam.PCollection[Mention], beam.PCollection[Article]]) -> beam.PCollection[Mention]:
        mentions, copies = inputs
        originals = copies | "Originals" >> beam.Map(lambda copy: copy.duplicate_of) | beam.Distinct()
        published = (
            copies.pipeline
            | "Once" >> beam.Create([None])
            | "Published mentions"
            >> beam.FlatMap(lambda _, ids, run: mentions_of_articles(run.layout, ids), AsList(originals), self.run)
        )
        told = (mentions, published) | "New and published" >> beam.Flatten()
        return (
            {
                "told": told | "By original" >> beam.WithKeys(lambda m: m.article_id),
                "copies": copies | "By what they copy" >> beam.WithKeys(lambda a: a.duplicate_of),
            }
            | "Join" >> beam.CoGroupByKey()
            | "Copy" >> beam.FlatMap(_copy)
        )


def _copy(group: tuple[str, dict[str, Iterable[Mention] | Iterable[Article]]]) -> Iterator[Mention]:
    told = [m for m in group[1]["told"] if isinstance(m, Mention)]
    yield from mentions_of_copies(told, (copy for copy in group[1]["copies"] if isinstance(copy, Article)))


@dataclass
class MergeEvents(beam.PTransform):
    """Merge mentions into events, with each other and with what is published.

    A pair of collections in: new mentions, revised articles (article_id, version); a tagged tuple out: `mentions`
    (with their event), `events` (new and changed rows), `failures`.
    """

    run: RunContext

    def __post_init__(self) -> None:
        super().__init__()

    def expand(
        self, inputs: tuple[beam.PCollection[Mention], beam.PCollection[tuple[str, int]]]
    ) -> beam.DoOutputsTuple:
        mentions, revised = inputs
        spans = mentions | "Span" >> beam.Map(span_of) | "Span of a block" >> beam.CombinePerKey(widest)
        prior = (
            mentions.pipeline
            | "Once" >> beam.Create([None])
            | "Published blocks" >> beam.ParDo(_ReadPrior(self.run), AsList(spans), AsList(revised))
        )
        return (
            {"new": mentions | "By block" >> beam.WithKeys(block_key), "prior": prior}
            | "Block" >> beam.CoGroupByKey()
            | "Merge" >> beam.ParDo(_Merge(self.run)).with_outputs("events", "failures", main="mentions")
        )


class _ReadPrior(beam.DoFn):
    def __init__(self, run: RunContext) -> None:
        self._run = run

    def process(
        self, element: None, spans: Sequence[tuple[str, Span]], revised: Sequence[tuple[str, int]]
    ) -> Iterator[tuple[str, Prior]]:
        del element
        yield from published_blocks(self._run, dict(spans), dict(revised)).items()


class _Merge(beam.DoFn):
    def __init__(self, run: RunContext) -> None:
        self._run = run

    def process(
        self, block: tuple[str, dict[str, Iterable[Mention] | Iterable[Prior]]]
    ) -> Iterator[Mention | TaggedOutput]:
        key, inputs = block
        new = [m for m in inputs["new"] if isinstance(m, Mention)]
        prior = next((p for p in inputs["prior"] if isinstance(p, Prior)), Prior())
        merged = merge(key, new, prior, self._run)
        if isinstance(merged, Failure):
            yield TaggedOutput("failures", merged)
            yield from new
            return
        yield from merged.mentions
        for event in merged.events:
            yield TaggedOutput("events", event)
