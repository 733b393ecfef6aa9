"""Tokens with offsets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from transforms.events.wordlists import word_list

_TOKEN = re.compile(
    r"""
      (?:[A-Za-z]\.){2,}(?:-\w+)*            # U.S.  a.m.  U.S.-backed
    | [A-Z]\.(?=\s[A-Z][a-z])                 # the H. of William H. Pauley
    | \d+(?:[.,:/]\d+)*(?:%|[A-Za-z]+\b)?(?:-\w+)*   # 15,000  3-month  4pm
    | \w+?(?=n['’]t\b)                       # did of didn't
    | n['’]t\b
    | ['’](?:s|re|ve|ll|d|m)\b               # clitics
    | \w+(?:['’](?!(?:s|re|ve|ll|d|m|t)\b)\w+)*(?:-\w+(?:['’](?!s\b)\w+)*)*   # Jama'at  Kurdish-led
    | --+ | \.\.\.
    | \S
    """,
    re.VERBOSE,
)
#: Abbreviations that keep their full stop, so that "Sept." is one token as "U.S." is.
_DOTTED = word_list("words_dotted")
#: Words that acronyms of parties look like: IS, CAR, WHO; and how many words on either side tell which they are.
_SHOUTED = word_list("words_shouted")
_AROUND = 4
#: Words within names that are written small, and the length up to which a word in capitals is kept for an acronym.
_JOINERS = frozenset({"of", "the", "and", "for", "in", "de", "del", "la", "al", "bin"})
_ACRONYM = 3


class Token(NamedTuple):
    """A word or mark; `start` and `end` count characters of the text it was cut from."""

    text: str
    lower: str
    start: int
    end: int


def tokenize(text: str, offset: int = 0) -> list[Token]:
    """The tokens of a text in order; offsets are raised by `offset`. Whitespace is no token."""
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text):
        word = match.group()
        start, end = match.start() + offset, match.end() + offset
        if word == "." and tokens and tokens[-1].end == start and tokens[-1].lower in _DOTTED:
            last = tokens.pop()
            tokens.append(Token(last.text + ".", last.lower, last.start, end))
            continue
        tokens.append(Token(word, word.lower().replace("’", "'"), start, end))
    return tokens


def shouted(words: Sequence[str], at: int) -> bool:
    """Whether a word looks like an acronym only since all around it stands in capitals: "A CAR BOMB WAS FOUND"."""
    return words[at].lower() in _SHOUTED and in_capitals(words, at)


def in_small_letters(word: str) -> str:
    """A word in capitals as a name would have it elsewhere: "Front", "of", but "FMLN"."""
    if word.lower() in _JOINERS:
        return word.lower()
    return "-".join(part.capitalize() for part in word.split("-")) if len(word) > _ACRONYM and word.isupper() else word


def in_capitals(words: Sequence[str], at: int) -> bool:
    """Whether a word and those around it are all written in capitals."""
    around = [w for w in words[max(0, at - _AROUND) : at + _AROUND + 1] if w.isalpha() and len(w) > 1]
    return words[at].isupper() and len(around) > _AROUND and all(w.isupper() for w in around)


def is_abbreviation(word: str) -> bool:
    """Whether a lower-case word without its stop is one that is followed by a stop in mid-sentence."""
    return word in _DOTTED or (len(word) == 1 and word.isalpha())
