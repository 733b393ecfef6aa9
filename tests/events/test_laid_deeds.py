"""Deeds that a sentence only lays to somebody: what courts judge, and what somebody is blamed for besides."""

from __future__ import annotations

import pytest

from tests.events.reports import told


def _killings(text: str) -> list[str | None]:
    return [e.coded.event_mode for e in told(text) if e.coded.event_type == "ASSAULT"]


@pytest.mark.parametrize(
    "text",
    [
        "A man was convicted in Oslo on Tuesday of killing three soldiers.",
        "A court in Karachi on Friday sentenced two men to death for killing a judge.",
        "A court in Lagos jailed a man for life on Monday for murdering four students.",
        "A former officer was found guilty on Monday of killing 20 villagers in Peru.",
        "A man pleaded guilty on Monday to shooting dead five people in Denver.",
    ],
)
def test_what_a_court_judges_is_no_fresh_attack(text: str) -> None:
    assert _killings(text) == []


def test_who_is_executed_dies_and_not_his_victim() -> None:
    (event,) = told("A militant was hanged in Dhaka on Sunday for killing a blogger.")
    assert [p.name for p in event.coded.recipients] == ["militant"]
    assert event.coded.fatalities_best == 1


def test_a_killing_that_others_are_blamed_for_is_news() -> None:
    assert _killings("The army blamed rebels for killing ten soldiers near Gao on Monday.") == [None]


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("The army killed a commander suspected of past kidnappings in Sulu on Friday.", "firearms"),
        ("The gang, accused of other kidnappings, killed a policeman in Port-au-Prince on Monday.", "firearms"),
        ("Police shot dead a man who was blamed for other killings in Cape Town on Friday.", "firearms"),
    ],
)
def test_what_somebody_is_blamed_for_besides_is_no_part_of_the_deed(text: str, mode: str | None) -> None:
    assert _killings(text) == [mode]


@pytest.mark.parametrize(
    "text",
    [
        "Police arrested a man blamed for other attacks in Lyon on Monday.",
        "The militants are blamed for several previous attacks on churches in Mindanao.",
    ],
)
def test_other_attacks_are_none_of_the_report(text: str) -> None:
    assert _killings(text) == []
