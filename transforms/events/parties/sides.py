"""The parties that a story names most: the two sides of its conflict, and the armed group it is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from schemas.coded import Party
from transforms.events.grammar.words import tokenize
from transforms.events.merging.within import Cluster
from transforms.events.ontology import ARMED, STATE
from transforms.events.parties.find import PartyReader
from transforms.events.parties.naming import besides, key_of, state_party
from transforms.events.wordlists import word_list

#: What a mention of a government or its people says of who fights, against one of armed men.
_OF_OFFICE = 0.3
#: Attacks that only armies make, and those that they seldom make.
_OF_ARMIES = frozenset({"aerial"})
_OF_GUERRILLAS = frozenset({"suicide-attack", "explosives", "bombing"})
#: How often a report must tell of a group for it to be about that group.
_ABOUT = 3.0
#: Offices that speak for a state and are no side: "the State Department".
_OFFICES = word_list("sides_offices")
#: What shows that a side is in a fight, and not only spoken of in the report.
_IN_ARMS = frozenset({"ASSAULT", "MOBILIZE", "COERCE", "RETREAT"})
#: The side of armed men whom nobody names.
_UNNAMED = "unnamed"


def leading_sides(reader: PartyReader) -> list[Party]:
    """The two sides of the story's conflict, for "the two sides" and for whoever is left unsaid.

    They are those whose armed men its phrases tell most: the forces of a state count as one side, fighters without a
    name as those of the leading group. Where the phrases tell fewer than two, the parties and states named most.
    """
    return _leading(reader, _told_sides(reader))


def _leading(reader: PartyReader, told: Sequence[_Told]) -> list[Party]:
    sides = [side.party for side in told if side.side != _UNNAMED]
    unnamed = [side.party for side in told if side.side == _UNNAMED]
    if len(sides) == 1 and sides[0].sector == "COP":
        sides += _crowds(reader)[:1]
    for party in (*_named_most(reader), *unnamed):
        if len(sides) < 2 and not any(same_side(party, other) for other in sides):
            sides.append(party)
    return sides[:2]


def _crowds(reader: PartyReader) -> list[Party]:
    """Those whom policemen alone have against them: opponents and protesters, the ones most told first."""
    told = [t.reference.party for t in reader.memory.told if t.reference.party.sector == "OPP"]
    most = Counter(key_of(p) for p in told).most_common()
    return [next(p for p in told if key_of(p) == name) for name, _ in most]


def other_side(
    parties: Sequence[Party], reader: PartyReader, clusters: Sequence[Cluster], kind: str | None = None
) -> list[Party]:
    """Who fights whoever stands on the side of `parties`: whom the report shows against them, else the other of two.

    Args:
        parties: who is known of an event.
        reader: the parties of the story.
        clusters: its events.
        kind: what happened, where only some can have done it: armed men of no state have no aircraft.
    """
    mine = {s for p in parties if (s := _side(reader, p)) is not None}
    if not mine:
        return []
    against: Counter[str] = Counter()
    shown: dict[str, Party] = {}
    allies: set[str] = set()
    for known in clusters:
        if known.best.frame.event_type != "ASSAULT":
            continue
        actors, recipients = sides_of(known)
        for ours, theirs in ((actors, recipients), (recipients, actors)):
            sides = {_side(reader, p) for p in ours}
            if sides.isdisjoint(mine):
                continue
            allies |= {s for s in sides if s is not None}
            for party in theirs:
                side = _side(reader, party)
                if side is not None and side not in mine and (party.sector in ARMED or party.sector == "GOV"):
                    against[side] += 1
                    shown.setdefault(side, party)
    found = [shown[side] for side, _ in against.most_common() if side not in allies]
    if not found:
        told = _told_sides(reader)
        leading = _leading(reader, told)
        group = next((t for t in told if t.party.sector not in STATE | {"IMG"}), None)
        second = told[1].weight if len(told) > 1 else 0.0
        if group is not None and all(p.sector in STATE for p in leading) and group.weight * 2 > second:
            leading = [p for p in leading if _side(reader, p) in mine] + [group.party]  # two states may be allies
        if len(leading) == 2 and any(_side(reader, p) in mine for p in leading):
            in_action = {t.side for t in told if t.acts} | sides_taking_part(reader, clusters)
            found = [p for p in leading if (s := _side(reader, p)) not in mine | allies and s in in_action]
    if all(p.sector in STATE for p in parties):
        found = [p for p in found if p.sector != "COP"]  # policemen are seldom the other side of a state's forces
    if kind in _OF_ARMIES:
        found = [p for p in found if p.sector in STATE or p.sector == "IMG"]
    elif kind in _OF_GUERRILLAS:
        found = [p for p in found if p.sector not in STATE]
    return found[:1]


def protested(known: Cluster, clusters: Sequence[Cluster]) -> bool:
    """Whether a story tells of another protest than one event, of which damage may be a part."""
    return any(
        c is not known and c.best.frame.event_type == "PROTEST" and c.best.frame.mode != "vandalize" for c in clusters
    )


def sides_taking_part(reader: PartyReader, clusters: Sequence[Cluster]) -> set[str]:
    """The sides that do something to others or are done to in what a story tells, besides what they say."""
    return {
        side
        for known in clusters
        if known.best.frame.event_type in _IN_ARMS
        for t in known.tellings
        for party in (*t.actors, *(t.recipients if known.best.frame.event_type != "MOBILIZE" else ()))
        if (side := _side(reader, party)) is not None
    }


def takes_part(party: Party, reader: PartyReader, clusters: Sequence[Cluster]) -> bool:
    """Whether a story tells that the side of a party does something to others, is done to, or is in arms."""
    side = _side(reader, party)
    return side in sides_taking_part(reader, clusters) or any(t.acts and t.side == side for t in _told_sides(reader))


def struck_most(actors: Sequence[Party], reader: PartyReader, clusters: Sequence[Cluster]) -> list[Party]:
    """Whom a third party strikes, an ally of one side: the armed side that the report shows struck by far most."""
    mine = {_side(reader, p) for p in actors}
    count: Counter[str] = Counter()
    shown: dict[str, Party] = {}
    for known in clusters:
        if known.best.frame.event_type != "ASSAULT":
            continue
        for party in sides_of(known)[1]:
            side = _side(reader, party) if party.sector in ARMED else None
            if side is not None and side != _UNNAMED:
                count[side] += 1
                shown.setdefault(side, party)
    if not count:
        return []
    (side, most), *others = count.most_common()
    if side in mine or most < 2 or (others and others[0][1] * 2 > most):
        return []
    return [shown[side]]


def main_group(reader: PartyReader, clusters: Sequence[Cluster]) -> Party | None:
    """The armed group that does most of what a report tells, or that it is about where nobody is told to attack."""
    doing: Counter[str] = Counter()
    for known in clusters:
        if known.best.frame.event_type == "ASSAULT":
            doing.update({s for p in sides_of(known)[0] if p.sector in ARMED and (s := _side(reader, p)) is not None})
    groups = [told for told in _told_sides(reader) if told.party.sector not in STATE]
    if not groups:
        return None
    first = groups[0]
    if _UNNAMED in doing and first.side != _UNNAMED:
        doing[first.side] += doing.pop(_UNNAMED)
    if not doing:
        alone = len(groups) == 1 or groups[1].weight * 3 <= first.weight
        return first.party if alone and first.weight >= _ABOUT else None
    (side, most), *others = doing.most_common()
    if side != first.side or most < 2 or (others and others[0][1] * 2 > most):
        return None
    return first.party


@dataclass(frozen=True, slots=True)
class _Told:
    """A side that a story tells of.

    Its key, how much it is told, the party that stands for it, and whether it does more than speak.
    """

    side: str
    weight: float
    party: Party
    acts: bool


def _told_sides(reader: PartyReader) -> list[_Told]:
    """The sides whose armed men the phrases of the story tell, most often told first."""
    weights: dict[str, float] = {}
    parties: dict[str, Counter[str]] = {}
    by_name: dict[str, Party] = {}
    acting: set[str] = set()
    for told in reader.memory.told:
        if told.bygone:
            continue
        party = told.reference.party
        side = _side(reader, party) if party.sector in ARMED or party.sector == "GOV" else None
        if side is None:
            continue
        if party.sector in ARMED and not told.speaks:
            acting.add(side)
        weights[side] = weights.get(side, 0.0) + (1.0 if party.sector in ARMED else _OF_OFFICE)
        if party.sector in ARMED:
            name = key_of(party)
            parties.setdefault(side, Counter())[name] += 1
            by_name.setdefault(name, party)
    armed = sorted(parties, key=lambda s: -weights[s])
    groups = [s for s in armed if s != _UNNAMED and not s.startswith("state ")]
    if _UNNAMED in armed and groups:
        weights[groups[0]] += weights[_UNNAMED]
        armed = sorted((s for s in armed if s != _UNNAMED), key=lambda s: -weights[s])
    found = []
    for side in armed:
        actor = reader.dictionary.actors.get(side)
        party = by_name[parties[side].most_common(1)[0][0]]
        if actor is not None:
            party = reader.named(actor, reader.memory.mention(side) or actor.name).party
        found.append(_Told(side, weights[side], party, side in acting))
    return found


def _side(reader: PartyReader, party: Party) -> str | None:
    """Whose armed men a party stands for: a state's, those of a group or of its leader, unnamed ones."""
    if party.sector in STATE and not _of_its_own(reader, party):
        return f"state {party.country}" if party.country else None
    if party.sector not in ARMED and not party.actor_id:
        return None
    actor = reader.dictionary.actors.get(party.actor_id or "")
    if actor is not None and actor.person:
        return actor.parent
    return party.actor_id or _UNNAMED


