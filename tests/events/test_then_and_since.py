"""What a sentence only measures by, counts twice or tells of who was there: since when, in hospital, by bus."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.events.reports import told

BOMB = "A bomb killed nine people in Quetta on Tuesday"


@pytest.mark.parametrize(
    "text",
    [
        f"{BOMB}. It was the deadliest attack in the city since January, when a suicide bomber killed 31 worshippers.",
        f"{BOMB}, in the worst attack since a suicide bomber killed 31 worshippers in January.",
        f"{BOMB}. It was the bloodiest day since September, when 200 people died in two days of clashes.",
    ],
)
def test_the_dead_of_what_it_is_measured_by_are_others(text: str) -> None:
    (event,) = (e for e in told(text) if e.coded.date_start == dt.date(2024, 3, 12))
    assert event.coded.fatalities_best == 9


def test_of_the_wounded_some_are_in_hospital() -> None:
    (event,) = told(
        "A suicide bomber rammed a truck into a checkpoint in Mogadishu on Tuesday, killing 18 people and wounding 40."
        " Medina hospital had admitted 31 people, nine of them in critical condition, a nurse said."
    )
    assert event.coded.injuries_best == 40


def test_what_attackers_claim_in_a_relative_clause_is_their_claim() -> None:
    (event,) = told(
        "Militants stormed a base in northern Burkina Faso on Tuesday, killing at least 50 soldiers. The assault was"
        " claimed by Boko Haram, which said in a statement that its fighters had killed 60 soldiers."
    )
    assert event.coded.fatalities_best == 50


def test_bodies_with_wounds_are_dead() -> None:
    (event,) = told(
        "Gangs attacked a prison in Haiti on Saturday. The bodies of 12 prisoners with gunshot wounds lay outside."
    )
    assert (event.coded.fatalities_best, event.coded.injuries_best) == (12, None)


def test_a_longer_name_goes_before_a_shorter_one_inside() -> None:
    (event,) = told("President Hassan Sheikh Mohamud called the bombing in Mogadishu a cowardly act on Tuesday.")
    assert [p.name for p in event.coded.actors] == ["Hassan Sheikh Mohamud"]


@pytest.mark.parametrize(
    "text",
    [
        "About 60 families were taken by bus to Vardenis on Tuesday after the shelling, the governor said.",
        "Villagers were taken to shelters on Tuesday after the shelling of Vardenis.",
    ],
)
def test_who_is_taken_to_safety_is_not_abducted(text: str) -> None:
    assert "abduct" not in {e.coded.event_mode for e in told(text)}


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("Reinforcements sent from Kaya were ambushed on Monday near Boulsa.", "MOBILIZE"),
        ("A medic in Ataq said that 74 wounded soldiers had been brought in from Ain on Sunday.", "AID"),
    ],
)
def test_who_was_there_is_no_event(text: str, event_type: str) -> None:
    assert event_type not in {e.coded.event_type for e in told(text)}


def test_a_front_that_moves_is_no_withdrawal() -> None:
    text = "The army captured the town of Tessalit on Monday."
    assert [e.coded.event_type for e in told(text, title="Army takes Tessalit as front moves back north")] == [
        "ASSAULT"
    ]


def test_the_day_of_a_relative_clause_is_not_that_of_the_next_paragraph() -> None:
    text = (
        "Israel said that it had struck a car in Khan Younis on Tuesday carrying a man whom it held responsible for a"
        " bomb that killed a soldier on Sunday.\n\nMilitants fired 60 rockets at Sderot, wounding four people."
    )
    (rockets,) = (e.coded for e in told(text) if e.coded.injuries_best == 4)
    assert rockets.date_start == dt.date(2024, 3, 12)
