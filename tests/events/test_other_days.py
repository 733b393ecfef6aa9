"""Days that a sentence names for something else, and days that another sentence gives: crimes, elections, nights."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.events.reports import PUBLISHED, told

TODAY = PUBLISHED.date()


def days(text: str, event_type: str) -> list[tuple[dt.date, dt.date]]:
    """The first and last days of the events of a type, in March 2024."""
    return [(e.coded.date_start, e.coded.date_end) for e in told(text) if e.coded.event_type == event_type]


def march(day: int) -> dt.date:
    return dt.date(2024, 3, day)


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("A court in Lisbon has jailed three men for a bombing in 2011.", "COERCE"),
        ("Belgium has charged a former mayor with genocide over massacres in 1994.", "ACCUSE"),
        ("A French court convicted five men of murder over the 2015 Paris attacks that killed 130 people.", "SANCTION"),
        ("A court in Ghana charged two men with aiding the 2019 attack on a hotel in Kumasi.", "ACCUSE"),
        ("Police arrested nine people in Beijing on the anniversary of the 1989 crackdown.", "COERCE"),
    ],
)
def test_the_year_of_a_crime_is_not_that_of_the_verdict(text: str, event_type: str) -> None:
    assert days(text, event_type) == [(TODAY, TODAY)]


def test_an_old_verdict_stays_old() -> None:
    assert not told("The general was convicted of treason in 1998 and lives in exile.")


def test_what_has_been_done_is_not_of_a_month_that_is_over() -> None:
    text = "Gunmen have released the hostages seized from a train in Nigeria in January, police said on Monday."
    assert days(text, "RETREAT") == [(march(11), march(11))]


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("President Macky Sall postponed Senegal's Feb. 25 election on Saturday.", "CONCEDE"),
        ("The ELN declared a Christmas truce on Saturday.", "RETREAT"),
    ],
)
def test_the_day_of_a_vote_or_a_feast_is_not_that_of_a_decision(text: str, event_type: str) -> None:
    assert days(text, event_type) == [(march(9), march(9))]


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen raided a village in Zamfara overnight, killing five people, police said on Monday.",
        "Gunmen killed five people in Zamfara overnight into Monday.",
        "Gunmen raided a village in Zamfara overnight Sunday to Monday, killing five people.",
    ],
)
def test_a_night_is_the_one_before_the_day_that_its_sentence_names(text: str) -> None:
    assert days(text, "ASSAULT") == [(march(10), march(11))]


def test_overnight_alone_is_the_night_before_the_report() -> None:
    assert days("Rebels shelled Goma overnight.", "ASSAULT") == [(march(14), march(15))]


def test_days_later_are_counted_from_the_sentence_before() -> None:
    text = "Gunmen stormed a church in Jos on Thursday. Three days later, they attacked a mosque in Bauchi."
    assert days(text, "ASSAULT") == [(march(14), march(14)), (march(15), march(15))]
    text = text.replace("Thursday", "Saturday")
    assert days(text, "ASSAULT") == [(march(9), march(9)), (march(12), march(12))]


@pytest.mark.parametrize("verb", ["occurred", "took place", "happened"])
def test_a_sentence_may_only_give_the_day_of_what_was_told(verb: str) -> None:
    text = f"Gunmen kidnapped three miners in Bamako, their employer said on Tuesday. The incident {verb} on Sunday."
    assert days(text, "ASSAULT") == [(march(10), march(10))]


@pytest.mark.parametrize(
    ("text", "event_type", "first", "last"),
    [
        ("Police have arrested 400 people in Russia since Saturday.", "COERCE", 9, 15),
        ("Venezuela has arrested more than 1,200 people since a disputed election on March 3.", "COERCE", 3, 15),
        ("Two journalists have been detained in Cairo since Saturday.", "COERCE", 9, 9),
    ],
)
def test_what_has_been_done_since_a_day_goes_on_from_it(text: str, event_type: str, first: int, last: int) -> None:
    assert days(text, event_type) == [(march(first), march(last))]


def test_the_next_sentence_is_of_the_day_of_the_news_and_not_of_the_day_before() -> None:
    text = (
        "Some 3,000 police were sent to Port Moresby on Tuesday, a day after 15 people died in rioting. "
        "Prime Minister James Marape declared a state of emergency."
    )
    assert days(text, "COERCE") == [(march(12), march(12))]


@pytest.mark.parametrize(
    "text",
    [
        "The bodies of eight soldiers killed in an ambush in Tillaberi arrived in Niamey on Tuesday.",
        "Hundreds attended the funeral on Tuesday of a journalist shot dead in Tirana.",
    ],
)
def test_who_is_buried_on_a_day_was_killed_before(text: str) -> None:
    assert days(text, "ASSAULT") == [(march(11), march(12))]


def test_an_attack_of_these_days_is_none_of_the_many_since_a_month() -> None:
    text = (
        "Gunmen attacked a police post in Duekoue, Ivory Coast, on Sunday. "
        "Twenty police posts have been attacked in Ivory Coast since January."
    )
    assert (march(10), march(10)) in days(text, "ASSAULT")
