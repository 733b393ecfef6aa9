"""What a report tells of others, of one more place, or by an hour reached is an event of its own with its own day."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.events.reports import told, types
from transforms.events.dates import find_dates

PUBLISHED = dt.date(2024, 3, 15)


@pytest.mark.parametrize(
    "text",
    [
        "Gangs stormed a prison in Kumasi, Ghana, on Saturday. A second prison was attacked in the same hours.",
        "Rebels attacked a clinic near Goma, in Congo, on Friday. A third clinic was stormed before dawn.",
        "A shell hit a mosque in Gaza on Monday. Israeli aircraft bombed a second mosque.",
        "Gunmen attacked a hotel in Gao, Mali, on Sunday. A further hotel was attacked by gunmen.",
        "A car bomb exploded in Kabul, Afghanistan, on Tuesday. A second vehicle blew up near the ministry.",
    ],
)
def test_a_second_target_is_another_event(text: str) -> None:
    assert len([e for e in told(text) if e.coded.event_type == "ASSAULT"]) == 2


def test_a_second_person_who_dies_belongs_to_the_same_attack() -> None:
    text = "Gunmen shot a farmer dead in Jos, Nigeria, on Monday. A second man was killed in the attack."
    assert len([e for e in told(text) if e.coded.event_type == "ASSAULT"]) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Soldiers arrested 18 smugglers on Monday in Maiduguri, Nigeria. In the west, ten suspects were apprehended.",
        "Police in Tunis, Tunisia, detained the lawyer Amel Trabelsi on Monday. Thirteen protesters were held.",
        "The army in Khartoum, Sudan, arrested 40 officers on Friday. Police rounded up 7 students.",
    ],
)
def test_arrests_of_different_numbers_of_people_are_two(text: str) -> None:
    assert len([e for e in told(text) if e.coded.event_mode == "arrest"]) == 2


def test_those_who_were_arrested_are_no_second_arrest() -> None:
    text = "Police in Lima, Peru, arrested 12 miners on Monday. The 12 men were detained at a roadblock."
    assert len([e for e in told(text) if e.coded.event_mode == "arrest"]) == 1


def test_an_execution_is_not_the_unrest_that_it_followed() -> None:
    text = (
        "The stalls of Mashhad, Iran, stayed shut on Tuesday in a strike against the authorities. Majid Karimi was "
        "hanged last Thursday. The unrest has shaken the country since September."
    )
    assert "ASSAULT" in types(text)


@pytest.mark.parametrize(
    "later",
    [
        "Within hours the president had declared a state of emergency.",
        "By nightfall the government had imposed a curfew.",
        "Within a day police had arrested three lawmakers.",
        "By dawn soldiers had sealed off the port.",
        "Within minutes the ministry had shut down the internet.",
    ],
)
def test_what_had_come_about_by_an_hour_is_news(later: str) -> None:
    before = (
        "Rebels shot the minister on Monday in Lomé, Togo. He died on the way to a clinic. A crowd came "
        "to his office. His deputy wept. The army radio played marches. Rain fell on the capital. "
    )
    assert "COERCE" in types(before + later)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Police arrested him on the 12th in Lima.", dt.date(2024, 3, 12)),
        ("Police arrested him on the 22nd.", dt.date(2024, 2, 22)),
        ("On the 3rd, the army entered the town.", dt.date(2024, 3, 3)),
    ],
)
def test_a_day_without_its_month_is_the_last_one(text: str, day: dt.date) -> None:
    assert [d.first for d in find_dates(text, PUBLISHED)] == [day]


@pytest.mark.parametrize(
    "text", ["They met on the 14th floor.", "Troops stand on the 38th parallel.", "It fell on the 10th anniversary."]
)
def test_a_number_in_a_row_is_no_day(text: str) -> None:
    assert find_dates(text, PUBLISHED) == []


@pytest.mark.parametrize(
    "text",
    [
        "Rebels shot the mayor on Monday. Their leader left the army in 2006. An hour later they fired on a convoy.",
        "The fire broke out on Monday. The mill was built in June 2019. The same day a bridge burned.",
        "Gangs stormed a jail on Monday night. Ten left on Friday, one in May 2021. The same night a clinic burned.",
    ],
)
def test_an_hour_later_counts_from_a_day_and_not_from_a_year(text: str) -> None:
    assert find_dates(text, PUBLISHED)[-1].first == dt.date(2024, 3, 11)


def test_a_day_that_stands_alone_is_that_of_the_sentence_after_it() -> None:
    text = "Gangs stormed a jail in Kumasi, Ghana, on Wednesday. It held ten men.\n\nThursday. Gunmen shot up a clinic."
    days = {
        e.coded.date_start
        for e in told(text, published=dt.datetime(2024, 3, 15, 12, tzinfo=dt.UTC))
        if e.coded.event_type == "ASSAULT"
    }
    assert days == {dt.date(2024, 3, 13), dt.date(2024, 3, 14)}


@pytest.mark.parametrize(
    "text",
    [
        "Rebels tried to capture the town of Sake in Congo on Monday.",
        "Insurgents attempted to overrun an army base at Ajiri, Nigeria, on Thursday.",
        "Militants tried to seize the airport of Timbuktu, Mali, on Friday.",
        "Taliban fighters attempted to retake Kunduz in Afghanistan on Sunday.",
        "Gunmen tried to recapture the police station in Goma, Congo, on Tuesday.",
    ],
)
def test_the_attempt_to_take_a_place_is_an_attack_on_it(text: str) -> None:
    assert "ASSAULT" in types(text)


def test_who_has_no_arms_attacks_nothing_in_trying_to_take_it() -> None:
    assert types("The company tried to seize the market for phones in Kenya on Monday.") == set()
