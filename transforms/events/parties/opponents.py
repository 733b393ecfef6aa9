"""Parties done to that a report leaves unsaid because its readers know them: the other side, the state, the crowd."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from schemas.coded import Party
from transforms.events.candidate import IN_SENTENCE, Where
from transforms.events.frames.frame import ANY
from transforms.events.merging.within import Cluster
from transforms.events.ontology import ARMED, STATE, TYPES
from transforms.events.parties.answers import WITHIN, told_before, welcomed
from transforms.events.parties.find import PartyReader
from transforms.events.parties.making import HELD_BY
from transforms.events.parties.naming import state_party
from transforms.events.parties.sides import (
    COUNTS,
    leading_sides,
    other_side,
    protested,
    same_side,
    sides_of,
    struck_most,
    takes_part,
)
from transforms.events.tolls import TollMention

#: Kinds of fighting in which whoever does not act is the other of two sides.
_FIGHTING = frozenset({"clash", "offensive", "aerial", "shelling", "territory", "campaign", "advance", "shootdown"})
#: Fighting from afar: where it strikes civilians, the report says whom it strikes.
_BOMBARDED = frozenset({"aerial", "shelling"})
_CIVIL = frozenset({"CVL", "REF", "MED", "EDU", "JRN", "NGO"})
#: Measures that bind whoever lives in a place, and the modes of those that the event heads alone know.
_BINDING = frozenset({"curfew", "restrict", "emergency", "withhold", "censor", "martial-law"})
#: Those that bind everybody there.
_BINDING_ALL = frozenset({"curfew", "emergency", "martial-law"})
#: Kinds of what is done to those who protest.
_OF_CROWDS = frozenset({"crowd", "protest_ban"})
#: Kinds of what brings down those who rule.
_OVERTHROW = frozenset({"coup", "dissolve"})
#: Words that answer what somebody did.
_ANSWERS = frozenset({"ACCUSE", "REJECT", "REQUEST", "THREATEN", "SANCTION", "CONCEDE"})
#: Words and measures against somebody.
_AGAINST = frozenset({"ACCUSE", "REJECT", "THREATEN", "SANCTION"})
#: Words that others' words called for, and words that call for an answer.
_REPLIES = frozenset({"REJECT", "CONCEDE"})
_SPOKEN = frozenset({"ACCUSE", "REQUEST", "THREATEN"})
#: Modes of measures that one state after another takes against the same: each recalls its envoy, expels diplomats.
_FOLLOWED = frozenset({"withdraw", "expel"})
#: Modes of what is done to one person.
_OF_ONE_PERSON = frozenset({"expel", "convict"})
#: Deeds that words answer.
_ANSWERED = frozenset({"ASSAULT", "COERCE", "ACCUSE", "REQUEST", "THREATEN", "SANCTION", "REJECT", "MOBILIZE"})
#: Those that a refusal or a denial answers: nobody denies having been arrested.
_TO_BE_DENIED = _ANSWERED - {"COERCE"}
#: Sectors of those who ask the state for something.
_ASKING = frozenset({"OPP", "CVL", "LAB", "EDU", "MED", "JRN", "REL", "AGR", "BUS"})
#: What a crowd is called that is only counted, and its sector.
_CROWD = ("protesters", "OPP")
#: What stands before an attack that helps others with theirs, and within how many characters.
_HELPED_BY = re.compile(
    r"\b(?:(?:backed|supported|helped|aided|assisted|covered|accompanied|preceded)(?: up)? by"
    r"|(?:help|support|backing|cover|aid|assistance) (?:of|from))\s(?:(?!by\b|and\b)[\w.'’-]+\s){0,5}$",
    re.IGNORECASE,
)
_BEFORE = 80
#: Names of people of whom nothing is said.
_ANYBODY = frozenset({"people", "person", "persons", "men", "man", "women", "others", "other", "youths", "youth"})


def implied_recipients(
    known: Cluster, actors: Sequence[Party], recipients: Sequence[Party], where: Where | None, reader: PartyReader,
    clusters: Sequence[Cluster],
) -> tuple[list[Party], str]:  # fmt: skip
    """Whom an event strikes that names nobody, and by which rule; an empty list where no rule holds.

    In fighting, the other of the two sides; in a protest, the state where it happens, if the report names it; in the
    break-up of a protest, those who protest; of a curfew or a ban, those who live where it holds; of words that answer
    a deed, who did it; of a visit, the state that is visited; of forces that are sent out, those they are sent against;
    of a go-between, the sides of the conflict; of a demand by people of the state, the state.
    """
    frame, kind = known.best.frame, known.best.kind
    state = _state(where, reader)
    there = where is not None and where.rank >= IN_SENTENCE and not recipients
    if kind == "withdraw" and state is not None and there and _strangers(actors, state):
        return [state], "the state that they leave"
    taking = frame.event_type == "COERCE" and (kind == "siege" or bool(frame.territory))
    fought = frame.event_type in ("ASSAULT", "RETREAT") and (
        kind in _FIGHTING or kind in ("withdraw", "disarm", "ceasefire")
    )
    if kind == "withdraw":
        fought = fought and any(p.actor_id for p in actors)
    if actors and (fought or taking):
        helped = _struck_by_those_helped(known, reader, clusters)
        if helped:
            return helped, "whom those strike whom it helps"
        other = other_side(actors, reader, clusters)
        bystanders = kind in _BOMBARDED and any(p.sector in _CIVIL for p in recipients)
        if other and not bystanders and (not recipients or kind == "clash" or any(p.actor_id for p in actors)):
            return other, "the other side of the fighting"
        struck = struck_most(actors, reader, clusters)
        if struck:
            return struck, "who is struck most in the report"
    if (
        frame.event_type == "PROTEST"
        and state is not None
        and (frame.mode != "vandalize" or protested(known, clusters))
    ):
        return [_ruling(state, reader)], "the state where people protest"
    if kind in _OF_CROWDS:
        crowd = list(_protesters(known, clusters, math.inf))
        if crowd:
            return crowd, "those who protest"
    if frame.event_type in _ANSWERS and actors and not (recipients and frame.event_type == "ACCUSE"):
        doers = _addressed(known, actors, clusters) if frame.event_type in _REPLIES else []
        if doers:
            return doers, "who spoke to them before"
        doers = [] if _of_itself(known) else _answered(known, actors, clusters)
        if doers:
            return _as_addressed(known, actors, doers, clusters), "whose deed is answered"
        if recipients:
            return [], ""
        if known.best.of_violence:
            doers = _condemned(known, actors, clusters)
            return doers, "who did what is condemned" if doers else ""
        usual = [] if frame.mode == "investigate" or kind == "dismiss" else _usual_opposite(known, actors, clusters)
        if usual:
            return usual, "whom the report has against them"
    if recipients:
        return [], ""
    if frame.event_type == "SUPPORT" and actors:
        doers = welcomed(known, actors, clusters)
        if doers:
            return doers, "whose deed is welcomed"
    if frame.event_type == "MOBILIZE" and actors:
        against = _sent_against(known, actors, reader, clusters)
        if against:
            return against, "against whom they are sent"
    if frame.mode == "third-party":
        sides = [s for s in leading_sides(reader) if not any(same_side(s, a) for a in actors)]
        sides = [s for s in sides if takes_part(s, reader, clusters)]
        if len(sides) == 2:
            return sides, "the sides of the conflict"
    asking = frame.event_type == "REQUEST" and bool(actors) and all(p.sector in _ASKING for p in actors)
    if asking and reader.focus is not None and all(p.country in (None, reader.focus.code) for p in actors):
        return [state_party(reader.focus, reader.focus.name)], "the state of which they ask it"
    if kind in _OVERTHROW and state is not None and not any(p.sector == "GOV" for p in actors):
        return [state], "the state whose rulers fall"
    binding = kind in _BINDING or (frame.predicate == ANY and frame.mode in _BINDING)
    sure = where is not None and (where.rank >= IN_SENTENCE or kind in _BINDING_ALL)
    if binding and sure and where is not None and (kind in _BINDING_ALL or _lived_in(where)):
        return [residents(where)], "who lives there"
    if frame.mode == "visit" and state is not None and all(p.country not in (None, state.country) for p in actors):
        return [state], "the state that is visited"
    return [], ""


def _struck_by_those_helped(known: Cluster, reader: PartyReader, clusters: Sequence[Cluster]) -> list[Party]:
    """Whom others of its sentence attack with its help: "troops backed by French air strikes drove jihadists out"."""
    best = known.best
    if _HELPED_BY.search(reader.text, max(0, best.start - _BEFORE), best.start) is None:
        return []
    others = (t for c in clusters if c is not known for t in c.tellings if t.frame.event_type == "ASSAULT")
    beside = (t for t in others if t.sentence == best.sentence and t.start > best.start)
    return next((list(t.recipients) for t in beside if t.recipients), [])


def anybody(tolls: Sequence[TollMention]) -> list[Party]:
    """People, where somebody is killed or hurt and nothing says who: "a bomb killed three"."""
    harmed = any(t.effect in ("killed", "injured") and t.best != 0 for t in tolls)
    return [Party(actor_id=None, name="people", surface="", country=None, sector="CVL")] if harmed else []


def meant_as_well(known: Cluster, recipients: Sequence[Party], clusters: Sequence[Cluster]) -> list[Party]:
    """Who else is meant by people of whom nothing is said: those arrested at a protest are protesters."""
    kind = known.best.kind
    if kind not in ("arrest", "crowd") or not all(p.name in _ANYBODY for p in recipients):
        return []
    names = {p.name for p in recipients}
    return [p for p in _protesters(known, clusters, WITHIN) if p.name not in names]


def _protesters(known: Cluster, clusters: Sequence[Cluster], within: float) -> Iterator[Party]:
    """Those who protest not more than so many sentences before or after; just protesters where nothing says who."""
    at = known.best.sentence
    crowds = [
        (abs(t.sentence - at), t.sentence > at, t.actors)
        for other in clusters
        for t in other.tellings
        if t.frame.event_type == "PROTEST" and t.item == known.best.item
    ]
    near = sorted((c for c in crowds if c[0] <= within), key=lambda c: c[:2])
    told = next((c[2] for c in near if c[2] and any(p.name not in COUNTS for p in c[2])), ())
    if near and not told:
        yield Party(actor_id=None, name=_CROWD[0], surface="", country=None, sector=_CROWD[1])
    yield from told


def _addressed(known: Cluster, actors: Sequence[Party], clusters: Sequence[Cluster]) -> list[Party]:
    """Who shortly before accused, asked or threatened those who now refuse, deny or give in."""
    for gap, other in told_before(known, clusters, _SPOKEN):
        speakers, addressed = sides_of(other)
        to_nobody = not addressed and gap < 2
        if to_nobody or any(same_side(a, r) for a in actors for r in addressed):
            speakers = [p for p in speakers if not any(same_side(p, a) for a in actors)]
            if speakers:
                return speakers
    return []


def _answered(known: Cluster, actors: Sequence[Party], clusters: Sequence[Cluster]) -> list[Party]:
    """Who did what words answer: the deed that their sentence names, else the last one shortly before."""
    at = known.best.sentence
    deeds = told_before(known, clusters, _TO_BE_DENIED if known.best.frame.event_type in _REPLIES else _ANSWERED)
    for _, other in deeds:
        if any(t.sentence == at and t.strength == 1 for t in other.tellings):
            return [p for p in sides_of(other)[0] if not any(same_side(p, a) for a in actors)]
    for _, other in deeds:
        step = _follows_suit(known, other)
        if step or {other.best.frame.event_type, known.best.frame.event_type} <= _SPOKEN:
            # "Guatemala criticised Mexico; Honduras protested", "France recalled its envoy; Spain did": to the same
            speakers, addressed = sides_of(other)
            if any(same_side(p, a) for p in speakers for a in actors):
                continue
            if not any(same_side(p, a) or _one_state(p, a) for p in addressed for a in actors):
                against = [p for p in addressed if p.actor_id]
                if against:
                    return against
                if not step:
                    continue
        doers = [p for p in sides_of(other)[0] if p.actor_id and (p.sector in ARMED or p.sector in STATE)]
        if doers and not any(same_side(p, a) or _one_state(p, a) for p in doers for a in actors):
            return doers
    return []


def _follows_suit(known: Cluster, other: Cluster) -> bool:
    """Whether a measure may be taken because another state took one: "Spain recalled hers too", "Germany followed"."""
    ours = known.best.frame
    followed = ours.mode in _FOLLOWED or ours.predicate == ANY
    return followed and ours.event_type == other.best.frame.event_type == "SANCTION"


def _as_addressed(
    known: Cluster, actors: Sequence[Party], doers: list[Party], clusters: Sequence[Cluster]
) -> list[Party]:
    """Those of the state whose deed is answered whom the same sentence has the same speakers address.

    Who "summoned the Turkish ambassador and called the raids a violation" says both to the government.
    """
    at = known.best.sentence
    for other in clusters:
        answers = other.best.frame.event_type in _AGAINST
        if other is known or not answers or at not in {t.sentence for t in other.tellings}:
            continue
        speakers, addressed = sides_of(other)
        same = [p for p in addressed if any(_one_state(p, d) for d in doers)]
        if same and any(same_side(p, a) for p in speakers for a in actors):
            return same
    return doers


def _sent_against(
    known: Cluster, actors: Sequence[Party], reader: PartyReader, clusters: Sequence[Cluster]
) -> list[Party]:
    """Whom forces are sent against: their crowds where a report has no fight, the other side where it has one."""
    item = [c for c in clusters if c is not known and c.best.item == known.best.item]
    fights = sum(c.best.frame.event_type == "ASSAULT" for c in item)
    protests = sum(c.best.frame.event_type == "PROTEST" for c in item)
    own = all(p.sector in STATE for p in actors)
    if own and protests and (protests >= fights or known.best.frame.mode == "police"):
        return [p for p in _protesters(known, clusters, math.inf) if p.sector not in STATE]
    return other_side(actors, reader, clusters)


def _strangers(actors: Sequence[Party], state: Party) -> bool:
    """Whether all who act are known to be of other states."""
    return bool(actors) and all(p.country not in (None, state.country) for p in actors)


def _of_itself(known: Cluster) -> bool:
    """Whether it is done to a person, or an inquiry: those answer nobody's deed of the sentences before."""
    frame = known.best.frame
    return frame.mode in _OF_ONE_PERSON or (frame.mode == "investigate" and not known.best.of_violence)


