"""What stands behind a count: people who are some of those counted, "as many", and ages."""

from __future__ import annotations

import pytest

from transforms.events.tolls import find_tolls


@pytest.mark.parametrize(
    ("sentence", "counts"),
    [
        ("The rebels ambushed a patrol and killed 11 soldiers, a major among them.", [("killed", 11)]),
        (
            "A rocket killed six people in Sumy, a teacher and her two sons among them, while they slept.",
            [("killed", 6)],
        ),
        ("The attack killed nine people, two nurses, a driver and three children among them.", [("killed", 9)]),
        ("The blast killed nine people, among them three children.", [("killed", 9)]),
        ("A mine killed five rangers and wounded as many, a police captain said.", [("killed", 5), ("injured", 5)]),
        ("The blast killed 12 people and injured twice as many.", [("killed", 12), ("injured", 24)]),
        ("The blast killed 12 people and injured as many as 40.", [("killed", 12), ("injured", 40)]),
        ("At least five people died, according to a hospital which admitted 35 more.", [("killed", 5)]),
        ("Jamal Haddad, also 23, was hanged last Thursday.", [("killed", 1)]),
        ("Seven soldiers and three policemen were among the dead.", [("killed", 7), ("killed", 3)]),
    ],
)
def test_counts_that_are_no_parts(sentence: str, counts: list[tuple[str, int]]) -> None:
    assert [(t.effect, t.best) for t in find_tolls(sentence) if t.best and not t.part_of] == counts
