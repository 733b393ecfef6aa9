"""Who is harmed, after the verb: "killing a baker, his wife and two others, one of them a child"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from transforms.events.tolls.lexicon import words
from transforms.events.tolls.phrases import Phrase, noun_phrase
from transforms.events.tolls.sentence import Argument, Sentence, acceptable, of_them

_LIST = 40  # members of one list
_TAIL_TAGS = frozenset({"det", "word", "caps", "name", "one", "many", "num", "digits", "demonym"})
_PLACED = frozenset({"in", "at", "from", "near", "around", "between", "on", "of", "inside", "outside"})
_NOUNS = frozenset({"word", "caps", "name", "one", "many", "demonym"})
_NO_TAIL = frozenset({"including", "among", "during", "after", "before", "since"})


def objects(s: Sentence, k: int, *, nominal: bool = False, names: bool = False) -> list[Argument]:
    """The list of phrases that begins at token k, with the parts that follow it.

    After a noun (`nominal`) a verb that follows the list is that of the noun: "the murder of X and her son was ...".
    In a list of `names` a name behind a comma is another person.
    """
    while s.tag(k) == "adv" or s.low(k) in ("up", ":"):
        k += 1
    if s.low(k) == ",":  # "killing, they said, five more insurgents"
        close = next((m for m in range(k + 2, k + 6) if s.low(m) == ","), None)
        if close is not None and any(s.low(m) in words("reporting") for m in range(k + 1, close)):
            k = close + 1
    k = _after_aside(s, k)
    if s.low(k) == "those" and s.low(k + 1) == "of":
        k += 2
    out: list[Argument] = []
    for phrase, part in _listed(s, k, nominal=nominal, names=names):
        out.append(Argument(_meant(s, phrase), part=part))
    return out


def _meant(s: Sentence, phrase: Phrase) -> Phrase:
    """Whom "them" means: people counted as the object of a verb before, "pulled ten men off a bus and shot them"."""
    if s.low(phrase.i) != "them" or phrase.best is not None:
        return phrase
    for p in reversed(s.phrases):
        if p.i >= phrase.i or not (p.counted and p.person and (p.best or 0) > 1) or p.group_j == p.group_i:
            continue
        if any(s.low(k) in (".", ";", ":", "!", "?") for k in range(p.j, phrase.i)):
            return phrase
        governed = s.tag(p.i - 1) in ("word", "caps", "prep", "adv") or p.i - 1 in s.blocked
        if governed and s.low(p.i - 1) != "by":
            return replace(phrase, low=p.low, best=p.best, high=p.high, counted=True)
    return phrase


_ASIDE = 9
"""Tokens of an aside between a verb and its object."""


def _after_aside(s: Sentence, k: int) -> int:
    """Where the object begins behind an aside: "murdered, at gunpoint, a soldier", "killed in two days, X and Y"."""
    if behind := _after_place(s, k):
        return behind
    first = k + (s.low(k) == ",")
    if s.tag(first) != "prep" or s.low(first) in words("part") or s.low(first) == "of":
        return k
    for m in range(first + 1, first + _ASIDE):
        if m in s.blocked or s.tag(m) in ("clause", "conj", "aux", "modal", "") or s.low(m) in (".", ";", ":"):
            return k
        if s.low(m) == ",":
            found = noun_phrase(s.tokens, m + 1, s.blocked)
            if found is None or not found.person or found.best is None or _is_clause(s, found):
                return k
            after = _tail(s, found.j)
            goes_on = s.low(after) in (",", "and", ".", ";", "", "who", "that") or s.tag(after) in ("clause", "conj")
            return m + 1 if goes_on else k
    return k


def _after_place(s: Sentence, k: int) -> int | None:
    """Where the object begins behind how or where it was done, without a comma: "murdered in cold blood a priest"."""
    if s.tag(k) not in ("prep", "date") or s.low(k) in words("part") or s.low(k) in ("of", "by", "as"):
        return None
    for m in range(k + 2, k + _ASIDE):
        if m in s.blocked or s.tag(m) in ("punct", "clause", "conj", "aux", "modal", "pron", ""):
            return None
        if s.tag(m) in ("det", "num") and s.tag(m - 1) in (*_NOUNS, "date"):
            found = noun_phrase(s.tokens, m, s.blocked)
            counted = found is not None and found.person and found.best is not None and found.group_j > found.group_i
            return m if counted and found is not None and not found.thing and not _is_clause(s, found) else None
    return None


def _listed(s: Sentence, k: int, *, nominal: bool, names: bool) -> Iterator[tuple[Phrase, bool]]:
    part = False
    first = True
    after_tail, naming = False, names
    previous: Phrase | None = None
    aside = False
    for _ in range(_LIST):
        phrase = noun_phrase(s.tokens, k, s.blocked)
        if phrase is None:
            return
        conj = s.tag(k - 1) == "conj" or (s.low(k - 1) == "of" and s.tag(k - 2) == "conj")
        comma = s.low(k - 1) == ","
        of_noun = nominal and conj and (s.tag(phrase.j) in ("aux", "modal") or s.low(phrase.j).endswith("ed"))
        if not first and not of_noun and not of_them(s, phrase) and _is_clause(s, phrase):
            return
        if comma and not conj and not of_them(s, phrase) and _opens_clause(s, phrase):
            return
        if phrase.best is None and _names_follow(s, phrase):
            k, first = phrase.j, False  # "brothers Martin and Juan Ochoa"
            continue
        if first and phrase.j in s.blocked and phrase.counted and s.tag(phrase.j) != "prep" and not phrase.person:
            return
        described = (
            previous is not None
            and previous.named
            and (
                s.low(phrase.i) in ("a", "an", "the")
                or (s.tag(phrase.i) == "one" and not phrase.named)
                or (s.low(phrase.i) in words("possessive") and s.low(phrase.j) in (".", ";", ""))
            )
            and not _third(s, previous, phrase)
        )
        appended = previous is not None and comma and not conj and not phrase.counted
        if appended and previous is not None and previous.named and phrase.named:
            naming = naming or _list_of_names(s, phrase.j)
            appended = not naming
        elif naming and aside and phrase.named:
            appended = False  # "X, rector of the college, Y and Z"
        skipped = appended and (phrase.named or phrase.best is None or phrase.anaphoric or described)
        if skipped and phrase.thing and s.low(phrase.i) in ("a", "an") and _goes_on(s, _tail(s, phrase.j)):
            skipped = False  # "a baker, a chef and two clerks"
        if skipped and not (phrase.named or described) and acceptable(phrase) and _goes_on(s, phrase.j):
            skipped = False  # "four customers, the owner and a waiter"
        if skipped and not (phrase.named or described):
            return
        previous, aside = phrase, described
        of_tail = after_tail and conj and phrase.named and s.low(k - 2) != ","  # "a dozen people in Haifa and Tel Aviv"
        if not skipped and not of_tail:
            if not acceptable(phrase) and not (phrase.thing and _goes_on(s, _tail(s, phrase.j))):
                return
            if acceptable(phrase):
                yield phrase, part or of_them(s, phrase)
            elif not first and _somebody(s, phrase):
                yield replace(phrase, best=1, high=1, person=True, thing=False), part
        first = False
        k = _tail(s, _affiliated(s, phrase))
        after_tail = any(s.low(m) in _PLACED for m in range(phrase.j, k)) or of_tail
        if s.low(k) == "(":
            k += 1
        if s.low(k) == "," and s.tag(k + 1) == "digits" and s.low(k + 2) in (",", ";"):
            k += 2  # ", 34,"
        if names and s.low(k) in ("who", "which"):  # "a beggar who slept near the bank; and a baker"
            k = next((m for m in range(k, len(s.tokens)) if s.low(m) in (";", ".")), k)
        if s.low(k) == ";" and not (names or _listed_on(s, k, phrase)):
            return
        following = _next_member(s, k)
        if following is None:
            return
        k, starts_part = following
        part = part or starts_part


def _affiliated(s: Sentence, phrase: Phrase) -> int:
    """The end of a name and what it belongs to: "Luis Gil, of El Tiempo, and Juan Soto, of Caracol"."""
    if not (phrase.named and s.low(phrase.j) == "," and s.low(phrase.j + 1) in ("of", "from")):
        return phrase.j
    end = next((m for m in range(phrase.j + 2, phrase.j + _ASIDE) if s.tag(m) not in _TAIL_TAGS), phrase.j)
    return end if s.low(end) == "," and s.low(end - 1) not in ("of", "from") else phrase.j


def _third(s: Sentence, named: Phrase, phrase: Phrase) -> bool:
    """True for the second of three where the first has its trade already: "Senator Luis Diaz, a guard, and a cook"."""
    if s.low(phrase.i) not in ("a", "an") or not any(s.tag(k) == "one" for k in range(named.i, named.j)):
        return False
    k = phrase.j + (s.low(phrase.j) == ",")
    return s.tag(k) == "conj" and (s.low(k + 1) in ("a", "an") or s.tag(k + 1) == "num")


def _opens_clause(s: Sentence, phrase: Phrase) -> bool:
    """True where a verb follows a phrase and what goes on it: "after X's murder, the judges of the town decided to"."""
    if _speaks(s, phrase):
        return True
    if s.low(phrase.i) not in ("the", "these", "its", "their", "his", "her") or s.tag(phrase.j) != "prep":
        return False
    for k in range(phrase.j + 1, phrase.j + _ASIDE):
        if s.tag(k) in ("punct", "conj", "clause", ""):
            return False
        told = s.tag(k) in ("word", "caps") and s.low(k).endswith("ed") and s.tag(k - 1) in _NOUNS
        if s.tag(k) in ("aux", "modal") or (told and s.tag(k + 1) in ("prep", "det", "pron", "clause", "adv", "num")):
            return True
    return False


def _speaks(s: Sentence, phrase: Phrase) -> bool:
    """True for those who say it: "killing two people, a human rights group said", "a cook and a priest told it"."""
    for k in range(phrase.i + 1, phrase.i + _ASIDE):
        if s.low(k) in words("reporting"):
            return True
        if s.tag(k) in ("punct", "clause", "aux", "modal", "pron", "") or k in s.blocked:
            return False
    return False


def _somebody(s: Sentence, phrase: Phrase) -> bool:
    """True for a noun that no list has, with its article, between people: "a baker, a notary and two clerks"."""
    last = s.low(phrase.j - 1)
    known = last in words("thing") or last in words("unit") or last in words("body") or last in words("collective")
    return s.low(phrase.i) in ("a", "an") and not phrase.counted and not known


def _names_follow(s: Sentence, phrase: Phrase) -> bool:
    """True for people in the plural whose names come next."""
    return phrase.person and phrase.j not in s.blocked and s.tag(phrase.j) in ("name", "caps")


def _listed_on(s: Sentence, k: int, before: Phrase) -> bool:
    """True where a semicolon parts members of a list: "Maria Pulido, 42; Pilar Pulido, 19; a child"."""
    found = noun_phrase(s.tokens, k + 1 + (s.tag(k + 1) == "conj"), s.blocked)
    return found is not None and (found.named or before.named) and found.person and not _is_clause(s, found)


def _goes_on(s: Sentence, k: int) -> bool:
    """True where a list goes on with counted people: "took 800 cows and two children"."""
    if s.low(k) not in (",", "and"):
        return False
    while s.low(k) in (",", "and"):
        k += 1
    return s.tag(k) in ("num", "one", "many", "det", "word")


def _list_of_names(s: Sentence, k: int) -> bool:
    """True where the name that ends at token k goes on to ", and" another: "of A, B, and C"."""
    for m in range(k, min(k + 14, len(s.tokens))):
        if s.low(m) == "and":
            if m > k and s.low(m - 1) != "," and s.tag(m - 2) in ("name", "caps") and s.low(k) == ",":
                return _full_name(s, m + 1)
            if s.low(m + 1) in ("a", "an") and s.low(m - 1) == "," and m > k and _ends_full_name(s, k):
                return True
            return s.tag(m + 1) == "num" or (s.low(m - 1) == "," and s.tag(m + 1) in ("name", "caps", "one", "prep"))
        if s.low(m) in ("along", "together") and s.low(m + 1) == "with":
            return m - k > 2
        if s.tag(m) not in ("name", "caps", "one", "punct") or s.low(m) in (".", ";"):
            return False
    return False


def _ends_full_name(s: Sentence, k: int) -> bool:
    return all(s.tag(m) in ("name", "caps") for m in (k - 1, k - 2))


def _full_name(s: Sentence, k: int) -> bool:
    return s.tag(k) == "name" and s.tag(k + 1) == "name"


def _tail(s: Sentence, k: int) -> int:
    """Skips the prepositional phrases after an object: "from the 3rd Brigade", "in the village of X"."""
    for _ in range(3):
        if s.tag(k) != "prep" or s.low(k) in _NO_TAIL:
            return k
        m = k + 1
        while s.tag(m) in _TAIL_TAGS and m - k <= 7 and m not in s.blocked:
            m += 1
        if m == k + 1:
            return k
        k = m
    return k


def _is_clause(s: Sentence, phrase: Phrase) -> bool:
    """True where a phrase begins a clause of its own rather than going on a list."""
    k = phrase.j
    if s.tag(k) in ("aux", "modal", "clause") and s.low(k) not in (
        "as",
        "since",
        "before",
        "until",
        "who",
        "which",
        "whose",
        "that",
        "when",
        "after",
        "where",
        "while",
        "so",
        "than",
        "what",
        "but",
        "if",
        "whom",
        "though",
        "although",
    ):
        return True
    if k in s.blocked and s.tag(k) != "prep":
        return True
    if s.low(k) in words("reporting") or (not phrase.counted and s.low(_tail(s, k)) in words("reporting")):
        return True
    return s.tag(k) in ("word", "caps") and s.low(k).endswith(("ed", "ing")) and s.low(k) != "armed"


def _next_member(s: Sentence, k: int) -> tuple[int, bool] | None:
    """Where the next member of a list begins, and whether it opens a part ("including")."""
    start = k
    while s.low(k) in (",", "-", "–", "—", ";"):
        k += 1
    if s.low(k) in ("including", "included"):
        return k + 1, True
    if s.low(k) in ("among", "of") and s.low(k + 1) in ("them", "whom"):
        return k + 2, True
    if s.low(k) in ("many", "most", "some", "all", "half") and s.low(k + 1) == "of":
        return None
    if s.tag(k) == "conj":
        if s.low(k + 1) == "," and s.tag(k + 2) == "prep":  # ", and, by local estimates, at least 300 of ..."
            close = next((m for m in range(k + 3, k + 10) if s.low(m) == ","), None)
            if close is not None and s.tag(close + 1) == "num":
                return close + 1, False
        return k + 1 + (s.low(k + 1) == "of"), False  # the murder of X and of Y
    if s.low(k) in ("along", "together") and s.low(k + 1) == "with":
        return k + 2, False
    if s.low(k) == "as" and s.low(k + 1) == "well" and s.low(k + 2) == "as":
        return k + 3, False
    return (k, False) if k > start and s.low(start) in (",", ";") else None
