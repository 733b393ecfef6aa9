"""Whom "they", "them", "all" and "their bodies" mean: people whom the sentence before counts.

"Four councilmen were dragged from their homes. They were murdered in the square."
"""

from __future__ import annotations

from dataclasses import replace

from transforms.events.tolls.lexicon import words
from transforms.events.tolls.phrases import Phrase
from transforms.events.tolls.sentence import Argument, Sentence, part_marker
from transforms.events.tolls.tokens import tokenise

_PLURAL = frozenset({"they", "them", "all"})
_MOST = 100
"""People: more are a crowd or a nation, of whom only some are meant."""


def resolved(s: Sentence, argument: Argument) -> Argument:
    """An argument with the number of the people before, where it is a pronoun for several."""
    phrase = argument.phrase
    if s.low(phrase.i) in ("he", "she") and phrase.j == phrase.i + 1 and (one := _who_opens(s, phrase)) is not None:
        return Argument(one, argument.part)
    if phrase.best is not None or s.low(phrase.i) not in _PLURAL or _names_them(s, phrase):
        return argument
    here = [p for p in s.phrases if p.j <= phrase.i and _others(s, p)]
    if here:
        known = here[0] if len(here) == 1 and _opens(here[0]) else None
        return argument if known is None else Argument(_numbered(phrase, known), argument.part)
    before = people(s.before)
    return argument if before is None else Argument(_numbered(phrase, before), argument.part)


def _who_opens(s: Sentence, pronoun: Phrase) -> Phrase | None:
    """The only one whom a sentence names before "he" or "she": "the pilot tried to take off, but was hit, and he died".

    None where somebody else may be meant: "the mayor regretted that he died".
    """
    joined = s.tag(pronoun.i - 1) == "conj" or s.low(pronoun.i - 1) in words("at_once")
    singles = [p for p in s.phrases if p.j <= pronoun.i and p.best == 1 and p.person and s.tag(p.i) != "pron"]
    if not joined or len(singles) != 1 or singles[0].i > 0 or singles[0].group_j == singles[0].group_i:
        return None
    first = singles[0]
    other = words("she_only") if s.low(pronoun.i) == "he" else words("he_only")
    said = any(s.low(k) in words("reporting") for k in range(first.j, pronoun.i))
    return first if not said and s.low(first.group_j - 1) not in other else None


def _opens(phrase: Phrase) -> bool:
    """True for several people by number who open a sentence: "four reporters vanished after they were shot"."""
    return phrase.i == 0 and phrase.counted and phrase.person and 1 < (phrase.best or 0) <= _MOST


def _names_them(s: Sentence, phrase: Phrase) -> bool:
    """True for "all passengers", who need no sentence before."""
    return s.low(phrase.i) == "all" and phrase.group_j > phrase.group_i and s.low(phrase.j - 1) != "them"


def _others(s: Sentence, phrase: Phrase) -> bool:
    """True for several people of the sentence itself, whom the pronoun may mean as well."""
    several = s.tag(phrase.j - 1) == "many" and phrase.best != 1 and phrase.group_j > phrase.group_i
    return several and not _armed(s, phrase) and s.low(phrase.j - 1) not in words("somebody")


def _armed(s: Sentence, phrase: Phrase) -> bool:
    """True for people who rather harm others."""
    group = {s.low(k) for k in range(phrase.group_i, phrase.group_j)}
    return not (group.isdisjoint(words("irregulars")) and group.isdisjoint(words("forces")))


def _numbered(phrase: Phrase, of: Phrase) -> Phrase:
    return replace(phrase, low=of.low, best=of.best, high=of.high, counted=True, anaphoric=True)


def owners(s: Sentence, k: int) -> list[Argument]:
    """The people before for whom the "their" at token k stands, if any."""
    before = people(s.before)
    if before is None:
        return []
    return [Argument(_numbered(replace(before, i=k, j=k + 1, group_i=k, group_j=k), before))]


def deadly(s: Sentence) -> bool:
    """True where a sentence or the one before it tells of a killing, so that its victims are dead."""
    texts = [s, Sentence.of(s.before, tokenise(s.before))] if s.before else [s]
    no = ("victims", "trap", "shot")
    told = [t for u in texts for o in u.occurrences for t in o.triggers]
    return any(t.effect == "killed" and t.kind not in no for t in told)


def people(text: str) -> Phrase | None:
    """The only people whom a sentence counts and who may be harmed in the next one; None where there are others.

    Attackers and those who only do something to others ("by two men") are none.
    """
    if not text:
        return None
    s = Sentence.of(text, tokenise(text))
    found = [p for p in s.phrases if _may_be_meant(s, p)]
    return found[0] if len({p.best for p in found}) == 1 else None


def _may_be_meant(s: Sentence, phrase: Phrase) -> bool:
    if not (phrase.counted and phrase.person and phrase.group_j > phrase.group_i and 1 < (phrase.best or 0) <= _MOST):
        return False
    if s.low(phrase.i - 1) == "by" or part_marker(s, phrase.i) != phrase.i or phrase.adds or phrase.vague:
        return False
    if any(s.low(k) in words("irregulars") for k in range(phrase.group_i, phrase.group_j)):
        return False
    harmless = not _armed(s, phrase) and s.low(phrase.j - 1) not in words("somebody")
    return harmless or s.tag(phrase.j) == "aux" or s.tag(phrase.i - 1) in ("word", "caps")
