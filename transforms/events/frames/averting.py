"""Verbs whose object did not come about, or is only spoken of."""

from __future__ import annotations

from transforms.events.frames.triggers import Trigger
from transforms.events.grammar.syntax import Group, Parse
from transforms.events.wordlists import status_words, word_list

_AVERTING = word_list("status_averting")


_REFUSING = word_list("status_refusing")
#: Types of words that were said whatever became of them.
_SAID = frozenset({"REQUEST", "ACCUSE"})


def averts(parse: Parse, group: Group) -> bool:
    """Whether the object of a verb did not come about or is only spoken of: "rejected", "turned down" an offer."""
    return group.lemma in status_words("averting") or _with_particle(parse, group) in _AVERTING


def refuses(parse: Parse, group: Group) -> bool:
    """Whether a verb says no to its object, which somebody else has asked or said: "turned down a demand"."""
    return group.lemma in _REFUSING or _with_particle(parse, group) in _REFUSING


def was_said(parse: Parse, group: Group, trigger: Trigger) -> bool:
    """Whether a noun names what somebody asked or held against another: a demand that is rejected was made."""
    heard = {trigger.telling.type} if trigger.telling is not None else {f.event_type for f in trigger.frames}
    return heard <= _SAID and refuses(parse, group)


def _with_particle(parse: Parse, group: Group) -> str:
    """A verb and the word after it: "turn_down"."""
    return "_".join([group.lemma, *(w.token.lower for w in parse.words[group.head + 1 : group.head + 2])])
