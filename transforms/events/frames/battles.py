"""Fights in which a place is taken: "captured the port after two days of fighting" is one event."""

from __future__ import annotations

from itertools import pairwise

from transforms.events.candidate import IN_CLAUSE, Candidate
from transforms.events.frames.carriers import RESULT_KINDS, Found
from transforms.events.frames.triggers import Trigger
from transforms.events.grammar.syntax import Parse
from transforms.events.parties.naming import besides
from transforms.events.wordlists import word_list

#: How a fight stands to the taking that it brought: "took it after clashes", "fell in a battle".
_BRINGING = frozenset({"after", "following", "in", "during", "amid", "with"})
_FOLLOWING = word_list("separate_following")
_FIGHTS = frozenset({"clash", "offensive"})
#: Times that only a campaign lasts, and how far before the word for it they stand, in words.
_LONG = frozenset({"weeks", "months", "years", "month", "year"})
_REACH = 4


def merged_battles(found: list[Found], parse: Parse) -> list[Found]:
    """The fight in which a place was taken is part of taking it, and its dead are those of the taking."""
    gone: set[int] = set()
    for taking, first, _ in found:
        if taking.kind != "territory" or taking.strength < 2:
            continue
        for fight, second, _ in found:
            if fight.kind not in _FIGHTS or not _names(second):
                continue
            if _elsewhere(fight, taking) or _lasted(parse, second.head):
                continue
            if _fought_for(parse, second, first) or _followed(parse, second, first):
                gone.add(id(fight))
                _fell_in(second.head, found, parse)
                taking.recipients += besides(fight.recipients, (*taking.recipients, *taking.actors))
                taking.absorbed.append((fight.start, fight.end))
    if gone:
        for candidate, _, _ in found:
            candidate.reason = False  # who died in the fight died in the taking
    return [item for item in found if id(item[0]) not in gone]


def _lasted(parse: Parse, fight: int) -> bool:
    """Whether a fight is a campaign, which is more than taking one place: "after three months of battles"."""
    before = [w.token.lower for w in parse.words[max(0, fight - _REACH) : fight]]
    return any(time in _LONG and of == "of" for time, of in pairwise(before))


def _names(trigger: Trigger) -> bool:
    """Whether a fight is named and no verb asserts it, however it is parsed: "followed two days of fighting"."""
    return trigger.pos == "n" or (trigger.group is not None and trigger.group.kind == "gerund")


def _fell_in(fight: int, found: list[Found], parse: Parse) -> None:
    """Leaves open who killed in a fight: "clashes with rebels that left twelve dead"."""
    for candidate, trigger, _ in found:
        if candidate.kind in RESULT_KINDS and trigger.head != fight and fight in parse.upwards(trigger.head):
            candidate.actors = []


def _elsewhere(fight: Candidate, taking: Candidate) -> bool:
    """Whether a fight has a place of its own: "captured the port after fighting in the hills of Afrin"."""
    if fight.where is None or taking.where is None or fight.where.rank < IN_CLAUSE:
        return False
    return fight.where.place.name != taking.where.place.name


def _fought_for(parse: Parse, fight: Trigger, taking: Trigger) -> bool:
    """Whether a fight hangs on the word for the taking: "retook it after clashes with rebels"."""
    below = fight.head
    for at in parse.upwards(parse.words[fight.head].head):
        if at == taking.head:
            return parse.words[below].rel in ("obl", "nmod") and parse.preposition(below) in _BRINGING
        if parse.words[at].tag == "VB":
            return False
        below = at
    return False


def _followed(parse: Parse, fight: Trigger, taking: Trigger) -> bool:
    """Whether the taking followed the fight: "the capture of the port followed two days of fighting"."""
    above = parse.upwards(parse.words[fight.head].head)
    verb = next((at for at in above if parse.words[at].tag == "VB"), None)
    group = parse.group_at(verb) if verb is not None else None
    if group is None or group.lemma not in _FOLLOWING or group.subject is None or taking.chunk is None:
        return False
    return group.subject.start <= taking.chunk.start < group.subject.end
