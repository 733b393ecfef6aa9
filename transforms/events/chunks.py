"""Noun phrases: runs of determiners, numbers, adjectives and nouns, with their head and possessor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from transforms.events.tagging import Word
from transforms.events.wordlists import word_list

_INSIDE = frozenset({"DT", "CD", "JJ", "NN", "TM", "POS", "PR"})


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
    i = 0
    while i < len(words):
        if words[i].tag not in _INSIDE or words[i].tag == "POS":
            i += 1
            continue
        j = i
        possessor = None
        while j < len(words) and (words[j].tag in _INSIDE or _adverb_inside(words, i, j) or _quote_inside(words, i, j)):
            tag = words[j].tag
            if j > i:
                last = words[j - 1].tag
                if (
                    tag == "DT"
                    and last not in ("DT", "POS")
                    and words[j - 1].token.lower not in ("all", "both", "half")
                ):
                    break
                if last in ("TM", "CD") and _time_ends(words, j):
                    break
                if last == "RB" and tag not in ("JJ", "NN", "CD"):
                    break
                if tag == "CD" and last in ("NN", "PR") and not _number_name(words, j):
                    break
                if tag == "PR" or last == "PR":
                    break
                if tag == "TM" and last == "NN" and words[j - 1].tag != "CD":
                    break
                if last == "TM" and tag in ("NN", "JJ") and words[i].tag == "TM" and words[j].capital:
                    break
                if last == "NN" and _place_before_people(words, i, j):
                    break
            if tag == "POS":
                possessor = j
            j += 1
        while j - 1 > i and words[j - 1].tag in ("RB", "QU"):
            j -= 1
        if words[j - 1].tag == "POS":
            # "the militants' last town": the run ends in a bare apostrophe or in 's before a quote
            j -= 1
            possessor = None
        if j > i:
            chunks.append(_chunk(words, i, j, possessor))
            i = j
        else:
            i += 1
    return chunks


_CLOSED_TIMES = word_list("chunks_closed_times")
_TIMED = word_list("chunks_timed")


def _time_ends(words: Sequence[Word], j: int) -> bool:
    """As in "on Friday 230 soldiers", "around noon armed men": the time is a phrase of its own."""
    if words[j - 1].tag == "CD" and words[j].tag in ("NN", "JJ"):
        # "On Nov. 13 soldiers", but "the Nov. 13 vote"
        return j >= 2 and words[j - 2].tag == "TM" and (j < 3 or words[j - 3].tag not in ("DT", "POS"))
    if words[j - 1].token.lower in ("day", "week", "month", "year", "night", "evening", "morning", "afternoon"):
        return words[j].capital and words[j].tag == "NN"
    return (
        words[j - 1].token.lower in _CLOSED_TIMES
        and words[j].tag in ("CD", "JJ", "NN", "DT")
        and words[j].token.lower not in _TIMED
    )


def _quote_inside(words: Sequence[Word], start: int, j: int) -> bool:
    """The "reciprocal" agreement: marks around a word or two inside a phrase."""
    if words[j].tag != "QU" or j == start or j + 1 >= len(words):
        return False
    opened = any(w.tag == "QU" for w in words[max(start, j - 4) : j])
    if opened:
        return words[j + 1].tag in ("NN", "JJ")
    closes = any(w.tag == "QU" for w in words[j + 2 : j + 4])
    return closes and words[j - 1].tag in ("DT", "JJ") and words[j + 1].tag in ("NN", "JJ")


def _adverb_inside(words: Sequence[Word], start: int, j: int) -> bool:
    """As in "the only regional capital": an adverb between determiner and noun."""
    return (
        words[j].tag == "RB" and j > start and words[j - 1].tag == "DT" and j + 1 < len(words)
        and words[j + 1].tag in ("JJ", "NN") and words[j].token.lower not in ("back", "out", "up", "down", "off",
        "away")
    )  # fmt: skip


def _chunk(words: Sequence[Word], start: int, end: int, possessor: int | None) -> Chunk:
    head = end - 1
    while head > start and words[head].tag in ("JJ", "DT", "CD") and any(w.tag == "NN" for w in words[start:head]):
        head -= 1
    temporal = all(
        w.tag in ("TM", "DT", "CD", "JJ", "POS") or w.token.lower in ("early", "late") for w in words[start:end]
    )
    temporal = temporal and any(w.tag == "TM" for w in words[start:end])
    return Chunk(start, end, head, possessor, temporal, words[start].tag == "PR")


def _number_name(words: Sequence[Word], j: int) -> bool:
    """As in "Highway 9", "DeirEzzor 24": a number after a name belongs to it."""
    return (
        words[j].token.text.isdigit()
        and words[j - 1].capital
        and not (j + 1 < len(words) and words[j + 1].tag in ("NN", "JJ"))
    )


def _place_before_people(words: Sequence[Word], start: int, j: int) -> bool:
    """As in "in Minsk people put up": a name after in or at, then a common noun, are two phrases."""
    return (
        start > 0
        and words[start - 1].token.lower in ("in", "at", "near")
        and j - start <= 2
        and all(w.capital for w in words[start:j])
        and not words[j].capital
        and words[j].token.lower in ("people", "police", "troops", "soldiers", "protesters", "gunmen", "residents",
                                     "militants", "rebels", "demonstrators", "crowds", "officials", "security")
    )  # fmt: skip
