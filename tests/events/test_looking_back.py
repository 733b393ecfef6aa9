"""What explains, remembers or judges is no report of what happened these days."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.events import reports
from transforms.events.assembling import CodedEvent
from transforms.events.relevance.gate import domains

PUBLISHED = dt.datetime(2024, 5, 8, 12, tzinfo=dt.UTC)
HISTORY = (
    "In 2012 Islamists seized Timbuktu. They destroyed the tombs of saints.\n\nFrench troops drove them out in January "
    "2013. Peacekeepers arrived in July of that year.\n\nRebels killed a mayor near Gao in 2015."
)


def told(text: str, title: str | None = None) -> list[CodedEvent]:
    return reports.told(text, title, published=PUBLISHED)


@pytest.mark.parametrize(
    "title", ["Explainer: Mali's wars", "Mali's wars explained", "Ten years on: the tombs of Timbuktu", None]
)
def test_what_happened_long_ago_is_no_event_of_today(title: str | None) -> None:
    assert told(HISTORY, title) == []


def test_a_headline_in_the_present_tells_news_whatever_follows() -> None:
    text = "Menaka was calm, the governor said.\n\n" + HISTORY
    (event,) = told(text, "Police in Mali arrest nine gunmen in Menaka")
    assert event.coded.event_mode == "arrest"


@pytest.mark.parametrize("title", ["Explainer: Mali's wars", "Who are the rebels of Mali?"])
def test_what_has_a_day_of_these_days_is_news_in_any_piece(title: str) -> None:
    (event,) = told(HISTORY + "\n\nOn Monday gunmen killed 40 people in Menaka.", title)
    assert (event.coded.event_type, event.coded.date_start) == ("ASSAULT", dt.date(2024, 5, 6))


def test_a_report_may_tell_what_came_before() -> None:
    text = (
        "Gunmen killed 40 people in Menaka on Monday, the governor of the region said.\n\nThe army sent troops to the "
        "town on Tuesday.\n\nIn 2012 Islamists seized Timbuktu. Peacekeepers left Mali in 2023."
    )
    assert {e.coded.event_type for e in told(text, "Gunmen kill 40 in Mali")} == {"ASSAULT", "MOBILIZE"}


@pytest.mark.parametrize(
    "past",
    [
        "In 2018 protesters set fire to the consulate of Iran in Basra. Police shot dead 20 of them.",
        "In 2018 the pumps of Basra failed. It was a hot summer. Protesters set fire to the consulate of Iran.",
        "The mayor warned on Tuesday of riots like those of 2018. Protesters then set fire to the consulate of Iran.",
        "The Taliban reached the gates of Kabul on 15 August 2021.\n\nWithin hours, fighters occupied the palace.",
    ],
)
def test_what_a_paragraph_goes_back_to_is_of_that_time(past: str) -> None:
    assert [e for e in told(past) if e.coded.event_type in ("PROTEST", "ASSAULT", "COERCE")] == []


@pytest.mark.parametrize(
    "ended",
    [
        "The curfew in Srinagar ended on Tuesday after five days.",
        "The government ended martial law in Mindanao on Tuesday.",
        "Lebanon's president on Tuesday cancelled the curfew imposed in March.",
        "The EU on Tuesday lifted its embargo on Belarus.",
    ],
)
def test_a_measure_that_ends_is_no_new_one(ended: str) -> None:
    assert {e.coded.event_type for e in told(ended)} <= {"CONCEDE"}


@pytest.mark.parametrize(
    "text",
    [
        "A gas cylinder exploded in a bakery in Sao Paulo on Tuesday, killing two people and injuring nine.",
        "Manila took Beijing to a tribunal in The Hague on Tuesday.",
        "Amsterdam fell silent for two minutes on Tuesday.",
    ],
)
def test_words_of_war_that_mean_something_else(text: str) -> None:
    assert [e for e in told(text) if e.coded.event_type == "ASSAULT"] == []


@pytest.mark.parametrize("title", ["Stage: an army in one room", "Game review: Iron Meridian", "The week ahead"])
def test_a_headline_may_say_that_nothing_is_news(title: str) -> None:
    assert told("Rebels captured Goma on Monday. Soldiers shelled the airport on Tuesday.", title) == []


def test_what_only_says_which_one_is_meant_is_no_news_of_the_body() -> None:
    text = (
        "Gunmen killed 40 people in Menaka on Monday, the governor of the region said.\n\nThe army sent troops to the "
        "town on Tuesday.\n\nThe wounded lie in the clinic that rebels from Algeria shelled."
    )
    assert {e.coded.event_type for e in told(text)} == {"ASSAULT", "MOBILIZE"}
    assert len([e for e in told(text) if e.coded.event_type == "ASSAULT"]) == 1


@pytest.mark.parametrize(
    "text",
    [
        (
            "The champion opened fire early on Saturday, ambushing the American with a left hook. Porter fought back "
            "in the third round and hit him with bombs. A rematch is being negotiated, and promoters expect a war."
        ),
        (
            "Skeletons of 40 people who were killed when Cromwell's troops stormed Drogheda in 1649 have been found, "
            "archaeologists said on Tuesday. They were executed after they surrendered, and 2,800 died."
        ),
    ],
)
def test_sport_and_other_centuries_tell_no_attack(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        (
            "A bus left the road on Tuesday and fell into a ravine near Ayacucho, killing 23 people. Rescuers worked "
            "for hours to reach the wreckage. The driver was detained, and police blocked the road. It was the third "
            "accident this year."
        ),
        (
            "A wildfire attacked the town on Monday, destroying 40 homes. Flames and gusts trapped a crew of "
            "firefighters while propane tanks blew up. Deputies ordered a rancher to leave, and he refused. Bombers "
            "dropped water; the wind brings a second offensive of heat."
        ),
    ],
)
def test_an_accident_has_no_attackers_and_its_police_no_enemies(text: str) -> None:
    assert told(text) == []


def test_a_disaster_does_not_hide_an_attack() -> None:
    text = (
        "The earthquake killed 19,000 people, and rescuers dug through collapsed houses at Afrin. Firefighters from "
        "Turkey felt tremors on Tuesday.\n\nShells were fired at Marea on Monday night by government forces."
    )
    assert {e.coded.event_type for e in told(text)} == {"ASSAULT"}


def test_a_verdict_on_old_crimes_leaves_what_happened_that_day() -> None:
    text = (
        "A tribunal in Dakar on Thursday jailed the man who ruled Chad from 1982 to 1990 for life.\n\n"
        "In 1984 his soldiers killed hundreds of people in the south. In 1987 he arrested his own ministers.\n\n"
        "Outside, his supporters scuffled with the police, who detained four of them. In 1990 he fled.\n\n"
        "In 1992 a commission put the number of the dead at 40,000."
    )
    assert {"SANCTION", "COERCE"} <= {e.coded.event_type for e in told(text, title="Tyrant jailed for life")}


def test_no_phrase_goes_across_the_end_of_a_sentence() -> None:
    assert "history" not in domains("It was the largest raid in twenty years. On Tuesday farmers blocked roads.")
