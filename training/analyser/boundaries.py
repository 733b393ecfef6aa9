"""Learns how much each sign counts for a sentence beginning: ``python -m training.analyser.boundaries --data DIR``.

From the raw text of UNER's English EWT, dev part (CC BY-SA 4.0), all sentences of a document joined by spaces, and the
readings of the model that ships (or of --model), which was not trained to cut that part: logistic regressions with a
penalty on large weights. To be run again after each training, since other models are sure of other places; takes about
a minute. What the words around boundaries look like (`signs`) is learnt before, with --signs, from the treebank's
training part. Prints F1 of sentences, each tenth of the documents cut with weights learnt from the others.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from training.analyser import signs
from training.analyser.corpora import treebank
from training.analyser.names import documents
from transforms.events.analyser.boundaries import Place, Weigher
from transforms.events.analyser.cutting import Cutter
from transforms.events.analyser.model import LONGEST, Model
from transforms.events.analyser.sentences import paragraphs
from transforms.events.analyser.tokens import Piece

SHIPPED = Path(__file__).parents[2] / "transforms" / "events" / "analyser" / "data" / "boundaries.tsv"
_HEADER = """\
# How much each sign counts for a sentence beginning at a place: weights of logistic regressions.
# Columns: sign, its weight where sentences are read as the rules cut them, its weight where the words on both sides of
# the place were read together. Signs: always; ruled (the rules cut here); model and window (log odds by three, of the
# one and the other reading); signs (the sum of boundary_signs.tsv, by three); the kinds of the two words before
# (-2, -1) and after (+1, +2), "edge" being none.
# Made by training/analyser/boundaries.py from UNER English EWT, dev part, and licensed as that: CC BY-SA 4.0.
"""
#: How much large weights are held against them.
_PENALTY = 6.0
_FOLDS = 10


@dataclass(frozen=True, slots=True)
class Text:
    """A document's paragraphs as the rules cut them, the model's first look at each, and where sentences are."""

    ruled: list[list[list[Piece]]]
    starts: list[list[float]]
    gold: set[tuple[int, int]]


def main() -> int:
    """Learns, tells how well it does, writes the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/corpora"), help="the folder of the corpora")
    parser.add_argument("--model", type=Path, help="another model file than the one that ships")
    parser.add_argument("--signs", action="store_true", help="learn anew what words around a place say; needs no model")
    parser.add_argument("--out", type=Path, default=SHIPPED, help="where the weights go")
    options = parser.parse_args()
    model = Model(options.model)
    if options.signs:
        signs.write(signs.learn(treebank(options.data)["train"]))
    known = signs.read()
    texts = [_read(model, *document) for document in documents(options.data / "ner" / "en_ewt-ud-dev.iob2")]
    looked = [_looks(Cutter(model, Weigher({}, {}, known)), text) for text in texts]
    wanted = found = right = 0
    for fold in range(_FOLDS):
        weigher = Weigher(*learn([looks for n, looks in enumerate(looked) if n % _FOLDS != fold]), known)
        for text in texts[fold::_FOLDS]:
            cut = {(s[0].start, s[-1].end) for p in Cutter(model, weigher).cut(text.ruled, text.starts) for s in p}
            wanted, found, right = wanted + len(text.gold), found + len(cut), right + len(cut & text.gold)
    print(f"left out: F1 {2 * right / (wanted + found):.4f}, P {right / found:.4f}, R {right / wanted:.4f}")
    first, again = learn(looked)
    rows = [f"{name}\t{first.get(name, 0):.3f}\t{again.get(name, 0):.3f}\n" for name in sorted({*first, *again})]
    options.out.write_text(_HEADER + "".join(rows), encoding="utf-8")
    return 0


def learn(looked: Iterable[Sequence[tuple[Place, Place, bool]]]) -> tuple[dict[str, float], dict[str, float]]:
    """Weights for the first look and the second, from both of places and whether sentences begin there."""
    places = [told for looks in looked for told in looks]
    truth = np.array([begins for _, _, begins in places], dtype=np.float64)
    return _regression([p.evidence for p, _, _ in places], truth), _regression(
        [p.evidence for _, p, _ in places], truth
    )


def _regression(evidence: Sequence[dict[str, float]], truth: NDArray[np.float64]) -> dict[str, float]:
    """Logistic regression by Newton's method."""
    names = sorted({name for told in evidence for name in told})
    number = {name: n for n, name in enumerate(names)}
    table = np.zeros((len(evidence), len(names)))
    for row, told in enumerate(evidence):
        for name, value in told.items():
            table[row, number[name]] = value
    weights = np.zeros(len(names))
    penalty = np.full(len(names), _PENALTY)
    penalty[number["always"]] = 1e-3
    for _ in range(30):
        chances = 1 / (1 + np.exp(-(table @ weights)))
        slope = table.T @ (chances - truth) + penalty * weights
        curve = (table * (chances * (1 - chances))[:, None]).T @ table + np.diag(penalty)
        step = np.linalg.solve(curve, slope)
        weights -= step
        if np.abs(step).max() < 1e-6:
            break
    return dict(zip(names, weights.tolist(), strict=True))


def _read(model: Model, text: str, sentences: Sequence[Sequence[tuple[int, int]]]) -> Text:
    ruled = list(paragraphs(text))
    flat = [s for p in ruled for s in p]
    fits = [model.length([t.text for t in s]) <= LONGEST for s in flat]
    read = iter(model.read([[t.text for t in s] for s, fit in zip(flat, fits, strict=True) if fit]))
    told = iter([next(read).starts.tolist() if fit else [0.0] * len(s) for s, fit in zip(flat, fits, strict=True)])
    starts = [[chance for _ in paragraph for chance in next(told)] for paragraph in ruled]
    return Text(ruled, starts, {(s[0][0], s[-1][1]) for s in sentences if s})


def _looks(cutter: Cutter, text: Text) -> list[tuple[Place, Place, bool]]:
    """Each place where a sentence may begin, at the first look and the second, and whether one does."""
    begins = {start for start, _ in text.gold}
    words = [[t for s in paragraph for t in s] for paragraph in text.ruled]
    first = [cutter.places(*given) for given in zip(words, text.ruled, text.starts, strict=True)]
    again = cutter.again(words, first)
    return [
        (one, two, tokens[one.word].start in begins)
        for tokens, ones, twos in zip(words, first, again, strict=True)
        for one, two in zip(ones, twos, strict=True)
    ]


if __name__ == "__main__":
    sys.exit(main())
