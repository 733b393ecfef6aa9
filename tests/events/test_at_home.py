"""Where states act and capitals lie: what police, unions and soldiers of a state do at home, and central Nairobi."""

from __future__ import annotations

import pytest

from tests.events.reports import told


def place_of(text: str) -> tuple[str | None, str] | None:
    """Country and precision of the place of the first event."""
    event = told(text)[0].coded
    return (event.place.country, event.place.precision) if event.place is not None else None


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Swedish police detained four people on Tuesday.", "SE"),
        ("Tanzanian police fired tear gas at protesters on Wednesday.", "TZ"),
        ("Belgian unions held a general strike on Friday.", "BE"),
        ("Chilean miners blocked roads on Monday.", "CL"),
        ("Guinean army officers seized power on Sunday.", "GN"),
        ("President Vladimir Putin sacked the defence minister on Sunday.", "RU"),
        ("Cairo barred foreign reporters from leaving their hotels on Monday.", "EG"),
    ],
)
def test_what_is_done_at_home_is_placed_there(text: str, country: str) -> None:
    assert place_of(text) == (country, "country")


@pytest.mark.parametrize(
    "text",
    [
        "Israeli troops killed three militants on Sunday.",
        "Russian forces captured a village on Monday.",
        "Rwandan soldiers shot dead two farmers on Monday.",
        "Security forces killed at least 44 people in three days.",
        "Iranians protested outside the embassy on Monday.",
    ],
)
def test_armies_and_those_abroad_may_be_anywhere(text: str) -> None:
    assert place_of(text) is None


def test_who_protests_abroad_does_not_do_it_at_home() -> None:
    assert place_of("Ethiopians protested in Oslo on Monday.") == ("NO", "town")


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("Gunmen killed a judge in northern Kabul on Friday.", "Kabul"),
        ("A gunman killed three people in downtown Ottawa on Friday.", "Ottawa"),
        ("Protesters blocked a street in southern Beirut on Tuesday.", "Beirut"),
        ("A bomb exploded outside the Athens offices of a bank on Friday.", "Athens"),
        ("The Berlin home of a politician was set on fire on Friday.", "Berlin"),
        ("Sudanese security forces raided the Khartoum bureau of Al Jazeera on Monday.", "Khartoum"),
    ],
)
def test_a_part_of_a_capital_and_what_stands_there_is_a_place(text: str, town: str) -> None:
    (event,) = told(text)
    assert event.coded.place is not None
    assert event.coded.place.name == town


def test_the_office_of_a_government_is_not_its_capital() -> None:
    (event,) = told("Moscow's home ministry condemned on Friday the attack on a bus in Kyiv region.")[:1]
    assert event.coded.place is None or event.coded.place.name != "Moscow"
