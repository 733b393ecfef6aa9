"""What labels mean, in a few words, for people who read an analysis."""

from __future__ import annotations

import functools
from importlib import resources

#: What stands before the role of a word that stands for another, or of the rest of a role told in two parts.
_PREFIXES = {"R-": "which", "C-": "more of"}


@functools.cache
def _glosses() -> dict[str, str]:
    text = resources.files("transforms.events.analyser").joinpath("data/glosses.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {row[0]: row[1] for row in rows}


def gloss(label: str) -> str:
    """The meaning of a role or of a type of name; empty for a label that is not known."""
    before = _PREFIXES.get(label[:2])
    meaning = _glosses().get(label.removeprefix(label[:2]) if before else label, "")
    return f"{before}: {meaning}" if before and meaning else meaning
