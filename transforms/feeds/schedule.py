"""When a feed is polled next: its own rhythm, what its server asks for, and patience after errors.

Pure functions of the feed's state, the poll's outcome and the run's slot time, so that the same slot twice leads to the
same state.
"""

from __future__ import annotations

import datetime as dt
import email.utils
import hashlib
import itertools
import re
import statistics
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from schemas.feeds import Feed
from schemas.reasons import Reason

MIN_INTERVAL_S = 5 * 60
DEFAULT_INTERVAL_S = 15 * 60
MAX_INTERVAL_S = 24 * 3600
MAX_RETRY_AFTER_S = 7 * 24 * 3600  # longer ones are mistakes: a feed would be lost for good
MOVED_AFTER = dt.timedelta(days=3)  # a permanent redirect is believed once it has held for so long
POLLS_PER_GAP = 2  # polls between two entries, on average
SILENT_GAPS = 5  # a feed is silent when nothing came for so many of its usual gaps ...
SILENT_AT_LEAST_S = 2 * 86400  # ... and for at least so long
SILENT_SHARE = 20  # a feed silent for so many intervals is polled as seldom as that
_RHYTHM_ENTRIES = 20  # the newest entries that tell the rhythm
_SLACK_S = 60
_GOOD = frozenset({Reason.POLLED, Reason.NOT_MODIFIED, Reason.SAME_BODY, Reason.EMPTY_FEED})
_MAX_AGE = re.compile(r"(?:^|[\s,])(?:s-maxage|max-age)\s*=\s*\"?(\d{1,10})", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class PollOutcome:
    """What a poll brought, as far as the feed's state goes. Times are seconds, None means not said."""

    reason: Reason
    status: int | None = None
    detail: str | None = None
    kind: str | None = None
    title: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    body_sha256: str | None = None
    fresh_for_s: int | None = None  # Cache-Control and Expires
    update_hint_s: int | None = None  # ttl and the like in the feed
    retry_after_s: float | None = None
    permanent_target: str | None = None
    entry_dates: tuple[dt.datetime, ...] | None = None  # None where the body was not read
    n_entries: int | None = None

    @property
    def good(self) -> bool:
        """Whether the feed could be read or is known to be unchanged."""
        return self.reason in _GOOD


def is_due(feed: Feed, now: dt.datetime) -> bool:
    """Whether a feed is to be polled in the slot `now` (UTC). A feed never polled is."""
    if feed.retired_at is not None:
        return False
    return feed.next_due_at is None or now >= feed.next_due_at


def next_state(feed: Feed, outcome: PollOutcome, now: dt.datetime) -> Feed:
    """The feed's state after a poll in the slot `now` (UTC); `feed` itself is left as it is."""
    state = replace(
        feed,
        last_polled_at=now,
        last_status=outcome.status,
        reason=outcome.reason.value,
        detail=outcome.detail,
    )
    if outcome.reason is Reason.GONE:
        return replace(state, retired_at=now, next_due_at=None, errors_in_row=feed.errors_in_row + 1)
    if not outcome.good:
        return _after_error(state, outcome, now)
    state = _moved(replace(state, errors_in_row=0), outcome, now)
    if outcome.entry_dates is not None:
        newest = max((date for date in outcome.entry_dates if date <= now), default=None)
        state = replace(
            state,
            title=outcome.title or feed.title,
            kind=outcome.kind or feed.kind,
            etag=outcome.etag,
            last_modified=outcome.last_modified,
            body_sha256=outcome.body_sha256,
            entries_last_poll=outcome.n_entries,
            last_entry_at=max(filter(None, (newest, feed.last_entry_at)), default=None),
            interval_s=rhythm_s(outcome.entry_dates, now),
            gap_s=gap_s(outcome.entry_dates, now) or feed.gap_s,
        )
    else:
        # A validator may be renewed with a 304 (RFC 9110, 15.4.5).
        state = replace(
            state,
            etag=outcome.etag or feed.etag,
            last_modified=outcome.last_modified or feed.last_modified,
            interval_s=max(_bounded(feed.interval_s), _silence_s(feed.last_entry_at, now)),
        )
    asked = min(MAX_INTERVAL_S, max(outcome.fresh_for_s or 0, outcome.update_hint_s or 0))
    # A little early: a job that comes every `interval` seconds must not find the feed due a moment later each time.
    own = state.interval_s - min(_SLACK_S, state.interval_s // 10)
    return replace(state, next_due_at=now + dt.timedelta(seconds=max(own, asked)))


def rhythm_s(dates: Iterable[dt.datetime], now: dt.datetime) -> int:
    """Seconds between polls that a feed's own entries suggest: half the median gap between two, 5 minutes to 24 hours.

    Fewer than three distinct dates tell nothing: 15 minutes, more where the feed has been silent for long.
    """
    past = [date for date in dates if date <= now]
    gap = gap_s(past, now)
    own = gap / POLLS_PER_GAP if gap is not None else DEFAULT_INTERVAL_S
    return _bounded(max(own, _silence_s(max(past, default=None), now)))


def gap_s(dates: Iterable[dt.datetime], now: dt.datetime) -> int | None:
    """Median seconds between a feed's newest entries; None where fewer than three distinct dates tell nothing."""
    newest = sorted({date for date in dates if date <= now}, reverse=True)[:_RHYTHM_ENTRIES]
    gaps = [(later - earlier).total_seconds() for later, earlier in itertools.pairwise(newest)]
    return int(statistics.median(gaps)) if len(gaps) > 1 else None


def is_silent(feed: Feed, now: dt.datetime) -> bool:
    """Whether nothing has come for five of a feed's usual gaps, and at least for two days."""
    if feed.last_entry_at is None or feed.gap_s is None:
        return False
    return (now - feed.last_entry_at).total_seconds() > max(SILENT_GAPS * feed.gap_s, SILENT_AT_LEAST_S)


def backoff_s(feed_id: str, interval_s: int, errors_in_row: int) -> int:
    """Seconds to wait after the n-th error in a row: doubling from 10 minutes to 24 hours, never under the interval.

    The jitter of up to a tenth is a hash of the feed, so feeds of one broken server spread out and a repeated run
    decides the same.
    """
    jitter = 1 + int(hashlib.sha256(feed_id.encode()).hexdigest()[:4], 16) / 0xFFFF / 10
    doubled = MIN_INTERVAL_S * 2 ** min(errors_in_row, 16) * jitter
    return int(min(MAX_INTERVAL_S, max(doubled, _bounded(interval_s))))


def fresh_for_s(headers: Mapping[str, str], now: dt.datetime) -> int | None:
    """Seconds for which a response is fresh (RFC 9111, 4.2.1), 0 to 24 h; None where the server does not say.

    Args:
        headers: With lower-case names.
        now: UTC; stands in where the response has no Date.
    """
    control = headers.get("cache-control", "")
    if "no-cache" in control.lower() or "no-store" in control.lower():
        return 0
    age = _MAX_AGE.search(control)
    if age is not None:
        held = headers.get("age", "").strip()
        seconds = int(age[1]) - (int(held[:10]) if held.isdecimal() else 0)
    else:
        expires = http_date(headers.get("expires"))
        if expires is None:
            return None
        seconds = int((expires - (http_date(headers.get("date")) or now)).total_seconds())
    return max(0, min(seconds, MAX_INTERVAL_S))


def http_date(text: str | None) -> dt.datetime | None:
    """A date of HTTP (RFC 9110, 5.6.7) in UTC, None where it is none."""
    try:
        moment = email.utils.parsedate_to_datetime(text or "")
        return (moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)).astimezone(dt.UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def retry_after_s(value: str | None, now: dt.datetime) -> float | None:
    """Seconds that a Retry-After header asks for, given as seconds or as a date (RFC 9110, 10.2.3)."""
    text = (value or "").strip()
    if text.isdecimal():
        return float(int(text[:10]))
    moment = http_date(text)
    return max(0.0, (moment - now).total_seconds()) if moment is not None else None


def _after_error(state: Feed, outcome: PollOutcome, now: dt.datetime) -> Feed:
    errors = state.errors_in_row + 1
    wait = float(backoff_s(state.feed_id, state.interval_s, errors))
    if outcome.retry_after_s is not None:
        wait = max(wait, min(outcome.retry_after_s, MAX_RETRY_AFTER_S))
    return replace(state, errors_in_row=errors, next_due_at=now + dt.timedelta(seconds=wait))


def _moved(state: Feed, outcome: PollOutcome, now: dt.datetime) -> Feed:
    target = outcome.permanent_target
    if target is None or target == state.url:
        return replace(state, moved_to=None, moved_since=None)
    if target != state.moved_to or state.moved_since is None:
        return replace(state, moved_to=target, moved_since=now)
    if now - state.moved_since < MOVED_AFTER:
        return state
    return replace(state, url=target, moved_to=None, moved_since=None)


def _silence_s(newest: dt.datetime | None, now: dt.datetime) -> int:
    return _bounded((now - newest).total_seconds() / SILENT_SHARE) if newest is not None else MIN_INTERVAL_S


def _bounded(seconds: float) -> int:
    return int(max(MIN_INTERVAL_S, min(seconds, MAX_INTERVAL_S)))
