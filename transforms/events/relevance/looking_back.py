"""Pieces that explain, remember or judge: what they tell is background, but for what has a day of these days."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Sequence

from transforms.events.candidate import ASSERTED, IN_SENTENCE, Candidate, When
from transforms.events.dates.days import Days
from transforms.events.merging.within import Cluster
from transforms.events.tables import rows_of

#: How long ago the days of the news are at most, and from when on days are of the past. Days.
_THESE_DAYS, _LONG_AGO = 14, 400
#: What is older than this is not news in any sentence. Days.
_ANOTHER_AGE = 25 * 365
#: Sentences of a past day that make a text a look back, where fewer tell of these days.
_MANY = 2
#: Texts of so many sentences that name days, but none of the last `_RECENT` days, are no news of a day.
_WHOLE, _RECENT = 8, 60
_NUMBER = r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty)"
_AROUND = {
    "start": r"\A{}\b(?!['’])",
    "anywhere": r"\b{}\b",
    "end": r"\b{}\W*\Z",
    "label": r"\A{}\s?[:|]",
    "whole": r"\A{}\W*\Z",
}
#: Where words stand that say that nothing of a piece is news.
_NEVER = frozenset({"label", "whole"})


def never_news(title: str) -> bool:
    """Whether a headline says that nothing of a piece is news: "Stage: a war in one room"."""
    return any(pattern.search(title.lower()) for where, pattern in _genres().items() if where in _NEVER)


def of_genre(title: str) -> bool:
    """Whether a headline calls its piece an explainer, a timeline or the like."""
    return any(pattern.search(title.lower()) for pattern in _genres().values())


def looks_back(days: Days, title: str) -> bool:
    """Whether a text as a whole is no report of what happened these days.

    Its headline says so, or more of its sentences name a day long past than one of these days, or it is long and
    names days, but none near its publication.
    """
    published = days.published
    if published is None:
        return False
    if of_genre(title):
        return True
    old = fresh = recent = dated = 0
    for sentence in days.layout.sentences:
        named = [d for d in days.dates_of(sentence) if not (d.duration or d.future)]
        ages = [(published - d.last).days for d in named if not d.open_start]
        ages += [(published - d.first).days for d in named if d.open_start]
        dated += bool(ages)
        fresh += any(0 <= age <= _THESE_DAYS for age in ages)
        recent += any(age <= _RECENT for age in ages)
        old += bool(ages) and (all(age > _LONG_AGO for age in ages) or max(ages) > _ANOTHER_AGE)
    far_off = dated > 0 and recent == 0 and len(days.layout.sentences) >= _WHOLE
    return (old >= _MANY and old > fresh) or far_off


def lately(clusters: Sequence[Cluster], days: Days, title: str) -> list[Cluster]:
    """The events that have a day of their own, and a late one.

    Where the headline does not say that the piece looks back, what its verbs assert is news; and where the lead names a
    late day as well, what paragraphs tell before they name a day long past is of the day of the news.
    """
    published = days.published
    report = not of_genre(title)
    news = report and days.lead_date(0) is not None
    past = _sentences_of_old(days) if news else frozenset()
    return [
        c
        for c in clusters
        if any(_fresh(t.when, published) or (news and _of_the_news(t, published, past)) for t in c.tellings)
        or (report and any(t.block_kind == "title" and t.strength >= ASSERTED for t in c.tellings))
    ]


def _sentences_of_old(days: Days) -> frozenset[int]:
    """The sentences that name a day long past, and those after them in their paragraphs."""
    published = days.published
    found: set[int] = set()
    for sentence in days.layout.sentences:
        named = published is not None and any((published - d.last).days > _LONG_AGO for d in days.dates_of(sentence))
        before = sentence.index - 1 in found and days.layout.sentences[sentence.index - 1].block == sentence.block
        if named or before:
            found.add(sentence.index)
    return frozenset(found)


def _of_the_news(telling: Candidate, published: dt.date | None, past: frozenset[int]) -> bool:
    """Whether a verb tells what happened, before its paragraph goes back to the past."""
    when = telling.when
    late = when is not None and published is not None and (published - when.last).days <= _THESE_DAYS
    return late and telling.strength >= ASSERTED and telling.sentence not in past


def _fresh(when: When | None, published: dt.date | None) -> bool:
    named = when is not None and (when.rank >= IN_SENTENCE or when.by == "the day of its paragraph")
    return named and when is not None and published is not None and (published - when.last).days <= _THESE_DAYS


@functools.cache
def _genres() -> dict[str, re.Pattern[str]]:
    """A pattern for each place of a headline where words tell its genre."""
    found: dict[str, list[str]] = {}
    for row in rows_of("genres.tsv", ("where", "words")):
        words = [re.escape(w).replace(r"\#", _NUMBER).replace(r"\ ", r"\s+") for w in row["words"].split("|")]
        found.setdefault(row["where"], []).extend(words)
    return {where: re.compile(_AROUND[where].format(f"(?:{'|'.join(words)})")) for where, words in found.items()}
