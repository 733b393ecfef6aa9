"""Sentences without trees get those of a parser; those that have trees keep them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import cast

from training.analyser.examples import UNKNOWN, Example, joined
from training.analyser.labels import Labels
from training.analyser.silver import label
from transforms.events.analyser.analyser import Analyser
from transforms.events.analyser.document import Arg, Predicate, Sentence, Token

LABELS = Labels(upos=("NOUN", "VERB"), rels=("nsubj", "root"), roles=("_", "A0"), lemmas=("",))


class Parser:
    """Takes every first word for the subject of the last one, surely or not."""

    def __init__(self, score: float) -> None:
        self.score = score

    def analyse_words(self, sentences: Sequence[Sequence[str]]) -> list[Sentence]:
        return [self._sentence(words) for words in sentences]

    def _sentence(self, words: Sequence[str]) -> Sentence:
        last = len(words) - 1
        tokens = tuple(
            Token(0, 0, w, w, "NOUN", last, "nsubj", self.score) if n < last else Token(0, 0, w, w, "VERB", -1, "root")
            for n, w in enumerate(words)
        )
        return Sentence(0, 0, tokens, (Predicate(last, (Arg("A0", 0, 1, 0),)),), (), ())


def parser(score: float = 0.9) -> Analyser:
    return cast(Analyser, Parser(score))


def test_a_passage_gets_tags_tree_and_roles() -> None:
    passage = Example("own", ["Rebels", "attacked"], events=[0, 16])
    assert label([passage], parser(), LABELS) == 1
    assert (passage.upos, passage.heads, passage.rels) == ([0, 1], [2, 0], [0, 1])
    assert passage.frames == [(1, [(0, 1)])]
    assert passage.events == [0, 16]


def test_a_treebank_keeps_its_own() -> None:
    tree = Example("ewt", ["Rebels", "attacked"], upos=[1, 1], heads=[0, 1], rels=[1, 0], frames=[])
    assert label([tree], parser(), LABELS) == 0
    assert (tree.upos, tree.heads, tree.frames) == ([1, 1], [0, 1], [])


def test_what_the_parser_is_unsure_of_is_left_open() -> None:
    passage = Example("own", ["Rebels", "attacked"])
    label([passage], parser(score=0.3), LABELS)
    assert (passage.heads, passage.rels) == ([UNKNOWN, 0], [UNKNOWN, 1])


def test_joined_sentences_keep_open_what_was_open() -> None:
    first, second = Example("own", ["Rebels", "attacked"]), Example("own", ["Troops", "fled"])
    label([first, second], parser(score=0.3), LABELS)
    assert joined([first, second], random.Random(1)).heads == [UNKNOWN, 0, UNKNOWN, 0]
