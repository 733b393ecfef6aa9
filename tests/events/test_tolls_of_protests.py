"""People who die in protests, and those whom protests are about."""

from __future__ import annotations

import pytest

from tests.events.reports import told


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("Seven people were killed in protests in Kampala on Tuesday.", 7),
        ("Thousands rallied in Kampala on Tuesday and seven people were killed.", 7),
        ("At least 12 people were killed as protesters stormed the town hall in Kampala on Tuesday.", 12),
        ("Uganda's government withdrew a tax on Wednesday after protests in which nine people were killed.", 9),
        ("Student protests in Kampala have left 30 people dead.", 30),
        ("A strike by bus drivers in Kampala left three people dead.", 3),
        ("Hundreds marched in Patras on Tuesday to mark the anniversary of a train crash that killed 80 people.", None),
        ("Protesters blocked roads in Patras on Sunday after a nightclub fire that killed 14 people.", None),
        ("Thousands protested in Patras on Sunday over a fire that killed 14 people.", None),
    ],
)
def test_a_protest_has_those_who_died_in_it(text: str, dead: int | None) -> None:
    (protest,) = [e for e in told(text) if e.coded.event_type == "PROTEST"]
    assert protest.coded.fatalities_best == dead
    assert all(e.coded.event_type != "ASSAULT" for e in told(text))


def test_a_protest_has_not_those_whose_killing_it_is_about() -> None:
    events = {
        e.coded.event_type: e.coded.fatalities_best
        for e in told("Thousands protested in Kampala on Tuesday after six people were killed by police.")
    }
    assert events == {"PROTEST": None, "ASSAULT": 6}


@pytest.mark.parametrize(
    "text",
    [
        "At least six protesters were killed in Kampala on Tuesday.",
        "The party said six of its supporters had been killed in Kampala on Tuesday.",
    ],
)
def test_protesters_and_supporters_are_killed_by_somebody(text: str) -> None:
    (event,) = told(text)
    assert (event.coded.event_type, event.coded.fatalities_best) == ("ASSAULT", 6)


def test_supporters_die_in_accidents_too() -> None:
    assert not told("Two supporters of the opposition were killed when their bus crashed near Kampala on Sunday.")


@pytest.mark.parametrize(
    "text",
    [
        "At least 39 people have been killed in anti-tax protests in Uganda since Monday.",
        "Clashes between police and opposition supporters in Kampala have killed 39 people since Monday.",
    ],
)
def test_protests_have_those_who_died_in_them_since_a_day(text: str) -> None:
    (event,) = told(text)
    assert (event.coded.event_type, event.coded.fatalities_best) == ("PROTEST", 39)


def test_whom_an_army_has_killed_since_a_day_are_of_no_protest_beside_it() -> None:
    events = told("Thousands protested in Tel Aviv on Saturday; the army has killed 140 people in Gaza since Friday.")
    assert {(e.coded.event_type, e.coded.fatalities_best) for e in events} == {("PROTEST", None), ("ASSAULT", 140)}
