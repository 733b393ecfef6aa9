"""Verb groups with their subject, object and prepositional phrases; the clauses they make.

A shallow grammar of news English: one pass finds the verb groups (auxiliaries, negation, main verb), a second one looks
left for the subject (past appositions, relative clauses and prepositional phrases) and right for object and phrases.
"""

from __future__ import annotations

from collections.abc import Sequence

from transforms.events.chunks import Chunk, chunk
from transforms.events.groups import PARTICLES, find_groups, headline_passives
from transforms.events.subjects import find_subject
from transforms.events.syntax import Group, Parse
from transforms.events.tagging import Word


def parse(words: Sequence[Word], *, headline: bool = False) -> Parse:
    """Analyses the words of one sentence; in headlines a bare participle is a passive ("Student shot")."""
    chunks = chunk(words)
    groups = find_groups(words)
    if headline:
        headline_passives(words, groups)
    by_start = {c.start: c for c in chunks}
    for number, group in enumerate(groups):
        group.clause = _clause(words, groups, number)
        _right_side(words, by_start, group)
    for number in range(len(groups)):
        find_subject(words, chunks, groups, number)
    return Parse(tuple(words), tuple(chunks), tuple(groups), _quoted(words))


def _quoted(words: Sequence[Word]) -> tuple[int, ...]:
    """For each word the length in words of the quotation it stands in, 0 outside."""
    lengths = [0] * len(words)
    opened: int | None = None
    for i, word in enumerate(words):
        if word.tag != "QU":
            continue
        if opened is None or word.token.text in "“«„":
            opened = i
        else:
            for j in range(opened + 1, i):
                lengths[j] = i - opened - 1
            opened = None
    if opened is not None and len(words) - opened > 4:
        for j in range(opened + 1, len(words)):
            lengths[j] = len(words) - opened
    elif opened is not None:
        # a closing mark whose opening stood in the sentence before
        for j in range(opened):
            lengths[j] = max(lengths[j], opened)
    return tuple(lengths)


def _clause(words: Sequence[Word], groups: Sequence[Group], number: int) -> tuple[int, int]:
    """The span of words that belong to a group: between its neighbours' verbs and the marks around it."""
    group = groups[number]
    start = groups[number - 1].end if number else 0
    end = groups[number + 1].start if number + 1 < len(groups) else len(words)
    low = group.start
    while low > start and words[low - 1].tag not in ("SB", "WP", ";", ":", "—", "QU"):
        low -= 1
    high = group.end
    while high < end and words[high].tag not in ("SB", "WP", ";", ":", "—", "QU"):
        high += 1
    return low, high


def _right_side(words: Sequence[Word], by_start: dict[int, Chunk], group: Group) -> None:
    """Object and prepositional phrases after the verb."""
    i = group.end
    limit = group.clause[1]
    while i < limit and (words[i].tag in ("RB", "NG", "QU") or (words[i].token.lower in PARTICLES and i == group.end)):
        if words[i].token.lower in PARTICLES and words[i].tag == "IN" and i + 1 in by_start and i == group.end:
            break
        i += 1
    if i < limit and words[i].tag == "TM" and i in by_start and by_start[i].temporal:
        i = by_start[i].end
    if i in by_start and i < limit and not by_start[i].temporal and not group.passive and _nominal(words, by_start[i]):
        group.object = by_start[i]
        i = by_start[i].end
    elif i in by_start and i < limit and group.passive and not by_start[i].temporal:
        i = by_start[i].end
    while i < limit:
        word = words[i]
        if word.tag == "IN":
            j = i + 1
            while j < limit and words[j].tag in ("RB", "IN", "QU"):
                j += 1
            if j in by_start and j < limit:
                group.phrases.append((word.token.lower, by_start[j]))
                i = by_start[j].end
                continue
        elif word.tag in ("SB", "WP", ";", ":", "—") or (
            word.tag == "," and i + 1 < limit and words[i + 1].tag not in ("IN", "TM", "NN")
        ):
            break
        i += 1


def _nominal(words: Sequence[Word], piece: Chunk) -> bool:
    """Whether a phrase can be an object: "the wounded", but not a bare "south"."""
    return piece.end - piece.start > 1 or words[piece.start].tag in ("NN", "PR", "CD", "DT")
