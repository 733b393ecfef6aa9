"""Sentences and tokens of raw text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.events.analyser.sentences import split
from transforms.events.analyser.tokens import tokenize


def cut(text: str) -> list[str]:
    return [" ".join(t.text for t in s) for s in split(text)]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("U.S.-backed forces", "U.S. - backed forces"),
        ("the group's men didn't flee", "the group 's men did n't flee"),
        ("They DIDN’T", "They DID N’T"),
        ("Maj. Gen. al-Khafaji", "Maj. Gen. al - Khafaji"),
        ("anti-government pre-war e-mail", "anti-government pre-war e-mail"),
        ("1,200 men at 5:30 p.m. on 9/11", "1,200 men at 5:30 p.m. on 9/11"),
        ("$5 (about 3%)", "$ 5 ( about 3 % )"),
        ("a 10-year-old", "a 10 - year - old"),
        ("cannot", "can not"),
        ("see https://example.org/a?b=c.", "see https://example.org/a?b=c ."),
        ("No. 3", "No. 3"),
        ("She said no.", "She said no ."),
        ("Ba'ath and O'Rourke", "Ba'ath and O'Rourke"),
    ],
)
def test_tokens_are_cut_as_the_treebank_cuts_them(text: str, tokens: str) -> None:
    assert [t.text for t in tokenize(text)] == tokens.split()


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Maj. Gen. Abdi spoke. They left.", ["Maj. Gen. Abdi spoke .", "They left ."]),
        ("“We will fight,” he said. “They left.” She wept.", 3),
        ("It happened in the U.S. The army came at 5 p.m. on Sunday.", 2),
        ("He met U.S. President Bush.", 1),
        ("Mr. Smith, of Acme Inc., left. John F. Kennedy died.", 2),
        ("BAGHDAD (AP) — U.S.-backed fighters took it.", ["BAGHDAD ( AP ) —", "U.S. - backed fighters took it ."]),
        ("KYIV, Ukraine, March 3 (Reuters) - Russia shelled it.", 2),
        ("IMPHAL, May 6: The toll rose.", ["IMPHAL , May 6 :", "The toll rose ."]),
        ("PLEASE NOTE: the army left.", 1),
        ("18.40 Protesters left.\n\n09:00 GMT The army came.\n\n5.15pm “We left,” he said.", 6),
        ("12.5 million fled.\n\n10:30 was too late.", 2),
        ("U.S.-led forces left.", 1),
        ("- three men died\n- two women were hurt\n* a mosque burned", 3),
        ("1. Disarm. 2. Withdraw.", ["1 . Disarm .", "2 . Withdraw ."]),
        ("A headline without a stop\n\nThe army said so.", 2),
        ("A line that is long enough to have been wrapped by somebody goes on\nin the next one.", 1),
        ("Why? Because! So it is...", 3),
        ("", 0),
        (" \n\n ", 0),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, sentences: int | list[str]) -> None:
    found = cut(text)
    assert (len(found) if isinstance(sentences, int) else found) == sentences


@given(st.text(alphabet=st.sampled_from(list("aB. \n'’-\"“”(),U3n!?…—é/@")), max_size=120))
def test_tokens_cover_the_text_in_order_and_all_but_its_whitespace(text: str) -> None:
    tokens = [t for sentence in split(text) for t in sentence]
    assert all(text[t.start : t.end] == t.text and t.text for t in tokens)
    assert all(a.end <= b.start for a, b in pairwise(tokens))
    assert "".join(t.text for t in tokens) == "".join(text.split())
