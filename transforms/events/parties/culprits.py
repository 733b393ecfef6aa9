"""Parties that did what a report names nobody for: who is blamed, who did the same just before, who it is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from schemas.coded import Party
from transforms.events.candidate import Candidate, Where
from transforms.events.frames.frame import ANY
from transforms.events.merging.within import Cluster
from transforms.events.ontology import ARMED, STATE, TYPES
from transforms.events.parties.actors import Country, slug
from transforms.events.parties.find import PartyReader
from transforms.events.parties.naming import key_of
from transforms.events.parties.sides import (
    leading_sides,
    main_group,
    other_side,
    protested,
    same_side,
    sides_of,
    takes_part,
)
from transforms.events.wordlists import word_list

#: The states of territories overseas, by codes: "NC:FR".
_BELONGS_TO = dict(pair.split(":") for pair in sorted(word_list("culprits_territories")))
#: Sentences within which somebody is blamed for what is told before.
_BLAMED_WITHIN = 3
#: Sentences after a deed in which further harm is most often the same doer's.
_GOES_ON_WITHIN = 2
#: Weapons of armies, that gunmen seldom have.
_APART = frozenset({"aerial", "drone", "heavy-weapons"})
#: Weapons that armies seldom use: nobody is blamed for a car bomb because his troops fight elsewhere.
_OF_NO_ARMY = frozenset({"explosives", "suicide-attack"})
#: What those who break up a crowd may do besides.
_OF_RIOT_POLICE = frozenset({None, "crowd-control", "firearms", "beat"})
#: Those who protest in each mode whom nobody names; protesters in others.
_PROTESTING = {"strike": ("strikers", "LAB"), "hunger": ("hunger strikers", "OPP")}
#: What is done to people whom somebody lets go afterwards.
_TAKING = frozenset({"abduct", "arrest"})
#: How many sentences before or after they are told to be taken.
_HELD_WITHIN = 8
#: Measures that only a state's authorities take.
_OF_AUTHORITIES = frozenset(
    {"curfew", "emergency", "border", "restrict", "protest_ban", "censor", "withhold", "martial-law"}
)


def implied_actors(
    known: Cluster, recipients: Sequence[Party], where: Where | None, reader: PartyReader,
    clusters: Sequence[Cluster], told: Sequence[Candidate],
) -> tuple[list[Party], str]:  # fmt: skip
    """Who did what nobody is named for, and by which rule; an empty list where no rule holds.

    For an attack: who is blamed for it soon after, who attacks just before it, the other side of whoever is struck, or
    the party that does most of what the report tells. For an arrest the police, for a sentence the courts, for a curfew
    the government.

    Args:
        known: the event.
        recipients: whom it strikes.
        where: its place.
        reader: the parties of the story.
        clusters: all events of the story.
        told: all its candidates, those that are no events of their own too.
    """
    frame = known.best.frame
    if frame.event_type == "ASSAULT" and frame.mode != "crowd-control":
        for found, by in _attackers(known, recipients, where, reader, clusters, told):
            if found:
                return found, by
        if frame.mode == "suicide-attack":
            return [
                Party(actor_id=None, name="suicide bomber", surface="", country=None, sector="UAF")
            ], "who dies in it"
        return [], ""
    if frame.event_type == "PROTEST" and frame.mode == "vandalize" and not protested(known, clusters):
        return [], ""  # vandals at a churchyard protest against nobody
    if frame.event_type == "PROTEST":
        name, sector = _PROTESTING.get(frame.mode or "", ("protesters", "OPP"))
        code = where.place.country if where is not None else None
        return [Party(actor_id=None, name=name, surface="", country=code, sector=sector)], "who protests"
    if frame.mode == "release":
        return _holding(known, recipients, reader, clusters, told), "who took them"
    if frame.kind == "displace":
        return _driving_out(known, recipients, reader, clusters), "whom they flee"
    if frame.kind == "charge" and (charging := _charging(known, reader)):
        return charging, "who tells of it"
    country = _ruling(where, reader)
    if country is None:
        return [], ""
    if frame.kind in ("arrest", "crowd") or frame.mode in ("arrest", "crowd-control"):
        if not any(p.sector in ("COP", "MIL") for p in recipients):
            return [_of_state("Police", "COP", country)], "who arrests"
    elif frame.event_type == "MOBILIZE" and frame.mode == "weapons":
        return [_of_state("Military", "MIL", country)], "whose tanks they are"
    elif frame.mode == "convict":
        return [_of_state("Courts", "JUD", country)], "who sentences"
    elif frame.kind == "charge":
        return [_of_state("Courts", "JUD", country)], "who charges"
    elif frame.kind in _OF_AUTHORITIES or (frame.predicate == ANY and frame.mode in _OF_AUTHORITIES):
        return [_of_state("Government", "GOV", country)], "who orders it"
    return [], ""


def _holding(
    known: Cluster, recipients: Sequence[Party], reader: PartyReader, clusters: Sequence[Cluster],
    told: Sequence[Candidate],
) -> list[Party]:  # fmt: skip
    """Who took those that are let go: "The gang carried off three teachers. Two have been freed"; the nearest such."""
    if not recipients or any(p.sector in STATE for p in recipients):
        return []  # "were handed over to the government": by those who had freed them
    at, freed = known.best.sentence, {key_of(p) for p in recipients}
    takings = []
    for other in clusters:
        if other.best.frame.mode in _TAKING and other.best.item == known.best.item:
            near = min((abs(at - t.sentence), t.sentence > at) for t in other.tellings)
            same = not freed.isdisjoint(key_of(p) for p in sides_of(other)[1])
            takings += [(not same, near, other)] if near[0] <= _HELD_WITHIN else []
    taking = min(takings, key=lambda f: f[:2], default=None)
    if taking is None:
        return []
    takers, taken = sides_of(taking[2])
    if not takers:
        takers, _ = implied_actors(taking[2], taken, taking[2].where(), reader, clusters, told)
    return _others(takers, recipients)


def _driving_out(
    known: Cluster, recipients: Sequence[Party], reader: PartyReader, clusters: Sequence[Cluster]
) -> list[Party]:
    """From whom people flee: who attacks just before, else the group that makes the attacks of the report.

    A side that the sentence itself names without an attack of its own is where they go: "fled towards the rebels".
    """
    attacks: list[tuple[int, list[Party]]] = []
    for other in clusters:
        gaps = [known.best.sentence - t.sentence for t in other.tellings if t.item == known.best.item]
        gaps = [gap for gap in gaps if 0 <= gap <= _GOES_ON_WITHIN]
        doers = _others([p for p in sides_of(other)[0] if p.sector in ARMED], recipients)
        if other.best.frame.event_type == "ASSAULT" and gaps and doers and _one_country(known, other):
            attacks.append((min(gaps), doers))
    gap, found = min(attacks, key=lambda a: a[0], default=(1, []))
    found = found or _doing_most(known, recipients, reader, clusters)
    spoken_of = {key_of(p) for p in reader.memory.told_with(known.best.start)} if gap else set()
    return [p for p in found if key_of(p) not in spoken_of]


def _attackers(
    known: Cluster, recipients: Sequence[Party], where: Where | None, reader: PartyReader,
    clusters: Sequence[Cluster], told: Sequence[Candidate],
) -> Iterator[tuple[list[Party], str]]:  # fmt: skip
    """Who may have made an attack, by one rule after the other, the surest first."""
    frame = known.best.frame
    yield _blamed(known, recipients, told), "blamed for it"
    yield _telling_of_it(known, recipients, reader), "who tells of it"
    yield _going_on(known, recipients, clusters), "who attacks just before"
    unlikely = STATE if frame.mode in _OF_NO_ARMY else frozenset[str]()
    others = _others(other_side(recipients, reader, clusters, frame.mode or frame.kind), recipients)
    yield [p for p in others if p.sector not in unlikely], "the other side of the fighting"
    enemy = _enemy_there(known, where, reader, clusters) if not unlikely else []
    struck = {p.country for p in recipients if p.sector in STATE}
    yield [p for p in enemy if p.country not in struck], "the other state at war"
    most = _doing_most(known, recipients, reader, clusters)
    yield [p for p in most if p.sector not in unlikely], "who attacks most in the report"


def _charging(known: Cluster, reader: PartyReader) -> list[Party]:
    """The police or the court that tells of a charge: "two men were charged, Kenyan police said"."""
    told = sorted({t.attributed_to for t in known.tellings if t.attributed_to})
    parties = [p for text in told if (p := reader.counted(text)) is not None]
    return [p for p in parties if p.actor_id and p.sector in ("COP", "JUD")][:1]


def _blamed(known: Cluster, recipients: Sequence[Party], told: Sequence[Candidate]) -> list[Party]:
    last = max(t.sentence for t in known.tellings)
    first = min(t.sentence for t in known.tellings)
    for other in told:
        near = first <= other.sentence <= last + _BLAMED_WITHIN and other.item == known.best.item
        if other.kind != "accuse" or not near or other.status not in ("real", "claimed"):
            continue
        blamed = [p for p in other.recipients if p.actor_id and (p.sector in ARMED or p.sector == "GOV")]
        blamed = _others(blamed, recipients)
        if blamed:
            return blamed
    return []


def _telling_of_it(known: Cluster, recipients: Sequence[Party], reader: PartyReader) -> list[Party]:
    """The army that tells of an air strike or of dead fighters: "a strike killed two rebels, the army said"."""
    mode = known.best.frame.mode
    fighters = bool(recipients) and all(p.sector in ARMED - STATE for p in recipients)
    if mode in _OF_NO_ARMY or not (mode in _APART or fighters):
        return []
    told = {t.attributed_to for t in known.tellings if t.attributed_to}
    parties = [p for text in sorted(told) if (p := reader.counted(text)) is not None]
    return _others([p for p in parties if p.sector == "MIL" and p.actor_id], recipients)[:1]


def _going_on(known: Cluster, recipients: Sequence[Party], clusters: Sequence[Cluster]) -> list[Party]:
    """Who attacks in the same sentence or shortly before: "Gunmen stormed the camp. Seven guards were shot"."""
    best: tuple[int, list[Party]] | None = None
    if known.best.kind == "campaign":
        return []
    first = min((t.sentence for t in known.tellings if not t.heading), default=known.best.sentence)
    for other in clusters:
        if other is known or other.best.item != known.best.item or not _one_story(known, other):
            continue
        gaps = [first - t.sentence for t in other.tellings if 0 <= first - t.sentence <= _GOES_ON_WITHIN]
        material = TYPES[other.best.frame.event_type].quad_class == 4  # who looks into a killing did not do it
        if not gaps or not material or (other.best.frame.event_type != "ASSAULT" and min(gaps) > 0):
            continue
        if other.best.frame.mode == "restrict":
            continue  # police cordon off a street to look into a murder
        doers = _others([p for p in sides_of(other)[0] if p.sector in ARMED], recipients)
        if other.best.frame.mode == "arrest":
            doers = [p for p in doers if p.sector != "COP"]  # they arrest somebody over a killing
        if doers and (best is None or min(gaps) < best[0]):
            best = min(gaps), doers
    return best[1] if best else []


def _one_story(known: Cluster, other: Cluster) -> bool:
    """Whether two deeds may be the same armed men's: like weapons, one day, no places far apart."""
    mode, modes = known.best.frame.mode, {t.frame.mode for t in other.tellings}
    if mode in _APART | {"explosives", "suicide-attack"} and mode not in modes:
        return False
    if mode not in modes and modes & _APART:
        return False
    if "crowd-control" in modes and mode not in _OF_RIOT_POLICE:
        return False  # who is stoned to death is not stoned by the police that fired tear gas
    mine, theirs = known.when(), other.when()
    if mine is not None and theirs is not None and (mine.first > theirs.last or theirs.first > mine.last):
        return False
    return _one_country(known, other)


