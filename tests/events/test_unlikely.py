"""Parties by name where the text has one, and none that the deed cannot have."""

from __future__ import annotations

import pytest

from schemas.coded import Coded
from tests.events.reports import told
from tests.events.test_parties import parties


def events(text: str, event_type: str, title: str | None = None) -> list[Coded]:
    return [e.coded for e in told(text, title) if e.coded.event_type == event_type]


def names(text: str, event_type: str, side: str) -> set[str]:
    return {p.name for e in events(text, event_type) for p in getattr(e, side)}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Governor Jane Abara spoke in Lagos. The governor urged people to stay at home.", "Jane Abara"),
        ("Gov. Jane Abara spoke in Lagos. The governor urged people to stay at home.", "Jane Abara"),
        ("Mayor Luis Ocampo arrived first. The mayor imposed a curfew.", "Luis Ocampo"),
    ],
)
def test_an_office_means_who_was_named_with_it(text: str, name: str) -> None:
    assert [p.name for p in parties(text)].count(name) == 2


def test_who_has_left_the_office_does_not_hold_it() -> None:
    found = [p.name for p in parties("Former mayor Luis Ocampo arrived first. The mayor imposed a curfew.")]
    assert found.count("Luis Ocampo") == 1


def test_a_leader_is_called_by_the_name_beside_the_office() -> None:
    text = "OTTAWA - Justin Trudeau spoke by phone on Sunday with Britain's prime minister, Anthony Marlow."
    assert names(text, "CONSULT", "recipients") == {"Anthony Marlow"}


def test_nobody_condemns_a_thing() -> None:
    text = "MOSCOW - The foreign ministry of Russia on Tuesday condemned the resolution on trade ties as a provocation."
    assert not any(p.sector is None for e in events(text, "ACCUSE") for p in e.recipients)


def test_people_told_by_their_number_alone_are_people() -> None:
    text = "Police arrested 14 in raids across Nairobi, Kenya, on Tuesday."
    assert names(text, "COERCE", "recipients") == {"people"}


def test_a_suspect_arrests_nobody() -> None:
    text = "HUNTSVILLE, Texas - A man was taken into custody by police on Friday after the suspect fled to his home."
    assert names(text, "COERCE", "actors") == {"Police of United States"}


def test_a_shootout_of_police_is_not_by_the_police_on_themselves() -> None:
    text = (
        "CHARLESTON, W.Va. - Two police officers were shot and wounded on Tuesday in Charleston. "
        "A man was charged over the police shootout on Wednesday."
    )
    assert not any(p.sector == "COP" for e in events(text, "ASSAULT") for p in e.actors)


def test_the_artillery_of_a_people_is_its_states() -> None:
    text = "TSKHINVALI - Separatists said there were Georgian artillery attacks on the village of Prisi on Tuesday."
    assert {p.sector for e in events(text, "ASSAULT") for p in e.actors} <= {"MIL", "GOV"}
    assert {p.country for e in events(text, "ASSAULT") for p in e.actors} == {"GE"}


def test_marines_by_that_name_alone_are_those_of_the_united_states() -> None:
    text = "A Marine from Ohio was killed by a bomb in Helmand, Afghanistan, on Tuesday."
    assert "Military of United States" in names(text, "ASSAULT", "recipients")


def test_marines_with_an_adjective_are_those_of_that_state() -> None:
    assert [p.name for p in parties("Philippine Marines attacked the camp.")] == ["Military of Philippines"]


def test_the_forces_that_crush_protests_do_not_protest() -> None:
    text = "TEHRAN, Iran - Iranian security forces used lethal force to crush protests in Tehran on Friday."
    assert not any(p.sector == "COP" for e in events(text, "PROTEST") for p in e.actors)


def test_vandals_at_a_churchyard_protest_against_no_state() -> None:
    text = "BEIRUT, Lebanon - Vandals desecrated six graves near a church in Byblos, Lebanon, on Monday, police said."
    assert not any(p.name == "Lebanon" for e in events(text, "PROTEST") for p in e.recipients)


def test_who_looks_into_a_shooting_did_not_shoot() -> None:
    text = (
        "ARLINGTON, Texas - Arlington police are investigating a shooting in which a teenager was killed on Sunday. "
        "Another teenager was shot in the leg."
    )
    assert not any(p.sector == "COP" for e in events(text, "ASSAULT") for p in e.actors)


def test_who_denies_does_not_deny_an_arrest() -> None:
    text = (
        "LONDON - The police arrested Marek Novak at the embassy in London on Tuesday. "
        "Novak denied the allegations on Wednesday."
    )
    assert not any(p.sector == "COP" for e in events(text, "REJECT") for p in e.recipients)


def test_a_surname_after_mr_is_a_person_to_whom_he_points() -> None:
    text = "Vladimir Putin spoke in Moscow. Mr Comstock made headlines when he ordered an inquiry."
    assert [p.name for p in parties(text)].count("Comstock") == 2


def test_an_age_is_no_part_of_a_name() -> None:
    assert "Robert Coker" in [p.name for p in parties("Agents arrested twenty-five-year-old Robert Coker on Friday.")]
