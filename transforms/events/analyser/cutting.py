"""Paragraphs cut into sentences anew, where the model says better than the rules."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from transforms.events.analyser.boundaries import Place, Weigher, windows, with_window
from transforms.events.analyser.model import Model
from transforms.events.analyser.tokens import Piece

#: The sentences of a paragraph.
Paragraph = Sequence[Sequence[Piece]]


class Cutter:
    """Cuts with the readings of a model, weighed against the rules' cuts."""

    def __init__(self, model: Model, weigher: Weigher) -> None:
        self._model, self._weigher = model, weigher

    def cut(self, ruled: Sequence[Paragraph], starts: Sequence[Sequence[float]]) -> list[list[list[Piece]]]:
        """Sentences of paragraphs.

        Args:
            ruled: sentences as the rules cut them.
            starts: for each word of a paragraph the chance that a sentence begins with it, as the model reads the
                sentences of the rules.
        """
        texts = [[token for sentence in paragraph for token in sentence] for paragraph in ruled]
        found = [self.places(*given) for given in zip(texts, ruled, starts, strict=True)]
        begins = [{p.word for p in told if self._weigher.begins(p)} for told in found]
        doubted = [[p for p in told if self._weigher.doubts(p)] for told in found]
        for begun, told in zip(begins, self.again(texts, doubted), strict=True):
            begun -= {p.word for p in told}
            begun |= {p.word for p in told if self._weigher.begins(p, again=True)}
        return [
            [tokens[a:b] for a, b in pairwise([0, *sorted(begun), len(tokens)])]
            for tokens, begun in zip(texts, begins, strict=True)
        ]

    def places(self, tokens: Sequence[Piece], ruled: Paragraph, starts: Sequence[float]) -> list[Place]:
        """Where sentences of a paragraph may begin, with the evidence of a first look."""
        begins = set()
        at = 0
        for sentence in ruled:
            begins.add(at)
            at += len(sentence)
        return self._weigher.places(tokens, begins, starts)

    def again(self, texts: Sequence[Sequence[Piece]], doubted: Sequence[Sequence[Place]]) -> list[list[Place]]:
        """Places with the evidence of a second look: the words on both sides read together."""
        shown: list[list[str]] = []
        asked: list[list[tuple[int, int]]] = []  # of each place its window, and its word in that
        for tokens, told in zip(texts, doubted, strict=True):
            words = [t.text for t in tokens] if told else []
            places_of: list[tuple[int, int]] = []
            for begin, end, inner in windows([p.word for p in told], [self._model.size(w) for w in words]):
                places_of += [(len(shown), word - begin) for word in inner]
                shown.append(words[begin:end])
            asked.append(places_of)
        readings = self._model.read(shown, [()] * len(shown))
        return [
            [
                with_window(place, float(readings[window].starts[word]))
                for place, (window, word) in zip(told, where, strict=True)
            ]
            for told, where in zip(doubted, asked, strict=True)
        ]
