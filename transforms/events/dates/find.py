"""The date grammar as a whole: rules tried in order, the longest of overlapping matches kept, prefixes applied."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence, Set
from dataclasses import replace
from functools import cache

from transforms.events.dates import absolute, relative
from transforms.events.dates.arithmetic import ago, month_span, shift, shift_months
from transforms.events.dates.context import Context
from transforms.events.dates.mention import DateMention
from transforms.events.dates.reckoning import count_of
from transforms.events.dates.rule import PARTS_OF_DAY, Reading, Rule, words_of
from transforms.events.wordlists import word_list

_LINE = re.compile(r"[^\n]+")
_AGE = re.compile(r"[- ]old\b|[- ]year[- ]old", re.IGNORECASE)
_SINCE = re.compile(r"\b(?:since|ever since)\s(?:(?:the\s)?(?:early|late|mid)\s)?(?:on\s|in\s)?$", re.IGNORECASE)
_SINCE_HELD = re.compile(
    rf"\bsince\s(?:(?!when\b|who\b)[\w'’-]+\s){{0,4}}?(?:{'|'.join(sorted(word_list('days_scheduled')))})\s(?:on|in)\s$",
    re.IGNORECASE,
)
_CLAUSE_SINCE = re.compile(r"\bsince\b[^.;:!?]{1,80}$", re.IGNORECASE)
_BEGAN = re.compile(
    r"\b(?:began|begun|started|broke out|launched|erupted|came into force|took (?:over|power|effect)"
    r"|resumed|start|beginning|onset|stopped|ended|fell)\b"
    r"[^.;:!?]{0,30}$",
    re.IGNORECASE,
)
#: A day that says which one is meant is not the day that "that day" points to: "since the Oct. 20 vote".
_OF_A_NOUN = re.compile(r"\b(?:the|its|their|his|her)\s$", re.IGNORECASE)
_NOUN_AFTER = re.compile(r"\s(?!(?:and|or|in|on|at|by|to|from|with|when|as|after|before|for|the|a|an)\b)[a-z]{3}")
_UNTIL = re.compile(r"\b(?:until|till|by|before|through)\s(?:the\s)?$", re.IGNORECASE)


@cache
def _all_rules() -> tuple[Rule, ...]:
    return absolute.rules() + relative.rules()


@cache
def _by_word() -> dict[str, set[int]]:
    """The numbers of the rules by the words of which they need one; those that need none by ""."""
    found: dict[str, set[int]] = {"": set()}
    for k, rule in enumerate(_all_rules()):
        for word in rule.needs or {""}:
            found.setdefault(word, set()).add(k)
    return found


def _asked(words: Set[str]) -> set[int]:
    """The numbers of the rules that may match in a line with these words."""
    rules = _by_word()
    return rules[""].union(*(rules[word] for word in words & rules.keys()))


def _candidates(text: str) -> list[tuple[int, int, re.Match[str], Rule]]:
    """Start, end, match and rule of every match.

    The leftmost first, of those the longest, of those the earlier rule.
    """
    rules = _all_rules()
    found = []
    for line in _LINE.finditer(text):
        for k in _asked(words_of(line[0])):
            core = "core" if "core" in rules[k].pattern.groupindex else 0
            matches = rules[k].matches(text, line.start(), line.end())
            found += [(m.start(core), -m.end(core), k, m) for m in matches]
    found.sort(key=lambda item: item[:3])
    return [(start, -end, m, rules[k]) for start, end, k, m in found]


def _opened(text: str, start: int, reading: Reading, published: dt.date) -> Reading:
    """Applies "since": the interval runs to the publication."""
    before = text[max(0, start - 100) : start]
    if reading.span[0] > published or reading.duration:
        return reading
    clause = _CLAUSE_SINCE.search(before)
    if _SINCE.search(before) or _SINCE_HELD.search(before) or (clause and _BEGAN.search(before)):
        return replace(reading, span=(reading.span[0], published), open_start=True, future=False)
    return reading


def find_dates(text: str, published: dt.date, *, anchor: dt.date | None = None) -> list[DateMention]:
    """The expressions of time in a text, in order, without overlap, resolved against its day of publication.

    Args:
        text: Running text: a sentence, a paragraph or an article.
        published: The article's day of publication.
        anchor: The day that "that day" and "two weeks later" count from where the text has named none yet;
            the publication if not given.

    Returns:
        Mentions whose offsets count in `text`. Ages ("a 12-year-old") and names that look like dates ("May said") are
        left out; lengths of time ("for three weeks") are there, marked as durations.
    """
    context = Context(text, published, anchor or published)
    out: list[DateMention] = []
    end = 0
    for start, stop, m, rule in _candidates(text):
        start += len(text[start:stop]) - len(text[start:stop].lstrip())
        if start < end or _AGE.match(text, stop):
            continue
        loose = rule.name in PARTS_OF_DAY
        day = context.anchor  # "at dawn" names no day that "the same day" could mean
        if loose:
            ahead = _ahead_in_sentence(text, m.end(), published, anchor)
            if ahead is None and out and out[-1].duration and _near(text, out[-1].end, m.start()):
                continue  # "a curfew for three days, from eight at night": of no day
            context.anchor = ahead or (
                out[-1].first if out and _near(text, out[-1].end, m.start()) else anchor or published
            )
        reading = rule.read(m, context)
        context.anchor = day
        if reading is None:
            continue
        reading = _opened(text, start, reading, published)
        first, last = reading.span
        mention = DateMention(
            start=start,
            end=stop,
            surface=text[start:stop],
            first=first,
            last=max(first, last),
            precision=reading.precision,
            rule=rule.name,
            open_start=reading.open_start,
            future=reading.future,
            duration=reading.duration,
        )
        if out and _tells_anniversary(text, out[-1], mention):
            mention = _years_before(text, out.pop(), mention)
        out.append(mention)
        end = stop
        if loose:
            continue
        named = _OF_A_NOUN.search(text, max(0, start - 8), start) and _NOUN_AFTER.match(text, stop)
        if mention.precision == "day" and not mention.future and mention.first == mention.last and not named:
            context.anchor, context.loose = mention.first, False
            context.day = context.day if rule.name == "after-event" else mention.first
            context.by_part[mention.surface.lower().rpartition(" ")[2]] = mention.first
        elif mention.precision in ("month", "year") and last < published and not mention.open_start:
            context.anchor, context.loose = mention.first, True
    counted = [_counted_on(text, m, out[k + 1]) if k + 1 < len(out) else m for k, m in enumerate(out)]
    return [_night_before(text, m, counted) if m.surface.lower() in _NIGHTS else m for m in counted]


def _night_before(text: str, night: DateMention, dates: Sequence[DateMention]) -> DateMention:
    """The night before the day that its sentence names: "overnight into Monday", "overnight, police said on Monday"."""
    for day in dates:
        if day.future or day.open_start or day.rule not in _NAMED_DAYS:
            continue
        if day.rule == "weekday-range" and day.start == night.end + 1 and (day.last - day.first).days == 1:
            return replace(night, first=day.first, last=day.last)  # "overnight Sunday to Monday"
        between = text[night.end : day.start] if day.start > night.start else text[day.end : night.start]
        told = _TOLD.search(text, max(0, day.start - 40), day.start) and ("," in between or day.start < night.start)
        if len(between) > _ONE_SENTENCE or _STOP.search(between) or not (told or _OF_DAY.fullmatch(between)):
            continue
        if day.first == day.last and 0 <= (night.last - day.last).days <= _WEEK:
            return replace(night, first=shift(day.first, -1), last=day.last)
    return night


def _tells_anniversary(text: str, years: DateMention, day: DateMention) -> bool:
    """Whether a day is that of an anniversary, and what happened lay years before: "ten years ago on Friday"."""
    if years.rule != "ago" or years.precision != "year" or day.duration or day.open_start:
        return False
    return _ON_WHICH.fullmatch(text, years.end, day.start) is not None and day.rule not in PARTS_OF_DAY


def _years_before(text: str, years: DateMention, day: DateMention) -> DateMention:
    """The day itself of an anniversary: 14 December 2008 of "ten years ago today"."""
    first = shift_months(day.first, -12 * max(0, day.last.year - years.last.year))
    last = {"month": month_span(first.year, first.month)[1], "week": shift(first, 6)}.get(day.precision, first)
    surface = text[years.start : day.end]
    return replace(day, start=years.start, surface=surface, first=first, last=last, future=False)


def _counted_on(text: str, mention: DateMention, event: DateMention) -> DateMention:
    """Days counted from a day that is named after them.

    The days after an event that is itself dated ("a week after the invasion of February 24" is March 3), and those of a
    run up to one ("for a third straight day on Friday").
    """
    gap = text[mention.end : event.start]
    if mention.rule == "nth" and event.precision == "day" and gap in (" on ", " "):
        back = (mention.last - event.first).days
        return replace(mention, first=shift(mention.first, -back), last=event.first) if back > 0 else mention
    if mention.rule != "after-event" or event.precision != "day" or event.rule == "part-of-day" or len(gap) > 60:
        return mention
    unit = mention.surface.lower().split()[-2].rstrip("s")
    if unit not in ("day", "week") or _CLAUSE_END.search(gap):
        return mention
    count = count_of(_ABOUT.sub("", mention.surface))
    day = ago(event.first, -count, unit)
    return replace(mention, first=day, last=day, precision="day")


#: What stands between how long ago something was and its day.
_ON_WHICH = re.compile(r",?\s(?:(?:on|in)\s)?", re.IGNORECASE)
_NIGHTS = frozenset({"overnight", "last night"})
#: Rules of days that a night may be told by, and what stands between both or before the day on which it was told.
_NAMED_DAYS = frozenset({"weekday", "month-day", "day-month", "weekday-range"})
_OF_DAY = re.compile(r"\s(?:(?:on|into|to|from)\s)?")
_TOLD = re.compile(rf"\b(?:{'|'.join(sorted(word_list('days_telling')))})(?: \w+){{0,2}}?(?: on)? \Z")
#: Characters within which a day is of the sentence, and days of the week before the publication.
_ONE_SENTENCE, _WEEK = 200, 7
_CLAUSE_END = re.compile(r"[,;:.!?\n]")
_ABOUT = re.compile(rf"(?i)^{relative.ABOUT}|\s(?:days?|weeks?)\s.*$")
_STOP = re.compile(r"[.;!?\n]")


def _near(text: str, left: int, right: int) -> bool:
    """True where no sentence ends between two places."""
    return right - left < 300 and _STOP.search(text, left, right) is None


def _ahead_in_sentence(text: str, start: int, published: dt.date, anchor: dt.date | None) -> dt.date | None:
    """The weekday that follows a part of the day directly: "at dawn on Monday"."""
    m = re.compile(r"\s(?:on|of)\s(?:the\s)?").match(text, start)
    if m is None:
        return None
    for rule in relative.rules():
        if rule.name == "weekday" and (found := rule.pattern.match(text, m.end())):
            reading = rule.read(found, Context(text, published, anchor or published))
            return reading.span[0] if reading else None
    return None
