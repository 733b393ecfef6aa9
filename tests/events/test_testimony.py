"""What courts are told lies behind, and marches at parades and with wreaths are no protests."""

from __future__ import annotations

import pytest

from tests.events.reports import types


@pytest.mark.parametrize(
    "text",
    [
        "A witness told the court in Hamburg on Monday that guards tied her up and shot her brother.",
        "A survivor told judges in The Hague on Monday how soldiers burned the village and killed 40 people.",
        "The court in Dakar heard on Tuesday that police beat the students with cables.",
        "The jury in Oslo heard on Tuesday how the gunman shot 69 people.",
        "Her driver told the tribunal in Dhaka on Monday that soldiers abducted two teachers.",
    ],
)
def test_what_a_court_is_told_is_no_event_of_the_day(text: str) -> None:
    assert not types(text) & {"ASSAULT", "COERCE"}


@pytest.mark.parametrize(
    "text",
    [
        "The minister told parliament on Monday that rebels attacked a convoy near Bria.",
        "The court in Dakar jailed two men on Monday. Gunmen attacked its guards, the police said.",
    ],
)
def test_what_others_are_told_is_news(text: str) -> None:
    assert "ASSAULT" in types(text)


@pytest.mark.parametrize(
    "text",
    [
        "Veterans marched through Kohima on Friday and laid wreaths.",
        "A piper played, the schoolchildren marched, and nobody made a long speech.",
        "Thousands marched in the St Patrick's Day parade in Dublin on Sunday.",
        "Pupils marched past the president in the parade in Accra on Wednesday.",
        "Townspeople marched to the war memorial in Ypres with wreaths on Monday.",
    ],
)
def test_marches_of_parades_and_remembrance_are_no_protests(text: str) -> None:
    assert "PROTEST" not in types(text)


def test_a_march_with_a_demand_is_a_protest() -> None:
    assert "PROTEST" in types("Thousands of people marched through Dublin on Sunday against the war.")
