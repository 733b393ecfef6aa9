"""The analyser with the model that ships."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.events.analyser.analyser import Analyser
from transforms.events.analyser.document import Document, Predicate, Sentence, TextAnalyser, Token
from transforms.events.analyser.model import Model, ModelError

TEXTS = [
    "U.S.-backed fighters captured the town of Hajin from Islamic State on Friday, a spokesman said.",
    "Maj. Gen. Tahseen al-Khafaji denied that the army had withdrawn.",
    "Protesters did not burn the embassy.",
    "The shelling of Donetsk by Russian forces killed 12 civilians.",
    "SOLDIERS KILL 3 IN RAID",
    "“They left,” she said.\n\n- the first\n- the second",
    "He fled.",
    "",
]


@pytest.fixture(scope="module")
def analyser() -> Analyser:
    return Analyser.load()


def by_word(document: Document, word: str) -> tuple[Sentence, Predicate]:
    return next((s, p) for s in document.sentences for p in s.predicates if s.tokens[p.token].text == word)


def filler(document: Document, word: str, role: str) -> str:
    sentence, predicate = by_word(document, word)
    arg = predicate.arg(role)
    return document.words(sentence, arg.start, arg.end) if arg else ""


def test_who_did_what_to_whom_and_when(analyser: Analyser) -> None:
    document = analyser.analyse(TEXTS[:1])[0]
    assert filler(document, "captured", "A0") == "U.S.-backed fighters"
    assert filler(document, "captured", "A1").startswith("the town of Hajin")
    assert filler(document, "captured", "AM-TMP") == "on Friday"


def test_what_is_negated(analyser: Analyser) -> None:
    document = analyser.analyse(TEXTS[2:3])[0]
    assert filler(document, "burn", "A0") == "Protesters"
    assert filler(document, "burn", "A1") == "the embassy"
    assert filler(document, "burn", "AM-NEG") == "not"


def test_nouns_are_predicates_too(analyser: Analyser) -> None:
    document = analyser.analyse(TEXTS[3:4])[0]
    assert filler(document, "shelling", "A1").endswith("Donetsk")
    assert filler(document, "killed", "A1") == "12 civilians"


def test_tags_lemmas_trees_and_names(analyser: Analyser) -> None:
    document = analyser.analyse(TEXTS[:1])[0]
    sentence = document.sentences[0]
    tokens = {t.text: t for t in sentence.tokens}
    assert (tokens["captured"].lemma, tokens["captured"].upos, tokens["fighters"].lemma) == (
        "capture",
        "VERB",
        "fighter",
    )
    assert sentence.tokens[tokens["fighters"].head].text == "captured"
    assert tokens["fighters"].rel == "nsubj"
    names = {document.words(sentence, n.start, n.end): n.kind for n in sentence.names}
    assert names["Hajin"] == "LOC"
    assert names["Islamic State"] in ("GRP", "ORG")


@settings(max_examples=12)
@given(st.lists(st.sampled_from(TEXTS), min_size=1, max_size=6))
def test_the_same_text_gives_the_same_document_whatever_stands_beside_it(texts: list[str]) -> None:
    analyser = Analyser.load()
    assert analyser.analyse(texts) == [analyser.analyse([text])[0] for text in texts]


def test_offsets_count_in_the_untouched_text(analyser: Analyser) -> None:
    for document in analyser.analyse(TEXTS):
        for sentence in document.sentences:
            assert all(document.text[t.start : t.end] == t.text for t in sentence.tokens)
            assert sum(t.head == -1 for t in sentence.tokens) == 1
            for predicate in sentence.predicates:
                assert all(0 <= a.start <= a.head < a.end <= len(sentence.tokens) for a in predicate.args)


def test_a_text_without_words_has_no_sentences(analyser: Analyser) -> None:
    assert [d.sentences for d in analyser.analyse(["", " \n"])] == [(), ()]


def test_endless_sentences_and_strange_characters_are_read_in_parts(analyser: Analyser) -> None:
    long = "the men, who fled the town of Hajin, " * 150
    strange = "\x00 \ufeff \U0001f600 الجيش السوري " + "x" * 5000
    first, second = analyser.analyse([long, strange])
    assert "".join(t.text for s in first.sentences for t in s.tokens) == "".join(long.split())
    assert "".join(t.text for s in second.sentences for t in s.tokens) == "".join(strange.split())


def test_predicates_can_be_given(analyser: Analyser) -> None:
    words = [*TEXTS[3][:-1].split(), "."]
    sentence = analyser.analyse_words([words], [[words.index("killed")]])[0]
    assert [p.token for p in sentence.predicates] == [words.index("killed")]


def test_words_that_the_caller_knows_are_predicates_beside_those_that_the_model_finds(analyser: Analyser) -> None:
    [plain] = analyser.analyse(TEXTS[3:4])
    [more] = analyser.analyse(TEXTS[3:4], also=lambda word: word in ("forces", "shelling"))
    found = {p.token for p in plain.sentences[0].predicates}
    assert {p.token for p in more.sentences[0].predicates} == found | {1, 6}


def test_it_is_loaded_once_and_travels_by_name(analyser: Analyser) -> None:
    assert Analyser.load() is analyser
    sent = pickle.dumps(analyser)
    assert len(sent) < 1000
    assert pickle.loads(sent).analyse(TEXTS[:1]) == analyser.analyse(TEXTS[:1])


def test_the_file_says_what_it_is_and_keeps_to_its_size(analyser: Analyser) -> None:
    assert analyser.about["licence"] == "CC-BY-SA-4.0"
    assert Model().path.stat().st_size <= 30_000_000


def test_a_file_that_is_no_model_is_told_by_name(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"no model at .*none\.onnx"):
        Model(tmp_path / "none.onnx")
    broken = tmp_path / "broken.onnx"
    broken.write_bytes(b"not a model")
    with pytest.raises(ModelError, match=r"broken\.onnx is no model"):
        Model(broken)


class Words:
    """Another analyser: one sentence a text, every word hanging on the first."""

    def analyse(self, texts: Sequence[str]) -> list[Document]:
        return [Document(text, self._sentences(text)) for text in texts]

    def _sentences(self, text: str) -> tuple[Sentence, ...]:
        tokens = []
        at = 0
        for word in text.split():
            start = text.index(word, at)
            at = start + len(word)
            tokens.append(Token(start, at, word, word.lower(), "X", 0 if tokens else -1, "dep" if tokens else "root"))
        return (Sentence(tokens[0].start, tokens[-1].end, tuple(tokens)),) if tokens else ()


@pytest.mark.parametrize("made", [Words, Analyser.load])
def test_another_analyser_can_take_its_place(made: Callable[[], TextAnalyser]) -> None:
    other = made()
    documents = other.analyse(TEXTS)
    assert [d.text for d in documents] == TEXTS
    assert all(d.text[t.start : t.end] == t.text for d in documents for s in d.sentences for t in s.tokens)
