"""Feeds and entries for people and for programs."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from tests.feeds.documents import RSS, URL
from transforms.feeds.listing import duration, entry_record, rhythm_line
from transforms.feeds.parse import parse_feed

NOW = dt.datetime(2018, 12, 14, 12, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)


def test_an_entry_is_a_json_object_with_iso_dates() -> None:
    record = json.loads(json.dumps(entry_record(parse_feed(RSS.encode(), url=URL).entries[0])))
    assert record["published_at"] == "2018-12-14T08:30:00Z"
    assert record["updated_at"] is None
    assert record["authors"] == ["Jane Roe"]
    assert record["guid"] == "4711"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "under a minute"), (60, "1 minute"), (3599, "60 minutes"), (7200, "2 hours"), (90_000, "1 day")],
)
def test_durations_are_in_their_largest_unit(seconds: float, words: str) -> None:
    assert duration(seconds) == words


def test_the_rhythm_tells_silent_feeds() -> None:
    recent = [NOW - 2 * HOUR * n for n in range(5)]
    assert rhythm_line(recent, NOW) == "one every 2 hours, the last under a minute ago"
    assert rhythm_line(recent, NOW + 240 * HOUR) == "one every 2 hours, the last 10 days ago (silent)"
    assert rhythm_line([NOW - HOUR], NOW) == "the last 1 hour ago"
    assert rhythm_line([], NOW) == "no dates"
    assert rhythm_line([NOW + HOUR], NOW) == "all dates in the future"
