"""Reads the stage's data files: tab-separated lines, `#` starts a comment line."""

from __future__ import annotations

import functools
import re
from importlib import resources


@functools.cache
def table(name: str, columns: int) -> tuple[tuple[str, ...], ...]:
    """The rows of `data/<name>.tsv`, every one with the given number of columns.

    Raises:
        ValueError: a row has another number of columns; the message names file and line.
    """
    rows = []
    text = resources.files("transforms.clean").joinpath("data", f"{name}.tsv").read_text("utf-8")
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        row = tuple(cell.strip() for cell in line.split("\t"))
        if len(row) != columns:
            raise ValueError(f"data/{name}.tsv, line {number}: {len(row)} columns, {columns} expected")
        rows.append(row)
    return tuple(rows)


@functools.cache
def patterns(name: str, kind: str, *, whole: bool = False, case: bool = False) -> re.Pattern[str]:
    """One pattern out of the rows (kind, pattern) of a file that have this kind.

    Args:
        name: the file.
        kind: value of the first column.
        whole: the pattern is to match a whole line.
        case: upper and lower case differ.

    Raises:
        ValueError: the file has no such kind, or a pattern of it cannot be compiled.
    """
    found = [p for k, p in table(name, 2) if k == kind]
    if not found:
        raise ValueError(f"data/{name}.tsv has no rows of kind {kind!r}")
    return _compiled(name, kind, found, whole, case)


@functools.cache
def patterns_with(name: str, kind: str, *, whole: bool = False) -> tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]:
    """The patterns of kind "KIND:WORDS", upper and lower case apart, each with the words of which a text must hold one.

    Raises:
        ValueError: as `patterns`.
    """
    rows = [(k.partition(":")[2], k, p) for k, p in table(name, 2) if k.startswith(f"{kind}:")]
    return tuple((tuple(words.split("|")), _compiled(name, k, [p], whole, True)) for words, k, p in rows)


def _compiled(name: str, kind: str, found: list[str], whole: bool, case: bool) -> re.Pattern[str]:
    body = "|".join(f"(?:{p})" for p in found)
    try:
        return re.compile(rf"(?:{body})\s*\Z" if whole else body, 0 if case else re.IGNORECASE)
    except re.error as error:
        raise ValueError(f"data/{name}.tsv, kind {kind!r}: {error}") from error
