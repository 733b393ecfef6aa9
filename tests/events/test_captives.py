"""How captives were taken, in reports of their release or search."""

from __future__ import annotations

import pytest

from tests.events.reports import told

_RELEASE = (
    "Rebels in Colombia freed six captives on Tuesday and handed them to the Red Cross. "
    "Their families waited at a football ground in Saravena. A priest was there as well.\n\n"
)


def _taken(sentence: str) -> list[str]:
    events = told(_RELEASE + sentence, title="Rebels free six captives")
    return [str(e.coded.date_start) for e in events if e.coded.event_mode == "abduct"]


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("The four soldiers had been seized on 2 February from a bus near Tame.", "2024-02-02"),
        ("Two teachers had been kidnapped at a roadblock on 9 February.", "2024-02-09"),
        ("The nurses had been abducted from a clinic near Fortul on 20 February.", "2024-02-20"),
    ],
)
def test_the_day_on_which_captives_were_taken_is_told(sentence: str, day: str) -> None:
    assert _taken(sentence) == [day]


@pytest.mark.parametrize(
    "sentence",
    ["Two of the men had been kidnapped before.", "The teachers had been abducted from a clinic long ago."],
)
def test_captures_without_a_day_are_background(sentence: str) -> None:
    assert not _taken(sentence)
