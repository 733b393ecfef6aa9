"""From articles to events, step by step, as the batch and the stream both take them; no Beam here."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from schemas import Article, Failure, Mention, Reason, failure
from transforms.dedupe.document import EXACT, SYNDICATED
from transforms.events.assembling import CodedEvent
from transforms.events.coding import Coder, Coding
from transforms.events.mentions import copied, story_of
from transforms.events.merging.across import MergeResult, block_key, merge_block
from transforms.events.merging.history import Prior, Span, prior_blocks
from transforms.progress import advance
from transforms.run import RunContext

LANGUAGES = frozenset({"en"})
# Kinds of article that report no events, or only in passing: their war words mislead more often than they tell.
NOT_NEWS = ("sport", "entertainment", "review", "opinion", "obituary", "weather", "gallery")
# A copy that another outlet published tells what its original tells and is not coded again. An outlet's new text for
# its own story (a near copy) is: it often brings the newer toll.
COPIED = frozenset({EXACT, SYNDICATED})

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Told:
    """What an article tells.

    Attributes:
        events: what was coded.
        passed_over: why it was not coded: `language` or its kind; None where it was.
        counts: what the coder counted on the way.
        failure: what broke, where something did.
    """

    events: tuple[CodedEvent, ...] = ()
    passed_over: str | None = None
    failure: Failure | None = None
    counts: tuple[tuple[str, int], ...] = ()

    @property
    def ledger(self) -> list[tuple[str, int]]:
        """What the ledger counts of it."""
        if self.failure is not None:
            return list(self.counts)
        name = "articles.coded" if self.passed_over is None else f"articles.not_coded.{self.passed_over}"
        return [(name, 1), *self.counts]


def tell(articles: Sequence[Article], coder: Coder) -> list[Told]:
    """Code the articles that are news in a language that the coder reads; one that breaks takes no other with it."""
    passed_over = [_why_not(article) for article in articles]
    news = [article for article, why in zip(articles, passed_over, strict=True) if why is None]
    codings = iter(coder.code([story_of(article) for article in news]) if news else ())
    return [
        _told(article, next(codings)) if why is None else Told(passed_over=why)
        for article, why in zip(articles, passed_over, strict=True)
    ]


def _told(article: Article, coding: Coding) -> Told:
    advance("articles coded")
    broken = None
    if coding.broken is not None:
        now = dt.datetime.now(dt.UTC)
        broken = failure("code", Reason.CODING_ERROR, article.canonical_url, coding.broken, at=now)
    return Told(tuple(coding.events), failure=broken, counts=tuple(sorted(coding.counts.items())))


def _why_not(article: Article) -> str | None:
    if article.language not in LANGUAGES:
        return "language"
    return next((flag for flag in NOT_NEWS if flag in article.quality_flags), None)


def mentions_of_copies(told: Collection[Mention], copies: Iterable[Article]) -> Iterator[Mention]:
    """The mentions of articles that copy one original.

    Args:
        told: the original's mentions, in any of its versions; the latest counts.
        copies: the articles, with or without text.
    """
    now = dt.datetime.now(dt.UTC)
    latest = max((m.version for m in told), default=0)
    for copy in copies:
        yield from (copied(m, copy, at=now) for m in told if m.version == latest)


def span_of(mention: Mention) -> tuple[str, Span]:
    """A mention's block, and the days that it names."""
    first = mention.date_start or (mention.published_at or mention.coded_at).date()
    return block_key(mention), (first, mention.date_end or first)


def widest(spans: Iterable[Span]) -> Span:
    """From the first day to the last."""
    both = list(spans)
    return min(first for first, _ in both), max(last for _, last in both)


def published_blocks(run: RunContext, spans: Mapping[str, Span], revised: Mapping[str, int]) -> dict[str, Prior]:
    """What the tables say about the blocks that new mentions and revised articles touch."""
    return prior_blocks(run.layout, spans, revised, dt.timedelta(days=run.merge_days))


def merge(key: str, new: Sequence[Mention], prior: Prior, run: RunContext) -> MergeResult | Failure:
    """Merge the mentions of a block. Where that breaks they are kept without an event, and a failure says so."""
    now = dt.datetime.now(dt.UTC)
    try:
        return merge_block(new, prior.mentions, prior.events, now=now, run_id=run.run_id, dropped=prior.dropped)
    except Exception as error:  # one block never takes others with it
        logger.exception("merging block %s", key)
        return failure("merge", Reason.MERGING_ERROR, key, error, at=now)
