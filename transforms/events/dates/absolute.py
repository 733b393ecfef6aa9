"""Rules for dates that name a month, a year, a season or a feast.

"Sept. 10", "14 December 2018", "in 2014", "March 3-5"; `calendar_dates` holds their readings.
"""

from __future__ import annotations

from functools import cache

from transforms.events.dates.calendar_dates import (
    read_day_range,
    read_decade,
    read_feast,
    read_iso,
    read_month_alone,
    read_month_day,
    read_month_range,
    read_month_year,
    read_quarter,
    read_season,
    read_slashes,
    read_swapped_range,
    read_year,
    read_year_bare,
    read_year_range,
)
from transforms.events.dates.names import needed, spelled
from transforms.events.dates.rule import LONG_NUMBER, NUMBER, TENS, Rule

DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th|ST|ND|RD|TH)?(?![\d]|[.,:]\d|%)"
YEAR = r"(?:1[5-9]|20|21)\d\d(?!\d|[.,]\d)"
TO = r"\s?(?:-|–|—|\bto\b|\band\b|\bthrough\b|\buntil\b|/)\s?"
STAGE = (
    r"(?:(?:the )?(?i:early|earlier|mid|middle|late|later|end|beginning|start|first half|second half"
    r"|first days|last days)(?i:[- ]of|[- ]in)?[- ])"
)


@cache
def month() -> str:
    """An alternation of month names, abbreviations with their full stop."""
    return rf"(?:{spelled('month')})\b\.?"


def _weekday() -> str:
    return rf"(?:(?:{spelled('weekday')}|{spelled('short_weekday')})\.?,?\s(?:the\s)?)?"


#: What only has its name of a feast: a Christmas market may be attacked on any day of Advent.
_FEASTS_THINGS = (
    "markets?|part(?:y|ies)|trees?|shopp(?:ing|ers)|holidays?|season|weeks?|presents?|gifts?|cards?|lights"
    "|truces?|cease-?fires?|amnest(?:y|ies)"
)


