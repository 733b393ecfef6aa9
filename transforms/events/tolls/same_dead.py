"""What the dead that two tellings count say of whether they tell one event."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.events.candidate import Candidate
from transforms.events.tolls import Effect

#: What the same number of dead speaks for one event: a common number less than a rare one.
SAME, SAME_FEW, FEW = 0.5, 0.2, 3
#: What a number that updates another speaks for it ("the toll rose to 46"), where it is at most so many times as large.
_UPDATES = 2
#: What numbers that are so many times and so much apart speak against it.
_OTHER = -0.6
#: How many times the low bound the high one of a vague count is at least.
_ORDER = 3
_TIMES, _MORE = 3, 4


def dead_of(telling: Candidate, effect: Effect = "killed") -> int:
    """The dead that a telling numbers itself (or the injured), 0 where it numbers none, adds to others or disputes."""
    harmed = [t for t in telling.tolls if t.effect == effect and not (t.part_of or t.none or t.anaphoric)]
    if any(t.adds or t.also or t.rival or t.outdated for t in harmed):
        return 0
    return sum(t.best or 0 for t in harmed)


def _vague(telling: Candidate, effect: Effect) -> bool:
    """Whether a telling only says of what order its dead are: "dozens" here and there need not be the same."""
    return any(t.effect == effect and t.high is not None and t.high >= _ORDER * max(t.low, FEW) for t in telling.tolls)


def far_more(high: int, low: int) -> bool:
    """Whether a count is so much larger than another that it is of other people."""
    return high >= _TIMES * low and high - low >= _MORE


def same_dead(candidate: Candidate, tellings: Sequence[Candidate]) -> float:
    """What the numbers of dead (of injured, without any) speak for or against a telling being of the event of others.

    Above 0 for, below 0 against.
    """
    effects: tuple[Effect, ...] = ("killed", "injured")
    nobody = {t.effect for telling in tellings for t in telling.tolls if t.none}
    if nobody and any(dead_of(candidate, effect) >= FEW for effect in nobody):
        return _OTHER  # "the fire hurt nobody. In ten days the army lost 200 men"
    unlike = False
    for effect in effects:
        mine = dead_of(candidate, effect)
        theirs = [n for t in tellings if (n := dead_of(t, effect))]
        if not mine or not theirs:
            continue
        if mine in theirs:
            if _vague(candidate, effect):
                return 0.0
            return SAME if mine >= FEW else SAME_FEW if mine > 1 else 0.0
        if unlike:
            continue
        near = min(theirs, key=lambda n: abs(n - mine))
        low, high = sorted((mine, near))
        if high <= _UPDATES * low and any(t.replaces and t.effect == effect for t in candidate.tolls):
            return SAME
        if far_more(high, low):
            one = [candidate] if mine == low else tellings
            return 0.0 if low == 1 and all(t.heading for t in one) else _OTHER  # "Tourist killed in Jordan attack"
        unlike = True  # the attacker may be one of the dead: as many injured still tell one attack
    return 0.0
