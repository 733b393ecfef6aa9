"""Words of a text, as the place finder reads them."""

from __future__ import annotations

import re
from typing import NamedTuple

# Initials with stops stay one word (U.S., W.Va., D.C.); a possessive 's is a word of its own; hyphens separate.
_WORD = re.compile(r"(?:[A-Z]\.){2,}|[A-Z]\.(?:[A-Z][a-z]+\.)|['’]s\b|[^\W_]+(?:['’ʼʻ‘](?!s\b)[^\W\d_]+)*")
# After these a full stop ends no sentence: St. Louis, Gen. Jackson.
_SHORTENED = re.compile(
    r"st[ae]?|mts?|ft|pt|[a-z]|mrs?|ms|dr|sen|rep|gov|gen|maj|col|lt|sgt|capt|cpl|brig|adm|cmdr|prof|rev|supt"
)


class Word(NamedTuple):
    """A word and how it is joined to the one before."""

    start: int
    end: int
    text: str
    lower: str
    capital: bool
    """Begins with a capital letter, or has one after an apostrophe (d'Ivoire)."""
    gap: str
    """What joins it to the word before: " ", "-", "'" (nothing between), or "" for any other break."""


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
        elif between == ". " and _SHORTENED.fullmatch(last):
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
