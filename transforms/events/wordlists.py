"""Lists of words that rules of the coder name, read from word_lists.tsv."""

from __future__ import annotations

import functools

from transforms.events.tables import DataFileError, rows_of


@functools.cache
def _lists() -> dict[str, frozenset[str]]:
    return {row["list"]: frozenset(row["words"].split()) for row in rows_of("word_lists.tsv", ("list", "words"))}


def word_list(name: str) -> frozenset[str]:
    """The words of a list.

    Raises:
        DataFileError: no such list.
    """
    found = _lists().get(name)
    if found is None:
        raise DataFileError(f"word_lists.tsv: no list {name!r}; add a line with this name")
    return found
