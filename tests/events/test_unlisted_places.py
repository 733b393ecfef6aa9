"""Places that no gazetteer has are places of events all the same."""

from __future__ import annotations

from tests.events.reports import told


def test_a_name_of_two_words_that_no_gazetteer_has_is_the_place() -> None:
    (event,) = told("Troops shelled a rebel lair near Datu Salibo in Maguindanao on Monday, the army said.")
    place = event.coded.place
    assert place is not None
    assert place.country == "PH"


def test_an_unknown_village_has_the_country_of_the_story() -> None:
    text = (
        "BAIDOA, Somalia - Somali soldiers drove Al-Shabaab out of Garasweyne on Monday, the government said. "
        "Somali officials gave no figures."
    )
    (event,) = told(text)
    place = event.coded.place
    assert place is not None
    assert (place.name, place.country, place.lat) == ("Garasweyne", "SO", None)


def test_a_street_in_a_town_is_told_as_the_town() -> None:
    events = told("Police fired tear gas at protesters near Kaloum Bridge in Conakry on Monday.")
    assert {e.coded.place and e.coded.place.name for e in events} == {"Conakry"}


def test_surrounding_a_village_to_attack_it_is_one_event() -> None:
    (event,) = told("Gunmen surrounded Koulogon in central Mali at dawn on Monday and opened fire on residents.")
    assert event.coded.event_type == "ASSAULT"