def _of_its_own(reader: PartyReader, party: Party) -> bool:
    """Whether a force with a name is no part of its state: the Peshmerga."""
    actor = reader.dictionary.actors.get(party.actor_id or "")
    return actor is not None and party.sector in ARMED and not (actor.part or actor.person)


def _named_most(reader: PartyReader) -> list[Party]:
    """The armed parties, governments and states whose names stand in the story most often."""
    parties: list[Party] = []
    for actor_id, _ in reader.groups.most_common(6):
        actor = reader.dictionary.actors.get(actor_id)
        office = actor is not None and actor.name.split()[-1].lower() in _OFFICES
        if actor is not None and not office and (actor.sector in ARMED or actor.sector == "GOV"):
            parties.append(reader.named(actor, actor.name).party)
    for code, count in reader.states.most_common(2):
        country = reader.dictionary.countries.get(code)
        if country is not None and count > 1:
            parties.append(state_party(country, country.name))
    return parties


def same_side(one: Party, other: Party) -> bool:
    """Whether two parties stand on one side: one and the same, or both of one state."""
    if one.actor_id and one.actor_id == other.actor_id:
        return True
    return bool(one.country) and one.country == other.country and one.sector in STATE and other.sector in STATE


def leading_group(reader: PartyReader, others: Sequence[str], surface: str) -> Party | None:
    """The named armed group that the story names most, but for those whose names stand in the phrases `others`."""
    words = [t.text for text in others for t in tokenize(text)]
    named = {m.name.actor.actor_id for m in reader.dictionary.find(words, reader.local) if m.name.actor}
    for actor_id, _ in reader.groups.most_common():
        actor = reader.dictionary.actors.get(actor_id)
        if actor is not None and actor.sector in ("REB", "ISM") and actor_id not in named:
            return reader.named(actor, surface).party
    return None


