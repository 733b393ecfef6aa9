"""How alike two accounts of an event are: a weighted sum of what they agree on, and a reason in words.

Each part gives a fit from -1 to 1, or excludes the pair altogether. The score is the sum of fit times weight; 0.68
joins where both name the same precise place, 0.70 elsewhere. With the weights below, the same kind of event on the same
day at the same place joins if one party is the same, or the toll, or some of the words: a city at war sees several
attacks a day. At a place known by country only it takes the same parties and some of the same words, on the next day
the same toll besides. What identifies an event (`identity`) asks less of the rest. Weights and bounds were set by hand
on the events of the MUC-3 development reports and of the sample newsroom.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from schemas import Coded
from transforms.events.merging.account import Account
from transforms.events.merging.identity import done_once, other_person, same_count, same_person
from transforms.events.merging.kinds import ACROSS_TYPES, alone, decreed, is_truce, joint, kind_fit, mutual
from transforms.events.merging.when import NEXT_DAY, days_fit
from transforms.events.merging.where import PRECISE, SAME, WITHIN_COUNTRY, place_fit
from transforms.events.merging.who import NOBODY_NAMED, OTHER_VICTIMS, VAGUE, parties_fit, party_key, shared_party

WEIGHTS = {"kind": 0.15, "days": 0.20, "place": 0.25, "parties": 0.25, "toll": 0.15, "words": 0.20}
# Counts that cannot both be true weigh twice as much as counts that agree.
CONTRADICTING_TOLLS = 2.0
JOINS, JOINS_WITHOUT_PLACE = 0.68, 0.70
# Counts that identify an event weigh more than others that agree.
IDENTIFYING_COUNT = 1.7
# Neighbouring days of what happens once: one of the reports errs, or means the day on which it became known.
ONCE_NEXT_DAY, SAME_COUNT_NEXT_DAY = 0.4, 0.0
# Quad classes of events that are words.
VERBAL = frozenset({1, 3})
# The same parties do what is done once; a side that is only described leaves room for others.
SAME_PARTIES = 0.5
# Attacks that kill none, one or two are so many that the same number says less.
FEW = 2
# Of so many, one more or less says the same.
MANY = 20
# Cosine of two sentences that tell of different attacks in one town, and of two that plainly tell the same.
UNRELATED_WORDS, SAME_WORDS = 0.12, 0.42

# Parties of two reports of one place's fall, of which one at least is only described.
ONE_FALL = 0.6


@dataclass(frozen=True, slots=True)
class Match:
    """The outcome of a comparison: a score, whether it joins, why, and whether both give a count that identifies it."""

    score: float
    joins: bool
    reason: str
    same_count: bool = False


def compare(a: Account, b: Account) -> Match:
    """Whether two accounts tell one event. Symmetric."""
    if a.since != b.since:
        return _never("a toll over a period and another count")
    kind = kind_fit(a.coded, b.coded)
    if kind is None and a.coded.event_type == b.coded.event_type == "ASSAULT" and same_count(a, b):
        # One report has the weapon wrong, or saw another part of it.
        kind = ACROSS_TYPES
    if kind is None:
        return _never("different kind")
    return _Pair(a, b, kind).match()


def _never(reason: str) -> Match:
    return Match(0.0, False, reason)


@dataclass(slots=True)
class _Pair:
    """Two accounts of a like kind, and what identifies their event."""

    a: Account
    b: Account
    kind: float
    person: bool = field(init=False)
    count: bool = field(init=False)
    fall: bool = field(init=False)

    def __post_init__(self) -> None:
        self.person = same_person(self.a, self.b)
        self.count = same_count(self.a, self.b)
        self.fall = _same_fall(self.a.coded, self.b.coded)

    def match(self) -> Match:
        # The cheap ones that exclude most pairs come first.
        days = self._days()
        if days is None:
            return _never("different days")
        place = self._place()
        if place is None:
            return _never("different place")
        parties = self._parties()
        if parties is None:
            return _never("different parties")
        if place < SAME and _taken_places_differ(self.a.coded, self.b.coded):
            return _never("different territory")
        if days == NEXT_DAY:
            days = self._next_day(parties)
        toll = _toll_fit(self.a, self.b)
        if self.count and toll > 0:
            toll = IDENTIFYING_COUNT
        words = _words_fit(self.a, self.b)
        fits = {"kind": self.kind, "days": days, "place": place, "parties": parties, "toll": toll, "words": words}
        score = round(sum(WEIGHTS[part] * fit for part, fit in fits.items()), 4)
        least = JOINS if place >= PRECISE else JOINS_WITHOUT_PLACE
        parts = ", ".join(f"{part} {fit:+.2f}" for part, fit in fits.items())
        return Match(score, score >= least, f"{score:.2f} of {least:.2f}: {parts}{self._identified()}", self.count)

    def _days(self) -> float | None:
        # Tolls over one period that are published on different days are one toll that grows.
        return days_fit(self.a.days, self.b.days) if self.a.since is None else 1.0

    def _place(self) -> float | None:
        a, b = self.a.coded.place, self.b.coded.place
        fit = place_fit(a, b)
        if fit is not None or a is None or b is None or a.country != b.country:
            return fit
        # The sentence does not name the place: it may be that of the story, or the dateline.
        in_doubt = not (self.a.place_told and self.b.place_told)
        anywhere = self.person or self.count or self._said() or self._decreed()
        return WITHIN_COUNTRY if in_doubt and anywhere else None

    def _said(self) -> bool:
        """Whether it is words on both sides (quad classes of verbal cooperation and conflict): where is seldom told."""
        return {self.a.coded.quad_class, self.b.coded.quad_class} <= VERBAL

    def _decreed(self) -> bool:
        """Whether it is a decree on both sides, and of one known party."""
        a, b = self.a.coded, self.b.coded
        return decreed(a) and decreed(b) and bool(_known_actors(a) & _known_actors(b))

    def _parties(self) -> float | None:
        a, b = self.a.coded, self.b.coded
        if self.person:
            return 1.0
        if other_person(self.a, self.b):
            return OTHER_VICTIMS
        either_way = self.a.since is not None or (mutual(a) and mutual(b))
        one_side = alone(a) and alone(b)
        fit = parties_fit(a, b, mutual=either_way, jointly=joint(a) and joint(b), alone=one_side)
        if is_truce(a) and is_truce(b) and fit is not None and shared_party(a, b):
            return max(VAGUE, fit)  # of several who agree, two reports may name different ones
        if self.fall:
            return max(ONE_FALL, fit or 0.0)
        if self.count and not _known_rivals(a, b):
            return max(NOBODY_NAMED, fit or 0.0)
        return fit

    def _next_day(self, parties: float) -> float:
        if self.person or self.fall or (parties >= SAME_PARTIES and done_once(self.a, self.b)):
            return ONCE_NEXT_DAY
        return SAME_COUNT_NEXT_DAY if self.count else NEXT_DAY

    def _identified(self) -> str:
        named = {"the same person": self.person, "the same count": self.count, "one fall of a place": self.fall}
        found = [what for what, holds in named.items() if holds]
        return f" ({', '.join(found)})" if found else ""


def _known_rivals(a: Coded, b: Coded) -> bool:
    """Whether known parties, and others, did it."""
    known = [_known_actors(coded) for coded in (a, b)]
    return all(known) and not known[0] & known[1]


def _known_actors(coded: Coded) -> set[str]:
    return {party_key(p) for p in coded.actors if p.actor_id is not None}


def _same_fall(a: Coded, b: Coded) -> bool:
    """Whether both tell that one place changed hands, and not to two parties that are both known.

    A town falls once in a few days; "troops" and "militia" took it in one report, the group by its name in another.
    """
    if a.territory_change is None or b.territory_change is None or _taken_places_differ(a, b):
        return False
    takers = [_known_actors(coded) for coded in (a, b)]
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
    if few >= MANY and many - few <= few // MANY:
        return 1.0
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
