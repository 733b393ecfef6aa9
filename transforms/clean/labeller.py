"""Which lines of a page are the article's: two small ensembles of trees, and the choice of lines that they bear out.

The first ensemble judges each line by its features; the second by what the first says of the line, its neighbours and
the containers around it. `data/labeller.json` holds their trees, written by `training/extraction`; each split names its
feature, so that every judgement can be followed. The trees are symmetric: all splits of one level are the same, so that
a line's leaf is the number that its answers spell.
"""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass
from importlib import resources
from typing import Any

import numpy as np
import numpy.typing as npt

from transforms.clean.features import NAMES, Matrix, features
from transforms.clean.lines import Lines
from transforms.clean.scan import Scan

MOST_WEIGHT = 60  # words of a line that count for the weight of its judgement
BESIDE = 0.3  # probability from which on a sentence is taken that stands in a container like that of chosen ones
LEVELS = 5
WINDOWS = (4, 10)  # lines before and after
CONTEXT: tuple[str, ...] = (
    "own", "below_page", "before", "before_2", "after", "after_2",
    *(name for level in range(LEVELS) for name in ((f"level_{level}", f"level_{level}_share")[: 1 + (level > 0)])),
    *(name for window in WINDOWS for name in (f"before_{window}", f"after_{window}")),
    "share_before", "best_before", "best_after", "signature",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Labels:
    """The lines of the article, and what their text's F1 is expected to be (0 to 1), as the labeller judges itself."""

    chosen: list[int]
    sureness: float


@dataclass(frozen=True, slots=True)
class Trees:
    """Symmetric trees as arrays. Many splits stand in several trees: each is answered once."""

    columns: npt.NDArray[np.int64]  # of the features, one a different split
    borders: npt.NDArray[np.float32]  # below each other
    splits: npt.NDArray[np.int64]  # which of the different splits: the first of every tree, the second, ...
    depth: int
    leaves: npt.NDArray[np.float64]  # of all trees, one after the other
    offsets: npt.NDArray[np.int64]  # where in them those of each tree begin
    bias: float

    @classmethod
    def read(cls, data: dict[str, Any], names: tuple[str, ...]) -> Trees:
        """Out of the file's JSON; the splits are given as (feature's name, border)."""
        column = {name: i for i, name in enumerate(names)}
        trees, depth = data["trees"], len(data["trees"][0]["splits"])
        numbers: dict[tuple[str, float], int] = {}
        splits = [numbers.setdefault(tuple(tree["splits"][k]), len(numbers)) for k in range(depth) for tree in trees]
        return cls(
            np.array([column[name] for name, _ in numbers], np.int64),
            np.array([[border] for _, border in numbers], np.float32),
            np.array(splits, np.int64),
            depth,
            np.array([tree["leaves"] for tree in trees], np.float64).ravel(),
            np.arange(len(trees))[:, None] << depth,
            float(data["bias"]),
        )

    def probabilities(self, matrix: Matrix) -> npt.NDArray[np.float64]:
        """Of each row."""
        # A matrix that lies by column, as `features` makes it, is not copied.
        different = (matrix.T.take(self.columns, axis=0) > self.borders).view(np.uint8)
        answers = different.take(self.splits, axis=0).reshape(self.depth, len(self.offsets), -1)
        leaf = answers[-1]
        for level in range(self.depth - 2, -1, -1):
            leaf = leaf + leaf + answers[level]
        values = self.leaves.take(leaf + self.offsets).sum(0) + self.bias
        result: npt.NDArray[np.float64] = 1 / (1 + np.exp(-values))
        return result


def label(found: Scan) -> Labels:
    """Choose the article's lines."""
    if not found.lines.text:
        return Labels([], 0.0)
    lines, matrix = found.lines, features(found.lines, heading=found.markup.heading)
    first, second = _ensembles()
    probabilities = second.probabilities(context(lines, first.probabilities(matrix)))
    numbers = lines.numbers()
    probabilities[numbers.dropped] = 0.0
    least, sureness = threshold(probabilities, numbers.words.astype(np.float64))
    if sureness <= 0:
        return Labels([], 0.0)
    chosen = {int(i) for i in np.flatnonzero(probabilities >= least)}
    around = {_around(lines, i) for i in chosen if lines.tag[i] == "p"}
    for index in np.flatnonzero((probabilities >= BESIDE) & (probabilities < least)):  # a sentence among its like
        if (
            lines.tag[index] == "p"
            and not lines.linked[index]
            and lines.text[index].rstrip("\"'”’»)]").endswith((".", "!", "?", "…", "。"))
            and _around(lines, int(index)) in around
        ):
            chosen.add(int(index))
    return Labels(sorted(chosen), sureness)


def _around(lines: Lines, index: int) -> str:
    return lines.signature[lines.parent[lines.container[index]]]


def context(lines: Lines, own: npt.NDArray[np.float64]) -> Matrix:
    """The columns of `CONTEXT`: what the first ensemble says of a line and of what is around it."""
    count = len(own)
    numbers = lines.numbers()
    weight = np.minimum(numbers.words.astype(np.float64), MOST_WEIGHT) + 1.0
    mass = own * weight
    start, end, parent = numbers.start, numbers.end, numbers.parent
    sums, weights = np.concatenate([[0.0], mass.cumsum()]), np.concatenate([[0.0], weight.cumsum()])
    all_mass = max(float(sums[-1]), 1e-9)
    order = (-own).argsort()
    likely = int(weight[order].cumsum().searchsorted(all_mass)) + 1  # as many as the judgements add up to
    columns: list[npt.NDArray[np.float64]] = [own, own - own[order[:likely]].mean()]
    for by in (1, 2, -1, -2):
        shifted = np.zeros(count)
        if by > 0:
            shifted[by:] = own[:-by]
        else:
            shifted[:by] = own[-by:]
        columns.append(shifted)
    inside, inside_weight = sums[end] - sums[start], np.maximum(weights[end] - weights[start], 1e-9)
    container = numbers.container
    for level in range(LEVELS):
        columns.append((inside / inside_weight)[container])
        if level:
            columns.append(inside[container] / all_mass)
        container = np.maximum(parent[container], 0)
    here = np.arange(count)
    for window in WINDOWS:
        low, high = np.maximum(here - window, 0), np.minimum(here + window + 1, count)
        columns.append((sums[here] - sums[low]) / np.maximum(weights[here] - weights[low], 1))
        columns.append((sums[high] - sums[here + 1]) / np.maximum(weights[high] - weights[here + 1], 1))
    columns.append(sums[here] / all_mass)
    columns.append(np.maximum.accumulate(own) - own)
    columns.append(np.maximum.accumulate(own[::-1])[::-1] - own)
    kind = numbers.kind[numbers.container]  # what is said of the lines in containers of the same tag and class
    columns.append((np.bincount(kind, mass) / np.maximum(np.bincount(kind, weight), 1.0))[kind])
    return np.array(columns, np.float32).T


def threshold(probabilities: npt.NDArray[np.float64], words: npt.NDArray[np.float64]) -> tuple[float, float]:
    """The least probability of a line to be chosen, so that the F1 of the words is expected to be largest, and that F1.

    For lines chosen down to some probability the expected hits are the sum of their words times their probabilities;
    the words of the article are expected to be that sum over all lines.
    """
    order = (-probabilities).argsort()
    hits = (probabilities * words)[order].cumsum()
    scores = 2 * hits / (words[order].cumsum() + hits[-1])
    best = int(np.argmax(scores))
    return float(probabilities[order[best]]), float(scores[best])


@functools.cache
def _ensembles() -> tuple[Trees, Trees]:
    text = resources.files("transforms.clean").joinpath("data", "labeller.json").read_text("utf-8")
    data = json.loads(text)
    return Trees.read(data["lines"], NAMES), Trees.read(data["context"], CONTEXT)
