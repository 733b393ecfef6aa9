"""The ONNX model: words of sentences in, labels and chances out."""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from transforms.events.analyser.pieces import WordPieces
from transforms.events.analyser.shapes import NO_WORD, shape_of

# onnxruntime's builds for Linux (1.31, for one) report their use to Microsoft and keep a device id in the home folder.
# They read this as they are imported; onnxruntime.disable_telemetry_events() comes too late for the id.
os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
import onnxruntime

#: Word pieces in a batch, padding included.
_BATCH = 512
#: Longer sentences are cut in parts before they come here.
LONGEST = 384

Array = NDArray[Any]


class ModelError(Exception):
    """The model's file is missing or is not one that this code can run."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the model says of one sentence of n words; arrays of n + 1 begin with the root's place."""

    upos: Array  # [n] labels
    upos_p: Array  # [n]
    lemma: Array  # [n] labels
    names: Array  # [n, labels]
    events: Array  # [n, types]
    statuses: Array  # [n, statuses]
    heads: Array  # [n + 1, n + 1] chances of (dependent, head)
    rels: Array  # [n + 1, n + 1] labels of (dependent, head)
    predicates: dict[int, tuple[float, Array]]  # word: its chance, and chances of roles [n, roles]
    starts: Array  # [n] chances that a sentence begins with the word
    modes: Array  # [n, modes]
    parties: Array  # [n, n, parts] what (trigger, word) are to each other


