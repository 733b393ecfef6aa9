"""Examples to batches of tensors, sentences of like length together."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from training.analyser.examples import MAX_WORDS, UNKNOWN, Example
from transforms.events.analyser.pieces import WordPieces
from transforms.events.analyser.shapes import NO_WORD, shape_of

#: Share of sentences shown in capitals, in lower case, and with capitals at the start of every word.
_CAPITALS, _LOWER, _TITLE = 0.05, 0.04, 0.04
#: Share of words whose pieces are hidden, so that the words around them have to tell.
_HIDDEN = 0.08


@dataclass(slots=True)
class Batch:
    """Inputs, and the labels that the examples have (UNKNOWN elsewhere); word 0 stands for the root."""

    pieces: Tensor
    shapes: Tensor
    present: Tensor
    first: Tensor
    last: Tensor
    real: Tensor
    upos: Tensor
    lemma: Tensor
    head: Tensor
    rel: Tensor
    predicate: Tensor
    name: Tensor
    event: Tensor
    status: Tensor
    mode: Tensor
    start: Tensor
    #: Of each trigger's word its sentence, its number, and the parts that each word may have, as bits.
    party_sentence: Tensor
    party_word: Tensor
    party: Tensor
    #: Of each frame its sentence, its predicate's word, and the role of each word.
    frame_sentence: Tensor
    frame_word: Tensor
    role: Tensor
    #: What a teacher makes of the words, by task [B, N, labels]; 0 throughout where none did.
    taught: dict[str, Tensor]

    @property
    def inputs(self) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor, Tensor]:
        return self.pieces, self.shapes, self.present, self.first, self.last, self.real


class Batcher:
    """Makes batches; word pieces are looked up once a word."""

    def __init__(self, pieces: WordPieces) -> None:
        self._pieces = pieces

    def length(self, example: Example) -> int:
        return 2 + sum(len(self._pieces.of(w)) for w in example.words)

    def plan(self, examples: Iterable[Example], size: int, chance: random.Random | None) -> Iterator[list[Example]]:
        """Examples in groups of at most `size` pieces, padding included; shuffled where a source of chance is given."""
        kept = [e for e in examples if len(e.words) <= MAX_WORDS or chance is None]
        jitter = {id(e): self.length(e) + (chance.random() * 3 if chance else 0) for e in kept}
        groups: list[list[Example]] = []
        longest = 0
        for example in sorted(kept, key=lambda e: jitter[id(e)]):
            longest = max(longest, self.length(example))
            if not groups or longest * (len(groups[-1]) + 1) > size:
                groups.append([])
                longest = self.length(example)
            groups[-1].append(example)
        if chance:
            chance.shuffle(groups)
        yield from groups

    def batch(self, examples: list[Example], chance: random.Random | None = None) -> Batch:
        """One batch; with a source of chance, some sentences are shown in another case."""
        size, length = len(examples), max(self.length(e) for e in examples)
        words = max(len(e.words) for e in examples) + 1
        pieces, present = torch.zeros(size, length, dtype=torch.long), torch.zeros(size, length)
        shapes = torch.full((size, length), NO_WORD)
        first, last = torch.zeros(size, words, dtype=torch.long), torch.zeros(size, words, dtype=torch.long)
        real = torch.zeros(size, words)
        columns = {
            c: torch.full((size, words), UNKNOWN)
            for c in ("upos", "lemma", "head", "rel", "predicate", "event", "status", "mode", "start")
        }
        name = torch.zeros(size, words, dtype=torch.long)
        frames: list[tuple[int, int, list[tuple[int, int]]]] = []
        parties: list[tuple[int, int, list[int]]] = []
        for row, example in enumerate(examples):
            ids, spans = [self._pieces.start], []
            case = _case(chance)
            for word in example.words:
                found = self._pieces.of(word)
                if chance and chance.random() < _HIDDEN:
                    found = (self._pieces.mask,) * len(found)
                spans.append((len(ids), len(ids) + len(found)))
                shapes[row, len(ids) : len(ids) + len(found)] = shape_of(_recased(word, case))
                ids += found
            ids.append(self._pieces.end)
            count = len(example.words)
            pieces[row, : len(ids)] = torch.tensor(ids)
            present[row, : len(ids)] = 1
            first[row, 1 : count + 1] = torch.tensor([s for s, _ in spans])
            last[row, 1 : count + 1] = torch.tensor([e - 1 for _, e in spans])
            real[row, : count + 1] = 1
            for column, values in (
                ("upos", example.upos), ("lemma", example.lemmas), ("head", example.heads), ("rel", example.rels),
                ("event", example.events), ("status", example.statuses), ("mode", example.modes),
                ("start", example.starts),
            ):  # fmt: skip
                if values is not None and not (column == "lemma" and case is not None):
                    columns[column][row, 1 : count + 1] = torch.tensor(values)
            if example.names is not None:
                name[row, 1 : count + 1] = torch.tensor(example.names)
            parties += [(row, trigger, allowed) for trigger, allowed in example.parties]
            if example.frames is not None:
                columns["predicate"][row, 1 : count + 1] = 0
                for predicate, arguments in example.frames:
                    columns["predicate"][row, predicate + 1] = 1
                    frames.append((row, predicate, arguments))
        role = torch.full((len(frames), words), UNKNOWN)
        for number, (row, _, arguments) in enumerate(frames):
            role[number, 1 : len(examples[row].words) + 1] = 0
            for argument, label in arguments:
                role[number, argument + 1] = label
        party = torch.zeros(len(parties), words, dtype=torch.long)
        for number, (_, _, allowed) in enumerate(parties):
            party[number, 1 : len(allowed) + 1] = torch.tensor(allowed)
        taught = _taught(examples, words) if any(e.taught for e in examples) else {}
        return Batch(
            pieces, shapes, present, first, last, real, columns["upos"], columns["lemma"], columns["head"],
            columns["rel"], columns["predicate"], name, columns["event"], columns["status"],
            columns["mode"], columns["start"],
            torch.tensor([p[0] for p in parties], dtype=torch.long),
            torch.tensor([p[1] + 1 for p in parties], dtype=torch.long), party,
            torch.tensor([f[0] for f in frames], dtype=torch.long),
            torch.tensor([f[1] + 1 for f in frames], dtype=torch.long), role, taught,
        )  # fmt: skip


def _taught(examples: Sequence[Example], words: int) -> dict[str, Tensor]:
    """What a teacher makes of examples of at most `words - 1` words, at least one of which it has seen."""
    some = next(e.taught for e in examples if e.taught)
    made = {t: torch.zeros(len(examples), words, chances.shape[1]) for t, chances in some.labels.items()}
    if some.heads is not None:
        made["head"] = torch.zeros(len(examples), words, words)
    for row, example in enumerate(examples):
        if example.taught is None:
            continue
        count = len(example.words)
        for task, chances in example.taught.labels.items():
            made[task][row, 1 : count + 1] = torch.from_numpy(chances)
        if example.taught.heads is not None:
            made["head"][row, 1 : count + 1, : count + 1] = torch.from_numpy(example.taught.heads)
    return made


def _case(chance: random.Random | None) -> str | None:
    """Which other case a sentence is shown in, if any: upper, lower, title."""
    if chance is None:
        return None
    drawn = chance.random()
    if drawn < _CAPITALS:
        return "upper"
    if drawn < _CAPITALS + _LOWER:
        return "lower"
    return "title" if drawn < _CAPITALS + _LOWER + _TITLE else None


def _recased(word: str, case: str | None) -> str:
    if case == "upper":
        return word.upper()
    if case == "lower":
        return word.lower()
    return word[:1].upper() + word[1:] if case == "title" else word
