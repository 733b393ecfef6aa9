"""Lists of words that the cutting into sentences and words names, read from data/words.tsv."""

from __future__ import annotations

import functools
from importlib import resources


@functools.cache
def _lists() -> dict[str, frozenset[str]]:
    text = resources.files("transforms.events.analyser").joinpath("data/words.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {name: frozenset(words.split()) for name, words in rows}


def listed(name: str) -> frozenset[str]:
    """The words of the list of this name.

    Raises:
        KeyError: no such list in data/words.tsv.
    """
    return _lists()[name]
