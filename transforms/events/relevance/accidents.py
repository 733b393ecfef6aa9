"""Whether a report is on an accident or a disaster: what explodes there is gas, and its dead were not killed."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Mapping

from transforms.events.relevance.topic import score
from transforms.events.wordlists import word_list

#: Different words and phrases of accident that make a text one.
_ACCIDENT = 2
#: How many times as often as words of fighting those must stand; and in longer texts whose words as a whole
#: (`topic.score`) are hardly those of reports on attacks.
_RULING, _RULING_IN_DOUBT, _DOUBT = 2.0, 0.7, 2.0
#: Shorter texts are too short to judge by their words as a whole.
_SHORT = 60
#: In texts of fewer words the word accident, or a car that hit somebody, is enough, where nothing speaks of fighting.
_BRIEF = 120
_RUN_OVER = re.compile(
    r"\b(?:hit|struck|killed|run over|knocked down) by (?:(?:an?|the|his|her) )?(?:\w+ ){0,2}?"
    r"(?:car|van|truck|lorry|bus|train|tram|taxi|suv|pickup|motorcycle|vehicle|cyclist|motorist)\b"
)
#: Talks and governments collapse too.
_FIGURATIVE = re.compile(
    r"\bcollapse of (?:the |a |peace )*(?:talks|truce|ceasefire|government|negotiations|regime|deal|coalition)"
    r"|\b(?:talks|truce|ceasefire|government|negotiations|regime|deal|coalition)\b[^.;]{0,60}?\bcollapsed?\b"
)
_WORD = re.compile(r"[a-z]+")
_ACCIDENTS = word_list("gate_accidents")
_UNREST = word_list("gate_unrest")


def accident(text: str, classes: Mapping[str, frozenset[str]]) -> bool:
    """Whether a text tells of an accident or a force of nature and hardly of attacks: its dead are not killed."""
    low = _RUN_OVER.sub(" accident ", _FIGURATIVE.sub(" ", text.lower()))
    words = Counter(_WORD.findall(low))
    signs = classes["accident_noun"] | classes["nature"] | classes["disease"]
    phrases = Counter(_phrases(signs).findall(low))
    harmless = Counter({word: words[word] for word in words.keys() & (signs | _ACCIDENTS)}) + phrases
    fighting = words.keys() & (classes["cause_word"] | classes["fighters"] | _UNREST)
    least = 1 if words.total() < _BRIEF and not fighting and "accident" in words else _ACCIDENT
    if len(harmless) < least:
        return False
    ruling = _RULING_IN_DOUBT if words.total() >= _SHORT and score(text) < _DOUBT else _RULING
    return harmless.total() > ruling * sum(words[word] for word in fighting)


@functools.cache
def _phrases(signs: frozenset[str]) -> re.Pattern[str]:
    """What finds those of the signs that are several words: "coal mine", "gas leak"."""
    longest_first = sorted((sign for sign in signs if " " in sign), key=lambda sign: (-len(sign), sign))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b")
