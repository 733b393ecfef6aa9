"""Bodies that are found: "a bullet-riddled body was found", "divers found a third corpse", "two more were found"."""

from __future__ import annotations

import re
from dataclasses import replace

from transforms.events.tolls.lexicon import Trigger, person_number, words
from transforms.events.tolls.phrases import Phrase
from transforms.events.tolls.sentence import Argument, Sentence
from transforms.events.tolls.tokens import Occurrence, tokenise

_FOUND = 5
"""Tokens between a body and its being found, or what describes it."""
_BODIES = frozenset({"body", "bodies"})
_CORPSES = frozenset({"corpse", "corpses"})
_MORE = re.compile(r"\b(?:others|more|another)\b")
_PLACES = frozenset({"in", "at", "near", "outside", "on"})
_ON_TOP = Trigger(("found",), "killed", "count")


def found_body(s: Sentence, o: Occurrence) -> list[Argument]:
    """The one dead of a body that is found: "a woman's charred body was found", "police found another body"."""
    k = o.i - 1
    while o.i - k < _FOUND and s.tag(k) in ("word", "caps", "adv") and not s.low(k).endswith("'s"):
        k -= 1
    whose = s.low(k).endswith("'s") and person_number(s.low(k)[:-2]) == "one"
    while whose and o.i - k < _FOUND and s.tag(k - 1) in ("word", "caps"):
        k -= 1
    k -= whose
    if not (_is_found(s, o) or _is_find(s, k)) or s.low(k) not in ("a", "an", "his", "her", "another", "one"):
        return []
    again = s.low(k) in ("his", "her")
    numbered = s.low(k + 1) in words("ordinal")
    j = k + 1 + numbered
    adds = s.low(k) == "another" or numbered
    return [Argument(Phrase(k, j, 1, 1, 1, j, j, not again, True, anaphoric=again, adds=adds))]


def _is_found(s: Sentence, o: Occurrence) -> bool:
    """True where a body is the subject: "his body was left on a road", "a body found in the river"."""
    after = s.low(o.j)
    if after in ("was", "has"):
        verb = next((k for k in range(o.j + 1, o.j + _FOUND) if s.low(k) in words("found")), None)
        return verb is not None and (s.tag(verb + 1) not in ("word", "caps") or s.low(verb + 1).endswith("ing"))
    return after in words("found") and s.tag(o.j + 1) in ("prep", "adv", "date", "det")


def _is_find(s: Sentence, k: int) -> bool:
    """True where what begins at token k is found by somebody: "came upon a third corpse", "pulled out a body"."""
    return s.low(k - 1) in words("finding") or (s.tag(k - 1) in ("adv", "prep") and s.low(k - 2) in words("finding"))


def tells_more(text: str) -> bool:
    """Whether a sentence has the words of `others_found`, where it has none that tells a death."""
    low = text.lower()
    return _MORE.search(low) is not None and any(word in low for word in words("found"))


def others_found(s: Sentence) -> list[tuple[Argument, Occurrence]]:
    """More dead, without a word for it, after bodies were found: "six others were found", "and three more in Buga".

    Each comes with the tokens that say so.
    """
    return [
        (Argument(replace(p, adds=True)), Occurrence(k, k + 1, (_ON_TOP,)))
        for p in s.phrases
        if p.counted and _others(s, p)
        if (k := _where_found(s, p)) is not None
    ]


def _others(s: Sentence, phrase: Phrase) -> bool:
    """True for "two more", "six others": on top of those told before, and none of another kind ("two more rifles")."""
    return s.low(phrase.group_i) == "others" or (phrase.adds and phrase.group_j == phrase.group_i)


def _where_found(s: Sentence, phrase: Phrase) -> int | None:
    """The token that says that more bodies were found, None where none does."""
    if _tell_bodies(s, phrase.i) and s.tag(phrase.i - 1) == "conj" and s.low(phrase.j) in _PLACES:
        return phrase.j
    if _is_find(s, phrase.i) and s.tag(phrase.j) not in ("word", "caps") and _told(s, phrase):
        return phrase.i - 1  # "they found two more on Friday"
    verb = phrase.j
    while s.tag(verb) in ("aux", "adv") and s.low(verb) not in words("found"):
        verb += 1
    passive = any(s.low(k) in words("passive") for k in range(phrase.j, verb))
    passive = passive or s.low(verb) in words("surfacing")
    if not passive or s.low(verb) not in words("found") or not _as_bodies(s, verb + 1):
        return None
    return verb if _told(s, phrase) else None


def _as_bodies(s: Sentence, k: int) -> bool:
    """True where what stands behind "found" may be said of bodies: "floating", but not "guilty" or "in court"."""
    if any(s.low(m) in words("not_of_bodies") for m in range(k, k + _FOUND)):
        return False
    return s.tag(k) not in ("word", "caps") or s.low(k) in words("lay")


def _told(s: Sentence, phrase: Phrase) -> bool:
    """True where bodies are told before a phrase, in the sentence or in the one before it."""
    if _tell_bodies(s, phrase.i):
        return True
    before = Sentence.of(s.before, tokenise(s.before)) if s.before else None
    return before is not None and _tell_bodies(before, len(before.tokens))


def _tell_bodies(s: Sentence, end: int) -> bool:
    """True where bodies are found before token `end`."""
    told = {s.low(k) for k in range(end)}
    return not told.isdisjoint(_CORPSES) or (not told.isdisjoint(_BODIES) and not told.isdisjoint(words("found")))
