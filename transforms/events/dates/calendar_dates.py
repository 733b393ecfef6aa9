"""What dates that name a month, a year, a season or a feast stand for; `absolute` holds the rules that find them."""

from __future__ import annotations

import datetime as dt
import re

from transforms.events.dates.arithmetic import (
    Span,
    easter,
    make_date,
    month_span,
    season_span,
    shift,
    year_span,
)
from transforms.events.dates.context import Context
from transforms.events.dates.names import lookup, named
from transforms.events.dates.rule import Reading
from transforms.events.dates.tense import is_future


def nearest_year(month_: int, day: int, c: Context, future: bool) -> dt.date | None:
    """The year of a day and month: ahead where the clause looks ahead, otherwise past unless that is far off.

    Further than 300 days back means at most 65 ahead: news speaks of the coming one then.
    """
    years = range(c.published.year - 8, c.published.year + 9)  # 29 February comes every fourth, or eighth, year
    days = [d for y in years if (d := make_date(y, month_, day)) is not None]
    past = max((d for d in days if d <= c.published), default=None)
    ahead = min((d for d in days if d > c.published), default=None)
    if future:
        return past if past == c.published else ahead or past
    if past is None or ((c.published - past).days > 300 and ahead is not None and month_ != 2):
        return ahead
    return past


def _number(raw: str) -> int:
    return int(re.sub(r"\D", "", raw))


def _day(c: Context, m: re.Match[str], day: str, month_: str, year: str | None) -> tuple[dt.date, bool] | None:
    number = int(lookup("month", month_))
    if year:
        found = make_date(int(year), number, _number(day))
        future = found is not None and found > c.published
    else:
        future = is_future(c.text, m.start(), m.end())
        found = nearest_year(number, _number(day), c, future)
    return (found, found > c.published) if found else None


def read_iso(m: re.Match[str], c: Context) -> Reading | None:
    day = make_date(int(m[1]), int(m[2]), int(m[3]))
    return Reading((day, day), "day", future=day > c.published) if day else None


def read_slashes(m: re.Match[str], c: Context) -> Reading | None:
    """12/14/2018, 14/12/2018: where both readings exist, the one nearest to the publication and not after it."""
    a, b, year = int(m[1]), int(m[3]), int(m[4])
    if year < 100:
        year += 2000 if year + 2000 <= c.published.year + 1 else 1900
    days = [d for d in (make_date(year, a, b), make_date(year, b, a)) if d]
    if not days:
        return None
    past = [d for d in days if d <= c.published]
    day = max(past) if past else min(days)
    return Reading((day, day), "day", future=day > c.published)


def read_month_day(m: re.Match[str], c: Context) -> Reading | None:
    read = _day(c, m, m["d"], m["m"], m["y"])
    return Reading((read[0], read[0]), "day", future=read[1]) if read else None


def read_day_range(m: re.Match[str], c: Context) -> Reading | None:
    g = m.groupdict()
    last = _day(c, m, m["d2"], g.get("m2") or m["m"], g.get("y2"))
    if last is None:
        return None
    number = int(lookup("month", m["m"]))
    days = [make_date(y, number, _number(m["d"])) for y in (last[0].year, last[0].year - 1)]
    if g.get("y"):
        days = [make_date(int(m["y"]), number, _number(m["d"]))]
    first = next((d for d in days if d and d <= last[0]), None)
    return Reading((first, last[0]), "period" if first != last[0] else "day", future=last[1]) if first else None