@cache
def rules() -> tuple[Rule, ...]:
    """The rules of this module, the more specific first."""
    mo, wd = month(), _weekday()
    months, seasons = needed("month"), needed("season")
    day_month = rf"(?:the\s)?(?P<d>{DAY})(?:\s(?i:of))?\s(?P<m>{mo})"
    between = r"(?:(?i:between|from)\s)?"
    of_year = rf"(?:,?\s(?:of\s)?(?P<y>{YEAR}))?"
    prep = (
        r"(?i:in|of|since|by|until|till|during|from|before|after|for|between|through|throughout|and|or"
        r"|to|around|on|late|early|mid|this|last|next|past|coming|back in)"
    )
    return (
        Rule("iso", rf"(?<![\d-])({YEAR})-(\d\d)-(\d\d)(?:T[\d:.]+Z?)?(?![\d-])", read_iso, {LONG_NUMBER}),
        Rule("slashes", r"(?<![\d/.])(\d{1,2})([/.])(\d{1,2})\2(\d{4}|\d\d)(?![\d/])", read_slashes, {NUMBER}),
        Rule(
            "day-range",
            rf"{between}{wd}(?P<m>{mo})\s(?P<d>{DAY})(?:,?\s(?P<y>{YEAR}))?{TO}(?:(?P<m2>{mo})\s)(?P<d2>{DAY})"
            rf"(?:,?\s(?P<y2>{YEAR}))?",
            read_day_range,
            months,
        ),
        Rule(
            "day-range",
            rf"{between}{wd}(?P<m>{mo})\s(?P<d>{DAY}){TO}(?P<d2>{DAY})(?:,?\s(?P<y2>{YEAR}))?(?!\s(?:{mo}|[a-z]+s\b))",
            read_day_range,
            months,
        ),
        Rule(
            "day-range",
            rf"(?:(?i:on the night of|between|from|the)\s)?{wd}(?P<d>{DAY})(?:\s(?P<m0>{mo}))?{TO}(?P<d2>{DAY})(?:\s"
            rf"(?i:of))?\s(?P<m>{mo}){of_year.replace('<y>', '<y2>')}",
            read_swapped_range,
            months,
        ),
        Rule(
            "month-day",
            rf"{wd}(?P<m>{mo})\s(?:the\s)?(?P<d>{DAY})(?:,?\s(?P<y>{YEAR}))?",
            read_month_day,
            months,
        ),
        Rule("day-month", rf"{wd}{day_month}{of_year}", read_month_day, months),
        Rule("month-year", rf"(?P<stage>{STAGE})?(?P<m>{mo}),?\s(?:of\s)?(?P<y>{YEAR})", read_month_year, months),
        Rule(
            "month-range",
            rf"(?i:between|from)\s(?P<m>{mo})(?:\s(?P<y1>{YEAR}))?{TO}(?P<m2>{mo})(?:\s(?P<y>{YEAR}))?",
            read_month_range,
            months,
        ),
        Rule(
            "month",
            rf"(?:(?P<which>(?i:last|past|next|this|coming))\s)?(?P<stage>{STAGE})?(?P<m>{_sure_month()})"
            rf"(?:\s(?i:of last year|of this year|of next year|last year|this year))?(?!\s(?:{_title()}))",
            read_month_alone,
            months,
        ),
        Rule(
            "month",
            rf"(?<!\w){prep}\s(?P<core>(?:(?P<which>(?i:last|past|next|this|coming))\s)?(?P<stage>{STAGE})?"
            r"(?P<m>March|May|MARCH|MAY|Mar\.?)\b(?:\s(?i:of last year|of this year|of next year|last year"
            rf"|this year))?)(?!\s(?:{_title()}))",
            read_month_alone,
            months,
        ),
        Rule(
            "month",
            r"(?P<which>(?i:last|next|this|past))\s(?P<stage>(?!))?(?P<m>March|May)\b",
            read_month_alone,
            months,
        ),
        Rule(
            "quarter",
            r"(?i:(?:the )?(?P<q>first|second|third|fourth|last|final)[- ]quarter(?:\sof\s(?:last year"
            rf"|this year|(?P<y>{YEAR})))?)",
            read_quarter,
            {"first", "second", "third", "fourth", "last", "final"},
        ),
        Rule(
            "season",
            rf"(?:(?P<which>(?i:last|this|next|coming))\s)?(?:(?i:the|early|late|in|of)\s){{0,3}}(?P<s>{spelled('season')})"
            rf"(?:\s(?:of\s)?(?P<y>{YEAR}))(?!\w)",
            read_season,
            seasons,
        ),
        Rule(
            "season",
            r"(?P<which>(?i:last|this|next|coming))\s(?P<s>(?i:spring|summer|autumn|fall|winter))(?P<y>(?!))?(?!\w)",
            read_season,
            seasons,
        ),
        Rule(
            "season",
            r"(?i:in|since|during)\s(?P<which>(?!))?(?:(?i:the|early|late)\s){0,2}(?P<s>spring|summer"
            r"|autumn|winter)(?P<y>(?!))?(?!\w|\s[a-z]+s\b)",
            read_season,
            seasons,
        ),
        Rule(
            "feast",
            rf"(?P<f>{spelled('feast')})(?:,?\s(?P<y>{YEAR}))?(?!\w|\s[A-Z]|\s(?:{_FEASTS_THINGS})\b)",
            read_feast,
            needed("feast"),
        ),
        Rule(
            "decade",
            rf"(?P<stage>{STAGE})?(?:(?i:the)\s)?(?:(?P<y>(?:1[5-9]|20)\d0)['’]?s|['’](?P<short>\d0)s)(?!\w)",
            read_decade,
            {TENS},
        ),
        Rule(
            "year-range",
            rf"(?<![\w-])(?:(?i:between|from|in)\s)?(?P<y>{YEAR}){TO}(?P<y2>{YEAR}|\d\d(?![.,]\d))(?!\w)",
            read_year_range,
            {LONG_NUMBER},
        ),
        Rule(
            "year",
            r"(?<![\w$€£/.,-])(?<!(?i:one)\s)(?:(?i:in|of|since|during|by|until|till|from|before|after|for|year"
            rf"|throughout|around|late in|early in)\s)(?:the\s(?:year\s)?)?(?P<core>(?P<stage>{STAGE})?(?P<y>{YEAR}))"
            r"(?!\w|\s(?:dead|years|miles|km|metres|feet)|(?<!(?i:in)\s\d{4})"
            r"\s(?:people|men|women|soldiers|troops|fighters|civilians|families|others))",
            read_year,
            {LONG_NUMBER},
        ),
        Rule("year", rf"(?P<stage>{STAGE})(?P<y>{YEAR})(?!\w)", read_year, {LONG_NUMBER}),
        Rule(
            "year",
            rf"(?<![\w$€£/.,-])(?P<stage>(?!))?(?P<y>(?:19|20)\d\d)(?!\w|[.,/%]\d|-\d|\s(?:{_counted()}))",
            read_year_bare,
            {LONG_NUMBER},
        ),
    )


def _sure_month() -> str:
    """Months whose names are not also words: all but March and May (and the abbreviation Mar)."""
    names = [n for n in spelled("month").split("|") if n.lower() not in ("march", "may", "mar", "jun", "jul")]
    return rf"(?:{'|'.join(names)})\b\.?"


def _title() -> str:
    """What follows a month's name where it is a person's or a unit's: "April Jones", "the June 4th Movement"."""
    return r"[A-Z][a-z]+\s(?:said|told)|Movement|Brigade|Martyrs"


def _counted() -> str:
    return (
        r"[a-z]{0,3}\s?(?:people|men|women|soldiers|troops|fighters|civilians|families|dead|others|years"
        r"|miles|km|metres|meters|feet|rebels|"
        r"members|prisoners|refugees|houses|homes|tonnes|tons|police|officers|workers|students|children"
        r"|migrants|hectares|acres|dollars|euros)\b"
    )
