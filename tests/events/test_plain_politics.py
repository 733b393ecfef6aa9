"""Plain sentences of courts, diplomacy, strikes and arms: which event they tell."""

from __future__ import annotations

import pytest

from tests.events.reports import coded, told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A court in Lima ordered the former president to be placed under house arrest.", ("COERCE", "arrest")),
        ("Moscow said it would retaliate against the European Union.", ("THREATEN", None)),
        ("Talks between Serbia and Kosovo failed on Thursday.", ("CONSULT", None)),
        ("Serbia and Kosovo failed to reach agreement on Thursday.", ("REJECT", None)),
        ("Nicaragua banished 222 prisoners to the United States on Thursday.", ("COERCE", "deport")),
        ("India repatriated 200 of its citizens from Sudan on Wednesday.", ("AID", None)),
        ("Russia withdrew its ratification of the nuclear test ban treaty.", ("SANCTION", "withdraw")),
        ("Germany closed its consulate in Kunduz, citing threats from the Taliban.", ("SANCTION", "withdraw")),
        ("A drone dropped a grenade on a bus in Kherson on Monday, wounding three.", ("ASSAULT", "drone")),
        ("The army carried out drone strikes on rebel positions in Ethiopia on Friday.", ("ASSAULT", "drone")),
        ("Drones dropped tear gas on protesters in Shambhu, India, on Tuesday.", ("ASSAULT", "crowd-control")),
        ("The United Auto Workers union struck General Motors on Friday.", ("PROTEST", "strike")),
        ("A general strike paralysed Buenos Aires on Thursday.", ("PROTEST", "strike")),
    ],
)
def test_what_plain_words_of_politics_tell(text: str, expected: tuple[str, str | None]) -> None:
    assert coded(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Mali swore in Assimi Goita as president on Monday.",
        "Kim Jong Un received a letter from Putin on Monday.",
        "Ales Bialiatski is serving a 10-year jail term in Belarus.",
    ],
)
def test_what_changes_nothing_is_no_event(text: str) -> None:
    assert coded(text) == []


def test_who_is_in_jail_arrests_nobody() -> None:
    (event,) = told("Kurdish politician Selahattin Demirtas has been in jail since Monday.")
    assert ([p.name for p in event.coded.actors], [p.name for p in event.coded.recipients]) == (
        [],
        ["Selahattin Demirtas"],
    )


def test_police_who_clash_with_a_crowd_do_not_riot() -> None:
    (event,) = told("Riot police clashed with youths in Athens on Monday.")
    assert event.coded.event_type == "PROTEST"
    assert ([p.name for p in event.coded.actors], [p.name for p in event.coded.recipients]) == (
        ["youths"],
        ["riot police"],
    )
