"""Forces and parliaments that are no state's: those of Palestinians, of provinces, of states of a federation."""

from __future__ import annotations

import pytest

from tests.events.reports import told


def _actors(text: str) -> list[str]:
    return [p.name for p in told(text)[0].coded.actors]


@pytest.mark.parametrize(
    "text",
    [
        "Palestinian forces opened fire on protesters in Nablus on Monday.",
        "Palestinian troops clashed with gunmen in Jenin camp on Monday.",
        "Palestinian soldiers arrested five men in Hebron on Monday.",
    ],
)
def test_palestinian_troops_are_the_security_forces(text: str) -> None:
    assert _actors(text) == ["Palestinian security forces"]


@pytest.mark.parametrize(
    "text",
    ["The army killed three men in Nablus on Monday.", "Soldiers shot dead a Palestinian boy near Ramallah on Monday."],
)
def test_the_army_in_the_west_bank_is_that_of_israel(text: str) -> None:
    assert _actors(text) == ["Military of Israel"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Florida Senate voted to ban protests outside homes on Tuesday.", "Florida Senate"),
        ("The Tennessee legislature expelled two lawmakers on Thursday.", "Tennessee legislature"),
        ("The Bavarian parliament banned face veils on Friday.", "Bavarian parliament"),
        ("The Kenyan Parliament banned the party on Tuesday.", "Parliament of Kenya"),
        ("Kenya's parliament banned the party on Tuesday.", "Parliament of Kenya"),
        ("The US Senate voted to ban the group on Monday.", "U.S. Congress"),
    ],
)
def test_the_parliament_of_a_part_is_not_that_of_the_state(text: str, name: str) -> None:
    assert _actors(text) == [name]
