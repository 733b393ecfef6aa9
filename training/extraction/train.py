"""Trains the labeller of lines, and measures it by cross-validation.

    python -m training.extraction.train --data ../shared/bench/extraction [--folds 5] [--write]

Prints the scores of whole pages that the labeller did not see (folds by host), with everything that `transforms/clean`
does after it, and with `--write` trains on all pages and writes `transforms/clean/data/labeller.json`.
Needs the extra `training` (catboost).
"""

from __future__ import annotations

import argparse
import gzip
import json
import statistics
import sys
import tempfile
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from unittest import mock

import numpy as np
import numpy.typing as npt
from catboost import CatBoostClassifier, Pool

from training.extraction.dataset import PLAIN, LabelledPage, read_pages, score, shingles
from transforms.clean import labeller
from transforms.clean.article import clean_html
from transforms.clean.features import NAMES, Matrix
from transforms.clean.labeller import CONTEXT, Trees, context
from transforms.clean.rejected import Rejected

TARGET = Path(labeller.__file__).parent / "data" / "labeller.json"
LINES = {"iterations": 100, "depth": 6, "learning_rate": 0.1}
AROUND = {"iterations": 80, "depth": 4, "learning_rate": 0.1}
INNER = 4  # folds inside the training pages that give the second ensemble honest judgements of the first
Model = dict[str, Any]


def main() -> int:
    """Cross-validate, and write the artefact where asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder of the extraction benchmark")
    parser.add_argument("--sets", nargs="+", default=["aeb", "wcxb-dev"])
    parser.add_argument("--folds", type=int, default=5, help="0 for no cross-validation")
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    pages = list(read_pages(arguments.data, arguments.sets, plain=True))
    print(f"{len(pages)} pages, {sum(map(len, (p.labels for p in pages)))} lines")
    if arguments.write:
        first, second = train(pages)
        artefact = {"pages": len(pages), "lines": first, "context": second}
        TARGET.write_text(json.dumps(artefact, separators=(",", ":")) + "\n", "utf-8")
        print(f"wrote {TARGET}", flush=True)
        for name, share in weights(first)[:25]:
            print(f"{share:6.1%}  {name}")
    if arguments.folds:
        cross_validate(pages, arguments.data, arguments.folds)
    return 0


def train(pages: Sequence[LabelledPage]) -> tuple[Model, Model]:
    """Both ensembles; the second learns from what the first says of pages that it did not see."""
    own: list[npt.NDArray[np.float64]] = [np.zeros(0)] * len(pages)
    for fold in range(INNER):
        inside = [p for p in pages if _fold(p, INNER) != fold]
        trees = Trees.read(_fit([p.matrix for p in inside], inside, LINES, NAMES), NAMES)
        for index, page in enumerate(pages):
            if _fold(page, INNER) == fold:
                own[index] = trees.probabilities(page.matrix)
    first = _fit([p.matrix for p in pages], pages, LINES, NAMES)
    around = [context(page.lines, judged) for page, judged in zip(pages, own, strict=True)]
    return first, _fit(around, pages, AROUND, CONTEXT)


def cross_validate(pages: Sequence[LabelledPage], data: Path, folds: int) -> None:
    """Print the scores of each set, every page cleaned with ensembles that saw no page of its host."""
    results: dict[str, list[tuple[float, float, float]]] = {}
    for fold in range(folds):
        first, second = train([p for p in pages if _fold(p, folds) != fold])
        trees = Trees.read(first, NAMES), Trees.read(second, CONTEXT)
        with mock.patch.object(labeller, "_ensembles", lambda trees=trees: trees):
            for page in (p for p in pages if _fold(p, folds) == fold and not p.name.endswith(PLAIN)):
                folder, name = page.name.split("/")
                html = gzip.decompress((data / folder / "pages" / f"{name}.html.gz").read_bytes())
                try:
                    text = clean_html(html, url=page.url).text
                except Rejected:
                    text = ""
                results.setdefault(folder, []).append(score(page.gold, shingles(text)))
    for folder, scores in results.items():
        precision, recall, mean = (statistics.mean(s[i] for s in scores) for i in range(3))
        corpus = 2 * precision * recall / (precision + recall)
        print(f"{folder:10} mean F1 {mean:.4f} corpus F1 {corpus:.4f} precision {precision:.4f} recall {recall:.4f}")


def weights(model: Model) -> list[tuple[str, float]]:
    """How much each feature moves the judgements: the spread of the leaves on either side of its splits, as a share."""
    total: dict[str, float] = {}
    for tree in model["trees"]:
        leaves = np.array(tree["leaves"])
        for level, (name, _) in enumerate(tree["splits"]):
            sides = leaves[np.arange(len(leaves)) >> level & 1 == 0], leaves[np.arange(len(leaves)) >> level & 1 == 1]
            total[name] = total.get(name, 0.0) + float(np.abs(sides[0] - sides[1]).mean())
    whole = sum(total.values())
    return sorted(((name, value / whole) for name, value in total.items()), key=lambda item: -item[1])


def _fold(page: LabelledPage, folds: int) -> int:
    return zlib.crc32(f"{folds} {page.host}".encode()) % folds


def _fit(
    matrices: Sequence[Matrix], pages: Sequence[LabelledPage], parameters: dict[str, Any], names: Sequence[str]
) -> Model:
    pool = Pool(
        np.concatenate(matrices),
        np.concatenate([p.labels for p in pages]),
        weight=np.concatenate([p.weights for p in pages]),
        feature_names=list(names),
    )
    model = CatBoostClassifier(
        **parameters, l2_leaf_reg=5, border_count=64, random_seed=1, verbose=0, allow_writing_files=False
    )
    model.fit(pool)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.json"
        model.save_model(str(path), format="json")
        exported = json.loads(path.read_text("utf-8"))
    scale, (bias,) = exported["scale_and_bias"]
    trees = []
    for tree in exported["oblivious_trees"]:
        splits = [[names[s["float_feature_index"]], float(np.float32(s["border"]))] for s in tree["splits"]]
        leaves = [round(value * scale, 5) for value in tree["leaf_values"]]
        missing = parameters["depth"] - len(splits)  # a tree may end early; no value is above infinity
        splits += [[names[0], float(np.finfo(np.float32).max)]] * missing
        trees.append({"splits": splits, "leaves": leaves + [0.0] * (len(leaves) * (2**missing - 1))})
    return {"bias": bias, "trees": trees}


if __name__ == "__main__":
    sys.exit(main())
