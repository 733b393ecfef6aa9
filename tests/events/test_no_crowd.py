"""What burns in a war is no riot; an ambassador is had in to be protested to; armed men who block roads."""

from __future__ import annotations

import pytest

from tests.events.reports import told, types


def test_what_burns_in_a_war_is_no_riot() -> None:
    text = "Russian missiles struck Zaporizhzhia on Tuesday, killing 11 workers. A fuel depot burned in Saratov."
    assert types(text) == {"ASSAULT"}


def test_what_burns_beside_a_crowd_is_one() -> None:
    text = "Protesters threw stones at the police in Nairobi on Tuesday. Shops were looted and a bank was burned."
    assert "PROTEST" in types(text)


def test_an_ambassador_is_had_in() -> None:
    (event,) = told("Britain had the Zimbabwean ambassador in on Thursday to complain about the arrests.")
    assert (event.coded.event_type, event.coded.event_mode) == ("ACCUSE", "disapprove")


@pytest.mark.parametrize(
    "text",
    [
        "Rebels blocked the road to Goma on Tuesday.",
        "Rebels cut the road between Goma and Sake on Tuesday.",
        "The army cut the main supply road to Bakhmut on Monday.",
    ],
)
def test_armed_men_who_block_a_road_restrict_movement(text: str) -> None:
    assert [(e.coded.event_type, e.coded.event_mode) for e in told(text)] == [("COERCE", "restrict")]
