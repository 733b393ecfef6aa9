"""Verbs whose object did not come about, or is only spoken of."""

from __future__ import annotations

from transforms.events.grammar.syntax import Group, Parse
from transforms.events.wordlists import status_words, word_list

_AVERTING = word_list("status_averting")


def averts(parse: Parse, group: Group) -> bool:
    """Whether the object of a verb did not come about or is only spoken of: "rejected", "turned down" an offer."""
    particles = (w.token.lower for w in parse.words[group.head + 1 : group.head + 2])
    return group.lemma in status_words("averting") or any(f"{group.lemma}_{p}" in _AVERTING for p in particles)
