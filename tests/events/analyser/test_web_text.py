"""The web text that the analyser learns sentence boundaries and names from."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

pytest.importorskip("torch")

from training.analyser.examples import UNKNOWN, CorpusError
from training.analyser.labels import NAMES
from training.analyser.web import TEXTS, web_example, web_examples


def _labels(allowed: int) -> set[str]:
    return {name for n, name in enumerate(NAMES) if allowed >> n & 1}


def test_marked_names_are_the_names_of_their_words() -> None:
    example = web_example("I met {PER:Tom Hale}'s wife in {LOC:Baton Rouge}.")
    assert example.words == ["I", "met", "Tom", "Hale", "'s", "wife", "in", "Baton", "Rouge", "."]
    assert example.names is not None
    told = [_labels(allowed) for allowed in example.names]
    assert told[2:5] == [{"B-PER"}, {"I-PER"}, {"O"}]
    assert told[7:9] == [{"B-LOC"}, {"I-LOC"}]


def test_an_organisation_may_be_an_armed_group() -> None:
    example = web_example("{ORG:Hamas} said no.")
    assert example.names is not None
    assert _labels(example.names[0]) == {"B-ORG", "B-GRP"}


def test_a_brace_that_belongs_to_no_name_is_refused() -> None:
    with pytest.raises(CorpusError, match=r"email\.txt, line 7: a brace that belongs to no name"):
        web_example("I met {Tom Hale}.", "email.txt, line 7")


def test_each_text_is_a_run_of_sentences() -> None:
    examples = list(web_examples())
    assert len(examples) > 20_000
    assert all(e.words and e.starts == [UNKNOWN] + [0] * (len(e.words) - 1) for e in examples)
    followed = sum(e.following is not None for e in examples)
    texts = sum(len(re.findall(r"\n\n", p.read_text(encoding="utf-8"))) + 1 for p in Path(TEXTS).glob("*.txt"))
    assert followed == len(examples) - texts
