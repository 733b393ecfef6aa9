"""Words of a text, as the place finder reads them."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Initials with stops stay one word (U.S., W.Va., D.C.); a possessive 's is a word of its own; hyphens separate.
_WORD = re.compile(r"(?:[A-Z]\.){2,}|[A-Z]\.(?:[A-Z][a-z]+\.)|['’]s\b|[^\W_]+(?:['’ʼʻ‘](?!s\b)[^\W\d_]+)*")
_SAINT = frozenset(("st", "ste", "sta", "mt", "ft", "pt", "mts", "n", "s", "e", "w"))


@dataclass(frozen=True, slots=True)
class Word:
    """A word and how it is joined to the one before."""

    start: int
    end: int
    text: str
    lower: str
    capital: bool
    """Begins with a capital letter, or has one after an apostrophe (d'Ivoire)."""
    gap: str
    """What stands between the word before and this one: " ", "-", ". " after St, or "" for any other break."""


def words_of(text: str) -> list[Word]:
    """The words of a text, in order."""
    words: list[Word] = []
    end = 0
    last = ""
    for match in _WORD.finditer(text):
        start = match.start()
        between = text[end:start]
        if between in (" ", "\u00a0", "-", "‑"):
            gap = between if between == "-" else " "
        elif between == ". " and last in _SAINT:
            gap = " "
        elif between == "" and words:
            gap = "'"
        else:
            gap = ""
        surface = match.group()
        last = surface.lower()
        capital = surface[0].isupper() or (len(surface) > 2 and surface[1] in "'’" and surface[2].isupper())
        words.append(Word(start, match.end(), surface, last.rstrip("."), capital, gap))
        end = match.end()
    return words
