"""Who did it by who claims it, and charges, threats and riots that are everybody's concern."""

from __future__ import annotations

import pytest

from tests.events.reports import told


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        (
            "Three people were killed in an explosion in Kabul on Saturday. Islamic State claimed the bombing.",
            "Islamic State",
        ),
        (
            "A suicide bomber killed five people in Mogadishu. Al-Shabaab has carried out many attacks in the city.",
            "suicide bomber",
        ),
        (
            "A suicide bomber killed five people in Mogadishu. Al-Shabaab often carries out such attacks.",
            "suicide bomber",
        ),
        (
            "Gunmen killed seven miners near Gwadar. The Baloch Liberation Army has carried out similar attacks.",
            "gunmen",
        ),
    ],
)
def test_who_claims_an_attack_made_it_and_who_made_others_need_not(text: str, actor: str) -> None:
    (event,) = told(text)
    assert [p.name for p in event.coded.actors] == [actor]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("A man was charged on Thursday with the murder of a lawmaker in Leeds.", "Courts of United Kingdom"),
        ("Two men have been charged with spying, Kenyan police said on Monday.", "Police of Kenya"),
        ("Two men went on trial in Brussels on Monday for the murder of a policeman.", "Courts of Belgium"),
    ],
)
def test_a_charge_of_what_strikes_all_is_news(text: str, actor: str) -> None:
    (event,) = told(text)
    assert (event.coded.event_type, [p.name for p in event.coded.actors]) == ("ACCUSE", [actor])


def test_a_charge_of_what_strikes_one_household_is_none() -> None:
    assert not told("A man was charged on Thursday with the theft of a car in Leeds.")


def test_captors_and_strikers_ask_and_threaten() -> None:
    captors = told("Bandits kidnapped 20 people in Zamfara on Monday and demanded a ransom.")
    assert {e.coded.event_type for e in captors} == {"ASSAULT", "REQUEST"}
    (threat,) = told("Nigerian nurses threatened on Monday to go on strike over unpaid wages.")
    assert threat.coded.event_type == "THREATEN"


@pytest.mark.parametrize(
    "text",
    [
        "Riots erupted in Lyon on Tuesday after police shot dead a teenager.",
        "Riots broke out in Dublin on Thursday after a stabbing.",
        "At least 60 inmates were killed in a prison riot in Guayaquil on Saturday.",
    ],
)
def test_a_riot_is_one_beside_a_killing(text: str) -> None:
    assert "riot" in {e.coded.event_mode for e in told(text)}


def test_who_is_executed_for_old_protests_is_one_dead() -> None:
    (event,) = told("Iran has executed a man over last year's protests.")
    assert event.coded.event_type == "ASSAULT"
