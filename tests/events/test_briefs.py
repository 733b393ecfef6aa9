"""Items of a line or two: a word of business, films or courts in them is no sign that they tell nothing."""

from __future__ import annotations

import pytest

from tests.events.reports import told, types


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("Belarus jailed an editor for six years on Friday.", "SANCTION"),
        ("Teachers in Portugal went on strike for the first time in 40 years on Thursday.", "PROTEST"),
        ("Italian police arrested a Mafia boss in Bari on Monday after 30 years on the run.", "COERCE"),
        ("A gunman shot dead the chief executive of a bank outside a hotel in Lima on Monday.", "ASSAULT"),
        ("Gunmen killed four diners in a restaurant in Cancun on Friday.", "ASSAULT"),
        ("A singer was shot dead during a concert in Tijuana on Friday.", "ASSAULT"),
        ("Actors in Mumbai went on strike on Monday.", "PROTEST"),
        (
            "China began military drills near Taiwan on Monday. The exercises simulated strikes on ports.",
            "MOBILIZE",
        ),
    ],
)
def test_one_line_of_news_is_news(text: str, event_type: str) -> None:
    assert event_type in types(text)


@pytest.mark.parametrize(
    "text",
    [
        "The author remembers the strike of 1961. Sixty years on, the pit villages still mourn their dead.",
        "The singer attacked her critics at a concert in Leeds on Friday.",
        "The striker attacked from the left and fired home in stoppage time.",
    ],
)
def test_one_line_of_something_else_is_none(text: str) -> None:
    assert not told(text)


@pytest.mark.parametrize("slug", ["(Adds details)", "(Updates with toll, adds quotes)", "(Corrects day in lead)"])
def test_what_an_agency_puts_before_a_report_is_no_part_of_it(slug: str) -> None:
    (event,) = told(f"{slug} KABUL, March 14 (Reuters) - A bomb killed seven people in Kabul on Thursday, police said.")
    assert event.coded.fatalities_best == 7
