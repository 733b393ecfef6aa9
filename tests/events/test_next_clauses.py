"""Two clauses joined by "and": each verb has its own subject, and each meeting its own guests."""

from __future__ import annotations

import pytest

from tests.events.reports import told


def _sides(text: str) -> set[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    return {
        (e.coded.event_type, tuple(p.name for p in e.coded.actors), tuple(p.name for p in e.coded.recipients))
        for e in told(text)
    }


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        (
            "Turkey condemned Greece and France criticised Germany on Monday.",
            ("ACCUSE", ("Turkey",), ("Greece",)),
            ("ACCUSE", ("France",), ("Germany",)),
        ),
        (
            "Soldiers killed two rebels and militants abducted a teacher near Mubi on Friday.",
            ("ASSAULT", ("Military of Nigeria",), ("rebels",)),
            ("ASSAULT", ("militants",), ("teacher",)),
        ),
        (
            "Police arrested an activist and soldiers shot dead a farmer in Kampala on Monday.",
            ("COERCE", ("Police of Uganda",), ("activist",)),
            ("ASSAULT", ("Military of Uganda",), ("farmer",)),
        ),
    ],
)
def test_whom_the_next_verb_follows_is_its_subject(text: str, first: tuple[str, ...], second: tuple[str, ...]) -> None:
    assert _sides(text) == {first, second}


def test_two_objects_of_one_verb_stay_together() -> None:
    ((_, _, recipients),) = _sides("Gunmen killed a driver and passengers in Kano on Monday and burned a bus.")
    assert recipients == ("driver", "passengers")


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        (
            "Antony Blinken met the emir and the crown prince received David Cameron in Doha on Monday.",
            ("CONSULT", ("Antony Blinken",), ("Government of Qatar",)),
            ("CONSULT", ("Government of Qatar",), ("David Cameron",)),
        ),
        (
            "Vladimir Putin met Xi Jinping in Beijing on Tuesday and held talks with Narendra Modi.",
            ("CONSULT", ("Vladimir Putin",), ("Xi Jinping",)),
            ("CONSULT", ("Vladimir Putin",), ("Narendra Modi",)),
        ),
    ],
)
def test_meetings_with_other_guests_are_two(text: str, first: tuple[str, ...], second: tuple[str, ...]) -> None:
    assert _sides(text) == {first, second}


@pytest.mark.parametrize(
    ("text", "actor", "recipient"),
    [
        ("Kuki and Meitei groups clashed in Manipur on Monday.", "Kuki groups", "Meitei groups"),
        (
            "Clashes between Kuki and Naga groups killed three people in Manipur on Monday.",
            "Kuki groups",
            "Naga groups",
        ),
        ("Rival Hema and Lendu factions clashed in Ituri on Friday.", "Hema factions", "Lendu factions"),
        (
            "Fighting between Tajik and Kyrgyz border guards broke out near Batken on Friday.",
            "Police of Tajikistan",
            "Police of Kyrgyzstan",
        ),
    ],
)
def test_groups_that_are_named_together_are_two_sides(text: str, actor: str, recipient: str) -> None:
    (event,) = told(text)
    assert [p.name for p in event.coded.actors] == [actor]
    assert recipient in [p.name for p in event.coded.recipients]
