"""Dates as pages state them, as aware UTC times.

Only forms with a day are read. A string without a time of day, or with exactly midnight in its own zone (what content
systems write for "no time"), gives the day alone: 00:00 UTC of that day with `has_time` false. A time without a zone is
taken as UTC. Day and month in digits are read only where one order is possible, or where the year stands first.
"""

from __future__ import annotations

import datetime as dt
import functools
import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from transforms.clean import facts

EARLIEST = dt.datetime(1990, 1, 1, tzinfo=dt.UTC)
MOST_TEXTS = 4000  # pieces of text that are searched for a date
LONGEST_DATE = 60  # characters of a text that is nothing but a date line
LATE = dt.timedelta(days=1)  # clocks and zones differ; a page dated later than this is wrong


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time or, where `has_time` is false, a day."""

    at: dt.datetime  # aware, UTC
    has_time: bool
    offset: int | None = None  # minutes east of UTC of the zone that is stated, None where none is

    @property
    def day(self) -> dt.date:
        """The day in the zone that is stated."""
        return (self.at + dt.timedelta(minutes=self.offset or 0)).date()

    def possible(self, fetched_at: dt.datetime) -> bool:
        """Neither before web news existed nor after the page was fetched."""
        return EARLIEST <= self.at <= fetched_at + LATE


_ISO = re.compile(
    r"(?<!\d)(\d{4})\s?(?:[-/.]|[年년])\s?(\d{1,2})\s?(?:[-/.]|[月월])\s?(\d{1,2})(?!\d)"
    r"|(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?=T|\D|\Z)"
)
_TIME = re.compile(
    r"(?<![\d:.])([01]?\d|2[0-3])[:.h]([0-5]\d)(?::([0-5]\d)(?:[.,]\d+)?)?(?!\d)\s*([ap]\.?\s?m\b\.?)?"
    r"|(?<![\d:.])(1[0-2]|0?[1-9])\s*([ap]\.?m\b\.?)"
    r"|T([01]\d|2[0-3])([0-5]\d)([0-5]\d)?",
    re.IGNORECASE,
)
_OFFSET = re.compile(r"\s*(?:GMT|UTC)?\s*([+\-−])(\d{1,2}):?([0-5]\d)?(?![\d:])|\s*\(?([A-Z]{1,5})\b")
_NUMERIC = re.compile(r"(?<![\d/.])(\d{1,2})([/.\-])(\d{1,2})\2((?:19|20)\d\d)(?!\d)")
_YEAR = re.compile(r"(?:19|20)\d\d")
DIGIT = re.compile(r"\d")
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९০১২৩৪৫৬৭৮৯", "0123456789" * 4)
_EPOCH = re.compile(r"\A\s*(\d{10})(\d{3})?\s*\Z")
_URL_DAY = re.compile(r"(?:/|[-_])((?:19|20)\d\d)([/\-_]?)(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])(?=[/\-_.?]|\Z)")
_URL_MONTH_NAME = re.compile(r"/((?:19|20)\d\d)/([a-z]{3,9})/(0?[1-9]|[12]\d|3[01])(?=/)")


def parse(value: str, day_first: bool | None = None) -> Moment | None:
    """The first date in a short string (ISO 8601, RFC 2822, epoch seconds or milliseconds, written out), or None.

    Args:
        value: the string.
        day_first: how "03/04/2025" is to be read (`dayorder.py`); None leaves it unread.
    """
    value = value.strip()[:200]
    if epoch := _EPOCH.match(value):
        return Moment(dt.datetime.fromtimestamp(int(epoch.group(1)), dt.UTC), True)
    found = find(value, day_first)
    return found[0] if found else None


@functools.lru_cache(maxsize=1024)  # what stands beside the headline is asked about for dates and for authors
def find(value: str, day_first: bool | None = None) -> tuple[Moment, int, int] | None:
    """The first date written in a short string, with its time, and where the day stands."""
    if not DIGIT.search(value):
        return None
    found = _day(value if value.isascii() else value.translate(_DIGITS), day_first)
    if found is None:
        return None
    day, start, end = found
    moment = _moment(value, day, start, end)
    return (moment, start, end) if moment else None


def _moment(value: str, day: dt.date, start: int, end: int) -> Moment | None:
    """The day with the time that stands after it or, failing that, before it."""
    clock = _TIME.search(value, end) or _TIME.search(value[:start])
    if clock is None:
        return Moment(dt.datetime.combine(day, dt.time(), dt.UTC), False)
    time = _clock(clock)
    if time is None or time == dt.time():
        return Moment(dt.datetime.combine(day, dt.time(), dt.UTC), False)
    offset = zone_after(value, clock.end())
    zone = dt.timezone(dt.timedelta(minutes=offset or 0))
    try:
        return Moment(dt.datetime.combine(day, time, zone).astimezone(dt.UTC), True, offset)
    except OverflowError:
        return None


def without(text: str) -> str:
    """The text with its first written or ISO date taken out."""
    found = _day(text) if any(map(str.isdigit, text)) else None
    return f"{text[: found[1]]}|{text[found[2] :]}".strip("| ,") if found else text


def from_url(url: str) -> Moment | None:
    """The day that a news URL carries in its path: /2018/12/14/, /2018-12-14-, /20181214/, /2018/dec/14/."""
    path = url.split("?", 1)[0].split("#", 1)[0]
    if match := _URL_DAY.search(path):
        day = _date(int(match.group(1)), int(match.group(3)), int(match.group(4)))
    elif match := _URL_MONTH_NAME.search(path.lower()):
        day = _date(int(match.group(1)), _months().get(match.group(2), 0), int(match.group(3)))
    else:
        return None
    return Moment(dt.datetime.combine(day, dt.time(), dt.UTC), False) if day else None


def search(lines: Sequence[str], latest: dt.datetime, day_first: bool | None = None) -> Moment | None:
    """The first short line of a page that holds a possible day, for pages that state none.

    A first of January without a time is refused: it is what is left of a bare year, as in a copyright line.
    """
    for text in itertools.islice(lines, MOST_TEXTS):
        moment = parse(text, day_first) if 8 <= len(text) <= LONGEST_DATE else None
        if moment and moment.possible(latest) and ((moment.at.month, moment.at.day) != (1, 1) or moment.has_time):
            return moment
    return None


def _day(value: str, day_first: bool | None = None) -> tuple[dt.date, int, int] | None:
    for match in _ISO.finditer(value):
        groups = match.groups()
        year, month, day = (int(g) for g in (groups[:3] if groups[0] else groups[3:]))
        if found := _date(year, month, day):
            return found, match.start(), match.end()
    for match in _written().finditer(_lower(value)) if _YEAR.search(value) else ():
        named = {name[0]: part for name, part in match.groupdict().items() if part}
        if found := _date(int(named["y"]), _months()[named["m"]], int(named["d"])):
            return found, match.start(), match.end()
    for match in _NUMERIC.finditer(value):
        first, separator, second, year = int(match.group(1)), match.group(2), int(match.group(3)), int(match.group(4))
        by_day, by_month = _date(year, second, first), _date(year, first, second) if separator != "." else None
        if by_day and by_month and by_day != by_month:
            found = None if day_first is None else by_day if day_first else by_month
        else:
            found = by_day or by_month
        if found:
            return found, match.start(), match.end()
    return None


def _lower(value: str) -> str:
    """In lower case, every character in its place: a pattern that disregards case takes ten times as long."""
    return value.replace("İ", "i").lower()


def _clock(match: re.Match[str]) -> dt.time | None:
    hour, minute, second, half, hour_only, half_only, t_hour, t_minute, t_second = match.groups()
    if t_hour:
        return dt.time(int(t_hour), int(t_minute), int(t_second or 0))
    number, half = int(hour or hour_only), (half or half_only or "").lower()
    if half and number > 12:
        return None
    if half.startswith("p") and number < 12:
        number += 12
    elif half.startswith("a") and number == 12:
        number = 0
    return dt.time(number, int(minute or 0), int(second or 0))


def zone_after(value: str, position: int) -> int | None:
    """The zone that is written after a time, in minutes east of UTC."""
    match = _OFFSET.match(value, position)
    if match is None:
        return None
    sign, hours, minutes, name = match.groups()
    if name:
        return _zones().get(name)
    offset = (int(hours or 0) * 60 + int(minutes or 0)) * (1 if sign == "+" else -1)
    return offset if abs(offset) <= 14 * 60 else None


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day) if year >= 1900 else None
    except ValueError:
        return None


@functools.cache
def _months() -> dict[str, int]:
    return {name: int(number) for number, names in facts.table("months", 2) for name in names.split("|")}


@functools.cache
def _zones() -> dict[str, int]:
    return {name: int(minutes) for name, minutes in facts.table("zones", 2)}


@functools.cache
def _written() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    year, of = r"(?:19|20)\d\d", r"(?:de|del|năm|-)"
    return re.compile(
        rf"\b(?P<d1>[0-3]?\d)(?:st|nd|rd|th|er|\.|º)?\s*(?:of|de|-)?\s*(?P<m1>{names})(?!\w)\.?,?\s*{of}?\s*(?P<y1>{year})\b"
        rf"|(?<!\w)(?P<m2>{names})(?!\w)\.?\s*(?P<d2>[0-3]?\d)(?:st|nd|rd|th)?,?\s+(?P<y2>{year})\b"
        rf"|\b(?P<y3>{year})[.,]?\s+(?P<m3>{names})(?!\w)\.?\s+(?P<d3>[0-3]?\d)(?!\d|:\d)"
    )
