"""From the tellings of one event to what is published of it: its values, its evidence and why they are so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from schemas.coded import Coded, Party, TerritoryChange
from transforms.events.candidate import IN_SENTENCE, NONE, Candidate, When, Where
from transforms.events.confidence import confidence
from transforms.events.frames.frame import Frame
from transforms.events.frames.heads import takes_mode
from transforms.events.merging.within import GENERIC, Cluster
from transforms.events.ontology import ACLED_TYPE_OF, STATE, TYPES
from transforms.events.parties.find import PartyReader
from transforms.events.parties.of_event import EventParties, event_parties, named_sides, says_enough
from transforms.events.sentences import Layout
from transforms.events.tolls import TollMention, with_claims
from transforms.events.tolls.casualties import CAMPAIGN, acled_of
from transforms.events.tolls.rows import claimed_by, toll_rows
from transforms.events.why import Clue, in_order

CODER = "sitrep-frames"
CODER_VERSION = "1.0.0"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence that tells an event.

    Offsets count in the story's `full_text`; `sentence` is its index in the story.
    """

    text: str
    start: int
    end: int
    sentence: int


@dataclass(frozen=True, slots=True)
class CodedEvent:
    """One event as a story tells it.

    The first evidence is the best one; `rule` names what coded it and the word; `why` gives a clue for each value.
    """

    coded: Coded
    evidence: tuple[Evidence, ...]
    attributed_to: str | None
    rule: str
    why: tuple[Clue, ...] = ()


def coded_event(
    known: Cluster,
    layout: Layout,
    reader: PartyReader,
    clusters: Sequence[Cluster] = (),
    told: Sequence[Candidate] = (),
) -> CodedEvent | None:
    """The event that the tellings of a cluster make, or None where they say too little of who or where.

    `clusters` are all of the story, `told` its candidates: their parties may be meant by an event that names none.
    """
    when, where = known.when(), known.where()
    sides = named_sides(known, reader, clusters)
    if not says_enough(known, sides, where):
        return None
    tolls = _tolls_of(known)
    parties = event_parties(known, sides, tolls, where, reader, clusters, told)
    certain = confidence(known, *sides, where, when, clusters, layout)
    coded = _coded(known, parties, tolls, when, where, certain)
    source = known.best.attributed_to or next((t.attributed_to for t in known.tellings if t.attributed_to), None)
    why = in_order([*_clues(known, coded, layout, where, when), *parties.clues()])
    return CodedEvent(coded, _evidence(known, layout), source, f"{known.best.frame.name}: {known.best.trigger}", why)


def _coded(
    known: Cluster, parties: EventParties, tolls: Sequence[TollMention], when: When | None, where: Where | None,
    certain: float,
) -> Coded:  # fmt: skip
    """The values of an event."""
    frame = known.best.frame
    actors, recipients = parties.actors, parties.recipients
    territory = _territory(known, actors, recipients, where)
    mode = _mode(known)
    acled = _acled(frame, mode, actors, recipients, takes_place=territory is not None)
    claims = [t for t in tolls if claimed_by(t, actors)]
    numbers = with_claims([t for t in tolls if t not in claims], claims)
    killed, injured = numbers.get("killed"), numbers.get("injured")
    since = next((t.cumulative_from for t in known.tellings if t.cumulative_from), None)
    return Coded(
        event_type=frame.event_type, event_mode=mode, contexts=list(frame.contexts),
        quad_class=TYPES[frame.event_type].quad_class, cameo_root=frame.cameo,
        acled_event_type=ACLED_TYPE_OF.get(acled or ""), acled_sub_event_type=acled,
        actors=actors, recipients=recipients,
        date_start=when.first if when else None, date_end=when.last if when else None,
        date_precision=when.precision if when else None,
        place=where.place if where else None,
        fatalities_low=killed.low if killed else None, fatalities_best=killed.best if killed else None,
        fatalities_high=killed.high if killed else None,
        injuries_low=injured.low if injured else None, injuries_best=injured.best if injured else None,
        injuries_high=injured.high if injured else None,
        tolls=toll_rows(tolls, since if frame is CAMPAIGN else None, actors, recipients),
        territory_change=territory, confidence=certain, coder=CODER, coder_version=CODER_VERSION,
    )  # fmt: skip


def _mode(known: Cluster) -> str | None:
    """The mode of an event: of its best telling, else of another one of its type, but not what "the attack" may be."""
    frame = known.best.frame
    telling = (t for t in known.tellings if t.status != "background" or t.kind not in GENERIC)
    modes = (t.frame.mode for t in telling if t.frame.event_type == frame.event_type)
    return frame.mode or next((m for m in modes if takes_mode(frame, m)), None)


