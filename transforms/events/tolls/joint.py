"""Counts of the dead and the wounded together: "29 were killed and injured", "killed or hurt 40"."""

from __future__ import annotations

from transforms.events.tolls.lexicon import words
from transforms.events.tolls.objects import objects
from transforms.events.tolls.sentence import Argument, Sentence
from transforms.events.tolls.tokens import Occurrence

_EFFECTS = frozenset({"killed", "injured"})
_OBJECTS = frozenset({"both", "active", "base", "nominal"})
"""Kinds of triggers that two verbs with one object have."""


def partner(s: Sentence, o: Occurrence) -> Occurrence | None:
    """The trigger of the other of the two effects that "and" or "or" ties to a trigger: "killed and wounded"."""
    for other in s.occurrences:
        left, right = (o, other) if o.i < other.i else (other, o)
        apart = right.i - left.j
        if other is o or not 1 <= apart <= 2 or s.tag(right.i - 1) != "conj" or s.low(right.i - 1) == "nor":
            continue
        if apart == 2 and s.low(left.j) != ",":
            continue
        if {left.triggers[0].effect, right.triggers[0].effect} == _EFFECTS and _plain(s, left) and _plain(s, right):
            return other
    return None


def _plain(s: Sentence, o: Occurrence) -> bool:
    """True for a word that only says dead or wounded: "were beaten and killed" tells one fate."""
    return s.low(o.j - 1) in words("joint")


def is_joint(s: Sentence, o: Occurrence, argument: Argument) -> bool:
    """True where a number covers dead and wounded, so that neither is known: "29 people were killed and injured"."""
    phrase = argument.phrase
    other = partner(s, o)
    if other is None or not phrase.counted or (phrase.best == 1 and phrase.high == 1):
        return False
    left, right = (o, other) if o.i < other.i else (other, o)
    if phrase.i >= right.j and _counted_before(s, left):
        return False  # "nine deaths and injuring more than 30"
    if phrase.j <= left.i:  # "twelve were killed and 30 injured" is none, nor "12 dead and wounded five"
        return not any(a.phrase.counted for a in objects(s, right.j))
    return phrase.i >= right.j or phrase.i < left.i < phrase.j


def _counted_before(s: Sentence, o: Occurrence) -> bool:
    """True where a trigger has a number of its own before it: "nine deaths"."""
    return o.i in s.ending and s.phrases[s.ending[o.i]].counted


def shared_object(s: Sentence, o: Occurrence) -> list[Argument]:
    """The object that a trigger shares with the one after it: "the killing or maiming of five"."""
    other = partner(s, o)
    if other is None or other.i < o.i or _counted_before(s, o) or not any(t.kind in _OBJECTS for t in o.triggers):
        return []
    if s.low(other.j) == "of":
        return [a for a in objects(s, other.j + 1, nominal=True) if a.phrase.counted]
    return [a for a in objects(s, other.j) if a.phrase.counted]
