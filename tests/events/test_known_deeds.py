"""Words that mention a deed again, and days that only say when in a day it was."""

from __future__ import annotations

import datetime as dt

from tests.events.reports import told

_REPORT = (
    "Gunmen attacked a market in Djibo on Sunday and killed 12 people.\n\n"
    "The men came on motorcycles shortly after noon. They also abducted three nurses.\n\n"
    "The army later carried out air strikes on a camp near the town.\n\n"
    "The African Union condemned the attack."
)


def test_the_attack_is_what_was_told_as_an_attack_and_not_the_strike_that_answered_it() -> None:
    events = told(_REPORT)
    (condemned,) = (e for e in events if e.coded.event_type == "ACCUSE")
    assert [p.sector for p in condemned.coded.recipients] == ["UAF"]
    (strike,) = (e for e in events if e.coded.event_mode == "aerial")
    assert not any("condemned" in s.text for s in strike.evidence)


def test_an_hour_without_a_day_is_one_of_the_day_of_the_news() -> None:
    events = [e.coded for e in told(_REPORT)]
    (taken,) = (e for e in events if e.event_mode == "abduct")
    assert (taken.date_start, taken.date_end) == (dt.date(2024, 3, 10), dt.date(2024, 3, 10))
