"""Places that change hands: which one, and who held it."""

from __future__ import annotations

from collections.abc import Iterator

from transforms.events.frames.frame import Frame
from transforms.events.frames.roles import Reading
from transforms.events.frames.sense import SentenceView
from transforms.events.grammar.chunks import Chunk
from transforms.events.grammar.syntax import Group
from transforms.events.ontology import ARMED
from transforms.events.parties.distinct import unique
from transforms.events.parties.told import Reference
from transforms.events.wordlists import word_list

_HELD = frozenset({"held", "controlled", "ruled", "occupied", "run"})
_HOLDING = word_list("building_holding")


def holders(view: SentenceView, reading: Reading, frame: Frame, actors: list[Reference]) -> list[Reference]:
    """Who held a place that was taken: "the last town held by ISIS", "a base of the army", "Taliban stronghold"."""
    places = [p for slot, target in frame.roles.items() if target == "P" for p in reading.slots.get(slot, [])]
    found: list[Reference] = []
    for piece in places:
        for group in view.parse.groups:
            if group.kind == "participle" and group.subject == piece and group.lemma in _HOLDING:
                found += [r for p, other in group.phrases if p == "by" and (r := view.reference(other)) is not None]
            elif group.subject is not None and _who_held(view, group, piece):
                held = view.reference(group.subject)
                found += [held] if held is not None else []
        if not found:
            inner = (view.reference(c) for p, c in view.parse.complements(piece)[:1] if p == "of")
            found += [r for r in inner if r is not None and r.party.sector in ARMED]
        if not found:
            found += _held_by(view, piece)
        if not found and piece.head > piece.start:
            before = Chunk(piece.start, piece.head, piece.head - 1)
            reference = view.reader.read(view.parse, before, view.key)
            if reference is not None and reference.party.sector in ARMED:
                found.append(reference)
    return unique(found, actors)


def _held_by(view: SentenceView, piece: Chunk) -> Iterator[Reference]:
    """Who held a place by the word before it: "the rebel-held town", "Houthi-controlled Sanaa"."""
    for at in range(piece.start, piece.end):
        holder, _, held = view.parse.words[at].token.text.rpartition("-")
        if holder and held.lower() in _HELD:
            found = view.reader.holder(holder)
            if found is not None:
                yield found


def _who_held(view: SentenceView, group: Group, piece: Chunk) -> bool:
    """Whether a relative clause says who held a place: "which the militia had ruled since 2016"."""
    words = view.parse.words
    head = words[group.head]
    of_place = head.rel == "acl:relcl" and piece.start <= head.head < piece.end
    return of_place and group.lemma in _HOLDING and not group.passive


def taken_place(view: SentenceView, reading: Reading, frame: Frame) -> str | None:
    """The name of the place that is taken; "" where the text names none, None where nothing is taken."""
    if frame.kind != "territory":
        return None
    for slot, target in frame.roles.items():
        if target == "P":
            for piece in reading.slots.get(slot, []):
                mention = view.place_in(piece)
                if mention is not None:
                    return mention.surface
    return ""
