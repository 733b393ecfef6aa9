"""Where sentences begin: the rules' cuts weighed against the model's, with what the words around look like."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.events.analyser.analyser import Analyser
from transforms.events.analyser.boundaries import MARGIN, WINDOW, Place, Weigher, kind_of, signs_of, windows
from transforms.events.analyser.sentences import split
from transforms.events.analyser.tokens import tokenize


@pytest.fixture(scope="module")
def analyser() -> Analyser:
    return Analyser.load()


def cut(analyser: Analyser, text: str) -> list[str]:
    return [text[s.start : s.end] for s in analyser.analyse([text])[0].sentences]


def test_posts_without_stops_are_cut(analyser: Analyser) -> None:
    found = cut(
        analyser, "Does anyone know a good place to eat there Thanks in advance! the food at the harbour was great"
    )
    assert found[1].startswith("Thanks")


def test_a_stop_that_ends_no_sentence_is_no_cut(analyser: Analyser) -> None:
    text = "There have been .. and maybe there still are many of them."
    assert len(split(text)) == 2
    assert cut(analyser, text) == [text]


def test_edited_prose_is_cut_at_its_stops(analyser: Analyser) -> None:
    sentences = [
        "Two men who could not explain why they were out were detained on Sunday.",
        "“We were at war with fog,” said Fire Chief Bill Ames.",
        "The Mexican army has hunted the gunmen loyal to Joaquin “El Chapo” Guzman since September 9.",
        "Deputy Secretary of State Kurt Campbell spoke with his counterpart in Manila.",
        "Rebels loyal to Gen. Khalifa Haftar took the port at 4 a.m. on Friday.",
    ]
    assert cut(analyser, " ".join(sentences)) == sentences


def test_lines_are_never_joined(analyser: Analyser) -> None:
    lines = ["Army takes town", "the rebels fled", "Thanks", "Read more"]
    assert cut(analyser, "\n\n".join(lines)) == lines


@given(st.lists(st.integers(1, 6), min_size=2, max_size=120), st.data())
def test_each_word_in_doubt_is_read_with_words_on_both_sides(lengths: list[int], data: st.DataObject) -> None:
    words = sorted(data.draw(st.sets(st.integers(1, len(lengths) - 1), min_size=1)))
    found = windows(words, lengths)
    assert [word for _, _, inner in found for word in inner] == words
    for begin, end, inner in found:
        assert sum(lengths[begin:end]) <= WINDOW
        for word in inner:
            assert begin < word < end
            assert begin == 0 or sum(lengths[begin:word]) > WINDOW // 2 - 6
            assert end == len(lengths) or sum(lengths[word:end]) > MARGIN - 6


def test_signs_are_kinds_of_words_and_words_by_their_distance() -> None:
    found = signs_of([t.text for t in tokenize("Thank you! :) Bye")], 5)
    assert {"-1 closer", "-2 colon", "-3 call", "+1 title", "+2 edge", "-1+1 closer title", "+1 =bye"} <= set(found)
    assert [kind_of(w) for w in (".", "?!", "...", "U.S.", "NATO", "I", "http://x.org", "12th", "***")] == [
        "stop", "call", "dots", "dotted", "capitals", "title", "address", "digits", "marks",
    ]  # fmt: skip


def test_weights_are_learnt_from_what_holds() -> None:
    pytest.importorskip("torch", reason="the training needs it")
    from training.analyser.boundaries import learn

    told = [(Place(1, {"always": 1.0, "a": float(n % 2)}), Place(1, {"always": 1.0}), n % 10 < 8) for n in range(100)]
    told += [(Place(1, {"always": 1.0, "a": 1.0}), Place(1, {"always": 1.0}), True)] * 50
    first, again = learn([told])
    assert first["a"] > 0.2
    weigher = Weigher(first, again, {})
    assert weigher.chance(told[1][0]) > weigher.chance(told[0][0])
    assert abs(weigher.chance(told[0][1], again=True) - 130 / 150) < 0.01


def test_signs_are_learnt_from_documents_in_order(tmp_path: Path) -> None:
    pytest.importorskip("torch", reason="the training needs it")
    from training.analyser import signs

    sentences = [{"id": f"d{n}-{m}", "tok": ["Men", "left", "."]} for n in range(20) for m in range(3)]
    weights = signs.learn(sentences)
    assert weights["-1 stop"] > 0 > weights["-1 =men"]
    signs.write(weights, tmp_path / "signs.tsv")
    assert signs.read(tmp_path / "signs.tsv") == pytest.approx(weights, abs=0.006)


def test_documents_of_names_are_texts_with_the_places_of_their_words(tmp_path: Path) -> None:
    pytest.importorskip("torch", reason="the training needs it")
    from training.analyser.names import documents

    path = tmp_path / "x.iob2"
    path.write_text("# newdoc id = a\n# text = He left.\n1\tHe\tO\n2\tleft\tO\n3\t.\tO\n\n# text = Bye\n1\tBye\tO\n")
    assert list(documents(path)) == [("He left. Bye", [[(0, 2), (3, 7), (7, 8)], [(9, 12)]])]
