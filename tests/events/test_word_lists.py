"""The lists of words that rules name: a line that is no list, or a list that stands twice, is an error by its line."""

from __future__ import annotations

from functools import partial

import pytest

from transforms.events import tables, wordlists


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        (["fruit\tapple pear", "=======", "tools\thammer"], "lists.tsv, line 2: list '=======' has no words"),
        (["fruit\tapple", "tools\thammer", "fruit\tpear"], "lists.tsv, line 3: list 'fruit' stands twice"),
    ],
)
def test_a_line_that_is_no_list_is_an_error(monkeypatch: pytest.MonkeyPatch, lines: list[str], fault: str) -> None:
    monkeypatch.setattr(wordlists, "rows_of", partial(tables.rows_in, list(enumerate(lines, 1))))
    with pytest.raises(tables.DataFileError, match=fault):
        wordlists._lists.__wrapped__("lists.tsv")
