"""From where something is fired, who lies under rubble, who frees the abducted, and what has become common."""

from __future__ import annotations

import pytest

from tests.events.reports import told


@pytest.mark.parametrize(
    ("text", "town"),
    [
        (
            "Two missiles fired from the Belgorod region hit a block of flats in Kharkiv on Tuesday, killing 9.",
            "Kharkiv",
        ),
        ("Rockets launched from Gaza struck a house in Sderot on Tuesday, wounding three people.", "Sderot"),
        ("A drone launched from Lebanon hit a base in Haifa on Tuesday, wounding three soldiers.", "Haifa"),
    ],
)
def test_from_where_it_was_fired_is_not_where_it_hit(text: str, town: str) -> None:
    (event,) = told(text)
    assert event.coded.place is not None
    assert event.coded.place.name == town


def test_who_is_trapped_under_rubble_is_not_penned_in() -> None:
    text = "Missiles struck a hostel in Odesa on Tuesday, killing 11 people and trapping others under rubble."
    assert [e.coded.event_type for e in told(text)] == ["ASSAULT"]


def test_drones_that_set_fire_strike_from_the_air() -> None:
    (event,) = told("Drones set fire to an oil depot in Kursk on Tuesday.")
    assert event.coded.event_mode == "drone"


def test_who_frees_pupils_did_not_abduct_them() -> None:
    text = "Nigerian troops freed 30 of the 87 pupils abducted last week from a school in Kaduna, the army said."
    assert not any(
        "Nigeria" in party.name for e in told(text) if e.coded.event_mode == "abduct" for party in e.coded.actors
    )


def test_what_has_become_common_is_no_event() -> None:
    assert not told("Kidnappings for ransom have become common in northwestern Nigeria.")
