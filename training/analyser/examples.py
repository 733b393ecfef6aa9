"""Sentences with what their sources say of them."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

#: Label of what is not annotated.
UNKNOWN = -100
#: Longer sentences are not trained on.
MAX_WORDS = 100
_STOPS = frozenset((".", "!", "?", "..."))

Frames = list[tuple[int, list[tuple[int, int]]]]


class CorpusError(Exception):
    """A corpus is not as it should be: which file, which sentence, what is wrong."""


@dataclass(slots=True)
class Taught:
    """What a teacher makes of a sentence's words, as probabilities."""

    #: Of each task [words, labels].
    labels: dict[str, NDArray[np.float16]]
    #: [words, 1 + words]: the root first; None where the teacher knows no trees.
    heads: NDArray[np.float16] | None


@dataclass(slots=True)
class Example:
    """A sentence; a list that is None says that the source does not annotate it."""

    source: str
    words: list[str]
    upos: list[int] | None = None
    heads: list[int] | None = None
    rels: list[int] | None = None
    lemmas: list[int] | None = None
    #: Predicates, each with its arguments: a word and the label of its role.
    frames: Frames | None = None
    #: For each word the name labels that are allowed, as bits.
    names: list[int] | None = None
    events: list[int] | None = None
    statuses: list[int] | None = None
    modes: list[int] | None = None
    #: Words of triggers, each with the part labels that are allowed for every word, as bits.
    parties: list[tuple[int, list[int]]] = field(default_factory=list)
    #: 1 where a sentence begins, 0 elsewhere, UNKNOWN for the first word, which always begins one.
    starts: list[int] | None = None
    gold: Mapping[str, Any] = field(default_factory=dict)
    #: The sentence after this one in its text.
    following: Example | None = None
    taught: Taught | None = None


def joined(examples: Sequence[Example], chance: random.Random, dropped: float = 0.15) -> Example:
    """Neighbouring sentences as one, as a text without stops or line breaks shows them.

    Args:
        examples: at least one sentence, of one source, in order.
        chance: decides which final stops are left out.
        dropped: the share of final stops that are left out.
    """
    made = examples[0]
    for example in examples[1:]:
        made = _two(_unstopped(made) if chance.random() < dropped else made, example)
    return made


def _unstopped(example: Example) -> Example:
    """The sentence without its final stop, if it ends with one on which nothing depends."""
    last = len(example.words) - 1
    if last < 1 or example.words[last] not in _STOPS or (example.heads and last + 1 in example.heads):
        return example
    if example.heads and example.heads[last] == 0:
        return example

    def cut(values: list[int] | None) -> list[int] | None:
        return values[:last] if values is not None else None

    frames, taught = example.frames, example.taught
    if taught is not None:
        labels = {task: chances[:last] for task, chances in taught.labels.items()}
        taught = Taught(labels, None if taught.heads is None else taught.heads[:last, : last + 1])
    if frames is not None:
        frames = [(p, [(w, r) for w, r in arguments if w < last]) for p, arguments in frames if p < last]
    return Example(
        example.source, example.words[:last], cut(example.upos), cut(example.heads), cut(example.rels),
        cut(example.lemmas), frames, cut(example.names), cut(example.events), cut(example.statuses),
        cut(example.modes), [(t, allowed[:last]) for t, allowed in example.parties if t < last], cut(example.starts),
        taught=taught,
    )  # fmt: skip


def _two(left: Example, right: Example) -> Example:
    size = len(left.words)

    def both(a: list[int] | None, b: list[int] | None) -> list[int] | None:
        return a + b if a is not None and b is not None else None

    frames = None
    if left.frames is not None and right.frames is not None:
        frames = left.frames + [(p + size, [(w + size, r) for w, r in arguments]) for p, arguments in right.frames]
    # Label 0, nothing, is bit 1: no word of one sentence is a party to an event of the other.
    outside = [1] * len(right.words)
    parties = [(t, labels + outside) for t, labels in left.parties]
    parties += [(t + size, [1] * size + labels) for t, labels in right.parties]
    return Example(
        left.source, left.words + right.words, both(left.upos, right.upos),
        both(left.heads, right.heads and [h + size if h > 0 else h for h in right.heads]), both(left.rels, right.rels),
        both(left.lemmas, right.lemmas), frames, both(left.names, right.names), both(left.events, right.events),
        both(left.statuses, right.statuses), both(left.modes, right.modes), parties,
        both(left.starts, right.starts and [1, *right.starts[1:]]),
        taught=_two_taught(left.taught, right.taught) if left.taught and right.taught else None,
    )  # fmt: skip


def _two_taught(left: Taught, right: Taught) -> Taught:
    labels = {task: np.concatenate([left.labels[task], right.labels[task]]) for task in left.labels}
    if left.heads is None or right.heads is None:
        return Taught(labels, None)
    first, second = len(left.heads), len(right.heads)
    heads = np.zeros((first + second, 1 + first + second), np.float16)
    heads[:first, : 1 + first] = left.heads
    heads[first:, 0] = right.heads[:, 0]
    heads[first:, 1 + first :] = right.heads[:, 1:]
    return Taught(labels, heads)
