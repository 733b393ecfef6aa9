"""A sentence as the toll grammar sees it: tokens, triggers, noun phrases."""

from __future__ import annotations

from dataclasses import dataclass

from transforms.events.tolls.lexicon import words
from transforms.events.tolls.phrases import Phrase, all_phrases
from transforms.events.tolls.tokens import Occurrence, Token, find_triggers


@dataclass(slots=True)
class Argument:
    """A phrase that a trigger governs; `part` where it is a subset of another ("including two children")."""

    phrase: Phrase
    part: bool = False


@dataclass(slots=True)
class Sentence:
    """A sentence's tokens, triggers and noun phrases."""

    text: str
    tokens: list[Token]
    occurrences: list[Occurrence]
    blocked: frozenset[int]
    phrases: list[Phrase]
    """The noun phrases in order."""
    ending: dict[int, int]
    """Token index -> index of the phrase that ends there."""
    before: str = ""
    """The sentence before it, where that is known."""

    @classmethod
    def of(cls, text: str, tokens: list[Token], before: str = "") -> Sentence:
        """Finds triggers and phrases."""
        occurrences = find_triggers(tokens)
        blocked = frozenset(k for o in occurrences for k in (*range(o.i, o.j), *range(*o.tail)))
        phrases = all_phrases(tokens, blocked)
        return cls(text, tokens, occurrences, blocked, phrases, {p.j: k for k, p in enumerate(phrases)}, before)

    def low(self, k: int) -> str:
        """The token at k in lower case, "" outside the sentence."""
        return self.tokens[k].low if 0 <= k < len(self.tokens) else ""

    def tag(self, k: int) -> str:
        """The class of the token at k, "" outside the sentence."""
        return self.tokens[k].tag if 0 <= k < len(self.tokens) else ""


def acceptable(phrase: Phrase) -> bool:
    """True for a phrase that can name people: counted or not, but no thing."""
    return not phrase.thing and (phrase.person or (phrase.counted and phrase.high != 0))


def verb_start(s: Sentence, k: int) -> tuple[int, frozenset[str]]:
    """Where the verb group that ends before k begins, and its auxiliaries: "were able to", "have since been"."""
    found = set()
    while k > 0:
        if s.tag(k - 1) in ("aux", "adv", "modal") or (s.low(k - 1) in ("since", "later") and s.tag(k - 2) == "aux"):
            k -= 1
        elif s.low(k - 1) == "left" and s.low(k - 2) in words("passive"):
            k -= 1  # "were left badly wounded"
        elif s.low(k - 1) == "to" and s.low(k - 2) in words("raising"):
            k -= 2
        else:
            break
        found.add(s.low(k))
    return k, frozenset(found)


_SHARED = 28
"""Tokens between an auxiliary and the last of the participles that share it."""
_PARTICIPLES = ("ed", "en", "wn", "nt")


def shared_start(s: Sentence, k: int, j: int) -> tuple[int, frozenset[str]]:
    """Where the verb group begins whose auxiliary the participle at tokens k to j shares, and its auxiliaries.

    As in "ten villagers were burned alive or hacked to pieces" and "35 men were dragged out of their homes on Monday
    and mown down". Gives the participle's own group where it shares none.
    """
    own = verb_start(s, k)
    start = own[0]
    if own[1] & (words("passive") | {"have", "has", "had"}) or s.tag(start - 1) not in ("conj", "punct"):
        return own
    after = j + (s.tag(j) == "num")
    later = s.low(after) in words("unit") or s.low(j) == "there"  # "was shot and died two hours later"
    if s.tag(j) not in ("punct", "prep", "conj", "date", "adv", "clause", "") and j < len(s.tokens) and not later:
        return own  # "police were called and shot three men"
    m = start - 1
    if s.low(m) == "," and not any(s.tag(n) == "conj" for n in range(j, j + 4)):
        return own
    for a in range(m - 1, max(-1, m - _SHARED), -1):
        low = s.low(a)
        if low in (";", ":", ".", "!", "?") or s.tag(a) in ("modal", "clause"):
            return own
        if s.tag(a) != "aux" or low not in words("passive"):
            continue
        after = a + 1
        while s.tag(after) in ("adv", "aux"):
            after += 1
        head = s.low(after)
        if not (head.endswith(_PARTICIPLES) or head in words("participle") or after in s.blocked):
            return own
        between = [
            p for p in s.phrases if after < p.i < m and not (p.thing and p.counted)
        ]  # "was shot four times and died"
        if any(not (governed(s, p) or _goes_along(s, p)) for p in between):
            return own  # somebody else comes between
        return verb_start(s, a + 1)
    return own


def _goes_along(s: Sentence, phrase: Phrase) -> bool:
    """True for a phrase that goes on another one: "in Homs, Syria", "by soldiers and guards"."""
    return s.tag(phrase.i - 1) == "conj" or (phrase.named and s.low(phrase.i - 1) == ",")


def is_passive(auxiliaries: frozenset[str]) -> bool:
    """True where the auxiliaries make a participle passive."""
    return bool(auxiliaries & words("passive"))


def is_perfect(s: Sentence, k: int) -> bool:
    """True where "have", without "been", stands right before the participle at token k: its subject does it."""
    while k > 0 and s.tag(k - 1) == "adv":
        k -= 1
    return s.low(k - 1) in ("have", "has", "had", "having")


def part_marker(s: Sentence, k: int) -> int:
    """Where a "including", "among them", "most of them" that ends before k begins; k where there is none."""
    for words_ in (
        ("including",),
        ("among", "them"),
        ("of", "whom"),
        ("of", "them"),
        ("among", "whom"),
        ("included",),
        ("includes",),
        ("include",),
        ("counting",),
    ):
        if k >= len(words_) and all(s.low(k - len(words_) + n) == w for n, w in enumerate(words_)):
            return k - len(words_)
    return k


def of_them(s: Sentence, phrase: Phrase) -> bool:
    return any(s.low(k) == "of" and s.low(k + 1) in ("them", "whom") for k in range(phrase.i, phrase.j - 1))


def of_corpses(s: Sentence, phrase: Phrase) -> bool:
    """Whether a phrase says whose bodies they are: "the bodies of twelve prisoners with gunshot wounds"."""
    return s.low(phrase.i - 1) == "of" and s.low(phrase.i - 2) in ("bodies", "body", "corpses", "corpse", "remains")


def governed(s: Sentence, phrase: Phrase) -> bool:
    return s.tag(phrase.i - 1) == "prep" and part_marker(s, phrase.i) == phrase.i
