"""Sentences and words that say where what follows happened, though they tell no event themselves."""

from __future__ import annotations

import pytest

from tests.events.reports import told
from transforms.events.assembling import CodedEvent

IRAQ = "BAGHDAD, March 15 - Insurgents attacked a police academy in Baghdad on Thursday, killing 12 recruits.\n\n"


def of_paragraph(text: str, word: str) -> CodedEvent:
    """The event of which a sentence with a word tells."""
    return next(e for e in told(text) if any(word in s.text for s in e.evidence))


def place_of(text: str, word: str) -> str | None:
    place = of_paragraph(text, word).coded.place
    return place.name if place is not None else None


@pytest.mark.parametrize(
    ("opening", "place"),
    [
        ("Nowhere was the day bloodier than in Basra.", "Basrah"),
        ("Basra's turn came at noon.", "Basrah"),
        ("Kirkuk woke to shellfire.", "Kirkuk"),
        ("It was no calmer in Kirkuk.", "Kirkuk"),
        ("Nor was Kirkuk spared.", "Kirkuk"),
        ("Then it was Samarra.", "Samarra"),
    ],
)
def test_a_short_sentence_sets_the_scene_of_those_after_it(opening: str, place: str) -> None:
    text = f"{IRAQ}{opening} There were clouds of smoke. Gunmen stormed the courthouse and killed four guards."
    assert place_of(text, "courthouse") == place


@pytest.mark.parametrize(
    "opening",
    [
        "The general was born in Basra.",
        "Officials in Basra said nothing.",
        '"I have a sister in Basra," a baker said.',
        "His mother lives in Basra.",
        "The talks in Basra resume on Monday.",
    ],
)
def test_a_sentence_on_somebody_sets_no_scene(opening: str) -> None:
    text = f"{IRAQ}{opening} Gunmen stormed the courthouse and killed four guards."
    assert place_of(text, "courthouse") == "Baghdad"


def test_a_later_scene_goes_before_an_earlier_event() -> None:
    text = (
        f"{IRAQ}Gunmen killed four guards in Kirkuk on Thursday. Nor was Samarra spared. "
        "Rockets hit the courthouse, killing a clerk."
    )
    assert place_of(text, "courthouse") == "Samarra"


def test_a_report_plays_where_it_is_datelined_in_the_state_that_it_is_about() -> None:
    text = (
        "MONROVIA - Protesters threw stones at the police in front of the ministry on Thursday. Liberia's finance "
        "minister had resigned an hour before. Liberia has had three governments this year.\n\n"
        "Meeting in Freetown on Thursday, the presidents of Sierra Leone and Guinea condemned the violence.\n\n"
        "Liberia's interim leader said in Freetown that he would fly home on Sunday.\n\nTwo unions have gone on strike."
    )
    assert place_of(text, "stones") == "Monrovia"
    assert place_of(text, "strike") == "Monrovia"


@pytest.mark.parametrize("here", ["this city", "this town", "this port city"])
def test_this_city_is_that_of_the_dateline(here: str) -> None:
    text = (
        "GOMA - Rebels attacked the villages of Sake and Masisi on Thursday, killing nine farmers.\n\n"
        f"The wounded were brought to {here}, where the mayor imposed a night curfew."
    )
    assert place_of(text, "curfew") == "Goma"


@pytest.mark.parametrize(
    ("court", "place"),
    [
        ("A court in Lahore", "Lahore"),
        ("A military tribunal in Lahore", "Lahore"),
        ("Judges in Lahore", "Lahore"),
    ],
)
def test_a_court_sits_where_it_is(court: str, place: str) -> None:
    text = (
        "KABUL, March 15 - Gunmen killed six Afghan soldiers in Khost on Thursday, Afghan officials said. "
        "Afghanistan sent troops.\n\n"
        f"Nine Afghan villagers fled. {court} sentenced two captured Afghan officers to 18 years each."
    )
    assert place_of(text, "sentenced") == place


@pytest.mark.parametrize("house", ["a Nairobi hotel", "the ballroom of a Nairobi hotel", "a Nairobi conference hall"])
def test_a_building_of_a_town_is_in_it(house: str) -> None:
    text = (
        f"The government of Somalia and the rebels signed a ceasefire in {house} on Thursday. "
        "In Mogadishu nobody danced. Somalia has had three truces. Mogadishu was quiet."
    )
    assert place_of(text, "signed") == "Nairobi"


@pytest.mark.parametrize(
    "before", ["In Kirkuk, a man in a police uniform left a bag at a gate.", "And in Kirkuk a lorry stood in flames."]
)
def test_where_a_sentence_opens_is_where_the_next_plays(before: str) -> None:
    text = f"{IRAQ}Gunmen killed four guards in Samarra on Thursday. {before} The explosion killed five clerks."
    assert place_of(text, "clerks") == "Kirkuk"


def test_the_city_is_that_of_the_scene() -> None:
    text = f"{IRAQ}Kirkuk's turn came on Friday. Soldiers have since rounded up 31 suspects in the city."
    assert place_of(text, "suspects") == "Kirkuk"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Shells slammed into a market in Homs, killing nine people, and near Idlib monitors found a grave.", "Homs"),
        ("Rockets hit a school in Sumy, wounding ten pupils, and near Lviv nurses opened a clinic.", "Sumy"),
    ],
)
def test_who_dies_of_it_dies_where_it_struck(text: str, place: str) -> None:
    assert {e.coded.place.name for e in told(text) if e.coded.place and e.coded.event_type == "ASSAULT"} == {place}
