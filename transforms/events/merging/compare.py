"""How alike two accounts of an event are: a weighted sum of what they agree on, and a reason in words.

Each part gives a fit from -1 to 1, or excludes the pair altogether. The score is the sum of fit times weight; 0.68
joins where both name the same precise place, 0.70 elsewhere. With the weights below, the same kind of event on the same
day at the same place joins if one party is the same, or the toll, or some of the words: a city at war sees several
attacks a day. At a place known by country only it takes the same parties and some of the same words, on the next day
the same toll besides. Weights and bounds were set by hand on the events of the MUC-3 development reports.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Self

from schemas import Coded
from transforms.events.merging.kinds import kind_fit, mutual
from transforms.events.merging.when import Days, cumulative_from, days_fit, days_of
from transforms.events.merging.where import PRECISE, SAME, place_fit
from transforms.events.merging.who import parties_fit, party_key

WEIGHTS = {"kind": 0.15, "days": 0.20, "place": 0.25, "parties": 0.25, "toll": 0.15, "words": 0.20}
# Counts that cannot both be true weigh twice as much as counts that agree.
CONTRADICTING_TOLLS = 2.0
JOINS, JOINS_WITHOUT_PLACE = 0.68, 0.70
# Attacks that kill none, one or two are so many that the same number says less.
FEW = 2
# Cosine of two sentences that tell of different attacks in one town, and of two that plainly tell the same.
UNRELATED_WORDS, SAME_WORDS = 0.12, 0.42

# Parties of two reports of one place's fall, of which one at least is only described.
ONE_FALL = 0.6

MAX_EVIDENCE = 8
_WORD = re.compile(r"[^\W_]{4,}|\d+")


@dataclass(frozen=True, slots=True)
class Account:
    """One account of an event: a mention, or all mentions of an event together.

    Attributes:
        coded: the coded values.
        days: when it happened; the day of the (first) report where no date is named.
        since: the start of the period that its counts cover, if it is a toll over a period.
        evidence: the words of each sentence that tells it.
    """

    coded: Coded
    days: Days
    since: dt.date | None
    evidence: tuple[frozenset[str], ...]

    @classmethod
    def of(cls, coded: Coded, published: dt.date, sentences: Iterable[str]) -> Self:
        """The account of a mention or an event first published on a day; of sentences, the first eight different."""
        evidence = tuple(itertools.islice(dict.fromkeys(map(words_of, sentences)), MAX_EVIDENCE))
        return cls(coded, days_of(coded, published), cumulative_from(coded), evidence)


@dataclass(frozen=True, slots=True)
class Match:
    """The outcome of a comparison: a score of at most 1.2, whether it joins, and why."""

    score: float
    joins: bool
    reason: str


def words_of(sentence: str) -> frozenset[str]:
    """The words of a sentence that carry content: four letters or more, and numbers."""
    return frozenset(_WORD.findall(sentence.casefold()))


def compare(a: Account, b: Account) -> Match:
    """Whether two accounts tell one event. Symmetric."""
    if a.since != b.since:
        return _never("a toll over a period and another count")
    fits: dict[str, float] = {}
    for part, fit_of in _PARTS.items():
        fit = fit_of(a, b)
        if fit is None:
            return _never(f"different {part}")
        fits[part] = fit
    if fits["place"] < SAME and _taken_places_differ(a.coded, b.coded):
        return _never("different territory")
    score = round(sum(WEIGHTS[part] * fit for part, fit in fits.items()), 4)
    least = JOINS if fits["place"] >= PRECISE else JOINS_WITHOUT_PLACE
    parts = ", ".join(f"{part} {fit:+.2f}" for part, fit in fits.items())
    return Match(score, score >= least, f"{score:.2f} of {least:.2f}: {parts}")


def _never(reason: str) -> Match:
    return Match(0.0, False, reason)


def _days_fit(a: Account, b: Account) -> float | None:
    # Tolls over one period that are published on different days are one toll that grows.
    return days_fit(a.days, b.days) if a.since is None else 1.0


def _parties_fit(a: Account, b: Account) -> float | None:
    either_way = a.since is not None or (mutual(a.coded) and mutual(b.coded))
    fit = parties_fit(a.coded, b.coded, mutual=either_way)
    return max(ONE_FALL, fit or 0.0) if _same_fall(a.coded, b.coded) else fit


def _same_fall(a: Coded, b: Coded) -> bool:
    """Whether both tell that one place changed hands, and not to two parties that are both known.

    A town falls once in a few days; "troops" and "militia" took it in one report, the group by its name in another.
    """
    if a.territory_change is None or b.territory_change is None or _taken_places_differ(a, b):
        return False
    takers = [{party_key(party) for party in coded.actors if party.actor_id is not None} for coded in (a, b)]
    return not all(takers) or bool(takers[0] & takers[1])


def _words_fit(a: Account, b: Account) -> float:
    """1 for sentences that plainly tell the same, -0.4 for such that have no word in common, 0 where one has none."""
    cosines = [_cosine(x, y) for x in a.evidence for y in b.evidence if x and y]
    if not cosines:
        return 0.0
    return min(1.0, (max(cosines) - UNRELATED_WORDS) / (SAME_WORDS - UNRELATED_WORDS))


def _toll_fit(a: Account, b: Account) -> float:
    if a.since is not None:
        return 0.0
    fits = [
        fit
        for effect in ("fatalities", "injuries")
        if (fit := _count_fit(_bounds(a.coded, effect), _bounds(b.coded, effect))) is not None
    ]
    if not fits:
        return 0.0
    worst, best = min(fits), max(fits)
    return worst * CONTRADICTING_TOLLS if worst < 0 else best


def _bounds(coded: Coded, effect: str) -> tuple[int, int, int] | None:
    low, best, high = (getattr(coded, f"{effect}_{bound}") for bound in ("low", "best", "high"))
    known = [n for n in (best, low, high) if n is not None]
    if not known:
        return None
    return (known[0] if low is None else low), known[0], (known[0] if high is None else high)


def _count_fit(a: tuple[int, int, int] | None, b: tuple[int, int, int] | None) -> float | None:
    """1 for equal counts, 0 for such as an update may bring, -1 for counts that contradict each other."""
    if a is None or b is None:
        return None
    if a[1] == b[1]:
        return 1.0 if a[1] > FEW else 0.6
    few, many = sorted((a[1], b[1]))
    if many - few <= max(2, many // 4):
        return 0.6
    if a[0] <= b[2] and b[0] <= a[2]:
        return 0.4
    if many - few <= 5 or (few and many / few <= 3):
        return 0.0
    return -1.0


def _cosine(a: frozenset[str], b: frozenset[str]) -> float:
    return float(len(a & b) / (len(a) * len(b)) ** 0.5)


def _taken_places_differ(a: Coded, b: Coded) -> bool:
    if a.territory_change is None or b.territory_change is None:
        return False
    return a.territory_change.place.casefold() != b.territory_change.place.casefold()


# The cheap ones that exclude most pairs come first.
_PARTS: dict[str, Callable[[Account, Account], float | None]] = {
    "kind": lambda a, b: kind_fit(a.coded, b.coded),
    "days": _days_fit,
    "place": lambda a, b: place_fit(a.coded.place, b.coded.place),
    "parties": _parties_fit,
    "toll": _toll_fit,
    "words": _words_fit,
}
