"""The names of `data/dates_names.tsv` and `data/dates_verbs.tsv` as lookups and as pieces of regular expressions."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources


def _rows(name: str) -> list[list[str]]:
    lines = resources.files("transforms.events").joinpath(f"data/{name}").read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


@cache
def named(kind: str) -> dict[str, str]:
    """Lower-case name -> value, for one kind of name."""
    return {row[1].lower(): row[2] for row in _rows("dates_names.tsv") if row[0] == kind}


@cache
def spelled(kind: str) -> str:
    """An alternation of the names of a kind as they are written: Title Case or CAPITALS (seasons: any case)."""
    forms = {re.escape(form).replace("'", "['’]") for form in _forms(kind)}
    return "|".join(sorted(forms, key=lambda form: (-len(form), form)))


@cache
def needed(kind: str) -> frozenset[str]:
    """The words of which every text has one that has a name of a kind: the longest of each name."""
    return frozenset(max(re.findall(r"[A-Za-z]+", form), key=len) for form in _forms(kind))


def _forms(kind: str) -> set[str]:
    names = [row[1] for row in _rows("dates_names.tsv") if row[0] == kind]
    forms = {form for name in names for form in (name, name.upper())}
    return forms | {name.title() for name in names} if kind == "season" else forms


def lookup(kind: str, word: str) -> str:
    """The value of a name as it was written."""
    return named(kind)[word.rstrip(".").lower().replace("’", "'")]


@cache
def tense_pattern() -> re.Pattern[str]:
    """Finds the words that place a clause in time: group `future` or group `past`."""
    words: dict[str, list[str]] = {"future": [], "past": []}
    for tense, word in _rows("dates_verbs.tsv"):
        words[tense].append(re.escape(word))
    future, past = ("|".join(sorted(words[t], key=len, reverse=True)) for t in ("future", "past"))
    return re.compile(rf"(?<!\w)(?:(?P<future>{future})|(?P<past>{past}|[a-z]{{2,20}}ed))(?!\w)")
