"""Splits a sentence into tokens with the coarse classes that the toll grammar needs."""

from __future__ import annotations

import re
from dataclasses import dataclass

from transforms.events.grammar.numbers import NumberMention, find_numbers
from transforms.events.tolls.lexicon import (
    Trigger,
    closed_tags,
    is_demonym,
    looks_plural,
    person_number,
    triggers,
    words,
)

_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}(?:-[^\W\d_]+)*"  # U.S., U.S.-backed
    r"|[A-Z]\.(?=\s[A-Z][a-z])"  # William H. Pauley
    r"|[^\W_]+(?:[-'’][^\W_]+)*"
    r"|[,;:.!?()\[\]—–-]"
)
_MONTH = (
    r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sep|Sept|Oct|Nov|Dec|January|February|March|April|August"
    r"|September|October|November|December)\.?"
)
_DATE = re.compile(
    rf"\b{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?\b(?!,\d)(?:,? (?:19|20)\d\d\b)?|\b\d{{1,2}}(?:st|nd|rd|th)? (?:of )?"
    rf"{_MONTH}\b(?: (?:19|20)\d\d\b)?",
    re.IGNORECASE,
)
_MONTH_NAME = re.compile(_MONTH, re.IGNORECASE)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_YEAR_CUE = frozenset(
    [
        "in",
        "since",
        "of",
        "by",
        "until",
        "till",
        "from",
        "during",
        "before",
        "after",
        "year",
        "between",
        "late",
        "early",
        "mid",
        "and",
        "for",
    ]
)
_HURT = re.compile(r" (?:injur|wound|burn|cut|bruise|damage|material)", re.IGNORECASE)
_AGES = re.compile(r"\d{1,2} and \d{1,2},")
_AGES_END = re.compile(
    r"(?:(?:, |\bages of |\baged (?:between )?|\bages? )\d{1,2}|\baged [a-z]{3,9}) (?:and|to) $", re.IGNORECASE
)
_NAME_PARTICLE = re.compile(r"(?:al|el|ar|as|ash|an|ad)-[A-Z]")
_PARTICLES = frozenset(
    ["al", "el", "bin", "ibn", "de", "da", "dos", "van", "von", "der", "abu", "la", "le", "del", "san"]
)
_BEFORE_MONTH = frozenset(["in", "since", "until", "till", "last", "early", "late", "mid", "of", "by", "during"])
_AGE_NOUN = re.compile(r"\d{1,3}-(?:year|month|week|day)s?-olds?$")
_QUOTES = str.maketrans("", "", '"“”«»')


@dataclass(slots=True)
class Token:
    """A word, a number with its hedges, or a punctuation mark."""

    start: int
    end: int
    text: str
    low: str
    tag: str
    """num, det, prep, conj, aux, modal, adv, pron, punct, clause, one, many, name, demonym, date, digits, word;
    caps for a word in a text that is all in capitals, where names cannot be told."""
    number: NumberMention | None = None


_OLDEST = 110
"""Years."""


def _tells_age(before: str, after: str) -> bool:
    """True for a number that tells how old somebody is, from what stands before it and after it."""
    if before.endswith(",") and before[-2:-1].isalpha() and after.startswith((",", ";")):
        return True  # "Jamal Haddad, 28, ...", "Maria Jacinta, 42; Pilar, 19; ..."
    if (
        before.endswith((", also", ", himself", ", herself", ", just", ", only", ", then", ", now"))
        and after[:1] == ","
    ):
        return True  # "Mohsen Karimi, also 23, ..."
    # "Solorzano, who was 45 and ..."
    return before.endswith((" who was", " who is", " he was", " she was")) and not after.startswith(" of")


def _counts(text: str) -> list[NumberMention]:
    """The numbers of a sentence that can count people: without those of dates, years and ages."""
    dates = [m.span() for m in _DATE.finditer(text)]
    found = []
    k = 0
    for number in find_numbers(text):
        while k < len(dates) and dates[k][1] <= number.start:
            k += 1
        if k < len(dates) and dates[k][0] < number.end:
            continue
        surface = text[number.start : number.end]
        before = text[max(0, number.start - 24) : number.start].rstrip().lower()
        word = before.rpartition(" ")[2]
        after = text[number.end : number.end + 14].lower()
        if _YEAR.fullmatch(surface) and (
            word in _YEAR_CUE or _MONTH_NAME.fullmatch(word) or re.match(r"\s*(?:[,.;)]|$)", after)
        ):
            continue
        age = _AGES_END.search(text[max(0, number.start - 24) : number.start]) is not None
        if age or (surface.isdigit() and int(surface) < _OLDEST and _tells_age(before, after)):
            continue
        if re.match(r"(?:under|over|below|above) ", surface) and person_number(word) == "many":
            continue  # "boys under 13"
        if word in ("aged", "age", "ages") or re.match(r"[ -]years?[ -]old", after):
            continue
        if _AGES.match(text, number.start) and before.endswith(","):
            continue  # "two brothers, 19 and 24, were ..."
        if word == "number" and re.search(r"(?:dead|wounded|injured|missing|losses|casualties) number$", before):
            found.append(number)
            continue
        if word in (
            "no.",
            "number",
            "article",
            "section",
            "chapter",
            "flight",
            "page",
            "resolution",
            "room",
            "block",
            "route",
            "highway",
            "km",
            "day",
        ):
            continue
        found.append(number)
    return found


