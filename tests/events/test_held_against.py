"""What somebody is accused of having done is told with the accusation; people handed to the Red Cross are released."""

from __future__ import annotations

import pytest

from tests.events.reports import told


@pytest.mark.parametrize(
    "text",
    [
        "President Omar al-Bashir accused his Chadian counterpart on Monday of having armed and paid the insurgents.",
        "In the Senate the opposition accused the government of Mexico on Monday of having surrendered to the cartel.",
        "Colombia accused Venezuela on Monday of having shelled a village in Arauca.",
    ],
)
def test_an_accusation_is_one_event(text: str) -> None:
    assert [e.coded.event_type for e in told(text)] == ["ACCUSE"]


def test_a_boast_of_having_done_it_is_its_telling() -> None:
    text = "Rebels of the ELN boasted on Monday of having shelled a barracks in Arauca."
    assert "ASSAULT" in {e.coded.event_type for e in told(text)}


@pytest.mark.parametrize(
    "text",
    [
        "Hamas handed thirteen Israelis to the Red Cross in Gaza on Friday.",
        "Thirteen Israelis were handed to the Red Cross in Gaza on Friday.",
    ],
)
def test_who_is_handed_to_the_red_cross_is_released(text: str) -> None:
    assert [(e.coded.event_type, e.coded.event_mode) for e in told(text)] == [("RETREAT", "release")]
