"""Lists of the harmed that stand elsewhere than right before or behind their verb.

"Among the dead were X and Y", "Wounded were: X; Y; and Z", "the following officers died: X, Y and Z", "X, a judge, and
his driver, Z, were killed", "three were killed in Kaya, two in Djibo and one in Dori".
"""

from __future__ import annotations

from transforms.events.tolls.lexicon import words
from transforms.events.tolls.objects import objects
from transforms.events.tolls.sentence import Argument, Sentence, acceptable, of_them, verb_start
from transforms.events.tolls.subjects import subjects
from transforms.events.tolls.tokens import Occurrence

_BE = frozenset({"was", "were", "are", "is", ":", "been"})
_NAMED_AS = frozenset({"identified", "named"})
_HERE = frozenset({"here", "there"})
_PHRASE = 9
"""Tokens that may stand between the dead and the verb: "injured by the blast were"."""
_BEFORE = frozenset({"among", "the", "of", "those"})
_PLACES = frozenset({"in", "at", "near", "outside", "from", "on"})
_COLON = 9


def inverted(s: Sentence, o: Occurrence) -> list[Argument]:
    """Those whom a sentence names behind its verb: "The injured were ...", "Killed in the blast were ..."."""
    opens = o.i
    while s.low(opens - 1) in _BEFORE:
        opens -= 1
    if s.low(opens - 1) in _NAMED_AS and s.low(o.j) == "as":  # "police named the dead as Ali Hassan and Omar Saleh"
        return [a for a in objects(s, o.j + 1, names=True) if _somebody(a)]
    if opens > 0 and s.tag(opens - 1) not in ("punct", "conj", "date"):
        return []
    k = o.j
    man = s.tag(k) in ("one", "many") and (s.low(o.i) == "the" or s.low(o.i) in words("harmed"))
    while k - o.j <= _PHRASE and s.low(k) not in _BE:
        other = k in s.blocked and not any(t.i <= k < t.j and _same_effect(t, o) for t in s.occurrences)
        if (s.tag(k) in ("punct", "clause", "modal", "pron", "conj") or other) and s.low(k) not in _HERE:
            return []
        k += 1
    have = s.low(k - 1) in ("have", "has") and s.low(k) == "been"
    if s.low(k) not in _BE or (k > o.j and s.tag(o.j) not in ("prep", "adv", "pron") and not (man or have)):
        return []
    k += 1
    if (man or have) and s.low(k) not in _NAMED_AS:
        return []
    if s.low(k) in _NAMED_AS and s.low(k + 1) == "as":
        k += 2
    if s.low(k) == ":":
        k += 1
    found = [a for a in objects(s, k, names=True) if _somebody(a) or _of_some(s, a)]
    return found if found and found[0].phrase.i <= k + 1 and not _goes_on(s, found[-1]) else []


def _same_effect(one: Occurrence, other: Occurrence) -> bool:
    return one.triggers[0].effect == other.triggers[0].effect


def apposed_names(s: Sentence, o: Occurrence) -> list[Argument]:
    """Those whom a sentence names behind their trade: "the wounded policemen, Jose Rios and Marco Leon, were"."""
    the = s.low(o.i) == "the" or s.tag(o.i - 1) == "det"
    if s.low(o.j - 1) not in words("harmed") or s.tag(o.j) != "many" or not the:
        return []
    k = next((m for m in range(o.j + 1, o.j + 4) if s.tag(m) == "punct"), 0)
    if s.low(k) not in (",", ":"):
        return []
    found = objects(s, k + 1, nominal=True, names=True)
    names = [a for a in found if a.phrase.named]
    return found if len(names) == len(found) > 1 else []


def among(s: Sentence, o: Occurrence) -> list[Argument]:
    """Those of whom a sentence says that they are some of the dead: "two officers were among the wounded"."""
    k = o.i - (s.low(o.i - 1) in ("those", "the"))  # "two officers were among those killed"
    if s.low(k - 1) != "among" or s.tag(k - 2) != "aux" or (k < o.i and s.low(k - 3) in ("who", "that")):
        return []
    found = subjects(s, verb_start(s, k - 1)[0])
    return [a for a in found if _somebody(a)]


def _somebody(argument: Argument) -> bool:
    """True for people by name, trade or number, none of whom the text has named before."""
    phrase = argument.phrase
    return phrase.person and phrase.best is not None and not phrase.anaphoric and phrase.group_j > phrase.group_i


