"""Visits at somebody's home, arrests told by the van, crowds that are laid into or drawn, and what looks like these."""

from __future__ import annotations

import pytest

from tests.events.reports import told, types


@pytest.mark.parametrize(
    ("text", "event_type", "mode"),
    [
        ("The premier called at the home of the opposition leader on Wednesday.", "CONSULT", "visit"),
        ("Chancellor Angela Merkel called at the Elysee Palace in Paris on Monday.", "CONSULT", "visit"),
        (
            "Prime Minister Tusk dropped in at the home of the president of Poland on Sunday.",
            "CONSULT",
            "visit",
        ),
        ("Police hustled a dozen protesters into vans in Minsk on Sunday.", "COERCE", "arrest"),
        ("Seven students were hustled into police vans in Cairo on Friday.", "COERCE", "arrest"),
        ("Thirty marchers were shoved into buses by riot police in Moscow on Saturday.", "COERCE", "arrest"),
        ("Officers loaded protesters into lorries in Harare on Monday.", "COERCE", "arrest"),
        ("Riot police laid into a crowd outside parliament in Tbilisi on Tuesday.", "ASSAULT", "crowd-control"),
        ("Gendarmes laid into students with truncheons in Dakar on Thursday.", "ASSAULT", "crowd-control"),
        ("Police set about demonstrators with batons in Lagos on Monday.", "ASSAULT", "crowd-control"),
        ("The minister laid into the opposition in parliament in Rome on Tuesday.", "ACCUSE", "disapprove"),
        ("The verdict drew a few dozen demonstrators to the court in Kyiv on Friday.", "PROTEST", "demo"),
        ("The ruling drew thousands of people into the streets of Warsaw on Monday.", "PROTEST", "demo"),
        ("The news brought hundreds of students onto the streets of Dhaka on Sunday.", "PROTEST", "demo"),
        ("The arrest drew young men with flags to the embassy of France in Niamey on Sunday.", "PROTEST", "demo"),
        ("Bottles rained on a police cordon in Sofia on Tuesday.", "PROTEST", "riot"),
        ("Stones flew at riot police in Athens on Monday.", "PROTEST", "riot"),
    ],
)
def test_it_is_heard(text: str, event_type: str, mode: str) -> None:
    assert (event_type, mode) in {(e.coded.event_type, e.coded.event_mode) for e in told(text)}


@pytest.mark.parametrize(
    "text",
    [
        "The doctor called at the house of a patient in Leeds on Sunday.",
        "The ferry called at the port of Dover on Monday.",
        "Teachers loaded the children into buses in Lyon on Friday.",
        "The match drew thousands of fans into the streets of Lyon on Sunday.",
        "The carnival drew thousands of people onto the streets of Rio de Janeiro on Sunday.",
        "Praise rained on the police chief of Sofia on Tuesday.",
    ],
)
def test_what_only_sounds_like_it_is_none(text: str) -> None:
    assert types(text) <= set()


@pytest.mark.parametrize(
    ("text", "victim"),
    [
        ("Three soldiers fell to mortar bombs near Donetsk on Monday.", "soldiers"),
        ("Two policemen fell to a sniper in Grozny on Monday.", "policemen"),
        ("Five rebels fell to army bullets near Goma on Sunday.", "rebels"),
    ],
)
def test_who_falls_to_weapons_is_struck(text: str, victim: str) -> None:
    (event,) = told(text)
    assert event.coded.event_type == "ASSAULT"
    assert victim in [p.name for p in event.coded.recipients]
    assert victim not in [p.name for p in event.coded.actors]


def test_a_town_that_falls_to_rebels_is_still_taken() -> None:
    (event,) = told("The town of Bor fell to rebels on Sunday.")
    assert [p.name for p in event.coded.actors] == ["rebels"]
