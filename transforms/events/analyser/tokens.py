"""Words and marks of a text with their offsets, cut as the English Web Treebank cuts them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from transforms.events.analyser.lists import listed

#: Abbreviations that keep their stop ("Gen.", "Sept."), in lower case without it.
_DOTTED = listed("dotted")
#: First halves that stay joined to what follows the hyphen: "pre-war" is one word, "US-backed" three.
_PREFIXES = listed("prefixes")
#: Words that are joined by their hyphen or apostrophe as a whole.
_WHOLE = listed("whole")
#: Words that the treebank writes as two, with the length of the first: cannot, gonna.
_SPLIT = {"cannot": 3, "gonna": 3, "wanna": 3, "gotta": 3, "gimme": 3, "lemme": 3}
_CLITIC = r"(?i:['’](?:s|re|ve|ll|d|m)|n['’]t)(?!\w)"
_TOKEN = re.compile(
    rf"""
      (?:https?://|www\.)[^\s<>"“”]*[^\s<>"“”.,;:!?)\]]    # addresses
    | [\w.+-]+@\w[\w-]*(?:\.\w[\w-]*)*                     # mail addresses
    | [@\#]\w+                                             # handles
    | (?:[^\W\d_]\.){{2,}}                                 # U.S.  a.m.
    | \d+(?:[.,:/]\d+)+ | \d+(?:-\d+){{2,}} | \d{{3}}-\d{{4}}\b   # 15,000  5:30  9/11  telephone numbers
    | \d+(?:st|nd|rd|th|s)\b                               # 20th  1970s
    | \d+(?=[^\W\d_]) (?!\d*[^\W\d_]\w*\d)(?=\d*(?:[ap]m|k?m|kg|hrs?|mins?|ft|lbs?|mph|bn|cm|mm)\b)   # 10 of 10am
    | [^\W_]+?(?={_CLITIC})                                # did of didn't, group of group's
    | {_CLITIC}
    | (?:[^\W_]|[.](?=[^\W\d_]{{3}}))+ (?:['’][^\W_]+)* (?:[_&][^\W_]+)*        # words, Ba'ath, O'Rourke, AT&T
    | -{{2,}} | [—–] | \.{{2,}}|… | [!?]{{2,}} | [=*_~\#]{{2,}} | ['’]{{2}} | `` | <<|>>
    | \S
    """,
    re.VERBOSE,
)
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A word or mark; `start` and `end` count characters of the text it was cut from."""

    text: str
    start: int
    end: int


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Piece]:
    """The words and marks of text[start:end], in order, with offsets in `text`. Whitespace is none."""
    found: list[Piece] = []
    position, end = start, len(text) if end is None else end
    for match in _TOKEN.finditer(text, start, end):
        if match.start() < position:  # swallowed by a joined word
            continue
        position = _joined(text, match.start(), match.end(), end)
        _put(found, text, match.start(), position)
    return found


def _joined(text: str, start: int, stop: int, end: int) -> int:
    """Where the word that starts here ends once prefixes ("anti-government") are joined to what they stand before."""
    while stop + 1 < end and text[stop] == "-":
        after = _WORD.match(text, stop + 1, end)
        if after is None:
            break
        if text[start:stop].lower() in _PREFIXES or text[start : after.end()].lower() in _WHOLE:
            stop = after.end()
        else:
            break
    return stop


def _put(found: list[Piece], text: str, start: int, end: int) -> None:
    word = text[start:end]
    lower = word.lower()
    if word == "." and found and found[-1].end == start and _keeps_stop(found[-1].text, text[end : end + 2]):
        found[-1] = Piece(found[-1].text + ".", found[-1].start, end)
    elif lower in _SPLIT:
        cut = start + _SPLIT[lower]
        found += (Piece(text[start:cut], start, cut), Piece(text[cut:end], cut, end))
    else:
        found.append(Piece(word, start, end))


def _keeps_stop(word: str, after: str) -> bool:
    if word.lower() in ("no", "nos", "fig", "sun", "sat", "mon", "min", "al", "md"):  # words of their own, too
        return word[0].isupper() and after[1:2].isdigit()
    return word.lower() in _DOTTED or (len(word) == 1 and word.isupper() and word.isascii() and word != "I")
