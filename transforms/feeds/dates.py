"""Dates of feeds, as aware UTC times or not at all."""

from __future__ import annotations

import calendar
import datetime as dt
import re
import time
from functools import lru_cache

import dateparser
from dateutil import parser as dateutil_parser

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_NUMERIC = re.compile(r"^\s*(\d{1,2})[./-](\d{1,2})[./-](?:19|20)\d\d")
_LONGEST = 64  # characters; no date is longer
EARLIEST = dt.datetime(1970, 1, 2, tzinfo=dt.UTC)  # what is older is an unset clock
LATEST_AHEAD = dt.timedelta(days=1)  # zones and clocks may be off by so much


def from_struct(parsed: time.struct_time | None, now: dt.datetime | None = None) -> dt.datetime | None:
    """The UTC time that feedparser read, None where it is impossible (see `plausible`)."""
    if parsed is None:
        return None
    try:
        return plausible(dt.datetime.fromtimestamp(calendar.timegm(parsed), tz=dt.UTC), now)
    except (ValueError, OverflowError, OSError):
        return None


def from_text(text: str | None, *, language: str | None = None, now: dt.datetime | None = None) -> dt.datetime | None:
    """A date in words or in an odd format; without a zone it counts as UTC.

    All-numeric dates whose day and month could change places are left alone: a wrong date is worse than none.

    Args:
        text: The date as the feed has it.
        language: The feed's language, to read names of months in.
        now: For `plausible`.
    """
    if not text or len(text) > _LONGEST or not _YEAR.search(text):
        return None
    return plausible(_read(text.strip(), (language or "").partition("-")[0].lower()), now)


def plausible(moment: dt.datetime | None, now: dt.datetime | None = None) -> dt.datetime | None:
    """The time in UTC if it can be one: after 1970-01-01 and, where `now` is known, at most a day ahead of it."""
    if moment is None:
        return None
    try:
        moment = (moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)).astimezone(dt.UTC)
    except (ValueError, OverflowError):
        return None
    latest = now + LATEST_AHEAD if now is not None else dt.datetime(2100, 1, 1, tzinfo=dt.UTC)
    return moment if EARLIEST <= moment <= latest else None


@lru_cache(maxsize=1024)
def _read(text: str, language: str) -> dt.datetime | None:
    numeric = _NUMERIC.match(text)
    if numeric and int(numeric[1]) <= 12 and int(numeric[2]) <= 12 and numeric[1] != numeric[2]:
        return None
    # A part that is missing would be filled from the default: read twice to see whether one is.
    try:
        first, second = (
            dateutil_parser.parse(text, dayfirst=True, default=dt.datetime(2000, month, day), ignoretz=False)  # noqa: DTZ001
            for month, day in ((1, 1), (2, 2))
        )
        return first if first == second else None
    except (ValueError, OverflowError, TypeError, dateutil_parser.UnknownTimezoneWarning):
        pass
    if not language:
        return None  # guessing the language as well costs dateparser a tenth of a second an entry
    try:
        return dateparser.parse(
            text,
            languages=[language],
            settings={"REQUIRE_PARTS": ["day", "month", "year"], "TIMEZONE": "UTC", "RETURN_AS_TIMEZONE_AWARE": True},
        )
    except Exception:  # unknown languages and its own slips: a date is never worth an entry
        return None
