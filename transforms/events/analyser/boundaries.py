"""Where sentences begin, weighed from what the rules, the model and the kinds of the words around say.

Rules alone miss sentences without stops and cut at stops that end none ("Yahoo! and"); the model alone knows little of
marks. So each is evidence, and its weights are learnt on a treebank's raw texts (training/analyser/boundaries.py): what
the words around look like on much text, without the model; how much that, the rules and the model count on a part that
the model has not been trained to cut. A
place is judged twice: by the reading of the sentences as the rules cut them, and, where that leaves it in doubt, also
by a reading of the words on both of its sides together. In edited prose few places are in doubt.
"""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources

from transforms.events.analyser.lists import listed
from transforms.events.analyser.tokens import Piece

#: No sentence begins within a sentence of the rules where the model gives that less than this chance.
FLOOR = 0.01
#: Chances between which a place is looked at again, with the words on both of its sides.
DOUBT = (0.3, 0.8)
#: The chance from which on a sentence begins; between two words, without a mark, edited prose asks for more.
_BEGINS, _BETWEEN_WORDS = 0.45, 0.5
_WORDS = ("-1 lower", "-1 title", "-1 capitals", "-1 digits", "-1 dotted")
#: Word pieces that are read together around a place in doubt, and how many of them stand on either side at least.
WINDOW, MARGIN = 64, 16
_TITLES = listed("titles")
#: Words on either side of a place whose kinds are looked at.
_AROUND = 3
#: What log odds are divided by, to be of the size of the other evidence.
_SIZE = 3
_CLOSERS = listed("closers")
_OPENERS = listed("openers")
_KINDS = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("stop", r"\."),
        ("call", r"[!?]+"),
        ("dots", r"[.…]+"),
        ("comma", r"[,;]"),
        ("colon", r":"),
        ("dash", r"--?|[—–]"),
        ("address", r"https?:.*|www\..*|.*@.*"),
        ("digits", r"\d.*"),
        ("dotted", r"[^\W\d_].*\."),
        ("lower", r"[^\W\d_].*"),
    )
)


@dataclass(frozen=True, slots=True)
class Place:
    """A word before which a sentence may begin, and the evidence for that by name."""

    word: int
    evidence: dict[str, float]


class Weigher:
    """Weights of evidence for a first look and for one with a window, and the chances that they give."""

    def __init__(self, first: Mapping[str, float], second: Mapping[str, float], signs: Mapping[str, float]) -> None:
        """Takes weights by the names of the evidence, and those of signs (`signs_of`)."""
        self._weights, self._signs = (first, second), signs

    @classmethod
    def load(cls) -> Weigher:
        """The weights that ship."""
        return _shipped()

    def chance(self, place: Place, *, again: bool = False) -> float:
        """The chance that a sentence begins there, at the first look or with what a window adds."""
        weights = self._weights[again]
        score = sum(weights.get(name, 0.0) * value for name, value in place.evidence.items())
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))

    def begins(self, place: Place, *, again: bool = False) -> bool:
        """Whether a sentence begins there."""
        unmarked = "ruled" not in place.evidence and any(kind in place.evidence for kind in _WORDS)
        return self.chance(place, again=again) > (_BETWEEN_WORDS if unmarked else _BEGINS)

    def doubts(self, place: Place) -> bool:
        """Whether the first look does not settle it."""
        return DOUBT[0] < self.chance(place) < DOUBT[1]

    def places(self, tokens: Sequence[Piece], begins: Collection[int], starts: Sequence[float]) -> list[Place]:
        """Where sentences of a paragraph may begin, after its first word, with the evidence of a first look.

        Args:
            tokens: the paragraph's words and marks.
            begins: words with which sentences begin by the rules.
            starts: for each word the chance that the model gives to a sentence beginning with it, within the sentence
                of the rules.
        """
        return [
            Place(word, self._evidence(tokens, word, None if word in begins else starts[word]))
            for word in range(1, len(tokens))
            if word in begins or (starts[word] > FLOOR and _may_begin(tokens, word))
        ]

    def _evidence(self, tokens: Sequence[Piece], word: int, start: float | None) -> dict[str, float]:
        """What speaks for a place: the rules, or else the chance that the model gives; the words around it."""
        evidence = {"always": 1.0, **({"ruled": 1.0} if start is None else {"model": _odds(start)})}
        begin = max(0, word - _AROUND)
        around = [t.text for t in tokens[begin : word + _AROUND]]
        signs = signs_of(around, word - begin)  # the kinds of words first, from three before to three after
        evidence["signs"] = sum(self._signs.get(sign, 0.0) for sign in signs) / _SIZE
        return {**evidence, **dict.fromkeys(signs[1:5], 1.0)}


