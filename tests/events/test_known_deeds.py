"""Words that mention a deed again, and days that only say when in a day it was."""

from __future__ import annotations

import datetime as dt

from tests.events.reports import told

_REPORT = (
    "Gunmen attacked a market in Djibo on Sunday and killed 12 people.\n\n"
    "The men came on motorcycles shortly after noon. They also abducted three nurses.\n\n"
    "The army later carried out air strikes on a camp near the town.\n\n"
    "The African Union condemned the attack."
)


def test_the_attack_is_what_was_told_as_an_attack_and_not_the_strike_that_answered_it() -> None:
    events = told(_REPORT)
    (condemned,) = (e for e in events if e.coded.event_type == "ACCUSE")
    assert [p.sector for p in condemned.coded.recipients] == ["UAF"]
    (strike,) = (e for e in events if e.coded.event_mode == "aerial")
    assert not any("condemned" in s.text for s in strike.evidence)


def test_an_hour_without_a_day_is_one_of_the_day_of_the_news() -> None:
    events = [e.coded for e in told(_REPORT)]
    (taken,) = (e for e in events if e.event_mode == "abduct")
    assert (taken.date_start, taken.date_end) == (dt.date(2024, 3, 10), dt.date(2024, 3, 10))


def test_a_run_of_days_ends_on_the_day_that_it_leads_up_to() -> None:
    text = "Artillery struck a camp near El Fasher for a third straight day on Thursday, killing eight people."
    (event,) = told(text)
    assert (event.coded.date_start, event.coded.date_end) == (dt.date(2024, 3, 12), dt.date(2024, 3, 14))


def test_riot_police_are_no_side_of_a_war() -> None:
    text = (
        "Youths threw petrol bombs at riot police in Athens on Thursday, and police fired tear gas.\n\n"
        "In Nicosia troops stayed in their barracks, where two soldiers were wounded in a shooting last week."
    )
    (shooting,) = (e.coded for e in told(text) if e.coded.event_mode == "firearms")
    assert not any(p.sector == "COP" for p in shooting.actors)


def test_the_month_of_a_crime_is_not_that_of_the_arrests() -> None:
    text = "Police said on Thursday they had arrested 47 people over the killing of four monks in January."
    (arrest,) = (e.coded for e in told(text) if e.coded.event_mode == "arrest")
    assert arrest.date_start >= dt.date(2024, 3, 13)


def test_fighting_that_has_gone_on_for_years_is_not_of_the_day_named_beside_it() -> None:
    text = "The EU pledged aid on Tuesday for Amhara, where the army has battled Fano militias since May 2022."
    assert not any(e.coded.event_type == "ASSAULT" and e.coded.date_start.year == 2024 for e in told(text))


def test_who_rejects_a_charge_answers_whoever_made_it() -> None:
    text = (
        "Police arrested ten looters in Addis Ababa on Tuesday.\n\n"
        "Villagers accused Fano militiamen of shooting dead 22 people in Wollega on Monday. "
        "A Fano spokesman rejected the accusation."
    )
    (denied,) = (e.coded for e in told(text) if e.coded.event_type == "REJECT")
    assert [p.surface.lower() for p in denied.recipients] == ["villagers"]


def test_the_day_of_telling_gives_way_to_the_day_of_the_deed() -> None:
    text = (
        "A Myanmar military air strike on a monastery in Sagaing region killed 20 people, residents told reporters on "
        "Thursday.\n\nThe strike hit the village of Lin Ta Lu around 1 am on Wednesday, where 150 people slept."
    )
    strikes = [e.coded for e in told(text) if e.coded.event_type == "ASSAULT"]
    assert [(e.date_start, e.fatalities_best) for e in strikes] == [(dt.date(2024, 3, 13), 20)]


def test_who_bombs_a_house_strikes_those_inside_and_not_the_other_army() -> None:
    text = (
        "Ukraine's air force said it had shot down 20 Russian drones on Wednesday.\n\n"
        "In Kharkiv three people died when a Russian guided bomb hit a house on Thursday."
    )
    (bombed,) = (e.coded for e in told(text) if e.coded.fatalities_best == 3)
    assert not any(p.sector == "MIL" for p in bombed.recipients)


def test_those_killed_in_an_attack_are_told_after_with() -> None:
    text = (
        "Police opened fire on demonstrators trying to storm parliament in Nairobi on Thursday, with at least five "
        "protesters killed.\n\nPresident William Ruto called the unrest treasonous."
    )
    (shooting,) = (e.coded for e in told(text) if e.coded.event_type == "ASSAULT")
    assert shooting.fatalities_best == 5
    assert [p.sector for p in shooting.actors] == ["COP"]
    assert not any("Ruto" in p.name for e in told(text) if e.coded.event_type == "PROTEST" for p in e.coded.actors)


def test_a_murder_elsewhere_is_not_told_again_of_the_riot_before_it() -> None:
    text = (
        "In Beirut demonstrators threw stones at police on Thursday, and police answered with tear gas.\n\n"
        "In Paris prosecutors have opened an investigation into the murder of eight people in Niger."
    )
    (dispersed,) = (e.coded for e in told(text) if e.coded.event_mode == "crowd-control")
    assert dispersed.fatalities_best is None


_UNDATED = (
    "M23 rebels have captured the mining town of Rubaya in eastern Congo, residents said.\n\n"
    "The army withdrew towards Sake. Its spokesman accused Rwanda of sending troops. Rwanda denied the accusation.\n\n"
    "Thousands of people fled to Goma. Aid agencies set up two camps. Protesters burned tyres in Kinshasa. "
    "Police fired tear gas at them.\n\n"
    "The United States condemned the attack and urged both sides to return to talks."
)


def test_a_report_that_names_no_day_is_of_the_day_of_its_publication() -> None:
    assert {"ASSAULT", "RETREAT", "PROTEST"} <= {e.coded.event_type for e in told(_UNDATED)}


def test_both_sides_are_asked_and_do_not_ask() -> None:
    (asked,) = (e.coded for e in told(_UNDATED) if e.coded.event_type == "REQUEST")
    assert [p.surface for p in asked.actors] == ["United States"]
    assert len(asked.recipients) == 2
