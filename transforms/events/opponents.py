"""Parties that a report leaves unsaid because its readers know them: the other side, the state, the crowd."""

from __future__ import annotations

from collections.abc import Sequence

from schemas.coded import Party
from transforms.events.candidate import Where
from transforms.events.naming import state_party
from transforms.events.ontology import STATE
from transforms.events.parties import PartyReader
from transforms.events.resolve import Cluster
from transforms.events.sides import leading_sides

#: Kinds of fighting in which whoever does not act is the other of two sides.
_FIGHTING = frozenset({"clash", "offensive", "aerial", "shelling", "territory", "campaign", "advance", "shootdown"})


def implied_recipients(
    known: Cluster, actors: Sequence[Party], where: Where | None, reader: PartyReader, clusters: Sequence[Cluster]
) -> tuple[list[Party], str]:
    """Whom an event strikes that names nobody, and by which rule; an empty list where no rule holds.

    In fighting, the other of the two sides that the report names most; in a protest, the state where it happens, if
    the report names it; in the break-up of a protest, those who protest.
    """
    kind, event_type = known.best.kind, known.best.frame.event_type
    if event_type == "ASSAULT" and kind in _FIGHTING and actors:
        sides = leading_sides(reader)
        mine = next((s for s in sides if any(_same_side(s, a) for a in actors)), None)
        if mine is not None and len(sides) == 2:
            other = [s for s in sides if not _same_side(s, mine)]
            return other, "the other side of the fighting"
    if event_type == "PROTEST" and known.best.frame.mode != "strike" and where is not None:
        code = where.place.country or ""
        country = reader.dictionary.countries.get(code)
        if country is not None and reader.states.get(code, 0):
            return [state_party(country, country.name)], "the state where people protest"
    if kind == "crowd":
        crowd = next((c for c in clusters if c.best.frame.event_type == "PROTEST" and c.best.actors), None)
        if crowd is not None and crowd.best.item == known.best.item:
            return list(crowd.best.actors), "those who protest"
    return [], ""


def _same_side(one: Party, other: Party) -> bool:
    if one.actor_id and one.actor_id == other.actor_id:
        return True
    return bool(one.country) and one.country == other.country and one.sector in STATE and other.sector in STATE