class Model:
    """A session of onnxruntime, and the labels that the file names."""

    def __init__(self, path: Path | None = None, threads: int = 1) -> None:
        """Loads a model; by default the one that the project ships.

        Args:
            path: an ONNX file as training/analyser writes it.
            threads: threads that compute; one leaves the other cores to the processes beside this one.

        Raises:
            ModelError: the file is missing, or lacks what it should carry.
        """
        self.path, self.threads = path or shipped(), threads
        if not self.path.is_file():
            raise ModelError(f"no model at {self.path}; name one, or reinstall the project")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.enable_mem_pattern = False  # it keeps a plan for every shape of batch
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.log_severity_level = 3
        try:
            self._session = onnxruntime.InferenceSession(str(self.path), options, providers=["CPUExecutionProvider"])
        except Exception as error:  # onnxruntime raises classes of its own, without a common base that it exports
            raise ModelError(f"{self.path} is no model that onnxruntime can run: {error}") from error
        about = self._session.get_modelmeta().custom_metadata_map
        try:
            self.labels: dict[str, list[str]] = json.loads(about["labels"])
            self._pieces = WordPieces(about["vocabulary"].split("\n"))
            lines = (line.split("\t") for line in about["lexicon"].split("\n"))
            #: Lemmas of words, in lower case, by the word's universal tag.
            self.lexicon = {(word, upos): lemma for word, upos, lemma in lines}
        except KeyError as error:
            raise ModelError(f"{self.path} carries no {error}; it was not written by training/analyser") from error
        self.about = {k: v for k, v in about.items() if k not in ("labels", "vocabulary", "lexicon")}
        self._outputs = [o.name for o in self._session.get_outputs()]

    def length(self, words: Sequence[str]) -> int:
        """The number of word pieces of a sentence, with the marks at its ends."""
        return 2 + sum(len(self._pieces.of(w)) for w in words)

    def size(self, word: str) -> int:
        """The number of word pieces of a word."""
        return len(self._pieces.of(word))

    @property
    def tells_starts(self) -> bool:
        """Whether the file says where sentences begin; older ones do not."""
        return "starts" in self._outputs

    def read(
        self, sentences: Sequence[Sequence[str]], asked: Sequence[Collection[int]] | None = None, *, only: bool = True
    ) -> list[Reading]:
        """What the model says of sentences, each of at least one word and at most LONGEST pieces.

        Where `asked` names words of each sentence, those are its predicates, and where `only` is false also those that
        the model finds.

        A sentence is padded to a length that it alone decides, and is computed with others of that length: so its
        answer does not depend on them, to the last bit.
        """
        found: list[Reading | None] = [None] * len(sentences)
        by_length: dict[int, list[int]] = {}
        for number, words in enumerate(sentences):
            by_length.setdefault(_padded(self.length(words)), []).append(number)
        for length in sorted(by_length):
            numbers = by_length[length]
            most = max(1, _BATCH // length)
            for begin in range(0, len(numbers), most):
                group = numbers[begin : begin + most]
                batch = [sentences[n] for n in group]
                wanted = None if asked is None else [asked[n] for n in group]
                out = self._run(batch, length, wanted)
                for number, reading in zip(group, _readings(batch, out, wanted if only else None), strict=True):
                    found[number] = reading
        return [reading for reading in found if reading is not None]

    def _run(
        self, sentences: Sequence[Sequence[str]], length: int, asked: Sequence[Collection[int]] | None
    ) -> dict[str, Array]:
        size = len(sentences)
        pieces = np.zeros((size, length), dtype=np.int64)
        shapes = np.full((size, length), NO_WORD, dtype=np.int64)
        present = np.zeros((size, length), dtype=np.float32)
        first = np.zeros((size, length), dtype=np.int64)
        last = np.zeros((size, length), dtype=np.int64)
        real = np.zeros((size, length), dtype=np.float32)
        for row, words in enumerate(sentences):
            ids = [self._pieces.start]
            kinds = [NO_WORD]
            for number, word in enumerate(words, 1):
                parts = self._pieces.of(word)
                first[row, number] = len(ids)
                ids += parts
                kinds += [shape_of(word)] * len(parts)
                last[row, number] = len(ids) - 1
            ids.append(self._pieces.end)
            pieces[row, : len(ids)] = ids
            shapes[row, : len(kinds)] = kinds
            present[row, : len(ids)] = 1
            real[row, : len(words) + 1] = 1
        wanted = np.zeros((size, length), dtype=np.float32)
        for row, numbers in enumerate(asked or ()):
            wanted[row, [n + 1 for n in numbers]] = 1
        feed = {"pieces": pieces, "shapes": shapes, "present": present, "first": first, "last": last, "real": real}
        return dict(zip(self._outputs, self._session.run(None, {**feed, "asked": wanted}), strict=True))


def _readings(
    sentences: Sequence[Sequence[str]], out: dict[str, Array], kept: Sequence[Collection[int]] | None
) -> Iterator[Reading]:
    """The model's answer taken apart by sentences; where `kept` is given, of the predicates only those."""
    by_sentence: dict[int, list[tuple[int, int]]] = {}
    for place, (row, word) in enumerate(zip(out["role_sentence"].tolist(), out["role_word"].tolist(), strict=True)):
        if word and (kept is None or word - 1 in kept[row]):  # word 0 stands for no predicate
            by_sentence.setdefault(row, []).append((word, place))
    for row, words in enumerate(sentences):
        n = len(words)
        inner, whole = slice(1, n + 1), slice(0, n + 1)
        predicates = {
            word - 1: (float(out["predicate"][row, word]), out["roles"][place, inner])
            for word, place in by_sentence.get(row, ())
        }
        yield Reading(
            out["upos"][row, inner], out["upos_p"][row, inner], out["lemma"][row, inner], out["names"][row, inner],
            out["events"][row, inner], out["statuses"][row, inner], out["arcs"][row, whole, whole],
            out["rels"][row, whole, whole], predicates, *_added(out, row, n),
        )  # fmt: skip


def _added(out: dict[str, Array], row: int, n: int) -> tuple[Array, Array, Array]:
    """Starts, modes and parties: nothing of them where the model's file is from before they were told."""
    if "starts" not in out:
        return np.zeros(n), np.ones((n, 1)), np.ones((n, n, 1))
    inner = slice(1, n + 1)
    return out["starts"][row, inner], out["modes"][row, inner], out["parties"][row, inner, inner]


def shipped() -> Path:
    """Where the project's own model lies."""
    return Path(str(resources.files("transforms.events.analyser").joinpath("data/analyser.onnx")))


def _padded(length: int) -> int:
    """The length to which a sentence is padded: few lengths, so that many sentences share one."""
    step = 4 if length <= 64 else 16 if length <= 160 else 32
    return -(-length // step) * step
