"""The bodies that a report speaks of tell its country, and with it which town of a name is meant and whose police."""

from __future__ import annotations

import pytest

from tests.events.reports import told
from transforms.events.parties.institutions import countries_of_institutions


def actors(text: str) -> set[str]:
    return {p.name for e in told(text) for p in e.coded.actors}


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Sheriff’s deputies and a SWAT team surrounded the house.", "US"),
        ("Gardai said that the court sat in private.", "IE"),
        ("The RCMP asked for witnesses.", "CA"),
    ],
)
def test_a_body_that_one_state_has_tells_the_country(text: str, country: str) -> None:
    assert set(countries_of_institutions(text)) == {country}


def test_a_word_that_only_begins_like_a_body_tells_nothing() -> None:
    assert not countries_of_institutions("The gardaland park reopened.")


def test_the_police_are_those_of_the_country_of_the_bodies_named() -> None:
    text = "Police caught a murder suspect in San Pedro on Monday. SWAT officers had surrounded his home."
    assert "Police of United States" in actors(text)


def test_a_capital_whose_country_is_named_is_meant_in_foreign_news_too() -> None:
    text = (
        "LEXINGTON, Ky. - A doctor from Lexington, Kentucky, was in France on a family trip on Thursday. "
        "A gunman opened fire on police on a boulevard in Paris on Thursday, killing one officer."
    )
    shooting = [e.coded for e in told(text) if e.coded.event_type == "ASSAULT"]
    assert {e.place.country for e in shooting if e.place is not None} == {"FR"}
    assert "Police of France" in {p.name for e in shooting for p in e.recipients}


def test_the_office_of_a_sheriff_is_police_with_its_whole_name() -> None:
    text = "LANCASTER, Calif. - The Mesa County Sheriff's Department arrested four men in Lancaster on Wednesday."
    arrests = [e.coded for e in told(text) if e.coded.event_mode == "arrest"]
    assert {(p.name, p.sector) for e in arrests for p in e.actors} == {("Mesa County Sheriff's Department", "COP")}


def test_he_is_no_jail() -> None:
    text = (
        "CHARLESTON, W.Va. - Two officers were shot in Charleston on Tuesday. "
        "Eric Campbell was taken to South Regional Jail. He was arrested on two counts of assault on Wednesday."
    )
    arrests = [e.coded for e in told(text) if e.coded.event_mode == "arrest"]
    assert all("Jail" not in p.name for e in arrests for p in e.recipients)
