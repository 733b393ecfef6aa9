"""Whom a deed is done to where other words of the report say it, and parties that share a noun."""

from __future__ import annotations

import pytest

from tests.events.reports import told


def parties(text: str, event_type: str, side: str = "recipients") -> list[list[str]]:
    return [[p.name for p in getattr(e.coded, side)] for e in told(text) if e.coded.event_type == event_type]


@pytest.mark.parametrize(
    ("text", "against"),
    [
        ("Britain expelled three Russian diplomats on Monday. Germany followed on Tuesday.", "Government of Russia"),
        ("Chile broke off relations with Israel on Monday. Bolivia broke off relations too.", "Israel"),
        ("France recalled its ambassador to Niger on Friday. Spain did the same.", "Niger"),
    ],
)
def test_who_follows_a_measure_takes_it_against_the_same(text: str, against: str) -> None:
    assert parties(text, "SANCTION") == [[against], [against]]


@pytest.mark.parametrize(
    ("text", "against"),
    [
        ("Mali expelled two French diplomats on Monday. France expelled two diplomats on Tuesday.", "Mali"),
        ("Colombia suspended the talks with the ELN. President Donald Trump ordered tariffs on Sunday.", "Colombia"),
    ],
)
def test_another_measure_is_taken_against_who_took_the_first(text: str, against: str) -> None:
    assert parties(text, "SANCTION")[-1] == [against]


@pytest.mark.parametrize(
    ("text", "crowd"),
    [
        ("Students marched in Nairobi on Monday. The Kenyan government banned demonstrations on Tuesday.", "students"),
        ("Thousands marched in Lome on Monday. The police of Togo prohibited all rallies on Tuesday.", "protesters"),
    ],
)
def test_a_ban_on_protests_is_against_those_who_protest(text: str, crowd: str) -> None:
    assert parties(text, "COERCE") == [[crowd]]


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("Militants stopped two buses near Kaduna on Monday and burned them.", "buses"),
        ("Gunmen looted a clinic near Jos on Monday and set it on fire.", "clinic"),
    ],
)
def test_a_thing_that_is_burned_is_the_one_told_before(text: str, thing: str) -> None:
    assert [thing] in parties(text, "ASSAULT")


def test_the_country_that_is_struck_is_the_state_of_the_report() -> None:
    text = "Russia attacked Kyiv in Ukraine on Monday. Overnight, Russia launched 138 drones at the country."
    assert {name for names in parties(text, "ASSAULT") for name in names} == {"Ukraine"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The governments of Peru and Chile condemned the raid on Monday.", "Government of Peru, Government of Chile"),
        ("The foreign ministries of Iran and Iraq condemned the raid.", "Government of Iran, Government of Iraq"),
    ],
)
def test_a_noun_for_several_states_means_the_body_of_each(text: str, names: str) -> None:
    assert parties(text, "ACCUSE", "actors") == [names.split(", ")]


def test_leaders_of_believers_are_not_the_government() -> None:
    text = "Muslim leaders in Mombasa called on the government of Kenya to send in the army."
    assert parties(text, "REQUEST", "actors") == [["Muslim leaders"]]
    assert parties(text, "REQUEST") == [["Government of Kenya"]]


def test_a_people_of_two_words_keeps_both() -> None:
    assert parties("Police arrested two Costa Ricans near San Jose on Monday.", "COERCE") == [["Costa Ricans"]]
