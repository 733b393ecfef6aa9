"""One toll told in several sentences: which mentions count people that another one has counted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from transforms.events.tolls.lexicon import person_number
from transforms.events.tolls.mention import TollMention


def _countable(toll: TollMention, historic: bool) -> bool:
    if toll.part_of or toll.negated or toll.hypothetical or toll.none or toll.best is None:
        return False
    return historic or not toll.historic


def _surname(toll: TollMention) -> str:
    words = (toll.group or "").lower().split()
    return words[-1].removesuffix("'s") if words else ""


def _words(toll: TollMention) -> frozenset[str]:
    """The words of a name that tell it from others."""
    return frozenset(
        w for w in (toll.group or "").lower().replace("'s", "").split() if len(w) > 3 and not person_number(w)
    )


def _article(toll: TollMention) -> bool:
    """True where the phrase has an article or an owner of its own: "a policeman", "his wife"."""
    return toll.group_start is not None and toll.group_start > toll.start and not toll.anaphoric


def distinct(sentences: Iterable[Sequence[TollMention]], *, historic: bool = False) -> list[TollMention]:
    """The tolls of a text without its retellings, sentence by sentence.

    Phrases that share a trigger are different people ("two soldiers and two civilians were killed"). Across sentences
    the same number above one is the same toll told again, whatever the group is called; so is a list whose sum is
    a toll
    already told, and one person with the same name or noun. One person by title alone ("the minister") is taken for one
    named elsewhere. Tolls of other years (unless `historic`) are left out, and those of whole campaigns where the text
    gives any other.
    """
    told = [[t for t in sentence if _countable(t, historic)] for sentence in sentences]
    if any(not t.total for sentence in told for t in sentence):
        told = [[t for t in sentence if not t.total] for sentence in told]
    named_people = any(t.named for sentence in told for t in sentence)
    out: list[TollMention] = []
    numbers: set[tuple[str, int]] = set()
    people: set[tuple[str, str]] = set()
    names: list[tuple[str, frozenset[str]]] = []
    definite: list[TollMention] = []
    for sentence in told:
        fresh: list[TollMention] = []
        by_trigger: dict[tuple[str, int], list[TollMention]] = {}
        for toll in sentence:
            by_trigger.setdefault((toll.effect, toll.trigger_start), []).append(toll)
        for (effect, _), tolls in by_trigger.items():
            if len(tolls) > 1 and (effect, sum(t.best or 0 for t in tolls)) in numbers:
                continue
            for toll in tolls:
                if toll.best == 1:
                    if toll.anaphoric:
                        definite.append(toll)
                        continue
                    if not toll.named and not _article(toll) and named_people:
                        continue
                    if (effect, _surname(toll)) in people:
                        continue
                    if toll.named and any(e == effect and words & _words(toll) for e, words in names):
                        continue
                elif (effect, toll.best) in numbers:
                    continue
                fresh.append(toll)
            if len(tolls) > 1:
                numbers.add((effect, sum(t.best or 0 for t in tolls)))
        for toll in fresh:
            if toll.best == 1:
                people.add((toll.effect, _surname(toll)))
                if toll.named:
                    names.append((toll.effect, _words(toll)))
            else:
                numbers.add((toll.effect, toll.best or 0))
        out.extend(fresh)
    for toll in definite:  # "the mayor" alone, told nowhere else
        if toll.group and not any(t.effect == toll.effect for t in out):
            out.append(toll)
    return out
