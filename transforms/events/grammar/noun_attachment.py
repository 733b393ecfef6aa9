"""Owners, adjectives, peoples joined by "and" and set prepositions on the nouns that they belong to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from transforms.events.grammar.tagging import Word


def attach_nouns(words: list[Word]) -> None:
    """Hangs what belongs to nouns on them, in place: the first step of `reattach`."""
    _owners(words)
    _adjectives(words)
    _peoples(words)
    _in_line_with(words)


def _owners(words: list[Word]) -> None:
    """As in "upgraded their diplomatic ties": "their" never is an object, and no noun phrase ends between."""
    for i, word in enumerate(words[:-1]):
        if word.token.lower not in _OWNERS or word.rel == "nmod:poss" or not 0 <= word.head < i:
            continue
        noun = i + 1
        while noun < len(words) - 1 and words[noun].tag in ("JJ", "CD"):
            noun += 1
        if words[noun].tag != "NN":
            continue
        while words[noun].rel == "compound" and noun < words[noun].head < len(words):
            noun = words[noun].head
        words[i] = replace(word, head=noun, rel="nmod:poss")
        for j in range(i + 1, noun):
            if words[j].tag == "JJ" and words[j].head < i:
                words[j] = replace(words[j], head=noun, rel="amod")


_OWNERS = frozenset({"their", "its", "our", "my", "your"})


def _adjectives(words: list[Word]) -> None:
    """As in "police and Kenyan border guards": after "and" an adjective belongs to the noun that is joined with it."""
    for i, word in enumerate(words[1:-1], 1):
        noun = i + 1
        while noun < len(words) - 1 and words[noun].rel == "compound":
            noun += 1
        joined = word.rel == "conj" and words[noun].rel == "conj" and words[noun].head == word.head
        opened = words[i - 1].token.lower in ("and", "or", ",")
        if joined and word.tag == "JJ" and words[noun].tag == "NN" and opened:
            words[i] = replace(word, head=noun, rel="amod")
            if words[i - 1].head == i:
                words[i - 1] = replace(words[i - 1], head=noun)


def _peoples(words: list[Word]) -> None:
    """As in "Oromo and Somali communities": both names belong to the noun that they share."""
    for i in range(1, len(words) - 2):
        first, joining, second = words[i - 1 : i + 2]
        names = all(w.token.text[0].isupper() and w.tag in ("NN", "JJ") for w in (first, second))
        if joining.rel != "cc" or not names:
            continue
        noun = _noun_after(words, i + 1)
        shared = first.head == joining.head == noun and first.rel in ("compound", "amod")
        second_too = (second.head, second.rel) in ((i - 1, "conj"), (noun, "amod"), (noun, "compound"))
        if shared and second_too and words[noun].tag == "NN":
            words[i - 1] = replace(first, rel="amod")
            words[i] = replace(joining, head=i + 1)
            words[i + 1] = replace(second, head=noun, rel="amod")
        elif (second.head, second.rel) == (i - 1, "conj"):
            _named_kinds(words, i - 1, i + 1)


def _noun_after(words: Sequence[Word], name: int) -> int:
    """The noun to which a name before it belongs: "Tajik border guards"."""
    noun = name + 1
    while noun < len(words) - 1 and words[noun].rel == "compound" and words[noun].head == noun + 1:
        noun += 1
    return noun


def _named_kinds(words: list[Word], first: int, second: int) -> None:
    """As in "Hema and Lendu factions clashed", where the first name was read as one of those who clashed."""
    noun = _noun_after(words, second)
    kind, name = words[noun], words[first]
    beside = (kind.head, kind.rel) in ((first, "conj"), (name.head, name.rel))
    if kind.tag != "NN" or kind.token.text[0].isupper() or not beside:
        return
    for k, word in enumerate(words):
        if word.head == first and k not in (second, noun):
            words[k] = replace(word, head=noun)
    words[noun] = replace(kind, head=name.head, rel=name.rel)
    words[first] = replace(name, head=noun, rel="amod")
    words[second] = replace(words[second], head=noun, rel="amod")


def _in_line_with(words: list[Word]) -> None:
    """As in "destroyed it in line with an accord": three words are one preposition."""
    for i, word in enumerate(words[1:-2], 1):
        noun = next((k for k, w in enumerate(words) if w.head == i and w.rel == "nmod" and k > i + 1), None)
        before, after = words[i - 1], words[i + 1]
        whole = before.token.lower == "in" and before.head == i and after.token.lower == "with" and after.head == noun
        if noun is not None and whole and word.rel == "obl" and word.token.lower in _ACCORDING:
            words[noun] = replace(words[noun], head=word.head, rel="obl")
            words[i - 1] = replace(before, head=i + 1, rel="fixed")
            words[i] = replace(word, head=i + 1, rel="fixed", tag="IN")


_ACCORDING = frozenset({"line", "accordance", "keeping", "compliance", "conformity", "agreement"})
