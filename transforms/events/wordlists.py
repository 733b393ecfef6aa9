"""Lists of words that rules of the coder name, read from word_lists.tsv and status.tsv."""

from __future__ import annotations

import functools

from transforms.events.tables import DataFileError, rows_of


@functools.cache
def _lists(file: str) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for row in rows_of(file, ("list", "words")):
        name, words = row["list"], frozenset(row["words"].split())
        if not words or name in found:
            fault = "stands twice; keep one of them" if words else "has no words; a tab goes before them"
            raise DataFileError(f"{file}, line {row['line']}: list {name!r} {fault}")
        found[name] = words
    return found


def word_list(name: str) -> frozenset[str]:
    """The words of a list of word_lists.tsv.

    Raises:
        DataFileError: no such list.
    """
    return _list("word_lists.tsv", name)


def status_words(name: str) -> frozenset[str]:
    """The words of a list of status.tsv, on whether something happened.

    Raises:
        DataFileError: no such list.
    """
    return _list("status.tsv", name)


def _list(file: str, name: str) -> frozenset[str]:
    found = _lists(file).get(name)
    if found is None:
        raise DataFileError(f"{file}: no list {name!r}; add a line with this name")
    return found
