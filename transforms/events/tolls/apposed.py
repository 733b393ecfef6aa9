"""People whom one list names twice: "two reporters, Roberto Navas and Mauricio Pineda", "the envoy, Luca Attanasio"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from transforms.events.tolls.lexicon import person_number, words
from transforms.events.tolls.phrases import Phrase, noun_phrase
from transforms.events.tolls.sentence import Argument, Sentence

_ARTICLES = frozenset({"a", "an", "the"})
_CALLINGS = ("clergy", "ranks", "policing", "medicine", "law", "politics")
_OPENS = frozenset({",", ":", "(", "-", "–", "—"})


def once(s: Sentence, arguments: Sequence[Argument]) -> list[Argument]:
    """The members of a list, each of its people once.

    A count that others of the list spell out keeps them as its parts; of a title and a name side by side one is left.
    """
    left = list(arguments)
    for p, q in pairwise(arguments):
        if p in left and q in left and (gone := _told_twice(s, p, q)) is not None:
            left.remove(gone)
            left = [a for a in left if a.phrase is p.phrase or not _joint_title(s, gone.phrase, a.phrase)]
    named = next((a for a in left if a.phrase.named and _single(a.phrase)), None)
    if named is not None:  # "Pablo Pelaez, president of a company and mayor of the town"
        left = [a for a in left if a.phrase.i < named.phrase.i or a.part or not _bare(s, a.phrase) or _kin(s, a.phrase)]
    return _spelt_out(s, left)


def called(s: Sentence, argument: Argument, harmed: Sequence[Argument]) -> str | None:
    """What else a sentence calls somebody: "her clerk, Ana Rojas," by name, "Ana Rojas, a clerk" by trade.

    Args:
        s: the sentence.
        argument: the one person.
        harmed: all that the same word harms; who is one of them is somebody else.
    """
    phrase = argument.phrase
    if not _single(phrase) or phrase.group_j == phrase.group_i or s.low(phrase.j) != ",":
        return None
    k = phrase.j + 1
    if s.tag(k) in ("num", "digits") and s.low(k + 1) == ",":
        k += 2  # "Ana Rojas, 42, a clerk"
    other = noun_phrase(s.tokens, k, s.blocked)
    if other is None or not _single(other) or not other.person or s.tag(other.j) == "conj":
        return None
    if any(a.phrase.i <= other.i < a.phrase.j for a in harmed):
        return None
    if other.named and not phrase.named:
        return s.text[s.tokens[other.group_i].start : s.tokens[other.j - 1].end]
    trade = s.low(other.group_j - 1)
    return trade if phrase.named and not other.named and person_number(trade) == "one" else None


def _kin(s: Sentence, phrase: Phrase) -> bool:
    """True for the son of "his wife and son", no title of somebody else."""
    return s.low(phrase.j - 1) in words("no_title") and s.tag(phrase.i - 1) == "conj"


def _bare(s: Sentence, phrase: Phrase) -> bool:
    """True for a title without name, article or number: "mayor", "presidential candidate"."""
    return _single(phrase) and not phrase.named and phrase.i == phrase.group_i and s.tag(phrase.i) != "pron"


def _title(s: Sentence, phrase: Phrase) -> bool:
    """True for a title that may share its article or name with another: "a former minister", "former minister"."""
    return _single(phrase) and not phrase.named and (s.low(phrase.i) in _ARTICLES or phrase.i == phrase.group_i)


def _single(phrase: Phrase) -> bool:
    return phrase.best == 1 and not phrase.counted


def _told_twice(s: Sentence, p: Argument, q: Argument) -> Argument | None:
    """Of two neighbours the one that only describes the other."""
    one, two = p.phrase, q.phrase
    if (
        s.tokens[two.i].text.lower() in ("both", "all")
        and s.low(two.i - 1) == ","
        and (one.best or 0) > 1
        and two.i == one.j + 1
    ):
        return q  # "the two, both missionaries, were shot"
    if one.counted and one.best == one.high == 1 and one.group_j > one.group_i and _single(two) and not two.named:
        near = s.low(one.j) == "," and two.i == one.j + 1 and s.low(two.i) in ("a", "an")
        return q if near and not p.part else None  # "one civilian, a street vendor"
    if not (_single(one) and _single(two)) or p.part or q.part:
        return None
    if s.tag(one.j) == "conj" and two.i == one.j + 1:
        plain = not one.named and one.j - one.i == 1
        if plain and two.named:
            return p  # "senator and presidential candidate Luis Galan"
        others = words("no_title").isdisjoint((s.low(one.j - 1), s.low(two.j - 1)))
        return (
            q if others and _title(s, one) and _bare(s, two) else None
        )  # "a former minister and president of the court"
    if s.low(one.j) != "," or two.i != one.j + 1:
        return None
    if two.named and not one.named and all(s.tag(k) in ("name", "caps") for k in range(two.i, two.j)):
        return q  # "Italy's ambassador, Luca Attanasio"
    titled = any(s.tag(k) == "one" for k in range(one.i, one.j)) and s.low(two.i) in ("a", "an")
    if titled and not _same_trade(s, one, two) and s.tag(two.j + (s.low(two.j) == ",")) == "conj":
        return None  # "Senator Luis Diaz, a guard, and a cook"
    if one.named and not two.named and (s.low(two.i) in (*_ARTICLES, "its") or s.tag(two.i) == "one"):
        return q  # "Rene Lopez, an immigration official", "Luis Gil, its candidate"
    return None


def _same_trade(s: Sentence, named: Phrase, phrase: Phrase) -> bool:
    """True where a title and a description are of one calling: "Father Luis Gil, a Belgian priest"."""
    titles = {s.low(k) for k in range(named.i, named.j)}
    noun = s.low(phrase.group_j - 1)
    return any(noun in words(kind) and not titles.isdisjoint(words(kind)) for kind in _CALLINGS)


def _joint_title(s: Sentence, title: Phrase, phrase: Phrase) -> bool:
    """True for what goes on a description: "an immigration official and leader of the party"."""
    if title.named or s.low(title.i) not in _ARTICLES or phrase.named:
        return False
    if phrase.best == 1 and s.tokens[phrase.i].text.lower() == "one" and s.low(phrase.i + 1) == "of":
        return s.tag(phrase.i - 1) == "conj"  # "the president of the bank and one of its founders"
    if not _single(phrase):
        return False
    return s.tag(title.j) == "conj" and phrase.i == title.j + 1 and s.tag(phrase.i) in ("one", "word", "caps")


def _spelt_out(s: Sentence, arguments: list[Argument]) -> list[Argument]:
    """Marks those as parts that spell a count out: "five workers, an Iraqi and four Pakistanis"."""
    for n, whole in enumerate(arguments):
        number = whole.phrase.best or 0
        if number < 2 or not whole.phrase.counted or whole.part:
            continue
        rest = [a for a in arguments[n + 1 :] if not a.part]
        if not rest or not _opens(s, whole.phrase, rest[0].phrase):
            continue
        if all(_single(a.phrase) and a.phrase.named for a in rest) and len(rest) <= number:
            spelt = len(rest)
        else:
            spelt = next((m for m in range(2, len(rest) + 1) if _sum(rest[:m]) == number), 0)
        parts = rest[:spelt]
        arguments = [replace(a, part=True) if a in parts else a for a in arguments]
    return arguments


def _sum(arguments: Sequence[Argument]) -> int:
    return sum(a.phrase.best or 0 for a in arguments)


def _opens(s: Sentence, whole: Phrase, first: Phrase) -> bool:
    """True where a comma, and no "and", leads from a count to what may spell it out."""
    if s.tag(first.i - 1) == "conj":
        return first.named and any(s.low(k) == "," for k in range(whole.j, first.i))
    return any(s.low(k) in _OPENS for k in range(whole.j, first.i))
