"""Who does what to whom where a clause says more of somebody, things are counted, and two deeds are near."""

from __future__ import annotations

import pytest

from tests.events.reports import sides, told


def test_its_soldiers_are_not_those_of_a_state_that_a_clause_says_something_of() -> None:
    text = "The government of Mali, which broke with France in 2022, said that its soldiers had killed 11 assailants."
    assert sides(text, "ASSAULT") == [(["Military of Mali"], ["assailants"])]


def test_it_may_be_a_militia_of_a_nation() -> None:
    text = (
        "An Iraqi militia said it had attacked a US base in Syria with drones on Sunday; US Central Command said that "
        "one soldier was slightly wounded."
    )
    assert [actors for actors, _ in sides(text, "ASSAULT")] == [["militia"]]


def test_whom_the_police_free_they_do_not_attack() -> None:
    text = "Masked men held the staff of a studio in Guayaquil at gunpoint on Tuesday before police freed them."
    assert [actors for actors, _ in sides(text, "ASSAULT")] == [["masked men"]]
    assert [actors for actors, _ in sides(text, "AID")] == [["Police of Ecuador"]]


def test_a_suicide_bomber_who_rams_a_bus_makes_one_attack() -> None:
    text = "A suicide bomber on a motorcycle rammed a bus in Quetta on Monday, killing 9 and wounding 25."
    (event,) = told(text)
    assert (event.coded.event_mode, event.coded.fatalities_best, event.coded.injuries_best) == ("suicide-attack", 9, 25)


def test_what_was_done_hours_after_a_deed_is_another() -> None:
    text = "Hours after the ambush, in which six policemen died, soldiers burned dozens of houses in Jos, Nigeria."
    assert sorted(recipients for _, recipients in sides(text, "ASSAULT")) == [["houses"], ["policemen"]]


@pytest.mark.parametrize(
    ("text", "event_type", "recipients"),
    [
        ("Soldiers burned hundreds of shops in Jos, Nigeria, on Sunday.", "ASSAULT", ["shops"]),
        ("The rebels freed 12 of the 50 hostages on Thursday.", "RETREAT", ["hostages"]),
    ],
)
def test_what_is_counted_is_what_it_is_done_to(text: str, event_type: str, recipients: list[str]) -> None:
    assert [found for _, found in sides(text, event_type)] == [recipients]


def test_who_blames_in_a_clause_behind_their_words_is_the_speaker() -> None:
    text = (
        "Islamist rebels killed at least 12 farmers in Beni, eastern Congo, on Wednesday, a local chief said, blaming "
        "the Allied Democratic Forces."
    )
    assert sides(text, "ACCUSE") == [(["local chief"], ["Allied Democratic Forces"])]


def test_what_convicts_were_convicted_of_is_no_news() -> None:
    text = "Iran executed three men on Saturday who were convicted of killing security men during protests."
    assert sides(text, "PROTEST") == []


@pytest.mark.parametrize(
    "text",
    [
        "The EU announced 50 million euros in humanitarian aid for Chad on Thursday.",
        "The EU allocated 50 million euros to Chad on Thursday.",
    ],
)
def test_money_for_a_state_is_aid(text: str) -> None:
    assert sides(text, "AID") == [(["European Union"], ["Chad"])]


def test_money_for_schools_at_home_is_none() -> None:
    assert sides("The government announced 50 million euros for schools in Bavaria.", "AID") == []


def test_a_town_of_a_state_is_not_its_capital_by_an_old_name() -> None:
    text = "A gunman opened fire at a bus stop near Ariel on Monday, killing two Israelis."
    assert [e.coded.place.name for e in told(text) if e.coded.place] == ["Ariel"]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Turkey said it killed two militants in northern Iraq on Friday.", "Turkey"),
        ("The Pentagon said it had killed a senior al-Qaeda leader in Idlib, Syria, on Friday.", "United States"),
        ("Hamas said it had killed two soldiers in Gaza on Friday.", "Hamas"),
        ("ISIS lost ground when the SDF said it killed two of its commanders in Hajin.", "Syrian Democratic Forces"),
    ],
)
def test_who_says_what_he_did_is_who_did_it(text: str, actor: str) -> None:
    assert [actors for actors, _ in sides(text, "ASSAULT")] == [[actor]]


def test_police_who_say_what_they_did_are_no_victims() -> None:
    text = (
        "Two Americans, a Dutchman and a Swiss were killed on Sunday. Police said that they had shot dead two suspects."
    )
    assert ["suspects"] in [r for a, r in sides(text, "ASSAULT") if a != ["Swiss"]]


def test_what_was_answered_is_not_the_answer() -> None:
    text = "Israeli jets struck Gaza on Sunday in retaliation for a rocket that wounded two people in Sderot."
    found = [(e.coded.place.name, e.coded.injuries_best) for e in told(text) if e.coded.place]
    assert found == [("Gaza", None), ("Sderot", 2)]


def test_a_junta_expels_diplomats_and_fights_none() -> None:
    text = "Burkina Faso's junta expelled the UN resident coordinator on Monday."
    assert sides(text, "SANCTION") == [(["Government of Burkina Faso"], ["United Nations"])]


def test_states_that_agree_help_nobody_where_they_meet() -> None:
    text = "At a meeting in Astana on Tuesday, Russia, Turkey and Iran agreed to monitor the ceasefire in Syria."
    assert sides(text, "AGREE") == [(["Russia"], ["Turkey", "Iran"])]  # each with the others


def test_talks_with_the_vatican_are_not_held_there() -> None:
    text = "Cuba released 553 prisoners after talks with the Vatican, state media said on Wednesday."
    assert [e.coded.place.name for e in told(text) if e.coded.place] == ["Cuba"]


@pytest.mark.parametrize(
    "text",
    [
        "Islamic State claimed responsibility for the attack in Kabul, which killed two on Friday.",
        "Islamic State claimed responsibility on Friday for the bombing of a church in Kabul in which 12 people died.",
        "Islamic State said it was behind the bombing of a church in Kabul on Friday in which 12 people died.",
    ],
)
def test_islamic_state_is_no_state_and_its_attacks_are_no_suicides_of_themselves(text: str) -> None:
    (event,) = told(text)
    assert [p.name for p in event.coded.actors] == ["Islamic State"]
    assert event.coded.event_mode != "suicide-attack"


def test_the_strike_is_what_struck() -> None:
    text = (
        "Israel's army said it had struck a Hezbollah launcher near Tyre. Lebanon's health ministry said the strike "
        "killed a woman and her son."
    )
    assert [(e.coded.event_type, e.coded.fatalities_best) for e in told(text)] == [("ASSAULT", 2)]


def test_its_tanks_are_its_army() -> None:
    text = "Israel's military told residents of Jabalia to leave on Friday, and its tanks entered the camp at dawn."
    assert sides(text, "ASSAULT") == [(["Military of Israel"], [])]


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("Militiamen clashed with soldiers near Goma on Friday.", "ASSAULT"),
        ("Gunmen clashed with troops in Zamfara on Friday.", "ASSAULT"),
        ("Villagers clashed with soldiers near Goma on Friday.", "PROTEST"),
    ],
)
def test_who_clashes_with_soldiers(text: str, event_type: str) -> None:
    assert [e.coded.event_type for e in told(text)] == [event_type]
