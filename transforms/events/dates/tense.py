"""Does a clause look ahead? The nearest verb decides whether "on Friday" is the next one."""

from __future__ import annotations

import re

from transforms.events.dates.names import tense_pattern

_BREAK = re.compile(r"[.;!?\n]\s|\n")
_WINDOW = 160
_REACH = 90  # characters from a future verb to the day that it governs
_AHEAD = re.compile(r"[^.;!?\n]*")
_SET_FOR = re.compile(
    r"\b(?:(?:scheduled|set|planned|called|due|slated|fixed|convened|expected|postponed)(?: to \w+)? (?:for|by|until)"
    r"|(?:scheduled|set|planned|due|slated|expected)(?: to \w+)? on|announced for"
    r"|until|till|beginning|starting|effective|ahead of|next)(?: on)?\s*$",
    re.IGNORECASE,
)
_TURN = re.compile(
    r"\b(?:after|since|following|when|who|which|whose|where|because of|in response to|for the|over the)\b",
    re.IGNORECASE,
)
_NOUN_AFTER = re.compile(r"\s(?:(?:a|an|the|its|their|his|her|this|that)\s|[A-Z0-9])")
_PARTICIPLE_OF_FUTURE = frozenset(
    {"has", "have", "set", "put", "been", "expected", "scheduled", "planned", "held", "met"}
)
_AHEAD_FIRST = frozenset({"will", "shall", "is to", "are to", "'ll", "’ll"})


def _sentence_before(text: str, start: int) -> str:
    window = text[max(0, start - _WINDOW) : start]
    cut = 0
    for m in _BREAK.finditer(window):
        cut = m.end()
    return window[cut:]


def is_future(text: str, start: int, end: int) -> bool:
    """True where the clause around text[start:end] speaks of what is to come.

    Looks at the last tense word before the expression within its sentence; where there is none, at the first after it.
    """
    before = _sentence_before(text, start)
    if _SET_FOR.search(before):
        return True
    governor: re.Match[str] | None = None
    completed = False  # the future verb has had its participle
    for m in tense_pattern().finditer(before):
        ahead = governor is not None and governor["future"] is not None
        if ahead and governor is not None and m["past"]:
            between = before[governor.end() : m.start()]
            near = len(between) <= 20 and "," not in between  # "will be released", "is expected to be held"
            if near and not completed and (m[0] in _PARTICIPLE_OF_FUTURE or m[0].endswith("ed")):
                completed = m[0].endswith("ed")
                continue
        governor, completed = m, False
    if governor is not None:
        if governor["future"] is None:
            return False
        between = before[governor.end() :]
        if governor[0].endswith(" to") and _NOUN_AFTER.match(between):
            return False  # "agreed to a truce on Monday"
        return len(between) <= _REACH and _TURN.search(between) is None
    rest = _AHEAD.match(text[end : end + _WINDOW])
    first = tense_pattern().search(rest[0]) if rest else None
    return first is not None and first["future"] is not None and first["future"] in _AHEAD_FIRST
