"""Statements: texts in which a body speaks for itself, so that "condemns" and "are rejected" are the act of the day."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from transforms.events.frames.frame import Frame
from transforms.events.frames.heads import SURE_OTHER, heads_suffice
from transforms.events.grammar.syntax import Group, Parse, Telling
from transforms.events.sentences import Layout, Sentence
from transforms.events.wordlists import word_list

#: Types of words whose saying is the act.
_ACTS = frozenset({"ACCUSE", "REQUEST", "REJECT", "SUPPORT", "THREATEN"})
_PRESENT = frozenset({"is", "are"})
_ADVERBS = word_list("statements_adverbs")
_PERFORMING = word_list("statements_performing")
#: Verbs of words at somebody, which nobody does all the time.
_SAYING_TO = word_list("statements_saying_to")
_IN_GENERAL = word_list("statements_in_general")
_TITLE = re.compile(
    rf"(?:\w+ ){{0,3}}?(?:{'|'.join(sorted(word_list('statements_titles')))}|press release)\b"
    r"(?=\W*\Z|:| (?:\w+ )?(?:by|of|on|from|regarding|concerning|following|about|to|no\b|in response))"
)


@dataclass
class Statements:
    """Which items of a report are statements, as far as it has been read."""

    known: dict[int, bool] = field(default_factory=dict)

    def read(self, layout: Layout, sentence: Sentence, parse: Parse, lead: Callable[[int], set[int]]) -> bool:
        """Whether the item of a sentence is a statement, by its headline or by its lead."""
        block = layout.block_of(sentence)
        if block.item not in self.known:
            self.known[block.item] = titled(layout, block.item)
        if block.kind == "text" and sentence.index in lead(block.item):
            self.known[block.item] |= opens_statement(parse)
        return self.known[block.item]


def titled(layout: Layout, item: int) -> bool:
    """Whether the headline of an item says that it is a statement: "Joint statement on the attack in Quito"."""
    heads = (b for b in layout.blocks if b.kind == "title" and b.item == item)
    return any(_TITLE.match(layout.text[b.start : b.end].lower()) is not None for b in heads)


def opens_statement(parse: Parse) -> bool:
    """Whether a sentence of a lead is in the present in which bodies speak: "The Union condemns the killing ..."."""
    return any(
        _present(parse, g) and g.lemma in _PERFORMING and parse.words[g.head].rel == "root" and not parse.quoted[g.head]
        for g in parse.groups
    )


def performed(parse: Parse, group: Group | None, frame: Frame, *, statement: bool) -> bool:
    """Whether saying it is the act: a present verb in a `statement`, or one that somebody uses with emphasis.

    As in "the claims are rejected by Peru" and, in any report, "Peru strongly condemns the attack".
    """
    if group is None or frame.event_type not in _ACTS or not _present(parse, group):
        return False
    around = parse.words[max(0, group.start - 1) : group.end + 1]
    return statement or any(word.token.lower in _ADVERBS for word in around)


def spoken_now(parse: Parse, group: Group, telling: Telling | None) -> bool:
    """Whether a report told in the present tells with a verb what somebody says now: "the force accuses the crowd".

    Not of what there is all the time: "Peru condemns such attacks".
    """
    if telling is None or group.lemma not in _SAYING_TO or not heads_suffice(telling, SURE_OTHER):
        return False
    return _IN_GENERAL.isdisjoint(w.token.lower for w in parse.words[slice(*group.clause)])


def _present(parse: Parse, group: Group) -> bool:
    """As in "condemns", "strongly condemn" and "are rejected"."""
    if group.kind != "finite" or group.modal or group.perfect:
        return False
    if group.passive:
        return parse.words[group.start].token.lower in _PRESENT
    return parse.words[group.head].form in ("VBZ", "VBP", "VB")
