"""Words the analysis knows: closed classes, and the inflected forms of verbs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from transforms.events.tables import rows_of
from transforms.events.wordlists import word_list

_VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class VerbForm:
    """One reading of a word as a verb. `form` is VB (base), VBZ, VBD, VBN or VBG."""

    lemma: str
    form: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Closed-class words by tag, verb readings by word, and the verbs whose base form is as often a noun."""

    closed: dict[str, str]
    verbs: dict[str, tuple[VerbForm, ...]]
    nounish: frozenset[str]

    @classmethod
    def load(cls, extra_verbs: Iterable[str] = (), nounish: Iterable[str] = ()) -> Lexicon:
        """Reads the data files; `extra_verbs` are lemmas that frames bring, `nounish` words that are nouns too."""
        closed: dict[str, str] = {}
        for row in rows_of("closed_class.tsv", ("tag", "words")):
            for word in row["words"].split():
                closed.setdefault(word, row["tag"])
        forms: dict[str, dict[VerbForm, None]] = {}
        irregular: set[str] = set()
        nouns = set(nounish)
        for row in rows_of("verbs.tsv", ("lemma", "past", "participle", "noun")):
            irregular.add(row["lemma"])
            if row["noun"]:
                nouns.add(row["lemma"])
            _add(forms, row["lemma"], row["past"], row["participle"])
        for lemma in extra_verbs:
            if lemma not in irregular:
                _add(forms, lemma, "", "")
        return cls(closed, {w: tuple(f) for w, f in forms.items()}, frozenset(nouns))


def _add(forms: dict[str, dict[VerbForm, None]], lemma: str, past: str, participle: str) -> None:
    regular = not past
    past = past or regular_past(lemma)
    for form, word in (
        ("VB", lemma),
        ("VBZ", third_person(lemma)),
        ("VBD", past),
        ("VBN", participle or past),
        ("VBG", gerund(lemma)),
    ):
        forms.setdefault(word, {})[VerbForm(lemma, form)] = None
    if regular and lemma.endswith("l") and lemma in _DOUBLING:  # "canceled", in America
        for form, word in (("VBD", lemma + "ed"), ("VBN", lemma + "ed"), ("VBG", lemma + "ing")):
            forms.setdefault(word, {})[VerbForm(lemma, form)] = None


def third_person(lemma: str) -> str:
    if lemma.endswith(("s", "x", "z", "ch", "sh", "o")):
        return lemma + "es"
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return lemma[:-1] + "ies"
    return lemma + "s"


def regular_past(lemma: str) -> str:
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return lemma[:-1] + "ied"
    return _doubled(lemma) + "ed"


def gerund(lemma: str) -> str:
    if lemma.endswith("ie"):
        return lemma[:-2] + "ying"
    if lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")):
        return lemma[:-1] + "ing"
    return _doubled(lemma) + "ing"


#: Verbs of several syllables that double their last letter: stressed on the last one, or by British habit.
_DOUBLING = word_list("lexicon_doubling") - {"shell", "withdraw"}


def _doubled(lemma: str) -> str:
    """The stem with its last consonant doubled where English doubles it: stop, but not open."""
    if lemma in _DOUBLING:
        return lemma + lemma[-1]
    if len(lemma) < 3 or lemma[-1] in "aeiouwxyh" or lemma[-2] not in _VOWELS or lemma[-3] in _VOWELS:
        return lemma
    groups = sum(1 for i, c in enumerate(lemma) if c in _VOWELS and (i == 0 or lemma[i - 1] not in _VOWELS))
    return lemma + lemma[-1] if groups == 1 else lemma
