"""Noun phrases: a noun or name with the determiners, numbers, adjectives and nouns that stand before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from transforms.events.grammar.tagging import Word
from transforms.events.wordlists import word_list

#: What joins a word to the phrase of the noun that it depends on.
_INSIDE = frozenset(
    {"det", "amod", "nummod", "compound", "nmod:poss", "flat", "fixed", "goeswith", "advmod", "case", "punct", "cc"}
)
#: What a noun phrase is to the rest of its sentence where its head is an adjective, a determiner or a number.
_NOMINAL = frozenset(
    {"nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent", "nmod", "nmod:poss", "appos", "root", "conj", "dep",
     "list", "parataxis"}
)  # fmt: skip
_TITLES = word_list("naming_titles")
_TAGS = frozenset({"DT", "CD", "JJ", "NN", "TM", "POS", "PR", "RB", "QU", "CC", ",", "-", "WP"})


@dataclass(frozen=True, slots=True)
class Chunk:
    """A noun phrase without what follows its head: words [start, end), head word `head`.

    `possessor` is the end of the part before a possessive mark ("Iraq" in "Iraq's second city"), or None.
    `temporal` phrases ("Friday", "last week") never play a part in an event.
    """

    start: int
    end: int
    head: int
    possessor: int | None = None
    temporal: bool = False
    pronoun: bool = False


def chunk(words: Sequence[Word]) -> list[Chunk]:
    """The noun phrases of a sentence from left to right; they do not overlap."""
    chunks: list[Chunk] = []
    owner = [_owner(words, i) for i in range(len(words))]
    i = 0
    while i < len(words):
        head = owner[i]
        if head is None or words[i].tag in ("POS", "RB", "QU", "IN", "CC", ",", "-", ".", ";", ":", "—", "SB"):
            i += 1
            continue
        j = i + 1
        while j < len(words) and _goes_on(words, owner, i, j):
            j += 1
        end = j
        while end > i + 1 and words[end - 1].tag in ("POS", "RB", "QU", "IN", "CC", ",", "-"):
            end -= 1
        if chunks and (
            _one_name(words, chunks[-1], i, end) or _owned(words, chunks[-1], i) or _counts(words, chunks[-1], i)
        ):
            chunks[-1] = _chunk(words, chunks[-1].start, end)
        else:
            chunks.append(_chunk(words, i, end))
        i = j
    return chunks


def _goes_on(words: Sequence[Word], owner: Sequence[int | None], start: int, j: int) -> bool:
    """Whether a phrase goes on at a word: the same noun's, marks of quotation around a part of it too."""
    if words[j].tag == "QU":
        return j + 1 < len(words) and owner[j + 1] == owner[start]
    if words[j].tag in (",", "CC") and (owner[start] or 0) < j:
        return False  # after its noun a phrase takes in no more members
    return owner[j] == owner[start] and words[j].tag in _TAGS and not _after_time(words, start, j)


def _owned(words: Sequence[Word], before: Chunk, start: int) -> bool:
    """Whether a possessive mark joins two phrases: "Khalifa Haftar" and "Libyan National Army"."""
    return before.end == start - 1 and words[start - 1].tag == "POS"


def _counts(words: Sequence[Word], before: Chunk, start: int) -> bool:
    """Whether a number or an article belongs to the phrase that follows it: "922" and "Islamic State fighters"."""
    number = words[before.head].token.text
    year = len(number) == 4 and number.isdigit() and before.start > 0 and words[before.start - 1].tag == "IN"
    counted = words[start].tag in ("NN", "JJ") and all(w.tag in ("CD", "DT") for w in words[before.start : before.end])
    return before.end == start and counted and not (year or before.temporal)


