"""Names of the treebank's training part: where they may stand, and what a list of them makes of their words."""

from __future__ import annotations

from pathlib import Path

import pytest

from training.analyser import treebank_names
from training.analyser.corpora import tree_examples
from training.analyser.examples import CorpusError
from training.analyser.labels import NAMES, Labels
from training.analyser.treebank_names import listed, name_sets, name_spans


def sentence(text: str) -> dict[str, object]:
    """A sentence of words with tags, as "Iraq/PROPN fell/VERB"."""
    pairs = [w.rsplit("/", 1) for w in text.split()]
    return {"tok": [w for w, _ in pairs], "pos": [t for _, t in pairs], "rel": ["dep"] * len(pairs)}


def read(text: str) -> list[set[str]]:
    """The labels that each word may have."""
    return [{n for i, n in enumerate(NAMES) if bits >> i & 1} for bits in name_sets(sentence(text))]


def found(text: str) -> list[str]:
    given = sentence(text)
    words, tags, rels = given["tok"], given["pos"], given["rel"]
    assert isinstance(words, list)
    assert isinstance(tags, list)
    assert isinstance(rels, list)
    return [" ".join(words[s:e]) for s, e in name_spans(words, tags, rels)]


def test_listed_names_have_their_types_from_the_first_word_on() -> None:
    assert read("Saddam/PROPN Hussein/PROPN left/VERB Baghdad/PROPN ./PUNCT") == [
        {"B-PER"}, {"I-PER"}, {"O"}, {"B-LOC"}, {"O"},
    ]  # fmt: skip
    assert read("the/DET CIA/PROPN") == [{"O"}, {"B-ORG", "B-GRP"}]
    assert read("Taliban/PROPN") == [{"B-GRP"}]


def test_what_people_go_to_may_be_a_place_or_an_organisation_and_its_possessive_belongs_to_it_or_not() -> None:
    assert read("at/ADP Starbucks/PROPN") == [{"O"}, {"B-LOC", "B-ORG"}]
    assert read("at/ADP Geno/PROPN 's/PART") == [{"O"}, {"B-LOC", "B-ORG"}, set()]


def test_of_a_name_that_is_not_listed_nothing_is_known() -> None:
    assert read("Qwxyz/PROPN Zxywq/PROPN spoke/VERB") == [set(), set(), {"O"}]


def test_products_nationalities_and_days_are_no_person_organisation_or_place() -> None:
    for text in ("Thanksgiving/PROPN", "Americans/PROPN", "Tuesday/PROPN", "www.example.org/PROPN"):
        (labels,) = read(text)
        assert "O" in labels
        assert not any(label.endswith(("PER", "ORG", "LOC", "GRP")) for label in labels)


def test_several_names_in_a_row_are_looked_up_one_by_one() -> None:
    assert read("Saddam/PROPN 's/PART Iraq/PROPN") == [{"B-PER"}, {"O"}, {"B-LOC"}]


def test_a_lone_part_of_a_name_beside_an_unknown_word_stays_open() -> None:
    assert read("Judge/PROPN Lynn/PROPN Cheney/PROPN Texas/PROPN")[-2:] == [set(), set()]
    assert read("Texas/PROPN Governor/PROPN Cheney/PROPN Texas/PROPN") == [set()] * 4
    assert read("General/PROPN Colin/PROPN Powell/PROPN") == [{*read("General/PROPN")[0]}, {"B-PER"}, {"I-PER"}]


def test_what_may_go_on_with_a_name_stays_open() -> None:
    assert read("Saddam/PROPN II/ADJ left/VERB") == [{"B-PER"}, set(), {"O"}]
    assert read("Cargill/PROPN ,/PUNCT Inc./X")[:2] == [{"B-ORG", "B-GRP"}, set()]


def test_a_title_is_no_part_of_the_name_that_it_stands_before() -> None:
    title, *name = read("Mr./PROPN Saddam/PROPN Hussein/PROPN")
    assert "O" in title
    assert "B-PER" not in title
    assert name == [{"B-PER"}, {"I-PER"}]


def test_small_words_and_capitalised_ones_belong_to_a_name_titles_and_dates_do_not() -> None:
    assert found("the/DET University/PROPN of/ADP the/DET Pacific/PROPN") == ["University of the Pacific"]
    assert found("in/ADP New/ADJ York/PROPN on/ADP Monday/PROPN") == ["New York"]
    assert found("President/PROPN Karzai/PROPN met/VERB Mr./PROPN Bush/PROPN") == ["Karzai", "Bush"]
    assert found("Muqtada/PROPN al/PROPN -/PUNCT Sadr/PROPN") == ["Muqtada al - Sadr"]
    assert found("go/VERB of/ADP course/NOUN") == []


def test_every_listed_name_is_listed_once_with_a_known_type(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(listed().names) > 3000
    assert {"mr.", "president"} <= listed().titles
    wrong = tmp_path / "names.tsv"
    wrong.write_text("PER\tAnna\nORG\tAnna\n", encoding="utf-8")
    monkeypatch.setattr(treebank_names, "LIST", wrong)
    listed.cache_clear()
    with pytest.raises(CorpusError, match="line 2"):
        listed()
    listed.cache_clear()


def test_treebank_examples_have_names_only_where_they_are_asked_for() -> None:
    given = {
        **sentence("Iraq/PROPN fell/VERB"), "id": "a-0001", "lemma": ["Iraq", "fall"], "head": [2, 0], "srl": None,
    }  # fmt: skip
    labels = Labels.of([given])
    (plain,) = tree_examples([given], labels)
    (named,) = tree_examples([given], labels, named=name_sets)
    assert plain.names is None
    assert named.names == [1 << NAMES.index("B-LOC"), 1 << NAMES.index("O")]
