"""Adds the tolls of one event up: sides added, parts left out, retellings counted once, rival counts as bounds.

Nothing here depends on the order of the tolls but updates ("the toll rose to 17"), of which the last one stands.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from transforms.events.tolls.identity import anybody
from transforms.events.tolls.lexicon import words
from transforms.events.tolls.mention import Effect, TollMention
from transforms.events.tolls.singles import persons


class Bounds(NamedTuple):
    """Lowest credible, most reliable and highest credible number; None where nothing is said."""

    low: int
    best: int | None
    high: int | None


#: A result so far ("have been killed") that is so many times what was told otherwise is that of a whole war.
_WAR = 10
#: Sources that differ by more than this count different things.
_RIVAL = 3

_List = list[TollMention]


def _side(toll: TollMention) -> str:
    """Whose people a count is of, as far as two counts compare: "" for people in general."""
    group = f"{toll.side_of or ''} {toll.group or ''}".lower().replace("'s", "").split()
    if not group or group[-1] in words("anybody"):
        return ""
    for side in ("irregulars", "forces"):
        if any(word in words(side) for word in group):
            return side
    return "civilians"


def _sum(parts: Iterable[Bounds]) -> Bounds:
    parts = list(parts)
    best = [p.best for p in parts if p.best is not None]
    high = None if any(p.high is None for p in parts) else sum(p.high or 0 for p in parts)
    return Bounds(sum(p.low for p in parts), sum(best) if best else None, high)


def _of(toll: TollMention) -> Bounds:
    return Bounds(toll.low, toll.best, toll.high)


def _together(tolls: Sequence[TollMention]) -> list[_List]:
    """The tolls that share a trigger, which count different people; phrases that overlap count them again."""
    lists: dict[tuple[int, int, int], list[_List]] = {}
    for toll in sorted(dict.fromkeys(tolls), key=lambda t: (t.start, t.end, t.low, t.best or 0, t.group or "")):
        place = (toll.trigger_start, toll.trigger_end) if not toll.rival else (toll.start, toll.end)
        same = lists.setdefault((toll.sentence, *place), [])
        for members in same:
            if members[-1].end <= toll.start:
                members.append(toll)
                break
        else:
            same.append([toll])
    return [members for same in lists.values() for members in same]


def _best(counts: Sequence[tuple[Bounds, str | None]]) -> int | None:
    """The count that stands: what is told most often, exactly rather than about; then by what the sources are.

    Of two sources that differ the lower is taken, as ACLED does; without sources the higher, which covers the others.
    """
    told = Counter(c.best for c, _ in counts if c.best is not None)
    if not told:
        return None
    most = max(told.values())
    first = [(c, who) for c, who in counts if c.best is not None and told[c.best] == most]
    largest = max(c.best or 0 for c, _ in first)
    exact = [(c, who) for c, who in first if c.high == c.best and (c.best or 0) * _RIVAL >= largest] or first
    numbers = sorted({c.best or 0 for c, _ in exact})
    sources = {who for _, who in exact}
    rivals = None not in sources and len(sources) > 1 and numbers[-1] <= numbers[0] * _RIVAL
    return numbers[0] if rivals else numbers[-1]


def _rivals(counts: Sequence[tuple[Bounds, str | None]]) -> Bounds:
    best = _best(counts)
    bests = [c.best for c, _ in counts if c.best is not None]
    highs = [c.high for c, _ in counts]
    known = [h for h in (*highs, *bests) if h is not None]
    low = min(c.low for c, _ in counts)
    return Bounds(low if best is None else min(low, best), best, None if None in highs else max(known, default=None))


def _side_bounds(lists: list[_List]) -> Bounds:
    """The count of one side: rival counts of several people, else the single people."""
    several = [(_sum(map(_of, members)), members[0].attributed_to) for members in lists if _number(members) > 1]
    if several:
        updates = [m for m in lists if any(t.replaces for t in m) and _number(m) > 1]
        bounds = _rivals(several)
        return (
            bounds._replace(best=_number(updates[-1]), low=min(bounds.low, _number(updates[-1]))) if updates else bounds
        )
    singles = persons(lists, told=False)
    if singles:
        return _sum(map(_of, singles))
    return _rivals([(_of(t), t.attributed_to) for members in lists for t in members])


def _number(tolls: Iterable[TollMention]) -> int:
    return sum(t.best or 0 for t in tolls)


def _bounds(tolls: Sequence[TollMention]) -> Bounds:
    """The count of one effect, with those who died later and are numbered: "four died. A fifth died of his wounds"."""
    later = [t for t in tolls if t.nth is not None]
    last = max(later, key=lambda t: t.nth or 0, default=None)
    if last is None or last.nth is None:
        return _counted(tolls)
    others = [t for t in tolls if t not in later]
    known = _counted(others) if others else Bounds(0, None, 0)
    if known.best is None or known.best < last.nth:
        return Bounds(last.nth, last.nth, last.nth)
    return known if known.best == last.nth or anybody(last) else _sum([known, _of(last)])


def _counted(tolls: Sequence[TollMention]) -> Bounds:
    among = {t for members in _together(tolls) if len(members) > 1 for t in members if t.best == 1}
    tolls = [t for t in tolls if not t.anaphoric or t.also or t in among] or list(tolls)
    told = {t.best for t in tolls if not t.side_of}
    again = [t.group is None and t.best in told for t in tolls]
    tolls = [replace(t, side_of=None) if known else t for t, known in zip(tolls, again, strict=True)]
    denied = any(t.none for t in tolls)
    tolls = [t for t in tolls if not t.none] or tolls
    tolls = [t for t in tolls if t.best is not None] or tolls
    current = [t for t in tolls if not t.outdated]
    if current and len(current) < len(tolls):
        low = min((t.low for t in tolls if t.outdated and not t.adds), default=None)
        found = _counted(current)
        return found if low is None or low == 0 else found._replace(low=min(found.low, low))
    added = [_of(t) for t in {(_side(t), t.best): t for t in tolls if t.adds}.values()]
    if any(t.replaces for t in tolls):
        added = []  # an update counts those as well
    own = [t for t in tolls if not t.adds]
    if not own:
        return _sum(added)
    sides: dict[str, list[_List]] = {}
    for members in _together(own):
        here: dict[str, _List] = {}
        for toll in members:
            side = _side(toll)
            others = side == "" and any(_side(t) for t in members)
            here.setdefault("civilians" if others else side, []).append(toll)
        for side, part in here.items():
            sides.setdefault(side, []).append(part)
    general = sides.pop("", [])
    if general and sides:
        several = _number(t for members in general for t in members) > 1
        listed = _sum(_side_bounds(lists) for lists in sides.values())
        whole = _side_bounds(general)
        covers = (whole.best or 0) >= (listed.best or 0)
        found = whole if covers else listed
        if not several and not covers:
            found = _sum([listed])
    elif general:
        found = _side_bounds(general)
    else:
        found = _sum(_side_bounds(lists) for lists in sides.values())
    total = _sum([found, *added])
    return total._replace(low=0) if denied and total.best else total


def _of_a_war(toll: TollMention, others: Sequence[TollMention]) -> bool:
    """True for a running total that dwarfs the counts of the event itself."""
    told = [t.best or 0 for t in others if not (t.perfect or t.total) and (t.best or 0) > 1]
    return toll.perfect and bool(told) and (toll.best or 0) > _WAR * max(told)


def with_claims(tolls: Sequence[TollMention], claims: Sequence[TollMention]) -> dict[Effect, Bounds]:
    """The toll of one event where the attackers count their victims too.

    What they claim widens the bounds where anybody else counts the same side, and stands where nobody does.
    """
    rivals = [
        c for c in claims
        if any(t.effect == c.effect and t.best and not t.none and _alike(_side(t), _side(c)) for t in tolls)
    ]  # fmt: skip
    out = total([*tolls, *(c for c in claims if c not in rivals)])
    for claim in rivals:
        known, number = out.get(claim.effect), claim.best
        if known is None or known.best is None or number is None:
            continue
        high = None if known.high is None or claim.high is None else max(known.high, claim.high)
        out[claim.effect] = Bounds(min(known.low, claim.low), known.best, high)
    return out


def whole(tolls: _List) -> _List:
    """Leaves out some of those who are counted too: "nine soldiers were hurt. Seven of the nine are in hospital"."""
    told = {(t.effect, t.best) for t in tolls}
    return [t for t in tolls if t.of_all is None or (t.effect, t.of_all) not in told]


def _alike(one: str, other: str) -> bool:
    return one == other or "" in (one, other)


def _settled(tolls: _List) -> _List:
    """Leaves out those who were shot where the dead of their side are counted, or as many are told as injured."""
    sure = {_side(t) for t in tolls if t.effect == "killed" and t.best and not t.presumed}
    injured = [t for t in tolls if t.effect == "injured" and not (t.adds or t.presumed)]
    hurt = {t.best for t in injured}
    return [
        t for t in tolls
        if not t.presumed
        or not (t.best in hurt or (t.effect == "injured" and injured) or any(_alike(_side(t), side) for side in sure))
    ]  # fmt: skip


def total(tolls: Iterable[TollMention]) -> dict[Effect, Bounds]:
    """The toll of one event from all that is said of it, per effect.

    Different sides are added. Parts, denials, plans and tolls of other years are left out; so are tolls of a whole
    campaign where any of the event itself is given. Several counts of one side are rivals or retellings: all of them
    are the bounds, an update ("rose to") replaces the others as the best. A count of people in general covers the
    sides where it is no smaller than their sum. Those who were shot are dead where nothing else is said of their side.
    """
    out: dict[Effect, Bounds] = {}
    real = _settled(whole([t for t in tolls if not (t.part_of or t.negated or t.hypothetical or t.historic)]))
    for effect in dict.fromkeys(t.effect for t in real):
        same = [t for t in real if t.effect == effect]
        same = [t for t in same if not t.identified] or same
        told = max((t.best or 0 for t in same if not t.in_care), default=0)
        same = [t for t in same if not (t.in_care and (t.best or 0) <= told)]  # some of the wounded are in hospital
        own = [t for t in same if not (t.total or _of_a_war(t, same))]
        out[effect] = _bounds(own or same)
    if "killed" not in out and out.get("injured") == Bounds(0, 0, 0):
        out["killed"] = Bounds(0, 0, 0)  # "nobody was hurt"
    return out
