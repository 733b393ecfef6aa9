"""Refusals: what was asked and by whom, who refuses it, and for whom the refusal is meant."""

from __future__ import annotations

import pytest

from tests.events.reports import told

_OPENING = "The president opened a library in the capital. It rained in the morning. Many had come to see it.\n\n"


def _said(sentence: str) -> dict[str, tuple[list[str], list[str]]]:
    """Actors and recipients of the events of a sentence that no lead comes before, by type."""
    coded = [e.coded for e in told(_OPENING + sentence)]
    return {c.event_type: ([p.name for p in c.actors], [p.name for p in c.recipients]) for c in coded}


@pytest.mark.parametrize(
    ("sentence", "refuser", "refused"),
    [
        ("Moscow's plan was brushed aside by Norway.", "Norway", "Russia"),
        ("A Turkish request to open the pipeline was refused by Iraq.", "Iraq", "Turkey"),
        ("The European Union's appeal for restraint was ignored by Belarus.", "Belarus", "European Union"),
        ("Kenya has spurned a plea from Somalia for the return of the ship.", "Kenya", "Somalia"),
        ("The strikers' pay claim was rejected by the ministry.", "ministry", "strikers"),
    ],
)
def test_a_refusal_is_for_those_whose_words_are_refused(sentence: str, refuser: str, refused: str) -> None:
    assert _said(sentence)["REJECT"] == ([refuser], [refused])


@pytest.mark.parametrize(
    ("sentence", "refused"),
    [
        ("Chad's request for weapons was turned down.", "Chad"),
        ("A proposal by Norway to send observers was rejected.", "Norway"),
        ("The rebels' demand for an amnesty was rejected on Monday.", "rebels"),
    ],
)
def test_a_refusal_counts_though_nobody_is_named_who_refuses(sentence: str, refused: str) -> None:
    actors, recipients = _said(sentence)["REJECT"]
    assert refused not in actors
    assert recipients == [refused]


@pytest.mark.parametrize(
    ("sentence", "event_type", "asking"),
    [
        ("The rebels' demand for an amnesty was rejected on Monday.", "REQUEST", "rebels"),
        ("The opposition's demand for a recount was turned down by the court.", "REQUEST", "opposition"),
        ("Kenya has spurned a plea from Somalia for the return of the ship.", "REQUEST", "Somalia"),
        ("Turkey's request for the extradition of the colonel has been refused by Greece.", "REQUEST", "Turkey"),
        ("Manila's accusation that Chinese ships had rammed a boat was rejected by Beijing.", "ACCUSE", "Philippines"),
    ],
)
def test_what_is_refused_was_asked_or_said(sentence: str, event_type: str, asking: str) -> None:
    assert _said(sentence)[event_type][0] == [asking]


def test_who_refuses_calls_does_not_make_them() -> None:
    found = _said("Calls for an inquiry have been rebuffed by Kigali.")
    assert found["REJECT"][0] == ["Rwanda"]
    assert "Rwanda" not in found.get("REQUEST", ([], []))[0]


@pytest.mark.parametrize(
    "sentence",
    ["A spokesman of the ministry declined a request for comment.", "The army turned down requests for interviews."],
)
def test_who_does_not_talk_to_reporters_refuses_nothing(sentence: str) -> None:
    assert "REJECT" not in _said(sentence)


@pytest.mark.parametrize(
    ("sentence", "event_type"),
    [
        ("The heads of state rejected the warrant against the general.", "REJECT"),
        ("African heads of state called on Burundi to free the ministers.", "REQUEST"),
        ("The court of appeal rejected the opposition's petition.", "REJECT"),
    ],
)
def test_an_office_of_several_words_speaks(sentence: str, event_type: str) -> None:
    assert event_type in _said(sentence)


@pytest.mark.parametrize(
    "sentence",
    ["South American leaders met in Brasilia on Tuesday.", "Latin American presidents met in Lima on Monday."],
)
def test_south_americans_are_not_the_united_states(sentence: str) -> None:
    actors, recipients = _said(sentence)["CONSULT"]
    assert not any("United States" in name for name in actors + recipients)
