"""Word lists of the toll grammar, from `data/tolls_*.tsv`."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from itertools import chain
from typing import NamedTuple

from transforms.events.tolls.mention import Effect


def _lines(name: str) -> list[list[str]]:
    text = resources.files("transforms.events").joinpath(f"data/{name}").read_text("utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


class Trigger(NamedTuple):
    """A form that carries a toll: its words, effect and how it takes its arguments.

    `tail` holds the words after a gap: "to death" of "hacked ~ to death".
    """

    words: tuple[str, ...]
    effect: Effect
    kind: str
    tail: tuple[str, ...] = ()


@cache
def triggers() -> dict[str, tuple[Trigger, ...]]:
    """First word -> triggers that begin with it, the longest first, those with a tail before those without."""
    found: dict[str, list[Trigger]] = {}
    for effect, kind, forms in _lines("tolls_triggers.tsv"):
        for form in forms.split("|"):
            head, _, tail = form.partition(" ~ ")
            words = tuple(head.split())
            row = Trigger(words, effect, kind, tuple(tail.split()))  # type: ignore[arg-type]
            found.setdefault(words[0], []).append(row)
    return {word: tuple(sorted(rows, key=_length)) for word, rows in found.items()}


def _length(trigger: Trigger) -> tuple[int, int]:
    """Sorts the longest forms first; of equal length, those with a tail."""
    return -len(trigger.words), -len(trigger.tail)


_LETTERS = re.compile(r"[^\W\d_]+")


def may_count(text: str) -> bool:
    """Whether a text has all words of a trigger, in whatever order: in others nothing is counted."""
    found = set(_LETTERS.findall(text.lower()))
    by_word = _words_of_triggers()
    return any(needed <= found for word in found & by_word.keys() for needed in by_word[word])


@cache
def _words_of_triggers() -> dict[str, tuple[frozenset[str], ...]]:
    """The words of each trigger by the longest of them, which the fewest texts have."""
    found: dict[str, list[frozenset[str]]] = {}
    for trigger in chain.from_iterable(triggers().values()):
        needed = _LETTERS.findall(" ".join(trigger.words + trigger.tail))
        found.setdefault(max(needed, key=len), []).append(frozenset(needed))
    return {word: tuple(needed) for word, needed in found.items()}


#: The classes of words that tag a token, those that go before others first, and what the tag is called.
_CLASSES = {
    "pronoun": "pron", "det": "det", "conj": "conj", "modal": "modal", "clause": "clause", "prep": "prep",
    "aux": "aux", "adverb": "adv",
}  # fmt: skip


@cache
def closed_tags() -> dict[str, str]:
    """The tags of the words of closed classes."""
    return {word: tag for kind, tag in reversed(_CLASSES.items()) for word in words(kind)}


@cache
def words(kind: str) -> frozenset[str]:
    """The words of a class."""
    return frozenset(w for row in _lines("tolls_words.tsv") if row[0] == kind for w in row[1].split("|"))


def _plural(noun: str) -> str:
    if noun.endswith("man") and noun not in ("human", "roman"):
        return noun[:-3] + "men"
    if noun.endswith(("s", "x", "ch", "sh")):
        return noun + "es"
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + "s"


@cache
def _persons() -> tuple[frozenset[str], frozenset[str]]:
    one, many = set(), set()
    for row in _lines("tolls_persons.tsv"):
        noun, plural = row[0], row[1] if len(row) > 1 else ""
        if plural == "-":
            many.add(noun)
        else:
            one.add(noun)
            many.add(plural or _plural(noun))
    return frozenset(one), frozenset(many)


@cache
def _peoples() -> tuple[frozenset[str], frozenset[str]]:
    """The demonyms of `data/countries.tsv`, and their plurals: Honduran, Hondurans."""
    listed = {word for row in _lines("countries.tsv") if len(row) > 3 for word in row[3].split("|") if word}
    one = frozenset(w for w in listed if " " not in w and not (w.endswith("s") and w[:-1] in listed))
    return one, frozenset(w + "s" for w in one if not w.endswith(("s", "sh", "ese", "ch", "man"))) | (listed - one)


_ACRONYM = 4
"""Letters of a word in capitals that may stand for several."""


def _cased(word: str) -> str:
    """A word in capitals as a name is written."""
    return word.capitalize() if word.isupper() and len(word) > _ACRONYM else word


_ONE = re.compile(r".{2,}(?:man|woman|ist|eer)$")
_MANY = re.compile(r".{2,}(?:men|women|ists|eers|goers)$")
_DEMONYM_ONE = re.compile(r"[A-Z][a-z'’]{2,}(?:ian|can|ese|ish|ani|aqi|eni|bian|tian|ean|nian|eli|ari)$|Iraqi$")
_DEMONYM_MANY = re.compile(r"[A-Z][a-z'’]{2,}(?:ians|cans|ese|anis|aqis|enis|eans|elis|aris|ites|eks|jis|uds)$|Iraqis$")
_NOT_PERSON = frozenset(
    {"women's", "regimen", "specimen", "resist", "exist", "consist", "assist", "persist", "insist", "career", "acumen"}
)


def person_number(word: str) -> str:
    """Says "one" or "many" where a word is a noun for people, "" otherwise."""
    low = word.lower()
    base = low[low.rfind("-") + 1 :] if "-" in low else low
    one, many = _persons()
    if low in many or base in many:
        return "many"
    if low in one or (
        base in one and base not in ("other", "head", "major", "private", "general", "national", "local")
    ):
        return "one"
    if low in _NOT_PERSON:
        return ""
    if _MANY.match(low) or _cased(word) in _peoples()[1] or (_DEMONYM_MANY.match(word) and word.isascii()):
        return "many"
    if _ONE.match(low):
        return "one"
    return ""


def looks_plural(word: str) -> bool:
    """True for a word that only its ending makes one for people, and that may be a surname: Calabrese, Stites."""
    low = word.lower()
    known = low in _persons()[1] or _MANY.match(low) is not None or _cased(word) in _peoples()[1]
    return person_number(word) == "many" and not known


def is_demonym(word: str) -> bool:
    """True for a word that looks like one for a person of a country: Iraqi, Kenyan."""
    return _DEMONYM_ONE.match(word) is not None or _cased(word) in _peoples()[0]
