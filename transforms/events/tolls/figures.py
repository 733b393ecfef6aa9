"""Figures that a noun counts: "fatalities: 12", "losses of 30 men", "12 deaths", "the death toll rose to 17"."""

from __future__ import annotations

from transforms.events.tolls.lexicon import words
from transforms.events.tolls.objects import objects
from transforms.events.tolls.phrases import Phrase
from transforms.events.tolls.sentence import Argument, Sentence
from transforms.events.tolls.subjects import adjacent
from transforms.events.tolls.tokens import Occurrence

_SIDE = 9
"""Tokens between the counts of a toll told by sides."""
#: "the dead" and "its dead" are people; only "put ... at N" and "number N" make a count of them.
_OWNED = frozenset({"the", "its", "their", "his", "her", "own", "those", "dead", "deaths", "fatalities", "arrests"})
_NUMBERED = frozenset({"at", "number", "numbered", "numbers", "as", "total", "totalled", "totaled", "totals"})
#: What only a toll does, so that its figure may stand far behind it.
_RISES = frozenset({"reached", "hit", "exceeded", "passed", "topped", "touched", "stands", "stood", "surpassed"})
#: What tells the next figure of a toll that rises, and how far behind the last one.
_ON = _RISES | {"to", "past", "at", "above"}
_THEN = frozenset({"then", "later", "finally", "eventually", "evening", "night", "nightfall", "midnight", "dawn"})
_STEP = 9
_CORPSES = frozenset({"bodies", "corpses", "remains"})
_STOPS = frozenset({".", ";", ":", "!", "?"})


def label(s: Sentence, o: Occurrence) -> list[Argument]:
    """Reads "Killed: 12", "Fatalities since 7 October (MoH): 10,569": a heading, a colon, a number."""
    if o.i > 0 and s.low(o.i - 1) not in (".", ";", ":", ",", "-", "–", "—", "(") and s.tag(o.i - 1) != "num":
        return []
    k, inside = o.j, False
    while k < min(o.j + 10, len(s.tokens)) and s.low(k) != ":":
        inside = s.low(k) == "(" or (inside and s.low(k) != ")")
        if s.tag(k) == "punct" and s.low(k) not in ("(", ")"):
            return []
        if k == o.j and s.low(k) not in ("since", "("):
            return []
        k += 1
    if s.low(k) != ":" or s.tag(k + 1) != "num":
        return []
    return [a for a in objects(s, k + 1) if a.phrase.counted]


def losses(s: Sentence, o: Occurrence) -> list[Argument]:
    """Reads "put its losses at 20 men", "losses of 30 soldiers": the lost may be things as well."""
    if s.low(o.j) not in ("at", "of"):
        return []
    found = [a for a in objects(s, o.j + 1) if a.phrase.counted]
    return [a for a in found if a.phrase.group_j == a.phrase.group_i or (a.phrase.person and not a.phrase.thing)]


def count(s: Sentence, o: Occurrence) -> list[Argument]:
    described = s.low(o.j - 1) in _CORPSES and o.i - 1 in s.blocked  # "nine decapitated bodies"
    near = [a for a in adjacent(s, o.i - described) if a.phrase.counted]
    if not near or (near[0].phrase.high == 0 and o.triggers[0].effect == "captured"):
        return []
    word = s.low(o.i)
    if word == "lives" and not _taken(s, near[0].phrase.i, o.j):
        return []
    if word in ("wounded", "injured", "hostages", "prisoners") and s.tag(o.j) in ("one", "many"):
        return []
    return near[-1:]


def _taken(s: Sentence, i: int, j: int) -> bool:
    """True where lives from token i to j are lost: "took 30 lives", but not "saved 30 lives and lost two men"."""
    before = {s.low(k) for k in range(max(0, i - 3), i)}
    around = before | {s.low(k) for k in range(i, j + 4)}
    return before.isdisjoint(words("saves_lives")) and not around.isdisjoint(words("takes_lives"))


def toll(s: Sentence, o: Occurrence) -> tuple[list[Argument], bool]:
    """The figure of "the death toll rose to 17 from 11"; a toll always updates what was counted before."""
    if s.low(o.j - 1) == "toll" and s.tag(o.j) in ("one", "many"):
        return [], False  # "two toll collectors"
    before = next(
        (
            p
            for p in (
                s.phrases[s.ending[o.i - d]]
                for d in (0, 1)
                if o.i - d in s.ending and (d == 0 or s.tag(o.i - 1) == "det")
            )
            if p.counted and s.low(p.i - 1) in ("to", "at")
        ),
        None,
    )
    if before is not None:
        return [Argument(before)], True
    if s.low(o.j - 1) in ("dead", "wounded", "injured", "missing") and s.low(o.j) in (
        "include",
        "included",
        "includes",
    ):
        return [Argument(a.phrase, part=True) for a in objects(s, o.j + 1)], False
    for phrase in s.phrases:
        far = phrase.i > o.j + 22
        if not o.j <= phrase.i <= o.j + 45 or (far and s.low(phrase.i - 1) not in _RISES):
            continue
        if any(s.low(k) in (";", ".") for k in range(o.j, phrase.i)):
            break
        if (
            phrase.counted
            and not phrase.thing
            and s.low(phrase.i - 1) in words("toll_to")
            and s.low(phrase.i - 1) != "from"
        ):
            if s.low(phrase.i - 1) == "of" and phrase.i - o.j > 2:
                continue
            if s.low(o.i) in _OWNED and s.low(phrase.i - 1) not in _NUMBERED:
                continue
            if phrase.person and phrase.group_j > phrase.group_i:
                return objects(s, phrase.i), True  # the dead at 143 militants and one soldier
            sides = _by_side(s, phrase)
            return [Argument(phrase if sides else _at_last(s, phrase)), *sides], True
    return [], False


def _at_last(s: Sentence, first: Phrase) -> Phrase:
    """The last figure of a toll that goes on rising: "rose from 24 to 30, then past 100, and had reached 116"."""
    last = first
    for phrase in s.phrases:
        between = [s.low(k) for k in range(last.j, phrase.i)]
        if phrase.i < last.j or not phrase.counted or phrase.thing or phrase.group_j > phrase.group_i:
            continue
        if len(between) > _STEP or not _STOPS.isdisjoint(between) or s.low(phrase.i - 1) not in _ON:
            break
        if any(last.j <= other.i < phrase.i for other in s.occurrences):
            break  # "put the dead at 13 and the wounded at about 50"
        on = not _THEN.isdisjoint(between) or between in (["and", "to"], ["and", "at"])
        if on and (phrase.best or 0) > (last.best or 0):
            last = phrase
    return last


def _by_side(s: Sentence, first: Phrase) -> list[Argument]:
    """The other counts of a toll told by sides: "at 346 on the jihadist side and more than 170 among the troops"."""
    if s.low(first.j) not in ("among", "on", "for") or s.tag(first.j + 1) in ("date", "num", ""):
        return []
    for phrase in s.phrases:
        if first.j < phrase.i <= first.j + _SIDE and phrase.counted and phrase.group_j == phrase.group_i:
            joined = s.tag(phrase.i - 1) == "conj" or (s.tag(phrase.i - 1) == "prep" and s.tag(phrase.i - 2) == "conj")
            return [Argument(phrase)] if joined and s.low(phrase.j) in ("among", "on", "for") else []
    return []
