"""Who ends a ceasefire breaks it off; a ceasefire that begins is one; who breaks it attacks."""

from __future__ import annotations

import pytest

from tests.events.reports import told


@pytest.mark.parametrize(
    "text",
    [
        "President Petro called off the ceasefire with the EMC rebels on Monday.",
        "The ELN ended the ceasefire with Colombia on Monday.",
        "Colombia suspended a ceasefire with the ELN on Monday.",
        "The Taliban scrapped their truce with the government of Afghanistan on Sunday.",
        "The rebels declared the ceasefire over on Friday.",
        "The PKK declared an end to its ceasefire with Turkey on Thursday.",
    ],
)
def test_who_ends_a_ceasefire_breaks_it_off(text: str) -> None:
    assert [(e.coded.event_type, e.coded.event_mode) for e in told(text)] == [("SANCTION", "discontinue")]


@pytest.mark.parametrize(
    "text",
    [
        "The ceasefire between Israel and Hamas took effect on Sunday.",
        "Israel and Hamas declared a ceasefire on Sunday.",
        "The ELN extended its ceasefire with Colombia on Monday.",
    ],
)
def test_a_ceasefire_that_begins_or_goes_on_is_one(text: str) -> None:
    assert [(e.coded.event_type, e.coded.event_mode) for e in told(text)] == [("RETREAT", "ceasefire")]


def test_who_breaks_a_truce_attacks() -> None:
    (event,) = told("Israel broke the truce on Tuesday with air strikes on Gaza.")
    assert event.coded.event_type == "ASSAULT"
