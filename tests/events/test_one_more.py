"""What a sentence tells as one more is an event of its own; of two frames the one counts whose type the heads hear."""

from __future__ import annotations

from tests.events.reports import told, types


def test_another_man_who_was_also_shot_is_another_event() -> None:
    text = (
        "Four people were gunned down at Churachandpur in India's Manipur state on Friday. Soldier Chonkholen Haokip "
        "was also shot dead in the same district."
    )
    assert len([e for e in told(text) if e.coded.event_type == "ASSAULT"]) == 2


def test_gunmen_whom_police_overpower_are_arrested() -> None:
    text = "Thirteen hooded youths were overpowered by an elite police squad in Guayaquil, Ecuador, on Tuesday."
    assert types(text) == {"COERCE"}


def test_a_clause_with_a_subject_of_its_own_is_not_negated_by_the_one_before() -> None:
    text = "The shops of Puno, Peru, did not open on Tuesday and the bus drivers went on strike."
    assert "PROTEST" in types(text)