def _tag(text: str, low: str, first: bool, capitals: bool) -> str:
    if not text[0].isalnum():
        return "punct"
    closed = closed_tags().get(low)
    if closed is not None:
        return closed
    if first and low in words("opener"):
        return "adv"
    if _AGE_NOUN.match(low):
        return "many" if low.endswith("s") else "one"
    if low in words("date"):
        return "date"
    person = person_number(text)
    if person:
        return person
    if low.endswith(("'s", "’s")) and person_number(text[:-2]):
        return "word"
    if not capitals and (text[0].isupper() or _NAME_PARTICLE.match(text)):
        if is_demonym(text):
            return "demonym"
        return "word" if first and low.islower() and low.endswith(("ing", "ed", "ly")) else "name"
    if (
        low.endswith("ly")
        and len(low) > 4
        and low not in ("family", "early", "elderly", "deadly", "reply", "ally", "assembly")
    ):
        return "adv"
    return "caps" if capitals else "word"


def tokenise(text: str) -> list[Token]:
    """The tokens of a sentence, numbers and their hedges as one; quotation marks are left out."""
    letters = sum(map(str.isalpha, text[:2000]))
    capitals = letters > 20 and sum(map(str.isupper, text[:2000])) > 0.7 * letters
    numbers = _counts(text)
    out: list[Token] = []
    k = 0
    position = 0
    while (m := _WORD.search(text, position)) is not None:
        start, end = m.span()
        while k < len(numbers) and numbers[k].end <= start:
            k += 1
        if k < len(numbers) and numbers[k].start <= start:
            number = numbers[k]
            out.append(Token(number.start, number.end, text[number.start : number.end], "#", "num", number))
            position = max(number.end, end if number.end <= start else number.end)
            k += 1
            continue
        word = m[0]
        low = word.lower().replace("’", "'")
        if word == "." and out and out[-1].end == start and out[-1].low in words("abbreviated"):
            position = end
            continue
        first = not out or out[-1].low in (".", ":")
        tag = _tag(word, low, first, capitals)
        if word.isdigit():
            tag = "digits"
        if (low == "lay" and out and out[-1].tag == "det") or (low == "minor" and _HURT.match(text, end)):
            tag = "caps" if capitals else "word"  # "a lay worker", "minor injuries"
        if low in ("may", "march") and out and out[-1].low in _BEFORE_MONTH:
            tag = "date"
        if tag == "word" and low in _PARTICLES and out and out[-1].tag == "name":
            tag = "name"
        out.append(Token(start, end, word, low, tag))
        position = end
    if not capitals:
        _mark_surnames(out)
    return _without_asides(_without_contrasts(out))


_CONTRAST = 9  # tokens of "and not eight people," and of "not 12, as was stated last night, but"


def _without_contrasts(tokens: list[Token]) -> list[Token]:
    """Leaves out a number that is said to be wrong: "seven people, and not eight, were killed", "not two but three"."""
    if all(t.low != "not" for t in tokens):
        return tokens
    out: list[Token] = []
    k = 0
    while k < len(tokens):
        end = _contrast(tokens, k)
        if end is None:
            out.append(tokens[k])
        k = k + 1 if end is None else end
    return out


def _contrast(tokens: list[Token], k: int) -> int | None:
    """Where a number that is said to be wrong ends, if its words begin at token k."""
    words_ = [t.low for t in tokens[k : k + _CONTRAST + 2]]
    if words_[:2] == ["not", "#"]:
        but = next((m for m, low in enumerate(words_) if low == "but"), None)
        right = but is not None and (but == 2 or words_[2] == ",") and words_[but + 1 : but + 2] == ["#"]
        return k + but + 1 if but is not None and right else None
    first = 1 + (words_[1:2] in (["and"], ["but"]))
    if words_[:1] != [","] or words_[first : first + 2] != ["not", "#"]:
        return None
    close = next((m for m, low in enumerate(words_) if m > first + 1 and low == ","), None)
    return k + close + 1 if close is not None and close <= first + 4 else None


def _mark_surnames(tokens: list[Token]) -> None:
    """Takes words that look like several people for surnames where they are one: "Calabrese was", "Ann Parsons was"."""
    for k, token in enumerate(tokens):
        if token.tag != "many" or not token.text[0].isupper() or token.low.endswith("men"):
            continue
        one = k + 1 < len(tokens) and tokens[k + 1].low in _ONE_IS
        named = k > 0 and tokens[k - 1].tag == "name"
        if (one and named) or ((one or named) and looks_plural(token.text)):
            token.tag = "name"