def _one_country(known: Cluster, other: Cluster) -> bool:
    """Whether two events may lie in one state."""
    here, there = known.where(), other.where()
    return here is None or there is None or here.place.country == there.place.country


def _enemy_there(known: Cluster, where: Where | None, reader: PartyReader, clusters: Sequence[Cluster]) -> list[Party]:
    """Of two states at war the one that does not lie where an attack is made.

    What crowds and gangs do too speaks for it only where the report shows the two states fighting each other.
    """
    sides = [s for s in leading_sides(reader) if takes_part(s, reader, clusters)]
    of_armies = known.best.kind == "campaign" or known.best.frame.mode in _APART | {"firearms"}
    states = all(s.sector in STATE and s.sector != "COP" for s in sides)
    if where is None or len(sides) < 2 or not states or not (of_armies or _at_war(sides, clusters)):
        return []
    there = [s for s in sides if s.country == where.place.country]
    return [s for s in sides if s not in there and s.actor_id] if len(there) == 1 else []


def _at_war(sides: Sequence[Party], clusters: Sequence[Cluster]) -> bool:
    """Whether an attack of a report is one of the first side on the second, or of the second on the first."""
    one, other = sides
    attacks = (sides_of(c) for c in clusters if c.best.frame.event_type == "ASSAULT")
    return any(
        any(same_side(p, one) for p in ours) and any(same_side(p, other) for p in theirs)
        for doing, struck in attacks
        for ours, theirs in ((doing, struck), (struck, doing))
    )


def _doing_most(
    known: Cluster, recipients: Sequence[Party], reader: PartyReader, clusters: Sequence[Cluster]
) -> list[Party]:
    """The armed party that does most of the attacks of the same report."""
    party = main_group(reader, [c for c in clusters if c.best.item == known.best.item])
    return _others([party], recipients) if party is not None else []


def _others(parties: Sequence[Party], struck: Sequence[Party]) -> list[Party]:
    """Those who are not on the side of whoever is struck."""
    return [p for p in parties if not any(same_side(p, s) or p.name == s.name for s in struck)]


def _ruling(where: Where | None, reader: PartyReader) -> Country | None:
    """The state of a place; of a territory overseas the one that it belongs to."""
    code = (where.place.country if where is not None else None) or ""
    return reader.dictionary.countries.get(_BELONGS_TO.get(code, code))


def _of_state(label: str, sector: str, country: Country) -> Party:
    name = f"{label} of {country.name}"
    return Party(actor_id=slug(name), name=name, surface="", country=country.code, sector=sector)
