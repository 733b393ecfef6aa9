"""Readings of dates that count from the publication or from a day named before."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache

from transforms.events.dates.arithmetic import ago, month_span, on_weekday, shift, week_span, year_span
from transforms.events.dates.context import Context
from transforms.events.dates.mention import Precision
from transforms.events.dates.names import lookup, spelled
from transforms.events.dates.rule import Reading
from transforms.events.dates.tense import is_future
from transforms.events.grammar.numbers import find_numbers

_ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
]


def count_of(words: str) -> int:
    """The number that a count word means: "a" 1, "several" and "a few" 3, "half a" and "a quarter of a" 0."""
    low = words.lower().strip()
    if low.isdigit():
        return int(low)
    if low in ("a", "an", "one"):
        return 1
    if low.startswith(tuple(_PARTS)):
        return 0
    if low.startswith(("a few", "several", "many", "some")):
        return 3
    found = find_numbers(words)
    return found[0].low if found else 1


def ordinal_of(word: str) -> int:
    """Third -> 3, 16th -> 16."""
    digits = re.match(r"\d+", word)
    return int(digits[0]) if digits else _ORDINALS.index(word.lower()) + 1


def _unit(raw: str) -> str:
    low = raw.lower()
    return "century" if low.startswith("centur") else low.rstrip("s")


_PRECISION: dict[str, Precision] = {"month": "month", "year": "year", "decade": "period", "century": "period"}


#: How far back a day that is named without its month is looked for. Days.
_TWO_MONTHS = 62


def read_weekday(m: re.Match[str], c: Context) -> Reading | None:
    which = (m["which"] or "").lower()
    number = int(
        lookup("weekday", m["d"]) if m["d"].rstrip(".").lower() in _long() else lookup("short_weekday", m["d"])
    )
    before = c.text[max(0, m.start() - 30) : m.start()].lower()
    possessive = re.search(r"['’][sS]", m[0]) is not None
    if m["week"] is not None:
        weeks = {"last": -1, "this": 0, "next": 1}[m["week"].lower()]
        day = shift(week_span(c.published)[0], 7 * weeks + number - 1)
    elif which in ("last", "past", "previous"):
        day = on_weekday(c.published, number, "before")
    elif which in ("next", "coming", "following"):
        day = on_weekday(c.published, number, "ahead")
    elif which == "this":
        day = on_weekday(c.published, number, "ahead" if is_future(c.text, m.start(), m.end()) else "past")
    elif (
        not possessive
        and is_future(c.text, m.start(), m.end())
        and not re.search(r"\b(?:since|after|late|overnight)\s(?:on\s)?$", before)
    ):
        day = c.published if number == c.published.isoweekday() else on_weekday(c.published, number, "ahead")
    else:
        day = on_weekday(c.published, number, "past")
    return Reading((day, day), "day", future=day > c.published)


def read_day_of_month(m: re.Match[str], c: Context) -> Reading | None:
    """As in "on the 6th", "on Sunday 6", "Friday the 13th": the last such day, if there was one in these two months."""
    weekday = int(lookup("weekday", m["d"])) if m["d"] else None
    number = int(re.sub(r"\D", "", m["n"]))
    days = (shift(c.published, -back) for back in range(_TWO_MONTHS))
    day = next((d for d in days if d.day == number and weekday in (None, d.isoweekday())), None)
    if day is None or (weekday is None and is_future(c.text, m.start(), m.end())):
        return None
    return Reading((day, day), "day")


@cache
def _long() -> frozenset[str]:
    return frozenset(name.lower() for name in spelled("weekday").split("|"))


def read_weekday_range(m: re.Match[str], c: Context) -> Reading | None:
    last_number, first_number = int(lookup("weekday", m["e"])), int(lookup("weekday", m["d"]))
    future = is_future(c.text, m.start(), m.end())
    last = on_weekday(c.published, last_number, "ahead" if future else "past")
    first = shift(last, -((last_number - first_number) % 7 or 7))
    return Reading((first, last), "period", future=first > c.published)


_FIXED: dict[str, tuple[int, int, Precision]] = {
    "today": (0, 0, "day"),
    "tonight": (0, 0, "day"),
    "yesterday": (-1, -1, "day"),
    "the day before yesterday": (-2, -2, "day"),
    "tomorrow": (1, 1, "day"),
    "the day after tomorrow": (2, 2, "day"),
    "last night": (-1, 0, "day"),
    "overnight": (-1, 0, "day"),
    "last evening": (-1, -1, "day"),
}


def read_fixed(m: re.Match[str], c: Context) -> Reading | None:
    first, last, precision = _FIXED[re.sub(r"\s+", " ", m["w"].lower())]
    return Reading((shift(c.published, first), shift(c.published, last)), precision, future=first > 0)


def read_this_part(_: re.Match[str], c: Context) -> Reading | None:
    return Reading((c.published, c.published), "day")


def read_last_unit(m: re.Match[str], c: Context) -> Reading | None:
    """Last, this, next week, month, year, weekend; the current one ends with the publication unless it looks ahead."""
    which, unit = m["which"].lower(), _unit(m["u"])
    back = {"last": 1, "previous": 1, "past": 1, "next": -1, "coming": -1, "following": -1}.get(which, 0)
    pub = c.published
    if unit == "weekend":
        saturday = on_weekday(pub, 6, "past")
        if pub.isoweekday() >= 6 and back == 1:
            saturday = shift(saturday, -7)
        if back == -1 or (back == 0 and pub.isoweekday() < 6 and is_future(c.text, m.start(), m.end())):
            saturday = on_weekday(pub, 6, "ahead")
        return Reading((saturday, shift(saturday, 1)), "week", future=saturday > pub)
    if which == "past":
        return Reading((ago(pub, 1, unit), pub), "week" if unit == "week" else "period")
    day = ago(pub, back, unit)
    span = {"week": week_span(day), "fortnight": (shift(day, -13), day)}.get(unit)
    if unit == "month":
        span = month_span(day.year, day.month)
    elif unit == "year":
        span = year_span(day.year)
    elif unit == "decade":
        span = (year_span(day.year // 10 * 10)[0], year_span(day.year // 10 * 10 + 9)[1])
    if span is None:
        return None
    if back == 0:
        ahead = "later" in (m["stage"] or "").lower() or is_future(c.text, m.start(), m.end())
        span = (pub, span[1]) if ahead else (span[0], pub)
    future = span[0] > pub or (back == 0 and span[1] > pub)
    precision: Precision = (
        "month" if unit == "month" else "year" if unit == "year" else "week" if unit == "week" else "period"
    )
    return Reading(span, precision, future=future)


def read_edge_of_unit(m: re.Match[str], c: Context) -> Reading | None:
    """The end of last year, the beginning of the month, mid-week: the third of that period, the tenth at its edges."""
    unit, which = _unit(m["u"]), (m["which"] or "").lower()
    day = ago(c.published, {"last": 1, "next": -1}.get(which, 0), unit)
    span = (
        month_span(day.year, day.month)
        if unit == "month"
        else week_span(day)
        if unit == "week"
        else year_span(day.year)
    )
    precision: Precision = "month" if unit == "month" else "week" if unit == "week" else "year"
    length = max((span[1] - span[0]).days // 10, 1)
    end = m["edge"].lower() == "end"
    if end:
        ahead = span[1] > c.published
        return Reading(
            (c.published if ahead and which != "next" else shift(span[1], -length), span[1]),
            precision,
            future=ahead,
        )
    return Reading((span[0], shift(span[0], length)), precision, future=span[0] > c.published)


def read_past_units(m: re.Match[str], c: Context) -> Reading | None:
    """Over the past days: about three; the past two weeks; recent months."""
    unit = _unit(m["u"])
    count = count_of(m["n"]) if m["n"] else (1 if not m["u"].lower().endswith("s") else 3)
    if count == 1 and not m["n"] and "past" not in m[0].lower():
        return None  # "the last year" is a calendar year, and read as such
    if m["ahead"]:
        return Reading((c.published, ago(c.published, -max(count, 1), unit)), "period", future=True)
    return Reading((ago(c.published, max(count, 1), unit), c.published), "period")


#: How many of a part make a whole, and how many months a unit has.
_PARTS = {"half": 2, "a quarter": 4}
_MONTHS = {"year": 12, "decade": 120, "century": 1200}


def read_ago(m: re.Match[str], c: Context) -> Reading | None:
    unit, count = _unit(m["u"]), count_of(m["n"]) if m["n"] else 3
    parts = next((n for words, n in _PARTS.items() if (m["n"] or "").lower().startswith(words)), None)
    if parts is not None and unit in _MONTHS:
        day = ago(c.published, _MONTHS[unit] // parts, "month")
    else:
        day = ago(c.published, count, unit)
    vague = re.match(r"(?i)(?:a few|several|some|many|$)", m["n"] or "") is not None
    if m["exact"]:
        return Reading((day, day), "day")
    if unit == "month":
        return Reading(month_span(day.year, day.month), "month")
    if unit in ("year", "decade", "century"):
        return Reading(year_span(day.year), "year")
    if vague and unit in ("day", "week"):
        return Reading((shift(day, -2 if unit == "day" else -7), shift(day, 1 if unit == "day" else 7)), "period")
    return Reading((day, day), "day")


def read_from_anchor(m: re.Match[str], c: Context) -> Reading | None:
    """Two weeks later, three days earlier: from the day named before, or from the publication."""
    word = m["dir"].lower()
    unit, count = (
        _unit(m["u"]),
        count_of(m["n"]) if m["n"] else (0 if m["u"].lower().startswith(("hour", "minute")) else 3),
    )
    back = word.startswith(("earlier", "before", "previous", "prior"))
    if unit in ("hour", "minute") and c.loose and c.day is not None:
        return _about(c.day, "day", c)
    day = ago(c.anchor, count if back else -count, unit)
    if day > c.published >= c.anchor and not is_future(c.text, m.start(), m.end()):
        day = c.published
    return _about(day, "month" if c.loose and unit not in ("year", "decade", "century") else unit, c)


def _about(day: dt.date, unit: str, c: Context) -> Reading:
    if unit == "month":
        return Reading(month_span(day.year, day.month), "month", future=day > c.published)
    if unit in ("year", "decade", "century"):
        return Reading(year_span(day.year), "year", future=day > c.published)
    return Reading((day, day), "day", future=day > c.published)


def read_after_event(m: re.Match[str], c: Context) -> Reading | None:
    """Reads "two days after the bombing, ...": the bombing lies that far before the day the sentence is about."""
    unit = _unit(m["u"])
    return _about(ago(c.anchor, count_of(m["n"]), unit), unit, c)


def read_that_day(m: re.Match[str], c: Context) -> Reading | None:
    which = re.sub(r"\s+", " ", m["which"].lower())
    days = {
        "next": 1,
        "following": 1,
        "day after": 1,
        "previous": -1,
        "day before": -1,
        "night before": -1,
        "evening before": -1,
        "morning after": 1,
    }
    step = next((n for word, n in days.items() if word in which), 0)
    unit = _unit(m["u"]) if m["u"] else "day"
    if unit in ("week", "month", "year"):
        day = ago(c.anchor, -step, unit)
        span = (
            week_span(day)
            if unit == "week"
            else month_span(day.year, day.month)
            if unit == "month"
            else year_span(day.year)
        )
        precision: Precision = "week" if unit == "week" else "month" if unit == "month" else "year"
        return Reading(span, precision, future=span[0] > c.published)
    day = shift(c.same(unit) if "same" in which else c.anchor, step)
    if day > c.published >= c.anchor and not is_future(c.text, m.start(), m.end()):
        day = c.published
    return Reading((day, day), "day", future=day > c.published)


def read_part_of_day(m: re.Match[str], c: Context) -> Reading | None:
    """At dawn, early in the morning, by nightfall.

    Of the day named before in this sentence, else of the publication.
    """
    night = re.search(r"(?i)(?:during|in|through|throughout|all) the night", m[0]) is not None
    day = c.anchor
    return Reading((shift(day, -1) if night else day, day), "day")


def read_duration(m: re.Match[str], c: Context) -> Reading | None:
    """For three months, three weeks of fighting, a 40-day siege.

    The days up to the publication, marked as a duration.
    """
    unit = _unit(m["u"])
    count = count_of(m["n"]) if m["n"] else 3
    return Reading((ago(c.published, max(count, 1), unit), c.published), "period", duration=True)


def read_nth(m: re.Match[str], c: Context) -> Reading | None:
    """For a third day: it began two days ago."""
    unit, n = _unit(m["u"]), ordinal_of(m["o"])
    back = n - 1 if unit in ("day", "night", "evening") else n
    if re.search(r"(?i)running|straight|consecutive", m[0]) or m[0].lower().startswith("for"):
        return Reading((ago(c.published, back, unit), c.published), "period")
    return Reading((ago(c.published, back, unit), c.published), "period", duration=True)


def read_whole(m: re.Match[str], c: Context) -> Reading | None:
    """All week: the current one so far; the weekend: the latest; all morning: a day's part."""
    unit = m["u"].lower()
    if unit == "weekend":
        saturday = on_weekday(c.published, 6, "past")
        return Reading((saturday, min(shift(saturday, 1), max(c.published, saturday))), "week")
    if unit in ("week", "month", "year"):
        span = {"week": week_span(c.published), "month": month_span(c.published.year, c.published.month)}.get(
            unit, year_span(c.published.year)
        )
        precision: Precision = "week" if unit == "week" else "month" if unit == "month" else "year"
        return Reading((span[0], c.published), precision)
    return Reading((shift(c.anchor, -1) if unit == "night" else c.anchor, c.anchor), "day")


def read_before_last(m: re.Match[str], c: Context) -> Reading | None:
    day = ago(c.published, 2, m["u"].lower())
    if m["u"].lower() == "week":
        return Reading(week_span(day), "week")
    return (
        Reading(month_span(day.year, day.month), "month")
        if m["u"].lower() == "month"
        else Reading(year_span(day.year), "year")
    )
