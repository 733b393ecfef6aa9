"""What is no party and no place though it looks like one: headline words, party labels, surnames, streets."""

from __future__ import annotations

import pytest

from tests.events.reports import told
from tests.events.test_parties import parties
from transforms.events.grammar.words import shouted


def names(text: str) -> list[str]:
    return [p.name for p in parties(text)]


def actors(text: str, title: str | None = None) -> set[str]:
    return {p.name for e in told(text, title) for p in e.coded.actors}


def recipients(text: str, title: str | None = None) -> set[str]:
    return {p.name for e in told(text, title) for p in e.coded.recipients}


def places(text: str) -> set[str]:
    return {e.coded.place.name for e in told(text) if e.coded.place is not None}


def test_the_capitals_of_a_headline_make_no_person() -> None:
    text = "A car bomb killed nine people at a market in Baghdad on Thursday, the police said."
    assert "Car Bomb" not in actors(text, "Car Bomb Kills Nine in Baghdad")


def test_a_surname_that_is_also_a_word_is_a_person() -> None:
    assert names("Officers questioned Kevin King on Monday.")[-1] == "Kevin King"


def test_the_label_of_a_politician_is_no_second_party() -> None:
    text = "WASHINGTON - A man threatened to kill Rep. Alma Reyes, D-Ariz., on Tuesday, prosecutors said."
    assert not any("D-" in name for name in recipients(text))


def test_who_condemns_an_attack_did_not_make_it() -> None:
    text = (
        "Gunmen killed eleven villagers in Plateau, Nigeria, on Thursday. "
        "The attack, condemned by the United Nations and the White House, was the third this month."
    )
    deeds = [e.coded for e in told(text) if e.coded.event_type == "ASSAULT"]
    assert {p.name for e in deeds for p in e.actors} == {"gunmen"}


def test_what_blows_up_is_the_thing_that_was_parked() -> None:
    text = (
        "BAGHDAD - The U.S. military sent more soldiers to the east of Baghdad on Thursday. "
        "A minivan was standing near the gate of a school when it blew up, killing three people."
    )
    blasts = [e.coded for e in told(text) if e.coded.event_mode == "explosives"]
    assert len(blasts) == 1
    assert not any(p.sector == "MIL" for e in blasts for p in e.actors)


def test_rebels_are_no_militia_of_the_state() -> None:
    text = (
        "Shiite militias from Iraq fought beside the Syrian army in Aleppo on Tuesday. "
        "The rebels shelled a checkpoint in the city on Wednesday."
    )
    shelling = [e.coded for e in told(text) if e.coded.event_mode == "heavy-weapons"]
    assert {p.name for e in shelling for p in e.actors} == {"rebels"}


def test_a_ban_in_a_country_strikes_no_residents_of_a_whole_country() -> None:
    assert not any(
        n.startswith("residents of Turkey") for n in recipients("Thousands were trapped in Turkey on Tuesday.")
    )


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (
            "HARTFORD, Conn. - Officers stormed a house on Alder St. in Hartford on Thursday and arrested four men.",
            "Alder",
        ),
        (
            "NAIROBI, Kenya - Police arrested Grace Okello on Monday. Detectives raided the Okello home on Tuesday.",
            "Okello",
        ),
    ],
)
def test_streets_and_families_are_no_places_of_events(text: str, place: str) -> None:
    assert not any(place in name for name in places(text))


def test_in_a_text_in_capitals_is_is_no_group_and_a_car_no_country() -> None:
    text = "SAN SALVADOR - THE POLICE SAID THAT THE CAR WAS FOUND NEAR THE CHURCH AND THE DRIVER IS IN JAIL."
    assert not {"Islamic State", "Central African Republic"} & set(names(text))


def test_an_acronym_stands_out_only_among_other_words() -> None:
    assert shouted(["THE", "DRIVER", "IS", "IN", "A", "JAIL", "OF", "THE", "CITY"], 2)
    assert not shouted(["Syrian", "troops", "killed", "four", "IS", "fighters", "near", "Palmyra"], 4)


def test_words_in_capitals_are_no_people() -> None:
    text = "SAN SALVADOR - TWO INDIVIDUALS ON A RED MOTORCYCLE SHOT THE MAYOR OF APOPA ON MONDAY."
    assert not any("MOTORCYCLE" in name for name in names(text))


def test_those_killed_in_shooting_attacks_shot_nobody() -> None:
    title = "British teacher killed in shooting attacks in Jordan"
    text = "Gunmen killed a British teacher and four policemen in Karak, Jordan, on Sunday, officials said."
    assert "teacher" not in actors(text, title)


def test_names_in_a_text_in_capitals_are_those_of_the_dictionary() -> None:
    text = (
        "AYACUCHO - THE SHINING PATH KIDNAPPED MAYOR PABLO ARRIETA IN AYACUCHO ON MONDAY. "
        "THE PERUVIAN ARMY SEARCHED FOR HIM."
    )
    found = [e.coded for e in told(text) if e.coded.event_mode == "abduct"]
    assert {p.name for e in found for p in e.actors} == {"Shining Path"}
    assert {p.name for e in found for p in e.recipients} == {"PABLO ARRIETA"}
