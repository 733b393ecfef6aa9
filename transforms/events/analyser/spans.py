"""From labels of single words to spans: arguments by their heads, names, triggers."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from transforms.events.analyser.document import Arg, Mention, Name, Trigger
from transforms.events.analyser.model import Reading

Chances = NDArray[np.floating]
#: Marks that an argument neither begins nor ends with.
_MARKS = frozenset((",", ".", ";", ":", "-", "–", "—", "--", "...", "!", "?", '"', "'", "“", "”", "‘", "’", "''", "``"))
#: The label of triggers whose events have no mode.
MODELESS = "_"
_BRACKETS = {")": "(", "]": "["}
#: What stands before a noun and belongs to the clause that it is in, not to the clause that says something of it.
_OUTER = frozenset(("case", "cc", "mark", "punct", "discourse"))
#: What depends on the noun or adjective after "is" and is no part of it.
_CLAUSAL = frozenset(
    ("nsubj", "nsubj:pass", "csubj", "expl", "cop", "aux", "mark", "cc", "parataxis", "discourse", "advcl", "vocative")
)
#: What makes a clause of a noun or adjective that something else is said of in a relative clause.
_ASSERTING = frozenset(("nsubj", "csubj", "expl", "cop", "aux"))
#: Roles that a single word fills: the light verb of a noun and the noun of a light verb.
_SINGLE = frozenset(("AM-LVB", "AM-PRR"))


class Tree:
    """The heads (-1 for the root) and relations of a sentence's tokens, asked for what depends on a token."""

    def __init__(self, heads: Sequence[int], rels: Sequence[str]) -> None:
        self.heads, self.rels = heads, rels
        self.children: list[list[int]] = [[] for _ in heads]
        for token, head in enumerate(heads):
            if head >= 0:
                self.children[head].append(token)

    def up(self, token: int) -> list[int]:
        """The token, its head, the head of that, up to the root."""
        path = []
        while token >= 0:
            path.append(token)
            token = self.heads[token]
        return path

    def below(self, token: int, barred: Collection[int]) -> set[int]:
        """The token and all that depends on it, but for the branches that begin with a barred token."""
        found = {token}
        waiting = [token]
        while waiting:
            for child in self.children[waiting.pop()]:
                if child not in barred:
                    found.add(child)
                    waiting.append(child)
        return found


def argument_span(
    tree: Tree, words: Sequence[str], head: int, predicate: int, others: Collection[int] = ()
) -> tuple[int, int]:
    """Tokens from start to before end around the head of an argument: what depends on it.

    What depends on the heads of the predicate's other arguments is left out, and so is the branch that holds the
    predicate: the relative clause of the men who attacked, or the copula of a noun or adjective, with which all goes
    that belongs to the clause as a whole.
    """
    barred = set(others)
    path = tree.up(predicate)
    if head in path:
        barred.update(path[: path.index(head)])
        outer = _OUTER
        if tree.heads[predicate] == head and tree.rels[predicate] == "cop":
            outer = _CLAUSAL
            barred.update(c for c in tree.children[head] if tree.rels[c] == "conj" and _clause(tree, c))
        elif any(tree.rels[c] == "cop" for c in tree.children[head]):
            barred.update(c for c in tree.children[head] if tree.rels[c] in _ASSERTING)
        barred.update(c for c in tree.children[head] if tree.rels[c] in outer and (c < head or outer is _CLAUSAL))
    below = tree.below(head, barred)
    start = end = head
    while start - 1 in below:
        start -= 1
    while end + 1 in below:
        end += 1
    while start < head and words[start] in _MARKS:
        start += 1
    while end > head and (words[end] in _MARKS or _unopened(words, start, end)):
        end -= 1
    return start, end + 1


def _clause(tree: Tree, token: int) -> bool:
    return any(tree.rels[c] in ("nsubj", "nsubj:pass", "expl", "csubj") for c in tree.children[token])


def _unopened(words: Sequence[str], start: int, end: int) -> bool:
    """Whether a span ends with a bracket that was opened before it."""
    opening = _BRACKETS.get(words[end])
    return opening is not None and opening not in words[start:end]


