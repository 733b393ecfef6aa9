"""Who is expelled: diplomats stand for their state, people who only left were made to."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.events.frames.frame import ANY, Frame
from transforms.events.frames.sense import SentenceView
from transforms.events.grammar.chunks import Chunk
from transforms.events.grammar.words import tokenize
from transforms.events.parties.told import Reference
from transforms.events.wordlists import word_list

#: Words of reports of embassies.
_AT_EMBASSIES = word_list("expelled_embassies")
_PEOPLE = frozenset({"CVL", "REF"})


def expelled(view: SentenceView, found: Reference, piece: Chunk) -> Reference:
    """Whom an expulsion strikes: the state of nationals where it is one of diplomats, else who is named.

    "Expelled 23 Russians" in a report that speaks of an embassy, "expelled two Iranian embassy employees".
    """
    if not found.party.country:
        return found
    words = [w.token.lower for w in view.parse.words[piece.start : piece.end]]
    nationals = found.kind == "people" and not _AT_EMBASSIES.isdisjoint(t.lower for t in tokenize(view.reader.text))
    staff = found.kind == "described" and not _AT_EMBASSIES.isdisjoint(words)
    if not (nationals or staff):
        return found
    return view.reader.as_owner(found.under(found.party.surface, "people"), piece, view.parse)


def made_to_leave(frame: Frame, actors: Sequence[Reference]) -> bool:
    """Whether those who seem to act were driven out: civilians who "came out of the town"."""
    heard = frame.predicate == ANY and frame.mode == "expel"
    return heard and bool(actors) and all(a.party.sector in _PEOPLE for a in actors)
