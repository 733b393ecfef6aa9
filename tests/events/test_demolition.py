"""What is blown up or torn down without harm to anybody, and the states that do it together."""

from __future__ import annotations

import pytest

from tests.events.reports import told, types

_HARM = {"ASSAULT", "COERCE"}


@pytest.mark.parametrize(
    "text",
    [
        "The two Koreas blew up guard posts along the front line on Tuesday under a pact.",
        "Syria destroyed its last chemical weapons plant on Tuesday under an agreement with the United States.",
        "Colombia's FARC rebels destroyed 600 tonnes of ammunition under a peace deal on Monday.",
        "Ukraine destroyed its last missile in line with an accord on Friday.",
    ],
)
def test_what_a_deal_lays_down_is_disarmament(text: str) -> None:
    found = types(text)
    assert "RETREAT" in found
    assert found.isdisjoint(_HARM)


@pytest.mark.parametrize(
    "text",
    [
        "The army blew up unexploded bombs near Mosul on Monday.",
        "Sappers destroyed unused ammunition at a depot near Kherson on Friday.",
        "An unexploded wartime bomb was blown up in Dresden on Tuesday.",
        "South Korea demolished ten of its own guard posts along the border on Thursday.",
    ],
)
def test_what_is_of_no_use_or_ones_own_is_destroyed_without_harm(text: str) -> None:
    assert types(text).isdisjoint(_HARM)


@pytest.mark.parametrize(
    "text",
    [
        "Militants blew up a police post in Bannu on Monday.",
        "Russian forces destroyed a disused factory in Avdiivka with shells on Monday.",
        "The rebels blew up a bridge near Goma on Tuesday.",
    ],
)
def test_what_belongs_to_others_is_attacked(text: str) -> None:
    assert "ASSAULT" in types(text)


@pytest.mark.parametrize(
    ("text", "actor", "recipient"),
    [
        ("North and South Korea held talks on Monday.", "North Korea", "South Korea"),
        ("The two Koreas held talks in Panmunjom on Monday.", "North Korea", "South Korea"),
        ("The two Sudans clashed near Heglig on Tuesday.", "Sudan", "South Sudan"),
    ],
)
def test_states_that_share_a_name_are_two(text: str, actor: str, recipient: str) -> None:
    (event,) = told(text)
    assert [p.name for p in event.coded.actors] == [actor]
    assert [p.name for p in event.coded.recipients] == [recipient]
