"""How alike two articles are, by sketches whose shingles count by how rare they are.

Three measures decide, because one alone is wrong somewhere:

- containment (of the shorter in the longer) finds cuts, which resemblance misses;
- rarity weights keep columns, calendars and house boilerplate apart, whose frames recur in many stories. Rarity counts
  stories, not articles: the words of a report that eighty outlets printed are still one story's words;
- the share of the longer text tells a copy from a commentary that quotes a paragraph.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from transforms.dedupe.signature import SKETCH_SIZE, distinct, sketch_of

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

# A shingle found in more stories than this is worth less: 3/n in n stories. Within one outlet two stories are enough to
# suspect house boilerplate.
COMMON_STORIES = 3
COMMON_STORIES_OF_OUTLET = 2

# The least that joins two articles. Tuned on sets of other seeds than the benchmark reports; see benchmarks/dedupe.py.
MIN_RARE_SHARE = 0.55
MIN_CONTAINMENT = 0.60
MIN_SHARE_OF_LONGER = 0.12
# An outlet's own articles resemble each other by their frames, and it seldom prints a heavy cut of its own report.
MIN_RARE_SHARE_SAME_OUTLET = 0.70
MIN_SHARE_OF_LONGER_SAME_OUTLET = 0.30
# Fewer rare shingles in common than this (some 16 words) prove nothing, unless the texts are the same throughout.
MIN_RARE_SHINGLES = 12
SAME_THROUGHOUT = 0.8

# Two articles of which the longer holds this much of the shorter seem to tell one story, when stories are counted.
SAME_STORY = 0.80

_PAD = np.iinfo(np.int32).max
_PAIRS_AT_ONCE = 8192


@dataclass(frozen=True, slots=True)
class Overlap:
    """Measures of pairs, one value each.

    Attributes:
        shared: shingles in common, of those sampled in both.
        containment: share of the shorter's sampled shingles that the longer has.
        share_of_longer: share of the longer's that the shorter has.
        rare: weight of the shingles in common.
        rare_containment: the same share, every shingle counted by its weight.
    """

    shared: Ints
    shorter: Ints
    longer: Ints
    rare: Floats
    rare_containment: Floats

    @property
    def containment(self) -> Floats:
        return self.shared / np.maximum(1, self.shorter)

    @property
    def share_of_longer(self) -> Floats:
        return self.shared / np.maximum(1, self.longer)

    @property
    def rare_share(self) -> Floats:
        """Weight in common against the shorter's size: what is left of the containment without common shingles."""
        return self.rare / np.maximum(1, self.shorter)


