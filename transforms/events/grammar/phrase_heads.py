"""Prepositions, clauses with "with" and plain statements on the words that they belong to.

The analyser hangs them on a neighbour where it takes their relation from one word and their head from another.
"""

from __future__ import annotations

from dataclasses import replace

from transforms.events.grammar.tagging import Word
from transforms.events.wordlists import status_words

_IN_PHRASE = frozenset({"DT", "CD", "JJ", "NN", "POS"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
_PARTICIPLES = frozenset({"VBN", "VBE"})


def hang_phrases(words: list[Word]) -> None:
    """Hangs prepositions, participles after "with" and statements where they belong, in place."""
    _prepositions(words)
    _with_participles(words)
    _stated(words)


def _prepositions(words: list[Word]) -> None:
    """As in "by four men with shotguns": a preposition that hangs on a noun before it marks the noun behind it.

    Two prepositions on one noun would leave it without the first, and "by" makes it an agent.
    """
    for i, word in enumerate(words[:-1]):
        above = word.head
        if word.tag != "IN" or word.rel != "case" or not 0 <= above < i or words[above].tag != "NN":
            continue
        end = i + 1
        while end < len(words) and words[end].tag in _IN_PHRASE:
            end += 1
        noun = next((j for j in range(i + 1, end) if words[j].head == above), None)
        if noun is not None:
            words[i] = replace(word, head=noun)
            words[noun] = replace(words[noun], rel="nmod")


def _with_participles(words: list[Word]) -> None:
    """As in ", with five protesters killed": what stands before a participle after "with" suffers it, in its clause."""
    objects = {w.head for w in words if w.rel in ("obj", "aux", "aux:pass")}
    for i, word in enumerate(words):
        verb = word.head
        if word.token.lower != "with" or word.rel != "mark" or verb <= i or words[verb].form not in _PARTICIPLES:
            continue
        subject = next((j for j in range(i + 1, verb) if words[j].head == verb and words[j].rel in _SUBJECTS), None)
        if subject is None or verb in objects:
            continue
        words[subject] = replace(words[subject], rel="nsubj:pass")
        if words[verb].rel in ("parataxis", "dep"):
            words[verb] = replace(words[verb], rel="advcl")


def _stated(words: list[Word]) -> None:
    """As in "One was among five people killed, police said": a statement with "was" has its subject and is said."""
    for i, be in enumerate(words):
        said = be.head
        if be.rel != "cop" or said <= i:
            continue
        subject = next((j for j in range(i) if words[j].rel in _SUBJECTS and words[j].head >= said), None)
        if subject is None:
            continue
        late = words[subject].head
        if late > said and words[late].head == said and words[late].rel in ("acl", "acl:relcl"):
            words[subject] = replace(words[subject], head=said, rel="nsubj")
        above = words[said].head
        if words[said].rel not in _SUBJECTS or above <= said or words[above].lemma not in _SAYING:
            continue
        if any(w.head == above and w.rel == "nsubj" for w in words[said + 1 : above]):
            words[said] = replace(words[said], rel="ccomp")


_SAYING = status_words("saying")
