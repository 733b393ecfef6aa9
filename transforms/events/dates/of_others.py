"""Times that a sentence names, but not for when a deed was done: of a crime, an election, a comparison, a count."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.events.dates.mention import DateMention
from transforms.events.frames.sense import SentenceView
from transforms.events.frames.triggers import Trigger
from transforms.events.wordlists import word_list

_ORDINAL_RUN = re.compile(r"(?i)(?:for )?(?:a|the|its|their) \w+ (?:\w+ )?(?:day|night|evening|week)")
#: A count of more days than these says since when, and is no time of what happened on the last of them.
_FEW = 2
#: Kinds of what is done to suspects, and what leads over to what they are held for.
_JUSTICE = frozenset({"arrest", "charge", "convict", "raid_police", "investigate"})
_HELD_FOR = re.compile(
    r"\b(?:in connection with|over|for|linked to|related to|suspected of|accused of|into)\s[^,;:]*\Z"
)
#: The same where the sentence is the news: "convicted two men of killing a judge in 2011".
_GUILTY_OF = re.compile(r"\b(?:with|of)\s(?:\w+\s){0,3}?(?:\w+ing|the)\s[^,;:]*\Z")
#: What stands before the time of what a court judges, and of what people remember.
_JUDGED = re.compile(
    r"\b(?:charged|convicted|jailed|sentenced|arrested|accused|detained|indicted|acquitted|extradited|tried)\b[^;:]*"
    r"\b(?:over|in connection with|(?:for|with|of)\s(?:\w+\s(?=over|in connection))?(?:\w+ing|the|an?|his|her|their)"
    r"|(?:for|with|of)\s\w+\s(?:over|for|in))\b[^;:]*\Z"
)
_REMEMBERED = re.compile(r"\banniversary of\b[^,;:]*\Z")
#: "the deadliest in", "some of the most intense in": what stands before a time of which a deed is the utmost.
_OUTSTANDING = re.compile(
    r"\b(?:first|worst|deadliest|bloodiest|heaviest|most \w+|biggest|largest|greatest|fiercest|latest)"
    r"(?:\s(?!and\b|that\b|who\b)\w+){0,6}\s*\Z"
)
#: "fewer than", "more than on": what stands before a time with which another is compared.
_MEASURED_BY = re.compile(
    r"\b(?:fewer|less|more|\w+er)(?: \w+)? than(?: (?:on|in|at|during|the|they|it|were|was|those))*\s*\Z"
)
#: What is held on a day and done to later: elections, summits.
_SCHEDULED = word_list("days_scheduled")


def of_what_is_held(date: DateMention, view: SentenceView, trigger: Trigger) -> bool:
    """Whether a day is that of what is held: "annulled Saturday's election", "put off the Feb. 25 vote"."""
    words = view.parse.words
    owned = next((i for i, w in enumerate(words) if w.token.start >= date.end and w.token.text[:1].isalpha()), None)
    if owned is None:
        return False
    possessive = date.surface.endswith(("'s", "’s", "s'", "s’"))
    beside = words[owned].token.start - date.end == 1 and date.precision == "day"
    piece = view.parse.chunk_at(owned)
    if not (possessive or beside) or piece is None or piece.start <= trigger.head < piece.end:
        return False
    return words[piece.head].token.lower in _SCHEDULED


def of_the_crime(date: DateMention, trigger: Trigger, before: str, *, news: bool) -> bool:
    """Whether a time is that of what somebody is held for: "arrested 47 over the killing in May".

    Args:
        date: the time.
        trigger: what the police or a court does.
        before: what stands between the trigger and the time.
        news: whether the sentence tells the news of these days, so that what is long past is none of it.
    """
    justice = bool(trigger.frames) and trigger.frames[0].kind in _JUSTICE
    if not justice or date.precision == "day":
        return False
    return _HELD_FOR.search(before) is not None or (news and _GUILTY_OF.search(before) is not None)


def over_by_now(date: DateMention, view: SentenceView, trigger: Trigger) -> bool:
    """Whether a month or year is over, and something has been done since: "have freed those seized in March"."""
    group = trigger.group
    over = date.precision in ("month", "year") and not date.open_start
    return over and group is not None and view.parse.has_happened(group)


def judged_or_remembered(before: str) -> bool:
    """Whether a time is that of what is judged or remembered: "jailed two men for a raid in", "anniversary of"."""
    return _JUDGED.search(before) is not None or _REMEMBERED.search(before) is not None


def compared(date: DateMention, before: str) -> bool:
    """Whether a time only says among which a deed stands out, or what it is measured by.

    As in "the worst attack in recent months", "the crowds were smaller than a week ago".
    """
    return _MEASURED_BY.search(before) is not None or (
        date.precision != "day" and _OUTSTANDING.search(before) is not None
    )


def counts_up_to(date: DateMention, dates: Sequence[DateMention]) -> bool:
    """Whether a count of days leads up to the day that follows: "for the eighth night running on Thursday"."""
    if (date.last - date.first).days <= _FEW or not _ORDINAL_RUN.match(date.surface):
        return False
    return any(0 <= other.start - date.end <= 16 and other.precision == "day" and not other.future for other in dates)
