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

    @classmethod
    def of(cls, text: str, tokens: list[Token]) -> Sentence:
        """Finds triggers and phrases."""
        occurrences = find_triggers(tokens)
        blocked = frozenset(k for o in occurrences for k in (*range(o.i, o.j), *range(*o.tail)))
        phrases = all_phrases(tokens, blocked)
        return cls(text, tokens, occurrences, blocked, phrases, {p.j: k for k, p in enumerate(phrases)})

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
        if s.tag(k - 1) in ("aux", "adv", "modal"):
            k -= 1
        elif s.low(k - 1) == "to" and s.low(k - 2) in words("raising"):
            k -= 2
        else:
            break
        found.add(s.low(k))
    return k, frozenset(found)


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


def governed(s: Sentence, phrase: Phrase) -> bool:
    return s.tag(phrase.i - 1) == "prep" and part_marker(s, phrase.i) == phrase.i