def signs_of(words: Sequence[str], at: int) -> list[str]:
    """What the words around a place look like: kinds of words, and words, by their places before (-) and after (+).

    Args:
        words: of a paragraph, or those within three of the place.
        at: the word after the place.
    """
    before = [words[n] if n >= 0 else "" for n in range(at - _AROUND, at)]
    after = [words[n] if n < len(words) else "" for n in range(at, at + _AROUND)]
    kinds = [kind_of(word) for word in (*before, *after)]
    far, left, right, next_ = kinds[1:5]
    return [
        *(f"{name} {kind}" for name, kind in zip(("-3", "-2", "-1", "+1", "+2", "+3"), kinds, strict=True)),
        f"-1+1 {left} {right}",
        f"-2-1+1 {far} {left} {right}",
        f"-1+1+2 {left} {right} {next_}",
        *(
            f"{name} ={word.lower()}"
            for name, word in (("-2", before[1]), ("-1", before[2]), ("+1", after[0]), ("+2", after[1]))
            if word
        ),
    ]


def _may_begin(tokens: Sequence[Piece], word: int) -> bool:
    """Whether the model may be asked at all: a space goes before, and neither a title nor a list's mark or number."""
    before = tokens[word - 1]
    if tokens[word].start == before.end or (before.text[-1] == "." and before.text[:-1].lower() in _TITLES):
        return False
    return (word > 1 or before.text[0].isalpha()) and not _nickname(tokens, word)


def _nickname(tokens: Sequence[Piece], word: int) -> bool:
    """Whether the word stands after a name in quotes within a name: Joaquin "El Chapo" Guzman."""
    if tokens[word - 1].text not in ('"', "”", "’", "'") or not tokens[word].text[0].isupper():
        return False
    for at in range(word - 2, max(0, word - 6), -1):
        if tokens[at].text in ('"', "“", "‘", "'"):
            return at < word - 2 and tokens[at - 1].text[0].isupper()
        if not tokens[at].text[0].isupper():
            break
    return False


def with_window(place: Place, start: float) -> Place:
    """The place with the model's chance of a beginning, read with the words on both sides."""
    odds = _odds(start)
    ruled = {"window, ruled": odds} if "ruled" in place.evidence else {}
    return Place(place.word, {**place.evidence, "window": odds, **ruled})


def windows(doubted: Sequence[int], lengths: Sequence[int]) -> list[tuple[int, int, list[int]]]:
    """What to read to look again at words: from and up to which word, and which of them each reading is for.

    Args:
        doubted: words, ascending.
        lengths: the number of pieces of each word of the paragraph.
    """
    found: list[tuple[int, int, list[int]]] = []
    enough = 0  # the first word for which the last window shows too little of what follows
    for word in doubted:
        if found and word < enough:
            found[-1][2].append(word)
            continue
        begin = _reach(lengths, word, -1, WINDOW // 2)
        end = _reach(lengths, begin, 1, WINDOW)
        end = max(end, word + 1)
        enough = len(lengths) if end == len(lengths) else _reach(lengths, end, -1, MARGIN)
        found.append((begin, end, [word]))
    return found


def _reach(lengths: Sequence[int], word: int, step: int, most: int) -> int:
    """How far one gets from the beginning of a word, backwards or forwards, within a number of pieces."""
    while 0 <= (at := word if step > 0 else word - 1) < len(lengths) and lengths[at] <= most:
        most -= lengths[at]
        word += step
    return word


def kind_of(word: str) -> str:
    """What kind of word or mark it is, as far as boundaries go; "edge" where there is none."""
    if not word:
        return "edge"
    if word in _CLOSERS:
        return "closer"
    if word in _OPENERS:
        return "opener"
    for kind, pattern in _KINDS:
        if pattern.fullmatch(word):
            if kind != "lower" or word[0].islower():
                return kind
            return "capitals" if len(word) > 1 and word.isupper() else "title"
    return "marks"


def _odds(chance: float) -> float:
    """The logarithm of the odds, in the size of the other evidence."""
    chance = min(1 - 1e-4, max(1e-4, chance))
    return math.log(chance / (1 - chance)) / _SIZE


@functools.cache
def _shipped() -> Weigher:
    first, again, signs = {}, {}, {}
    for name, one, two in _rows("boundaries.tsv"):
        first[name], again[name] = float(one), float(two)
    for name, weight in _rows("boundary_signs.tsv"):
        signs[name] = float(weight)
    return Weigher(first, again, signs)


def _rows(file: str) -> list[list[str]]:
    text = resources.files("transforms.events.analyser").joinpath("data", file).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
