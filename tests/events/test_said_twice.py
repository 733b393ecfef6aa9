"""Two things that one party says of another some sentences apart are two events."""

from __future__ import annotations

from tests.events.reports import told


def test_two_demands_some_sentences_apart() -> None:
    text = (
        "The president of Chad demanded on Monday that Sudan hand over two rebels.\n\nThe border is long.\n\n"
        "Nobody guards it.\n\nHe called on Sudan to pay for the cattle."
    )
    assert [e.coded.event_type for e in told(text)] == ["REQUEST", "REQUEST"]


def test_two_accusations_some_sentences_apart() -> None:
    text = (
        "Colombia accused Venezuela on Monday of sheltering rebels in the border hills. The hills have no roads. "
        "A hundred families live there. Colombia's government accused Venezuela also of flying drones over the port."
    )
    assert [e.coded.event_type for e in told(text)] == ["ACCUSE", "ACCUSE"]


def test_a_headline_and_its_report_accuse_once() -> None:
    text = "Colombia accused Venezuela on Monday of sheltering rebels in the border hills."
    found = told(text, title="Colombia accuses Venezuela of sheltering rebels")
    assert [e.coded.event_type for e in found] == ["ACCUSE"]
