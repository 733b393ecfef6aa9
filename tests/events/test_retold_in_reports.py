"""What a report tells again, in passing or only of a party is no event of its own; the wounded are of the attack."""

from __future__ import annotations

import pytest

from tests.events.reports import told, types

TAKEN = "The army captured the town of Tessalit on Monday"


@pytest.mark.parametrize(
    "text",
    [
        f"{TAKEN} after two days of fighting in which 30 rebels were killed.",
        f"{TAKEN} after heavy clashes with rebels that left 30 people dead.",
        f"{TAKEN} in a battle that killed 30 rebels.",
        "The capture of Tessalit by the army on Monday followed two days of fighting in which 30 rebels were killed.",
    ],
)
def test_the_fight_for_a_place_is_part_of_taking_it(text: str) -> None:
    (event,) = told(text)
    assert event.coded.fatalities_best == 30


@pytest.mark.parametrize("lasted", ["three months of fierce battles", "weeks of battles"])
def test_a_campaign_is_more_than_taking_one_place(lasted: str) -> None:
    events = told(f"{TAKEN} after {lasted} with the rebels in the north.")
    assert {e.coded.acled_sub_event_type for e in events} == {"Government regains territory", "Armed clash"}


def test_a_fight_elsewhere_is_another_event() -> None:
    taken, fought = told(f"{TAKEN}. In Kidal, fighting went on and 12 civilians were killed on Monday.")
    assert (taken.coded.fatalities_best, fought.coded.fatalities_best) == (None, 12)


def test_rebels_driven_from_a_place_are_those_of_the_headline() -> None:
    text = "Rwandan troops on Sunday drove rebels out of the port of Palma. Nine rebels were killed in the battle."
    (event,) = told(text, title="Rebels ousted from Palma")
    assert event.coded.fatalities_best == 9


def test_a_strike_that_is_confirmed_is_the_missile_told_before() -> None:
    text = "A missile hit an army camp near Tahoua on Monday. An official confirmed the strike and said nine soldiers"
    (event,) = told(f"{text} had died in it and 15 were being treated in Niamey.")
    assert (event.coded.fatalities_best, event.coded.injuries_best) == (9, 15)
    assert event.coded.place is not None
    assert event.coded.place.name == "Tahoua"


@pytest.mark.parametrize(
    "text",
    [
        (
            "Gunmen shot dead nine worshippers in Zaria on Friday. Eleven people with bullet wounds were brought to the"
            " hospital in Kaduna."
        ),
        (
            "A bomb went off in a bus in Zaria on Friday, killing nine people. Eleven were treated for shrapnel wounds"
            " in Kaduna."
        ),
        (
            "Gunmen killed nine people in Zaria on Friday. A further 11 people were admitted to hospital in Kaduna with"
            " bullet wounds."
        ),
    ],
)
def test_the_wounded_are_hurt_where_the_attack_was(text: str) -> None:
    (event,) = told(text)
    assert (event.coded.fatalities_best, event.coded.injuries_best) == (9, 11)
    assert event.coded.place is not None
    assert event.coded.place.name == "Zaria"


def test_a_bomb_at_a_hospital_goes_off_where_that_is() -> None:
    (event,) = told("A bomb exploded at a hospital in Quetta on Monday, killing 12 people.")
    assert event.coded.place is not None
    assert event.coded.place.name == "Quetta"


@pytest.mark.parametrize(
    "text",
    [
        "The brigade, a force trained and armed by Qatar, captured Tessalit on Monday.",
        "The town was captured on Monday by the Dan Na Ambassagou, a militia funded by Mali.",
        "The rebels, equipped by France and trained by Turkish officers, captured Tessalit on Monday.",
    ],
)
def test_whose_clients_a_party_are_is_no_aid_of_these_days(text: str) -> None:
    assert "AID" not in types(text)


@pytest.mark.parametrize(
    "text",
    [
        "A platoon of marines caught up with the gunmen on Sunday.",
        "Police caught up with the demonstrators at the bridge.",
    ],
)
def test_who_catches_up_with_others_arrests_nobody(text: str) -> None:
    assert "COERCE" not in types(text)


def test_captivity_is_no_new_kidnapping() -> None:
    text = "Troops killed the commander who had held a German engineer for 14 months, ending a captivity of 14 months."
    assert [e.coded.event_mode for e in told(text)] == ["firearms"]


def test_who_announced_what_was_told_does_not_decree_it_again() -> None:
    text = (
        "Chad has imposed a night curfew on the province of Logone, officials said.\n\n"
        "President Mahamat Deby, announcing the curfew on Tuesday, said that troops would patrol the streets of Bongor."
    )
    assert [e.coded.event_type for e in told(text)] == ["COERCE"]


@pytest.mark.parametrize(
    "text",
    [
        "Shelling blamed on the Houthis killed a woman in Marib on Monday.",
        "Nine farmers were killed in Marib on Monday in an ambush that was blamed on the Houthis.",
        "A car bomb attributed to the Houthis wounded 20 people in Marib on Monday.",
    ],
)
def test_who_is_blamed_for_an_attack_did_it(text: str) -> None:
    (event,) = told(text)
    assert [p.name for p in event.coded.actors] == ["Houthis"]
