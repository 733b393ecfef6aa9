"""What the whole text says of a toll: long dead, told before, of another day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from transforms.events.tolls.identity import countable, name_words, noun_of, same_name
from transforms.events.tolls.mention import TollMention


def of_old(sentences: Iterable[Sequence[TollMention]]) -> list[list[TollMention]]:
    """Marks those as long dead whom another sentence names with their year."""
    told = [list(tolls) for tolls in sentences]
    old = [name_words(t) for tolls in told for t in tolls if t.historic and t.named]
    if not old:
        return told
    return [
        [replace(t, historic=True) if t.named and any(same_name(name_words(t), o) for o in old) else t for t in tolls]
        for tolls in told
    ]


def of_days(sentences: list[list[TollMention]]) -> list[list[TollMention]]:
    """Marks those as of another event whom their clause gives another day than the first that is dated."""
    days = [t.day for tolls in sentences for t in tolls if t.day and countable(t) and not t.background]
    return [
        [replace(t, elsewhere=True) if t.day and t.day != days[0] else t for t in tolls] if days else tolls
        for tolls in sentences
    ]


def by_name(sentences: Iterable[Sequence[TollMention]]) -> list[list[TollMention]]:
    """Those whom a sentence calls by trade and name, by both: "her clerk, Ana Rojas" is the clerk Ana Rojas."""
    return [[_by_name(t) for t in tolls] for tolls in sentences]


def _by_name(toll: TollMention) -> TollMention:
    if not toll.called:
        return toll
    if toll.named:
        return replace(toll, group=f"{toll.called} {toll.group}")
    return replace(toll, group=f"{noun_of(toll)} {toll.called}", named=True, anaphoric=False)


def again(sentences: list[list[TollMention]]) -> list[list[TollMention]]:
    """Marks those as told before who are listed with people that the text has counted: "the monks and their cook"."""
    if not any((t.best or 0) > 1 and countable(t) for tolls in sentences for t in tolls):
        return sentences
    out = []
    for tolls in sentences:
        known = {(t.effect, t.trigger_start) for t in tolls if t.anaphoric and t.best is None and not t.part_of}
        out.append([
            replace(t, part_of=True) if (t.effect, t.trigger_start) in known and t.best == 1 else t for t in tolls
        ])  # fmt: skip
    return out
