"""Parties that a report leaves unsaid because its readers know them: the other side, the state, the crowd."""

from __future__ import annotations

from collections.abc import Sequence

from schemas.coded import Party
from transforms.events.actors import slug
from transforms.events.candidate import Candidate, Where
from transforms.events.naming import state_party
from transforms.events.ontology import ARMED, STATE
from transforms.events.parties import PartyReader
from transforms.events.resolve import Cluster
from transforms.events.sides import leading_sides

#: Sentences within which somebody is blamed for what is told before.
_BLAMED_WITHIN = 3
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


def implied_actors(
    known: Cluster, recipients: Sequence[Party], where: Where | None, reader: PartyReader, told: Sequence[Candidate]
) -> tuple[list[Party], str]:
    """Who did what nobody is named for: who is blamed for it or claims it soon after, or the police that arrests.

    `told` are all candidates of the story, those that are no events of their own too.
    """
    frame = known.best.frame
    if frame.event_type == "ASSAULT" and frame.mode != "crowd-control":
        last = max(t.sentence for t in known.tellings)
        first = min(t.sentence for t in known.tellings)
        struck = {p.actor_id or p.name for p in recipients}
        for other in told:
            near = first <= other.sentence <= last + _BLAMED_WITHIN and other.item == known.best.item
            if other.kind != "accuse" or not near or other.status not in ("real", "claimed"):
                continue
            blamed = [p for p in other.recipients if p.actor_id and (p.sector in ARMED or p.sector == "GOV")]
            blamed = [p for p in blamed if p.actor_id not in struck]
            if blamed:
                return blamed, "blamed for it"
    police = frame.kind in ("arrest", "crowd") or frame.mode in ("arrest", "crowd-control")
    code = where.place.country if where is not None else None
    country = reader.dictionary.countries.get(code or "")
    if police and country is not None and not any(p.sector in ("COP", "MIL") for p in recipients):
        name = f"Police of {country.name}"
        return [Party(actor_id=slug(name), name=name, surface="", country=country.code, sector="COP")], "who arrests"
    return [], ""


def _same_side(one: Party, other: Party) -> bool:
    if one.actor_id and one.actor_id == other.actor_id:
        return True
    return bool(one.country) and one.country == other.country and one.sector in STATE and other.sector in STATE
