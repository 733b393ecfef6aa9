"""Deeds of which nobody says who does them, and words that only seem to tell one."""

from __future__ import annotations

import pytest

from tests.events.reports import told


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("Riot police broke up a march in Kampala on Tuesday. More than 200 were arrested.", "COERCE"),
        ("The curfew in Honiara was lifted on Monday.", "CONCEDE"),
        ("A general strike shut shops and schools in Conakry on Monday.", "PROTEST"),
        ("LIBREVILLE, March 14 - The borders have been closed until further notice.", "COERCE"),
        ("Five lorries with tents and blankets crossed into Syria on Monday.", "AID"),
        ("A convoy of trucks carrying flour reached Kaya on Tuesday.", "AID"),
        ("Britain and Norway called in a joint statement for a truce in Sudan.", "REQUEST"),
    ],
)
def test_deeds_without_a_named_doer_are_coded(text: str, event_type: str) -> None:
    assert event_type in {e.coded.event_type for e in told(text)}


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("TBILISI, March 14 - Riot police then charged from two side streets.", "ACCUSE"),
        ("Volunteers pulled a boy alive from the rubble of a house in Antakya on Tuesday.", "ASSAULT"),
        ("Activists in Paju released twenty balloons with leaflets on Monday.", "RETREAT"),
        ("The minister has not been seen since Friday, when the navy took him aboard a ship.", "COERCE"),
        ("The rift over the murder of an exile in Oslo deepens.", "ASSAULT"),
        ("Soldiers in Jos on Monday shot dead a man whom the state called a terrorist.", "ACCUSE"),
    ],
)
def test_words_that_only_seem_to_tell_a_deed(text: str, event_type: str) -> None:
    events = [e.coded for e in told(text) if e.coded.event_type == event_type]
    assert not events or events[0].event_mode == "seize"


def test_rebels_who_march_into_a_city_do_not_protest() -> None:
    text = "Rebels called M23 walk about in Goma. They marched into the biggest city of eastern Congo on Monday."
    assert {e.coded.event_type for e in told(text)} == {"ASSAULT"}


def test_who_denies_a_deed_and_blames_another_is_one() -> None:
    (blame,) = told("A separatist leader denied on Monday that his men had anything to do with it and blamed the army.")
    assert blame.coded.event_type == "ACCUSE"
    assert [p.sector for p in blame.coded.recipients] == ["MIL"]


def test_the_arrest_of_some_is_not_the_sentence_of_another() -> None:
    text = (
        "A court in Tbilisi sentenced Nika Lomidze on Thursday to twelve days in jail. Two organisers of the rally, "
        "Ana Kobalia and Gio Meladze, were arrested at their homes the same morning."
    )
    assert {e.coded.event_type for e in told(text)} >= {"SANCTION", "COERCE"}


@pytest.mark.parametrize(
    ("text", "event_type", "mode"),
    [
        ("China began two days of military drills around Taiwan on Thursday.", "MOBILIZE", "troops"),
        ("China and Russia began joint naval drills near Vladivostok on Thursday.", "COOPERATE", None),
        ("A Russian glide bomb hit a hypermarket in Kharkiv on Saturday, killing 18.", "ASSAULT", "aerial"),
        ("The state of emergency was extended by 30 days in Quito on Monday.", "COERCE", "martial-law"),
    ],
)
def test_whose_deed_it_is_shows_in_the_words(text: str, event_type: str, mode: str | None) -> None:
    assert (event_type, mode) in {(e.coded.event_type, e.coded.event_mode) for e in told(text)}


def test_an_organisation_is_no_town_of_its_name() -> None:
    (release,) = told("Hamas handed over three hostages to the Red Cross on Thursday.")
    assert release.coded.place is None or release.coded.place.name != "Red Cross"


def test_arrests_in_the_street_are_not_the_raid_on_an_office() -> None:
    text = (
        "Police raided the offices of the Unity party in Kampala on Tuesday.\n\nA crowd gathered at the cathedral and "
        "threw stones. The interior ministry said that 48 people had been arrested there."
    )
    kinds = [e.coded.event_mode for e in told(text) if e.coded.event_type == "COERCE"]
    assert len(kinds) == 2
    assert "arrest" in kinds


def test_fighting_that_picks_up_arrests_nobody() -> None:
    assert "COERCE" not in {e.coded.event_type for e in told("Fighting picked up on Tuesday to the north of Mekelle.")}


def test_a_fund_that_is_opened_is_aid() -> None:
    (aid,) = told("The United Nations released 20 million dollars from its emergency fund for Haiti on Monday.")
    assert aid.coded.event_type == "AID"


def test_a_measure_is_no_doer() -> None:
    (event,) = told("The curfew was extended by 12 hours in Kandahar on Monday.")
    assert not [p for p in event.coded.actors if "hours" in p.surface]


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("China, which has backed the junta, urged both sides in Myanmar on Monday to talk.", "SUPPORT"),
        (
            "An air raid near Monywa in Myanmar on Sunday killed nine people who had taken shelter in a school.",
            "SANCTION",
        ),
        ("MDC supporters marched in Harare on Tuesday to demand that the commission release the roll.", "RETREAT"),
        ("The prime minister of Armenia warned of an attempted coup against him on Thursday.", "THREATEN"),
        ("The president of Armenia called his supporters to rally against the coup on Thursday.", "ACCUSE"),
        ("Gunmen shot dead a mayor in Cotija, Mexico, on Monday. The attackers fled in a van.", "RETREAT"),
    ],
)
def test_what_is_said_of_somebody_in_passing_is_no_event(text: str, event_type: str) -> None:
    assert event_type not in {e.coded.event_type for e in told(text)}


def test_a_court_that_finds_no_proof_tells_no_deed() -> None:
    text = (
        "A Thai court ruled on Friday that there was no evidence to prove that the leaders had ordered arson attacks."
    )
    assert "ASSAULT" not in {e.coded.event_type for e in told(text)}


def test_talks_that_collapse_are_no_accident() -> None:
    text = (
        "Bus drivers in Durban, South Africa, went on strike on Monday after the collapse of talks. "
        "Talks with the council had collapsed on Sunday. Police on Tuesday arrested eleven strikers."
    )
    assert {e.coded.event_type for e in told(text)} >= {"PROTEST", "COERCE"}


def test_what_an_interviewer_asks_is_no_event() -> None:
    text = (
        "Q: Have the gangs attacked your hospital in Port-au-Prince, Haiti?\n\nA: Twice. They shot a guard on Monday."
    )
    assert [e.evidence[0].text for e in told(text)] == ["They shot a guard on Monday."]
