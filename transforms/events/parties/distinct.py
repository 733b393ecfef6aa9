"""References side by side: those told twice, those of one force, those who may fight each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from transforms.events.grammar.chunks import Chunk
from transforms.events.grammar.syntax import Parse
from transforms.events.ontology import STATE
from transforms.events.parties.naming import key_of
from transforms.events.parties.told import Reference


def told_by(parse: Parse, piece: Chunk, pieces: list[Chunk]) -> bool:
    """Whether phrases tell of another one already, or what hangs on them does: "soldiers from Chad and Mali"."""
    for one in pieces:
        under = [joined for _, c in parse.complements(one) for joined in parse.conjuncts(c)]
        if piece in (one, *parse.appositions(one), *under):
            return True
    return False


def opposed(pair: list[Reference]) -> bool:
    """Whether two parties joined by "and" may fight each other: not the police and the army of one state."""
    if len(pair) < 2:
        return False
    one, other = pair[0].party, pair[1].party
    return not (one.country == other.country and {one.sector, other.sector} <= STATE)


def apart_from(references: Iterable[Reference], actors: Iterable[Reference]) -> Iterator[Reference]:
    """Those of the force that acts to whom it is done, by their own words: "police arrested two officers"."""
    acting = {key_of(r.party): r.party.surface.lower() for r in actors if r.kind == "force"}
    for reference in references:
        surface = reference.party.surface
        other = surface and surface.lower() != acting.get(key_of(reference.party), surface.lower())
        if other and reference.kind == "force":
            party = replace(reference.party, actor_id=None, name=surface.removeprefix("the "))
            yield replace(reference, party=party)
        else:
            yield reference


def unique(references: Iterable[Reference], others: Iterable[Reference] = ()) -> list[Reference]:
    """References without repeats and without the parties of others."""
    seen = {key_of(r.party) for r in others}
    found = []
    for reference in references:
        key = key_of(reference.party)
        if key not in seen:
            seen.add(key)
            found.append(reference)
    return found
