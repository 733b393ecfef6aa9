"""Triggers of one sentence that tell one event: nouns that verbs carry, harm that an attack does."""

from __future__ import annotations

from collections.abc import Iterator

from transforms.events.candidate import Candidate
from transforms.events.frames.frame import ANY
from transforms.events.frames.roles import Reading
from transforms.events.frames.triggers import Trigger
from transforms.events.parties.naming import besides

#: Kinds that only say that harm was done, which join the event that caused it.
RESULT_KINDS = frozenset({"kill", "wound"})
_CARRIERS = frozenset({"kill", "wound", "destroy", "attack", "offensive", "raid", "clash", "violence", "shelling"})

Found = tuple[Candidate, Trigger, Reading]


def absorbed(found: list[Found]) -> list[Found]:
    """A noun that is the subject of verbs of harm tells the event with them.

    "a bomber drove into a post, killing three", "student protests have left 100 dead".
    """
    gone: set[int] = set()
    for noun, trigger, _ in found:
        protest = noun.frame.event_type == "PROTEST"
        if trigger.pos != "n" or trigger.chunk is None or not (protest or noun.frame.event_type == "ASSAULT"):
            continue
        carriers = RESULT_KINDS if protest else _CARRIERS
        for verb, other, reading in found:
            if other.pos != "v" or verb.kind not in carriers or verb.frame.event_type != "ASSAULT" or id(verb) in gone:
                continue
            if trigger.chunk in reading.slots.get("S", []) and verb is not noun:
                gone.add(id(verb))
                noun.strength = 3
                noun.status = verb.status if verb.strength > 1 else noun.status
                if not protest:
                    noun.recipients += besides(verb.recipients, (*noun.recipients, *noun.actors))
                if noun.where is None or (verb.where is not None and verb.where.rank > noun.where.rank):
                    noun.where = verb.where
                if noun.when is None or (verb.when is not None and verb.when.rank > noun.when.rank):
                    noun.when = verb.when
                noun.absorbed.append((verb.start, verb.end))
    return [item for item in found if id(item[0]) not in gone]


def merged_captures(found: list[Found]) -> list[Found]:
    """Driving the holders out is part of taking the place: "captured Hajin, driving the militants out"."""
    gone: set[int] = set()
    for taking, first, _ in found:
        if taking.kind != "territory" or taking.strength < 3 or first.group is None:
            continue
        for driving, second, _ in found:
            group = second.group
            if driving.kind != "clash" or group is None or group.kind != "gerund" or second.start < first.start:
                continue
            gone.add(id(driving))
            taking.recipients += besides(driving.recipients, (*taking.recipients, *taking.actors))
            taking.absorbed.append((driving.start, driving.end))
    return [item for item in found if id(item[0]) not in gone]


def without_approach(found: list[Found]) -> list[Found]:
    """Surrounding a place to attack it is part of the attack: "surrounded the village and opened fire on residents"."""
    attacks = [t.group for c, t, _ in found if c.frame.event_type == "ASSAULT" and t.group is not None]
    return [
        (candidate, trigger, reading)
        for candidate, trigger, reading in found
        if candidate.kind != "siege"
        or trigger.group is None
        or not any(g.subject == trigger.group.subject and g.head > trigger.head for g in attacks)
    ]


def without_carriers(found: list[Found]) -> Iterator[Candidate]:
    """Leaves out nouns that a coded verb carries: "signed an agreement" is one event, and so is "an attack killed".

    A passive that only the event heads hear says no more than its noun: "checkpoints were doubled".
    """
    for candidate, trigger, reading in found:
        unknown = candidate.frame.predicate == ANY and trigger.group is not None and trigger.group.passive
        if unknown and trigger.group is not None and trigger.group.subject is not None:
            done = trigger.group.subject
            nouns = (c for c, noun, _ in found if noun.pos == "n" and noun.chunk is not None and noun.chunk == done)
            if any(c.frame.event_type == candidate.frame.event_type for c in nouns):
                continue
        if trigger.pos == "n":
            carriers = [
                other
                for other, verb, _ in found
                if verb.group is not None
                and reading.group is verb.group
                and other.frame.event_type == candidate.frame.event_type
                and other.kind not in RESULT_KINDS
                and verb.group.object is not None
                and trigger.chunk is not None
                and verb.group.object.start <= trigger.chunk.start < verb.group.object.end
            ]
            if carriers:
                continue
        yield candidate
