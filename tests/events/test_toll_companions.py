"""Who suffered with those of whom a verb tells it, and couples, who are two."""

from __future__ import annotations

import pytest

from benchmarks.casualties import report_total
from transforms.events.tolls import Effect


@pytest.mark.parametrize(
    ("sentence", "effect", "number"),
    [
        ("The governor was killed instantly, as was his private secretary, attorney Luz Mesa.", "killed", 2),
        ("Mayor Luis Gil was shot dead, as were his wife and two bodyguards.", "killed", 4),
        ("Commander Oscar Lerma died there, with three of his men.", "killed", 4),
        ("Lieutenant Luis Gil was killed along with four policemen.", "killed", 5),
        ("In addition to the bodyguard, two women and a child were wounded.", "injured", 4),
        ("Besides a cook, three guards died.", "killed", 4),
        ("Besides looting the shop, the men killed three guards.", "killed", 3),
        ("Three guards were killed, with the mayor blaming the rebels.", "killed", 3),
        ("Seven married couples were murdered.", "killed", 14),
        ("A couple was murdered.", "killed", 2),
    ],
)
def test_companions_count(sentence: str, effect: Effect, number: int) -> None:
    assert report_total([sentence], effect) == number
    assert report_total([sentence.upper()], effect) == number
