"""The corpora as examples: which labels each has, under which licence, and what of it may be trained on.

| source | gives | licence |
|---|---|---|
| UD English EWT with PropBank | tags, lemmas, trees, frames | CC BY-SA 4.0 |
| a list of the names in EWT's training part | names of that part (`treebank_names`) | the project's own |
| UNER English EWT, dev | names | CC BY-SA 4.0 |
| WikiGold | names | CC BY 4.0 |
| WNUT 17, train | names | CC BY 4.0 |
| re3d: CENTCOM, US State Department | names | public domain |
| re3d: UK Government | names | Open Government Licence 3.0 |
| re3d: Australian Department of Foreign Affairs | names | CC BY 3.0 AU |
| re3d: Wikipedia | names | CC BY-SA 3.0 |
| NGEC's event locations | the place of a verb's event | MIT (annotations; the texts are agencies', not shipped) |
| NGEC's synthetic stories | plain sentences, for what a teacher makes of them | MIT |
| passages written for the project | names, triggers with type, mode, status, parties, place | the project's own |

Not trained on: the Delegation of the European Union's part of re3d (its terms are a legal notice).
"""

from __future__ import annotations

import csv
import gzip
import itertools
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from training.analyser.examples import UNKNOWN, CorpusError, Example
from training.analyser.labels import PARTIES, Labels
from training.analyser.names import iob2, re3d_sentences, sets_of, wikigold, wnut
from training.analyser.own import held_back
from transforms.events.analyser.lemmas import script_of
from transforms.events.analyser.sentences import split


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


def tree_examples(
    sentences: list[dict[str, Any]], labels: Labels, *, named: Callable[[dict[str, Any]], list[int]] | None = None
) -> Iterator[Example]:
    """Treebank sentences as examples; labels too rare to learn count as unknown (tags, lemmas) or as none (roles).

    Args:
        sentences: in the order of their texts.
        labels: what there is to learn.
        named: the name labels that each word of a sentence may have, as bits, where the sentences are to have names.
    """
    upos = {v: i for i, v in enumerate(labels.upos)}
    rels = {v: i for i, v in enumerate(labels.rels)}
    roles = {v: i for i, v in enumerate(labels.roles)}
    lemmas = {v: i for i, v in enumerate(labels.lemmas)}
    before: Example | None = None
    for s in sentences:
        frames = None
        if s["srl"] is not None:
            frames = [(f["p"], [(a[3], roles[a[0]]) for a in f["args"] if a[0] in roles]) for f in s["srl"]]
        example = Example(
            "ewt",
            s["tok"],
            [upos.get(p, UNKNOWN) for p in s["pos"]],
            s["head"],
            [rels.get(r, UNKNOWN) for r in s["rel"]],
            [lemmas.get(script_of(w, m), UNKNOWN) for w, m in zip(s["tok"], s["lemma"], strict=True)],
            frames,
            names=named(s) if named else None,
            starts=[UNKNOWN] + [0] * (len(s["tok"]) - 1),
            gold=s,
        )
        if before is not None and _document(before.gold["id"]) == _document(s["id"]):
            before.following = example
        before = example
        yield example


def _document(sentence: str) -> str:
    """The document of a sentence: its id without the number."""
    return sentence.rpartition("-")[0]


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


def plain_examples(data: Path) -> Iterator[Example]:
    """Sentences of every third synthetic news story, of which nothing is known."""
    with gzip.open(data / "plover_synthetic.csv.gz", "rt", encoding="utf-8", newline="") as file:
        for story in itertools.islice(csv.DictReader(file), 0, None, 3):
            for tokens in split(story["text"]):
                yield Example("plain", [t.text for t in tokens])


def place_examples(data: Path) -> Iterator[Example]:
    """Sentences with a verb that tells an event, and which of their words are its place; of all else nothing is known.

    Raises:
        CorpusError: the file's lines are not as they should be.
    """
    path = data / "event_location.jsonl.gz"
    place = 1 << PARTIES.index("place")
    other = (1 << len(PARTIES)) - 1 - place
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for number, line in enumerate(filter(str.strip, file), 1):
            try:
                record = json.loads(line)
                text = record["text"]
                spans = {(s["label"], s["start"], s["end"]) for s in record["spans"] or ()}
            except (json.JSONDecodeError, KeyError) as error:
                raise CorpusError(f"{path.name}, record {number}: {error!r}") from error
            verbs = [(start, end) for label, start, end in spans if label == "VERB"]
            if len(verbs) != 1:
                continue
            (start, end) = verbs[0]
            for tokens in split(text):
                verb = [n for n, t in enumerate(tokens) if start <= t.start < end]
                if not verb:
                    continue
                allowed = [
                    place if any(s < t.end and t.start < e for k, s, e in spans if k == "LOCATION") else other
                    for t in tokens
                ]
                yield Example("places", [t.text for t in tokens], parties=[(n, allowed) for n in verb])
