"""Lemmas of words that the treebank's training part knows well, before the model is asked."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

#: How often a word must have stood there, and with what share of its commonest lemma.
_SEEN, _SHARE = 2, 0.9
#: Tags of words whose lemma is the word as it is written there.
_OPEN = frozenset(("PROPN", "X", "SYM", "NUM", "PUNCT"))


def lexicon(sentences: Iterable[Mapping[str, Any]]) -> dict[tuple[str, str], str]:
    """The lemma by word, in lower case, and universal tag; names, numbers and marks are left out."""
    seen: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        for word, upos, lemma in zip(sentence["tok"], sentence["pos"], sentence["lemma"], strict=True):
            if upos not in _OPEN:
                seen[word.lower(), upos][lemma] += 1
    known = {}
    for key, lemmas in seen.items():
        lemma, count = lemmas.most_common(1)[0]
        if sum(lemmas.values()) >= _SEEN and count >= _SHARE * sum(lemmas.values()):
            known[key] = lemma
    return known
