"""Sentences that go back: "In 2012 Islamists seized the town. The tombs fell", "The raid took place on Friday"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from transforms.events.candidate import IN_SENTENCE, When
from transforms.events.dates import DateMention
from transforms.events.dates.rule import PARTS_OF_DAY
from transforms.events.sentences import Sentence

#: Characters after which a date no longer opens a sentence.
EARLY = 12
#: Days are of these days up to so many before the publication, and of the past for sure from so many on.
_LATE, _LONG_AGO = 60, 400
#: Words of sentences that are not of the past that those before them tell of, and openings of some that are.
_NOW = re.compile(r"\b(?:has|have|is|are|now|says|say|today)\b")
_GOES_ON = re.compile(
    r"(?:(?:And t|T)hen|Later|Afterwards?|Soon(?: after)?|Eventually|Within (?:\w+ )?(?:hours|days|weeks|minutes)"
    r"|\w+ (?:hours|days|weeks|months) later|The (?:next|following) (?:day|night|morning|week|month|year)"
    r"|That (?:day|night|year|summer|winter)|At the time|In those days|In the end)\b"
    r"|(?:\w+\W+){1,4}then\b"
)
#: "The incident occurred": what was told before happened on a day that is still to be named.
_GIVEN = re.compile(
    r"(?:It|(?:The|This|That|These|Those)(?: [\w'’-]+){1,3}?) (?:all )?"
    r"(?:occurred|happened|took place|unfolded|(?:was|were) carried out)\b"
)


def goes_on(text: str) -> bool:
    """Whether a sentence says that it goes on with what the one before tells: "Protesters then set fire to it"."""
    return _GOES_ON.match(text) is not None


def gone_back(
    text: str, told: Sequence[tuple[Sentence, Sequence[DateMention]]], published: dt.date
) -> DateMention | None:
    """The past date that a sentence without one is of.

    Args:
        text: the sentence.
        told: the sentences before it in its paragraph, in order, with their dates.
        published: the day of publication.

    Returns:
        The last date of the nearest sentence with one, where that is of the past, and nothing tells of now since.
    """
    if _NOW.search(text):
        return None
    for before, named in reversed(told):
        dates = [d for d in named if not (d.duration or d.open_start or d.future)]
        if not dates:
            if named or _NOW.search(before.text):
                return None
            continue
        last = dates[-1]
        if _NOW.search(before.text, last.start - before.start):
            return None  # "it was closed in May, and people have lived on rations since"
        sure = goes_on(text) and (published - last.last).days > _LONG_AGO
        if not sure and any((published - d.last).days <= _LATE for d in dates):
            return None
        if before is not told[-1][0] and dates[0].start - before.start > EARLY:
            return None  # a past day in passing is no past that a paragraph tells of
        return last
    return None


def headed_by(before: Sequence[tuple[str, Sequence[DateMention]]]) -> When | None:
    """The day that stands alone before a sentence: "Thursday. Gunmen shot up police stations all over town"."""
    text, days = before[-1] if before else ("", [])
    if len(days) != 1 or days[0].precision != "day" or text.strip(" .:") != days[0].surface.strip(" .:"):
        return None
    day = days[0]
    return When(day.first, day.last, "day", IN_SENTENCE, "the day that heads it", day.surface, day.start)


def day_given(text: str, days: Sequence[DateMention]) -> DateMention | None:
    """The day that a sentence only gives what was told before: "The incident occurred on Thursday"."""
    named = [d for d in days if d.precision == "day" and not (d.future or d.open_start or d.rule in PARTS_OF_DAY)]
    return named[0] if len(named) == 1 and _GIVEN.match(text) else None
