"""Text and metadata of news pages: `transforms.clean` beside trafilatura's defaults, in one run and one process.

    python benchmarks/extraction.py --data ../shared/bench/extraction [--out DIR] [--sets aeb wcxb-dev]

Writes each system's predictions as JSON lines, has the benchmark's own `score.py` score them, and prints a table with
quality, authors (F1 of the names' words, pages with authors in the gold data), pages a second and the median page's
milliseconds (CPU time). The labeller of `transforms.clean` was trained on these pages: for figures of pages that it did
not see run `python -m training.extraction.train --data DIR`.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import trafilatura
from rich.console import Console
from rich.table import Table

from transforms.clean.article import clean_html
from transforms.clean.record import article_record
from transforms.clean.rejected import Rejected

Page = tuple[dict[str, Any], bytes]
Predict = Callable[[bytes, str | None], dict[str, Any]]


@dataclass
class Run:
    """What a system made of a set: CPU seconds and records by page, F1 of the authors where they are known."""

    seconds: list[float] = field(default_factory=list)
    records: list[dict[str, Any]] = field(default_factory=list)
    authors: list[float] = field(default_factory=list)


def main() -> int:
    """Run the benchmark; exit code 2 where the data are missing."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with score.py and one folder a set")
    parser.add_argument("--sets", nargs="+", default=["aeb", "wcxb-dev"])
    parser.add_argument("--out", type=Path, help="where the predictions go; a temporary folder without it")
    arguments = parser.parse_args()
    scorer = arguments.data / "score.py"
    if not scorer.is_file():
        print(f"{scorer} is missing: --data takes the folder of the extraction benchmark", file=sys.stderr)
        return 2
    out = arguments.out or Path(tempfile.mkdtemp(prefix="extraction-"))
    out.mkdir(parents=True, exist_ok=True)
    table = Table(
        "set", "system", "mean F1", "corpus F1", "prec.", "recall", "title", "date", "authors", "pages/s", "ms"
    )
    systems: dict[str, Predict] = {"transforms.clean": _clean, "trafilatura": _trafilatura}
    ratios = []
    spent = [0.0, 0.0]
    for name in arguments.sets:
        runs = _run(arguments.data / name, systems)
        for system, run in runs.items():
            predictions = out / f"{name}.{system}.jsonl"
            predictions.write_text("".join(json.dumps(record) + "\n" for record in run.records), "utf-8")
            score = _score(scorer, arguments.data / name / "gold.jsonl", predictions)
            figures = [score.get(k) for k in ("mean_f1", "corpus_f1", "precision", "recall", "title_exact", "date_day")]
            figures.append(statistics.mean(run.authors) if run.authors else None)
            speed = f"{len(run.seconds) / sum(run.seconds):.1f}", f"{1000 * statistics.median(run.seconds):.1f}"
            table.add_row(name, system, *("-" if f is None else f"{f:.3f}" for f in figures), *speed)
        ours, theirs = (run.seconds for run in runs.values())
        spent = [spent[0] + sum(ours), spent[1] + sum(theirs)]
        median = statistics.median(t / o for o, t in zip(ours, theirs, strict=True))
        ratios.append(
            f"{name}: {sum(theirs) / sum(ours):.2f} times as many pages a second, median of a page {median:.2f}"
        )
    Console(width=120).print(table)
    print(*ratios, sep="\n")
    print(f"all pages of the run: {spent[1] / spent[0]:.2f} times as many a second")
    print("The labeller was trained on these pages: docs/cleaning.md has its cross-validated figures.")
    return 0


def _clean(html: bytes, url: str | None) -> dict[str, Any]:
    try:
        return article_record(clean_html(html, url=url), "")
    except Rejected:
        return {}


def _trafilatura(html: bytes, url: str | None) -> dict[str, Any]:
    found = trafilatura.bare_extraction(html, url=url, with_metadata=True)
    if found is None or isinstance(found, dict):
        return {}
    authors = (found.author or "").split("; ")
    return {"title": found.title, "text": found.text, "published_at": found.date, "authors": authors}


# Makes everything load that only some pages ask for: it declares no language, and only the model knows it.
_WARMING = b"<html><body><div><p>%b</p></div><div><p>%b</p></div></body></html>" % (
    "Vecinos del pueblo dijeron el viernes que el agua había vuelto por fin. ".encode() * 4,
    "Las tuberías rotas por el frío de enero fueron cambiadas en una semana, dijo el alcalde. ".encode() * 4,
)


def _run(folder: Path, systems: dict[str, Predict]) -> dict[str, Run]:
    """Every system on every page, page by page in turn, so that what else the machine does slows all alike.

    CPU time; reading and what is loaded for the first pages are not counted.
    """
    runs = {name: Run() for name in systems}
    for predict in systems.values():
        predict(_WARMING, None)
    for number, (gold, html) in enumerate(_pages(folder)):
        for name, predict in systems.items():
            if number == 0:
                predict(html, gold["url"])
            start = time.process_time()
            record = predict(html, gold["url"])
            runs[name].seconds.append(time.process_time() - start)
            runs[name].records.append(record | {"id": gold["id"]})
            if gold.get("author"):
                runs[name].authors.append(_names_f1(gold["author"], record.get("authors") or []))
    return runs


def _pages(folder: Path) -> Iterator[Page]:
    with (folder / "gold.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            gold = json.loads(line)
            yield gold, gzip.decompress((folder / "pages" / f"{gold['id']}.html.gz").read_bytes())


def _names_f1(gold: str, authors: list[str]) -> float:
    wanted, found = _name_words(gold), _name_words(" ".join(authors))
    return 2 * len(wanted & found) / (len(wanted) + len(found)) if wanted or found else 1.0


def _name_words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower())) - {"and", "by", "the", "dr"}


def _score(scorer: Path, gold: Path, predictions: Path) -> dict[str, Any]:
    command = [sys.executable, str(scorer), str(gold), str(predictions)]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    result: dict[str, Any] = json.loads(printed)
    return result


if __name__ == "__main__":
    sys.exit(main())