def arguments(
    chances: Chances, roles: Sequence[str], tree: Tree, words: Sequence[str], predicate: int
) -> tuple[Arg, ...]:
    """The arguments of a predicate from chances [words, roles], role 0 being none.

    A numbered role is filled once: the likeliest word takes it, any other takes its next likely label.
    """
    chances = np.array(chances)
    chosen = chances.argmax(1).tolist()
    for label in set(chosen) - {0}:
        if not (len(roles[label]) == 2 and roles[label][1].isdigit()):
            continue
        holders = [word for word, given in enumerate(chosen) if given == label]
        best = max(holders, key=chances[:, label].__getitem__, default=None)
        for other in holders:
            if other != best:
                chances[other, label] = 0.0
                chosen[other] = int(chances[other].argmax())
    heads = [word for word, label in enumerate(chosen) if label]
    found = []
    for head in heads:
        label = chosen[head]
        start, end = head, head + 1
        if roles[label] not in _SINGLE:
            start, end = argument_span(tree, words, head, predicate, [h for h in heads if h != head])
        found.append(Arg(roles[label], start, end, head, round(float(chances[head, label]), 3)))
    return tuple(found)


def names(chances: Chances, labels: Sequence[str]) -> tuple[Name, ...]:
    """Names from chances [words, labels], labels being O, B-X and I-X; the whole of a name decides on its type."""
    chosen = chances.argmax(1).tolist()
    if not any(chosen):
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


def triggers(reading: Reading, labels: Mapping[str, Sequence[str]], words: Sequence[str] = ()) -> tuple[Trigger, ...]:
    """Triggers with what is told of them: neighbouring words of one type are one, type 0 being none.

    Where the sentence's words are given, no mark alone names a party.
    """
    types = labels["events"]
    chosen = reading.events.argmax(1).tolist()
    found = []
    at = 0
    while at < len(chosen):
        kind = chosen[at]
        end = at + 1
        while kind and end < len(chosen) and chosen[end] == kind:
            end += 1
        if kind:
            inside = slice(at, end)
            status, status_score = _likeliest(reading.statuses[inside], labels["statuses"])
            mode, mode_score = _likeliest(reading.modes[inside], labels.get("modes", (MODELESS,)))
            parts = _parts(_mean(reading.parties[inside]), labels.get("parties", ("_",)), words)
            score = round(float(_mean(reading.events[inside, kind])), 3)
            found.append(
                Trigger(
                    at,
                    end,
                    types[kind],
                    status,
                    score,
                    status_score,
                    mode=None if mode == MODELESS else mode,
                    mode_score=mode_score,
                    actors=parts.get("actor", ()),
                    recipients=parts.get("recipient", ()),
                    places=parts.get("place", ()),
                )
            )
        at = end
    return tuple(found)


def _mean(words: Chances) -> Chances:
    """The mean over words, which most often are one."""
    return words[0] if len(words) == 1 else words.mean(0)  # type: ignore[no-any-return]


def _likeliest(chances: Chances, labels: Sequence[str]) -> tuple[str, float]:
    """The label that words together give the most chance to, and that chance."""
    mean = _mean(chances)
    best = int(mean.argmax())
    return labels[best], round(float(mean[best]), 3)


def _parts(chances: Chances, labels: Sequence[str], words: Sequence[str]) -> dict[str, tuple[Mention, ...]]:
    """Runs of words by what they are to a trigger, from chances [words, parts], part 0 being nothing."""
    chosen = chances.argmax(1).tolist()
    found: dict[str, list[Mention]] = {label: [] for label in labels}
    at = 0
    while at < len(chosen):
        kind = chosen[at]
        end = at + 1
        while end < len(chosen) and chosen[end] == kind:
            end += 1
        if kind and not (words and _MARKS.issuperset(words[at:end])):
            found[labels[kind]].append(Mention(at, end, round(float(_mean(chances[at:end, kind])), 3)))
        at = end
    return {label: tuple(mentions) for label, mentions in found.items()}
