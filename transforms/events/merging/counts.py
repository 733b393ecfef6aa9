"""One count out of many reports: the latest replaces, rivals of about the same time widen.

After UCDP's practice: best is the most reliable number, low and high are the credible bounds.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, TypeAlias

from schemas import Mention, Toll
from transforms.events.merging.votes import report_key, source_of
from transforms.events.merging.who import party_key

# Reports within this time of the latest are rivals; what was reported before them is out of date.
RIVALS_WITHIN = dt.timedelta(hours=24)


# Effect, of whom, since when: tolls with the same key are counts of the same.
_Key: TypeAlias = tuple[str, str, dt.date | None]


class Count(NamedTuple):
    """Bounds and best number, each None where nothing is said."""

    low: int | None
    best: int | None
    high: int | None

    @property
    def known(self) -> bool:
        return any(n is not None for n in self)


def combined(mentions: Sequence[Mention], count_of: Callable[[Mention], Count]) -> Count:
    """The count that the mentions give together.

    Of every source its last count stands. Of these, the ones within a day of the latest decide: best is what most
    sources say, the later of equals; low and high are the outermost bounds.
    """
    last: dict[str, tuple[Mention, Count]] = {}
    for mention in mentions:
        count = count_of(mention)
        if count.known:
            last[source_of(mention)] = (mention, count)
    if not last:
        return Count(None, None, None)
    latest = max(_reported(mention) for mention, _ in last.values())
    current = sorted(
        ((m, c) for m, c in last.values() if latest - _reported(m) <= RIVALS_WITHIN),
        key=lambda pair: report_key(pair[0]),
    )
    bests = [count.best for _, count in current if count.best is not None]
    votes = Counter(bests)
    best = max(reversed(bests), key=lambda n: votes[n]) if bests else None
    lows = [n for _, count in current for n in (count.low, count.best) if n is not None]
    highs = [n for _, count in current for n in (count.high, count.best) if n is not None]
    return Count(min(lows, default=None), best, max(highs, default=None))


def combined_tolls(mentions: Sequence[Mention]) -> list[Toll]:
    """The tolls of all mentions, one for each effect, party and period; the first told first."""
    first: dict[_Key, Toll] = {}
    for mention in mentions:
        for toll in mention.tolls:
            first.setdefault(_key(mention, toll), toll)
    tolls = []
    for key, toll in first.items():
        count = combined(mentions, lambda m, key=key: _count_in(m, key))  # type: ignore[misc]
        whose = [t.attributed_to for m in mentions for t in m.tolls if _key(m, t) == key and t.best == count.best]
        attributed_to = next((who for who in reversed(whose) if who), None)
        tolls.append(
            dataclasses.replace(toll, low=count.low, best=count.best, high=count.high, attributed_to=attributed_to)
        )
    return tolls


def _key(mention: Mention, toll: Toll) -> _Key:
    return toll.effect, _of_whom(mention, toll), toll.cumulative_from


def _of_whom(mention: Mention, toll: Toll) -> str:
    """The party that a toll is of, where its side is one party and it is this side's only count; else the words.

    "ISIS gunmen", "terrorists" and "Islamic State militants" are one group in three reports.
    """
    sides = {"actor": mention.actors, "recipient": [p for p in mention.recipients if p.sector != "CVL"]}
    parties = sides.get(toll.role or "", [])
    alike = [
        t
        for t in mention.tolls
        if (t.effect, t.role, t.cumulative_from) == (toll.effect, toll.role, toll.cumulative_from)
    ]
    if len(parties) == len(alike) == 1:
        return party_key(parties[0])
    return "civilians" if toll.role == "civilians" else " ".join((toll.group or "").casefold().split())


def _count_in(mention: Mention, key: _Key) -> Count:
    """The count of a mention for a key; an article that gives rival counts widens its own bounds."""
    tolls = [t for t in mention.tolls if _key(mention, t) == key]
    return Count(_least(t.low for t in tolls), next((t.best for t in tolls), None), _most(t.high for t in tolls))


def _least(numbers: Iterable[int | None]) -> int | None:
    return min((n for n in numbers if n is not None), default=None)


def _most(numbers: Iterable[int | None]) -> int | None:
    return max((n for n in numbers if n is not None), default=None)


def _reported(mention: Mention) -> dt.datetime:
    return mention.published_at or mention.coded_at
