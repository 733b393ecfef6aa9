"""What reports of real life say beside the news: wars as a whole, deeds known before, and days counted from others."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.events.reports import told

_LONG = (
    "A court in Bogota convicted two men on Tuesday. They belonged to a group of rebels. They will be in prison for "
    "years. Their lawyer called it unfair. The minister said that it was over.\n\n"
)


@pytest.mark.parametrize(
    "war",
    [
        "The envoy called it a conflict which has cost El Salvador more than 70,000 lives.",
        "The war, which has killed 45,000 people, is in its fifth year.",
        "The army has murdered 80,000 people, the bishop said.",
    ],
)
def test_the_dead_of_a_whole_war_are_none_of_an_attack(war: str) -> None:
    events = told(f"Soldiers killed two farmers in Usulutan on Tuesday. {war}")
    assert {e.coded.fatalities_best for e in events if e.coded.event_type == "ASSAULT"} == {2}


@pytest.mark.parametrize(
    "known",
    [
        "They are implicated in the murder of six priests.",
        "Prosecutors tied the men to the killing of a senator.",
        "They are charged with the murder of six priests.",
    ],
)
def test_a_deed_that_only_says_whom_it_is_laid_to_is_known_before(known: str) -> None:
    events = told(f"Police arrested three officers in San Salvador on Tuesday. {known}")
    assert not [e for e in events if e.coded.event_type == "ASSAULT"]


def test_a_deed_with_a_day_of_its_own_is_news_whomever_it_is_laid_to() -> None:
    events = told("The police said that those who were responsible for Tuesday's attack on a bus in Bogota had fled.")
    (attack,) = (e.coded for e in events if e.coded.event_type == "ASSAULT")
    assert attack.date_start == dt.date(2024, 3, 12)


@pytest.mark.parametrize(
    "summed",
    [
        "The group has killed several people and has carried out various bomb attacks in Guatemala.",
        "Dozens have been killed in clashes in the region.",
        "Rebels have attacked a number of barracks in Guatemala.",
    ],
)
def test_what_is_summed_up_until_now_is_no_event_of_the_day(summed: str) -> None:
    assert {e.coded.event_type for e in told(_LONG + summed)} == {"SANCTION"}


def test_a_number_of_people_killed_is_an_event_also_in_the_perfect() -> None:
    events = told(_LONG + "Rebels have killed three people in Guatemala.")
    assert [e.coded.fatalities_best for e in events if e.coded.event_type == "ASSAULT"] == [3]


def test_the_day_before_is_counted_from_the_day_that_its_sentence_names() -> None:
    text = (
        "Police on Tuesday arrested two men after a bomb had exploded at a church in Cairo the day before. "
        "At least 25 people were killed."
    )
    (blast,) = (e.coded for e in told(text) if e.coded.event_type == "ASSAULT")
    assert blast.date_start == blast.date_end == dt.date(2024, 3, 11)


def test_a_word_on_the_attack_gives_it_no_other_day() -> None:
    text = (
        "Police on Tuesday searched a church in Cairo where a bomb had killed 25 people the day before.\n\n"
        "The building is old.\n\nThe mufti condemned the attack on the church."
    )
    assert len([e for e in told(text) if e.coded.event_type == "ASSAULT"]) == 1


def test_what_happened_days_before_lends_neither_its_place_nor_its_day() -> None:
    text = (
        "A bomb exploded at a hotel in Cairo on Wednesday.\n\n"
        "Wednesday's explosion came two days after gunmen killed six police officers in Giza."
    )
    found = {(e.coded.place.name, e.coded.date_start) for e in told(text) if e.coded.place}
    assert found == {("Cairo", dt.date(2024, 3, 13)), ("Giza", dt.date(2024, 3, 11))}


def test_days_are_counted_back_from_the_news_once() -> None:
    (event,) = told("The attack came a week after gunmen killed four soldiers in Giza.")
    first, last = event.coded.date_start, event.coded.date_end
    assert first is not None
    assert last is not None
    assert first <= dt.date(2024, 3, 8) <= last


def test_a_time_among_which_a_deed_stands_out_is_not_its_own() -> None:
    text = (
        "Three days of fighting between police and rebels near Kizlyar ended on Tuesday with five officers dead. "
        "The fighting was some of the most intense in recent months."
    )
    (event,) = told(text)
    assert event.coded.date_end == dt.date(2024, 3, 12)
