"""Strikes that help others hit whom these fight; a village that sounds like a city elsewhere is not that city."""

from __future__ import annotations

import pytest

from tests.events.reports import told


@pytest.mark.parametrize(
    ("text", "struck"),
    [
        (
            "Kurdish-led fighters backed by US air strikes captured the town of Hajin from Islamic State on Friday.",
            "Islamic State",
        ),
        ("Malian soldiers, with the help of French air strikes, drove jihadists out of Konna on Friday.", "jihadists"),
    ],
)
def test_strikes_that_help_hit_the_enemy(text: str, struck: str) -> None:
    (strikes,) = [e for e in told(text) if e.coded.event_mode == "aerial"]
    assert [p.name for p in strikes.coded.recipients] == [struck]


def test_who_enters_a_town_under_air_strikes_is_no_aircraft() -> None:
    found = told("Iraqi forces backed by US-led air strikes entered Mosul on Tuesday.")
    assert [e.coded.event_mode for e in found if "enter" in e.rule] == [None]


def test_a_village_that_the_text_puts_in_a_country_is_none_of_another() -> None:
    places = [e.coded.place for e in told("Gunmen killed nine people in Conna, Mali, on Friday.")]
    assert [(p.name, p.country) for p in places if p is not None] == [("Konna", "ML")]


def test_a_list_of_places_names_no_containers() -> None:
    places = [e.coded.place for e in told("Israel bombed targets in Damascus, Lebanon and Iraq on Friday.")]
    assert "Damascus" not in [p.name for p in places if p is not None and p.country == "LB"]
