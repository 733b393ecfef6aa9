"""The words around a name, from data files."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

DATA = Path(__file__).parent / "data"


@lru_cache(maxsize=1)
def cues() -> dict[str, frozenset[str]]:
    """Kind of cue to its words; see data/cues.tsv."""
    found: dict[str, frozenset[str]] = {}
    for line in (DATA / "cues.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, words = line.split("\t")
            found[kind] = frozenset(words.split("|"))
    return found


@lru_cache(maxsize=8)
def word_list(name: str) -> frozenset[str]:
    """The words of a one-a-line file in data/."""
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


@lru_cache(maxsize=1)
def everyday() -> frozenset[str]:
    """Words that by themselves are no names: function words and the common ones."""
    return cues()["function"] | word_list("common_words.txt")


def given_names() -> frozenset[str]:
    """First names."""
    return word_list("given_names.txt")


@lru_cache(maxsize=1)
def personal() -> frozenset[str]:
    """First names and surnames."""
    return given_names() | word_list("surnames.txt")
