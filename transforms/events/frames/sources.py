"""Who says what a sentence tells: the subject of the verb that reports it, or who follows "according to"."""

from __future__ import annotations

from transforms.events.frames.triggers import Trigger
from transforms.events.grammar.chunks import Chunk
from transforms.events.grammar.syntax import Group, Parse
from transforms.events.wordlists import status_words, word_list


def source_of(parse: Parse, position: int) -> Chunk | None:
    """The phrase that names who says what stands at a word: "..., a police captain said"."""
    at = position
    for _ in range(30):
        group = parse.group_at(at)
        if group is not None and group.head != position and _reports(group) and group.subject is not None:
            return group.subject
        for child in parse.children[at]:
            word = parse.words[child]
            other = parse.group_at(child) if word.rel == "parataxis" else None
            if other is not None and _reports(other) and other.subject is not None:
                return other.subject
            if word.rel == "obl" and parse.words[max(0, child - 12) : child] and _according(parse, child):
                return parse.chunk_at(child)
        at = parse.words[at].head
        if at < 0:
            break
    return None


def reported(parse: Parse, trigger: Trigger) -> bool:
    """Whether somebody tells it: "residents said that soldiers had burned houses"."""
    return (trigger.group is not None and trigger.group.complement) or source_of(parse, trigger.head) is not None


def _reports(group: Group) -> bool:
    known = group.lemma in status_words("saying") | status_words("claiming")
    return known and not group.passive and group.lemma not in _NOT_REPORTING


def _according(parse: Parse, noun: int) -> bool:
    return any(parse.words[c].token.lower == "according" for c in parse.children[noun])


_NOT_REPORTING = word_list("status_not_reporting")
