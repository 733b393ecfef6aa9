"""Other analysers in the place of the one that ships."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from transforms.events.analyser.analyser import Analyser
from transforms.events.analyser.choice import AnalyserChoiceError, load_analyser
from transforms.events.analyser.document import Document, Sentence
from transforms.events.analyser.model import shipped
from transforms.events.analyser.spacy_pipeline import SpacyAnalyser


@dataclass(eq=False)
class Word:
    """A token as spaCy has them."""

    i: int
    idx: int
    text: str
    lemma_: str
    pos_: str
    dep_: str
    head: Word = field(repr=False, default=None)  # type: ignore[assignment]

    @property
    def is_space(self) -> bool:
        return self.text.isspace()


class Span(tuple[Word, ...]):
    """A name as spaCy has them."""

    label_ = ""


class Doc:
    """A parsed text as spaCy has them: one sentence."""

    def __init__(self, words: list[Word], ents: tuple[Span, ...], parsed: bool = True) -> None:
        self.words, self.ents, self.parsed = words, ents, parsed

    def __len__(self) -> int:
        return len(self.words)

    def has_annotation(self, _: str) -> bool:
        return self.parsed

    @property
    def sents(self) -> Iterator[list[Word]]:
        if self.words:
            yield self.words


class StandIn:
    """A pipeline that knows one sentence, with the relations that spaCy's English pipelines give it."""

    TEXT = "Hajin was not captured by Kurdish fighters in Syria on Friday ."
    ROWS = (
        ("Hajin", "PROPN", "nsubjpass", 3), ("was", "AUX", "auxpass", 3), ("not", "PART", "neg", 3),
        ("captured", "VERB", "ROOT", 3), ("by", "ADP", "agent", 3), ("Kurdish", "ADJ", "amod", 6),
        ("fighters", "NOUN", "pobj", 4), ("in", "ADP", "prep", 3), ("Syria", "PROPN", "pobj", 7),
        ("on", "ADP", "prep", 3), ("Friday", "PROPN", "pobj", 9), (".", "PUNCT", "punct", 3),
    )  # fmt: skip
    ENTS = ((0, "PERSON"), (5, "NORP"), (8, "GPE"), (10, "DATE"))

    def __init__(self, parsed: bool = True) -> None:
        self.parsed = parsed

    def pipe(self, texts: Iterable[str]) -> Iterator[Any]:
        for text in texts:
            if not text:
                yield Doc([], (), self.parsed)
                continue
            words, at = [], 0
            for number, (form, pos, dep, _) in enumerate(self.ROWS):
                at = text.index(form, at)
                words.append(Word(number, at, form, form.lower(), pos, dep))
                at += len(form)
            for word, row in zip(words, self.ROWS, strict=True):
                word.head = words[row[3]]
            ents = []
            for number, label in self.ENTS:
                span = Span([words[number]])
                span.label_ = label
                ents.append(span)
            yield Doc(words, tuple(ents), self.parsed)


@pytest.fixture
def document() -> Document:
    return SpacyAnalyser(StandIn()).analyse([StandIn.TEXT])[0]


def words_of(document: Document, sentence: Sentence) -> dict[str, str]:
    [predicate] = sentence.predicates
    return {a.role: document.words(sentence, a.start, a.end) for a in predicate.args}


def test_the_roles_of_a_passive_clause_are_told_by_relations(document: Document) -> None:
    [sentence] = document.sentences
    assert words_of(document, sentence) == {
        "A1": "Hajin",
        "AM-NEG": "not",
        "A0": "by Kurdish fighters",
        "AM-LOC": "in Syria",
        "AM-TMP": "on Friday",
    }


def test_prepositions_hang_on_their_nouns_as_in_universal_dependencies(document: Document) -> None:
    [sentence] = document.sentences
    found = {t.text: (sentence.tokens[t.head].text if t.head >= 0 else None, t.rel) for t in sentence.tokens}
    assert found["fighters"] == ("captured", "obl")
    assert found["by"] == ("fighters", "case")
    assert found["Hajin"] == ("captured", "nsubj:pass")
    assert found["captured"] == (None, "root")


def test_names_keep_the_kinds_that_are_told_apart(document: Document) -> None:
    [sentence] = document.sentences
    found = [(n.kind, document.words(sentence, n.start, n.end)) for n in sentence.names]
    assert found == [("PER", "Hajin"), ("NORP", "Kurdish"), ("LOC", "Syria")]


def test_a_text_without_words_has_no_sentences() -> None:
    assert [d.sentences for d in SpacyAnalyser(StandIn()).analyse(["", ""])] == [(), ()]


def test_a_pipeline_without_a_parser_is_refused() -> None:
    with pytest.raises(AnalyserChoiceError, match="has no parser"):
        SpacyAnalyser(StandIn(parsed=False), "blank").analyse([StandIn.TEXT])


def test_a_pipeline_that_was_not_loaded_by_name_stays_in_its_process() -> None:
    with pytest.raises(TypeError, match="not loaded by name"):
        pickle.dumps(SpacyAnalyser(StandIn()))


def test_a_real_pipeline_fits() -> None:
    spacy = pytest.importorskip("spacy")
    tokens = spacy.tokens

    class Tagged:
        def pipe(self, texts: Iterable[str]) -> Iterator[Any]:
            vocab = spacy.blank("en").vocab
            forms, kinds, deps, heads = zip(*StandIn.ROWS, strict=True)
            for _ in texts:
                doc = tokens.Doc(
                    vocab, words=forms, pos=kinds, deps=deps, heads=heads, lemmas=[f.lower() for f in forms]
                )
                doc.ents = [tokens.Span(doc, n, n + 1, label) for n, label in StandIn.ENTS]
                yield doc

    [found] = SpacyAnalyser(Tagged()).analyse([StandIn.TEXT])
    assert found == SpacyAnalyser(StandIn()).analyse([StandIn.TEXT])[0]


def test_the_shipped_model_is_taken_where_none_is_named() -> None:
    assert load_analyser() is Analyser.load()
    assert load_analyser("") is Analyser.load()


def test_a_model_file_can_be_named() -> None:
    assert isinstance(load_analyser(f"onnx:{shipped()}"), Analyser)


@pytest.mark.parametrize(
    ("chosen", "told"),
    [
        ("onnx:none.onnx", "no model at none.onnx"),
        ("stanza:en", "write onnx:PATH or spacy:NAME"),
        ("spacy:", "write onnx:PATH or spacy:NAME"),
        ("spacy:no_such_pipeline", "pip install|no such pipeline"),
    ],
)
def test_an_analyser_that_cannot_be_had_is_told_with_what_to_do(chosen: str, told: str) -> None:
    with pytest.raises(AnalyserChoiceError, match=told):
        load_analyser(chosen)
