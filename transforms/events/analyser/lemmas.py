"""Lemmas as edits of the word: "-ing+e" takes "shelling" ... to "shell", "raising" to "raise".

An edit is (characters to cut from the end, characters to add, whether the case of the word stays).
"""

from __future__ import annotations

KEEP = "0||k"


def script_of(word: str, lemma: str) -> str:
    """The edit that makes the lemma of the word, as "cut|add|case" with case k (kept) or l (lower case)."""
    for case, form in (("l", word.lower()), ("k", word)):
        if case == "l" and form == word and lemma == word:
            return KEEP
        shared = 0
        for a, b in zip(form, lemma, strict=False):
            if a != b:
                break
            shared += 1
        if shared or case == "k":
            cut = len(form) - shared
            if shared == 0:
                return f"*|{lemma}|l"
            return f"{cut}|{lemma[shared:]}|{case}"
    raise AssertionError("unreachable: the second case always answers")


def apply_script(word: str, script: str) -> str:
    """The lemma that an edit makes of a word; the word in lower case where the edit does not fit."""
    cut, add, case = script.split("|")
    form = word if case == "k" else word.lower()
    if cut == "*":
        return add
    if int(cut) > len(form):
        return word.lower()
    return (form[: len(form) - int(cut)] + add) or form
