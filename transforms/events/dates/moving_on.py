"""The day of the news, and paragraphs that move on from the one before: "Within an hour", "Soon after"."""

from __future__ import annotations

import datetime as dt
import re

from transforms.events.dates.mention import DateMention
from transforms.events.dates.rule import PARTS_OF_DAY

_SPAN = r"(?:seconds?|moments?|minutes?|hours?)"
_COUNT = r"(?:(?:About|Barely|Some|Less than|Half|An?|A few|A couple of) )?(?:an? )?(?:\w+ )?"
_MOVING_ON = re.compile(
    rf"(?:Within|In) (?:an?|half an|the (?:next|same|following)|(?:\w+ ){{1,2}}?) ?{_SPAN}\b"
    rf"|Within {_SPAN}\b|In no time\b|By then\b"
    r"|(?:Shortly|Immediately|Soon) (?:after(?:wards)?|thereafter)\b|(?:Then|Afterwards|Thereafter|Soon|Later),? "
    rf"|{_COUNT}{_SPAN} (?:later|afterwards|after|earlier|before)\b"
    r"|In the (?:ensuing|resulting|meantime|melee|scuffle|confusion|chaos|stampede)\b",
    re.IGNORECASE,
)
_TO_COME = re.compile(
    r"\b(?:will|would|shall|due to|expected to|scheduled (?:to|for)|(?:is|are|was|were) to)\b[^.;:,]*\Z"
)
#: Of how many days before the publication the news may be.
_NEWS = 7


def moves_on(text: str) -> bool:
    """Whether a sentence is of the day of what was told before it: "Minutes later, police opened fire"."""
    return _MOVING_ON.match(text) is not None


def still_to_come(before: str) -> bool:
    """Whether what stands before a day in its sentence says that it is to come: "will appear in court on"."""
    return _TO_COME.search(before) is not None


def of_the_news(date: DateMention, published: dt.date | None) -> bool:
    """Whether a date is a day of the last week, not counted from another: "a day after the election"."""
    if date.precision != "day" or date.rule in PARTS_OF_DAY or date.rule == "after-event":
        return False
    if date.future or date.open_start or date.duration or published is None:
        return False
    return 0 <= (published - date.last).days <= _NEWS
