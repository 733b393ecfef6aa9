"""What has gone on since a day: "have been struck by attacks since 2015", "has detained six people since Friday"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from transforms.events.candidate import IN_CLAUSE, When
from transforms.events.dates.arithmetic import month_span, year_span
from transforms.events.dates.dated_clauses import hangs_on
from transforms.events.dates.mention import DateMention
from transforms.events.frames.sense import SentenceView
from transforms.events.frames.triggers import Trigger
from transforms.events.wordlists import word_list

#: What began longer ago than this is no event of these days. Days.
_LONG = 400
#: What is done to people once and goes on: "have been held since Friday".
_LASTING = word_list("days_lasting")


def gone_on_since(
    view: SentenceView, trigger: Trigger, dates: Sequence[DateMention], published: dt.date | None, *, spoken: bool
) -> When | None:
    """The days from the one since which something has been done to the publication, if a sentence names one.

    What began long ago has only the days of the words, and who is held only the day on which that began; `spoken` words
    of these days are said on one of them.
    """
    parse = view.parse
    around = [g for g in parse.groups if g.clause[0] <= trigger.head < g.clause[1] and g.perfect]
    verb = trigger.group or min(around, key=lambda g: g.clause[1] - g.clause[0], default=None)
    if verb is None or not verb.perfect or published is None:
        return None
    for date in dates:
        long = (published - date.first).days > _LONG
        if not date.open_start or (spoken and not long):
            continue
        if not hangs_on(view, date, verb.head):
            continue
        began = long or (verb.passive and verb.lemma in _LASTING)
        last, precision = (end_of(date), date.precision) if began else (date.last, "period")
        return When(date.first, last, precision, IN_CLAUSE, "since then", date.surface, date.start)
    return None


def end_of(date: DateMention) -> dt.date:
    """The last day of what the words of an open date name: of 2015 in "since 2015"."""
    if date.precision == "year":
        return year_span(date.first.year)[1]
    return month_span(date.first.year, date.first.month)[1] if date.precision == "month" else date.first
