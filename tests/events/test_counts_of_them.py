"""How many of them: counts behind pronouns, of those flown out, of an earlier toll, and of whom "his" means."""

from __future__ import annotations

import pytest

from tests.events.reports import told

Losses = tuple[int | None, int | None]


def losses(text: str) -> list[Losses]:
    return [(e.coded.fatalities_best, e.coded.injuries_best) for e in told(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The army recaptured the town of Bossangoa from rebels on Monday, killing 15 of them.", (15, None)),
        ("Gunmen attacked a group of traders near Kaduna on Monday, wounding six of them.", (None, 6)),
        ("Gunmen abducted 20 villagers near Kaduna on Monday and killed five of them.", (5, None)),
        ("Gunmen shot dead nine people in Kaduna on Monday, four of them children.", (9, None)),
    ],
)
def test_some_of_them_are_counted(text: str, expected: Losses) -> None:
    assert losses(text) == [expected]


@pytest.mark.parametrize(
    "flown",
    [
        "Four others were airlifted to Nairobi with gunshot wounds.",
        "Four others were flown to Nairobi for treatment.",
        "Four survivors were taken to Nairobi for treatment.",
    ],
)
def test_who_is_flown_out_for_treatment_is_wounded(flown: str) -> None:
    assert losses(f"Gunmen attacked a bus near Naivasha on Friday and killed nine people. {flown}") == [(9, 4)]


@pytest.mark.parametrize(
    "text",
    [
        "Raiders killed 38 people in a village in Kenya on Monday, up from an earlier count of 29.",
        "Raiders killed 38 people in a village in Kenya on Monday. Officials first said that 29 people had died.",
        "Raiders killed 38 people in a village in Kenya on Monday. Police had said on Tuesday that 29 were killed.",
    ],
)
def test_an_earlier_count_is_replaced(text: str) -> None:
    assert losses(text) == [(38, None)]


def test_who_was_also_killed_died_in_the_same_fight() -> None:
    text = "Marines killed a commander of Abu Sayyaf in a gun battle in Sulu on Sunday. One of his men was also killed"
    assert losses(f"{text} and a marine was slightly wounded.") == [(2, 1)]


def test_a_brief_on_a_shelled_market_is_no_business_news() -> None:
    assert losses("Shells hit a market in Goma on Monday, killing six traders.") == [(6, None)]
