"""Fits transforms/events/data/confidence.tsv: how likely a coded event is right, given what speaks for it.

    python -m training.confidence --data ../shared

Right are, of articles (bench/events/gold, benchmarks/articles/dev-*), events that the scorer matches leniently,
optional ones too; of passages (the fifth of corpora/own that neither the analyser nor the weights of topics were
trained on: fit those first), events whose sentence holds an annotated trigger of their type that happened. Articles
count three times: they are what is read. Prints log loss and F1 at several thresholds, both by ten-fold
cross-validation over texts. What is known to make an event less sure is kept from getting a weight that says
otherwise, which the few events that have it may ask for.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray

import transforms.events.assembling as assembling
from benchmarks import event_sets as sets
from training.analyser.own import held_back
from training.folds import fold_of
from training.weights import write
from transforms.events.coder import CoderResources
from transforms.events.confidence import features

Array = NDArray[np.float64]
_ARTICLE_WEIGHT = 3.0
_PENALTY = 3.0
_FOLDS = 10
#: What speaks against an event, and the weight that it has at most.
_AT_MOST = {"quotation": -0.1}
TARGET = Path(assembling.__file__).parent / "data/confidence.tsv"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared"))
    options = parser.parse_args()
    seen: list[dict[str, float]] = []

    def spy(*args: Any) -> float:
        seen.append(features(*args))
        return float(len(seen))  # above every threshold, so that all are seen

    with patch.object(assembling, "confidence", spy):
        rows, right, texts, weights, missed = _samples(options.data, CoderResources.load(), seen)
    names = list(rows[0])
    x = np.array([[1.0, *(row[n] for n in names)] for row in rows])
    y, w = np.array(right, dtype=float), np.array(weights)
    most = np.array([np.inf, *(_AT_MOST.get(n, np.inf) for n in names)])
    fold = np.array([fold_of(t, _FOLDS) for t in texts])
    predicted = np.zeros(len(y))
    for k in range(_FOLDS):
        train = fold != k
        predicted[~train] = _chance(x[~train], _fit(x[train], y[train], w[train], most))
    loss = -np.average(y * np.log(predicted) + (1 - y) * np.log(1 - predicted), weights=w)
    print(f"{len(y)} events, {y.mean():.2f} right; log loss {loss:.3f} (base rate alone "
          f"{-(y.mean() * np.log(y.mean()) + (1 - y.mean()) * np.log(1 - y.mean())):.3f})")  # fmt: skip
    for name, chosen, lost in (("articles", w > 1, missed[0]), ("passages", w <= 1, missed[1])):
        for threshold in (0.0, 0.2, 0.3, 0.4, 0.5, 0.6):
            kept = chosen & (predicted >= threshold)
            hits, total = y[kept].sum(), y[chosen].sum() + lost
            print(f"{name}: confidence from {threshold:.1f}: precision {hits / max(1, kept.sum()):.3f} "
                  f"recall {hits / total:.3f} F1 {2 * hits / (kept.sum() + total):.3f}")  # fmt: skip
    found = _fit(x, y, w, most)
    heading = ["Weights of the confidence of an event (confidence.py): a logistic sum. Written by training/confidence."]
    write(TARGET, heading, dict(zip(["bias", *names], found.tolist(), strict=True)))
    return 0


def _samples(
    data: Path, resources: CoderResources, seen: list[dict[str, float]]
) -> tuple[list[dict[str, float]], list[bool], list[str], list[float], tuple[int, int]]:
    """Features of each event, whether it is right, its text, its weight; and how many events were missed."""
    rows: list[dict[str, float]] = []
    right: list[bool] = []
    texts: list[str] = []
    weights: list[float] = []
    scorer = sets.scorer(data / "bench/events/score.py")
    missed = [0, 0]
    paths = [*(data / "bench/events/gold").glob("*.json"), *sets.OWN_ARTICLES.glob("dev-*.json")]
    for case, events in sets.coded(sets.articles(sorted(paths)), resources):
        records = [assembling.event_record(e) for e in events]
        pairs = scorer.assign(case.expected, records, "lenient")
        hit = {j for _, j, _ in pairs}
        found = {i for i, _, _ in pairs}
        missed[0] += sum(i not in found and e["tier"] != "optional" for i, e in enumerate(case.expected))
        for j, event in enumerate(events):
            rows.append(seen[int(event.coded.confidence) - 1])
            right.append(j in hit)
            texts.append(case.story.article_id)
            weights.append(_ARTICLE_WEIGHT)
    for path in sorted((data / "corpora/own").glob("*.jsonl")):
        cases = [c for c in sets.passages(path) if held_back(c.story.article_id)]
        for case, events in sets.coded(cases, resources):
            open_ = [e for e in case.expected if e["status"] in sets.HAPPENED]
            total = sum(e.get("same_as") is None for e in open_)
            got = 0
            for event in events:
                spans = [(e.start, e.end) for e in event.evidence]
                match = next((e for e in open_ if _tells(e, event.coded.event_type, spans, case.story.text)), None)
                if match is not None:
                    open_.remove(match)
                    got += match.get("same_as") is None
                rows.append(seen[int(event.coded.confidence) - 1])
                right.append(match is not None)
                texts.append(case.story.article_id)
                weights.append(1.0)
            missed[1] += total - got
    return rows, right, texts, weights, (missed[0], missed[1])


def _tells(annotation: dict[str, object], event_type: str, spans: list[tuple[int, int]], text: str) -> bool:
    trigger = annotation["trigger"]
    words, nth = (trigger, 1) if isinstance(trigger, str) else (trigger[0], trigger[1])  # type: ignore[index]
    at = -1
    for _ in range(int(nth)):
        at = text.find(str(words), at + 1)
    return annotation["type"] == event_type and any(start <= at < end for start, end in spans)


def _chance(x: Array, found: Array) -> Array:
    return np.clip(1 / (1 + np.exp(-x @ found)), 1e-6, 1 - 1e-6)


def _fit(x: Array, y: Array, w: Array, most: Array) -> Array:
    """Weights of a logistic regression with a square penalty on all but the bias, none above what it has at most."""
    free = np.ones(x.shape[1], dtype=bool)
    while True:
        found = _newton(x, y, w, np.where(free, 0.0, most), free)
        over = free & (found > most)
        if not over.any():
            return found
        free &= ~over


def _newton(x: Array, y: Array, w: Array, found: Array, free: NDArray[np.bool_]) -> Array:
    """The best weights where only the free ones may change, by Newton's method."""
    penalty = np.full(x.shape[1], _PENALTY)
    penalty[0] = 0.0
    inside = x[:, free]
    for _ in range(25):
        p = _chance(x, found)
        gradient = inside.T @ (w * (y - p)) - (penalty * found)[free]
        hessian = (inside * (w * p * (1 - p))[:, None]).T @ inside + np.diag(penalty[free] + 1e-9)
        found = found.copy()
        found[free] += np.linalg.solve(hessian, gradient)
    return found


if __name__ == "__main__":
    raise SystemExit(main())