def _of_some(s: Sentence, argument: Argument) -> bool:
    """True for somebody told by what or whom he serves: "the caretaker of the building"."""
    phrase = argument.phrase
    return phrase.best == 1 and phrase.person and phrase.group_j > phrase.group_i and s.low(phrase.j) == "of"


def _goes_on(s: Sentence, last: Argument) -> bool:
    """True where a verb of its own follows, so that the list is no predicate."""
    return s.tag(last.phrase.j) in ("aux", "modal")


def after_colon(s: Sentence, o: Occurrence, found: list[Argument]) -> list[Argument]:
    """The names behind a colon where the people before the verb have no number: "the following men died: X, Y"."""
    if len(found) != 1 or found[0].phrase.counted or found[0].phrase.best is not None:
        return found
    for k in range(o.j, o.j + _COLON):
        if s.low(k) == ":":
            names = objects(s, k + 1, names=True)
            return names if len(names) > 1 and any(a.phrase.named for a in names) else found
        if s.low(k) in (",", ".", ";", "") or s.tag(k) in ("aux", "clause"):
            break
    return found


def by_place(s: Sentence, o: Occurrence, found: list[Argument]) -> list[Argument]:
    """The counts at other places: "three farmers were killed in Kaya, two in Djibo and one in Dori"."""
    if len(found) != 1 or not found[0].phrase.counted or s.low(o.j) not in _PLACES:
        return []
    out: list[Argument] = []
    last = o.j
    for p in s.phrases:
        if p.i < o.j:
            continue
        if any(s.tag(k) in ("aux", "modal", "clause", "pron") or k in s.blocked for k in range(last, p.i)):
            break
        if any(s.low(k) in (".", ";", ":") for k in range(last, p.i)):
            break
        if not p.counted:
            continue
        if of_them(s, p):
            return []
        bare = p.group_j == p.group_i and s.low(p.j) in _PLACES and s.tag(p.i - 1) in ("punct", "conj")
        if not bare:
            return []
        out.append(Argument(p))
        last = p.j
    if sum(a.phrase.best or 0 for a in out) == found[0].phrase.best and len(out) > 1:
        return [Argument(a.phrase, part=True) for a in out]
    return out


def subject_list(s: Sentence, verb: int, found: list[Argument]) -> list[Argument]:
    """The whole of a list of names that ends before a plural verb, read from its start.

    As in "the mayor, Juan Roa, his aide, Luis Gil, as well as their driver, were shot".
    """
    if s.low(verb) not in ("were", "are", "have") or not found or any(a.phrase.counted for a in found):
        return found
    end = max(a.phrase.j for a in found)
    for p in s.phrases:
        if p.i >= found[0].phrase.i:
            break
        if not acceptable(p) or p.best is None or s.tag(p.i - 1) in ("prep", "word", "caps", "name", "one", "many"):
            continue
        if any(s.tag(k) in ("aux", "modal") or k in s.blocked for k in range(p.i, end)):
            continue
        names = objects(s, p.i, nominal=True, names=_several(s, p.i, end))
        if len(names) > len(found) and _reaches(s, max(a.phrase.j for a in names), end):
            return names
    return _before_aside(s, found) + found


def _before_aside(s: Sentence, found: list[Argument]) -> list[Argument]:
    """Whom a list of two names first, before all that is said of him.

    As in "Ana Rojas, candidate for mayor of Lima, in the west of the country, and her brother Luis were shot".
    """
    second = found[0].phrase
    if len(found) > 1 or second.best != 1 or s.tag(second.i - 1) != "conj" or s.low(second.i - 2) != ",":
        return []
    opens = next((k for k in range(second.i - 2, -1, -1) if s.low(k) in (";", ".", "that")), -1) + 1
    first = next((p for p in s.phrases if p.i >= opens), None)
    if first is None or first.i != opens or not first.named or first.best != 1 or s.low(first.j) != ",":
        return []
    told = any(s.tag(k) in ("aux", "modal", "pron", "clause") or k in s.blocked for k in range(first.j, second.i))
    others = any(p.counted for p in s.phrases if first.j <= p.i < second.i)
    return [] if told or others else [Argument(first)]


def _several(s: Sentence, k: int, end: int) -> bool:
    """True where commas part a list of names from token k to `end`: "X, rector of the college, Y, Z and W"."""
    return sum(s.low(m) == "," for m in range(k, end)) > 1


def _reaches(s: Sentence, k: int, end: int) -> bool:
    """True where a list up to token k ends at `end`, but for the name of its last member: "and their cook, Z"."""
    return k == end or (s.low(k) == "," and all(s.tag(m) in ("name", "caps") for m in range(k + 1, end)))
