"""Dates of feeds, as aware UTC times or not at all."""

from __future__ import annotations

import calendar
import csv
import datetime as dt
import re
import time
from functools import lru_cache
from importlib.resources import files

import dateparser
from dateutil import parser as dateutil_parser

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_NUMERIC = re.compile(r"^\s*(\d{1,2})[./-](\d{1,2})[./-](?:19|20)\d\d")
_ZONE = re.compile(r"\d\s*\(?([A-Z]{3,4})\)?\s*$")
_LONGEST = 64  # characters; no date is longer
EARLIEST = dt.datetime(1970, 1, 2, tzinfo=dt.UTC)  # what is older is an unset clock
LATEST_AHEAD = dt.timedelta(days=1)  # zones and clocks may be off by so much


def from_struct(parsed: time.struct_time, text: str, now: dt.datetime | None = None) -> dt.datetime | None:
    """The UTC time that feedparser read, None where it is impossible (see `plausible`).

    Args:
        parsed: The time; feedparser takes zones that it does not know for UTC.
        text: What it was read from; a zone at its end that RFC 822 does not know is put right.
        now: For `plausible`.
    """
    zone = _ZONE.search(text)
    ahead = _zones().get(zone[1], 0) if zone else 0
    try:
        moment = dt.datetime.fromtimestamp(calendar.timegm(parsed), tz=dt.UTC)
        return plausible(moment - dt.timedelta(seconds=ahead), now)
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
            dateutil_parser.parse(text, dayfirst=True, default=dt.datetime(2000, day, day), tzinfos=_zones())  # noqa: DTZ001
            for day in (1, 2)
        )
        return first if first == second else None
    except (ValueError, OverflowError, TypeError, dateutil_parser.UnknownTimezoneWarning):
        pass
    if not language:
        return None  # guessing the language as well costs dateparser a tenth of a second an entry
    try:
        read: dt.datetime | None = dateparser.parse(
            text,
            languages=[language],
            settings={"REQUIRE_PARTS": ["day", "month", "year"], "TIMEZONE": "UTC", "RETURN_AS_TIMEZONE_AWARE": True},
        )
        return read
    except Exception:  # unknown languages and its own slips: a date is never worth an entry
        return None


@lru_cache(maxsize=1)
def _zones() -> dict[str, int]:
    """Seconds ahead of UTC by abbreviation."""
    text = files("transforms.feeds").joinpath("data", "zones.tsv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return {row["zone"]: int(row["minutes"]) * 60 for row in csv.DictReader(lines, delimiter="\t")}
