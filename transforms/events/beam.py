"""Beam transforms: code articles into mentions, and merge mentions into events."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import apache_beam as beam
from apache_beam.pvalue import AsList, TaggedOutput
from apache_beam.utils.shared import Shared

from schemas import Article, Event, Mention, Reason, failure
from transforms.dedupe.document import EXACT, SYNDICATED
from transforms.events.coder import CoderResources, code_story
from transforms.events.history import Prior, Span, mentions_of_articles, prior_blocks
from transforms.events.mentions import copied, mentions_of, story_of
from transforms.events.merge import block_key, merge_block
from transforms.progress import advance
from transforms.run import RunContext

LANGUAGES = frozenset({"en"})
# Kinds of article that report no events, or only in passing: their war words mislead more often than they tell.
NOT_NEWS = ("sport", "entertainment", "review", "opinion", "obituary", "weather", "gallery")
COPIED = frozenset({EXACT, SYNDICATED})

logger = logging.getLogger(__name__)


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
        return articles | "Code" >> beam.ParDo(_Code(self.run)).with_outputs(
            "copies", "revised", "failures", "counts", main="mentions"
        )


class _Code(beam.DoFn):
    _shared = Shared()

    def __init__(self, run: RunContext) -> None:
        self._run = run

    def setup(self) -> None:
        self._resources: CoderResources = self._shared.acquire(CoderResources.load)

    def process(self, article: Article) -> Iterator[Mention | TaggedOutput]:
        if article.version > 1:
            yield TaggedOutput("revised", (article.article_id, article.version))
        if article.duplicate_kind in COPIED:
            yield TaggedOutput("copies", Article.from_record(article.to_record() | {"text": "", "captions": []}))
            return
        passed_over = _why_not(article)
        if passed_over is not None:
            yield TaggedOutput("counts", (f"articles.not_coded.{passed_over}", 1))
            return
        at = self._run.started_at  # one time for all: it orders reports that tell no date
        try:
            advance("articles coded")
            mentions = mentions_of(article, code_story(story_of(article), self._resources), at=at)
        except Exception as error:  # one article never takes others with it
            logger.exception("coding %s", article.canonical_url)
            now = dt.datetime.now(dt.UTC)
            yield TaggedOutput("failures", failure("code", Reason.CODING_ERROR, article.canonical_url, error, at=now))
            return
        yield TaggedOutput("counts", ("articles.coded", 1))
        yield from mentions


def _why_not(article: Article) -> str | None:
    """Why an article is not coded: its language or its kind; None where it is."""
    if article.language not in LANGUAGES:
        return "language"
    return next((flag for flag in NOT_NEWS if flag in article.quality_flags), None)


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
    now = dt.datetime.now(dt.UTC)
    told: list[Mention] = [m for m in group[1]["told"] if isinstance(m, Mention)]
    latest = max((m.version for m in told), default=0)
    for copy in group[1]["copies"]:
        if isinstance(copy, Article):
            yield from (copied(m, copy, at=now) for m in told if m.version == latest)


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
        spans = mentions | "Span" >> beam.Map(_span) | "Span of a block" >> beam.CombinePerKey(_widest)
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


def _span(mention: Mention) -> tuple[str, Span]:
    first = mention.date_start or (mention.published_at or mention.coded_at).date()
    return block_key(mention), (first, mention.date_end or first)


def _widest(spans: Iterable[Span]) -> Span:
    both = list(spans)
    return min(first for first, _ in both), max(last for _, last in both)


class _ReadPrior(beam.DoFn):
    def __init__(self, run: RunContext) -> None:
        self._run = run

    def process(
        self, element: None, spans: Sequence[tuple[str, Span]], revised: Sequence[tuple[str, int]]
    ) -> Iterator[tuple[str, Prior]]:
        del element
        slack = dt.timedelta(days=self._run.merge_days)
        yield from prior_blocks(self._run.layout, dict(spans), dict(revised), slack).items()


class _Merge(beam.DoFn):
    def __init__(self, run: RunContext) -> None:
        self._run = run

    def process(
        self, block: tuple[str, dict[str, Iterable[Mention] | Iterable[Prior]]]
    ) -> Iterator[Mention | TaggedOutput]:
        key, inputs = block
        new = [m for m in inputs["new"] if isinstance(m, Mention)]
        prior = next((p for p in inputs["prior"] if isinstance(p, Prior)), Prior())
        now = dt.datetime.now(dt.UTC)
        try:
            merged = merge_block(
                new, prior.mentions, prior.events, now=now, run_id=self._run.run_id, dropped=prior.dropped
            )
        except Exception as error:  # one block never takes others with it; its mentions are kept without an event
            logger.exception("merging block %s", key)
            yield TaggedOutput("failures", failure("merge", Reason.MERGING_ERROR, key, error, at=now))
            yield from new
            return
        yield from merged.mentions
        events: list[Event] = merged.events
        for event in events:
            yield TaggedOutput("events", event)
