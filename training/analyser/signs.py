"""How much kinds of words, and single words, count for a sentence beginning between them, learnt on the treebank.

They need no model: a logistic regression over all places of the training part's documents, their sentences joined.
`training.analyser.boundaries` weighs what comes of it against the rules and the model.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import torch
from torch.nn import functional

from transforms.events.analyser.boundaries import signs_of

SHIPPED = Path(__file__).parents[2] / "transforms" / "events" / "analyser" / "data" / "boundary_signs.tsv"
_HEADER = """\
# How much signs count for a sentence beginning at a place: weights of a logistic regression without the model.
# Columns: sign, weight. Signs: the kinds of the words before (-3, -2, -1) and after (+1, +2, +3), alone and some of
# them together; with "=" the words themselves, in lower case.
# Made by training/analyser/boundaries.py --signs from UD English EWT, training part: CC BY-SA 4.0 as that.
"""
#: Signs that are seen less often are not learnt, and lighter ones not kept.
_SEEN, _LIGHT = 15, 0.1
_PENALTY = 1.5
_STEPS = 60


def learn(sentences: Iterable[Mapping[str, Any]]) -> dict[str, float]:
    """The weight of each sign, from the treebank's sentences in the order of its documents."""
    shown: list[list[str]] = []
    truth: list[float] = []
    for _, group in groupby(sentences, key=lambda s: s["id"].rpartition("-")[0]):
        found = [s["tok"] for s in group]
        words = [word for sentence in found for word in sentence]
        begins = [float(n == 0) for sentence in found for n in range(len(sentence))]
        shown += [signs_of(words, at) for at in range(1, len(words))]
        truth += begins[1:]
    seen = Counter(sign for signs in shown for sign in signs)
    names = sorted(sign for sign, count in seen.items() if count >= _SEEN)
    return _regression(shown, torch.tensor(truth), names)


def read(path: Path = SHIPPED) -> dict[str, float]:
    """The weights as they were written."""
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {sign: float(weight) for sign, weight in rows}


def write(weights: Mapping[str, float], path: Path = SHIPPED) -> None:
    """Puts the weights where the analyser looks for them."""
    rows = [f"{sign}\t{weight:.2f}\n" for sign, weight in sorted(weights.items())]
    path.write_text(_HEADER + "".join(rows), encoding="utf-8")


def _regression(shown: Sequence[Sequence[str]], truth: torch.Tensor, names: Sequence[str]) -> dict[str, float]:
    number = {name: n for n, name in enumerate(names)}
    rows = [[number[sign] for sign in signs if sign in number] for signs in shown]
    flat = torch.tensor([n for row in rows for n in row])
    begins = torch.tensor([0, *(len(row) for row in rows[:-1])]).cumsum(0)
    weights = torch.zeros(len(names), 1, requires_grad=True)
    base = torch.zeros(1, requires_grad=True)
    optimizer = torch.optim.LBFGS([weights, base], max_iter=_STEPS, line_search_fn="strong_wolfe")

    def closure() -> torch.Tensor:
        optimizer.zero_grad()
        scores = functional.embedding_bag(flat, weights, begins, mode="sum").squeeze(1) + base
        loss = functional.binary_cross_entropy_with_logits(scores, truth, reduction="sum")
        loss = loss + _PENALTY / 2 * weights.square().sum()
        loss.backward()  # type: ignore[no-untyped-call]
        return loss

    optimizer.step(closure)  # type: ignore[no-untyped-call]
    found = zip(names, weights.detach().squeeze(1).tolist(), strict=True)
    return {name: weight for name, weight in found if abs(weight) >= _LIGHT}
