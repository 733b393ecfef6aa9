"""Adds the tolls of one event up: sides added, parts left out, rival counts as bounds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from transforms.events.tolls.mention import Effect, TollMention


class Bounds(NamedTuple):
    """Lowest credible, most reliable and highest credible number; None where nothing is said."""

    low: int
    best: int | None
    high: int | None


_OPEN_GROUPS = frozenset(
    {"people", "persons", "person", "others", "dead", "lives", "bodies", "corpses", "victims", "casualties"}
)


def _key(toll: TollMention) -> str:
    """The group as far as two counts of it compare: its last word, "" for people in general."""
    words = (toll.group or "").lower().split()
    last = words[-1] if words else ""
    return "" if last in _OPEN_GROUPS else last


def _rivals(same: list[TollMention]) -> Bounds:
    """One group counted by several.

    The first named figure is the best (an update beats it), all of them are the bounds.
    """
    updates = [t for t in same if t.replaces] or same
    best = next((t.best for t in (updates[-1:] if updates is not same else same) if t.best is not None), None)
    figures = [t.best for t in same if t.best is not None]
    low = min(t.low for t in same)
    highs = [t.high for t in same]
    known = [h for h in (*highs, *figures) if h is not None]
    high = None if None in highs else max(known, default=None)
    if best is not None:
        low = min(low, best)
    return Bounds(low, best, high)


def _sum(parts: list[Bounds]) -> Bounds:
    best = [p.best for p in parts if p.best is not None]
    high = None if any(p.high is None for p in parts) else sum(p.high or 0 for p in parts)
    return Bounds(sum(p.low for p in parts), sum(best) if best else None, high)


def _bounds(tolls: list[TollMention]) -> Bounds:
    named = [t for t in tolls if not t.anaphoric]
    tolls = named or tolls[:1]
    if any(not t.none for t in tolls):
        tolls = [t for t in tolls if not t.none]
    counted = [t for t in tolls if t.best is not None]
    tolls = counted or tolls
    groups: dict[str, list[TollMention]] = {}
    for toll in tolls:
        if not toll.adds:
            groups.setdefault(_key(toll), []).append(toll)
    general = groups.pop("", [])
    sides = [_rivals(g) for g in groups.values()]
    added = [Bounds(t.low, t.best, t.high) for t in tolls if t.adds]
    if general and sides:
        # a count of people in general covers the sides when it is no smaller than their sum
        whole, listed = _rivals(general), _sum(sides)
        sides = [whole] if (whole.best or 0) >= (listed.best or 0) else [*sides, whole]
    elif general:
        sides = [_rivals(general)]
    if any(t.replaces for t in tolls):
        added = []  # an update counts those as well
    return _sum([*sides, *added])


def total(tolls: Iterable[TollMention]) -> dict[Effect, Bounds]:
    """The toll of one event from all that is said of it, per effect.

    Different sides are added. Parts, denials, plans and tolls of other years are left out; so are tolls of a whole
    campaign where any of the event itself is given. Several counts of one group are rivals: the first is the best, an
    update ("rose to") replaces it, and all widen the bounds.
    """
    out: dict[Effect, Bounds] = {}
    real = [t for t in tolls if not (t.part_of or t.negated or t.hypothetical or t.historic)]
    for effect in dict.fromkeys(t.effect for t in real):
        same = [t for t in real if t.effect == effect]
        own = [t for t in same if not t.total]
        out[effect] = _bounds(own or same)
    if "killed" not in out and out.get("injured") == Bounds(0, 0, 0):
        out["killed"] = Bounds(0, 0, 0)  # "nobody was hurt"
    return out
