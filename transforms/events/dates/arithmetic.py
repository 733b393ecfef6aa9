"""Calendar arithmetic that never leaves the years 1 to 9999."""

from __future__ import annotations

import calendar
import datetime as dt

Span = tuple[dt.date, dt.date]


def shift(day: dt.date, days: int) -> dt.date:
    """The day `days` later, or the calendar's end where that is beyond it."""
    try:
        return day + dt.timedelta(days=days)
    except OverflowError:
        return dt.date.max if days > 0 else dt.date.min


def shift_months(day: dt.date, months: int) -> dt.date:
    """The same day of another month, or that month's last."""
    index = day.year * 12 + day.month - 1 + months
    index = min(max(index, 12), 9999 * 12 + 11)
    year, month = index // 12, index % 12 + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def month_span(year: int, month: int) -> Span:
    """First and last day of a month."""
    year = min(max(year, 1), 9999)
    return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])


def year_span(year: int) -> Span:
    """First and last day of a year."""
    year = min(max(year, 1), 9999)
    return dt.date(year, 1, 1), dt.date(year, 12, 31)


def week_span(day: dt.date) -> Span:
    """Monday to Sunday of the week of a day (ISO 8601)."""
    monday = shift(day, -day.weekday())
    return monday, shift(monday, 6)


def season_span(year: int, first_month: int, last_month: int) -> Span:
    """A season's span; winter begins in the December of `year`."""
    end_year = year + 1 if last_month < first_month else year
    return month_span(year, first_month)[0], month_span(end_year, last_month)[1]


def on_weekday(published: dt.date, iso_weekday: int, direction: str) -> dt.date:
    """The weekday nearest to the publication: "past" (or the same day), "before" (strictly), "ahead" (strictly)."""
    back = (published.isoweekday() - iso_weekday) % 7
    if direction == "ahead":
        return shift(published, 7 - back)
    if direction == "before" and back == 0:
        back = 7
    return shift(published, -back)


def make_date(year: int, month: int, day: int) -> dt.date | None:
    """The date, or None where there is no such day."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def easter(year: int) -> dt.date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm, Nature, 20 April 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    rest = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * rest) // 451
    month, day = divmod(h + rest - 7 * m + 114, 31)
    return dt.date(year, month, day + 1)


def ago(day: dt.date, count: int, unit: str) -> dt.date:
    """`count` units before a day (negative: after it). Hours count as none or as days, a decade as ten years."""
    count = max(-100_000, min(100_000, count))
    match unit:
        case "minute":
            return day
        case "hour":
            return shift(day, -(count // 24) if count >= 0 else (-count) // 24)
        case "day" | "night" | "evening" | "morning" | "afternoon":
            return shift(day, -count)
        case "weekend" | "week":
            return shift(day, -7 * count)
        case "fortnight":
            return shift(day, -14 * count)
        case "month":
            return shift_months(day, -count)
        case "decade":
            return shift_months(day, -120 * count)
        case "century":
            return shift_months(day, -1200 * count)
        case _:
            return shift_months(day, -12 * count)