def _acled(
    frame: Frame, mode: str | None, actors: list[Party], recipients: list[Party], *, takes_place: bool
) -> str | None:
    """ACLED's sub-event type; where a place is taken, by who took it."""
    if takes_place and frame.kind == "territory":
        state = bool(actors) and actors[0].sector in STATE
        return "Government regains territory" if state else "Non-state actor overtakes territory"
    return acled_of(replace(frame, mode=mode, acled=frame.acled if frame.mode == mode else None), actors, recipients)


def _tolls_of(known: Cluster) -> list[TollMention]:
    """The tolls of an event; those of a headline, which round, only where the body numbers none of their effect."""
    body = [t for telling in known.tellings if not telling.heading for t in telling.tolls]
    told = {t.effect for t in body if t.best is not None and t.nth is None}
    heads = [t for telling in known.tellings if telling.heading for t in telling.tolls if t.effect not in told]
    return [*heads, *body]


def _territory(
    known: Cluster, actors: list[Party], recipients: list[Party], where: Where | None
) -> TerritoryChange | None:
    tellings = [t for t in known.tellings if t.kind == "territory" or t.frame.territory]
    if not tellings:
        return None
    name = next((t.territory_name for t in tellings if t.territory_name), None)
    if name is None:
        if where is None or where.rank <= NONE or where.place.precision == "country":
            return None
        name = where.place.name
    elif where is not None and name.lower() in (where.place.surface.lower(), where.place.name.lower()):
        name = where.place.name
    giver, taker = recipients[0].name if recipients else None, actors[0].name if actors else None
    if known.best.frame.territory == "cede":
        giver, taker = taker, giver
    if taker is None and giver is None:
        return None
    return TerritoryChange(place=name, from_actor=giver, to_actor=taker)


def _evidence(known: Cluster, layout: Layout) -> tuple[Evidence, ...]:
    """The sentences that tell an event, the one that says most of it first."""
    fullest = max(known.tellings, key=lambda t: (not t.heading, _told_by(t), t is known.best, -t.sentence))
    order = [fullest, *sorted((t for t in known.tellings if t is not fullest), key=lambda t: (t.heading, t.sentence))]
    indices = [t.sentence for t in order] + sorted({i for t in known.tellings for i in t.toll_sentences})
    body = [i for i in indices if layout.block_of(layout.sentences[i]).kind == "text"]
    if body and body[0] != indices[0] and layout.block_of(layout.sentences[indices[0]]).kind != "text":
        indices = [body[0], *indices]
    found: dict[int, Evidence] = {}
    for index in indices:
        sentence = layout.sentences[index]
        found.setdefault(index, Evidence(sentence.text, sentence.start, sentence.end, index))
    return tuple(found.values())


def _told_by(telling: Candidate) -> int:
    """How many of its values a telling gives by itself: parties, losses, place, day."""
    named = [found for found in (telling.where, telling.when) if found is not None and found.rank >= IN_SENTENCE]
    return len(named) + sum(map(bool, (telling.actors, telling.recipients, telling.tolls)))


def _clues(known: Cluster, coded: Coded, layout: Layout, where: Where | None, when: When | None) -> Iterator[Clue]:
    """What gave each value of an event; parties that only other tellings name are left out."""
    named = {p.surface for p in (*coded.actors, *coded.recipients)}
    tellings = [known.best, *(t for t in known.tellings if t is not known.best)]
    for telling in tellings:
        yield from (c for c in telling.clues if c.about not in ("actor", "recipient") or c.value in named)
        for toll, number in zip(telling.tolls, telling.toll_sentences, strict=True):
            sentence = layout.sentences[number]
            text = sentence.text[toll.start : toll.end]
            value = f"{toll.effect} {toll.best if toll.best is not None else f'at least {toll.low}'}"
            yield Clue("toll", value, "counted in the text", text, sentence.start + toll.start,
                       sentence.start + toll.end)  # fmt: skip
    if where is not None:
        end = where.start + len(where.words) if where.start is not None else None
        yield Clue("place", where.place.name, where.by, where.words, where.start, end)
    if when is not None:
        days = when.first.isoformat() if when.first == when.last else f"{when.first} to {when.last}"
        end = when.start + len(when.words) if when.start is not None else None
        yield Clue("date", days, when.by, when.words, when.start, end)


def event_record(event: CodedEvent) -> dict[str, Any]:
    """A coded event as JSON takes it: the columns of the tables, days as ISO text, and its evidence."""
    record: dict[str, Any] = _iso(event.coded.to_record())
    record["evidence"] = [{"text": e.text, "start": e.start, "end": e.end} for e in event.evidence]
    record["attributed_to"] = event.attributed_to
    record["rule"] = event.rule
    return record


def _iso(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _iso(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_iso(inner) for inner in value]
    return value.isoformat() if isinstance(value, dt.date | dt.datetime) else value
