"""Sentences of a text, as runs of its tokens."""

from __future__ import annotations

import re
from collections.abc import Iterator

from transforms.events.analyser.lists import listed
from transforms.events.analyser.tokens import Piece, tokenize

_LINE = re.compile(r"[^\n]+")
_STOP = re.compile(r"(?:\.|[!?]+|…|\.{2,})$")
_TITLES = listed("titles")
_STARTERS = listed("starters")
_OPENERS = listed("openers")
_CLOSERS = listed("closers")
_BULLET = re.compile(r"\s*(?:[*•·‣▪-]\s|\(?\d{1,2}[.)]\s)")
#: A place in capitals at the start of a paragraph, what may follow it, and a dash: "BAGHDAD (AP) —".
_DATELINE = re.compile(
    r"[A-ZÀ-Þ][A-ZÀ-Þ.'’/ -]*[A-ZÀ-Þ.](?:, [A-Z][\w.’' -]{1,20})?(?:,? [A-Z][a-z]{2,8}\.? \d{1,2})?"
    r"(?: ?\([^()\n]{2,40}\))? ?(?:—|–|--?|:(?= ))(?= ?\S)(?!-)"
)
#: The time of an entry of a running report, at the start of a paragraph: "18.40", "09:00 GMT", "5.15pm".
_STAMP = re.compile(
    r"(?:\d{1,2}[.:][0-5]\d[ap]m\b|(?:[01]?\d|2[0-3]):[0-5]\d|(?:[01]\d|2[0-3])\.[0-5]\d)"
    r"(?: (?:GMT|UTC|[A-Z]{1,3}[DS]T))?(?: ?(?:—|–|-|:))?(?= )"
)
#: A line this short that ends in mid-sentence is a wrapped one where its neighbours are as long.
_WRAPPED = 40


def split(text: str) -> list[list[Piece]]:
    """The sentences of a text, each a list of tokens with offsets in the text; none is empty."""
    return [sentence for paragraph in paragraphs(text) for sentence in paragraph]


def paragraphs(text: str) -> Iterator[list[list[Piece]]]:
    """The sentences of a text by paragraphs, which no sentence crosses: lines, those that look wrapped together.

    A dateline and the time of an entry are paragraphs of their own. None is empty.
    """
    for start, end in _paragraphs(text):
        dateline = _dateline(text, start, end)
        if dateline:
            yield [tokenize(text, start, dateline)]
        sentences = list(_sentences(tokenize(text, dateline or start, end)))
        if sentences:
            yield sentences


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Spans of what no sentence crosses: lines, but wrapped ones together up to an empty line."""
    begin: int | None = None
    last = ""
    end = 0
    for match in _LINE.finditer(text):
        line = match.group()
        joined = begin is not None and text.count("\n", end, match.start()) == 1 and _goes_on(last, line)
        if begin is not None and not joined:
            yield begin, end
            begin = None
        if begin is None:
            begin = match.start()
        last, end = line, match.end()
    if begin is not None:
        yield begin, end


def _goes_on(last: str, line: str) -> bool:
    """Whether a line continues the one before it: that one is long and unfinished, and this one is no list item."""
    if _BULLET.match(line) or not line.strip():
        return False
    stripped = last.rstrip()
    first = line.lstrip()[:1]
    return len(stripped) >= _WRAPPED and stripped[-1:] not in '.!?:"”' and (first.islower() or len(stripped) >= 60)


def _dateline(text: str, start: int, end: int) -> int:
    """Where a paragraph's dateline or time ends, 0 if it has none; words follow it, and it stands apart from them."""
    match = _DATELINE.match(text, start, end) or _STAMP.match(text, start, end)
    if match is None or match.end() >= end:
        return 0
    following = text[match.end() :].lstrip(" ")[:1]
    if match.re is _STAMP:
        return match.end() if following.isupper() or following in "\"'“‘" else 0
    if not (following.isupper() or following.isdigit() or following in "\"'“‘"):
        return 0
    marked = any(c in match.group() for c in "(,")
    spaced = text[match.end()] == " "
    return match.end() if marked or (match.group()[-1] == "—") or (match.group()[-1] == "–" and spaced) else 0


def _sentences(tokens: list[Piece]) -> Iterator[list[Piece]]:
    begin = position = 0
    while position < len(tokens):
        if _STOP.search(tokens[position].text):
            after = position + 1
            while after < len(tokens) and _closes(tokens, after):
                after += 1
            if after < len(tokens) and _ends(tokens, begin, position, after):
                yield tokens[begin:after]
                begin = after
            position = after
        else:
            position += 1
    if begin < len(tokens):
        yield tokens[begin:]


def _closes(tokens: list[Piece], position: int) -> bool:
    """Whether a token closes quotes or brackets, standing right after the one before it."""
    token = tokens[position]
    return token.text in _CLOSERS and token.start == tokens[position - 1].end


def _ends(tokens: list[Piece], begin: int, stop: int, after: int) -> bool:
    """Whether the sentence ends with the closed stop, given the token after it."""
    following = tokens[after]
    if following.start == tokens[after - 1].end and following.text not in _OPENERS:
        return False
    opening = following.text in _OPENERS or following.text[:1] in "\"'“‘([*-"
    first = following
    if opening and after + 1 < len(tokens) and not following.text[:1].isalnum():
        first = tokens[after + 1]
    word = tokens[stop].text
    if word in (".", "!", "?") or not word.endswith(".") or word.startswith("."):
        if word == "." and stop - 1 == begin and tokens[begin].text.isdigit():
            return False  # "1. First of a list"
        if not first.text[:1].islower():
            return True
        return (
            word != "..."
            and not opening
            and following.start > tokens[after - 1].end
            and after - 1 == stop
            and word != "…"
        )
    lower = word[:-1].lower()
    if lower in _TITLES or (len(lower) == 1 and word[0].isupper()):
        return False
    return first.text[:1].isupper() and first.text.lower() in _STARTERS