_ONE_IS = frozenset({"was", "is", "has"})


_ASIDE = 14  # tokens of an aside
_CLOSING = {"(": ")", "[": "]", "–": "–", "—": "—"}


def _without_asides(tokens: list[Token]) -> list[Token]:
    """Leaves out what stands in brackets or between dashes, unless it harms people or counts a part of them.

    "Six priests (five Spaniards and a Salvadoran) and two women were killed" counts eight.
    """
    if not any(t.low in _CLOSING or t.low == "-" for t in tokens):
        return tokens
    out: list[Token] = []
    k = 0
    while k < len(tokens):
        low = tokens[k].low
        dashes = low == "-" and k + 1 < len(tokens) and tokens[k + 1].low == "-"
        closing = "-" if dashes else _CLOSING.get(low)
        first = k + 2 if dashes else k + 1
        end = next((m for m in range(first, min(first + _ASIDE, len(tokens))) if tokens[m].low == closing), None)
        if closing is not None and end is not None and end > first:
            inside = {t.low for t in tokens[first:end]}
            if (
                inside.isdisjoint(_PARTS)
                and not find_triggers(tokens[first:end])
                and (low in "([" or _joins(tokens, end))
            ):
                _count_in(out, tokens[first:end])
                k = end + 1 + (dashes and end + 1 < len(tokens) and tokens[end + 1].low == "-")
                continue
        out.append(tokens[k])
        k += 1
    return out


def _count_in(before: list[Token], aside: list[Token]) -> None:
    """Gives people without a number the one that an aside spells out: "the priests (five Spaniards and a Dane)"."""
    if not before or before[-1].tag != "many" or not any(t.tag == "num" for t in aside):
        return
    k = len(before) - 1
    while k > 0 and before[k - 1].tag in ("word", "caps", "name", "demonym"):
        k -= 1
    if any(t.number is not None or t.low in ("other", "more") for t in before[max(0, k - 2) : k]):
        return
    members = [(t.number.best or 0) if t.number is not None else 1 for t in aside if t.tag == "num" or t.low in _ONE]
    others = [t for t in aside if t.tag not in ("num", "det", "word", "caps", "name", "demonym", "one", "many", "conj")]
    if any(t.low != "," for t in others) or not all(members) or len(members) < 2:
        return
    at, number = before[k].start, sum(members)
    before.insert(k, Token(at, at, "", "#", "num", NumberMention(at, at, number, number, number, False)))


_ONE = frozenset({"a", "an", "another"})
_PARTS = frozenset({"them", "whom", "including", "include", "among", ":", ";", ".", "?", "!"})


def _joins(tokens: list[Token], k: int) -> bool:
    """True where a list goes on after an aside between dashes."""
    while k < len(tokens) and tokens[k].low in ("-", "–", "—"):
        k += 1
    return k < len(tokens) and tokens[k].low == "and"


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A trigger in a sentence: tokens i to j (exclusive), and where the words after its gap begin and end."""

    i: int
    j: int
    triggers: tuple[Trigger, ...]
    tail: tuple[int, int] = (0, 0)


_GAP = 10  # tokens between the parts of a form with a gap


def _tail(tokens: list[Token], j: int, tail: tuple[str, ...]) -> int | None:
    """Where the tail of a form that ends before token j begins, at least a word later and before any full stop."""
    for k in range(j, min(j + _GAP + 1, len(tokens))):
        if tokens[k].low in (".", ";", ":", "!", "?", "left", "leaving", "leaves"):
            return None  # "three days of shooting have left 20 dead"
        if k > j and all(k + n < len(tokens) and tokens[k + n].low == w for n, w in enumerate(tail)):
            return k
    return None


def find_triggers(tokens: list[Token]) -> list[Occurrence]:
    """The triggers of a sentence without overlap, the longest at each place; forms of several classes keep them all."""
    table = triggers()
    lows = tuple(t.low for t in tokens)
    found = []
    i = 0
    while i < len(tokens):
        known = table.get(lows[i])
        match = [t for t in known if lows[i : i + len(t.words)] == t.words] if known else None
        if not match:
            i += 1
            continue
        length = len(match[0].words)
        plain = tuple(t for t in match if not t.tail and len(t.words) == length)
        for t in match:
            k = _tail(tokens, i + len(t.words), t.tail) if t.tail and not (plain and length > len(t.words)) else None
            if k is not None:
                found.append(Occurrence(i, i + len(t.words), (t,), (k, k + len(t.tail))))
                i += len(t.words)
                break
        else:
            plain = plain or tuple(t for t in match if not t.tail)
            if plain:
                length = len(plain[0].words)
                found.append(Occurrence(i, i + length, tuple(t for t in plain if len(t.words) == length)))
                i += length
            else:
                i += 1
    tails = {k for o in found for k in range(*o.tail)}
    return [o for o in found if o.i not in tails]
