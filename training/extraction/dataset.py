"""Pages with known article text to lines with labels: which lines of the page the article consists of."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import numpy as np
import numpy.typing as npt
from lxml import etree
from lxml.html import HtmlElement

from transforms.clean.document import read_document
from transforms.clean.features import Matrix, features
from transforms.clean.lines import Lines
from transforms.clean.rejected import Rejected
from transforms.clean.scan import scan

SHINGLE = 4  # words, as in the benchmark's score
MOSTLY = 0.5  # share of a line's shingles in the gold text from which on it is a part of it
NEWS = "aeb"  # the set whose pages are all of news sites
NEWS_WEIGHT = 2.0  # a page of news counts twice: the labeller is for news
PLAIN = "#plain"  # mark in the name of a page without what stands around its article
PLAIN_WEIGHT = 0.4
WHOLE = 0.97  # share of the gold text's shingles that a container must hold to be the article's
AROUND = 4  # lines around one of several equal lines that tell which of them the article's is

Shingles = Counter[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class LabelledPage:
    """A page's lines, their features, and which of them are the article's."""

    name: str
    url: str | None
    host: str  # pages of one host go to one fold
    lines: Lines
    matrix: Matrix
    labels: npt.NDArray[np.bool_]
    weights: npt.NDArray[np.float32]
    gold: Shingles


def read_pages(data: Path, sets: Sequence[str], *, plain: bool = False) -> Iterator[LabelledPage]:
    """Every page of the sets that has lines and a gold text.

    Args:
        data: the benchmark's folder.
        sets: names of its folders.
        plain: give every page once more as `bare_page` makes it, with the same host.
    """
    for name in sets:
        with (data / name / "gold.jsonl").open(encoding="utf-8") as rows:
            for row in map(json.loads, rows):
                if row["text"]:
                    html = gzip.decompress((data / name / "pages" / f"{row['id']}.html.gz").read_bytes())
                    if page := label_page(f"{name}/{row['id']}", row["url"], html, row["text"]):
                        yield page
                    if plain:
                        html = bare_page(html, row["text"])
                        if page := label_page(f"{name}/{row['id']}{PLAIN}", row["url"], html, row["text"]):
                            yield page


def label_page(name: str, url: str | None, html: bytes, gold: str) -> LabelledPage | None:
    """A page with its labels; None where it has no lines."""
    try:
        found = scan(read_document(html))
    except Rejected:
        return None
    if not found.lines.text:
        return None
    matrix = features(found.lines, heading=found.markup.heading)
    labels, copies = align(found.lines.text, gold)
    words = np.array(found.lines.words, np.float32)
    weights = ~copies * (3 + np.minimum(words, 60)) / (3 * len(words) + np.minimum(words, 60).sum()) * 100
    if name.startswith(f"{NEWS}/"):
        weights *= NEWS_WEIGHT
    if name.endswith(PLAIN):
        weights *= PLAIN_WEIGHT
    return LabelledPage(name, url, urlsplit(url or name).netloc, found.lines, matrix, labels, weights, shingles(gold))


def bare_page(html: bytes, gold: str) -> bytes:
    """The page without what stands around the article: its head, its first `h1` and the container that holds the text.

    Pages of news sites end in furniture; small sites' pages may end with the article's last line. Without such pages
    the labeller takes the last lines of any page for furniture.
    """
    tree = read_document(html).tree()
    known = set(shingles(gold))
    container = tree.find("body")
    if container is None:
        return html
    held = _held(container, known)
    while True:
        inner = next((c for c in container if isinstance(c.tag, str) and _held(c, known) >= WHOLE * held), None)
        if inner is None or inner.tag in ("p", "span", "pre"):
            break
        container = inner
    heading = next(iter(tree.iter("h1")), None)
    body = [e for e in (heading, container) if e is not None and not (e is heading and heading in container.iter("h1"))]
    head = tree.find("head")
    parts = [
        etree.tostring(part, encoding="utf-8", with_tail=False, method="html")
        for part in (head, *body)
        if part is not None
    ]
    return b"<html>" + b"".join(parts) + b"</html>"


def _held(element: HtmlElement, known: set[tuple[str, ...]]) -> int:
    words = re.findall(r"\w+", " ".join(element.itertext()))
    return sum(tuple(words[i : i + SHINGLE]) in known for i in range(len(words) - SHINGLE + 1))


def shingles(text: str) -> Shingles:
    """As the benchmark counts them."""
    words = re.findall(r"\w+", text)
    return (
        Counter(tuple(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1))) if words else Counter()
    )


def score(gold: Shingles, found: Shingles) -> tuple[float, float, float]:
    """Precision, recall and F1."""
    if not gold or not found:
        same = float(not gold and not found)
        return same, same, same
    hits = sum((gold & found).values())
    precision, recall = hits / sum(found.values()), hits / sum(gold.values())
    return precision, recall, 2 * precision * recall / (precision + recall) if hits else 0.0


def align(texts: Sequence[str], gold: str) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Which lines are parts of the gold text, and which are copies of such lines beside them, which say nothing.

    Lines of few words count where their words and those of a neighbour follow one another in the gold text too; of
    several equal lines the one whose neighbours are in the text counts.
    """
    said = [re.findall(r"\w+", text) for text in texts]
    flat = " ".join(["", *re.findall(r"\w+", gold), ""])
    known = set(shingles(gold))
    labels = np.zeros(len(texts), bool)
    short: list[int] = []
    for index, words in enumerate(said):
        if len(words) >= SHINGLE:
            own = [tuple(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)]
            labels[index] = sum(s in known for s in own) >= MOSTLY * len(own)
        elif words:
            short.append(index)
    copies = _drop_copies(said, labels)
    for index in [*short, *reversed(short)]:
        labels[index] = labels[index] or _continues(said, labels, index, flat)
    return labels, copies


def _continues(said: list[list[str]], labels: npt.NDArray[np.bool_], index: int, flat: str) -> bool:
    own = " ".join(said[index])
    before = next((i for i in range(index - 1, max(-1, index - 6), -1) if labels[i]), None)
    after = next((i for i in range(index + 1, min(len(said), index + 6)) if labels[i]), None)
    if before is not None and f" {' '.join(said[before][-3:])} {own} " in flat:
        return True
    return after is not None and f" {own} {' '.join(said[after][:3])} " in flat


def _drop_copies(said: list[list[str]], labels: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    by_text: dict[str, list[int]] = {}
    for index in np.flatnonzero(labels):
        by_text.setdefault(" ".join(said[index]), []).append(int(index))
    several = [copies for copies in by_text.values() if len(copies) > 1]
    beside = np.zeros(len(labels), bool)
    support = labels.copy()
    for copies in several:
        support[copies] = False

    def around(index: int) -> int:
        return int(support[max(0, index - AROUND) : index + AROUND + 1].sum())

    for copies in several:
        best = max(copies, key=around)
        for copy in copies:
            if copy != best:
                labels[copy] = False
                beside[copy] = 2 * around(copy) >= around(best)
    return beside
