"""Whom a pronoun stands for: captives who are freed, those who go on speaking; and whose men fighters are."""

from __future__ import annotations

import pytest

from tests.events.reports import sides, told


def only(text: str, event_type: str, mode: str | None = None) -> tuple[list[str], list[str]]:
    """The two sides of the one event of a type."""
    (found,) = sides(text, event_type, mode)
    return found


@pytest.mark.parametrize(
    ("text", "freed"),
    [
        ("Three nurses were kidnapped in Masisi on Monday. They were freed on Tuesday.", "nurses"),
        ("A bandit kidnapped a priest in Kaduna on Monday. He was released on Tuesday.", "priest"),
    ],
)
def test_who_is_freed_was_taken(text: str, freed: str) -> None:
    assert only(text, "RETREAT")[1] == [freed]


def test_who_is_rescued_was_taken() -> None:
    text = "Bandits abducted nine travellers in Kogi state on Monday. Police rescued them on Tuesday."
    assert only(text, "AID") == (["Police of Nigeria"], ["travellers"])


def test_who_demands_a_ransom_took_somebody() -> None:
    text = "Gunmen kidnapped a priest in Kaduna on Monday. They demanded a ransom."
    assert only(text, "REQUEST")[0] == ["gunmen"]


def test_who_said_it_goes_on_to_accuse() -> None:
    text = "Congo's government said M23 attacked Sake on Monday. It accused Rwanda of backing the rebels."
    assert only(text, "ACCUSE") == (["Government of Democratic Republic of the Congo"], ["Rwanda"])


def test_its_fighters_are_those_of_who_says_so() -> None:
    text = (
        "Al Shabaab attacked a Kenyan army base in El Adde on Monday. "
        "The group said its fighters killed more than 100 Kenyan soldiers."
    )
    assert only(text, "ASSAULT") == (["al-Shabaab"], ["Military of Kenya"])


@pytest.mark.parametrize(
    ("text", "name", "sector"),
    [
        ("Separatist fighters killed two policemen in Bamenda on Monday.", "separatist fighters", "REB"),
        ("Nuer fighters killed six people in Pibor on Monday.", "Nuer fighters", "UAF"),
        ("Dinka youths killed six people in Abyei on Monday.", "Dinka youths", "CVL"),
        (
            "Islamic State West Africa Province (ISWAP) fighters killed five soldiers in Marte on Monday.",
            "Islamic State West Africa Province",
            "REB",
        ),
        ("Troops of Operation Safe Haven killed three gunmen in Plateau on Monday.", "Military of Nigeria", "MIL"),
        (
            "JNIM has killed dozens of soldiers in Burkina Faso.",
            "Jama'at Nusrat al-Islam wal-Muslimin",
            "REB",
        ),
    ],
)
def test_fighters_are_of_their_people_or_group(text: str, name: str, sector: str) -> None:
    (event,) = told(text)
    assert [(p.name, p.sector) for p in event.coded.actors] == [(name, sector)]


def test_judges_at_a_court_of_the_world_are_of_no_state() -> None:
    text = "Judges at the International Criminal Court issued an arrest warrant for Benjamin Netanyahu on Thursday."
    assert only(text, "THREATEN")[0] == ["International Criminal Court"]
