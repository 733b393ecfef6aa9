"""Whether a report is on an accident or a disaster: what explodes there is gas, and its dead were not killed."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Mapping

from transforms.events.grammar.syntax import Parse
from transforms.events.relevance.topic import score
from transforms.events.wordlists import word_list

#: Different words and phrases of accident that make a text one.
_ACCIDENT = 2
#: How many times as often as words of fighting those must stand; and in longer texts whose words as a whole
#: (`topic.score`) are hardly those of reports on attacks.
_RULING, _RULING_IN_DOUBT, _DOUBT = 2.0, 0.7, 2.0
#: Shorter texts are too short to judge by their words as a whole.
_SHORT = 60
#: In texts of fewer words the word accident or crash, or a car that hit somebody, is enough, where nothing speaks of
#: fighting.
_BRIEF = 120
_RUN_OVER = re.compile(
    r"\b(?:hit|struck|killed|run over|knocked down) by (?:(?:an?|the|his|her) )?(?:\w+ ){0,2}?"
    r"(?:car|van|truck|lorry|bus|train|tram|taxi|suv|pickup|motorcycle|vehicle|cyclist|motorist)\b"
)
_WHEELS = r"(?:car|van|truck|lorry|bus|minibus|train|tram|ship|ferry|tanker|trawler|tractor|trailer)"
#: One vehicle that runs into another, or into what stands there: "a cargo ship struck a bridge".
_RAN_INTO = re.compile(
    rf"\b{_WHEELS} (?:hit|struck|(?:ran|smashed|slammed|drove) into) (?:an?|the|another) (?:[\w-]+ ){{0,2}}?"
    rf"(?:{_WHEELS}|vehicle|bridge|pole|tree|pier|barrier|reef|iceberg|cow)\b|\b(?:driver|pilot) lost control\b"
)
#: What explodes in a factory without anybody's doing: "a blast ripped through a fireworks plant".
_AT_WORK = re.compile(
    r"\b(?:blast|explosion)s? (?:\w+ )?(?:at|in|inside|through) (?:an?|the) (?:[\w-]+ ){0,3}?"
    r"(?:factory|plant|refinery|mill|foundry|shipyard|colliery|laboratory)\b|\bexplosion was caused by a fire\b"
)
#: Talks and governments collapse too.
_FIGURATIVE = re.compile(
    r"\bcollapse of (?:the |a |peace )*(?:talks|truce|ceasefire|government|negotiations|regime|deal|coalition)"
    r"|\b(?:talks|truce|ceasefire|government|negotiations|regime|deal|coalition)\b[^.;]{0,60}?\bcollapsed?\b"
)
_WORD = re.compile(r"[a-z]+")
_ACCIDENTS = word_list("gate_accidents")
_UNREST = word_list("gate_unrest")
#: Words that are enough for a brief, those of violence besides the words of fighting, and those words of fighting that
#: are none by themselves: "soldiers died when their truck overturned".
_CRASHES = word_list("accidents_crashes")
_VIOLENCE = word_list("accidents_violence")
_BYSTANDERS = word_list("accidents_bystanders")
#: Verbs of what happens to vehicles.
_CRASHING = word_list("accidents_crashing")


def accident(text: str, classes: Mapping[str, frozenset[str]]) -> bool:
    """Whether a text tells of an accident or a force of nature and hardly of attacks: its dead are not killed."""
    low = _FIGURATIVE.sub(" ", text.lower())
    for pattern in (_RUN_OVER, _RAN_INTO, _AT_WORK):
        low = pattern.sub(" accident ", low)
    words = Counter(_WORD.findall(low))
    signs = classes["accident_noun"] | classes["nature"] | classes["disease"]
    phrases = Counter(_phrases(signs).findall(low))
    harmless = Counter({word: words[word] for word in words.keys() & (signs | _ACCIDENTS)}) + phrases
    fighting = words.keys() & (classes["cause_word"] | classes["fighters"] | _UNREST)
    peaceful = (fighting - _BYSTANDERS).isdisjoint(words) and _VIOLENCE.isdisjoint(words)
    fighting = set() if peaceful else fighting
    crash = peaceful and not _CRASHES.isdisjoint(words)
    least = 1 if words.total() < _BRIEF and crash else _ACCIDENT
    if len(harmless) < least:
        return False
    ruling = _RULING_IN_DOUBT if words.total() >= _SHORT and score(text) < _DOUBT else _RULING
    return harmless.total() > ruling * sum(words[word] for word in fighting)


@functools.cache
def _phrases(signs: frozenset[str]) -> re.Pattern[str]:
    """What finds those of the signs that are several words: "coal mine", "gas leak"."""
    longest_first = sorted((sign for sign in signs if " " in sign), key=lambda sign: (-len(sign), sign))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b")


def in_a_crash(parse: Parse, position: int) -> bool:
    """Whether a word tells what came of a crash: "killed when their helicopter crashed", "overturned, killing two"."""
    at = next((k for k in parse.upwards(position) if parse.group_at(k) is not None), position)
    near = (at, parse.words[at].head, *parse.children[at])
    return any(parse.words[k].lemma in _CRASHING for k in near if k >= 0)
