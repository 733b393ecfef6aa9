"""Surnames that look like several people."""

from __future__ import annotations

import pytest

from transforms.events.tolls import find_tolls


@pytest.mark.parametrize("name", ["Dubois", "Davis", "Lewis", "Harris", "Francis", "Torres", "Calabrese"])
@pytest.mark.parametrize(
    "text",
    [
        "{} was killed in Paris.",
        "Marie {} was shot dead in Paris.",
        "Rebels killed Marie {} in Paris.",
        "The killing of Marie {} shocked the town.",
    ],
)
def test_a_surname_is_one_person(name: str, text: str) -> None:
    assert [t.best for t in find_tolls(text.format(name))] == [1]


@pytest.mark.parametrize("name", ["Parsons", "Sellers", "Waters"])
def test_a_surname_that_is_a_plural_noun_is_one_person_behind_a_first_name(name: str) -> None:
    assert [t.best for t in find_tolls(f"Ann {name} was killed in Leeds.")] == [1]


def test_each_of_two_names_is_one() -> None:
    assert [t.best for t in find_tolls("The nurse Marie Dubois and James Harris were killed in Paris.")] == [1, 1]


@pytest.mark.parametrize("people", ["Iraqis", "Yazidis", "Houthis", "Kashmiris", "Pakistanis", "Bengalis"])
def test_a_people_is_several(people: str) -> None:
    assert [t.low for t in find_tolls(f"{people} were killed in the raid.")] == [2]
