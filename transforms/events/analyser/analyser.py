"""Texts to documents, with the model that the project ships."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path

from transforms.events.analyser.boundaries import Weigher
from transforms.events.analyser.cutting import Cutter
from transforms.events.analyser.document import Document, Predicate, Sentence, Token
from transforms.events.analyser.lemmas import apply_script
from transforms.events.analyser.model import LONGEST, Model, Reading, shipped
from transforms.events.analyser.sentences import paragraphs
from transforms.events.analyser.spans import Tree, arguments, names, triggers
from transforms.events.analyser.tokens import Piece
from transforms.events.analyser.trees import best_tree

#: Where a sentence that is too long for the model is cut, the better place first.
_CUTS = (frozenset((";", ":", "—", "–", "--")), frozenset((",",)))
_loading = threading.Lock()


class Analyser:
    """Analyses texts. One is loaded once a process and shared: it keeps no state between calls."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._cutter = Cutter(model, Weigher.load())

    @classmethod
    def load(cls, path: Path | None = None, threads: int = 1) -> Analyser:
        """The analyser of a model's file, by default of the one that ships; the same object for the same arguments.

        Raises:
            ModelError: the file is missing, or is no model of this kind.
        """
        with _loading:
            return _loaded(path or shipped(), threads)

    def __reduce__(self) -> tuple[object, ...]:
        """Travels to other processes as its file's name, so that workers load it once and share it."""
        return _load, (self._model.path, self._model.threads)

    @property
    def about(self) -> dict[str, str]:
        """What the model's file says of itself: version, licence, sources."""
        return self._model.about

    def analyse(self, texts: Sequence[str], also: Callable[[str], bool] | None = None) -> list[Document]:
        """A document for each text, in order; the same text gives the same document whatever stands beside it.

        Args:
            texts: any texts, empty ones too.
            also: words (as written) that are taken for predicates even where the model does not, such as triggers that
                the caller knows; their scores tell what the model thinks of that.
        """
        cut = [list(paragraphs(text)) for text in texts]
        read = iter(self._read([paragraph for found in cut for paragraph in found], also))
        return [
            Document(text, tuple(self._sentence(*part) for _ in found for part in next(read)))
            for text, found in zip(texts, cut, strict=True)
        ]

    def _read(
        self, ruled: Sequence[list[list[Piece]]], also: Callable[[str], bool] | None
    ) -> list[list[tuple[list[Piece], Reading]]]:
        """Each paragraph's sentences with what the model says of them; cut anew where it says that others begin."""
        parts = [[part for sentence in sentences for part in self._parts(sentence)] for sentences in ruled]
        readings = iter(self._model.read(*self._asked([p for found in parts for p in found], also), only=False))
        known = [{_place(part): next(readings) for part in found} for found in parts]
        if self._model.tells_starts:
            starts = [[s for reading in read.values() for s in reading.starts.tolist()] for read in known]
            cut = self._cutter.cut(ruled, starts)
            parts = [[part for sentence in sentences for part in self._parts(sentence)] for sentences in cut]
        new = [p for found, read in zip(parts, known, strict=True) for p in found if _place(p) not in read]
        added = iter(self._model.read(*self._asked(new, also), only=False))
        return [
            [(p, read[_place(p)] if _place(p) in read else next(added)) for p in found]
            for found, read in zip(parts, known, strict=True)
        ]

    def _asked(
        self, sentences: Sequence[list[Piece]], also: Callable[[str], bool] | None
    ) -> tuple[list[list[str]], list[list[int]] | None]:
        words = [[t.text for t in tokens] for tokens in sentences]
        return words, [[n for n, word in enumerate(s) if also(word)] for s in words] if also else None

    def analyse_words(
        self, sentences: Sequence[Sequence[str]], predicates: Sequence[Collection[int]] | None = None
    ) -> list[Sentence]:
        """Sentences that are cut into words already; offsets count in the words joined by single spaces.

        Args:
            sentences: words, at least one each and few enough for the model (LONGEST word pieces).
            predicates: where given, the words of each sentence that are its predicates, in place of the model's own.
        """
        pieces = []
        for words in sentences:
            at = 0
            tokens = []
            for word in words:
                tokens.append(Piece(word, at, at + len(word)))
                at += len(word) + 1
            pieces.append(tokens)
        readings = self._model.read(sentences, predicates)
        return [self._sentence(tokens, reading) for tokens, reading in zip(pieces, readings, strict=True)]

    def _parts(self, tokens: list[Piece]) -> Iterator[list[Piece]]:
        """A sentence, in parts if it is too long for the model."""
        while self._model.length([t.text for t in tokens]) > LONGEST:
            size = self._part(tokens)
            yield tokens[:size]
            tokens = tokens[size:]
        yield tokens

    def _part(self, tokens: list[Piece]) -> int:
        """How many of the tokens fit, up to a mark in the second half of what fits."""
        size = pieces = 0
        while size < len(tokens) and pieces <= LONGEST - 2:
            pieces += self._model.length([tokens[size].text]) - 2
            size += 1
        size -= 1
        for marks in _CUTS:
            for at in range(size - 1, size // 2, -1):
                if tokens[at].text in marks:
                    return at + 1
        return size

    def _lemma(self, word: str, upos: str, script: str) -> str:
        """The lemma of a word: the one that the treebank gives it, else what the model's edit makes of it."""
        known = self._model.lexicon.get((word.lower(), upos))
        return known if known is not None else apply_script(word, script)

    def _sentence(self, pieces: Sequence[Piece], reading: Reading) -> Sentence:
        labels = self._model.labels
        words = [p.text for p in pieces]
        heads = best_tree(reading.heads)
        arcs = range(1, len(heads) + 1), heads
        tokens = tuple(
            Token(
                piece.start,
                piece.end,
                piece.text,
                self._lemma(piece.text, labels["upos"][upos], labels["lemmas"][lemma]),
                labels["upos"][upos],
                head - 1,
                labels["rels"][rel],
                round(score, 3),
            )
            for piece, upos, lemma, head, rel, score in zip(
                pieces, reading.upos.tolist(), reading.lemma.tolist(), heads,
                reading.rels[arcs].tolist(), reading.heads[arcs].tolist(), strict=True,
            )
        )  # fmt: skip
        tree = Tree([t.head for t in tokens], [t.rel for t in tokens])
        predicates = tuple(
            Predicate(word, arguments(chances, labels["roles"], tree, words, word), None, round(score, 3))
            for word, (score, chances) in sorted(reading.predicates.items())
        )
        return Sentence(
            pieces[0].start,
            pieces[-1].end,
            tokens,
            predicates,
            names(reading.names, labels["names"]),
            triggers(reading, labels, words),
        )


def _place(tokens: Sequence[Piece]) -> tuple[int, int]:
    return tokens[0].start, tokens[-1].end


@functools.cache
def _loaded(path: Path, threads: int) -> Analyser:
    return Analyser(Model(path, threads))


def _load(path: Path, threads: int) -> Analyser:
    return Analyser.load(path, threads)
