"""Rules for dates that count from the publication or from a day named before.

"On Friday", "last month", "three days ago", "two weeks later"; `reckoning` holds their readings.
"""

from __future__ import annotations

from functools import cache

from transforms.events.dates.absolute import DAY
from transforms.events.dates.names import needed, spelled
from transforms.events.dates.reckoning import (
    read_after_event,
    read_ago,
    read_before_last,
    read_day_of_month,
    read_duration,
    read_edge_of_unit,
    read_fixed,
    read_from_anchor,
    read_last_unit,
    read_nth,
    read_part_of_day,
    read_past_units,
    read_that_day,
    read_this_part,
    read_weekday,
    read_weekday_range,
    read_whole,
)
from transforms.events.dates.rule import NUMBER, Rule

UNIT = r"(?:minute|hour|day|night|week|weekend|fortnight|month|year|decade|century|centurie)s?"
COUNT = (
    r"(?:\d{1,4}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    r"seventeen|eighteen|nineteen|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-(?:one"
    r"|two|three|four|five|"
    r"six|seven|eight|nine))?|a dozen|a couple of|a few|several|many|some|half an?|a quarter of an?|a hundred)"
)
ABOUT = (
    r"(?:(?:about|around|some|nearly|almost|more than|over|less than|at least|barely|just|only|roughly"
    r"|exactly|under|up to|fewer than)\s)?"
)
ORDINAL = (
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth"
    r"|fourteenth|fifteenth|"
    r"sixteenth|seventeenth|eighteenth|nineteenth|twentieth|\d{1,3}(?:st|nd|rd|th))"
)
PART = r"(?:early morning|morning|afternoon|evening|night|midnight|noon|midday|dawn|dusk|lunchtime|daybreak)"
#: Words of which all that the rules match have one.
_UNITS = frozenset(
    word + ending
    for word in (
        "minute", "hour", "day", "night", "week", "weekend", "fortnight", "month", "year", "decade", "century",
        "centurie",
    )
    for ending in ("", "s")
)  # fmt: skip
_PARTS = frozenset(
    {"dawn", "dusk", "noon", "midnight", "midday", "nightfall", "daybreak", "sunrise", "sunset", "light", "dark",
     "lunchtime", "morning", "afternoon", "evening", "night", "hours"}
)  # fmt: skip
_DAYS = frozenset({"today", "tonight", "yesterday", "tomorrow", "overnight", "night", "evening"})
#: What stands behind the number of a day that counts nothing: "on Friday the 13th", not "on the 5th floor".
_NO_NOUN = r"(?=[.,;:)]|\Z|\s(?:and|but|with|when|at|in|to|by|for|after|that)\b)"
_CLOCK = frozenset({"am", "pm", "m", "hours", "gmt"})


@cache
def rules() -> tuple[Rule, ...]:
    """The rules of this module, the more specific first."""
    wd = spelled("weekday")
    short = rf"(?:(?:{spelled('short_weekday')})\.(?=\s|,))"
    return (
        Rule(
            "weekday-range",
            rf"(?:(?i:between|from)\s)?(?P<d>{wd})(?:\s(?i:night|evening|morning|afternoon|noon|midnight))?(?:\s?"
            rf"(?:-|–|/)\s?|\s(?i:and|to|through|until)\s(?:(?i:on)\s)?)(?P<e>{wd})(?:\s(?i:{PART}))?(?!\w)",
            read_weekday_range,
            needed("weekday"),
        ),
        Rule(
            "day-of-month",
            rf"(?P<d>{wd}),?\s(?:the\s)?(?P<n>{DAY}){_NO_NOUN}",
            read_day_of_month,
            needed("weekday"),
        ),
        Rule(
            "day-of-month",
            rf"(?i:on\s)(?P<core>the\s(?P<d>(?!))?(?P<n>(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th))){_NO_NOUN}",
            read_day_of_month,
            {NUMBER},
        ),
        Rule(
            "weekday",
            rf"(?:(?P<which>(?i:last|this|next|past|previous|coming|following))\s)?(?P<d>{wd}|{short})(?:['’](?:s"
            r"|S)\b)?(?:,?\s(?:(?i:at|in the|before|around|shortly before|shortly after|after)\s)?(?:(?i:early"
            rf"|late)\s)?(?i:{PART})(?!\w))?(?:,?\s(?i:of\s)?(?P<week>(?i:last|this|next))\s(?i:week)(?!['’\w]))?"
            rf"(?!\s(?:{spelled('named_after_day')})\b)",
            read_weekday,
        ),
        Rule(
            "day-word",
            r"(?i:(?P<w>the day before yesterday|the day after tomorrow|today|tonight|yesterday|tomorrow"
            r"|last\s(?:night|evening)|overnight))(?:['’]s)?(?:\s(?i:morning|afternoon|evening|night))?(?!\w)",
            read_fixed,
            _DAYS,
        ),
        Rule(
            "this-part",
            r"(?i:(?:early |late |earlier |later )?this\s(?:morning|afternoon|evening|lunchtime))(?!\w)",
            read_this_part,
            _PARTS,
        ),
        Rule(
            "edge",
            r"(?i:(?:the\s)?(?P<edge>end|beginning|start)\sof\s(?:the\s)?(?:(?P<which>last|this|next)\s)?"
            r"(?P<u>week|month|year))(?!\w)",
            read_edge_of_unit,
            _UNITS,
        ),
        Rule(
            "edge",
            r"(?i:(?:by\s|before\s)?(?P<which>(?!))?(?P<u>year|month|week)['’]?s?[- ](?P<edge>end))(?!\w)",
            read_edge_of_unit,
            {"end"},
        ),
        Rule(
            "unit",
            r"(?i:(?P<stage>earlier|later|early|late)\s)?(?:the\s)?(?i:(?P<which>last|this|next|past"
            r"|previous|coming|following)\s(?P<u>week|month|year|weekend|fortnight|decade))(?:['’]s)?(?!\w)",
            read_last_unit,
            _UNITS,
        ),
        Rule(
            "unit",
            r"(?i:(?:at|over|during|on)\s(?P<stage>(?!))?(?P<which>the)\s(?P<u>weekend))(?!\w)",
            read_last_unit,
            {"weekend"},
        ),
        Rule(
            "past-units",
            r"(?i:(?:(?:over|in|during|for|within|throughout)\s)?(?:the\s)?(?:past|last|previous|preceding)\s"
            rf"(?P<ahead>(?!))?{ABOUT}(?:(?P<n>{COUNT})\s)?(?P<u>{UNIT}))(?!\w)",
            read_past_units,
            {"past", "last", "previous", "preceding"},
        ),
        Rule(
            "past-units",
            rf"(?i:(?:(?:over|in|during|within)\s)?(?:the\s)?(?P<ahead>next|coming)\s{ABOUT}(?:(?P<n>{COUNT})\s)?"
            r"(?P<u>(?:days|weeks|months|years|hours|decades)))(?!\w)",
            read_past_units,
            {"next", "coming"},
        ),
        Rule(
            "past-units",
            r"(?i:(?:over|in|during)?\s?(?:the\s)?(?:most\s)?recent\s(?P<ahead>(?!))?(?P<n>(?!))?(?P<u>days"
            r"|weeks|months|years|hours))(?!\w)",
            read_past_units,
            {"recent"},
        ),
        Rule(
            "ago",
            rf"(?i:{ABOUT}(?:(?P<n>{COUNT})\s)?(?P<u>{UNIT})\sago(?P<exact>\sto\sthe\sday)?)(?!\w)",
            read_ago,
            {"ago"},
        ),
        Rule(
            "anchored",
            rf"(?i:{ABOUT}(?:(?P<n>{COUNT})\s)?(?P<u>{UNIT})\s(?P<dir>later|earlier|beforehand|previously))(?!\w)",
            read_from_anchor,
            {"later", "earlier", "beforehand", "previously"},
        ),
        Rule(
            "anchored",
            rf"(?i:{ABOUT}(?P<n>{COUNT})\s(?P<u>{UNIT})\s(?P<dir>before))(?=[.,;:]|$)",
            read_from_anchor,
            {"before"},
        ),
        Rule(
            "after-event",
            rf"(?i:{ABOUT}(?P<n>{COUNT})\s(?P<u>(?:day|week|month|year)s?)\s(?:to\sthe\sday\s)?after)(?!\w)",
            read_after_event,
            {"after"},
        ),
        Rule(
            "that-day",
            r"(?i:(?P<which>that(?:\s+same)?|the\s+same|the\s+next|the\s+following|the\s+previous"
            r"|next(?=\s(?:day|morning)\b))\s(?P<u>day|night|evening|morning|afternoon|week|month|year))(?!\w)",
            read_that_day,
            _UNITS | _PARTS,
        ),
        Rule(
            "that-day",
            r"(?i:(?P<which>the\s(?:day|night|evening)\sbefore|the\s(?:day|morning)\safter)(?P<u>(?!))?)(?!\w)",
            read_that_day,
            {"before", "after"},
        ),
        Rule(
            "that-day",
            r"(?i:(?P<which>earlier|later|late|early)\sin\sthe\s(?P<u>day))(?!\w)",
            read_that_day,
            {"earlier", "later", "late", "early"},
        ),
        Rule(
            "part-of-day",
            r"(?i:(?:shortly|just|soon)?\s?(?:at|before|by|after|around|until|since)\s(?:first\s)?(?:dawn"
            r"|dusk|noon|midnight|midday|nightfall|daybreak|sunrise|sunset|light|lunchtime|dark|evening"
            r"|night|morning|afternoon)|"
            r"(?:early|late)\sin\sthe\s(?:morning|evening|afternoon|night)|in\sthe\s(?:early|small|first)\s"
            r"(?:morning\s)?hours|(?:in|during|through|throughout)\sthe\s(?:night|morning|afternoon|evening)"
            r"|before\sthe\smorning)(?!\w)",
            read_part_of_day,
            _PARTS,
        ),
        Rule(
            "nth",
            rf"(?i:for\s(?:(?:a|the|its|their)\s)?(?P<o>{ORDINAL})(?:\s(?:straight|consecutive|successive))?\s"
            r"(?P<u>day|night|evening|week|month|year))(?!\w)",
            read_nth,
            _UNITS | _PARTS,
        ),
        Rule(
            "whole",
            r"(?i:(?:all|throughout\sthe|whole)\s(?P<u>day|week|month|year|weekend|morning|afternoon"
            r"|evening|night))(?!\w|\slong\sago)",
            read_whole,
            _UNITS | _PARTS,
        ),
        Rule(
            "whole",
            r"(?i:(?:since|its|their|a|the|second|third|in|of|by)\s(?P<core>(?:the\s)?(?P<u>weekend)))(?!\w)",
            read_whole,
            {"weekend"},
        ),
        Rule("week-before-last", r"(?i:the\s(?P<u>week|month|year)\sbefore\slast)(?!\w)", read_before_last, {"last"}),
        Rule(
            "clock",
            r"(?i:(?:at|by|from|until|around|about|before|after)\s\d{1,2}(?:[:.]\d\d)?\s?(?:a\.?m\b\.?"
            r"|p\.?m\b\.?|hours\b|GMT\b))",
            read_part_of_day,
            _CLOCK,
        ),
        Rule(
            "nth",
            rf"(?i:(?:for\s)?(?:a|the|its|their)\s(?P<o>{ORDINAL})(?:\s(?:straight|consecutive|successive))?\s"
            r"(?P<u>day|night|evening|week|month|year)(?:\s(?:running|in a row))?)(?=\s?(?:of|,|\.|running"
            r"|in a row|on|as|after|;|$))",
            read_nth,
            _UNITS | _PARTS,
        ),
        Rule(
            "duration",
            rf"(?i:(?:for|in|after|during|within|over|inside)\s{ABOUT}(?:the\s)?(?P<n>{COUNT})\s(?:straight\s"
            r"|consecutive\s|full\s|whole\s|long\s)?(?P<u>(?:day|night|week|fortnight|month|year|decade"
            r"|hour)s?)(?:\s(?:running|in a row))?)(?!\w|\s(?:ago|later|earlier|in (?:prison|jail)))",
            read_duration,
            _UNITS | _PARTS,
        ),
        Rule(
            "duration",
            r"(?i:(?:for)\s(?P<n>(?!))?(?P<u>days|weeks|months|years|hours|decades))(?!\w)",
            read_duration,
            _UNITS,
        ),
        Rule(
            "duration",
            rf"(?!Six[- ]Day War)(?i:{ABOUT}(?P<n>{COUNT})[- ](?P<u>(?:day|week|month|year)s?)['’]?(?=\s(?:of\s)?"
            r"(?:fighting|clashes|war|battle|battles|siege|offensive|protests|unrest|violence|conflict|campaign"
            r"|bombardment|shelling|strikes?|truce|ceasefire|talks|operation|assault|standoff)))(?!\w)",
            read_duration,
            _UNITS,
        ),
    )
