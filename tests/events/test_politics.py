"""Plain wording of political reports: what is agreed, where and with whom people met, who was arrested besides."""

from __future__ import annotations

import pytest

from tests.events.reports import told
from transforms.events.assembling import CodedEvent


def _of(events: list[CodedEvent], event_type: str) -> list[CodedEvent]:
    return [e for e in events if e.coded.event_type == event_type]


def _named(event: CodedEvent) -> set[str]:
    return {p.name for p in (*event.coded.actors, *event.coded.recipients)}


def test_what_others_agree_is_another_agreement() -> None:
    text = (
        "NAIROBI - Chad and Niger agreed on Monday to reopen their border.\n\n"
        "It rained all day in the city.\n\n"
        "At the same meeting Somalia and two other states agreed to resume their talks on trade with Mercosur."
    )
    agreed = [_named(e) for e in _of(told(text, title="Chad and Niger to open border"), "AGREE")]
    assert any({"Chad", "Niger"} <= names for names in agreed)
    assert any("Somalia" in names and "Chad" not in names for names in agreed)


def test_what_is_agreed_at_talks_is_another_event_than_the_talks() -> None:
    text = "Talks between Serbia and Kosovo ended in Vienna on Sunday. Both sides promised to keep the truce."
    assert {"AGREE", "CONSULT"} <= {e.coded.event_type for e in told(text, title="Serbia and Kosovo end talks")}


def test_since_when_something_was_signed_is_no_day_of_it() -> None:
    text = (
        "GENEVA - Sudan and the rebels of the Sudan Liberation Army promised on Sunday to keep the truce.\n\n"
        "Monitors say that the past three months have been the worst since the truce was signed."
    )
    (agreed,) = _of(told(text, title="Sudan and rebels pledge to keep truce"), "AGREE")
    assert str(agreed.coded.date_start) == "2024-03-10"


@pytest.mark.parametrize(
    ("many", "one", "name"),
    [
        ("More than 300 people have been arrested in Harare since the weekend.",
         "Tendai Biti was fetched from his house before dawn on Monday.", "Tendai Biti"),
        ("Police detained 40 students in Dhaka on Monday.",
         "Amina Rahman, a lawyer, was taken from her home by police on Tuesday.", "Amina Rahman"),
    ],
)  # fmt: skip
def test_the_arrest_of_somebody_by_name_is_none_of_the_many(many: str, one: str, name: str) -> None:
    arrests = [e for e in told(f"{many} {one}") if e.coded.event_mode == "arrest"]
    assert len(arrests) == 2
    assert any(name in _named(e) for e in arrests)


@pytest.mark.parametrize(
    ("sentence", "event_type"),
    [
        ("A general strike was called by the unions on Monday.", "PROTEST"),
        ("Fire was opened on a crowd in Khartoum, killing three.", "ASSAULT"),
        ("The army said that the fire had been returned at Zwedru.", "ASSAULT"),
        ("Responsibility was claimed by the Taliban.", "ASSAULT"),
    ],
)
def test_a_phrase_of_verb_and_noun_tells_the_same_in_the_passive(sentence: str, event_type: str) -> None:
    assert _of(told("A bomb went off in Kabul on Monday.\n\n" + sentence), event_type)


def test_a_summit_that_was_called_was_held() -> None:
    text = "DOHA - A summit that had been called to end the feud closed here on Monday night with a joint statement."
    (met,) = _of(told(text), "CONSULT")
    assert met.coded.place is not None
    assert met.coded.place.name == "Doha"


def test_here_is_where_a_report_was_written() -> None:
    text = (
        "GENEVA - Sri Lanka accused the Tamil Tigers on Monday of shelling Jaffna.\n\n"
        "The two delegations met here on Sunday."
    )
    met = _of(told(text, title="Sri Lanka accuses rebels of shelling Jaffna"), "CONSULT")
    assert [e.coded.place.name for e in met if e.coded.place] == ["Geneva"]


def test_a_paragraph_that_comes_back_from_the_past_tells_of_now() -> None:
    text = (
        "COLOMBO - Sri Lanka and the Tamil Tigers met on Thursday in Colombo.\n\n"
        "The talks had been planned for weeks.\n\n"
        "The road was closed by the army on November 11, and the people to the north have depended since then on ships."
        " S. P. Thamilselvan of the Tamil Tigers accused Sri Lanka of using hunger as a weapon."
    )
    assert _of(told(text, title="Sri Lanka and rebels meet"), "ACCUSE")


@pytest.mark.parametrize(
    "sentence",
    [
        "President Mahama, who flew in on Sunday for a day, spoke to reporters.",
        "The Chinese premier landed in Islamabad on Tuesday.",
        "The Saudi king came to Cairo on Monday.",
    ],
)
def test_a_leader_who_comes_visits(sentence: str) -> None:
    coded = [e.coded for e in told("A library was opened in the capital on Monday.\n\n" + sentence)]
    assert ("CONSULT", "visit") in {(c.event_type, c.event_mode) for c in coded}


@pytest.mark.parametrize(
    "sentence",
    [
        "The president came to power in a coup in 1999.",
        "The minister came to the ministry from a bank.",
        "The minister landed a job at a bank.",
    ],
)
def test_who_comes_to_an_office_visits_nobody(sentence: str) -> None:
    coded = [e.coded for e in told("A library was opened in the capital on Monday.\n\n" + sentence)]
    assert "CONSULT" not in {c.event_type for c in coded}
