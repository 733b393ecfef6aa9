"""What befell people of whom a sentence says two things: who was stabbed and died, who was shot and lived."""

from __future__ import annotations

from dataclasses import replace

from transforms.events.tolls.identity import anybody, noun_of
from transforms.events.tolls.lexicon import Trigger
from transforms.events.tolls.mention import TollMention
from transforms.events.tolls.sentence import Argument, Sentence
from transforms.events.tolls.tokens import Occurrence

_FATALLY = Trigger(("fatally",), "killed", "count")


def fatally(s: Sentence) -> list[tuple[Argument, Occurrence]]:
    """Those of the wounded who died, with no verb of their own: "three fatally", "two of them fatally"."""
    return [
        (Argument(s.phrases[s.ending[k]]), Occurrence(k, k + 1, (_FATALLY,)))
        for k in sorted(s.ending)
        if s.low(k) == "fatally" and k not in s.blocked and s.phrases[s.ending[k]].counted
        if s.tag(k + 1) in ("punct", "prep", "conj", "date", "")
    ]


def one_fate(text: str, tolls: list[TollMention]) -> list[TollMention]:
    """Leaves those out who are told as injured and, by the same words, as killed: "was stabbed and died"."""
    hurt = {t.start for t in tolls if t.effect == "injured" and not text[t.end : t.trigger_start].strip()}
    tolls = [t for t in tolls if not (t.effect == "killed" and t.best and t.start in hurt and t.trigger_end <= t.start)]
    dead = {t.start for t in tolls if t.effect == "killed" and t.best and not t.negated}
    out = _survivors(text, [t for t in tolls if not (t.effect == "injured" and t.start in dead)])
    some = [t for t in out if t.effect == "killed" and t.part_of and not t.presumed]
    if some and any(t.presumed for t in out) and not any(_sure(t) for t in out if t not in some):
        out = [replace(t, part_of=False) if t in some else t for t in out if not t.presumed]  # "three of them died"
    return out


def of_casualties(tolls: list[TollMention]) -> list[TollMention]:
    """The dead and the hurt of "14 casualties, four of them dead"."""
    whole = [t for t in tolls if t.effect == "killed" and noun_of(t) == "casualties" and t.best and not t.part_of]
    dead = [t for t in tolls if t.effect == "killed" and t.part_of and t.best]
    if len(whole) != 1 or len(dead) != 1 or dead[0].trigger_start != whole[0].trigger_start:
        return tolls
    hurt = _less(whole[0], dead[0].best or 0)
    return [hurt if t is whole[0] else replace(t, part_of=False) if t is dead[0] else t for t in tolls]


def _less(whole: TollMention, dead: int) -> TollMention:
    """Those of a count who lived, as injured."""
    low, high = max(0, whole.low - dead), None if whole.high is None else whole.high - dead
    return replace(whole, effect="injured", presumed=False, low=low, best=(whole.best or 0) - dead, high=high)


def _survivors(text: str, tolls: list[TollMention]) -> list[TollMention]:
    """The counts of a sentence with those who lived, where it says how many of those shot or stabbed died.

    As in "shot four people, killing one" and "five were stabbed, two fatally".
    """
    whole = [t for t in tolls if t.presumed and not t.part_of and (t.best or 0) > 1]
    told = [t for t in tolls if _sure(t) and t.best and not (t.negated or t.adds)]
    if any(noun_of(t) and not anybody(t) for t in told):
        return tolls  # "shot ten soldiers and killed two policemen"
    if not whole:
        told = [t for t in told if text[t.trigger_start : t.trigger_end].lower() == "fatally"]
        whole = [t for t in tolls if t.effect == "injured" and not t.part_of and told and t.start < told[0].start]
    elif any(t.effect == "injured" and t.best for t in tolls):
        return tolls
    dead = sum(t.best or 0 for t in told)
    if len(whole) != 1 or len({t.trigger_start for t in told}) != 1 or told[0].start < whole[0].start:
        return tolls
    if dead >= (whole[0].best or 0):
        return tolls
    hurt = _less(whole[0], dead)
    return [hurt if t is whole[0] else replace(t, part_of=False) if t in told else t for t in tolls]


def _sure(toll: TollMention) -> bool:
    return toll.effect == "killed" and not toll.presumed
