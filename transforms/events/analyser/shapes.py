"""How a word is written, which the encoder, blind to case, is told beside its word pieces."""

from __future__ import annotations

#: The shape of what is no word: padding, and the place of the root.
NO_WORD = 6
SHAPES = 7
_QUOTES = str.maketrans(
    {"’": "'", "‘": "'", "‛": "'", "“": '"', "”": '"', "„": '"', "‟": '"', "–": "-", "—": "-", "…": "."}
)


def shape_of(word: str) -> int:
    """0 lower case, 1 capitals, 2 a capital first, 3 with a digit, 4 marks, 5 anything else."""
    if word.islower():
        return 0
    if len(word) > 1 and word.isupper():
        return 1
    if word[:1].isupper():
        return 2
    if any(c.isdigit() for c in word):
        return 3
    return 5 if word.isalnum() else 4


def plain(word: str) -> str:
    """A word with typographic quotes and dashes made plain, as the model reads it."""
    if word == "…":
        return "..."
    return word.translate(_QUOTES)
