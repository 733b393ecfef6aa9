"""Who is named by a deed, and by the people he is of: "raiders", "men thought to belong to the clan"."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.events.reports import told
from transforms.events.coder import CoderResources
from transforms.events.dates import find_dates
from transforms.events.places.find import find_places

MONDAY = dt.date(2024, 3, 11)


def test_raiders_are_the_men_whom_the_text_names_later() -> None:
    text = (
        "Raiders killed 38 people in a village of herders in the Tana River delta on Monday, officials said.\n\n"
        "Around 300 farmers overran a police camp in the delta at dawn on Monday and killed a guard."
    )
    (event,) = told(text)
    assert event.coded.fatalities_best == 38


def test_soldiers_are_no_raiders() -> None:
    text = "Raiders killed 38 people in Bor on Monday. Soldiers shot dead two men in Bor on Monday."
    assert len(told(text)) == 2


@pytest.mark.parametrize("people", ["Orma herders", "Mundari pastoralists", "Issa clansmen"])
def test_a_people_is_no_town(people: str) -> None:
    text = f"Raiders killed at least 38 people in a village of {people} in Kenya."
    found = find_places(text, CoderResources.load().gazetteer)
    assert [m.surface for m in found] == ["Kenya"]


@pytest.mark.parametrize(
    "text",
    [
        "Militants thought to be from Boko Haram burned down a village near Mora on Monday.",
        "Men believed to be rebels attacked a post in Mora on Monday.",
        "Attackers said to be herders killed nine farmers in Benue on Monday.",
        "The men, who want to be paid, blocked the road on Monday.",
    ],
)
def test_what_somebody_is_thought_to_be_is_not_to_come(text: str) -> None:
    (date,) = find_dates(text, dt.date(2024, 3, 13))
    assert (date.first, date.future) == (MONDAY, False)
