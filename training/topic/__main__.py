"""Fits transforms/events/data/topic.tsv: which words and pairs of words speak for a text about political events.

    python -m training.topic --data ../shared/corpora [--articles benchmarks/articles]

A logistic regression on the words of the passages of corpora/own, but for the fifth that is held back as from the
analyser, and of training/passages: those that tell an event that happened or is claimed against those that tell none,
sport, markets and metaphors of war among them. Both kinds count the same in all. The features that weigh most are kept
and weighed again. The same passages always give the same file.

Prints how often a passage with events has a higher score than one without (AUC), by five-fold cross-validation over
passages; and the same for the articles of a folder (dev-*.json), of which none is learnt from.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, repeat
from pathlib import Path

import torch

import transforms.events.relevance.topic as topic
from training.analyser.own import ADDED, held_back, passage_files
from training.folds import fold_of
from training.weights import write
from transforms.events.relevance.topic import BIAS, features, weigh

_FOLDS = 5
_PENALTY = 3e-5
_STEPS = 100
#: Features of fewer passages are not learnt, and how many of those that weigh most are kept.
_LEAST, _KEPT = 3, 8000
#: Digits of a weight after the point; what is nothing by them is left out.
_DIGITS = 2
_HAPPENED = frozenset({"real", "claimed"})
_COUNTED = frozenset({"core", "secondary"})
TARGET = Path(topic.__file__).parents[1] / "data/topic.tsv"


@dataclass(frozen=True, slots=True)
class Sample:
    """The features of a text, and whether it tells an event."""

    features: frozenset[str]
    eventful: bool
    fold: int = 0


def main() -> int:
    """Prints how well the weights part texts that they were not fitted on, and writes those of all passages."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=passage_files, default="../shared/corpora", help="the folder of the corpora")
    parser.add_argument("--articles", type=Path, help="a folder of annotated articles to measure on")
    options = parser.parse_args()
    torch.set_num_threads(1)
    samples = list(_samples(options.data))
    scored: list[tuple[float, bool]] = []
    for fold in range(_FOLDS):
        weights = fit([s for s in samples if s.fold != fold])
        scored += _scored((s for s in samples if s.fold == fold), weights)
    print(f"{len(samples)} passages, {sum(s.eventful for s in samples)} with events: held-out AUC {_auc(scored):.3f}")
    weights = fit(samples)
    if options.articles is not None:
        articles = [_article(path) for path in sorted(options.articles.glob("dev-*.json"))]
        print(f"{len(articles)} articles: AUC {_auc(_scored(articles, weights)):.3f}")
    kept = {name: weight for name, weight in weights.items() if round(weight, _DIGITS)}
    heading = (
        "Weights of the words and pairs of words that speak for a text that tells political events and against it",
        "(relevance/topic.py). Written by training/topic from the passages written for sitrep; licence as the code.",
    )
    write(TARGET, heading, kept, _DIGITS)
    return 0


def _samples(paths: Sequence[Path]) -> Iterator[Sample]:
    """The passages of files, but for those that are held back to measure on."""
    passages = [(path, json.loads(line)) for path in paths for line in path.open(encoding="utf-8")]
    withheld = {p["text"] for path, p in passages if path.parent != ADDED and held_back(p["id"])}
    for _, passage in passages:
        if passage["text"] not in withheld:
            eventful = any(event["status"] in _HAPPENED for event in passage["events"])
            yield Sample(features(passage["text"]), eventful, fold_of(passage["text"], _FOLDS))


def _article(path: Path) -> Sample:
    article = json.loads(path.read_text(encoding="utf-8"))
    eventful = any(event["tier"] in _COUNTED for event in article["events"])
    return Sample(features(f"{article['title']}\n{article['text']}"), eventful)


def fit(samples: Sequence[Sample]) -> dict[str, float]:
    """The weights of the features that weigh most, by name, the bias first."""
    counts = Counter(chain.from_iterable(s.features for s in samples))
    names = sorted(name for name, count in counts.items() if count >= _LEAST)
    found = _fit(samples, names)
    kept = sorted(names, key=lambda name: abs(found[name]) * counts[name] ** 0.5)[-_KEPT:]
    return _fit(samples, sorted(kept))


def _fit(samples: Sequence[Sample], names: Sequence[str]) -> dict[str, float]:
    """The weights under which what the passages tell is likeliest, small ones preferred."""
    numbers = dict(zip(names, range(len(names)), strict=True))
    known = [[numbers[name] for name in sorted(s.features) if name in numbers] for s in samples]
    flat = torch.tensor(list(chain.from_iterable(known)))
    rows = torch.tensor(list(chain.from_iterable(repeat(row, len(found)) for row, found in enumerate(known))))
    share = torch.tensor([topic.share(len(s.features)) for s in samples])
    told = torch.tensor([float(s.eventful) for s in samples])
    count = torch.where(told > 0, 0.5 / told.sum(), 0.5 / (1 - told).sum())
    weights = torch.zeros(len(names), requires_grad=True)
    bias = torch.zeros(1, requires_grad=True)
    optimizer = torch.optim.LBFGS([weights, bias], max_iter=_STEPS, line_search_fn="strong_wolfe")
    cost = torch.nn.BCEWithLogitsLoss(count, reduction="sum")

    def loss() -> torch.Tensor:
        optimizer.zero_grad()
        scores = torch.zeros(len(samples)).index_add(0, rows, weights[flat]) * share + bias
        found: torch.Tensor = cost(scores, told) + _PENALTY * weights.square().sum()
        found.backward()  # type: ignore[no-untyped-call]
        return found

    optimizer.step(loss)  # type: ignore[no-untyped-call]
    return {BIAS: float(bias.detach())} | dict(zip(names, weights.detach().tolist(), strict=True))


def _scored(samples: Iterator[Sample] | Sequence[Sample], weights: Mapping[str, float]) -> list[tuple[float, bool]]:
    return [(weigh(s.features, weights), s.eventful) for s in samples]


def _auc(scored: Sequence[tuple[float, bool]]) -> float:
    """How often a text with events has a higher score than one without."""
    below = wins = 0
    for _, eventful in sorted(scored):
        wins += below if eventful else 0
        below += not eventful
    return wins / max(1, below * (len(scored) - below))


if __name__ == "__main__":
    raise SystemExit(main())
