"""Names in the treebank's training part, which has none: its proper nouns, looked up in a list judged by hand.

The gold tags tell where names can stand: in UNER's dev part, which is the treebank's, 99.7 % of the words that are no
proper noun and stand beside none are in no name. What the names are is told by `treebank_names.tsv`: of those in it
that UNER's dev part has too, UNER calls 98 % of the places, 88 % of the persons and 83 % of the organisations the same,
most others being its own oversights. A name that the list leaves out stays open: its words have no label.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from training.analyser.examples import CorpusError
from training.analyser.labels import NAMES

LIST = Path(__file__).parent / "treebank_names.tsv"
#: The list's types to those that a name may be.
_TYPES = {"PER": ("PER",), "ORG": ("ORG", "GRP"), "GRP": ("GRP",), "LOC": ("LOC",), "SITE": ("LOC", "ORG")}
_OTHER = {"NORP", "NONE"}
_LISTED = {*_TYPES, *_OTHER, "PARTS", "TITLE", "DATE"}
_OUTSIDE = 1 << NAMES.index("O")
#: Labels of a capitalised word that is no person, organisation or place.
_NO_NAME = _OUTSIDE | sum(1 << NAMES.index(f"{part}-{kind}") for part in "BI" for kind in ("MISC", "NORP"))
#: Tags of words that may tell a nationality or another name.
_NOMINAL = frozenset(("PROPN", "NOUN", "ADJ"))
#: What is known of a word of a name that is not listed.
_OPEN = 0
_ADDRESS = re.compile(r"https?:|www\.|@|\.(com|net|org|edu|gov|html?)\b|^[\W\d]+$", re.IGNORECASE)
_LINKS = frozenset(("-", "–", "&", "'", "'s"))
#: What stands between two names.
_JOINTS = frozenset(("'s", "&"))
_COMPANIES = frozenset(("inc.", "inc", "ltd.", "ltd", "l.p.", "llc", "corp.", "co."))
#: What may go on with a name without being a proper noun: an address, a number.
_MORE = re.compile(r"\w+@\w+|[IVX]+$")
_POSSESSIVES = frozenset(("'s", "s", "’s"))
#: Longer words in capitals before a name are shouted, not part of it.
_SHOUTED = 4


@dataclass(frozen=True, slots=True)
class Listed:
    """The list: names to types, and words (lower case) that stand in no name or at the beginning of none."""

    names: Mapping[str, str]
    titles: frozenset[str]
    dates: frozenset[str]


@cache
def listed() -> Listed:
    """Reads the list.

    Raises:
        CorpusError: a line has no known type, or a name stands in it twice.
    """
    names: dict[str, str] = {}
    for number, line in enumerate(LIST.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("#"):
            continue
        kind, _, name = line.partition("\t")
        key = f"{kind} {name}" if kind in ("TITLE", "DATE") else name
        if kind not in _LISTED or not name or key in names:
            raise CorpusError(f"{LIST.name}, line {number}: no known type, no name, or one listed before: {line!r}")
        names[key] = kind

    def words(kind: str) -> frozenset[str]:
        return frozenset(k.partition(" ")[2] for k, v in names.items() if v == kind)

    kept = {name: kind for name, kind in names.items() if kind not in ("TITLE", "DATE")}
    return Listed(kept, words("TITLE"), words("DATE"))


def name_sets(sentence: Mapping[str, Any]) -> list[int]:
    """The labels that each word of a treebank sentence may have, as bits; none where nothing is known of it."""
    words: list[str] = sentence["tok"]
    known = listed()
    allowed = [
        _OPEN if tag == "PROPN" and word.lower() not in known.dates and not _ADDRESS.search(word)
        else _NO_NAME if tag == "PROPN" or (word[:1].isupper() and tag in _NOMINAL)
        else _OUTSIDE
        for word, tag in zip(words, sentence["pos"], strict=True)
    ]  # fmt: skip
    spans = name_spans(words, sentence["pos"], sentence["rel"])
    within = {n for start, end in spans for n in range(start, end)}
    allowed = [_NO_NAME if a == _OPEN and n not in within else a for n, a in enumerate(allowed)]
    for start, end in spans:
        allowed[start:end] = _looked_up(words[start:end], known)
        after = words[end : end + 2]
        if not after:
            continue
        # "Del Frisco 's", "Phillip II", "Ken Rice@ENRON", "Cargill , Inc.": parts of the name, or not.
        shop = allowed[start] == _sets("SITE", 1)[0] and after[0].lower() in _POSSESSIVES
        company = after[0] == "," and after[1:] and after[1].lower() in _COMPANIES
        if shop or company or sentence["pos"][end] in ("X", "NUM") or _MORE.match(after[0]):
            allowed[end] = _OPEN
    return allowed


def name_spans(words: Sequence[str], tags: Sequence[str], rels: Sequence[str]) -> list[tuple[int, int]]:
    """Where names may stand: proper nouns in a row, with capitalised words beside and small words between them."""
    named = _named(words, tags, rels)
    spans = []
    start = 0
    while start < len(words):
        if not named[start]:
            start += 1
            continue
        end = _end(words, tags, named, start + 1)
        first = start
        while first < end - 1 and words[first].lower() in listed().titles and named[first]:
            first += 1
        while first < end and not named[first]:
            first += 1
        spans.append((first, end))
        start = end
    return spans


def _named(words: Sequence[str], tags: Sequence[str], rels: Sequence[str]) -> list[bool]:
    """Which words are of a name, but for small words."""
    dates = listed().dates
    named = [
        tag == "PROPN" and not _ADDRESS.search(word) and word.lower() not in dates
        for word, tag in zip(words, tags, strict=True)
    ]
    for n in range(len(words) - 2, -1, -1):
        word = words[n]
        if not named[n] and named[n + 1] and tags[n] in ("ADJ", "NOUN", "VERB") and word[:1].isupper():
            shouted = word.isupper() and len(word) >= _SHOUTED
            named[n] = (n > 0 or tags[n] == "ADJ") and not shouted
    for n in range(1, len(words)):
        if not named[n] and named[n - 1] and tags[n] in ("NOUN", "ADJ") and words[n][:1].isupper():
            named[n] = not words[n].isupper() and rels[n] != "punct"
    return named


def _end(words: Sequence[str], tags: Sequence[str], named: Sequence[bool], at: int) -> int:
    """Where the name ends that goes on as far as this word: past what a hyphen or "of" joins to it."""

    def goes_on(n: int) -> bool:
        return n < len(words) and (named[n] or (words[n][:1].isupper() and tags[n] in ("ADJ", "NOUN")))

    while at < len(words):
        if named[at]:
            at += 1
        elif words[at] in _LINKS and goes_on(at + 1):
            at += 2
        elif words[at].lower() == "of":
            after = at + 2 if at + 1 < len(words) and words[at + 1].lower() == "the" else at + 1
            if after >= len(words) or not named[after]:
                return at
            at = after + 1
        else:
            return at
    return at


def _looked_up(words: Sequence[str], known: Listed) -> list[int]:
    """The labels of the words of a name; of one that is to be taken apart, those of the longest names in it."""
    kind = known.names.get(" ".join(words))
    if kind is not None and kind != "PARTS":
        return _sets(kind, len(words))
    allowed = [_OPEN] * len(words)
    if kind is None:
        return allowed
    start = 0
    alone = []
    while start < len(words):
        for end in range(len(words), start, -1):
            part = known.names.get(" ".join(words[start:end]))
            if part is not None and part != "PARTS":
                allowed[start:end] = _sets(part, end - start)
                if part == "PER" and end == start + 1:
                    alone.append(start)
                start = end
                break
        else:
            start += 1
    for n, word in enumerate(words):
        if allowed[n] == _OPEN and (word in _JOINTS or word.lower() in known.titles):
            allowed[n] = _OUTSIDE if word in _JOINTS else _NO_NAME
    # A lone part of a person's name beside an unknown word: "Angela Minkin" when only "Minkin" is listed.
    beside = [n for n in alone if _OPEN in (*allowed[n - 1 : n], *allowed[n + 1 : n + 2])]
    for n in beside:
        allowed[n] = _OPEN
    return allowed


def _sets(kind: str, size: int) -> list[int]:
    """The labels of a name of so many words."""
    if kind in _OTHER:
        return [_NO_NAME] * size
    begins, goes_on = (sum(1 << NAMES.index(f"{part}-{t}") for t in _TYPES[kind]) for part in "BI")
    return [begins] + [goes_on] * (size - 1)
