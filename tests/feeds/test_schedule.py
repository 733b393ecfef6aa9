"""When a feed is polled next."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.feeds import Feed
from schemas.reasons import Reason
from transforms.feeds.schedule import (
    MAX_INTERVAL_S,
    MAX_RETRY_AFTER_S,
    MIN_INTERVAL_S,
    PollOutcome,
    backoff_s,
    fresh_for_s,
    http_date,
    is_due,
    next_state,
    retry_after_s,
    rhythm_s,
)

NOW = dt.datetime(2018, 12, 14, 12, 0, tzinfo=dt.UTC)
MINUTE, HOUR, DAY = dt.timedelta(minutes=1), dt.timedelta(hours=1), dt.timedelta(days=1)


def feed(**fields: Any) -> Feed:
    return Feed(**{"feed_id": "f", "url": "https://news.example/feed", **fields})


def every(gap: dt.timedelta, count: int = 10, last: dt.datetime = NOW) -> tuple[dt.datetime, ...]:
    return tuple(last - gap * n for n in range(count))


def polled(**fields: Any) -> PollOutcome:
    return PollOutcome(**{"reason": Reason.POLLED, "status": 200, "entry_dates": (), "n_entries": 0, **fields})


def wait(state: Feed) -> float:
    assert state.next_due_at is not None
    return (state.next_due_at - NOW).total_seconds()


def test_a_feed_never_polled_is_due() -> None:
    assert is_due(feed(), NOW)


@pytest.mark.parametrize(
    ("gap", "seconds"),
    [(MINUTE, 300), (20 * MINUTE, 600), (2 * HOUR, 3600), (6 * HOUR, 3 * 3600), (10 * DAY, 86400)],
)
def test_the_interval_is_half_the_median_gap_within_bounds(gap: dt.timedelta, seconds: int) -> None:
    assert rhythm_s(every(gap), NOW) == seconds


def test_a_feed_that_tells_no_rhythm_is_polled_every_quarter_of_an_hour() -> None:
    assert rhythm_s((), NOW) == 900
    assert rhythm_s((NOW,), NOW) == 900
    assert rhythm_s((NOW + DAY, NOW + 2 * DAY), NOW) == 900


def test_a_silent_feed_is_polled_less_and_less() -> None:
    assert rhythm_s(every(MINUTE, last=NOW - 8 * HOUR), NOW) == 8 * 3600 // 20
    assert rhythm_s(every(MINUTE, last=NOW - 30 * DAY), NOW) == 86400
    state = feed(interval_s=300, last_entry_at=NOW - 5 * DAY)
    assert next_state(state, PollOutcome(reason=Reason.NOT_MODIFIED, status=304), NOW).interval_s == 6 * 3600


@pytest.mark.parametrize("minutes", [5, 15, 60, 1440])
def test_a_poller_as_slow_as_the_feed_finds_it_due_at_every_slot(minutes: int) -> None:
    state = next_state(feed(), polled(entry_dates=every(2 * minutes * MINUTE)), NOW)
    assert state.interval_s == minutes * 60
    assert is_due(state, NOW + minutes * MINUTE)
    assert is_due(state, NOW + minutes * MINUTE - dt.timedelta(seconds=20))
    assert not is_due(state, NOW + minutes * MINUTE / 2)


def test_what_server_and_feed_ask_for_is_kept_up_to_a_day() -> None:
    hourly = polled(entry_dates=every(2 * HOUR))
    assert wait(next_state(feed(), replace(hourly, fresh_for_s=7200), NOW)) == 7200
    assert wait(next_state(feed(), replace(hourly, update_hint_s=10_000), NOW)) == 10_000
    assert wait(next_state(feed(), replace(hourly, update_hint_s=10**9), NOW)) == 86400
    assert wait(next_state(feed(), replace(hourly, fresh_for_s=60), NOW)) == 3600 - 60


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"cache-control": "max-age=600"}, 600),
        ({"cache-control": "public, s-maxage=900, max-age=600"}, 900),
        ({"cache-control": "max-age=600", "age": "200"}, 400),
        ({"cache-control": "max-age=600", "age": "900"}, 0),
        ({"cache-control": "no-cache, max-age=600"}, 0),
        ({"cache-control": "max-age=99999999999999"}, 86400),
        ({"cache-control": "x-max-age=600"}, None),
        ({"cache-control": "max-age=never"}, None),
        ({"expires": "Fri, 14 Dec 2018 12:30:00 GMT"}, 1800),
        ({"expires": "Fri, 14 Dec 2018 12:30:00 GMT", "date": "Fri, 14 Dec 2018 12:20:00 GMT"}, 600),
        ({"expires": "Fri, 14 Dec 2018 11:30:00 GMT"}, 0),
        ({"expires": "0"}, None),
        ({"expires": "Fri, 14 Dec 2018 12:30:00 GMT", "cache-control": "max-age=60"}, 60),
    ],
)
def test_freshness_is_read_from_the_headers(headers: dict[str, str], seconds: int | None) -> None:
    assert fresh_for_s(headers, NOW) == seconds


def test_retry_after_is_seconds_or_a_date() -> None:
    assert retry_after_s("120", NOW) == 120
    assert retry_after_s("Fri, 14 Dec 2018 13:00:00 GMT", NOW) == 3600
    assert retry_after_s("Fri, 14 Dec 2018 11:00:00 GMT", NOW) == 0
    assert retry_after_s("soon", NOW) is retry_after_s(None, NOW) is http_date("x") is None


def test_retry_after_is_kept_and_never_shortens_the_wait() -> None:
    limited = PollOutcome(reason=Reason.RATE_LIMITED, status=429)
    plain = wait(next_state(feed(), limited, NOW))
    assert wait(next_state(feed(), replace(limited, retry_after_s=1), NOW)) == plain
    assert wait(next_state(feed(), replace(limited, retry_after_s=7200), NOW)) == 7200
    assert wait(next_state(feed(), replace(limited, retry_after_s=1e12), NOW)) == MAX_RETRY_AFTER_S


@given(st.text(max_size=20), st.integers(-5, 10**7), st.integers(1, 200))
def test_backoff_is_bounded_and_never_falls_with_more_errors(feed_id: str, interval_s: int, errors: int) -> None:
    first, second = (backoff_s(feed_id, interval_s, count) for count in (errors, errors + 1))
    assert MIN_INTERVAL_S <= first <= second <= MAX_INTERVAL_S
    assert backoff_s(feed_id, interval_s, 100) == MAX_INTERVAL_S


def test_feeds_that_fail_together_do_not_come_back_together() -> None:
    assert len({backoff_s(f"feed {n}", 900, 3) for n in range(50)}) > 25


def test_errors_count_up_and_one_good_poll_forgets_them() -> None:
    state = feed(etag='"1"', title="T", body_sha256="x")
    for count in (1, 2, 3):
        state = next_state(state, PollOutcome(reason=Reason.TIMEOUT, detail="slow"), NOW)
        assert (state.errors_in_row, state.reason, state.detail) == (count, "timeout", "slow")
    assert (state.etag, state.title, state.body_sha256) == ('"1"', "T", "x")
    assert next_state(state, PollOutcome(reason=Reason.NOT_MODIFIED, status=304), NOW).errors_in_row == 0


def test_gone_retires_the_feed() -> None:
    state = next_state(feed(), PollOutcome(reason=Reason.GONE, status=410), NOW)
    assert state.retired_at == NOW
    assert not is_due(state, NOW + 1000 * DAY)


def test_a_permanent_redirect_is_adopted_once_it_has_held_for_three_days() -> None:
    moved = polled(permanent_target="https://new.example/feed")
    state = next_state(feed(), moved, NOW)
    assert (state.url, state.moved_to, state.moved_since) == ("https://news.example/feed", moved.permanent_target, NOW)
    state = next_state(state, moved, NOW + 2 * DAY)
    state = next_state(state, PollOutcome(reason=Reason.TIMEOUT), NOW + 2 * DAY)
    assert state.url == "https://news.example/feed"
    state = next_state(state, moved, NOW + 3 * DAY)
    assert (state.url, state.moved_to, state.moved_since) == ("https://new.example/feed", None, None)
    assert state.feed_id == "f"


def test_a_redirect_that_ends_or_changes_starts_anew() -> None:
    state = next_state(feed(), polled(permanent_target="https://a.example/"), NOW)
    assert next_state(state, polled(), NOW + DAY).moved_to is None
    other = next_state(state, polled(permanent_target="https://b.example/"), NOW + 3 * DAY)
    assert (other.url, other.moved_to, other.moved_since) == (state.url, "https://b.example/", NOW + 3 * DAY)


def test_the_state_keeps_what_the_feed_says_of_itself() -> None:
    outcome = polled(title="T", kind="atom", etag='"2"', last_modified="x", body_sha256="h", n_entries=3,
                     entry_dates=(NOW - HOUR, NOW + HOUR))  # fmt: skip
    state = next_state(feed(etag='"1"', last_entry_at=NOW - DAY), outcome, NOW)
    assert (state.title, state.kind, state.etag, state.last_modified) == ("T", "atom", '"2"', "x")
    assert (state.body_sha256, state.entries_last_poll, state.last_entry_at) == ("h", 3, NOW - HOUR)


@given(
    st.sampled_from([Reason.POLLED, Reason.EMPTY_FEED, Reason.NOT_MODIFIED, Reason.SAME_BODY, Reason.TIMEOUT,
                     Reason.NOT_A_FEED, Reason.RATE_LIMITED]),
    st.lists(st.timedeltas(-9999 * DAY, 9999 * DAY).map(lambda ago: NOW - ago), max_size=30),
    st.integers(-10, 10**8), st.integers(0, 50), st.one_of(st.none(), st.integers(-10, 10**12)),
    st.one_of(st.none(), st.floats(0, 1e15)),
)  # fmt: skip
def test_every_poll_leads_to_another_within_bounds_and_decides_the_same_twice(
    reason: Reason, dates: list[dt.datetime], interval_s: int, errors: int, hint: int | None, retry: float | None
) -> None:
    state = feed(interval_s=interval_s, errors_in_row=errors, last_entry_at=dates[0] if dates else None)
    before = asdict(state)
    read = tuple(dates) if reason in (Reason.POLLED, Reason.EMPTY_FEED) else None
    outcome = PollOutcome(reason=reason, fresh_for_s=hint, update_hint_s=hint, retry_after_s=retry, entry_dates=read)
    after = next_state(state, outcome, NOW)
    assert asdict(state) == before
    assert after == next_state(state, outcome, NOW)
    assert 0.9 * MIN_INTERVAL_S <= wait(after) <= MAX_RETRY_AFTER_S
    assert not is_due(after, NOW)
