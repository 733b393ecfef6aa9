"""A capital that a report does not name is a place all the same."""

from __future__ import annotations

import pytest

from tests.events.reports import told


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("Police in Kenya arrested 12 protesters in the capital on Tuesday.", "Nairobi"),
        ("Gunmen killed three people in the capital of Mali on Tuesday.", "Bamako"),
        (
            "A bomb killed six Somali soldiers near the country's capital on Tuesday, Somalia's police said.",
            "Mogadishu",
        ),
    ],
)
def test_the_capital_is_that_of_the_country_told_of(text: str, town: str) -> None:
    events = told(text)
    assert events
    assert {e.coded.place and e.coded.place.name for e in events} == {town}


def test_the_capital_of_a_province_is_not_that_of_the_country() -> None:
    text = "Gunmen killed three people in the capital of Helmand province on Tuesday, Afghan police said."
    assert {e.coded.place and e.coded.place.name for e in told(text)} == {"Helmand"}


def test_capital_may_be_money() -> None:
    text = "Police in Kenya arrested 12 traders of the capital markets authority in Mombasa on Tuesday."
    assert {e.coded.place and e.coded.place.name for e in told(text)} == {"Mombasa"}
