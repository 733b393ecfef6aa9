"""Whom a deed is done to where its own words do not say it, or say it in another clause."""

from __future__ import annotations

import pytest

from tests.events.reports import told


def recipients(text: str, event_type: str, title: str | None = None) -> set[str]:
    return {p.name for e in told(text, title) if e.coded.event_type == event_type for p in e.coded.recipients}


@pytest.mark.parametrize(
    ("text", "event_type", "recipient"),
    [
        ("Kenya and Tanzania signed a trade agreement in Arusha on Tuesday.", "SUPPORT", "Tanzania"),
        ("Egypt and Sudan held talks on the dam in Cairo on Monday.", "CONSULT", "Sudan"),
    ],
)
def test_who_is_named_after_the_first_takes_part_as_the_other_side(text: str, event_type: str, recipient: str) -> None:
    (event,) = [e.coded for e in told(text) if e.coded.event_type == event_type]
    assert [p.name for p in event.recipients] == [recipient]
    assert recipient not in {p.name for p in event.actors}


def test_two_who_welcome_something_do_not_welcome_each_other() -> None:
    assert (
        recipients("The African Union and the United Nations welcomed the vote in Lome on Monday.", "SUPPORT") == set()
    )


def test_help_goes_to_the_state_where_it_arrives() -> None:
    text = "An earthquake shook Turkey on Monday. Greece sent 21 rescuers to Hatay in Turkey the same night."
    assert recipients(text, "AID") == {"Turkey"}


def test_a_place_is_taken_from_those_who_are_said_to_have_held_it() -> None:
    text = "Fighters of the Syrian National Army on Sunday captured Tel Rifaat, which the Kurdish YPG militia had held."
    assert recipients(text, "ASSAULT") == {"People's Protection Units"}


def test_who_condemns_a_killing_speaks_of_those_who_killed() -> None:
    text = (
        "Gunmen shot dead a judge in Lima, Peru, on Monday. The killers fled on a motorcycle. "
        "The European Union condemned the murder on Tuesday."
    )
    assert recipients(text, "ACCUSE") == {"gunmen"}


def test_those_arrested_for_something_else_are_not_the_crowd_of_another_paragraph() -> None:
    text = (
        "A judge in Lima, Peru, ordered the arrest of five guards on Thursday over the fire in a jail. The fire broke "
        "out on Monday. It spread to the roof. The jail is old. Dozens of students held a vigil outside on Friday."
    )
    assert "students" not in recipients(text, "COERCE")


@pytest.mark.parametrize(
    ("text", "event_type", "expected"),
    [
        ("Prosecutors raided the offices of the electoral tribunal in Guatemala on Thursday.", "COERCE", "offices"),
        ("The governor shut all boarding schools in Bamenda, Cameroon, on Monday.", "COERCE", "schools"),
        ("The European Union on Wednesday suspended its training missions in Mali.", "SANCTION", "Mali"),
        (
            "Rebels on Monday seized the government-held town of Maarat al-Numan in Syria.",
            "ASSAULT",
            "Government of Syria",
        ),
        ("The federal army handed over 212 captured fighters in Mekelle on Friday.", "RETREAT", "fighters"),
        (
            "Ethiopia's government and Tigrayan forces exchanged prisoners in Mekelle on Friday.",
            "RETREAT",
            "Tigray People's Liberation Front",
        ),
        ("The city council and the bus drivers' union in Durban traded blame on Monday.", "ACCUSE", "union"),
        (
            "Guatemala on Monday criticised Mexico. Honduras condemned the treatment of its citizens.",
            "ACCUSE",
            "Mexico",
        ),
    ],
)
def test_whom_a_deed_is_done_to(text: str, event_type: str, expected: str) -> None:
    found = [{p.name for p in e.coded.recipients} for e in told(text) if e.coded.event_type == event_type]
    assert found
    assert all(any(name.startswith(expected) for name in names) for names in found)


def test_who_is_accused_on_a_network_is_not_the_network() -> None:
    text = "On Twitter, President Evo Morales of Bolivia accused opponents of lying on Friday."
    assert recipients(text, "ACCUSE") == {"opponents"}


def test_who_faces_calls_is_asked_and_does_not_ask() -> None:
    text = "President Evo Morales of Bolivia faced calls to resign on Friday."
    assert all(p.name != "Evo Morales" for e in told(text) for p in e.coded.actors)


def test_a_surname_after_another_first_name_is_somebody_else() -> None:
    text = "Protesters in Vinto, Bolivia, on Wednesday abducted mayor Patricia Arce and set fire to the town hall."
    assert "Patricia Arce" in recipients(text, "ASSAULT")


def test_what_killed_people_has_their_toll() -> None:
    text = (
        "M23 rebels fought soldiers near Goma in Congo on Tuesday. "
        "At least 17 civilians were killed when a shell hit a camp for displaced people in Zaina."
    )
    (shelling,) = [e.coded for e in told(text) if e.coded.event_mode == "heavy-weapons"]
    assert shelling.fatalities_best == 17


@pytest.mark.parametrize(
    ("text", "event_type", "recipient"),
    [
        (
            "U.S. President Barack Obama spoke to his Turkish counterpart Tayyip Erdogan by telephone on Wednesday.",
            "CONSULT",
            "Recep Tayyip Erdogan",
        ),
        (
            "Turkey shot down a Russian warplane on Tuesday. Russian President Vladimir Putin called it a crime.",
            "ACCUSE",
            "Turkey",
        ),
        (
            "Gunmen from Pakistan attacked a hotel in India. Pakistan denied it. India closed the crossing at Wagah.",
            "COERCE",
            "Pakistan",
        ),
    ],
)
def test_the_other_side_of_words_and_borders(text: str, event_type: str, recipient: str) -> None:
    assert recipients(text, event_type) == {recipient}


