"""One victim of whom a report tells first by what he is and then by name: "a journalist", "Maria Lopez"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from transforms.events.frames.sense import SentenceView
from transforms.events.grammar.chunks import Chunk
from transforms.events.grammar.numbers import find_numbers
from transforms.events.ontology import ARMED
from transforms.events.parties.told import Reference
from transforms.events.places.nearness import kilometres, nearness

if TYPE_CHECKING:
    from transforms.events.candidate import Candidate

#: How many sentences after the role the name comes at most.
_NEXT = 2
#: How far apart the day and the place of the two tellings may be. Days, kilometres.
_DAYS, _KILOMETRES = 1, 150
#: Whoever was killed is not the one who was taken alive.
_TAKEN = "abduct"
_HELD = "arrest"
#: How those are counted of whom was told before.
_KNOWN_ONES = frozenset({"the", "these", "those", "all", "both", "another", "other"})
_ONE = frozenset({"a", "an"})
#: Sectors that say nothing of who somebody is.
_ANY = frozenset({None, "CVL"})


@dataclass(frozen=True, slots=True)
class Victim:
    """The one person to whom something is done: by name or not, the noun that says what he is, and its sector."""

    by_name: bool
    role: str
    sector: str | None


def victim_of(view: SentenceView, recipients: Sequence[Reference]) -> Victim | None:
    """The victim of a telling, where it is one person."""
    if len(recipients) != 1 or recipients[0].plural:
        return None
    meant = recipients[0]
    piece = next((c for c in view.parse.chunks if view.references.get((c.start, c.end)) == meant), None)
    if piece is None:
        return None
    head = view.parse.words[piece.head]
    capital = head.capital or head.token.text.rpartition("-")[2][:1].isupper()  # "al-Turabi"
    if meant.kind == "person" and meant.named and capital:
        role = _role(view, piece)
        sense = view.reader.noun([role])[0] if role else None
        return Victim(True, role, meant.party.sector or (sense.sector if sense is not None else None))
    one = view.parse.words[piece.start].token.lower in _ONE or view.is_office(piece)
    human = any(view.is_a(piece, name) for name in ("people", "person", "armed", "state", "leader"))
    if head.capital or head.token.lower.endswith("s") or not one or not human:
        return None
    return Victim(False, head.token.lower, meant.party.sector)


def how_many(view: SentenceView, recipients: Sequence[Reference]) -> int | None:
    """How many people a telling counts as those to whom it is done, if it does: "ten suspects were held"."""
    if len(recipients) != 1:
        return None
    piece = next((c for c in view.parse.chunks if view.references.get((c.start, c.end)) == recipients[0]), None)
    words = [w.token.text for w in view.parse.words[piece.start : piece.end]] if piece is not None else []
    if not words or words[0].lower() in _KNOWN_ONES:
        return None
    counts = find_numbers(" ".join(words))
    return counts[0].low if len(counts) == 1 and not counts[0].vague and counts[0].low > 1 else None


def other_arrest(candidate: Candidate, tellings: Sequence[Candidate]) -> bool:
    """Whether an arrest is told of others than before: "18 smugglers were arrested", "ten suspects were held"."""
    if not _held(candidate) or candidate.heading:
        return False
    told = [t for t in tellings if _held(t) and t.strength > 1 and not t.heading]
    return candidate.strength > 1 and any(t.sentence != candidate.sentence and _others(candidate, t) for t in told)


def _held(telling: Candidate) -> bool:
    """Whether it tells an arrest, in whatever words: "was arrested", "was fetched from his house"."""
    return telling.kind == _HELD or telling.frame.mode == _HELD


def _others(one: Candidate, other: Candidate) -> bool:
    """Whether two counts differ, or one is of several and the other tells of a person by name."""
    if one.several and other.several:
        return one.several != other.several
    single = other if one.several else one
    return bool(one.several or other.several) and single.victim is not None and single.victim.by_name


def named_now(candidate: Candidate, tellings: Sequence[Candidate]) -> bool:
    """Whether a telling names the victim of the sentence before, whom it does not present as somebody else.

    Of whom a report names without saying who that is, it has said so before. What sets two victims apart: another
    trade, another day, or a place far off.
    """
    mine = candidate.victim
    if mine is None or not mine.by_name or any(t.victim is not None and t.victim.by_name for t in tellings):
        return False
    return any(
        t.victim is not None and t.frame.event_type == candidate.frame.event_type
        and 0 < candidate.sentence - t.sentence <= _NEXT and (t.kind == _TAKEN) == (candidate.kind == _TAKEN)
        and _may_be(mine, t.victim) and _together(candidate, t)
        for t in tellings
    )  # fmt: skip


def _role(view: SentenceView, piece: Chunk) -> str:
    """What a name's own words or an apposition call its bearer: "the teacher Ana Ruiz", "Ana Ruiz, a teacher"."""
    words = view.parse.words
    before = [w.token.lower for w in words[piece.start : piece.head] if w.tag == "NN" and not w.capital]
    if before:
        return before[-1]
    called = (words[other.head] for other in view.parse.appositions(piece))
    return next((w.token.lower for w in called if w.tag == "NN" and not w.capital), "")


def _may_be(named: Victim, described: Victim) -> bool:
    """Whether a person may be who was described: nothing says who he is, or the same."""
    if named.role == described.role:
        return True
    if named.sector in _ANY:
        return not named.role
    same = named.sector == described.sector or {named.sector, described.sector} <= ARMED
    return same or (described.sector in _ANY and not named.role)


def _together(one: Candidate, other: Candidate) -> bool:
    """Whether two tellings may be of one place and day."""
    if one.when is not None and other.when is not None:
        apart = max((one.when.first - other.when.last).days, (other.when.first - one.when.last).days)
        if apart > _DAYS:
            return False
    if one.where is None or other.where is None or nearness(one.where.place, other.where.place) >= 0:
        return True
    a, b = one.where.place, other.where.place
    return a.country == b.country and (a.lat is None or b.lat is None or kilometres(a, b) <= _KILOMETRES)
