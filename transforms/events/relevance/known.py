"""Which triggers of a story only mention what is known already: by tense and clause, and by the days that are named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from transforms.events.dates import DateMention
from transforms.events.dates.dated_clauses import hangs_on
from transforms.events.dates.moving_on import moves_on
from transforms.events.frames.heads import heard_in_full
from transforms.events.frames.roles import Reading
from transforms.events.frames.sense import SentenceView
from transforms.events.frames.sources import reported
from transforms.events.frames.triggers import Trigger
from transforms.events.grammar.syntax import Group, Parse
from transforms.events.relevance.background import (
    announced_before,
    before_what_was,
    commonplace,
    formerly,
    habitual,
    measured_by,
    of_a_war,
    only_named,
    presupposed,
    quarrelled_over,
    retold,
    said_of_the_subject,
    since_then,
    stands_there,
    sums_up,
    taken_as_known,
    time_and_again,
    told_before,
    verb_over,
    went_on,
    which_one,
)
from transforms.events.relevance.newsworthy import lead_of
from transforms.events.relevance.old_clauses import THESE_DAYS, backing, in_passing, in_whose_hands, reviewed
from transforms.events.relevance.statements import spoken_now
from transforms.events.scene import Scene
from transforms.events.sentences import Sentence

#: Types of what is done at once, unlike a strike or a flight, which may go on since a day of the news.
_DEEDS = frozenset({"ASSAULT", "COERCE"})


@dataclass
class Known:
    """What readers of a story know already."""

    scene: Scene
    leads: dict[int, set[int]] = field(default_factory=dict)

    def lead(self, item: int) -> set[int]:
        """The sentences of headline and lead of an item."""
        if item not in self.leads:
            self.leads[item] = lead_of(self.scene.layout, item)
        return self.leads[item]

    def before(self, sentence: Sentence, parse: Parse, trigger: Trigger) -> bool:
        """Whether a trigger tells what is known already: a verb by its tense or clause, a noun as a name."""
        group = trigger.group
        block = self.scene.layout.block_of(sentence)
        if since_then(parse, trigger.head) and not self.fresh(sentence, parse, group):
            return True
        if group is None:
            return any(
                is_known(parse, trigger.head) for is_known in (only_named, quarrelled_over, commonplace, went_on)
            )
        if stands_there(parse, group) or in_whose_hands(parse, group):
            return True
        if backing(parse, group) and not self.fresh(sentence, parse, group):
            return True
        if block.kind != "text":
            return False
        if presupposed(parse, group) or taken_as_known(parse, group) or formerly(parse, group):
            return True
        before = said_of_the_subject(parse, group, trigger.telling) or told_before(parse, group)
        if before and not self.fresh(sentence, parse, group):
            return True
        if sentence.index in self.lead(block.item):
            return False
        if before_what_was(parse, group) and not self.fresh(sentence):
            return True
        if which_one(parse, group) and not self.fresh(sentence, parse, group):
            return True
        if retold(parse, group, reported=reported(parse, trigger) or self.fresh(sentence) or moves_on(sentence.text)):
            return not (group.perfect and heard_in_full(trigger.telling))
        return habitual(parse, group) and not spoken_now(parse, group, trigger.telling)

    def in_passing(self, sentence: Sentence, parse: Parse, trigger: Trigger) -> bool:
        """Whether a trigger only stands beside the news: in an old clause, announced before, a measure of it."""
        if in_passing(parse, trigger.head, self.scene.dates_of(sentence), self.scene.published):
            return True
        if announced_before(parse, trigger.group):
            return True
        heard = trigger.telling.type if trigger.telling is not None else trigger.frames[0].event_type
        old = (heard == "ASSAULT" and reviewed(parse, trigger.head)) or measured_by(parse, trigger.head)
        return old and not self.fresh(sentence, parse, verb_over(parse, trigger.head))

    def summed_up(self, sentence: Sentence, parse: Parse, trigger: Trigger, reading: Reading) -> bool:
        """Whether a verb outside the lead only sums up what has happened until now."""
        block = self.scene.layout.block_of(sentence)
        group = trigger.group or reading.group
        if group is None or block.kind != "text" or sentence.index in self.lead(block.item):
            return False
        return sums_up(parse, group) and not self.scene.dates_of(sentence)

    def until_now(self, sentence: Sentence, parse: Parse, trigger: Trigger, reading: Reading) -> bool:
        """Whether a verb behind the first sentence says since when, or how often, something has been done."""
        group = trigger.group or reading.group
        if group is None or not parse.has_happened(group) or self._opens(sentence):
            return False
        if of_a_war(parse, group):
            return True
        heard = trigger.telling.type if trigger.telling is not None else trigger.frames[0].event_type
        if heard not in _DEEDS:
            return False
        words = parse.words[slice(*group.clause)]
        first, last = words[0].token.start, words[-1].token.start
        since = (d for d in self.scene.dates_of(sentence) if first <= d.start <= last and self._until_now(d))
        return time_and_again(parse, group) or any(since)

    def _opens(self, sentence: Sentence) -> bool:
        """Whether a sentence is a headline or the first of its item."""
        layout = self.scene.layout
        block = layout.block_of(sentence)
        return block.kind != "text" or sentence == next(layout.body(block.item))

    def _until_now(self, date: DateMention) -> bool:
        """Whether an expression of time says that something has gone on for long: "since January", "this year"."""
        published = self.scene.published
        if published is None or date.future or (published - date.first).days <= THESE_DAYS:
            return False
        return date.open_start or (date.precision in ("month", "year", "period") and date.last >= published)

    def own_day(self, sentence: Sentence, view: SentenceView, noun: int) -> bool:
        """Whether a noun has a day of these days: "the attack on Tuesday"."""
        return any(hangs_on(view, date, noun) for date in self._these_days(sentence))

    def fresh(self, sentence: Sentence, parse: Parse | None = None, group: Group | None = None) -> bool:
        """Whether a sentence, or the clause of a verb in it, names a day of these days."""
        first, last = sentence.start, sentence.end
        if parse is not None and group is not None:
            first = parse.words[group.clause[0]].token.start
            last = parse.words[min(group.clause[1], len(parse.words)) - 1].token.end
        return any(first <= date.start < last for date in self._these_days(sentence))

    def _these_days(self, sentence: Sentence) -> Iterator[DateMention]:
        """The days of the news that a sentence names, and its weeks."""
        published = self.scene.published
        if published is None:
            return
        for date in self.scene.dates_of(sentence):
            if date.precision in ("day", "week") and 0 <= (published - date.last).days <= THESE_DAYS:
                yield date