def _staged(span: Span, stage: str | None) -> Span:
    """The part of a month or a year that "early", "mid", "late" or "the end of" names.

    Thirds; the last tenth for the end.
    """
    if not stage:
        return span
    word = stage.lower()
    first, last = span
    days = (last - first).days + 1
    if "end" in word or "last days" in word:
        return shift(last, -max(days // 10, 2)), last
    if "beginning" in word or "start" in word or "first days" in word:
        return first, shift(first, max(days // 10, 2))
    if "half" in word:
        return (first, shift(first, days // 2 - 1)) if "first" in word else (shift(first, days // 2), last)
    if "early" in word or "earlier" in word:
        return first, shift(first, days // 3 - 1)
    if "late" in word:
        return shift(first, 2 * days // 3), last
    return shift(first, days // 3), shift(first, 2 * days // 3 - 1)


def read_month_year(m: re.Match[str], c: Context) -> Reading | None:
    span = month_span(int(m["y"]), int(lookup("month", m["m"])))
    return Reading(_staged(span, m["stage"]), "month", future=span[0] > c.published)


def latest_month(number: int, c: Context, future: bool, *, strictly: bool = False) -> Span:
    """The latest month of that name that has begun, or the next one where the clause looks ahead."""
    year, now = c.published.year, c.published.month
    if future:
        year += number < now
    else:
        year -= number > now or (strictly and number == now)
    return month_span(year, number)


#: What stands right before a month rather than before a first name: "in April", "Councillor April Jones".
_OPENS = re.compile(r"(?i:\b(?:in|since|of|by|until|during|from|to|and|or|before|after|on|the|\w+ly|mid|\d\w*)[\s-]+$)")


def read_month_alone(m: re.Match[str], c: Context) -> Reading | None:
    which = (m["which"] or "").lower()
    bare = not (which or m["stage"]) and m["m"] in ("Jan", "April", "June", "August")
    if bare and re.match(r"\s[A-Z][a-z]", c.text[m.end() :]) and not _OPENS.search(c.text[: m.start()]):
        return None
    future = "next" in which or "coming" in which or (not which and is_future(c.text, m.start(), m.end()))
    number = int(lookup("month", m["m"]))
    years = [k for k, words in ((-1, "last year"), (0, "this year"), (1, "next year")) if words in m[0].lower()]
    if years:
        span = month_span(c.published.year + years[0], number)
    else:
        span = latest_month(number, c, future, strictly="last" in which or "past" in which)
        if "next" in which and span[0] <= c.published:
            span = month_span(c.published.year + 1, number)
    return Reading(_staged(span, m["stage"]), "month", future=span[0] > c.published)


def read_month_range(m: re.Match[str], c: Context) -> Reading | None:
    if m["y"]:
        last = month_span(int(m["y"]), int(lookup("month", m["m2"])))
    else:
        last = latest_month(int(lookup("month", m["m2"])), c, is_future(c.text, m.start(), m.end()))
    number = int(lookup("month", m["m"]))
    first = month_span(int(m["y1"]) if m["y1"] else last[0].year - (number > last[0].month), number)
    if first[0] > last[0]:
        return None
    return Reading((first[0], last[1]), "period", future=first[0] > c.published)


def read_year(m: re.Match[str], c: Context) -> Reading | None:
    span = year_span(int(m["y"]))
    return Reading(_staged(span, m["stage"]), "year", future=span[0] > c.published)


def read_year_range(m: re.Match[str], c: Context) -> Reading | None:
    first, raw = int(m["y"]), m["y2"]
    last = int(raw) if len(raw) == 4 else first // 100 * 100 + int(raw)
    if last < first or last - first > 400:
        return None
    return Reading((year_span(first)[0], year_span(last)[1]), "period", future=year_span(first)[0] > c.published)


def read_decade(m: re.Match[str], _: Context) -> Reading | None:
    first = int(m["y"]) if m["y"] else (1900 if int(m["short"]) > 20 else 2000) + int(m["short"])
    return Reading(_staged((year_span(first)[0], year_span(first + 9)[1]), m["stage"]), "period")


def read_season(m: re.Match[str], c: Context) -> Reading | None:
    first, last = (int(x) for x in named("season")[m["s"].lower()].split("-"))
    which = (m["which"] or "").lower()
    if m["y"]:
        return Reading(season_span(int(m["y"]), first, last), "season")
    ahead = which in ("next", "coming") or (not which and is_future(c.text, m.start(), m.end()))
    spans = [season_span(c.published.year + k, first, last) for k in (-2, -1, 0, 1)]
    if ahead:
        span = next((s for s in spans if s[0] > c.published), spans[-1])
    elif which == "last":
        span = [s for s in spans if s[1] < c.published][-1]
    else:
        span = [s for s in spans if s[0] <= c.published][-1]
    return Reading(span, "season", future=span[0] > c.published)


def feast_day(name: str, year: int) -> dt.date | None:
    """The day of a feast in a year."""
    value = lookup("feast", name)
    if value.startswith("easter"):
        return shift(easter(year), int(value[6:]))
    month_, day = value.split("-")
    return make_date(year, int(month_), int(day))


def read_feast(m: re.Match[str], c: Context) -> Reading | None:
    if m["y"]:
        day = feast_day(m["f"], int(m["y"]))
    else:
        days = [d for k in (-1, 0, 1) if (d := feast_day(m["f"], min(max(c.published.year + k, 2), 9998)))]
        ahead = next((d for d in days if d >= c.published), None)
        past = next((d for d in reversed(days) if d <= c.published), None)
        far = past is None or ((c.published - past).days > 300 and ahead is not None)
        day = ahead if far or is_future(c.text, m.start(), m.end()) else past
    return Reading((day, day), "day", future=day > c.published) if day else None


def read_quarter(m: re.Match[str], c: Context) -> Reading | None:
    number = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4}[m["q"].lower()]
    year = int(m["y"]) if m["y"] else c.published.year - ("last" in m[0].lower().split("of")[-1])
    first = month_span(year, number * 3 - 2)[0]
    return Reading((first, month_span(year, number * 3)[1]), "period", future=first > c.published)


def read_swapped_range(m: re.Match[str], c: Context) -> Reading | None:
    """Reads "3-5 March", "4 to 5 June", "30 April to 2 May": the second month rules the year."""
    last = _day(c, m, m["d2"], m["m"], m["y2"])
    if last is None:
        return None
    number = int(lookup("month", m["m0"] or m["m"]))
    days = [make_date(y, number, _number(m["d"])) for y in (last[0].year, last[0].year - 1) if y > 0]
    first = next((d for d in days if d and d <= last[0]), None)
    return Reading((first, last[0]), "period", future=last[1]) if first and first != last[0] else None


def read_year_bare(m: re.Match[str], c: Context) -> Reading | None:
    """A year without a preposition: only one that the article can speak of as such ("the 2014 war", "Beijing 2008")."""
    year = int(m["y"])
    before = c.text[max(0, m.start() - 18) : m.start()].lower()
    if re.search(r"(?:some|about|than|least|around|nearly|over|the other|of the|killed|all) $", before) or not (
        1900 <= year <= c.published.year + 25
    ):
        return None
    return read_year(m, c)
