"""Numbers in running text: "922", "twenty-three", "at least a dozen", "between 60 and 80", "hundreds".

A grammar over number words (`data/tolls_numbers.tsv`) and hedges; it reads text once, left to right. What the bounds
mean:

- an exact number is its own low, best and high;
- "at least N": low and best N, no high; "more than N", "over N": low and best N + 1, no high, but N itself where it is
  rounded, from a hundred on ("more than 150", "more than 13,300"), since one more is nothing there;
- "up to N", "as many as N": low 1, best and high N; "fewer than N", "at most N": no best, high N - 1 or N;
- "nearly N", "close to N": best and high N, low nine tenths of it; "about N", "some N": best N, a tenth either way;
- "X to Y", "between X and Y", "X or Y": low and best X, high Y (ACLED's codebook takes the lower figure);
- "dozens", "scores", "hundreds", "several": vague; best is the least the word can mean (ACLED), high the end of its
  order of magnitude.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import NamedTuple

_MAX = 10**10
_ROUND, _STEP = 100, 50
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[A-Za-z]+")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_CURRENCY = "$€£¥₹₽₪"


@dataclass(frozen=True, slots=True)
class NumberMention:
    """A number and its credible bounds; `best` or `high` is None where the text gives none."""

    start: int
    end: int
    low: int
    best: int | None
    high: int | None
    vague: bool


class _Token(NamedTuple):
    start: int
    end: int
    word: str
    kind: str
    value: int
    high: int


@cache
def _words() -> dict[str, tuple[str, int, int]]:
    lines = resources.files("transforms.events").joinpath("data/tolls_numbers.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    known = {word: (kind, int(value), int(high or value)) for kind, word, value, high in rows}
    tens = [(w, value) for w, (kind, value, _) in known.items() if kind == "tens"]
    units = [(w, value) for w, (kind, value, _) in known.items() if kind == "unit" and 0 < value < 10]
    fused = {t + u: ("unit", ten + unit, ten + unit) for t, ten in tens for u, unit in units}
    return fused | known  # "thirtythree", as some agencies write it


def _digits(text: str, start: int, end: int, scaled: bool) -> int | None:
    """The value of a digit token, or None where it is a time, a date, a code, an amount of money, an ordinal, ..."""
    raw = text[start:end]
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    if len(raw) > 13 or not _GROUPED.fullmatch(raw) or before[-1:].isalpha() or after[:1].isalpha():
        return None
    if (before[-1:] in _CURRENCY and before[-1:]) or after[:1] == "%":
        return None
    tied = len(before) == 2 and before[1] in "/:.-" and before[0].isalnum()
    tied = tied or (after[:1] in ("/", ":") and after[1:].isdigit())
    if tied and not (before[-1:] == "-" and before[0].isdigit()):
        return None  # "F-16", "12/14", "5:30"; a range "20-30" is put together again by its caller
    if "." in raw and not scaled:
        return None
    return int(raw.replace(",", "").split(".")[0])


_SCALE_AHEAD = re.compile(r"[ -](?:hundred|thousand|million|billion|lakh)\b", re.IGNORECASE)


def _tokens(text: str) -> list[_Token]:
    words = _words()
    found = []
    for m in _TOKEN.finditer(text):
        start, end = m.span()
        if m[0][0].isdigit():
            ahead = _SCALE_AHEAD.match(text, end)
            value = _digits(text, start, end, ahead is not None)
            if value is not None:
                fraction = m[0].partition(".")[2][:6] if ahead else ""
                # a decimal before a scale is kept as millionths in `high` until the scale multiplies it
                found.append(_Token(start, end, m[0], "digits", value, int(fraction.ljust(6, "0")) if fraction else 0))
        elif (entry := words.get(m[0].lower())) is not None:
            found.append(_Token(start, end, m[0].lower(), *entry))
    return found


def _joined(text: str, left: _Token, right: _Token, *, also_and: bool = False) -> bool:
    gap = text[left.end : right.start]
    return gap in (" ", "-", "\n") or (also_and and gap == " and ")


_ARTICLE = re.compile(r"\b(an?|half an?|one and a half)[ -]$", re.IGNORECASE)


def _before(text: str, start: int, width: int = 28) -> str:
    return text[max(0, start - width) : start]


def _cardinal(text: str, tokens: list[_Token], i: int) -> tuple[NumberMention, int] | None:
    """The number that begins at token i, without its hedges, and the index of the token after it."""
    first = tokens[i]
    start, n = first.start, len(tokens)
    if first.kind in ("none", "pair"):
        return _fixed(text, first, i)
    if first.kind == "some":
        return _some(text, tokens, i)
    if first.kind == "vague":
        return _vague(text, tokens, i)
    total = current = 0
    j, previous = i, None
    millionths = 0
    scaled = False
    while j < n:
        token = tokens[j]
        if previous is not None and not _joined(
            text, previous, token, also_and=scaled and token.kind in ("unit", "tens")
        ):
            break
        if token.kind == "digits":
            if previous is not None:
                break
            current, millionths = token.value, token.high
        elif token.kind == "unit":
            if previous is not None and (
                previous.kind in ("unit", "digits") or (previous.kind == "tens" and not 0 < token.value < 10)
            ):
                break
            current += token.value
        elif token.kind == "tens":
            if previous is not None and previous.kind != "scale":
                break
            current += token.value
        elif token.kind == "scale":
            if previous is None:
                article = _ARTICLE.search(_before(text, token.start, 16))
                if article is None:
                    return None
                start = token.start - len(article[0])
                half = article[1].lower().startswith("half")
                current = token.value // 2 if half else token.value
                if article[1].lower().startswith("one and"):
                    current = token.value * 3 // 2
            else:
                current = (current or 1) * token.value + millionths * token.value // 10**6
                millionths = 0
            if token.value >= 1000:
                total, current = total + current, 0
            scaled = True
        else:
            break
        previous = token
        j += 1
    value = total + current
    if value > _MAX or previous is None:
        return None
    return NumberMention(start, previous.end, value, value, value, False), j


def _fixed(text: str, token: _Token, i: int) -> tuple[NumberMention, int] | None:
    start, end = token.start, token.end
    if token.kind == "pair" and token.word != "both":
        article = _ARTICLE.search(_before(text, start, 8))
        if article is None:
            return None
        start -= len(article[0])
    if token.word == "no" and text[end : end + 4].lower() == " one":
        end += 4
    return NumberMention(start, end, token.value, token.value, token.value, False), i + 1 + (end - token.end > 0)


def _some(text: str, tokens: list[_Token], i: int) -> tuple[NumberMention, int] | None:
    token = tokens[i]
    start, end, value, high = token.start, token.end, token.value, token.high
    if token.word != "several":
        article = re.search(r"\ba $", _before(text, start, 3), re.IGNORECASE)
        if article is None or (token.word == "number" and text[end : end + 4].lower() != " of "):
            return None
        start -= 2
    if i + 1 < len(tokens) and tokens[i + 1].kind == "scale" and _joined(text, token, tokens[i + 1]):
        scale = tokens[i + 1]
        return NumberMention(
            start, scale.end, value * scale.value, value * scale.value, high * scale.value, True
        ), i + 2
    return NumberMention(start, end, value, value, high, True), i + 1


def _vague(text: str, tokens: list[_Token], i: int) -> tuple[NumberMention, int]:
    token = tokens[i]
    low, high, end, j = token.value, token.high, token.end, i + 1
    while j < len(tokens) and tokens[j].kind == "vague" and text[end : tokens[j].start].lower() == " of ":
        low, high, end = low * tokens[j].value, low * tokens[j].value * 10 - 1, tokens[j].end
        j += 1
        if low > _MAX:
            break
    return NumberMention(token.start, end, low, low, high, True), j


_HEDGES: tuple[tuple[str, str], ...] = (
    (r"at least|at the very least|no (?:fewer|less) than|not (?:fewer|less) than|a minimum of|minimum of", "least"),
    (r"upwards? of|north of|or more", "least"),
    (
        r"(?<!no )(?<!not )(?:more than|greater than)|(?:well |just )?over|above|in excess of|exceed(?:ing|ed)|topped",
        "more",
    ),
    (r"no more than|not more than|at most|at the most|a maximum of|not over", "most"),
    (r"(?<!no )(?<!not )(?:fewer than|less than)|just under|under|below", "fewer"),
    (r"up to|as many as|as much as", "upto"),
    (r"nearly|almost|close to|approaching|nearer|not far short of|just short of", "nearly"),
    (
        r"about|around|some|roughly|approximately|(?:an )?estimated|perhaps|circa|probably|possibly|maybe",
        "about",
    ),
)
_HEDGE = re.compile(
    r"\b(?:" + "|".join(f"(?P<h{k}>{p})" for k, (p, _) in enumerate(_HEDGES)) + r")[ \n]$", re.IGNORECASE
)
_MOVED = re.compile(r"\b(?:gone|went|goes|going|climbed|crept|moved|rose|risen|pushed|shot|now) $", re.IGNORECASE)
_SUFFIX = re.compile(r"(?:[- ]?plus\b|\+| or more\b)(?=\W|$)", re.IGNORECASE)
_OR_SO = re.compile(r"-odd\b| or so\b", re.IGNORECASE)


def _bounds(number: NumberMention, kind: str) -> NumberMention:
    low, high = number.low, number.high
    if kind == "least":
        return replace(number, high=None)
    if kind == "more":
        rounded = number.vague or (low >= _ROUND and low % _STEP == 0)
        return replace(number, high=None) if rounded else replace(number, low=low + 1, best=low + 1, high=None)
    top = low if high is None else high
    if kind == "most":
        return replace(number, low=min(1, top), best=None, high=top)
    if kind == "fewer":
        return replace(number, low=min(1, max(0, top - 1)), best=None, high=max(0, top - 1))
    if kind == "upto":
        return replace(number, low=min(1, top), best=top if not number.vague else low, high=top)
    if kind == "nearly":
        return replace(number, low=low - low // 10)
    return replace(number, low=low - low // 10, high=top + -(-top // 10)) if not number.vague else number


def _hedged(text: str, number: NumberMention) -> NumberMention:
    if number.high == 0:
        return number
    if (m := _SUFFIX.match(text, number.end)) is not None:
        kind = "more" if "plus" in m[0].lower() or "+" in m[0] else "least"
        number = replace(_bounds(number, kind), end=m.end())
    elif (m := _OR_SO.match(text, number.end)) is not None:
        number = replace(_bounds(number, "about"), end=m.end())
    for _ in range(2):  # "at least some 300"
        m = _HEDGE.search(_before(text, number.start))
        if m is None:
            break
        kind = _HEDGES[int((m.lastgroup or "h0")[1:])][1]
        if kind == "upto" and _MOVED.search(text[max(0, number.start - len(m[0]) - 12) : number.start - len(m[0])]):
            break  # "the toll has gone up to ten"
        number = replace(
            _bounds(number, kind) if number.high == number.low or number.vague else number,
            start=number.start - len(m[0]),
        )
    return number


_LAST_SCALE = re.compile(r"(?:hundred|thousand|million)$", re.IGNORECASE)
_RANGE = re.compile(r" ?(?:to|[-–—]|or) ?", re.IGNORECASE)


def _ranged(text: str, left: NumberMention, right: NumberMention) -> NumberMention | None:
    """One mention for "20 to 30", "between 20 and 30", "four or five"; None where the two are separate numbers."""
    gap = text[left.end : right.start]
    scale = _LAST_SCALE.search(text, right.start, right.end)
    if scale is not None and left.low < 1000 and not left.vague and len(gap) <= 5:  # "four to seven thousand"
        factor = _words()[scale[0].lower()][1]
        if left.low * factor < right.low <= left.low * factor * 100 and left.low < right.low // factor:
            left = replace(left, low=left.low * factor, best=left.low * factor, high=left.low * factor)
    if len(gap) > 5 or right.low <= left.low or left.vague != right.vague or left.low == 0:
        return None
    before = _before(text, left.start, 10).lower()
    if before.endswith("between ") and gap == " and ":
        start = left.start - 8
    elif _RANGE.fullmatch(gap) and not before.endswith("from ") and right.low <= left.low * 10:
        if "or" in gap and right.low > left.low * 2:
            return None
        start = left.start
    else:
        return None
    return NumberMention(start, right.end, left.low, left.best, right.high, left.vague)


_COMPOUND = re.compile(r"-(?!odd\b|plus\b|to-)[A-Za-z]")
_MONEY = re.compile(r" ?(?:per ?cent|percent|dollars|euros|pounds sterling|rupees|pesos)\b", re.IGNORECASE)


def find_numbers(text: str) -> list[NumberMention]:
    """The cardinal numbers of a text, hedges included, in order, without overlap.

    Left out: money, percentages, times, decimals, ordinals, model names (F-16), compounds (three-month, 12-year-old).
    """
    tokens = _tokens(text)
    plain: list[NumberMention] = []
    i = 0
    while i < len(tokens):
        parsed = _cardinal(text, tokens, i)
        if parsed is None:
            i += 1
            continue
        number, i = parsed
        compound = _COMPOUND.match(text, number.end) or (
            text[number.start - 1 : number.start] in ("-", "–") and text[number.start - 2 : number.start - 1].isalpha()
        )
        if compound or _MONEY.match(text, number.end):
            continue
        if text[max(0, number.start - 1) : number.start] in tuple(_CURRENCY):
            continue
        plain.append(number)
    found: list[NumberMention] = []
    for number in plain:
        merged = _ranged(text, found[-1], number) if found else None
        if merged is not None:
            found[-1] = merged
        else:
            found.append(number)
    out: list[NumberMention] = []
    for number in found:
        hedged = _hedged(text, number)
        if out and hedged.start <= out[-1].start and out[-1].end < number.start:  # "no" of "no more than six"
            out.pop()
        if out and hedged.start < out[-1].end:
            hedged = replace(hedged, start=number.start)
        if not out or hedged.start >= out[-1].end:
            out.append(hedged)
    return out
