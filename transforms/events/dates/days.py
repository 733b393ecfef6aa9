"""When: the days of an event, out of all that a story names."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from transforms.events.candidate import IN_CLAUSE, IN_SENTENCE, INHERITED, POINTED, Candidate, When
from transforms.events.dates import DateMention
from transforms.events.dates.arithmetic import shift
from transforms.events.dates.dated_clauses import (
    day_before,
    hangs_on,
    lay_before,
    mourned,
    of_another_clause,
    of_one_deed,
)
from transforms.events.dates.going_back import EARLY, day_given, goes_on, gone_back, headed_by
from transforms.events.dates.going_on import end_of, gone_on_since
from transforms.events.dates.moving_on import moves_on, of_the_news, still_to_come
from transforms.events.dates.of_others import (
    compared,
    counts_up_to,
    judged_or_remembered,
    of_the_crime,
    of_what_is_held,
    over_by_now,
)
from transforms.events.dates.rule import PARTS_OF_DAY
from transforms.events.frames.roles import Reading
from transforms.events.frames.sense import SentenceView
from transforms.events.frames.triggers import Trigger
from transforms.events.grammar.numbers import find_numbers
from transforms.events.sentences import Layout, Sentence
from transforms.events.wordlists import word_list

#: "two days after ..."
_DAYS_AFTER = re.compile(r"\b(an?|\w+) (day|week|month|year)s?(?: to the day)? after\b", re.IGNORECASE)
#: How far after a part of a day its day may stand: "of the", "on". Characters.
_NEXT = 8
#: What happened longer ago is no news of the day on which it is told. Days.
_LONG_PAST = 730
#: Words of telling right before a day.
_TOLD_ON = re.compile(
    rf"\b(?:{'|'.join(sorted(word_list('days_telling')))})(?: \w+){{0,2}}?(?: in a statement)?(?: on| late)? ?\Z"
)
#: What it weighs that a day hangs on the noun that tells the event: "an attack on a mosque in 2021".
_OF_ITS_NOUN = 1.0
#: Days of a period that the next sentences of a paragraph take over: "18-19 February".
_BRIEF = 4
_LENGTHS = {"day": 1, "week": 7, "month": 30, "year": 365}
#: Within how many days words answer a deed.
_ANSWERED = 2
#: How long before it was told something may have happened. Days.
_GIVEN_WITHIN = 14
#: What happened longer before the report is its background, which nobody answers now. Days.
_BACKGROUND = 14
_MARKS = frozenset({"after", "before", "while", "when", "as", "since", "where", "who", "which", "that"})


@dataclass
class Days:
    """The dates of one story, and the ones last used, which sentences without their own take over.

    Args:
        layout: the story cut up.
        dates: its dates.
        published: day of publication, if known.
        posts: the days of blocks that were published on days of their own, as posts of a live blog are.
    """

    layout: Layout
    dates: Sequence[DateMention]
    published: dt.date | None
    paragraph_date: dict[int, When] = field(default_factory=dict)
    item_date: dict[int, When] = field(default_factory=dict)
    posts: Mapping[int, dt.date] = field(default_factory=dict)
    _dates_by_sentence: dict[int, list[DateMention]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        spans = [(s.start, s.end, s.index) for s in self.layout.sentences]
        for date in self.dates:
            for start, end, index in spans:
                if start <= date.start < end:
                    self._dates_by_sentence.setdefault(index, []).append(date)
                    break

    def dates_of(self, sentence: Sentence) -> list[DateMention]:
        return self._dates_by_sentence.get(sentence.index, [])

    def when(
        self, sentence: Sentence, view: SentenceView, trigger: Trigger, reading: Reading, *, spoken: bool = False
    ) -> When | None:
        """The days that a sentence gives an event, or None; `spoken` words are not dated by what they are about."""
        words = view.parse.words
        at = words[trigger.head].token.start
        low = words[reading.clause[0]].token.start if reading.clause[0] < len(words) else sentence.start
        high = words[min(reading.clause[1], len(words)) - 1].token.end
        later = self._counted_back(sentence, at)
        if later is not None:
            return later
        best: tuple[float, DateMention, int] | None = None
        for date in self._dates_by_sentence.get(sentence.index, []):
            if date.duration or date.future or (date.open_start and not self._takes_up(date, at)):
                continue
            if of_another_clause(view, date, trigger.head, spoken=spoken) or self._told_exactly(date, sentence):
                continue
            pointing = date.surface.lower().startswith(("the same", "that "))
            if pointing and self.published and (self.published - date.last).days > 60:
                continue
            surface = date.surface.lower()
            ahead = surface.startswith("a ") and (at > date.start or surface.endswith(" later"))
            ahead |= self._goes_on(date, sentence)
            if surface.endswith((" after", " before", " later")) and not (ahead or self._says_when(date)):
                continue
            if self._of_something_else(date, view, trigger, sentence):
                continue
            hangs = hangs_on(view, date, trigger.head)
            clause = low <= date.start < high or hangs
            distance = abs(date.start - at)
            between = self.layout.text[min(at, date.start) : max(at, date.start)]
            score = (4.0 if clause else 0.0) - distance / 50 - 2.0 * between.count(";")
            score -= 1.5 * len(_MARKS & set(between.lower().split()))
            score -= 1.0 if date.rule == "part-of-day" else 0.0
            score += _OF_ITS_NOUN if hangs and trigger.group is None else 0.0
            if best is None or score > best[0]:
                best = (score, date, IN_CLAUSE if clause else IN_SENTENCE)
        gone_on = gone_on_since(view, trigger, self.dates_of(sentence), self.published, spoken=spoken)
        if best is None or gone_on is not None:
            return gone_on
        _, date, rank = best
        if date.rule == "part-of-day":
            date = day_before(date, self._dates_by_sentence[sentence.index]) or date
        loose = date.rule in PARTS_OF_DAY or (date.rule == "that-day" and not self._pointed_at(date, sentence))
        of_telling = not loose and self._dates_the_telling(date, sentence, at)
        if loose or of_telling:
            before = self.inherited_date(sentence)
            if before is not None and before.rank == INHERITED and before.last < date.last:
                return replace(before, rank=POINTED) if loose else before
        if of_telling:
            by = "the day on which it was told"
            return When(date.first, date.last, date.precision, POINTED, by, date.surface, date.start, told=True)
        if date.open_start:
            return When(date.first, end_of(date), date.precision, rank, "taken up by when", date.surface, date.start)
        far = self.published is not None and (self.published - date.last).days > 60
        one_deed = of_one_deed(view, date, trigger.head)
        if rank == IN_SENTENCE and far and not (one_deed or self._governs(date, sentence, at)):
            return None  # the background of another clause
        before_it = lay_before(view, date, trigger.head) or mourned(view, date, trigger.head)
        if date.precision == "day" and before_it:
            first = shift(date.first, -1)
            by = "not later than"
            return When(first, date.last, "period", POINTED, by, date.surface, date.start, told=True)
        if rank == IN_SENTENCE and date.precision == "day" and date.start < at:
            between = self.layout.text[date.end : at].lower()
            if " after " in between and " said " not in between:
                # "was in hospital on Wednesday after a policeman shot him": not later than that day
                first = shift(date.first, -1)
                return When(first, date.last, "period", POINTED, "not later than", date.surface, date.start)
        precision = "period" if date.precision == "season" else date.precision
        by = "named in its clause" if rank == IN_CLAUSE else "named in its sentence"
        return When(date.first, date.last, precision, rank, by, date.surface, date.start)

    def _goes_on(self, date: DateMention, sentence: Sentence) -> bool:
        """Whether a sentence opens with how long after the day before it something was: "Two days later, they met"."""
        counted = date.rule == "anchored" and date.surface.lower().endswith(" later")
        if not counted or date.start > sentence.start + EARLY:
            return False
        told = [d for other in self.layout.paragraph(sentence)[:-1] for d in self.dates_of(other)]
        return bool(told) and told[-1].precision == "day" and not (told[-1].future or told[-1].open_start)

    def _says_when(self, date: DateMention) -> bool:
        """Whether nothing follows that a day lies before or after: "the church that was hit the day before"."""
        after = self.layout.text[date.end : date.end + 1]
        return date.rule == "that-day" and (not after or after in ".,;\n")

    def _of_something_else(self, date: DateMention, view: SentenceView, trigger: Trigger, sentence: Sentence) -> bool:
        """Whether a sentence names a time for something else than when a deed was done."""
        at, text = view.parse.words[trigger.head].token.start, self.layout.text
        if of_what_is_held(date, view, trigger) or counts_up_to(date, self.dates_of(sentence)):
            return True
        if compared(date, text[sentence.start : date.start]) and not self._takes_up(date, at):
            return True
        news = self._is_news(sentence)
        return of_the_crime(date, trigger, text[at : date.start], news=news) or (
            news and date.start > at and over_by_now(date, view, trigger)
        )

    def _is_news(self, sentence: Sentence) -> bool:
        """Whether a sentence opens a report or names a day of the news."""
        first = next(self.layout.body(self.layout.block_of(sentence).item), None)
        return sentence == first or any(of_the_news(d, self.published) for d in self.dates_of(sentence))

    def _told_exactly(self, date: DateMention, sentence: Sentence) -> bool:
        """Whether a part of a day goes on to say which day it is of: "by noon on Monday"."""
        others = (d for d in self.dates_of(sentence) if d.rule not in PARTS_OF_DAY)
        return date.rule in PARTS_OF_DAY and any(0 < d.start - date.end <= _NEXT for d in others)

    def _pointed_at(self, date: DateMention, sentence: Sentence) -> bool:
        """Whether the paragraph names the day that "that night" is of."""
        before = (d for other in self.layout.paragraph(sentence) for d in self.dates_of(other))
        return any(d.start < date.start and d.precision == "day" and d.rule not in PARTS_OF_DAY for d in before)

    def _counted_back(self, sentence: Sentence, at: int) -> When | None:
        """The day of what the news is dated by: "three days after the sides agreed to a truce"."""
        matches = list(_DAYS_AFTER.finditer(self.layout.text, sentence.start, at))
        match = matches[-1] if matches else None
        if match is None or self.published is None or at - match.end() > 70:
            return None
        between = self.layout.text[match.end() : at]
        if set(between) & set(",;:") or any(match.end() <= d.start < at for d in self.dates_of(sentence)):
            return None
        numbers = find_numbers(match.group(1))
        count = numbers[0].best if numbers else 1
        own = [d for d in self.dates_of(sentence) if d.precision == "day" and not (d.future or d.open_start)]
        lead = self.lead_date(self.layout.block_of(sentence).item)
        base = self.posts.get(sentence.block, lead.first if lead is not None else self.published)
        before = [d for d in own if d.end <= match.start()]
        if before:
            base = before[-1].first  # "overnight, ..., on Sunday, three days after"
        unit = match.group(2).lower()
        day = shift(base, -(count or 1) * _LENGTHS[unit])
        precision = "day" if unit == "day" else "period"
        slack = 0 if precision == "day" else _LENGTHS[unit] // 4
        words, rank = match.group(), IN_SENTENCE if before else IN_CLAUSE  # the day before it is that of the news
        return When(shift(day, -slack), shift(day, slack), precision, rank, "counted back", words, match.start())

    def _dates_the_telling(self, date: DateMention, sentence: Sentence, at: int) -> bool:
        """Whether it is the day on which a source told of it: "were injured, the police said on Friday"."""
        told = _TOLD_ON.search(self.layout.text, sentence.start, date.start)
        return told is not None and not told.start() <= at < date.start

    def _governs(self, date: DateMention, sentence: Sentence, at: int) -> bool:
        """Whether a date counts for other clauses too: it opens the sentence, or "when" takes it up."""
        opening = date.start - sentence.start <= EARLY
        return opening or self._takes_up(date, at)

    def _takes_up(self, date: DateMention, at: int) -> bool:
        """Whether "when" after a date says what happened then: "since 2015, when gunmen killed 130"."""
        return self.layout.text[date.end : at].lower().startswith((", when ", " when "))

    def since(self, sentence: Sentence) -> DateMention | None:
        """The date that opens a counted period in a sentence."""
        return next((d for d in self._dates_by_sentence.get(sentence.index, []) if d.open_start), None)

    def loose(self, sentence: Sentence) -> DateMention | None:
        """A length of time up to the publication: "over the past days"."""
        return next((d for d in self._dates_by_sentence.get(sentence.index, []) if d.precision == "period"), None)

    def inherited_date(self, sentence: Sentence) -> When | None:
        """The days that a sentence without its own takes over: of its paragraph, of the lead, of the publication."""
        block = self.layout.blocks[sentence.block]
        headed = headed_by([(s.text, self.dates_of(s)) for s in self.layout.paragraph(sentence)[-2:-1]])
        old = headed or self._told_of_old(sentence)
        if old is not None:
            return old
        if sentence.block in self.paragraph_date and block.kind in ("text", "list"):
            return replace(self.paragraph_date[sentence.block], rank=INHERITED, by="the day of its paragraph")
        before = self._day_before(sentence) or self._carried_over(sentence)
        if before is not None:
            return before
        if sentence.block in self.posts:
            day = self.posts[sentence.block]
            return When(day, day, "publication", 0, "the day of its post")
        lead = self.lead_date(block.item)
        if lead is not None:
            return replace(lead, rank=INHERITED)
        past = self._opening_past(block.item)
        if past is not None or self.published is None:
            return past
        return When(self.published, self.published, "publication", 0, "the day of publication")

    def spoken_date(self, sentence: Sentence) -> When | None:
        """The days of words without a day of their own: of the deed that they answer, or soon after it."""
        deed = self.inherited_date(sentence)
        day = self.posts.get(sentence.block, self.published)
        if deed is not None and day is not None and (day - deed.last).days > _BACKGROUND:
            lead = self.lead_date(self.layout.block_of(sentence).item)
            deed = replace(lead, rank=INHERITED) if lead is not None and deed.rank == INHERITED else deed
        if deed is None or day is None or deed.rank != INHERITED or deed.last >= day:
            return deed
        last = min(day, shift(deed.last, _ANSWERED))
        return replace(deed, last=last, precision="period", by=f"{deed.by}, or soon after")

    def _day_before(self, sentence: Sentence) -> When | None:
        """The day that the sentences before one in its paragraph are about: "On Sunday it burst. Masked men ..."."""
        for other in reversed(self.layout.paragraph(sentence)[:-1][-2:]):
            named = [d for d in self.dates_of(other) if d.rule not in PARTS_OF_DAY]
            days = [d for d in named if d.precision == "day" and not (d.future or d.open_start)]
            published = self.posts.get(sentence.block, self.published)
            if days and published is not None and 0 <= (published - days[-1].last).days <= 10:
                day = days[-1]
                return When(day.first, day.last, "day", INHERITED, "the day of its paragraph", day.surface, day.start)
            if named:
                return None
        return None

    def _carried_over(self, sentence: Sentence) -> When | None:
        """The day of the paragraph before one that moves on from it: "Within an hour, mobs burnt the market"."""
        first = self.layout.paragraph(sentence)[0]
        last = self.layout.sentences[first.index - 1] if first.index else None
        if last is None or not moves_on(first.text) or self.layout.block_of(last).kind != "text":
            return None
        if self.layout.block_of(last).item != self.layout.block_of(first).item:
            return None
        told = self.paragraph_date.get(last.block)
        by = "the day of the paragraph before"
        return replace(told, rank=INHERITED, by=by) if told is not None else self._carried_over(last)

    def _told_of_old(self, sentence: Sentence) -> When | None:
        """The days of the past to which a paragraph has gone back: "In 2000 rebels took it. Ten men were shot"."""
        if self.published is None or self.dates_of(sentence):
            return None
        told = self.layout.paragraph(sentence)[:-1]
        if not told and goes_on(sentence.text) and sentence.index:
            told = self.layout.paragraph(self.layout.sentences[sentence.index - 1])
        past = gone_back(sentence.text, [(s, self.dates_of(s)) for s in told], self.published)
        if past is None:
            return None
        by = "the past that its paragraph tells of"
        return When(past.first, past.last, "period", POINTED, by, past.surface, past.start)

    def lead_date(self, item: int) -> When | None:
        """The day of the news: the first day that the opening sentences of a report name, else that of its dateline."""
        if item not in self.item_date:
            date = next((d for d in self._opening_dates(item) if of_the_news(d, self.published)), None)
            if date is None:
                return None
            news = When(date.first, date.last, "day", INHERITED, "the day of the news", date.surface, date.start)
            self.item_date[item] = news
        return self.item_date[item]

    def _opening_dates(self, item: int) -> Iterator[DateMention]:
        """The dates of the two opening sentences of a report, then those of its dateline: "KISUMU, Monday"."""
        blocks = [(self.layout.block_of(s), s) for s in self.layout.sentences]
        inside = [(block, sentence) for block, sentence in blocks if block.item == item and block.kind == "text"]
        for _, sentence in inside[:2]:
            start, text = sentence.start, sentence.text
            yield from (d for d in self.dates_of(sentence) if not still_to_come(text[: d.start - start]))
        for block, _ in inside[:1]:
            yield from (d for d in self.dates if block.start <= d.start < block.body)

    def _opening_past(self, item: int) -> When | None:
        """The days of long ago that a report opens with: what it tells without a day is of that time."""
        first = next(self.layout.body(item), None)
        dates = self.dates_of(first) if first is not None else []
        if first is not None and any(judged_or_remembered(self.layout.text[first.start : d.start]) for d in dates):
            return None
        if self.published is None or not dates or any((self.published - d.last).days <= _LONG_PAST for d in dates):
            return None
        last = dates[-1]
        return When(last.first, last.last, "period", POINTED, "the past that the report opens with", last.surface,
                    last.start)  # fmt: skip

    def redate(self, sentence: Sentence, told: Sequence[Candidate]) -> None:
        """Gives what the sentence before told the day that one gives it: "The incident occurred on Thursday"."""
        day = day_given(sentence.text, self.dates_of(sentence))
        for telling in told if day is not None else ():
            when = telling.when
            if day is None or when is None or telling.sentence != sentence.index - 1:
                continue
            if (when.told or when.rank <= INHERITED) and 0 <= (when.last - day.last).days <= _GIVEN_WITHIN:
                by = "the day that the next sentence gives"
                telling.when = When(day.first, day.last, day.precision, IN_SENTENCE, by, day.surface, day.start)

    def note_date(self, sentence: Sentence, when: When) -> None:
        """Remembers a day that an event named itself, for the next sentences of its paragraph."""
        brief = when.precision == "period" and (when.last - when.first).days <= _BRIEF
        if when.rank >= IN_CLAUSE and (when.precision == "day" or brief):
            self.paragraph_date[sentence.block] = when
