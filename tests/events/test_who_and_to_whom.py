"""Who does it and to whom, in the plain wording of news: names, peoples side by side, institutions."""

from __future__ import annotations

import pytest

from schemas.coded import Coded
from tests.events.reports import told


def event(text: str, event_type: str, mode: str | None = None, title: str | None = None) -> Coded:
    found = [e.coded for e in told(text, title) if e.coded.event_type == event_type]
    found = [e for e in found if mode in (None, e.event_mode)]
    assert found, f"no {event_type} in {text!r}"
    return found[0]


def actors(told_event: Coded) -> set[str]:
    return {p.name for p in told_event.actors}


def recipients(told_event: Coded) -> set[str]:
    return {p.name for p in told_event.recipients}


@pytest.mark.parametrize(
    "name", ["Robert B. Smith", "Ali K. Hassan", "Samuel Smith Jr.", "Peter T. Otieno III", "Peter Otieno"]
)
def test_initials_and_what_tells_a_son_from_his_father_are_part_of_a_name(name: str) -> None:
    killed = event(f"Gunmen killed Senator {name} in Lagos on Friday.", "ASSAULT")
    assert name in recipients(killed)


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        (
            "Nine people died in fighting between Dinka and Nuer youths near the border with Sudan on Friday.",
            "Dinka youths",
            "Nuer youths",
        ),
        (
            "Clashes between the Arab and Masalit communities killed 40 people in El Geneina on Friday.",
            "Arab communities",
            "Masalit communities",
        ),
        ("Taliban and Islamic State fighters clashed in Jowzjan on Friday.", "Taliban", "Islamic State"),
        ("Houthi and government forces fought in Marib on Friday.", "Houthis", "government forces"),
    ],
)
def test_two_that_share_a_noun_fight_each_other(text: str, one: str, other: str) -> None:
    clash = event(text, "ASSAULT")
    assert actors(clash) == {one}
    assert other in recipients(clash)


def test_two_peoples_that_share_a_noun_are_both_struck() -> None:
    attack = event("Gunmen attacked Fulani and Dogon villagers near Mopti on Friday, killing 12.", "ASSAULT")
    assert recipients(attack) == {"Fulani villagers", "Dogon villagers"}


def test_after_and_an_adjective_tells_whose_the_next_force_is() -> None:
    shot = event("Police and Kenyan soldiers fired at protesters in Kismayo on Friday, killing four.", "ASSAULT")
    assert actors(shot) == {"Police of Somalia", "Military of Kenya"}


def test_who_was_once_of_a_group_is_not_the_group() -> None:
    title = "Former Taliban negotiator arrested in Quetta"
    text = "Police arrested Omar Faruk, a former negotiator of the Taliban, in Quetta on Thursday."
    assert recipients(event(text, "COERCE", "arrest", title)) == {"Omar Faruk"}


def test_whose_arrest_leads_to_clashes_takes_no_part_in_them() -> None:
    title = "Arrest of former rebel commander sparks clashes in Bangui"
    text = "Protesters set tyres on fire in Bangui on Thursday after police detained a former rebel commander."
    assert not any(p.name.endswith("commander") for e in told(text, title) for p in e.coded.actors)


def test_a_group_of_former_days_is_no_side_of_a_count_of_the_dead() -> None:
    text = (
        "MERCA - Two days of riots followed the arrest of Ali Dhere, a former commander of al-Shabab, on Thursday. "
        "Doctors have counted nine dead and 15 wounded since soldiers took Dhere from his home on Thursday morning."
    )
    assert not any(p.name == "al-Shabaab" for e in told(text) for p in (*e.coded.actors, *e.coded.recipients))


@pytest.mark.parametrize(
    "text",
    [
        "Soldiers arrested Awa Sow, a former envoy of Niger who wants to be mayor, in the town of Kaya on Thursday.",
        "Gunmen shot dead Awa Sow, an editor who was running for mayor, in Kaya on Thursday.",
    ],
)
def test_after_what_is_told_of_a_person_comes_where_it_was_done(text: str) -> None:
    found = [e for e in told(text) if e.coded.place is not None]
    assert [(e.coded.place.name, e.coded.place.country) for e in found if e.coded.place] == [("Kaya", "BF")]
    assert {c.by for e in found for c in e.why if c.about == "place"} == {"named in its clause"}


@pytest.mark.parametrize(
    ("title", "text", "actor", "country"),
    [
        (
            "Parliament votes to pull Danish soldiers out of Mali",
            "COPENHAGEN - Parliament on Friday condemned the junta in Bamako. Mali had sent Danish soldiers away.",
            "Parliament of Denmark",
            "DK",
        ),
        (
            "Lawmakers condemn attack in Kabul",
            "ISLAMABAD - Parliament on Friday condemned the attack on a school in Kabul. Pakistan shelters Afghans.",
            "Parliament of Pakistan",
            "PK",
        ),
        (
            "Somalia's parliament condemns coup in Niger",
            "NAIROBI - Somalia's parliament met on Friday. Parliament condemned the coup in Niger. Kenya did not.",
            "Parliament of Somalia",
            "SO",
        ),
    ],
)
def test_a_parliament_is_that_of_the_capital_that_tells_of_it(title: str, text: str, actor: str, country: str) -> None:
    condemned = event(text, "ACCUSE", "disapprove", title)
    assert actors(condemned) == {actor}
    assert condemned.place is not None
    assert condemned.place.country == country


