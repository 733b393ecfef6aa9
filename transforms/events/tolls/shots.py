"""Whom shots and other weapons hit, where the text does not say what became of them."""

from __future__ import annotations

from transforms.events.tolls.earlier import resolved
from transforms.events.tolls.lexicon import words
from transforms.events.tolls.objects import objects
from transforms.events.tolls.phrases import Phrase
from transforms.events.tolls.sentence import Argument, Sentence, is_passive, is_perfect, shared_start
from transforms.events.tolls.subjects import adjacent, subjects
from transforms.events.tolls.tokens import Occurrence

_LIVED = 12
"""Tokens after a shot within which the text may say that those who were hit lived."""
_MANY = 20
"""As many as hardly outlive it."""
_PEOPLE = frozenset({"people", "persons"})
_CLOSE = 6
"""Tokens after a shot that say where it hit."""


def shot(s: Sentence, o: Occurrence) -> list[Argument]:
    """Those whom shots hit, where some are counted and nothing says that they lived.

    As in "the raiders shot 31 women", "nine were shot", "the shooting of ten shoppers".
    """
    start, auxiliaries = shared_start(s, o.i, o.j)
    placed = s.low(o.j) == "at" and s.tag(o.j + 1) in ("det", "name") and is_passive(auxiliaries)  # "shot at a mall"
    if (s.low(o.j) in words("shot_not") and not placed) or any(_lived(s, k) for k in range(o.j, o.j + _LIVED)):
        return []
    verbal = s.tag(o.i - 1) != "det" and not s.low(o.i - 1).endswith("'s")
    if s.low(o.j - 1) == "shooting" and s.low(o.j) == "of":
        found = objects(s, o.j + 1, nominal=True)
    elif s.low(o.j - 1) == "shooting":
        found = objects(s, o.j) if verbal else []
    elif is_passive(auxiliaries) and not is_perfect(s, o.i):
        found = subjects(s, start)
    else:
        found = objects(s, o.j) if verbal else []
        found = found or [a for a in adjacent(s, o.i) if a.phrase.person and a.phrase.group_j > a.phrase.group_i]
    found = [resolved(s, a) for a in found]
    if any(s.low(a.phrase.j) == "down" for a in found):
        return []  # "shot both jets down"
    counted = any(a.phrase.counted and not a.part and (a.phrase.best or 0) > 1 for a in found) or _surely(s, o)
    return [a for a in found if a.phrase.person and a.phrase.best is not None] if counted else []


def may_live(s: Sentence, o: Occurrence, a: Argument) -> bool:
    """True for a few people of whom the police tell nothing but shots: "four people were shot in Oslo"."""
    phrase = a.phrase
    passive = is_passive(shared_start(s, o.i, o.j)[1]) and phrase.j <= o.i and not _surely(s, o)
    alone = s.tag(o.j) in ("prep", "date", "punct", "") and s.low(o.j) not in ("by", ",") and phrase.person
    return passive and alone and phrase.counted and s.low(phrase.j - 1) in _PEOPLE and (phrase.best or 0) < _MANY


def _surely(s: Sentence, o: Occurrence) -> bool:
    """True for shots that hardly anybody survives: "was machinegunned", "was shot behind the ear"."""
    after = " ".join(s.low(k) for k in range(o.j, o.j + _CLOSE))
    return s.low(o.j - 1) in words("deadly_shot") or any(after.startswith(place) for place in words("lethal"))


def _lived(s: Sentence, k: int) -> bool:
    """True for a word of those who live, as in "shot nine and took them to hospital", not "in their hospital beds"."""
    return s.low(k) in words("survived") and s.low(k + 1) not in words("of_a_clinic")


def hit(s: Sentence, o: Occurrence, auxiliaries: frozenset[str]) -> list[Argument]:
    """Reads "opened up with a handgun and hit a father and his son": people whom a weapon hits."""
    if is_passive(auxiliaries) or s.tag(o.i - 1) == "det" or not any(t.low in words("weapon") for t in s.tokens):
        return []
    found = [a for a in objects(s, o.j) if not a.part and s.low(a.phrase.i) != "both"]
    people = all(a.phrase.person and not a.phrase.named and a.phrase.best is not None for a in found)
    plain = all(s.tag(a.phrase.group_j - 1) in ("one", "many") and not _carries(s, a.phrase) for a in found)
    return found if people and plain else []


def _carries(s: Sentence, phrase: Phrase) -> bool:
    """True for "a bus carrying employees"."""
    return any(s.low(k).endswith("ing") or s.low(k) in words("thing") for k in range(phrase.group_i, phrase.group_j))
