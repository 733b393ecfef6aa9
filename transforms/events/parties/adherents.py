"""The people of somebody, who are not he: "supporters of Imran Khan", "the president's allies"."""

from __future__ import annotations

from collections.abc import Callable

from schemas.coded import Party
from transforms.events.grammar.chunks import Chunk
from transforms.events.ontology import ARMED
from transforms.events.parties.phrase import Phrase
from transforms.events.parties.told import Reference
from transforms.events.wordlists import word_list

_ADHERENTS = word_list("parties_adherents")
#: Kinds of references to those whom people follow: a person, and whoever holds an office.
_LEADING = frozenset({"person", "force"})


def adherents(phrase: Phrase, read: Callable[[Chunk], Reference | None]) -> Reference | None:
    """The followers that a phrase speaks of; None for other phrases, and for those of armed men, who are their men.

    Args:
        phrase: the phrase.
        read: who a phrase within it is.
    """
    whose = _whose(phrase) if phrase.head in _ADHERENTS else None
    leader = read(whose) if whose is not None else None
    if leader is None or leader.kind not in _LEADING or leader.party.sector in ARMED:
        return None
    party = Party(name=phrase.head, surface=phrase.surface, country=leader.party.country, sector="OPP")
    return Reference(party, "described", named=False, plural=phrase.plural)


def _whose(phrase: Phrase) -> Chunk | None:
    """Whose followers they are, by the words before the noun or behind it."""
    piece = phrase.piece
    if piece.possessor is not None:
        return Chunk(piece.start, piece.possessor, piece.possessor - 1)
    before = [m for m in phrase.matches if m.end <= piece.head]
    if before:
        return Chunk(piece.start, before[-1].end, before[-1].end - 1)
    inner = phrase.parse.complements(piece)[:1]
    return inner[0][1] if inner and inner[0][0] == "of" else None
