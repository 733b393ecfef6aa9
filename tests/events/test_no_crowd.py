"""What burns in a report of war is no riot; an ambassador whom a government has in is protested to."""

from __future__ import annotations

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
