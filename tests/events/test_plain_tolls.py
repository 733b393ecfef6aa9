"""Tolls of plain wire sentences: whom a verb harms, and what has been counted for days."""

from __future__ import annotations

import pytest

from tests.events.reports import told
from transforms.events.tolls import find_tolls


def counted(sentence: str) -> list[tuple[str, int | None]]:
    return [(t.effect, t.best) for t in find_tolls(sentence) if not t.part_of]


@pytest.mark.parametrize(
    ("sentence", "tolls"),
    [
        ("A gunman shot nine people to death and wounded two others.", [("killed", 9), ("injured", 2)]),
        ("Villagers burned alive three policemen.", [("killed", 3)]),
        ("A mob burned three policemen alive.", [("killed", 3)]),
        ("Six drivers were burned alive in their lorries.", [("killed", 6)]),
        ("Two gunmen killed a mafia boss.", [("killed", 1)]),
        ("Two gunmen killed the watchdog.", []),
        ("Army neutralises 12 terrorists", [("killed", 12)]),
        ("Troops neutralise 30 insurgents.", [("killed", 30)]),
        ("Gunmen killed eight people and abducted an unknown number.", [("killed", 8)]),
        ("Kenyan opposition figure Jaramogi Otieno was killed in an exchange of fire.", [("killed", 1)]),
        ("Rescuers spoke of 12 killed the night before.", [("killed", 12)]),
    ],
)
def test_the_object_of_a_verb_is_who_it_harms(sentence: str, tolls: list[tuple[str, int]]) -> None:
    assert counted(sentence) == tolls


@pytest.mark.parametrize(
    ("text", "effect", "number"),
    [
        ("Nearly 9,000 people have been displaced since Saturday by fighting in Kutum.", "displaced", 9000),
        ("The fighting has displaced 9,000 people in Kutum since Saturday.", "displaced", 9000),
        ("Police have arrested 400 people in Minsk since Friday.", "captured", 400),
        ("Police in Minsk have so far detained 61 of them.", "captured", 61),
        (
            "At least 80 people have been killed and 9,000 displaced in fighting in Kutum since Monday.",
            "displaced",
            9000,
        ),
    ],
)
def test_people_driven_out_or_held_since_a_day_are_counted(text: str, effect: str, number: int) -> None:
    assert [t.best for e in told(text) for t in e.coded.tolls if t.effect == effect] == [number]


def test_people_driven_out_by_a_war_are_no_toll_of_a_day() -> None:
    text = "The war has displaced nine million people in Sudan since April 2023."
    assert not [t for e in told(text) for t in e.coded.tolls]


def test_people_told_again_are_counted_once() -> None:
    text = "Two journalists were killed in Brazil, police said after a suspect confessed to shooting them."
    assert [t.best for e in told(text) for t in e.coded.tolls] == [2]


@pytest.mark.parametrize(
    "text",
    [
        "Twelve bullet-riddled bodies were found in Durango on Friday.",
        "The bodies of 12 men with gunshot wounds were found on a road in Durango on Friday.",
        "Twelve people were found dead in Durango on Friday with their hands tied.",
        "Police found 12 decapitated bodies in Durango on Friday.",
    ],
)
def test_bodies_that_show_how_they_died_are_of_an_attack(text: str) -> None:
    (event,) = told(text)
    assert (event.coded.event_type, event.coded.fatalities_best) == ("ASSAULT", 12)
    assert not event.coded.actors


@pytest.mark.parametrize(
    "text",
    [
        "The bodies of 12 people were found in Durango on Friday.",
        "The bodies of nine migrants were recovered off Tunisia on Friday.",
        "Six people were found dead in a house in Durango on Friday.",
    ],
)
def test_other_bodies_are_of_none(text: str) -> None:
    assert not told(text)


@pytest.mark.parametrize(
    ("text", "actor", "recipient"),
    [
        ("The army has killed 40 militants since Monday in Sindh.", "Military of Pakistan", "militants"),
        ("Militants have killed 40 soldiers since Monday in Sindh.", "militants", "soldiers"),
        ("Police have killed 40 protesters in Kenya since Monday, a group said.", "Police of Kenya", "protesters"),
        ("At least 40 people have been killed by rebels in Ituri since Monday.", "rebels", "people"),
    ],
)
def test_who_has_killed_since_a_day_did_it(text: str, actor: str, recipient: str) -> None:
    (event,) = told(text)
    assert [p.name for p in event.coded.actors] == [actor]
    assert [p.name for p in event.coded.recipients] == [recipient]
    assert event.coded.fatalities_best == 40


def test_people_behind_a_semicolon_are_not_those_killed_since_a_day() -> None:
    text = "Some 118 settlers have been killed by rebels in Ituri since Monday; 24,000 refugees are in the camps."
    assert [e.coded.fatalities_best for e in told(text) if e.coded.event_type == "ASSAULT"] == [118]
