"""Words for two parties at once: "both", "generals of the two sides", "they" of two who do it with each other."""

from __future__ import annotations

import pytest

from tests.events.reports import told

FIGHT = "Kyrgyz and Tajik border guards fought near Batken on Tuesday. "


def parties(text: str, event_type: str) -> set[str]:
    events = [e.coded for e in told(text) if e.coded.event_type == event_type]
    assert events, f"no {event_type} in {text!r}"
    return {p.country or p.name for e in events for p in (*e.actors, *e.recipients)}


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("Russia urged both to refrain from escalation.", "REQUEST"),
        ("Iran called on the two to talk.", "REQUEST"),
        ("Russia asked the two governments to talk.", "REQUEST"),
        ("On Wednesday generals of both sides met in Isfara.", "CONSULT"),
        ("On Wednesday the deputy heads of the two security services met at the Guliston crossing.", "CONSULT"),
    ],
)
def test_words_for_both_mean_the_two_who_fight(text: str, event_type: str) -> None:
    assert parties(FIGHT + text, event_type) >= {"KG", "TJ"}


def test_both_of_two_people_who_were_arrested_are_no_sides() -> None:
    text = FIGHT + "Police in Bishkek arrested two brothers on Wednesday. Both were released on Thursday."
    events = [e.coded for e in told(text) if e.coded.event_type == "RETREAT"]
    assert not {p.country for e in events for p in e.recipients if p.actor_id}


def test_two_groups_of_whom_nothing_was_told_are_no_sides() -> None:
    text = FIGHT + "Britain urged the two gangs in Kingston, Jamaica, to stop the shooting."
    assert "TJ" not in parties(text, "REQUEST")


@pytest.mark.parametrize(
    ("text", "event_type", "names"),
    [
        (
            "The Sinaloa Cartel and the Jalisco cartel hate each other. On Tuesday they clashed in Tuxtla, Mexico.",
            "ASSAULT",
            {"Sinaloa Cartel", "Jalisco New Generation Cartel"},
        ),
        (
            "William Ruto and Yoweri Museveni spoke at a rally on Monday. They met again on Tuesday.",
            "CONSULT",
            {"William Ruto", "Yoweri Museveni"},
        ),
    ],
)
def test_they_who_do_it_with_each_other_are_those_told_together(text: str, event_type: str, names: set[str]) -> None:
    events = [e.coded for e in told(text) if e.coded.event_type == event_type]
    assert {p.name for e in events for p in (*e.actors, *e.recipients)} == names
    assert any(e.actors and e.recipients for e in events)