def test_those_who_are_struck_and_strike_back_are_two_events() -> None:
    text = (
        "Security forces killed dozens of protesters overnight in Almaty, Kazakhstan. Dozens of attackers were killed "
        "when they tried to storm government buildings, police said. Twelve police officers were killed."
    )
    attacks = [e.coded for e in told(text) if e.coded.event_type == "ASSAULT"]
    assert not any({p.name for p in a.recipients} >= {"protesters", "police officers"} for a in attacks)


def test_jets_are_those_of_the_air_force_of_the_sentence_before() -> None:
    text = (
        "Myanmar's army attacked a village in Sagaing on Sunday, residents said. "
        "Two fighter jets dropped bombs on Let Yet Kone in Sagaing at about 3 p.m."
    )
    raids = [e.coded for e in told(text) if e.coded.event_type == "ASSAULT"]
    assert {p.name for a in raids for p in a.actors} == {"Military of Myanmar"}


@pytest.mark.parametrize(
    ("text", "event_type", "recipient"),
    [
        ("A ceasefire between Israel and the group Hezbollah came into effect on Wednesday.", "RETREAT", "Hezbollah"),
        ("The last French troops left Niger on Monday.", "RETREAT", "Niger"),
    ],
)
def test_whom_a_truce_and_a_withdrawal_concern(text: str, event_type: str, recipient: str) -> None:
    assert recipient in {name.split()[0] for name in recipients(text, event_type)}


def test_diplomats_and_their_cars_are_no_army() -> None:
    text = "Gunmen fired at a U.S. diplomatic convoy in Khartoum, Sudan, on Monday. Two diplomats were wounded."
    sectors = {p.sector for e in told(text) for p in e.coded.recipients}
    assert "MIL" not in sectors


def test_an_inquiry_is_not_into_whoever_the_report_has_on_the_other_side() -> None:
    text = (
        "Islamic State fired rockets at American troops in Kabul on Monday. A U.S. drone strike killed ten civilians "
        "on Sunday. The Pentagon said it was investigating."
    )
    assert "Islamic State" not in recipients(text, "ACCUSE")


def test_rockets_that_are_fired_are_no_gunfire() -> None:
    assert {e.coded.event_mode for e in told("Rockets fired at Kabul airport on Monday.")} == {"heavy-weapons"}


@pytest.mark.parametrize(
    ("text", "recipient"),
    [
        ("About 60 people protested outside the Indian consulate in Vancouver, Canada, on Tuesday.", "India"),
        ("Supporters of the coup in Niger marched on the French embassy on Sunday.", "France"),
        ("Farmers rallied outside the agriculture ministry in Madrid, Spain, on Monday.", "Government of Spain"),
    ],
)
def test_people_protest_against_those_at_whose_door_they_are(text: str, recipient: str) -> None:
    assert recipients(text, "PROTEST") == {recipient}


def test_nobody_strikes_a_coup() -> None:
    text = (
        "Thousands of supporters of the coup in Niger marched on the French embassy in Niamey on Sunday, tore down its "
        "plaque and were dispersed with tear gas."
    )
    assert "coup" not in recipients(text, "ASSAULT")


def test_who_is_called_on_to_resign_is_asked() -> None:
    text = (
        "President Dilma Rousseff of Brazil said on Friday that she was outraged. "
        "Opposition leaders called on Friday for her resignation."
    )
    assert "Dilma Rousseff" in recipients(text, "REQUEST")


def test_police_who_break_up_a_rally_stone_nobody() -> None:
    text = (
        "Police in Lubumbashi, Congo, broke up a rally on Tuesday with tear gas. "
        "A member of the opposition was stoned to death in Kasumbalesa the same day."
    )
    (stoning,) = [e.coded for e in told(text) if e.coded.event_mode == "primitive"]
    assert stoning.actors == []


def test_what_answers_with_air_strikes_breaks_up_no_crowd() -> None:
    modes = {e.coded.event_mode for e in told("The army in Sudan responded with air strikes near Golo on Tuesday.")}
    assert "crowd-control" not in modes


def test_forces_are_sent_against_the_crowd_or_the_other_side() -> None:
    riots = (
        "Students marched in Dakar on Monday and threw stones at police. Senegal's government sent soldiers to "
        "the capital the same night."
    )
    assert recipients(riots, "MOBILIZE") == {"students"}
    war = (
        "Al Shabaab fighters attacked an army base in Baidoa on Monday and killed four soldiers. The Somali army sent "
        "reinforcements to the town on Tuesday."
    )
    assert recipients(war, "MOBILIZE") == {"al-Shabaab"}


def test_a_go_between_talks_to_the_sides_of_the_conflict() -> None:
    text = (
        "Sudan's army and the Rapid Support Forces fought in Omdurman on Monday; soldiers shelled RSF positions. "
        "Qatar has mediated since Tuesday."
    )
    assert recipients(text, "CONSULT") == {"Military of Sudan", "Rapid Support Forces"}


def test_people_of_a_state_make_their_demands_of_it() -> None:
    text = "The opposition in Kenya demanded fresh elections on Monday. Kenya voted in August."
    assert recipients(text, "REQUEST") == {"Kenya"}