def test_a_court_alone_is_that_of_the_capital_where_it_sits() -> None:
    text = (
        "PARIS - A court on Friday sentenced Jean Kamana, a Rwandan, to life for killings in Butare. "
        "French prosecutors had asked for it."
    )
    sentence = event(text, "SANCTION", "convict")
    assert actors(sentence) == {"Courts of France"}
    assert sentence.place is not None
    assert sentence.place.country == "FR"


def test_whose_help_ends_is_not_whom_it_is_ended_for() -> None:
    text = "WASHINGTON - The Senate on Friday voted to withdraw American aid from Egypt."
    assert "United States" not in recipients(event(text, "SANCTION"))


def test_what_somebody_is_accused_of_names_no_recipient_of_another_measure() -> None:
    text = "Chad accused Oxfam of spying for Boko Haram and suspended the charity's work on Friday."
    assert recipients(event(text, "SANCTION")) == {"Oxfam"}


@pytest.mark.parametrize(
    ("text", "recipient"),
    [
        ("Latvia expelled 12 Russians on Friday and closed its consulate in Pskov.", "Russia"),
        ("Norway expelled 15 Russian embassy employees on Thursday.", "Russia"),
        ("Algeria expelled 200 Nigeriens into the desert on Friday, a charity for migrants said.", "Nigeriens"),
    ],
)
def test_who_is_expelled_from_an_embassy_stands_for_the_state(text: str, recipient: str) -> None:
    assert recipients(event(text, "SANCTION", "expel")) == {recipient}


def test_civilians_who_come_out_of_a_town_are_done_to() -> None:
    event_ = event("About 400 civilians came out of the town of Baghouz on Friday.", "SANCTION", "expel")
    assert (actors(event_), recipients(event_)) == (set(), {"civilians"})


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The army lost 15 soldiers near Ramadi on Friday, Iraqi officials said.", "Military of Iraq"),
        ("The Taliban lost nine fighters in Ghazni on Friday.", "Taliban"),
    ],
)
def test_who_loses_men_is_done_to(text: str, name: str) -> None:
    lost = event(text, "ASSAULT")
    assert name in recipients(lost)
    assert name not in actors(lost)


def test_the_neighbour_at_a_border_takes_no_part_in_clashes_there() -> None:
    title = "Moba fighting kills 12 on Togo's border with Ghana"
    text = "Clashes between Moba and Fulani villagers near the border with Ghana killed 12 people in Togo on Friday."
    clash = event(text, "ASSAULT", title=title)
    assert actors(clash) | recipients(clash) >= {"Moba villagers", "Fulani villagers"}
    assert "Ghana" not in actors(clash) | recipients(clash)


def test_both_sides_of_a_protest_are_the_police_and_those_who_protest() -> None:
    text = (
        "Police in Lome fired tear gas at opposition supporters on Friday. The protesters answered with stones. "
        "Bishops appealed to both sides for calm. Travellers from Ghana and traders bound for Ghana were stuck."
    )
    asked = event(text, "REQUEST")
    assert "Police of Togo" in recipients(asked)
    assert "Ghana" not in recipients(asked)


def test_what_is_called_a_crime_is_laid_to_those_whose_envoy_is_summoned() -> None:
    text = (
        "Rwandan soldiers shelled Sake in Congo on Thursday. "
        "Congo summoned the Rwandan ambassador on Friday and called the shelling a crime."
    )
    blamed = [e.coded for e in told(text) if e.coded.event_type == "ACCUSE"]
    assert blamed
    assert {name for e in blamed for name in recipients(e)} == {"Government of Rwanda"}


def test_troops_that_are_stationed_in_a_country_do_not_tighten_its_security() -> None:
    title = "Car bomber kills nine in Kabul"
    text = (
        "KABUL - A suicide bomber rammed a car into a convoy of Afghan police in Kabul on Tuesday, killing nine.\n\n"
        "Security in the capital has been tightened since a bomber killed more than 30 scholars at a wedding hall on "
        "Feb. 20.\n\n"
        "The Taliban hold more land than at any time since American-led forces drove them from power in 2001. "
        "About 9,000 U.S. troops are stationed in Afghanistan."
    )
    assert "Military of United States" not in actors(event(text, "MOBILIZE", "police", title))


def test_who_visits_is_named_before_who_receives_him() -> None:
    title = "Kenya's Ruto meets Museveni in Kampala"
    text = (
        "Kenyan President William Ruto flew to Kampala on Thursday and met Ugandan President Yoweri Museveni.\n\n"
        "Museveni received Ruto at the airport and the two held talks at State House."
    )
    visit = event(text, "CONSULT", title=title)
    assert (actors(visit), recipients(visit)) == ({"William Ruto"}, {"Yoweri Museveni"})