def sides_of(known: Cluster) -> tuple[list[Party], list[Party]]:
    """Actors and recipients: of the best telling, named ones of the others where it only describes or lacks them."""
    best = known.best
    of_type = [t for t in known.tellings if t is not best and t.frame.event_type == best.frame.event_type]
    of_type = [t for t in of_type if t.strength > 1 or t.frame.mode in (None, best.frame.mode)]
    struck = [p for t in (best, *of_type) for p in t.recipients]
    actors = _best_side([best.actors, *(besides(t.actors, struck) for t in of_type)])
    recipients = _best_side([best.recipients, *(besides(t.recipients, best.actors) for t in of_type)])
    if all(p.name in COUNTS for p in actors):
        actors = []  # "dozens" do nothing
    recipients = besides(recipients, actors)
    return (recipients, actors) if _received(known, actors, recipients) else (actors, recipients)


def _received(known: Cluster, actors: Sequence[Party], recipients: Sequence[Party]) -> bool:
    """Whether actors are only hosts: "Ruto met Museveni in Kampala", told first, and "Museveni received Ruto"."""
    if known.best.frame.event_type != "CONSULT":
        return False
    both = (t for t in known.tellings if t.actors and t.recipients)
    first = min(both, key=lambda t: t.sentence, default=None)
    if first is None:
        return False
    doing, done_to = {key_of(p) for p in first.actors}, {key_of(p) for p in first.recipients}
    return doing == {key_of(p) for p in recipients} and done_to == {key_of(p) for p in actors}


#: What counts without saying whom, and what says little more.
COUNTS = word_list("parties_counts")
_VAGUE = word_list("parties_quantities")


def _best_side(sides: Iterable[list[Party]]) -> list[Party]:
    listed = [side for side in sides if side]
    counted = [side for side in listed if any(p.name not in _VAGUE for p in side)]
    listed = counted or listed
    named = [side for side in listed if any(p.actor_id for p in side) and _may_be(listed[0], side)]
    return (named or listed or [[]])[0]


def _may_be(described: Sequence[Party], named: Sequence[Party]) -> bool:
    """Whether a named party may be whom another telling describes: gunmen are no army."""
    outlaws = all(p.actor_id is None and p.sector == "UAF" for p in described)
    return not outlaws or not all(p.sector in STATE for p in named)
