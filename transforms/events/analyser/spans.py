"""From labels of single words to spans: arguments by their heads, names, triggers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from transforms.events.analyser.document import Arg, Name, Trigger

Chances = NDArray[np.floating]
#: Marks that an argument neither begins nor ends with.
_MARKS = frozenset(",.;:-–—!?")


class Tree:
    """The heads of a sentence's tokens (-1 for the root), asked for what depends on a token."""

    def __init__(self, heads: Sequence[int]) -> None:
        self.heads = heads
        self.children: list[list[int]] = [[] for _ in heads]
        for token, head in enumerate(heads):
            if head >= 0:
                self.children[head].append(token)

    def below(self, token: int, without: int = -1) -> set[int]:
        """The token and all that depends on it, but for the branch that holds `without`."""
        barred = {without}
        at = without
        while at >= 0 and at != token:
            barred.add(at)
            at = self.heads[at]
        barred.discard(token)
        found = {token}
        waiting = [token]
        while waiting:
            for child in self.children[waiting.pop()]:
                if child not in barred:
                    found.add(child)
                    waiting.append(child)
        return found


def argument_span(tree: Tree, words: Sequence[str], head: int, predicate: int) -> tuple[int, int]:
    """Tokens from start to before end around the head of an argument: what depends on it, without the predicate."""
    below = tree.below(head, predicate)
    start = end = head
    while start - 1 in below:
        start -= 1
    while end + 1 in below:
        end += 1
    while start < head and words[start] in _MARKS:
        start += 1
    while end > head and words[end] in _MARKS:
        end -= 1
    return start, end + 1


def arguments(
    chances: Chances, roles: Sequence[str], tree: Tree, words: Sequence[str], predicate: int
) -> tuple[Arg, ...]:
    """The arguments of a predicate from chances [words, roles], role 0 being none.

    A numbered role is filled once: the likeliest word takes it, any other takes its next likely label.
    """
    chances = np.array(chances)
    chosen = chances.argmax(1)
    for label in set(chosen.tolist()) - {0}:
        if not (len(roles[label]) == 2 and roles[label][1].isdigit()):
            continue
        holders = np.flatnonzero(chosen == label)
        if len(holders) > 1:
            best = holders[chances[holders, label].argmax()]
            for other in holders:
                if other != best:
                    chances[other, label] = 0.0
                    chosen[other] = chances[other].argmax()
    found = []
    for head in np.flatnonzero(chosen):
        start, end = argument_span(tree, words, int(head), predicate)
        label = int(chosen[head])
        found.append(Arg(roles[label], start, end, int(head), round(float(chances[head, label]), 3)))
    return tuple(found)


def names(chances: Chances, labels: Sequence[str]) -> tuple[Name, ...]:
    """Names from chances [words, labels], labels being O, B-X and I-X; the whole of a name decides on its type."""
    chosen = chances.argmax(1)
    if not chosen.any():
        return ()
    kinds = sorted({label[2:] for label in labels[1:]})
    columns = [[i for i, label in enumerate(labels) if label[2:] == kind] for kind in kinds]
    found = []
    at = 0
    while at < len(chosen):
        if not chosen[at]:
            at += 1
            continue
        end = at + 1
        while end < len(chosen) and labels[chosen[end]].startswith("I-"):
            end += 1
        weights = [float(chances[at:end, c].sum()) / (end - at) for c in columns]
        best = int(np.argmax(weights))
        found.append(Name(kinds[best], at, end, round(weights[best], 3)))
        at = end
    return tuple(found)


def triggers(
    events: Chances, statuses: Chances, types: Sequence[str], status_names: Sequence[str]
) -> tuple[Trigger, ...]:
    """Triggers from chances of event types (0 being none) and of statuses: neighbours of one type are one."""
    chosen = events.argmax(1)
    found = []
    at = 0
    while at < len(chosen):
        kind = int(chosen[at])
        end = at + 1
        while kind and end < len(chosen) and chosen[end] == kind:
            end += 1
        if kind:
            status = statuses[at:end].mean(0)
            best = int(status.argmax())
            score = float(events[at:end, kind].mean())
            found.append(
                Trigger(at, end, types[kind], status_names[best], round(score, 3), round(float(status[best]), 3))
            )
        at = end
    return tuple(found)
