"""Who suffered with those of whom a verb tells it: "with three colleagues", "as was his wife", "besides the cook"."""

from __future__ import annotations

from transforms.events.tolls.objects import objects
from transforms.events.tolls.sentence import Argument, Sentence

#: Tokens behind a verb within which its companions stand; and those between it and a bare "with" of a number.
_REACH, _NEAR = 22, 6
_LIKEWISE = frozenset({"was", "were", "did", "had", "has", "have"})
_BESIDES = (("besides",), ("in", "addition", "to"), ("apart", "from"), ("aside", "from"))


def companions(s: Sentence, k: int) -> list[Argument]:
    """Who suffers with the subject of a verb that ends at token k: "with three friends", "as did his son".

    So does whom the sentence opens with: "In addition to the guard, two women were wounded".
    """
    found = _opening(s)
    start, together = _introduced(s, k)
    if start is None:
        return found
    named = together or s.low(start - 1) in _LIKEWISE
    return found + [
        a
        for a in objects(s, start)
        if a.phrase.person and a.phrase.group_j > a.phrase.group_i and (named or not a.phrase.named)
    ]


def _introduced(s: Sentence, k: int) -> tuple[int | None, bool]:
    """The token at which companions begin, None where there are none, and whether "along" or "together" says so."""
    for m in range(k, min(k + _REACH, len(s.tokens))):
        if s.low(m) in (";", ":", ".") or m in s.blocked or s.tag(m) == "clause":
            break
        if s.low(m) == "," and s.low(m + 1) == "as" and s.low(m + 2) in _LIKEWISE:
            return m + 3, False
        if s.low(m) == "," and s.low(m + 1) == "with" and s.tag(m + 2) == "num" and m - k < _NEAR:
            return m + 2, False  # "died there, with three of his men"
        if s.low(m) == "," and s.low(m + 1) in ("along", "together") and s.low(m + 2) == "with":
            k = m + 1  # "was killed near his home in Homs, along with two bodyguards"
            break
        if s.low(m) in ("along", "together") and s.low(m + 1) == "with" and m - k < 8:
            k = m
            break
    together = s.low(k) in ("along", "together")
    k += together
    return (k + 1, together) if s.low(k) in ("with", "alongside") else (None, False)


def _opening(s: Sentence) -> list[Argument]:
    """Single people and counted ones after "besides" at the start of a sentence."""
    for opening in _BESIDES:
        size = len(opening)
        if all(s.low(n) == word for n, word in enumerate(opening)):
            found = objects(s, size)
            return [a for a in found if a.phrase.person and a.phrase.best is not None]
    return []
