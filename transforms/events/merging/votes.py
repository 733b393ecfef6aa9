"""Votes of independent sources: a source counts once for a value, however many copies and articles repeat it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar

from schemas import Mention

T = TypeVar("T", bound=Hashable)


def in_order(mentions: Iterable[Mention]) -> list[Mention]:
    """Mentions as they were reported: by time, then article, then place in it."""
    return sorted(mentions, key=report_key)


def report_key(mention: Mention) -> tuple[str, str, int, str]:
    """Sorts mentions by the time of the report; those without one by that of coding."""
    when = mention.published_at or mention.coded_at
    return when.isoformat(), mention.article_id, mention.version, mention.mention_id


def source_of(mention: Mention) -> str:
    """Who stands behind a mention; without a source key the outlet, else the article."""
    return mention.source_key or mention.publisher_domain or mention.article_id


def support(mentions: Sequence[Mention], value_of: Callable[[Mention], T | None]) -> dict[T, int]:
    """How many sources hold each value; values in the order in which they were first reported. None is no vote."""
    sources: dict[T, set[str]] = {}
    for mention in mentions:
        value = value_of(mention)
        if value is not None:
            sources.setdefault(value, set()).add(source_of(mention))
    return {value: len(who) for value, who in sources.items()}


def winner(mentions: Sequence[Mention], value_of: Callable[[Mention], T | None]) -> T | None:
    """The value with most sources; of equals the one first reported. `mentions` are in order."""
    counts = support(mentions, value_of)
    return max(counts, key=lambda value: counts[value]) if counts else None
