"""The harmed who open a clause, with much said of them before the verb."""

from __future__ import annotations

import pytest

from transforms.events.tolls import find_tolls


@pytest.mark.parametrize(
    ("sentence", "people"),
    [
        ("Five members of the border guard, which was watching the valley, were killed.", [5]),
        ("So far this year, 12 members of the league, the largest of the left in Peru, have been murdered.", [12]),
        ("Two sergeants of the garrison, the oldest of the hill forts, were wounded.", [2]),
        ("In three years, 64 mayors of small and middling towns in the hills have been killed.", [64]),
        ("Ana Rojas, considered by many as the best of the judges, was murdered in Cali.", [1]),
        ("The prize is named after Ana Rojas, founder of the tax court, who was murdered in Cali.", [1]),
        ("Two officers were among those killed.", [2]),
        ("THE PARTY DEPLORED THE ASSASSINATION OF PALMA AND ASKED FOR A TRIAL.", [1]),
        (
            "Leo Aubry, an engineer who for half of his life had looked for mines he laid in the rest, died on Sunday.",
            [],
        ),
        ("Five members of the guard stood by, a bomb exploded, and a window was hit.", []),
        ("THE PARTY DEPLORED THE MURDER OF WORKERS.", []),
    ],
)
def test_people_who_open_a_clause(sentence: str, people: list[int]) -> None:
    assert [t.best for t in find_tolls(sentence) if t.best] == people
