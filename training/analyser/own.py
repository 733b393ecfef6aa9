"""The project's own passages: triggers with type, mode, status, parties and place, and names, by sentence."""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from training.analyser.examples import UNKNOWN, CorpusError, Example
from training.analyser.labels import NAMES, PARTIES, Labels
from training.analyser.names import own_names
from transforms.events.analyser.sentences import split
from transforms.events.analyser.tokens import Piece

#: Passages that lie beside the training: all of them are trained on.
ADDED = Path(__file__).parents[1] / "passages"
_NONE = 1 << PARTIES.index("_")


def held_back(key: str) -> bool:
    """Whether a passage or document belongs to the fifth that is never trained on."""
    return hashlib.sha256(key.encode()).digest()[0] % 5 == 0


def passage_files(data: str) -> list[Path]:
    """The files of all passages, those of a folder of corpora and those added here: the type of an option.

    Raises:
        ArgumentTypeError: the folder holds none.
    """
    own = sorted((Path(data) / "own").glob("*.jsonl"))
    if not own:
        raise argparse.ArgumentTypeError(f"{data}/own has no passages (*.jsonl): give the folder of the corpora")
    return [*own, *sorted(ADDED.glob("*.jsonl"))]


def own_examples(data: Path, labels: Labels, *, held: bool) -> Iterator[Example]:
    """Sentences of the corpus' passages that are held back, or of all others and of those beside the training.

    Raises:
        CorpusError: an annotation does not stand in its passage, or has a type or status that there is none of.
    """
    corpus = list(_passages(sorted((data / "own").glob("*.jsonl"))))
    withheld = {p["text"] for p in corpus if held_back(p["id"])}
    added = [] if held else _passages(sorted(ADDED.glob("*.jsonl")))
    for passage in corpus:
        if held_back(passage["id"]) == held and (held or passage["text"] not in withheld):
            yield from passage_examples(passage, labels)
    for passage in added:
        if passage["text"] not in withheld:
            yield from passage_examples(passage, labels)


def _passages(paths: Iterable[Path]) -> Iterator[dict[str, Any]]:
    for path in paths:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            try:
                yield json.loads(line)
            except json.JSONDecodeError as error:
                raise CorpusError(f"{path.name}, line {number}: not JSON: {error}") from error


def passage_examples(passage: dict[str, Any], labels: Labels) -> list[Example]:
    """The sentences of one passage, each knowing the next.

    Raises:
        CorpusError: an annotation does not stand in the text, or is none of the labels.
    """
    text: str = passage["text"]
    marked: dict[int, tuple[int, int, int]] = {}
    try:
        for event in passage["events"]:
            start, end = span_of(text, event["trigger"])
            mode = labels.modes.index(event["mode"]) if event.get("mode") in labels.modes else 0
            values = labels.events.index(event["type"]), labels.statuses.index(event["status"]), mode
            marked.update(dict.fromkeys(range(start, end), values))
    except (ValueError, CorpusError) as error:
        raise CorpusError(f"passage {passage.get('id')}: {error}") from error
    names = own_names(passage)
    examples: list[Example] = []
    for tokens in split(text):
        told = [marked.get(t.start, (0, UNKNOWN, UNKNOWN)) for t in tokens]
        example = Example(
            "own",
            [t.text for t in tokens],
            names=None if names is None else [names.get(t.start, 1 << NAMES.index("O")) for t in tokens],
            events=[t[0] for t in told],
            statuses=[t[1] for t in told],
            modes=[t[2] for t in told],
            starts=[UNKNOWN] + [0] * (len(tokens) - 1),
            gold={"id": passage["id"]},
        )
        for event in passage["events"]:
            example.parties += _parties(text, event, tokens)
        if examples:
            examples[-1].following = example
        examples.append(example)
    return examples


def _parties(text: str, event: dict[str, Any], tokens: Sequence[Piece]) -> Iterator[tuple[int, list[int]]]:
    """The words of the event's trigger in the sentence, with what each word of the sentence is to the event."""
    start, end = span_of(text, event["trigger"])
    trigger = [n for n, t in enumerate(tokens) if start <= t.start < end]
    if not trigger:
        return
    place = event.get("place")
    told: dict[int, int] = {}
    for part, mentions in (
        ("place", [place] if place else []),
        ("recipient", event.get("recipient") or []),
        ("actor", event.get("actor") or []),
    ):
        for mention in mentions:
            found = _mentioned(text, event, mention, tokens, start)
            told.update(dict.fromkeys(found, 1 << PARTIES.index(part)))
    for word in trigger:
        yield word, [told.get(n, _NONE) for n in range(len(tokens))]


def _mentioned(
    text: str, event: dict[str, Any], mention: str | list[Any], tokens: Sequence[Piece], near: int
) -> list[int]:
    """Tokens of a mention, or of what stands for it, in the sentence: where it is annotated, else next to the trigger.

    A mention is the fullest name of the passage; `coref` tells which words stand for it in the clause.
    """
    surface = mention if isinstance(mention, str) else str(mention[0])
    spans = [span_of(text, mention)]
    spans += sorted(_occurrences(text, surface), key=lambda s: abs(s[0] - near))
    for link in event.get("coref") or ():
        if _surface(link.get("name")) == surface:
            spans += sorted(_occurrences(text, _surface(link.get("mention"))), key=lambda s: abs(s[0] - near))
    for start, end in spans:
        found = [n for n, t in enumerate(tokens) if start < t.end and t.start < end]
        if found:
            return found
    return []


def _surface(what: str | list[Any] | None) -> str:
    return what if isinstance(what, str) else str(what[0]) if what else ""


def _occurrences(text: str, surface: str) -> list[tuple[int, int]]:
    found = []
    at = text.find(surface) if surface else -1
    while at >= 0:
        found.append((at, at + len(surface)))
        at = text.find(surface, at + 1)
    return found


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
