"""Others than those whom a report has told: "another reporter", "seven other people", "two others"."""

from __future__ import annotations

import pytest

from transforms.events.tolls import distinct, find_tolls


def dead(*sentences: str) -> int:
    """The dead of a report."""
    return sum(t.best or 0 for t in distinct(map(find_tolls, sentences)) if t.effect == "killed")


def groups(sentence: str) -> list[tuple[str | None, int | None]]:
    return [(t.group, t.best) for t in find_tolls(sentence) if t.effect == "killed"]


@pytest.mark.parametrize(
    ("sentences", "number"),
    [
        (("Another good man has been murdered.", "Judge Luis Gil was shot dead in Cali."), 1),
        (("Judge Luis Gil was shot dead in Cali.", "Another judge, Raul Soto, was stabbed to death in Neiva."), 2),
        (("Two judges were killed.", "Luis Gil died at home.", "Another judge, Raul Soto, died in hospital."), 2),
        (("Five farmers have died.", "Three farmers were shot dead.", "Two other farmers were hanged."), 5),
        (("Four students were killed.", "One of the students was Luis Gil, whom soldiers killed.",
          "The bodies of three more men were found."), 7),
        (("Mayor Luis Gil died in a blast which left six other people dead.",), 7),
        (("The attacks took the lives of a commander of the army, a cook and a commander of the rebels.",), 3),
        (("Mayor Luis Gil died in a blast which left six other people dead.", "The blast killed seven people."), 7),
    ],
)  # fmt: skip
def test_others_stand_on_top_of_those_told_unless_a_count_covers_both(sentences: tuple[str, ...], number: int) -> None:
    assert dead(*sentences) == number


@pytest.mark.parametrize(
    ("sentences", "number"),
    [
        (("Police chief Luis Gil was killed this morning.", "The governor of Antioquia was killed on 4 July."), 2),
        (("Two bodies were found on 8 May in Cali.", "The body of a young man was found on 9 May in Neiva."), 3),
        (("Police chief Luis Gil was killed on 4 July.", "Luis Gil was killed this morning, police said."), 1),
    ],
)
def test_the_dead_of_another_day_are_others(sentences: tuple[str, ...], number: int) -> None:
    assert dead(*sentences) == number


def test_others_behind_another_effect_stand_beside_it() -> None:
    (hurt,) = (t for t in find_tolls("The blast killed five people and wounded 12 others.") if t.effect == "injured")
    assert not hurt.adds


@pytest.mark.parametrize(
    ("sentence", "people"),
    [
        ("The killers of the six monks were soldiers.", [("monks", 6)]),
        ("Police seek the murderers of Bishop Juan Romero.", [("Bishop Juan Romero", 1)]),
        ("AMONG THE ARMY RANKS AND THE POLICE 26 SOLDIERS DIED.", [("SOLDIERS", 26)]),
        ("The assassins of the Medellin cartel fled.", []),
        ("RAIDERS MURDERED BROTHERS MARTA AND JUAN POZO AND THEIR MOTHER ANA OCHOA.",
         [("MARTA", 1), ("JUAN POZO", 1), ("MOTHER ANA OCHOA", 1)]),
        ("Ana Rojas, candidate for mayor of Rio Claro, in the west, and her brother Luis Salas were killed.",
         [("Ana Rojas", 1), ("brother Luis Salas", 1)]),
        ("Juan Perez, Luis Gil and Omar Ruiz, the first two Danes and the last a Pole, were shot dead.",
         [("Juan Perez", 1), ("Luis Gil", 1), ("Omar Ruiz", 1)]),
        ("The murder in Lima of Manuel Rosas, its candidate, shocked the party.", [("Manuel Rosas", 1)]),
        ('At least 16 members of the "Valley Watch" (the militia of the valley) died.', [("members", 16)]),
        ("HIS WIFE AND COLLEAGUES MORA AND PRADO ALSO DIED.", [("WIFE", 1), ("MORA", 1), ("PRADO", 1)]),
    ],
)  # fmt: skip
def test_who_died_at_the_hands_of_their_killers_and_beside_their_brothers(
    sentence: str, people: list[tuple[str | None, int | None]]
) -> None:
    assert groups(sentence) == people