def _one_name(words: Sequence[Word], before: Chunk, start: int, end: int) -> bool:
    """Whether two phrases side by side are title and name: "President" and "Rodrigo Duterte"."""
    if before.end != start:
        return False
    title = words[before.head].token.text in _TITLES and before.end - before.start <= 3
    if title and words[start].capital and words[start].tag == "NN":
        return True
    role = words[before.head]
    called = words[start].rel == "appos" and words[start].head == before.head  # no comma stands between
    titled = role.rel in ("nmod", "compound", "flat") and start <= role.head < end
    if role.tag == "NN" and (titled or called) and not before.pronoun and not role.capital:
        return (
            words[start].capital and words[start].tag == "NN" and not before.temporal
        )  # "foreign minister Dubem Oniya"
    named = all(w.capital and w.tag == "NN" for w in (words[before.head], words[start]))
    inner = range(before.start, end)
    joined = any(before.start <= words[i].head < start for i in range(start, end)) or any(
        start <= words[i].head < end for i in range(before.start, start)
    )
    if named:
        return joined and all(words[i].tag != "POS" or i < before.end for i in inner)
    plain = all(w.tag == "NN" and not w.capital for w in (words[before.head], words[start]))
    siblings = words[before.head].head == words[end - 1].head and words[before.head].rel == words[end - 1].rel
    return plain and (joined or siblings)  # "clan militias"


def _after_time(words: Sequence[Word], start: int, j: int) -> bool:
    """As in "in July Congress": a time before a name is a phrase of its own."""
    return words[j].capital and words[j].tag == "NN" and all(w.tag == "TM" for w in words[start:j])


def _owner(words: Sequence[Word], i: int) -> int | None:
    """The noun whose phrase a word stands in, or None for words outside of noun phrases."""
    at, steps = i, 0
    while steps < 12:
        word = words[at]
        steps += 1
        if word.head < 0 or word.rel not in _INSIDE or words[word.head].tag in ("VB", "IN", "SB", "BE", "HV"):
            if word.rel == "conj" and word.head >= 0 and words[word.head].rel in ("amod", "compound", "nummod"):
                at = word.head  # "political and military leaders"
                continue
            if word.rel in ("nmod", "obl", "advmod") and word.head >= 0 and words[word.head].tag == "CD":
                at = word.head  # "at least 30 militants"
                continue
            return at if _heads_phrase(word) else None
        if word.rel in ("case", "cc", "punct") and not _within(words, at):
            return None
        if word.rel == "advmod" and at > word.head:
            return None
        if word.rel in ("flat", "fixed", "goeswith") or at < word.head or word.rel in ("compound", "nummod", "case"):
            at = word.head
            continue
        return at if _heads_phrase(word) else None
    return None


def _within(words: Sequence[Word], at: int) -> bool:
    """Whether a mark, "and" or a case marker stands inside a noun phrase: a possessive mark, quotation marks."""
    word = words[at]
    if word.rel == "case":
        return word.tag == "POS"
    head = words[word.head]
    if word.rel == "cc":
        return head.rel in ("amod", "compound", "conj") or _between_adjectives(words, at)
    return head.rel in _INSIDE and (word.tag in ("QU", "-", ","))


def _between_adjectives(words: Sequence[Word], at: int) -> bool:
    """Whether "and" hangs on the noun behind the two words that it joins: "Kyrgyz and Tajik border guards".

    The analyser also calls the second of them joined to the first, with "and" on it; that is one phrase as well.
    """
    if not 0 < at < words[at].head:
        return False
    return all(words[i].rel == "amod" and words[i].head == words[at].head for i in (at - 1, at + 1))


def _heads_phrase(word: Word) -> bool:
    if word.tag in ("NN", "PR", "TM"):
        return True
    return word.tag in ("CD", "DT", "JJ") and word.rel in _NOMINAL


def _chunk(words: Sequence[Word], start: int, end: int) -> Chunk:
    head = end - 1
    while head > start and words[head].tag in ("JJ", "DT", "CD") and any(w.tag == "NN" for w in words[start:head]):
        head -= 1
    possessor = next((j for j in range(head - 1, start, -1) if words[j].tag == "POS"), None)
    temporal = all(
        w.tag in ("TM", "DT", "CD", "JJ", "POS") or w.token.lower in ("early", "late") for w in words[start:end]
    )
    temporal = temporal and any(w.tag == "TM" for w in words[start:end])
    return Chunk(start, end, head, possessor, temporal, words[start].tag == "PR")
