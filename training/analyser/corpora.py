"""The corpora as examples: which labels each has, under which licence, and what of it may be trained on.

| source | gives | licence |
|---|---|---|
| UD English EWT with PropBank | tags, lemmas, trees, frames | CC BY-SA 4.0 |
| UNER English EWT, dev | names | CC BY-SA 4.0 |
| WikiGold | names | CC BY 4.0 |
| WNUT 17, train | names | CC BY 4.0 |
| re3d: CENTCOM, US State Department | names | public domain |
| re3d: UK Government | names | Open Government Licence 3.0 |
| re3d: Australian Department of Foreign Affairs | names | CC BY 3.0 AU |
| re3d: Wikipedia | names | CC BY-SA 3.0 |
| passages written for the project | names, triggers, types, status | the project's own |

Not trained on: the Delegation of the European Union's part of re3d (its terms are a legal notice), agency texts.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from training.analyser.labels import NAMES, Labels
from training.analyser.names import iob2, own_names, re3d_sentences, sets_of, wikigold, wnut
from transforms.events.analyser.lemmas import script_of
from transforms.events.analyser.sentences import split

#: Label of what is not annotated.
UNKNOWN = -100
#: Longer sentences are not trained on.
MAX_WORDS = 100


@dataclass(slots=True)
class Example:
    """A sentence; a list that is None says that the source does not annotate it."""

    source: str
    words: list[str]
    upos: list[int] | None = None
    heads: list[int] | None = None
    rels: list[int] | None = None
    lemmas: list[int] | None = None
    frames: list[tuple[int, list[tuple[int, int]]]] | None = None
    #: For each word the name labels that are allowed, as bits.
    names: list[int] | None = None
    events: list[int] | None = None
    statuses: list[int] | None = None
    gold: Mapping[str, Any] = field(default_factory=dict)


class CorpusError(Exception):
    """A corpus is not as it should be: which file, which sentence, what is wrong."""


def treebank(data: Path) -> dict[str, list[dict[str, Any]]]:
    """The treebank's parts, checked.

    Raises:
        CorpusError: lists of a sentence differ in length, a head or an argument lies outside it.
    """
    path = data / "ewt_ud_propbank.json.gz"
    with gzip.open(path, "rt", encoding="utf-8") as file:
        parts: dict[str, list[dict[str, Any]]] = json.load(file)
    for part, sentences in parts.items():
        for sentence in sentences:
            size = len(sentence["tok"])
            columns = ("pos", "head", "rel", "lemma")
            spans = [(a[1], a[2], a[3]) for f in sentence["srl"] or () for a in f["args"]]
            if any(len(sentence[c]) != size for c in columns):
                raise CorpusError(f"{path.name}, {part}, {sentence['id']}: columns of different lengths")
            if sentence["head"].count(0) != 1 or not all(0 <= h <= size for h in sentence["head"]):
                raise CorpusError(f"{path.name}, {part}, {sentence['id']}: no tree")
            if not all(0 <= s <= h <= e < size for s, e, h in spans):
                raise CorpusError(f"{path.name}, {part}, {sentence['id']}: an argument outside of its sentence")
    return parts


def tree_examples(sentences: list[dict[str, Any]], labels: Labels) -> Iterator[Example]:
    """Treebank sentences as examples; labels too rare to learn count as unknown (tags, lemmas) or as none (roles)."""
    upos = {v: i for i, v in enumerate(labels.upos)}
    rels = {v: i for i, v in enumerate(labels.rels)}
    roles = {v: i for i, v in enumerate(labels.roles)}
    lemmas = {v: i for i, v in enumerate(labels.lemmas)}
    for s in sentences:
        frames = None
        if s["srl"] is not None:
            frames = [(f["p"], [(a[3], roles[a[0]]) for a in f["args"] if a[0] in roles]) for f in s["srl"]]
        yield Example(
            "ewt",
            s["tok"],
            [upos.get(p, UNKNOWN) for p in s["pos"]],
            s["head"],
            [rels.get(r, UNKNOWN) for r in s["rel"]],
            [lemmas.get(script_of(w, m), UNKNOWN) for w, m in zip(s["tok"], s["lemma"], strict=True)],
            frames,
            gold=s,
        )


def held_back(key: str) -> bool:
    """Whether a passage or document belongs to the fifth that is never trained on."""
    return hashlib.sha256(key.encode()).digest()[0] % 5 == 0


def name_examples(data: Path) -> Iterator[Example]:
    """Examples with names only, but for what is held back."""
    for source, sentences in (
        ("uner", iob2(data / "ner" / "en_ewt-ud-dev.iob2")),
        ("wikigold", wikigold(data / "ner" / "wikigold.conll.txt")),
        ("wnut", wnut(data / "ner" / "wnut17train.conll")),
    ):
        for words, tags in sentences:
            yield Example(source, words, names=sets_of(words, tags, source))
    for document, words, sets in re3d_sentences(data / "re3d"):
        if not held_back(document):
            yield Example("re3d", words, names=sets)


def own_examples(data: Path, labels: Labels, *, held: bool) -> Iterator[Example]:
    """Sentences of the project's passages with names and, where the passage is annotated for them, triggers."""
    for path in sorted((data / "own").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            passage = json.loads(line)
            if held_back(passage["id"]) == held:
                yield from _passage(passage, labels)


def _passage(passage: dict[str, Any], labels: Labels) -> Iterator[Example]:
    text: str = passage["text"]
    marked: dict[int, tuple[int, int]] = {}
    for event in passage["events"]:
        start, end = span_of(text, event["trigger"])
        pair = labels.events.index(event["type"]), labels.statuses.index(event["status"])
        marked.update(dict.fromkeys(range(start, end), pair))
    names = own_names(passage)
    for tokens in split(text):
        pairs = [marked.get(t.start, (0, UNKNOWN)) for t in tokens]
        yield Example(
            "own",
            [t.text for t in tokens],
            names=None if names is None else [names.get(t.start, 1 << NAMES.index("O")) for t in tokens],
            events=[p[0] for p in pairs],
            statuses=[p[1] for p in pairs],
            gold={"id": passage["id"]},
        )


def span_of(text: str, what: str | list[Any]) -> tuple[int, int]:
    """Where an annotation's substring stands: the first occurrence, or the nth of ["substring", n].

    Raises:
        CorpusError: it does not stand there.
    """
    words, nth = (what, 1) if isinstance(what, str) else (what[0], what[1])
    start = -1
    for _ in range(nth):
        start = text.find(words, start + 1)
        if start < 0:
            raise CorpusError(f"{what!r} is not in {text[:60]!r}")
    return start, start + len(words)
