"""Dependency trees from the chances of heads: the maximum spanning tree with one root."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_NEVER = -1e9

Scores = NDArray[np.float64]


def best_tree(chances: NDArray[np.floating]) -> list[int]:
    """Heads of tokens 1..n from chances [n + 1, n + 1] of (dependent, head); head 0 is the root, which one token has.

    The likeliest token takes the root; the likeliest head of each other token is taken where that makes a tree, else
    the best tree is looked for (Chu and Liu 1965, Edmonds 1967).
    """
    size = len(chances)
    if size == 2:
        return [0]
    scores = np.log(np.asarray(chances, dtype=np.float64) + 1e-12)
    np.fill_diagonal(scores, _NEVER)
    root = 1 + int(scores[1:, 0].argmax())
    scores[1:, 0] = _NEVER
    scores[root] = _NEVER
    scores[root, 0] = 0.0
    heads: NDArray[np.intp] = scores.argmax(1)
    heads[0] = 0
    if _cycle(heads.tolist()) is not None:
        heads = _edmonds(scores)
    return [int(h) for h in heads[1:]]


def _cycle(heads: Sequence[int]) -> list[int] | None:
    """Tokens of a cycle, if there is one; token 0 is the root."""
    state = [0] * len(heads)
    state[0] = 2
    for start in range(1, len(heads)):
        path = []
        at = start
        while state[at] == 0:
            state[at] = 1
            path.append(at)
            at = heads[at]
        if state[at] == 1:
            return path[path.index(at) :]
        for node in path:
            state[node] = 2
    return None


def _edmonds(scores: Scores) -> NDArray[np.intp]:
    """The best tree: cycles of the greedy choice are drawn together into one token until none is left."""
    heads: NDArray[np.intp] = scores.argmax(1)
    heads[0] = 0
    cycle = _cycle(heads.tolist())
    if cycle is None:
        return heads
    inside = np.array(cycle)
    outside = np.array([n for n in range(len(scores)) if n not in set(cycle)])
    kept = scores[inside, heads[inside]]
    entering = scores[np.ix_(inside, outside)] - kept[:, None]
    leaving = scores[np.ix_(outside, inside)]
    size = len(outside)
    smaller = np.full((size + 1, size + 1), _NEVER)
    smaller[:size, :size] = scores[np.ix_(outside, outside)]
    smaller[size, :size] = entering.max(0)
    smaller[:size, size] = leaving.max(1)
    inner = _edmonds(smaller)
    for place, node in enumerate(outside):
        if place:
            head = int(inner[place])
            heads[node] = inside[int(leaving[place].argmax())] if head == size else outside[head]
    entry = int(inner[size])
    heads[inside[int(entering[:, entry].argmax())]] = outside[entry]
    return heads