def _condemned(known: Cluster, actors: Sequence[Party], clusters: Sequence[Cluster]) -> list[Party]:
    """Who did what is condemned as an attack, a killing or a coup, be they only described: the last one told before."""
    at = known.best.sentence
    found: list[tuple[int, list[Party]]] = []
    for other in clusters:
        violent = other.best.frame.event_type == "ASSAULT" or other.best.kind in _OVERTHROW
        first = min(t.sentence for t in other.tellings)
        if violent and first <= at and other.best.item == known.best.item:
            doers = [p for p in sides_of(other)[0] if p.sector in ARMED or p.sector in STATE or p.actor_id]
            doers = [p for p in doers if not any(same_side(p, a) or _one_state(p, a) for a in actors)]
            found += [(first, doers)] if doers else []
    return max(found, key=lambda f: f[0], default=(0, []))[1]


def _usual_opposite(known: Cluster, actors: Sequence[Party], clusters: Sequence[Cluster]) -> list[Party]:
    """Whom the conflicts of the same report have on the other side of whoever speaks."""
    count: Counter[str] = Counter()
    shown: dict[str, Party] = {}
    for other in clusters:
        if other is known or other.best.item != known.best.item or TYPES[other.best.frame.event_type].quad_class < 3:
            continue
        doing, struck = sides_of(other)
        for ours, theirs in ((doing, struck), (struck, doing)):
            if any(same_side(p, a) or _one_state(p, a) for p in ours for a in actors):
                for party in theirs:
                    if party.actor_id and not any(same_side(party, a) for a in actors):
                        count[party.actor_id] += 1
                        shown.setdefault(party.actor_id, party)
    return [shown[count.most_common(1)[0][0]]] if count else []


def _ruling(state: Party, reader: PartyReader) -> Party:
    """The state that people of a territory protest against: the one that holds it."""
    holder = reader.dictionary.countries.get(HELD_BY.get(state.country or "", ""))
    if holder is None or not reader.states.get(holder.code, 0):
        return state
    return state_party(holder, holder.name)


def _one_state(one: Party, other: Party) -> bool:
    return bool(one.country) and one.country == other.country and one.sector in STATE and other.sector in STATE


def _lived_in(where: Where) -> bool:
    """Whether a place is a town or district with people of its own: no state, no house that no gazetteer has."""
    return where.place.precision != "country" and where.place.lat is not None


def residents(where: Where) -> Party:
    """Those who live in a place."""
    name = f"residents of {where.place.name}"
    return Party(actor_id=None, name=name, surface=where.words, country=where.place.country, sector="CVL")


def _state(where: Where | None, reader: PartyReader) -> Party | None:
    """The state of a place, if the report names it."""
    code = where.place.country if where is not None else None
    country = reader.dictionary.countries.get(code or "")
    if country is None or not reader.states.get(country.code, 0):
        return None
    return state_party(country, country.name)
