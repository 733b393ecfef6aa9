"""From articles to events, step by step, as the batch and the stream both take them; no Beam here."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from schemas import Article, Failure, Mention, Reason, failure
from transforms.dedupe.document import EXACT, SYNDICATED
from transforms.events.assembling import CodedEvent
from transforms.events.coder import CoderResources, code_story
from transforms.events.history import Prior, Span, prior_blocks
from transforms.events.mentions import copied, story_of
from transforms.events.merge import MergeResult, block_key, merge_block
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
        failure: what broke, where something did.
    """

    events: tuple[CodedEvent, ...] = ()
    passed_over: str | None = None
    failure: Failure | None = None

    @property
    def count(self) -> tuple[str, int] | None:
        """What the ledger counts of it."""
        if self.failure is not None:
            return None
        return ("articles.coded" if self.passed_over is None else f"articles.not_coded.{self.passed_over}", 1)


def tell(article: Article, resources: CoderResources) -> Told:
    """Code an article that is news in a language that the coder reads."""
    passed_over = _why_not(article)
    if passed_over is not None:
        return Told(passed_over=passed_over)
    try:
        advance("articles coded")
        return Told(tuple(code_story(story_of(article), resources)))
    except Exception as error:  # one article never takes others with it
        logger.exception("coding %s", article.canonical_url)
        now = dt.datetime.now(dt.UTC)
        return Told(failure=failure("code", Reason.CODING_ERROR, article.canonical_url, error, at=now))


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
