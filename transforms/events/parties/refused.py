"""Refusals: whose words are refused, for whom the refusal is meant, and who refuses what another asks."""

from __future__ import annotations

from transforms.events.frames.averting import refuses
from transforms.events.frames.frame import Frame
from transforms.events.frames.roles import Reading
from transforms.events.frames.triggers import Trigger
from transforms.events.grammar.chunks import Chunk
from transforms.events.grammar.syntax import Parse

#: What stands before whose words something is: "a proposal by Norway", "a request from Chad".
_WHOSE = frozenset({"by", "from"})
#: Types of what is asked of others or held against them, who may refuse it.
_ASKING = frozenset({"REQUEST", "ACCUSE"})


def other_side_of_refusal(parse: Parse, trigger: Trigger, reading: Reading, frame: Frame) -> list[Chunk]:
    """Whose words a verb refuses; of a noun for what somebody asks, who refuses it."""
    if trigger.pos == "v":
        condemned = frame.kind == "condemn" and reading.group is not None and reading.group.passive
        return _whose_words(parse, reading) if frame.event_type == "REJECT" or condemned else []
    return _refusers(parse, reading) if frame.event_type in _ASKING else []


def _refused(reading: Reading) -> Chunk | None:
    """What is refused: "the plan" of "Moscow's plan was turned down"."""
    refusing = reading.group
    piece = None if refusing is None else refusing.subject if refusing.passive else refusing.object
    return None if piece is None or piece.pronoun else piece


def _whose_words(parse: Parse, reading: Reading) -> list[Chunk]:
    """What a verb refuses, and the phrases that name whose it is: "Moscow's plan", "a proposal by Norway"."""
    piece = _refused(reading)
    if piece is None:
        return []
    owner = [] if piece.possessor is None else [Chunk(piece.start, piece.possessor, piece.possessor - 1)]
    authors = (parse.conjuncts(other) for preposition, other in parse.complements(piece) if preposition in _WHOSE)
    authored = [one for found in authors for one in found]
    return [piece, *owner, *authored] if owner or authored else []


def _refusers(parse: Parse, reading: Reading) -> list[Chunk]:
    """Who refuses what a noun tells: "calls for an inquiry were rebuffed by Kigali"."""
    group = reading.group
    if group is None or not refuses(parse, group):
        return []
    if group.passive:
        return [one for by, piece in group.phrases if by == "by" for one in parse.conjuncts(piece)]
    return parse.conjuncts(group.subject) if group.subject is not None else []
