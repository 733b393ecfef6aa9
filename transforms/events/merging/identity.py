"""What shows that two accounts are of one event, whatever else they differ in.

A person whom it befell; a count that hardly two events of one day share; an act that is done once. Merging then asks
less of the day, the parties or the place.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence

from schemas import Coded, Party
from transforms.events.merging.account import Account, words_of
from transforms.events.merging.kinds import once
from transforms.events.merging.who import PART_OF_NAME, is_proper, likeness
from transforms.events.parties.actors import ACTOR_COLUMNS, ACTOR_FILES, slug
from transforms.events.tables import rows_of

# From this number of dead or injured on, two events of one kind on one day hardly have the same, but for round numbers.
TELLING_COUNT = 11


def same_person(a: Account, b: Account) -> bool:
    """Whether both tell of one named person, and of a kind of event that befalls a person once in a few days.

    One of them may describe the person ("a former diplomat"), if its sentence gives the name as well.
    """
    listed = once(a.coded) | once(b.coded)
    return any(
        role in listed and (_both_name(a, b, role) or _names(a, b, role) or _names(b, a, role))
        for role in ("recipient", "actor")
    )


def other_person(a: Account, b: Account) -> bool:
    """Whether one tells by name who was arrested, convicted or freed, and the words of the other do not have it.

    Such reports are formulas that differ in the name only. Of those who are attacked, many reports name none.
    """
    if "ASSAULT" in (a.coded.event_type, b.coded.event_type) or "recipient" not in once(a.coded) & once(b.coded):
        return False
    return any(
        len(x.coded.recipients) == len(y.coded.recipients) == 1
        and any(True for _ in _people(x.coded, "recipient"))
        and not any(True for _ in _people(y.coded, "recipient"))
        for x, y in ((a, b), (b, a))
    )


def same_count(a: Account, b: Account) -> bool:
    """Whether both give a count that identifies the event: a large number that is not round, or two that agree."""
    if a.since is not None or b.since is not None:
        return False
    agree = []
    for name in ("fatalities_best", "injuries_best"):
        one, other = getattr(a.coded, name), getattr(b.coded, name)
        if one is None or other is None:
            continue
        if one != other:
            return False
        if one:
            agree.append(one)
    return len(agree) == 2 or any(n >= TELLING_COUNT and n % 10 for n in agree)


def done_once(a: Account, b: Account) -> bool:
    """Whether this is an act that the same parties do once in a few days: an agreement, a withdrawal."""
    return "parties" in once(a.coded) | once(b.coded)


def _both_name(a: Account, b: Account, role: str) -> bool:
    return any(likeness(p, q) >= PART_OF_NAME for p in _people(a.coded, role) for q in _people(b.coded, role))


def _names(a: Account, b: Account, role: str) -> bool:
    """Whether the words of `b`, which names no person on this side, have the name of the only person of `a`."""
    people = list(_people(a.coded, role))
    if len(people) != 1 or any(True for _ in _people(b.coded, role)):
        return False
    surname = people[0].name.split()[-1].rpartition("-")[2].casefold()
    others = [p for side in ("recipient", "actor") if side != role for p in _side(b.coded, side)]
    if any(surname in words_of(party.name) for party in others):
        return False
    return any(surname in words for words in b.evidence)


def _side(coded: Coded, role: str) -> Sequence[Party]:
    return coded.actors if role == "actor" else coded.recipients


def _people(coded: Coded, role: str) -> Iterator[Party]:
    """The named people on one side: names that the dictionary does not have, or its people.

    Attacks on a leader are often attacks on those who follow him, and happen every day.
    """
    leaders = coded.event_type != "ASSAULT"
    for party in _side(coded, role):
        if (leaders and party.actor_id in _known_people()) if party.actor_id else is_proper(party):
            yield party


@functools.cache
def _known_people() -> frozenset[str]:
    return frozenset(
        slug(row["name"].lstrip("@?"))
        for file in ACTOR_FILES
        for row in rows_of(file, ACTOR_COLUMNS)
        if row["belongs_to"].startswith("person")
    )
