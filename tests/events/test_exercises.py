"""What is played in an exercise did not happen."""

from __future__ import annotations

import pytest

from tests.events.reports import types

PLAYED = (
    "Eight masked men boarded the ferry off Penang on Wednesday, shot the captain and took 60 hostages.\n\n"
    "It was the last act of a three-day exercise in which the coast guards of Malaysia and Thailand rehearsed a "
    "hijacking. Students played the passengers.\n\n"
    "The gunmen threatened to kill one of them every hour. Commandos stormed the engine room and arrested two men.\n\n"
    "The next drill will be held off Phuket."
)


def test_a_report_on_an_exercise_tells_no_attack() -> None:
    assert not types(PLAYED) & {"ASSAULT", "COERCE", "THREATEN"}


@pytest.mark.parametrize(
    "text",
    [
        "In the script, the Black Coral Group threatened to kill a passenger every hour.",
        "In the scenario, terrorists attacked the port of Rotterdam with drones and killed 20 people.",
        "Under this year's scenario, rebels seized the power station at Kariba on Monday.",
        "In the exercise, gunmen seized a bank in Oslo and shot two hostages.",
        "According to the script, militants took the mayor of Davao hostage on Tuesday.",
    ],
)
def test_what_a_script_says_is_no_event(text: str) -> None:
    assert not types(text) & {"ASSAULT", "COERCE", "THREATEN"}


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen killed six soldiers near Menaka on Monday. They were returning from an exercise with French troops.",
        (
            "Insurgents attacked a base near Gao on Monday, killing nine soldiers.\n\nThe army had held a drill there "
            "in May. Pupils rehearsed for a parade in the town."
        ),
        "North Korea shelled a South Korean island on Tuesday during drills of the South.",
    ],
)
def test_an_exercise_in_passing_hides_no_attack(text: str) -> None:
    assert "ASSAULT" in types(text)


def test_who_holds_an_exercise_is_told() -> None:
    assert types("The navies of India and Japan held a joint exercise in the Bay of Bengal on Monday.") == {"COOPERATE"}
