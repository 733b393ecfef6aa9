"""Tolls of broadcast reports: other news of weeks ago, words for dying, later figures, the wounded who died."""

from __future__ import annotations

import pytest

from benchmarks.casualties import report_total
from transforms.events.tolls import Effect


@pytest.mark.parametrize(
    ("sentences", "number"),
    [
        (("A bomb killed nine people in Lima today.", "A week ago another bomb killed 11 people there."), 9),
        (("Two guards were shot dead.", "Three weeks earlier, five tourists were shot dead on that road."), 2),
        (("A clerk was murdered.", "One month ago a peasant leader died in a similar way."), 1),
        (("A clerk was murdered.", "On that occasion 30 of them were murdered."), 1),
        (("A week ago a bomb killed 11 people there.",), 11),
        (("Many people have died for the truth.", "A month ago a judge was shot dead."), 1),
    ],
)
def test_the_dead_of_weeks_ago_are_no_news_beside_others(sentences: tuple[str, ...], number: int) -> None:
    assert report_total(list(sentences), "killed") == number
    assert report_total([s.upper() for s in sentences], "killed") == number


@pytest.mark.parametrize(
    ("sentence", "effect", "number"),
    [
        ("Councilman Jaime Perales was struck down as he left the arena.", "killed", 1),
        ("The court struck down two laws.", "killed", None),
        ("Teachers Ana Ruiz and Eva Gil were taken off a bus and machinegunned.", "killed", 2),
        ("Gunmen machinegunned the house of a judge.", "killed", None),
        ("The cook was left without life on the pavement.", "killed", 1),
        ("He was dead on arrival at the clinic.", "killed", 1),
        ("A porter was the only fatality of the bombings.", "killed", 1),
        ("The gang did away with eight villagers.", "killed", 8),
        ("The senate did away with the tax.", "killed", None),
        ("The mine took four cadets to their graves and sent another nine to the hospital.", "killed", 4),
        ("The mine took four cadets to their graves and sent another nine to the hospital.", "injured", 9),
        ("A courier received a bullet in the neck, which caused his death.", "killed", 1),
        ("A courier received a bullet in the neck, which caused his death.", "injured", None),
        ("A courier received a bullet in the leg.", "injured", 1),
        ("Luis Gil is survived by his wife and five children.", "killed", 1),
        ("Luis Gil had been shot behind the ear, and Jose Mina had been hanged.", "killed", 2),
        ("The three who came back have serious wounds.", "injured", 3),
        ("The number of corpses recovered comes to eight.", "killed", 8),
    ],
)
def test_words_for_dying_and_wounds(sentence: str, effect: Effect, number: int | None) -> None:
    assert report_total([sentence], effect) == number
    assert report_total([sentence.upper()], effect) == number
