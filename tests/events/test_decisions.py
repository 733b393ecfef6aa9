"""What is decided, what steps states took before, and whose deed is condemned."""

from __future__ import annotations

import pytest

from tests.events.reports import told

_OPENING = "The president opened a library in the capital. It rained in the morning. Many had come to see it.\n\n"


def _said(sentence: str) -> dict[str, tuple[list[str], list[str]]]:
    coded = [e.coded for e in told(_OPENING + sentence)]
    return {c.event_type: ([p.name for p in c.actors], [p.name for p in c.recipients]) for c in coded}


@pytest.mark.parametrize(
    ("sentence", "actor"),
    [
        ("Britain's decision to freeze the assets of the general was criticised by Burma.", "United Kingdom"),
        ("Spain's decision to recall its ambassador surprised Argentina.", "Spain"),
        ("The decision by Niger to expel the French ambassador was condemned in Paris.", "Niger"),
    ],
)
def test_a_decision_does_what_is_decided(sentence: str, actor: str) -> None:
    assert _said(sentence)["SANCTION"][0] == [actor]


@pytest.mark.parametrize(
    "sentence",
    [
        "No decision to impose sanctions on Serbia has been taken.",
        "The ministers postponed a decision to cut aid to Rwanda.",
        "Chad awaits the decision to suspend its aid.",
    ],
)
def test_a_decision_to_come_does_nothing(sentence: str) -> None:
    assert "SANCTION" not in _said(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Poland, which has recalled its consul from Grodno, protested against the arrests.",
        "Kenya, which has expelled two diplomats of Somalia, asked the court for a ruling.",
    ],
)
def test_a_step_that_a_state_has_taken_is_news(sentence: str) -> None:
    assert "SANCTION" in _said(sentence)


def test_a_stance_that_a_state_has_taken_is_none() -> None:
    assert set(_said("China, which has backed the junta for years, urged Mali to hold elections.")) == {"REQUEST"}


@pytest.mark.parametrize(
    ("sentence", "event_type"),
    [
        ("The American secretary of state had warned both sides in Kenya that aid would stop.", "THREATEN"),
        ("Canada had asked India to hand over the three diplomats.", "REQUEST"),
    ],
)
def test_what_somebody_had_said_to_somebody_is_news(sentence: str, event_type: str) -> None:
    assert event_type in _said(sentence)


def test_whose_decision_is_condemned_does_not_condemn_it() -> None:
    actors, recipients = _said("The decision by Niger to expel the French ambassador was condemned by France.")[
        "ACCUSE"
    ]
    assert actors == ["France"]
    assert recipients == ["Niger"]


def test_who_may_not_land_is_refused_it() -> None:
    assert "REJECT" in _said("The negotiator was denied permission to land by Eritrea.")


def test_who_is_refused_entry_is_kept_out() -> None:
    assert "COERCE" in _said("Observers from the African Union have been refused entry by the junta.")


def test_a_state_of_siege_is_no_siege() -> None:
    coded = [e.coded for e in told("A state of siege was decreed in Cobija on Friday night.")]
    assert [c.event_type for c in coded] == ["COERCE"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Slovakia said it would restart a reactor, a step that the European Commission called illegal.",
        "Greece closed the pass on Monday, a move that Turkey described as hostile.",
    ],
)
def test_what_somebody_calls_a_step_is_his_opinion_of_it(sentence: str) -> None:
    assert "ACCUSE" in _said(sentence)


def test_what_somebody_is_called_in_passing_is_no_event() -> None:
    assert "ACCUSE" not in _said("Police shot dead a man whom the state called a terrorist.")


@pytest.mark.parametrize(
    "sentence",
    [
        "Thailand's constitutional court dissolved the ruling party on Tuesday.",
        "The junta in Conakry disbanded the opposition parties on Monday.",
    ],
)
def test_a_party_that_is_dissolved_is_restricted(sentence: str) -> None:
    assert "COERCE" in _said(sentence)
