"""Who ends a ceasefire breaks it off, and makes none: verbs that undo what their object names."""

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


@pytest.mark.parametrize(
    ("text", "event_type", "mode"),
    [
        ("Mali left the regional bloc ECOWAS on Wednesday.", "SANCTION", "withdraw"),
        ("Burundi withdrew from the International Criminal Court on Friday.", "SANCTION", "withdraw"),
        ("Nicaragua withdrew its recognition of Taiwan on Thursday.", "SANCTION", "withdraw"),
        ("Pakistan stopped the expulsion of Afghans on Friday.", "CONCEDE", None),
        ("Germany suspended deportations to Afghanistan on Monday.", "CONCEDE", None),
    ],
)
def test_what_is_undone_is_not_done(text: str, event_type: str, mode: str | None) -> None:
    assert [(e.coded.event_type, e.coded.event_mode) for e in told(text)] == [(event_type, mode)]
