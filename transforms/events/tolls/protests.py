"""Whether people whom a sentence tells dead beside a protest died in it, or are what it is about."""

from __future__ import annotations

import re

from transforms.events.candidate import Candidate
from transforms.events.sentences import Sentence
from transforms.events.tolls import TollMention
from transforms.events.wordlists import word_list

_FOLLOWS, _CAUSES = word_list("protests_follows"), word_list("protests_causes")
#: What something else has cost: "blocked roads over a fire that killed 59", not "protests in Kenya that killed 59".
_OTHERS = re.compile(r"\b(?<!in )(?:that|which)(?: has| have| had)?\s*$")
_OWN = re.compile(r"\s*(?:(?:in|across|at|on|over) (?:the )?[A-Z][\w-]*(?: [A-Z][\w-]*)*,? )*[a-z]+(?: ha\w+)?\s*")


def costs(protest: Candidate, toll: TollMention, sentence: Sentence) -> bool:
    """Whether people told dead in the sentence of a protest may have died in it.

    "Five died in the protests" and "protests in which five died", not "marched after the death of five", "blocked roads
    over a fire that killed five" nor "the death of five sparked protests".
    """
    at, end = sentence.start + toll.trigger_start, sentence.start + toll.trigger_end
    if any(start < end and at < stop for start, stop in ((protest.start, protest.end), *protest.absorbed)):
        return True
    if at < protest.start:
        return _CAUSES.isdisjoint(_words(sentence, end, protest.start))
    between = sentence.text[protest.end - sentence.start : toll.trigger_start]
    if _OTHERS.search(between) and not _OWN.fullmatch(between):
        return False
    return _FOLLOWS.isdisjoint(_words(sentence, protest.end, at))


def _words(sentence: Sentence, start: int, end: int) -> set[str]:
    return set(re.findall(r"[\w-]+", sentence.text[start - sentence.start : end - sentence.start].lower()))
