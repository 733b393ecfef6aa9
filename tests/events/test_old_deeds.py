"""Deeds that a sentence names to say who somebody is, or for what a court strikes him, are not its news."""

from __future__ import annotations

import pytest

from tests.events.reports import told, types


@pytest.mark.parametrize(
    "text",
    [
        "The gunman who killed 12 worshippers in Graz lost his appeal on Tuesday.",
        "The man who killed 40 people in Oslo asked a court for parole on Tuesday.",
        "Norway remembered the 69 young people killed by a gunman on Utoya.",
        "Survivors of the concert attack, in which gunmen killed 90 people, gathered in Lyon on Monday.",
        "The mother of a boy who was shot dead by police met the mayor of Lille on Tuesday.",
        "Hundreds of women whose sons were killed by soldiers held a mass in Lima on Sunday.",
        "A former policeman was sentenced to 22 years in prison on Friday for the murder of a courier in Boston.",
        "A court in Bogota jailed two soldiers on Monday for the killing of a student.",
        "A soldier was arrested in Bogota on Monday for murdering two peasants.",
        "Swedish police arrested a man on Monday over the killing of a rapper.",
        "The United States imposed sanctions on two generals on Wednesday over attacks in North Darfur.",
        "French tourists were arrested in Chile on Monday over an alleged rape.",
    ],
)
def test_a_deed_that_is_judged_or_remembered_is_none_of_these_days(text: str) -> None:
    assert "ASSAULT" not in types(text)


@pytest.mark.parametrize(
    "text",
    [
        "Police hunted on Tuesday the gunman who killed five people in Brno.",
        "Relatives of 12 people killed in an attack on Monday blocked a road in Quetta.",
        "Police detained a man on Monday over a stabbing that wounded five people in Perth on Sunday.",
        "The attacker, who wounded three people, was shot dead by police in Lyon on Monday.",
    ],
)
def test_a_deed_of_these_days_is_news_wherever_it_is_told(text: str) -> None:
    assert "ASSAULT" in types(text)


def test_whom_a_court_convicted_is_told_of_those_who_are_executed() -> None:
    (event,) = told("Saudi Arabia executed 37 people convicted of terrorism on Tuesday.")
    assert event.coded.event_type == "ASSAULT"


def test_what_a_victim_did_before_is_not_done_again() -> None:
    (event,) = told("Omar Salim, who burned a holy book, was shot dead in Malmo on Wednesday.")
    assert event.coded.event_mode == "firearms"
