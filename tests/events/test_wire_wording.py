"""Wordings of agencies: hidden seizures, places that change hands, the dead that go home, what only looks like news."""

from __future__ import annotations

import pytest

from tests.events.reports import coded, types
from transforms.events.tolls.find import find_tolls


def modes(text: str) -> set[tuple[str, str | None]]:
    return set(coded(text))


@pytest.mark.parametrize(
    ("text", "event_type", "mode"),
    [
        ("Inmates took hold of two wardens in Machala on Wednesday.", "ASSAULT", "abduct"),
        ("Armed men seized hold of a priest in Kaduna on Friday.", "ASSAULT", "abduct"),
        ("Bandits made off with 40 pupils in Zamfara on Friday.", "ASSAULT", "abduct"),
        ("Raiders ran off with six women in Jonglei on Monday.", "ASSAULT", "abduct"),
        ("Kidal changed hands on Monday for the third time this year.", "ASSAULT", None),
        ("The village of Robotyne changed hands twice on Tuesday.", "ASSAULT", None),
        ("Armenia and Azerbaijan returned the remains of 60 soldiers on Friday.", "RETREAT", "release"),
        ("Russia handed over the bodies of 200 soldiers to Ukraine on Friday.", "RETREAT", "release"),
        ("Norway, angered by the raid, gave the chargé d'affaires of Iran 48 hours on Friday.", "SANCTION", "expel"),
        ("Chile gave the consul and two attachés three days on Monday.", "SANCTION", "expel"),
        ("A court in Quito on Friday ordered the arrest of six officers.", "COERCE", "arrest"),
        ("Judges in Lima on Monday ordered the detention of two former ministers.", "COERCE", "arrest"),
    ],
)
def test_a_hidden_deed_is_heard(text: str, event_type: str, mode: str | None) -> None:
    assert (event_type, mode) in modes(text)


@pytest.mark.parametrize(
    "text",
    [
        "Each side says that the other opened up first at the border of Togo.",
        "Both armies said that the other side had fired first on Sunday near Poipet.",
        "The rebels and the army each insist that the other attacked first near Goma.",
        "Each accused the other side of lying. Either government maintains that the other one shot first.",
    ],
)
def test_who_began_it_is_told_by_both_of_the_other(text: str) -> None:
    assert "ASSAULT" not in types(text)


@pytest.mark.parametrize(
    "text",
    [
        "Martial law in parts of Kenya was under study, the president said on Friday.",
        "A curfew in the port of Lagos is under consideration, the governor said on Friday.",
        "A ban on rallies in Baku is under discussion, ministers said on Friday.",
    ],
)
def test_a_measure_under_study_is_not_in_force(text: str) -> None:
    assert "COERCE" not in types(text)


@pytest.mark.parametrize(
    "text",
    [
        "A rebel commander phoned a radio station in Manila on Monday.",
        "The general rang up a newspaper in Lima on Friday.",
    ],
)
def test_who_rings_a_newsroom_holds_no_talks(text: str) -> None:
    assert "CONSULT" not in types(text)


def test_who_is_dropped_at_an_airport_is_not_bombed() -> None:
    text = (
        "Masked soldiers dragged the president of Gabon from his bed and dropped him at an airport in Benin on Sunday."
    )
    assert "aerial" not in {mode for _, mode in modes(text)}


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("Raiders shot nine patients in their hospital beds.", 9),
        ("Militiamen shot 11 nurses in a hospital ward.", 11),
        ("The clashes cost six lives: three soldiers, a medic, a farmer and a nun.", 6),
        ("The feud had claimed seven lives: five herders, a chief and his son.", 7),
        ("The death toll rose from 12 to 20, then past 60, and by evening it had reached 75.", 75),
        ("The number of dead climbed from 4 to 9 on Monday, and then to 31.", 31),
    ],
)
def test_a_count_is_read_to_its_end(text: str, killed: int) -> None:
    counts = [t for t in find_tolls(text) if t.effect == "killed" and not t.part_of]
    assert max(t.best or 0 for t in counts) == killed
    assert all((t.best or 0) == killed for t in counts)


@pytest.mark.parametrize(
    "text",
    [
        "The toll had reached 75, five of them decapitated.",
        "Thirty people were shot dead, nine of them executed in the yard.",
        "The blast left 40 dead, seven of them burned alive.",
    ],
)
def test_some_of_them_are_part_of_the_count(text: str) -> None:
    first, *others = find_tolls(text)
    assert not first.part_of
    assert others
    assert all(t.part_of for t in others if t.effect == "killed")


@pytest.mark.parametrize("lived", ["and took them to hospital", "who are in hospital", "in the legs"])
def test_who_is_shot_and_in_hospital_lives(lived: str) -> None:
    assert not [t for t in find_tolls(f"Raiders shot nine farmers {lived}.") if t.effect == "killed"]