class Sketches:
    """The sketches of a set of articles, as rows of one matrix of shingle numbers."""

    def __init__(self, signatures: Sequence[bytes]) -> None:
        rows = [sketch_of(s)[:SKETCH_SIZE] for s in signatures]
        self._sizes = np.array([len(r) for r in rows], dtype=np.int64)
        values = np.concatenate(rows) if rows else np.empty(0, dtype=np.uint32)
        self._shingles, numbers = np.unique(values, return_inverse=True)
        self._numbers = numbers.astype(np.int32)
        self._rows = np.repeat(np.arange(len(rows)), self._sizes)
        starts = np.cumsum(self._sizes) - self._sizes
        self._columns = np.arange(len(self._numbers)) - starts[self._rows]
        self._matrix = np.full((len(rows), SKETCH_SIZE), _PAD, dtype=np.int32)
        self._matrix[self._rows, self._columns] = self._numbers
        # A full sketch is a sample up to its largest value; a shorter one is the whole text.
        self._reach = np.where(self._sizes == SKETCH_SIZE, self._matrix[:, -1], _PAD - 1).astype(np.int32)

    def weights(self, stories: Ints, outlets: Ints) -> Floats:
        """Weight of every shingle, 0 to 1, given the story and the outlet (numbers) of each article."""
        weights = np.minimum(1.0, COMMON_STORIES / np.maximum(1, self._spread(stories[self._rows])))
        # Stories per shingle and outlet; the outlet where most stories hold the shingle counts.
        n_stories, n_outlets = int(stories.max(initial=0)) + 1, int(outlets.max(initial=0)) + 1
        numbers = self._numbers.astype(np.int64)
        told = distinct((numbers * n_outlets + outlets[self._rows]) * n_stories + stories[self._rows]) // n_stories
        number_and_outlet = distinct(told)
        times = np.diff(np.searchsorted(told, number_and_outlet), append=len(told))
        most = np.zeros(len(self._shingles), dtype=np.int64)
        np.maximum.at(most, number_and_outlet // n_outlets, times)
        return np.minimum(weights, COMMON_STORIES_OF_OUTLET / np.maximum(1, most))

    def overlap(self, a: Ints, b: Ints, weights: Floats | None = None) -> Overlap:
        """Measures of the pairs (a[i], b[i]) of rows; without weights every shingle counts 1."""
        if weights is None:
            weights = np.ones(len(self._shingles))
        sums = np.zeros((len(self._matrix), SKETCH_SIZE + 1))
        by_place = np.zeros((len(self._matrix), SKETCH_SIZE))
        by_place[self._rows, self._columns] = weights[self._numbers]
        np.cumsum(by_place, axis=1, out=sums[:, 1:])
        # The sentinel weighs nothing: padding is in common with padding.
        weights = np.append(weights, 0.0)
        parts = [
            self._overlap_of(a[i : i + _PAIRS_AT_ONCE], b[i : i + _PAIRS_AT_ONCE], weights, sums)
            for i in range(0, len(a), _PAIRS_AT_ONCE)
        ]
        if not parts:
            none, nothing = np.empty(0, dtype=np.int64), np.empty(0)
            return Overlap(none, none, none, nothing, nothing)
        return Overlap(*(np.concatenate(column) for column in zip(*parts, strict=True)))

    def same(self, a: Ints, b: Ints) -> Bools:
        """Whether the pairs' sketches are equal and not empty."""
        parts = [
            (self._matrix[a[i : i + _PAIRS_AT_ONCE]] == self._matrix[b[i : i + _PAIRS_AT_ONCE]]).all(axis=1)
            for i in range(0, len(a), _PAIRS_AT_ONCE)
        ]
        equal: Bools = np.concatenate(parts) if parts else np.empty(0, dtype=np.bool_)
        return equal & (self._sizes[a] > 0)

    def _spread(self, groups: Ints) -> Ints:
        """In how many groups each shingle occurs."""
        n_groups = int(groups.max(initial=0)) + 1
        told = distinct(self._numbers.astype(np.int64) * n_groups + groups)
        return np.bincount(told // n_groups, minlength=len(self._shingles)).astype(np.int64)

    def _overlap_of(self, a: Ints, b: Ints, weights: Floats, sums: Floats) -> tuple[npt.NDArray[np.generic], ...]:
        reach = np.minimum(self._reach[a], self._reach[b])[:, None]
        rows_a, rows_b = self._matrix[a], self._matrix[b]
        size_a = (rows_a <= reach).sum(axis=1)
        size_b = (rows_b <= reach).sum(axis=1)
        both = np.sort(np.concatenate([rows_a, rows_b], axis=1), axis=1)
        common = (both[:, 1:] == both[:, :-1]) & (both[:, 1:] <= reach)
        shared = common.sum(axis=1)
        rare = np.where(common, weights[np.minimum(both[:, 1:], len(weights) - 1)], 0.0).sum(axis=1)
        least = np.minimum(sums[a, size_a], sums[b, size_b])
        contained = np.minimum(1.0, rare / np.maximum(1e-9, least))
        return shared, np.minimum(size_a, size_b), np.maximum(size_a, size_b), rare, contained


def lengths_of(signatures: Sequence[bytes]) -> Floats:
    """Distinct shingles of each text: counted in short ones, estimated from the density of the sketch in long ones."""
    sketches = [sketch_of(s) for s in signatures]
    return np.array([len(s) if len(s) < SKETCH_SIZE else (len(s) - 1) * 2.0**32 / (float(s[-1]) + 1) for s in sketches])


def copies(overlap: Overlap, same_outlet: Bools) -> Bools:
    """Pairs that are copies, by measures weighed by rarity."""
    least_rare = np.where(same_outlet, MIN_RARE_SHARE_SAME_OUTLET, MIN_RARE_SHARE)
    least_of_longer = np.where(same_outlet, MIN_SHARE_OF_LONGER_SAME_OUTLET, MIN_SHARE_OF_LONGER)
    enough = (overlap.rare >= MIN_RARE_SHINGLES) | (overlap.share_of_longer >= SAME_THROUGHOUT)
    return (
        enough
        & (overlap.rare_share >= least_rare)
        & (overlap.rare_containment >= MIN_CONTAINMENT)
        & (overlap.share_of_longer >= least_of_longer)
    )
