"""Phrases for both parties of a conflict: "the two sides", "generals of both countries", "urged both to talk"."""

from __future__ import annotations

from collections.abc import Sequence

from schemas.coded import Party
from transforms.events.frames.frame import Frame
from transforms.events.frames.sense import SentenceView
from transforms.events.grammar.chunks import Chunk
from transforms.events.ontology import ARMED, STATE, TYPES
from transforms.events.parties.sides import leading_sides, same_side
from transforms.events.parties.twins import twin_states
from transforms.events.wordlists import word_list

_SIDES = word_list("parties_sides")
#: Nouns for sides that are states, and for sides that are none; either only where two of them are known: "the two".
_STATES = word_list("both_sides_states")
_GROUPS = word_list("both_sides_groups")
#: What may stand between "two" and such a noun.
_KINDS = word_list("both_sides_kinds")
#: Who speaks or fights for a side: "mobs from both sides".
_OF_SIDES = word_list("both_sides_people")
#: Within how many sentences both sides are told before words that may mean any two.
_LATELY = 6
_TWO = frozenset({"two", "both", "warring", "rival", "opposing", "each"})
_KNOWN = frozenset({"the", "both", "these"})
#: Phrases for both parties of a conflict.
_BOTH = frozenset({("the", "parties"), ("the", "sides"), ("all", "sides"), ("all", "parties"), ("the", "belligerents")})
#: Those that may mean any two, but who is asked for something or makes peace is a side: "called on the two to talk".
_ANY_TWO = frozenset({("both",), ("the", "two")})


def points_to_sides(words: Sequence[str]) -> bool:
    """Whether a phrase means both parties of the conflict: "the two sides", "the warring parties", "rivals"."""
    return (
        words[-1] == "rivals"
        or tuple(words) in _BOTH
        or (words[-1] in _SIDES | {"side"} and not _TWO.isdisjoint(words))
        or _two_known(words)
    )


def _two_known(words: Sequence[str]) -> bool:
    """As in "the two governments", "both cartels"; "two gangs" may be any."""
    before = [w for w in words[:-1] if w not in _KINDS]
    return (
        words[-1] in _STATES | _GROUPS
        and before[:1] != []
        and before[0] in _KNOWN
        and not _TWO.isdisjoint(before)
        and _TWO.union(_KNOWN).issuperset(before)
    )


def meant_sides(view: SentenceView, piece: Chunk, frame: Frame) -> list[Party] | None:
    """The two parties that a phrase means; None where it means something else, no party where none are known.

    Args:
        view: its sentence.
        piece: the phrase.
        frame: what they do, or what is done to them.
    """
    twins = twin_states([w.token.text for w in view.parse.words[piece.start : piece.head + 1]], view.reader.dictionary)
    if twins:
        return twins
    low = _low(view, piece)
    if points_to_sides(low) and not _two_known(low):
        return leading_sides(view.reader)
    if low not in _ANY_TWO or TYPES[frame.event_type].quad_class not in (1, 3):
        of_sides = low[-1] in _OF_SIDES or _acts_for_a_side(view, low[-1])
        inner = [_low(view, c) for p, c in view.parse.complements(piece)[:1] if p in ("of", "from") and of_sides]
        low = next((words for words in (low, *inner) if points_to_sides(words)), ())
    sides = leading_sides(view.reader) if low else []
    of_states = [s.sector in STATE and s.country is not None for s in sides]
    unlike = not _STATES.isdisjoint(low[-1:]) and not all(of_states)
    unlike = unlike or (not _GROUPS.isdisjoint(low[-1:]) and any(of_states))
    return sides if len(sides) == 2 and not unlike and _told_lately(view, sides) else None


def _told_lately(view: SentenceView, sides: Sequence[Party]) -> bool:
    """Whether the sentences just before, or this one, tell of both sides."""
    lately = [t.reference.party for t in view.reader.memory.lately(view.key, _LATELY)]
    lately += view.reader.memory.told_with(view.key)
    return all(any(same_side(side, party) for party in lately) for side in sides)


def _low(view: SentenceView, piece: Chunk) -> tuple[str, ...]:
    return tuple(w.token.lower for w in view.parse.words[piece.start : piece.head + 1])


def _acts_for_a_side(view: SentenceView, noun: str) -> bool:
    """Whether a noun is one for officials or armed men: "generals", "presidents"."""
    sense, _ = view.reader.noun([noun])
    return sense is not None and (sense.sector in STATE or sense.sector in ARMED)
