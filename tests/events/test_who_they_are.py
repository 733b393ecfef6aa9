"""Who people of a report are by what they are called: whose supporters, whom they lead, what stands beside a name."""

from __future__ import annotations

import pytest

from schemas.coded import Party
from tests.events.reports import told


def known_as(party: Party) -> tuple[str, str | None, str | None]:
    return party.name, party.country, party.sector


def doing(text: str) -> list[tuple[str, str | None, str | None]]:
    (event,) = told(text)
    return [known_as(p) for p in event.coded.actors]


def struck(text: str) -> list[tuple[str, str | None, str | None]]:
    (event,) = told(text)
    return [known_as(p) for p in event.coded.recipients]


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Supporters of Evo Morales blocked roads in Cochabamba on Monday.", ("supporters", "BO", "OPP")),
        ("Backers of Jair Bolsonaro stormed Congress in Brasilia on Sunday.", ("backers", "BR", "OPP")),
        ("Allies of Alexei Navalny protested in Moscow on Sunday.", ("allies", "RU", "OPP")),
        ("Backers of the president marched in Caracas on Monday.", ("backers", "VE", "OPP")),
        ("President Xiomara Castro's supporters rioted in Tegucigalpa on Monday.", ("supporters", "HN", "OPP")),
        ("Students loyal to Sheikh Hasina attacked protesters in Dhaka on Monday.", ("students", "BD", "EDU")),
    ],
)
def test_supporters_of_a_leader_are_not_the_leader(text: str, party: tuple[str, str, str]) -> None:
    assert doing(text) == [party]


def test_supporters_of_a_leader_are_arrested_in_his_stead() -> None:
    assert struck("Police arrested 80 supporters of Imran Khan in Lahore on Sunday.") == [("supporters", "PK", "OPP")]


def test_men_of_an_armed_group_are_the_group() -> None:
    text = "Supporters of Islamic State stabbed a policeman in Paris on Monday."
    assert doing(text) == [("Islamic State", None, "REB")]


@pytest.mark.parametrize(
    ("text", "sector"),
    [
        ("Five opposition leaders were arrested in Kampala on Friday.", "OPP"),
        ("Police arrested a union leader in Harare on Friday.", "LAB"),
        ("Police shot dead a gang leader in Medellin on Friday.", "CRM"),
        ("Cameroonian soldiers killed a separatist commander in Bambui on Friday.", "REB"),
        ("Gunmen killed a militia commander in Tripoli on Friday.", "PRM"),
        ("The rebels' leader was killed in Bangui on Friday.", "REB"),
        ("An army commander was killed in Pibor on Friday.", "MIL"),
    ],
)
def test_a_leader_is_of_those_whom_he_leads(text: str, sector: str) -> None:
    assert [s for _, _, s in struck(text)] == [sector]


def test_leaders_of_many_states_are_of_no_one() -> None:
    assert doing("African leaders met in Nairobi on Monday.") == [("leaders", None, "GOV")]


@pytest.mark.parametrize(
    ("text", "party"),
    [
        (
            "Gunmen killed the mayor of Manta, Agustin Intriago, on Sunday.",
            ("Agustin Intriago", "EC", "GOV"),
        ),
        ("Troops killed a bandit leader, Halilu Sububu, in Zamfara on Friday.", ("Halilu Sububu", None, "CRM")),
        ("The senator, Jorge Cordoba, was shot dead in Bogota on Sunday.", ("Jorge Cordoba", "CO", "LEG")),
        ("An opposition politician, Nika Melia, was arrested in Tbilisi on Friday.", ("Nika Melia", "GE", "OPP")),
        ("Burundian journalist Sandra Muhoza was sentenced to 21 months in prison.", ("Sandra Muhoza", "BI", "JRN")),
    ],
)
def test_an_office_and_a_name_are_one_person(text: str, party: tuple[str, str | None, str]) -> None:
    assert struck(text) == [party]


def test_a_bodyguard_besides_the_named_one_counts() -> None:
    text = "Gunmen killed the mayor of Manta, Agustin Intriago, and his driver on Sunday."
    assert [name for name, _, _ in struck(text)] == ["Agustin Intriago", "driver"]


@pytest.mark.parametrize(
    "text",
    [
        "Attackers ambushed a police convoy in Guerrero on Monday, killing 13 officers.",
        "Demonstrators hurled stones at officers in Banjul on Tuesday.",
        "A bomb killed two police officers in Cali on Friday. Three officers were wounded.",
    ],
)
def test_officers_are_of_the_police_that_is_named_before(text: str) -> None:
    assert {sector for _, _, sector in struck(text)} == {"COP"}


@pytest.mark.parametrize(
    ("text", "sector"),
    [
        ("Officers fired tear gas at protesters in Nairobi on Tuesday.", "COP"),
        ("A group of officers seized power in Gabon on Wednesday.", "MIL"),
        ("Border agents arrested 50 migrants near Tijuana on Monday.", "COP"),
        ("Russian agents killed a dissident in Berlin on Friday.", "SPY"),
    ],
)
def test_officers_and_agents_are_of_what_they_do(text: str, sector: str) -> None:
    assert [s for _, _, s in doing(text)] == [sector]


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Gunmen killed a Mexican rapper in Culiacan on Friday.", [("rapper", "MX", "CVL")]),
        ("Police arrested an Italian mobster in Malaga on Friday.", [("mobster", "IT", "CVL")]),
        (
            "Gunmen attacked a Malian village on Monday, killing 20 people.",
            [("Malian village", "ML", None), ("people", None, "CVL")],
        ),
        ("Gangs shot at a passenger plane in Port-au-Prince on Monday.", [("passenger plane", None, None)]),
        ("A TikTok influencer was shot dead in Guadalajara on Monday.", [("influencer", None, "CVL")]),
        ("Gunmen killed a local government chairman in Imo State.", [("local government chairman", "NG", "GOV")]),
    ],
)
def test_people_and_villages_of_a_country_are_not_its_government(
    text: str, parties: list[tuple[str, str | None, str | None]]
) -> None:
    assert struck(text) == parties


def test_a_village_that_another_state_strikes_is_of_its_own() -> None:
    assert struck("Russian missiles hit a Ukrainian village near Kharkiv on Monday.") == [("Ukraine", "UA", "GOV")]
