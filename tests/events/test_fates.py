"""Who of those shot, stabbed or hurt died of it, and who lived."""

from __future__ import annotations

import pytest

from transforms.events.tolls import Bounds, find_tolls, total


def exactly(number: int) -> Bounds:
    return Bounds(number, number, number)


@pytest.mark.parametrize(
    ("sentence", "dead", "hurt"),
    [
        ("Six people were shot, two fatally, in Malmo on Friday.", 2, 4),
        ("Six people were stabbed, one of them fatally, in Malmo on Friday.", 1, 5),
        ("Six people were injured, two fatally.", 2, 4),
        ("A gunman shot six people, killing four.", 4, 2),
        ("Two guards were shot outside the court on Monday; one later died.", 1, 1),
        ("Six people were shot and three of them died.", 3, 3),
    ],
)
def test_who_did_not_die_of_shots_or_stabs_was_hurt(sentence: str, dead: int, hurt: int) -> None:
    assert total(find_tolls(sentence)) == {"killed": exactly(dead), "injured": exactly(hurt)}


def test_a_few_people_of_whom_only_shots_are_told_may_have_lived() -> None:
    assert total(find_tolls("Five people were shot in Malmo on Monday.")) == {"injured": exactly(5)}
    told = ["Five people were shot in Malmo on Monday.", "Two of them were killed."]
    assert total(t for s in told for t in find_tolls(s)) == {"killed": exactly(2)}


@pytest.mark.parametrize(
    ("sentence", "dead"),
    [
        ("Gunmen shot nine villagers on Sunday.", 9),
        ("Forty people were shot at the brickworks on Sunday.", 40),
        ("Six men were lined up and shot.", 6),
        ("Gunmen shot ten soldiers and killed two policemen.", 12),
        ("Three people were fatally shot in Malmo.", 3),
    ],
)
def test_others_who_were_shot_are_dead(sentence: str, dead: int) -> None:
    assert sum(t.best or 0 for t in find_tolls(sentence) if t.effect == "killed") == dead


def test_planes_are_shot_down() -> None:
    assert not find_tolls("Missile crews had shot both down on Thursday.")


def test_casualties_are_dead_or_hurt() -> None:
    assert total(find_tolls("The blast caused 14 casualties, four of them dead.")) == {
        "killed": exactly(4),
        "injured": exactly(10),
    }


@pytest.mark.parametrize("hedge", ["almost", "nearly"])
def test_who_was_almost_killed_lives(hedge: str) -> None:
    assert not total(find_tolls(f"The daughter of the ambassador was {hedge} killed."))


def test_nearly_twenty_are_dead() -> None:
    assert total(find_tolls("Nearly 20 were killed."))["killed"].best == 20


def test_what_an_anniversary_recalls_is_of_old() -> None:
    told = find_tolls("Yesterday was the tenth anniversary of Archbishop Lemus's assassination.")
    assert [t.historic for t in told] == [True]
    assert not total(find_tolls("Thousands marked the anniversary of an attack that killed 57 people."))
