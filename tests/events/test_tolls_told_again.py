"""Tolls that a text gives in two ways, which count the same people."""

from __future__ import annotations

import pytest

from transforms.events.tolls import distinct, find_tolls, total


def text_of(*sentences: str) -> int:
    """How many people a text tells dead."""
    return sum(t.best or 0 for t in distinct([find_tolls(s) for s in sentences]) if t.effect == "killed")


@pytest.mark.parametrize("sentence", ["The six monks' slaying shocked us.", "They regret the six monks' murder."])
def test_the_dead_own_their_murder(sentence: str) -> None:
    assert text_of(sentence) == 6


def test_a_list_told_in_other_numbers_is_the_same_list() -> None:
    whole = "The rector Ignacio Prado, five other monks and two women were murdered at dawn."
    assert text_of(whole, "He condemned the murder of six monks and two women.") == 8
    assert text_of("The death of six monks shocked us.", whole) == 8


def test_two_named_with_their_offices_are_two() -> None:
    assert text_of("Prado, leader of the movement, and Hilda Lopez, a minister, were killed in January.") == 2


def test_some_of_those_counted_are_counted_already() -> None:
    hurt = [
        find_tolls("Nine soldiers were hurt in the blast."),
        find_tolls("Seven of the nine soldiers were hurt badly."),
    ]
    assert [t.best for t in distinct(hurt)] == [9]
    assert total(t for tolls in hurt for t in tolls)["injured"].best == 9
    assert text_of("Nine soldiers were attacked.", "Two of the nine soldiers were killed.") == 2


@pytest.mark.parametrize(
    ("sentence", "dead"),
    [
        ("Rescuers were recovering 107 disfigured bodies of the victims.", 107),
        ("Police found nine decapitated bodies.", 9),
        ("Nine decapitated bodies were found.", 9),
        ("The bodies of three Australian and American soldiers were found.", 3),
    ],
)
def test_bodies_are_counted(sentence: str, dead: int) -> None:
    assert text_of(sentence) == dead
