"""Rival counts: "the army put the dead at 12; rebels spoke of 40": a number that only a verb of counting governs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.events.tolls.lexicon import words
from transforms.events.tolls.mention import TollMention
from transforms.events.tolls.phrases import Phrase
from transforms.events.tolls.sentence import Sentence

_BETWEEN = frozenset({"of", "to", "at", "the", "as", "only", "just", "it", "figure", "for", "about", "them", "dead"})
_STATES = frozenset({"was", "is", "had"})
_OWN = frozenset({"its", "their", "his", "our", "them"})
_UP_FROM = re.compile(r"\b(?:up|down) from\b", re.IGNORECASE)
_APART = 30
"""A count that is so many times larger or smaller than the first counts something else."""


def rivals(s: Sentence, tolls: Sequence[TollMention]) -> list[tuple[Phrase, TollMention]]:
    """Bare numbers that some source counts after a toll, each with the toll that they rival."""
    first = [t for t in tolls if t.effect in ("killed", "injured") and t.best and not t.part_of and not t.hypothetical]
    if not first:
        return []
    taken = [(t.start, t.end) for t in tolls]
    found = []
    for phrase in s.phrases:
        start, end = s.tokens[phrase.i].start, s.tokens[phrase.j - 1].end
        if not phrase.counted or phrase.adds or any(a < end and start < b for a, b in taken) or not _bare(s, phrase):
            continue
        before = [t for t in first if t.end <= start]
        if not before or not _counted(s, phrase) or _UP_FROM.search(s.text, before[-1].end, start):
            continue
        toll = next((t for t in reversed(before) if t.effect == "killed"), before[-1])
        ours, theirs = phrase.best, toll.best
        if ours == 0 or (ours and theirs and ours <= theirs * _APART and theirs <= ours * _APART):
            found.append((phrase, toll))
    return found


def _bare(s: Sentence, phrase: Phrase) -> bool:
    """True for a number without a noun of its own, or with "of their own"."""
    if phrase.group_j > phrase.group_i and s.low(phrase.group_i) not in _OWN and s.low(phrase.group_j - 1) != "own":
        return False
    k = phrase.j
    return k >= len(s.tokens) or s.tag(k) in ("punct", "conj", "clause") or s.low(k) in ("in", "on", "dead")


def _counted(s: Sentence, phrase: Phrase) -> bool:
    """True where a verb of counting governs the number: "counted 40", "the ministry's count was twelve"."""
    k = phrase.i - 1
    while phrase.i - k <= 4 and s.low(k) in _BETWEEN:
        k -= 1
    if s.low(k) in ("had", "has", "gives", "gave") and s.low(k - 1) in words("tally"):
        return True
    if s.low(k) in _STATES:
        return any(s.low(m) in words("tally") for m in range(max(0, k - 5), k))
    return s.low(k) in words("counting")
