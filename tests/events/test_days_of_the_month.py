"""Days that are named by their number alone: "on Sunday 10", "on the 6th"."""

from __future__ import annotations

import datetime as dt

import pytest

from transforms.events.dates import find_dates


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Mali recalled its ambassador on Sunday 10.", dt.date(2024, 3, 10)),
        ("The mayor was arrested on Friday the 8th, and freed.", dt.date(2024, 3, 8)),
        ("Soldiers shot four farmers on the 6th.", dt.date(2024, 3, 6)),
        ("The court sentenced the general on the 28th.", dt.date(2024, 2, 28)),
        ("On Thursday 29 in Lima, police fired at a crowd.", dt.date(2024, 2, 29)),
    ],
)
def test_a_day_without_its_month_is_the_last_such_day(text: str, day: dt.date) -> None:
    assert [d.first for d in find_dates(text, dt.date(2024, 3, 15))] == [day]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("A bomb went off on the 5th floor.", []),
        ("On Monday 200 people marched.", [dt.date(2024, 3, 11)]),
        ("On Monday 12 people were killed.", [dt.date(2024, 3, 11)]),
        ("It was killed on the 4th of February.", [dt.date(2024, 2, 4)]),
    ],
)
def test_a_number_that_counts_or_numbers_something_is_no_day(text: str, days: list[dt.date]) -> None:
    assert [d.first for d in find_dates(text, dt.date(2024, 3, 15))] == days
