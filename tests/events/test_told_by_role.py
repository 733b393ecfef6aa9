"""A victim told by what he is and then by name, and deeds that a clause only mentions."""

from __future__ import annotations

import pytest

from tests.events.reports import told, types

_AGAIN = [
    (
        "A candidate for mayor was murdered in Guatemala on Tuesday. "
        "Juan Perez was gunned down in Escuintla late on Monday, his party said."
    ),
    (
        "A Catholic priest was kidnapped in Kaduna on Wednesday. "
        "Father John Okafor was abducted from his home in Zaria late on Tuesday, the diocese said."
    ),
    (
        "Gunmen assassinated the governor of Ghazni on Thursday. "
        "Mohammad Nabi was killed by two men on a motorbike in Kabul on Thursday morning."
    ),
]


@pytest.mark.parametrize("text", _AGAIN)
def test_a_victim_named_after_his_role_is_no_second_one(text: str) -> None:
    (attack,) = (e for e in told(text) if e.coded.event_type == "ASSAULT")
    assert len(attack.evidence) == 2


_OTHERS = [
    "A farmer was shot dead in Narino on Sunday. Police said Luis Gomez was killed in a separate attack in Pasto.",
    "Rebels killed a mayor in Cauca on Sunday. Pedro Diaz was kidnapped in Cali on Monday.",
    "A soldier was killed in Donetsk on Sunday. Oleh Ivanov was killed in Odesa on Monday.",
]


@pytest.mark.parametrize("text", _OTHERS)
def test_a_name_far_off_or_of_another_deed_is_another_victim(text: str) -> None:
    assert len([e for e in told(text) if e.coded.event_type == "ASSAULT"]) == 2


_PASSING = [
    ("Police on Tuesday arrested a man who killed two officers in December, the ministry said.", {"COERCE"}),
    ("The army on Monday freed a soldier who was kidnapped by rebels in January.", {"AID"}),
    ("The soldiers, who overthrew the government in August, arrested two journalists in Bamako on Monday.", {"COERCE"}),
]


@pytest.mark.parametrize(("text", "news"), _PASSING)
def test_what_a_clause_with_an_old_day_tells_of_somebody_is_no_news(text: str, news: set[str]) -> None:
    assert types(text) == news


def test_what_a_clause_with_a_late_day_tells_is_news() -> None:
    text = "Police are looking for three men who shot dead a guard in Durban on Monday."
    assert "ASSAULT" in types(text)


def test_the_place_of_a_clause_on_an_old_deed_is_not_that_of_the_new_one() -> None:
    text = "The group, which kidnapped 12 nuns in Syria in December, attacked a post near Mosul on Monday."
    (attack,) = (e.coded for e in told(text))
    assert attack.place is not None
    assert attack.place.name == "Mosul"
