"""Who is harmed where much is said of them before the verb.

"Five members of the border patrol, which was watching the valley, were killed", "Ana Rojas, described by many as the
best of judges, was murdered", "Judge Ana Rojas, head of the tax court, who was murdered in May".
"""

from __future__ import annotations

from collections.abc import Iterator

from transforms.events.tolls.lexicon import words
from transforms.events.tolls.phrases import Phrase
from transforms.events.tolls.sentence import Argument, Sentence, acceptable, governed

_REACH = 45  # tokens between a subject and its verb
_STOPS = frozenset({".", ";", ":", "!", "?"})
_CLAUSAL = frozenset({"aux", "modal", "pron", "clause", "punct"})
_SINGULAR = frozenset({"was", "is", "has"})
_THEN = frozenset({"then", "later", "subsequently", "afterward", "afterwards"})
_SPAN = 28  # tokens of a clause before its second verb


def opening(s: Sentence, verb: int) -> Phrase | None:
    """The people who open the clause of the verb group that begins at `verb`, or None where another may do so."""
    if s.low(verb - 1) == "who" and s.low(verb - 2) == ",":
        return _named_before(s, verb - 2)
    for k in _openings(s, verb):
        phrase = next((p for p in s.phrases if p.i == k), None)
        if phrase is not None and _somebody(phrase) and _agrees(s, phrase, verb):
            after = _tail(s, phrase.j, verb)
            if after == verb or (s.low(after) == "," and s.low(verb - 1) == "," and _aside(s, after + 1, verb - 1)):
                return phrase
    return None


def _openings(s: Sentence, verb: int) -> Iterator[int]:
    """Where the clause of a verb may begin: the sentence, what is reported, what follows when or where it happened."""
    first = max(0, verb - _REACH)
    for k in range(verb - 1, first - 1, -1):
        reported = s.low(k) == "that" and s.low(k - 1) in words("reporting")
        if s.low(k) in _STOPS or reported:
            first = k + 1
            break
    else:
        if first > 0:
            return
    yield first
    if s.tag(first) in ("prep", "date") or s.low(first) in ("so", "according", "during"):
        comma = next((k for k in range(first, verb) if s.low(k) == ","), None)
        if comma is not None and not any(
            s.tag(k) in ("aux", "modal", "pron") or k in s.blocked for k in range(first, comma)
        ):
            yield comma + 1


def _somebody(phrase: Phrase) -> bool:
    """True for people by number or by their full name."""
    if phrase.anaphoric or phrase.thing or phrase.best is None or not phrase.person:
        return False
    return phrase.named and phrase.j - phrase.i > 1 if phrase.best == 1 else phrase.group_j > phrase.group_i


def _agrees(s: Sentence, phrase: Phrase, verb: int) -> bool:
    """True where a verb may be that of one person by name, or of several by number."""
    if phrase.best == 1:
        return s.low(verb) == "was"  # "X, an engineer who ..., died" is most often no violent death
    return phrase.counted and s.low(verb) not in _SINGULAR


def _tail(s: Sentence, k: int, verb: int) -> int:
    """The end of what goes on a phrase without a comma: "of the unions in the hills and the plain"."""
    if s.tag(k) != "prep":
        return k
    while k < verb and s.tag(k) not in _CLAUSAL and k not in s.blocked:
        if s.low(k).endswith("ed") and s.tag(k) in ("word", "caps") and s.tag(k + 1) in ("det", "pron", "num"):
            return -1  # "two men from the hills attacked a post"
        k += 1
    return k


def _aside(s: Sentence, k: int, end: int) -> bool:
    """True where the tokens between two commas only say something of the people before them."""
    if any(s.low(m) in _STOPS or m in s.blocked for m in range(k, end)):
        return False
    if s.low(k) in ("who", "whom", "whose", "which", "where"):
        return True
    return not any(s.tag(m) in ("aux", "modal") and not _in_relative(s, k, m) for m in range(k, end))


def _in_relative(s: Sentence, k: int, m: int) -> bool:
    return any(s.low(n) in ("who", "whom", "whose", "which", "where", "that") for n in range(k, m))


def _named_before(s: Sentence, comma: int) -> Phrase | None:
    """The name that an aside between commas describes before a relative clause: "Ana Rojas, a judge, who was"."""
    for k in range(comma - 1, max(0, comma - _REACH // 2), -1):
        if s.tag(k) in ("aux", "modal", "pron", "clause") or k in s.blocked or s.low(k) in _STOPS:
            return None
        if s.low(k) == "," and k in s.ending:
            phrase = s.phrases[s.ending[k]]
            if phrase.named and phrase.best == 1 and phrase.j - phrase.i > 1:
                return phrase
    return None


def disagrees(s: Sentence, verb: int, found: list[Argument]) -> bool:
    """True for several people before a verb of one: "a man stabbed three people and was shot dead"."""
    several = all((a.phrase.best or 0) > 1 and s.tag(a.phrase.group_j - 1) == "many" for a in found)
    return s.low(verb) in _SINGULAR and s.tag(verb - 1) == "conj" and several and not any(a.part for a in found)


def of_first_verb(s: Sentence, verb: int) -> list[Argument]:
    """Who opens a clause whose second verb is this one: "two men were forced to lie down and were shot"."""
    conj = verb - 1 - (s.tag(verb - 1) in ("adv", "clause") and s.low(verb - 1) in _THEN)
    verbal = s.low(verb) in words("passive") or s.low(verb) in ("has", "have", "had")
    if s.tag(conj) != "conj" or not verbal or s.low(conj - 1) == ",":
        return []
    opens = next((k for k in range(conj - 1, max(-1, conj - _SPAN), -1) if s.low(k) in _STOPS), -1)
    first = next((p for p in s.phrases if p.i > opens), None)
    if first is None or first.i > opens + 2 or not acceptable(first) or governed(s, first):
        return []
    between = range(first.j, conj)
    acts = next(
        (k for k in between if s.tag(k) not in ("adv", "prep", "conj", "num", "name", "one", "many", "det")), conj
    )
    if acts == conj or any(s.tag(k) == "clause" or s.low(k) in words("reporting") for k in between):
        return []
    return [Argument(first)]
