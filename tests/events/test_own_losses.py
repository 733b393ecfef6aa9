"""Men whom a side loses: how many, where, and on whose side they stand."""

from __future__ import annotations

import pytest

from tests.events.reports import told
from transforms.events.tolls import find_tolls


@pytest.mark.parametrize(
    ("text", "dead", "place"),
    [
        ("Russia lost 200 troops around Avdiivka on Tuesday, Ukraine said.", 200, "Avdiivka"),
        ("Turkey lost 33 soldiers in Idlib on Thursday.", 33, "Idlib"),
        ("Ukraine lost a tank and two soldiers near Robotyne on Monday, Russia said.", 2, "Robotyne"),
        ("Kenya lost 12 policemen near Garissa on Friday.", 12, "Garissa"),
        ("Sudan's army lost three tanks and 40 men in Babanusa on Monday.", 40, "Babanusa"),
    ],
)
def test_the_men_that_a_state_loses_are_dead_where_it_lost_them(text: str, dead: int, place: str) -> None:
    (event,) = told(text)
    assert event.coded.fatalities_best == dead
    assert event.coded.place is not None
    assert event.coded.place.name == place


@pytest.mark.parametrize(
    "text",
    ["Turkey lost 33 soldiers in Idlib on Thursday.", "Russia lost 200 soldiers near Avdiivka on Tuesday."],
)
def test_who_is_lost_did_not_do_it(text: str) -> None:
    (event,) = told(text)
    assert not event.coded.actors


def test_soldiers_that_a_state_loses_in_a_clash_are_its_own() -> None:
    (event,) = told("India lost 20 soldiers in a clash with Chinese troops in Ladakh on Monday.")
    assert [p.name for p in event.coded.actors] == ["Military of India"]
    assert "Military of China" in [p.name for p in event.coded.recipients]


@pytest.mark.parametrize(
    "text",
    [
        "Armenia lost a helicopter and its crew of three on Tuesday.",
        "A helicopter came down and its crew of three were killed.",
        "The missile killed a crew of three.",
    ],
)
def test_a_crew_of_three_is_three(text: str) -> None:
    assert [t.best for t in find_tolls(text)] == [3]
