"""Who is put on a blacklist is under sanctions, however long the list of names."""

from __future__ import annotations

import pytest

from tests.events.reports import told


@pytest.mark.parametrize(
    "text",
    [
        "The United States put a refinery in China's Hebei province, Lucheng Oil, and nine tankers on its blacklist.",
        "Britain placed two banks in Moscow, a shipyard and their owners on its sanctions list on Tuesday.",
        "Washington added the chip maker YMTC and 35 other firms to its entity list on Thursday.",
        "The EU put three generals from Myanmar, a mine and a bank on its blacklist on Monday.",
        "Canada placed the Wagner Group and 12 of its commanders on its terrorist list on Friday.",
    ],
)
def test_who_is_put_on_a_blacklist_is_under_sanctions(text: str) -> None:
    assert ("SANCTION", "discontinue") in [(e.coded.event_type, e.coded.event_mode) for e in told(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Washington took two Cuban banks off its blacklist on Monday.",
        "The EU removed a Russian tycoon from its sanctions list on Monday.",
        "The United States dropped Sudan from its terror list on Monday.",
    ],
)
def test_who_is_taken_off_a_blacklist_is_conceded_something(text: str) -> None:
    assert [e.coded.event_type for e in told(text)] == ["CONCEDE"]


def test_other_lists_are_no_sanctions() -> None:
    assert told("The museum put the temple on its list of sights on Monday.") == []
