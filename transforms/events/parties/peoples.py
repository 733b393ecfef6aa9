"""Two peoples that share a noun: "Oromo and Somali communities" are those of the Oromo and those of the Somali."""

from __future__ import annotations

from dataclasses import replace

from transforms.events.grammar.chunks import Chunk
from transforms.events.grammar.syntax import Parse
from transforms.events.grammar.tagging import Word
from transforms.events.parties.told import Reference

_NAMES = frozenset({"NN", "JJ"})
#: What the analyser takes names of peoples for.
_OF_PEOPLES = frozenset({"NORP", "GRP"})
#: What peoples gather in, of which nothing else is said.
GROUPED = frozenset({"groups", "factions"})


def two_peoples(parse: Parse, piece: Chunk) -> tuple[str, str] | None:
    """What a phrase of two names, "and" and a plural noun calls each of both, None for other phrases.

    "the rival Hutu and Tutsi militias" are "Hutu militias" and "Tutsi militias".
    """
    words = parse.words[piece.start : piece.end]
    at = next((i for i, w in enumerate(words) if w.token.lower == "and"), 0)
    if at < 1 or len(words) < at + 3 or parse.words[piece.head].capital or piece.possessor is not None:
        return None
    first, second, noun = words[at - 1], words[at + 1], words[at + 2 :]
    if not (_is_name(first) and _is_name(second) and all(w.tag in _NAMES for w in noun)):
        return None
    opening = 1 if piece.start == 0 else 0  # "Rival Hutu and Tutsi militias" at the head of a sentence
    if any(_is_name(w) for w in words[opening : at - 1]) or any(_is_name(w) for w in noun):
        return None
    shared = " ".join(w.token.text for w in noun)
    return f"{first.token.text} {shared}", f"{second.token.text} {shared}"


def of_people(parse: Parse, piece: Chunk, size: int, men: Reference | None) -> Reference | None:
    """Men by the people before their noun of `size` words, where there is one: "Nuer fighters", "Dinka youths"."""
    at = piece.head - size
    name = parse.name_at(at) if at >= piece.start else None
    if men is None or name is None or name.kind not in _OF_PEOPLES or name.end != at + 1 or name.start < piece.start:
        return men
    called = " ".join(w.token.text for w in parse.words[name.start : piece.head + 1])
    return replace(men, party=replace(men.party, name=called))


def _is_name(word: Word) -> bool:
    return word.token.text[0].isupper() and word.tag in _NAMES
