"""What places and dates an event: the state a brief opens with, bylines, topics, days that belong to something else."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.events.reports import told
from transforms.events.grammar.lexicon import gerund, regular_past

WEEK = (
    "Our round-up of the week.\n\n"
    "Niger. Gunmen killed 14 farmers in Tera on Tuesday.\n\n"
    "Bolivia. Police arrested 20 miners on Wednesday after they blocked a road with dynamite.\n\n"
    "Nepal: A thousand teachers protested on Wednesday against a new school law."
)


def test_a_state_that_opens_a_brief_is_where_it_plays() -> None:
    countries = {e.coded.event_type: e.coded.place.country for e in told(WEEK) if e.coded.place is not None}
    assert countries == {"ASSAULT": "NE", "COERCE": "BO", "PROTEST": "NP"}


def test_headings_that_name_states_part_a_digest() -> None:
    text = WEEK.replace("Bolivia. ", "Bolivia\n\n").replace("Niger. ", "Niger\n\n")
    places = {e.coded.event_type: e.coded.place for e in told(text)}
    arrest = places["COERCE"]
    assert arrest is not None
    assert arrest.country == "BO"


def test_a_correspondent_writes_from_where_the_news_is() -> None:
    text = (
        "From our correspondent in Dakar\n\n"
        "The judges of the tribunal on Thursday sentenced Chad's former president to ten years in prison. The police "
        "detained four people who had come from Chad to cheer him."
    )
    arrest = next(e.coded for e in told(text) if e.coded.event_type == "COERCE")
    assert arrest.place is not None
    assert arrest.place.country == "SN"
    assert [p.country for p in arrest.actors] == ["SN"]


@pytest.mark.parametrize(
    "topic", ["over the war in Gaza", "about the crisis in Haiti", "against the killings in Myanmar"]
)
def test_what_people_protest_about_is_not_where_they_protest(topic: str) -> None:
    text = f"Police arrested 31 people at a protest {topic} at the university in Ohio on Thursday."
    (arrest,) = [e.coded for e in told(text) if e.coded.event_type == "COERCE"]
    assert arrest.place is not None
    assert arrest.place.country == "US"


@pytest.mark.parametrize(
    ("text", "coded"),
    [
        ("Has Moldova expelled three Russian diplomats?", False),
        ("Did gunmen kill four policemen in Jos on Monday?", False),
        ("Who killed the four policemen in Jos on Monday?", True),
    ],
)
def test_a_question_tells_nothing_unless_it_asks_who(text: str, coded: bool) -> None:
    assert bool(told(text)) is coded


def test_the_day_of_an_election_is_not_that_of_a_coup() -> None:
    events = told("Officers in Gabon said on Thursday that they had seized power and annulled Monday's election.")
    coup = next(e for e in events if e.coded.event_mode == "seize")
    assert coup.coded.date_start == dt.date(2024, 3, 14)


def test_a_count_of_nights_does_not_widen_the_last_one() -> None:
    (crowd,) = [
        e.coded
        for e in told("Police used tear gas for the ninth night running on Wednesday to drive protesters from Tbilisi.")
        if e.coded.event_type == "ASSAULT"
    ]
    assert (crowd.date_start, crowd.date_end) == (dt.date(2024, 3, 13), dt.date(2024, 3, 13))


@pytest.mark.parametrize(("verb", "past"), [("annul", "annulled"), ("rebut", "rebutted"), ("airdrop", "airdropped")])
def test_verbs_stressed_on_their_end_double_it(verb: str, past: str) -> None:
    assert regular_past(verb) == past
    assert gerund(verb) == past.removesuffix("ed") + "ing"


def test_that_day_is_the_day_of_the_deed_before_it_and_not_one_that_names_a_vote() -> None:
    text = (
        "A student was killed on Wednesday in clashes near Cochabamba, the third death since the March 3 vote. "
        "Protesters that day set fire to the town hall of Vinto."
    )
    days = {e.coded.date_start for e in told(text) if e.coded.event_type == "PROTEST"}
    assert days == {dt.date(2024, 3, 13)}


@pytest.mark.parametrize(
    "text",
    [
        "The army seized power in a coup in February 2021, arresting the elected leader, Aung San Suu Kyi.",
        "Soldiers used live ammunition to clear the camp of the protesters in Bangkok in May 2010.",
    ],
)
def test_what_a_verb_of_a_dated_clause_leads_to_is_of_the_same_day(text: str) -> None:
    lead = "Three villagers were shot dead in Myanmar on Tuesday. The army blamed rebels. The rebels denied it. "
    days = [e.coded.date_start for e in told(lead + "A funeral was held on Wednesday.\n\n" + text)]
    assert all(day >= dt.date(2024, 3, 12) for day in days)
    assert len([e for e in told(lead + text) if e.coded.event_type == "COERCE"]) == 0


def test_where_people_flee_to_is_not_where_they_are_driven_out() -> None:
    text = "Soldiers entered Kirkuk in Iraq on Monday. Thousands of residents fled north toward Erbil."
    (flight,) = [e.coded for e in told(text) if e.coded.event_type == "SANCTION"]
    assert flight.place is not None
    assert flight.place.name != "Erbil"


def test_a_place_of_what_came_before_is_not_that_of_a_march() -> None:
    text = (
        "Several thousand people marched through Harare in Zimbabwe on Tuesday. "
        "The march came three days after an explosion at a stadium in Bulawayo."
    )
    assert {e.coded.place.name for e in told(text) if e.coded.event_type == "PROTEST" and e.coded.place} == {"Harare"}


def test_a_hall_named_after_a_city_points_to_no_city() -> None:
    text = (
        "Gunmen opened fire at concertgoers in Moscow on Friday, killing 93 people. Suspects were arrested in Bryansk "
        "on Saturday.\n\nThe attackers set fire to the Crocus City Hall."
    )
    places = {e.coded.place.name for e in told(text) if e.coded.event_type == "ASSAULT" and e.coded.place}
    assert places == {"Moscow"}


def test_days_after_are_counted_from_the_day_before_them() -> None:
    text = (
        "ADEN, March 14 - Fighting broke out overnight near Hodeidah, a source in the army said on Thursday, three "
        "days after the warring parties agreed to a ceasefire. The Houthis and the government of Yemen had signed it."
    )
    truce = next(e.coded for e in told(text) if e.coded.event_mode == "ceasefire")
    assert truce.date_start == dt.date(2024, 3, 11)
    assert "fighters" not in {p.name for p in truce.actors}


def test_those_killed_earlier_are_of_another_clash() -> None:
    text = (
        "Troops fired at protesters in Sirnoo on Thursday, killing seven civilians. Three militants and a soldier had "
        "been killed earlier in a clash at an orchard."
    )
    assert sorted(e.coded.fatalities_best or 0 for e in told(text))[-2:] == [4, 7]


@pytest.mark.parametrize(
    ("text", "resort"),
    [
        ("Barack Obama, on vacation in Hawaii, condemned on Sunday the attack on a church.", "Hawaii"),
        ("President Joe Biden condemned the killing on Sunday while on holiday in Delaware.", "Delaware"),
        ("President Trump, golfing in Florida, warned Iran against attacking ships on Sunday.", "Florida"),
        ("Biden, who is vacationing in Nantucket, urged Israel to extend the truce in Gaza on Friday.", "Nantucket"),
    ],
)
def test_words_are_not_placed_where_who_speaks_is_at_leisure(text: str, resort: str) -> None:
    (event,) = told(text)
    assert event.coded.place is None or event.coded.place.name != resort


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Two Britons were shot dead while on holiday in Tunisia on Friday.", "Tunisia"),
        ("Gunmen killed a family on holiday in Corsica on Friday.", "Corsica"),
    ],
)
def test_who_is_killed_on_holiday_is_killed_there(text: str, place: str) -> None:
    (event,) = told(text)
    assert event.coded.place is not None
    assert event.coded.place.name == place
