"""Fits transforms/events/data/antecedents.tsv: which party told before a pronoun stands for.

    python -m training.antecedents --data ../shared/corpora

Learns from the links (`coref`) of the passages of corpora/own and training/passages that begin with a personal
pronoun: of the parties that the coder has read before it, those are right that stand in the annotated name or are the
same party. Links whose name was read as no party teach nothing. Prints how many are right by eight-fold
cross-validation over passages, next to the share that taking the party told last gets right.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import torch

import transforms.events.parties.references as references
from benchmarks.parties import key_of, span_of
from training.analyser.own import passage_files
from training.folds import fold_of
from training.weights import write
from transforms.events.coder import CoderResources
from transforms.events.parties.antecedents import HE, IT, POSSESSIVES, THEY, Pronoun, features, meant
from transforms.events.parties.find import PartyReader
from transforms.events.parties.told import Told
from transforms.events.sentences import split_sentences

_FOLDS = 8
_PENALTY = 7e-4
#: Features that fewer candidates have are not learnt.
_LEAST = 8
TARGET = Path(references.__file__).parents[1] / "data/antecedents.tsv"


@dataclass(frozen=True, slots=True)
class Sample:
    """The candidates of one pronoun by their features, and which of them are right."""

    passage: str
    candidates: list[dict[str, float]]
    right: list[bool]


def main() -> int:
    """Collects the samples, prints how well the weights do on passages that they were not fitted on, writes them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=passage_files, default="../shared/corpora", help="the folder of the corpora")
    options = parser.parse_args()
    torch.set_num_threads(1)
    resources = CoderResources.load()
    samples = [
        s
        for path in options.data
        for line in path.open(encoding="utf-8")
        for s in _samples(json.loads(line), resources)
    ]
    counts: dict[str, int] = {}
    for candidate in (c for s in samples for c in s.candidates):
        for name in candidate:
            counts[name] = counts.get(name, 0) + 1
    names = sorted(n for n, count in counts.items() if count >= _LEAST)
    right = 0
    for fold in range(_FOLDS):
        weights = _fit([s for s in samples if fold_of(s.passage, _FOLDS) != fold], names)
        right += sum(_chosen(s, names, weights) for s in samples if fold_of(s.passage, _FOLDS) == fold)
    last = sum(s.right[-1] for s in samples)
    print(f"{len(samples)} pronouns: right {right / len(samples):.3f}, the party told last {last / len(samples):.3f}")
    found = _fit(samples, names)
    heading = (
        "Weights of what speaks for a party as the one that a pronoun stands for (antecedents.py). Written by",
        "training/antecedents from the passages written for sitrep; licence as the code.",
    )
    write(TARGET, heading, dict(zip(names, found.tolist(), strict=True)))
    return 0


def _samples(passage: dict[str, Any], resources: CoderResources) -> Iterator[Sample]:
    """The pronouns of a passage that are linked to a name, with the parties told before them."""
    links = [link for event in passage["events"] for link in event.get("coref") or ()]
    if not links:
        return
    text: str = passage["text"]
    seen: dict[int, list[Told]] = {}
    given: dict[int, list[dict[str, float]]] = {}
    places: dict[tuple[int, int], int] = {}

    def spy(pronoun: Pronoun, candidates: Sequence[Told]) -> Told | None:
        start = pronoun.parse.words[pronoun.start].token.start
        seen[start], given[start] = list(candidates), list(features(pronoun, candidates))
        return meant(pronoun, candidates)

    with patch.object(references, "meant", spy):
        reader = PartyReader(resources.actors, text, int(passage["published"][:4]))
        for number, (start, end) in enumerate(split_sentences(text, 0, len(text))):
            parse = resources.parse(text[start:end], start)
            for piece in parse.chunks:
                reader.read(parse, piece, start)
                word = parse.words[piece.start].token.lower
                if word in POSSESSIVES and not piece.pronoun:
                    reader.memory.pronoun(word, parse, piece, start)
                places[number, piece.head] = parse.words[piece.head].token.start
    done: set[int] = set()
    for link in links:
        start, end = span_of(text, link["mention"])
        if start in done or start not in seen or text[start:end].lower().split()[0] not in HE | THEY | IT:
            continue
        done.add(start)
        first, last = span_of(text, link["name"])
        named = {key_of(t.reference.party) for t in seen[start] if first <= places.get((t.sentence, t.at), -1) < last}
        right = [key_of(t.reference.party) in named for t in seen[start]]
        if any(right):
            yield Sample(text, given[start], right)


def _matrix(sample: Sample, names: Sequence[str]) -> torch.Tensor:
    return torch.tensor([[candidate.get(n, 0.0) for n in names] for candidate in sample.candidates])


def _fit(samples: Sequence[Sample], names: Sequence[str]) -> torch.Tensor:
    """The weights under which the right candidates are likeliest, small ones preferred."""
    most = max(len(s.candidates) for s in samples)
    given = torch.zeros(len(samples), most, len(names))
    open_ = torch.full((len(samples), most), float("-inf"))
    right = torch.full((len(samples), most), float("-inf"))
    for number, sample in enumerate(samples):
        count = len(sample.candidates)
        given[number, :count] = _matrix(sample, names)
        open_[number, :count] = 0.0
        right[number, :count][torch.tensor(sample.right)] = 0.0
    weights = torch.zeros(len(names), requires_grad=True)
    optimizer = torch.optim.LBFGS([weights], max_iter=200, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimizer.zero_grad()
        chances = (given @ weights + open_).log_softmax(1)
        found: torch.Tensor = _PENALTY * weights.square().sum() - (chances + right).logsumexp(1).mean()
        found.backward()  # type: ignore[no-untyped-call]
        return found

    optimizer.step(loss)  # type: ignore[no-untyped-call]
    return weights.detach()


def _chosen(sample: Sample, names: Sequence[str], weights: torch.Tensor) -> bool:
    """Whether the weights choose a right candidate."""
    return sample.right[int((_matrix(sample, names) @ weights).argmax())]


if __name__ == "__main__":
    raise SystemExit(main())
