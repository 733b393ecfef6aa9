"""How names of differently labelled corpora become sets of allowed labels, and what is held back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from training.analyser.examples import CorpusError
from training.analyser.labels import NAMES, Labels
from training.analyser.lexicon import lexicon
from training.analyser.names import own_names, re3d_names, re3d_sentences, sets_of
from training.analyser.own import held_back, span_of


def allowed(bits: int) -> set[str]:
    return {label for number, label in enumerate(NAMES) if bits >> number & 1}


def test_an_organisation_of_a_corpus_without_armed_groups_may_be_one() -> None:
    assert [allowed(b) for b in sets_of(["Hezbollah", "said"], ["B-ORG", "O"], "uner")] == [{"B-ORG", "B-GRP"}, {"O"}]


def test_a_capitalised_word_outside_of_names_may_be_a_nationality_where_those_are_not_labelled() -> None:
    assert "B-NORP" in allowed(sets_of(["Syrian"], ["O"], "uner")[0])
    assert allowed(sets_of(["Syrian"], ["O"], "wikigold")[0]) == {"O"}


def test_of_re3d_only_proper_names_are_kept_the_longest_without_its_article() -> None:
    text = "Members of the Syrian Army met mourners in Aleppo"
    spans = [(11, 26, "Organisation"), (15, 21, "Nationality"), (31, 39, "Organisation"), (43, 49, "Location")]
    names = [(text[s:e], kind) for s, e, kind in re3d_names(text, spans)]
    assert sorted(names) == [("Aleppo", "Location"), ("Syrian Army", "Organisation")]


def kept(text: str, *phrases: tuple[str, str]) -> list[str]:
    spans = [(text.index(p), text.index(p) + len(p), kind) for p, kind in phrases]
    return sorted(text[s:e] for s, e, _ in re3d_names(text, spans))


def test_of_re3d_names_with_a_small_arabic_article_or_a_curled_apostrophe_are_kept() -> None:
    text = "al-Qaida and Da’esh fought US Central Command, but us not, in May"
    names = [("al-Qaida", "Organisation"), ("Da’esh", "Organisation"), ("US Central Command", "Organisation")]
    others = [("us", "Organisation"), ("May", "Person")]
    assert kept(text, *names, *others) == ["Da’esh", "US Central Command", "al-Qaida"]


def test_of_re3d_persons_lose_their_titles_and_possessors_do_not_join_names() -> None:
    text = "U.S. Army Gen. Joseph Votel met Foreign Secretary Hammond at the State Department’s Office and a Brig."
    persons = [("U.S. Army Gen. Joseph Votel", "Person"), ("Foreign Secretary Hammond", "Person"), ("Brig.", "Person")]
    office = [("State Department’s Office", "Organisation"), ("State Department", "Organisation")]
    assert kept(text, *persons, *office) == ["Hammond", "Joseph Votel", "State Department"]


def test_of_re3d_nothing_is_told_of_capitalised_words_in_phrases_that_are_no_names(tmp_path: Path) -> None:
    folder = tmp_path / "re3d" / "Source"
    folder.mkdir(parents=True)
    text = "The Iraqi security forces left Mosul Monday."
    (folder / "documents.json").write_text(json.dumps({"_id": "a", "text": text}), encoding="utf-8")
    spans = [(0, 25, "Organisation"), (31, 36, "Location")]
    lines = [json.dumps({"documentId": "a", "begin": s, "end": e, "type": kind}) for s, e, kind in spans]
    (folder / "entities.json").write_text("\n".join(lines), encoding="utf-8")
    ((_, words, sets),) = re3d_sentences(folder.parent)
    assert dict(zip(words, map(allowed, sets), strict=True)) == {
        "The": {"O"}, "Iraqi": set(), "security": {"O"}, "forces": {"O"}, "left": {"O"}, "Mosul": {"B-LOC"},
        "Monday": {"O"}, ".": {"O"},
    }  # fmt: skip


def test_every_mention_of_an_annotated_name_is_marked() -> None:
    passage = {"text": "Hajin fell. Hajini left Hajin.", "entities": [{"text": "Hajin", "kind": "place"}]}
    marked = own_names(passage)
    assert marked is not None
    assert {n for n, b in marked.items() if "B-LOC" in allowed(b)} == {0, 24}


def test_the_nth_occurrence_is_found_or_the_fault_is_told() -> None:
    assert span_of("a b a", ["a", 2]) == (4, 5)
    with pytest.raises(CorpusError, match="'c' is not in"):
        span_of("a b a", "c")


def test_a_fifth_is_held_back_the_same_one_every_time() -> None:
    keys = [f"a-{n:04}" for n in range(1000)]
    held = [k for k in keys if held_back(k)]
    assert 150 < len(held) < 250
    assert held == [k for k in keys if held_back(k)]


def test_rare_labels_are_not_learnt() -> None:
    sentence = {
        "tok": ["Go"],
        "pos": ["VERB"],
        "rel": ["root"],
        "lemma": ["go"],
        "srl": [{"p": 0, "args": [["A5", 0, 0, 0]]}],
    }
    labels = Labels.of([sentence] * 4)
    assert labels.roles == ("_",)
    assert "0||l" in labels.lemmas
    assert Labels.load(labels.dump()) == labels


def test_the_lexicon_keeps_lemmas_that_are_sure_by_word_and_tag() -> None:
    words = {"tok": ["Left", "left", "Acme"], "pos": ["VERB", "ADJ", "PROPN"], "lemma": ["leave", "left", "Acme"]}
    other = {"tok": ["saw"], "pos": ["VERB"], "lemma": ["see"]}
    unlike = {"tok": ["saw"], "pos": ["VERB"], "lemma": ["saw"]}
    assert lexicon([words, words, other, unlike]) == {("left", "VERB"): "leave", ("left", "ADJ"): "left"}
