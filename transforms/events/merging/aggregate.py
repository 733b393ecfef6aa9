"""What all mentions of an event say together: its row."""

from __future__ import annotations

import dataclasses
import datetime as dt
import math
from collections import defaultdict
from collections.abc import Callable, Sequence

from schemas import Coded, Event, Mention, Party, Place, TerritoryChange
from transforms.events.merging.counts import Count, combined, combined_tolls
from transforms.events.merging.votes import in_order, source_of, support, winner
from transforms.events.merging.when import PUBLICATION, cumulative_from
from transforms.events.merging.who import likeness, party_key

MAX_CONFIDENCE = 0.99
# A party that fewer than this share of the sources name that name any is left out.
PARTY_SHARE = 1 / 3
_PRECISION = {"point": 0, "town": 0, "admin1": 1, "country": 2}


def aggregate(event_id: str, mentions: Sequence[Mention], *, now: dt.datetime, run_id: str) -> Event:
    """The row of an event from its current mentions, at least one.

    Independent sources vote; a copy shares the vote of its original. Where they are equal, the first report wins, but
    for counts, where later ones replace earlier ones (`counts`). The order of the mentions does not matter.

    Raises:
        ValueError: there are no mentions.
    """
    if not mentions:
        raise ValueError(f"event {event_id} has no mentions to make a row of")
    told = in_order(mentions)
    event_type = winner(told, lambda m: m.event_type) or told[0].event_type
    of_type = [m for m in told if m.event_type == event_type]
    event_mode = winner(of_type, lambda m: m.event_mode)
    alike = [m for m in of_type if m.event_mode == event_mode] or of_type
    acled = winner(alike, _acled) or (None, None)
    fatalities, injuries = combined(told, _count_of("fatalities")), combined(told, _count_of("injuries"))
    start, end, precision = _days(told)
    reported = [m.published_at for m in told if m.published_at is not None]
    return Event(
        event_id=event_id,
        event_type=event_type,
        event_mode=event_mode,
        contexts=sorted({context for m in told for context in m.contexts}),
        quad_class=alike[0].quad_class,
        cameo_root=winner(alike, lambda m: m.cameo_root) or alike[0].cameo_root,
        acled_event_type=acled[0],
        acled_sub_event_type=acled[1],
        actors=_parties(told, lambda m: m.actors, lambda m: m.recipients),
        recipients=_parties(told, lambda m: m.recipients, lambda m: m.actors),
        date_start=start,
        date_end=end,
        date_precision=precision,
        place=_place(told),
        fatalities_low=fatalities.low,
        fatalities_best=fatalities.best,
        fatalities_high=fatalities.high,
        injuries_low=injuries.low,
        injuries_best=injuries.best,
        injuries_high=injuries.high,
        tolls=combined_tolls(told),
        territory_change=_territory(told),
        confidence=_confidence(told),
        coder=told[-1].coder,
        coder_version=told[-1].coder_version,
        n_mentions=len(told),
        n_articles=len({m.article_id for m in told}),
        n_sources=len({source_of(m) for m in told}),
        first_reported_at=min(reported, default=None),
        last_reported_at=max(reported, default=None),
        updated_at=now,
        run_id=run_id,
    )


def _acled(mention: Mention) -> tuple[str, str | None] | None:
    return (mention.acled_event_type, mention.acled_sub_event_type) if mention.acled_event_type else None


def _count_of(effect: str) -> Callable[[Mention], Count]:
    def count(mention: Mention) -> Count:
        return Count(*(getattr(mention, f"{effect}_{bound}") for bound in ("low", "best", "high")))

    return count


def _days(told: Sequence[Mention]) -> tuple[dt.date | None, dt.date | None, str | None]:
    """The dates most sources give; of equals the narrowest. A date of publication counts only where there is no other.

    A toll over a period lasts to the end of its latest report.
    """
    dated = [m for m in told if m.date_start is not None]
    named = [m for m in dated if m.date_precision != PUBLICATION] or dated
    if not named:
        return None, None, None
    if cumulative_from(named[0]) is not None:
        starts = [m.date_start for m in named if m.date_start is not None]
        ends = [m.date_end or m.date_start for m in named]
        return min(starts), max(e for e in ends if e is not None), named[0].date_precision
    votes = support(named, _interval)
    start, end, precision = min(votes, key=lambda v: (-votes[v], v[1] - v[0], v[0], v[2] or ""))
    return start, end, precision


def _interval(mention: Mention) -> tuple[dt.date, dt.date, str | None] | None:
    if mention.date_start is None:
        return None
    return mention.date_start, mention.date_end or mention.date_start, mention.date_precision


def _place(told: Sequence[Mention]) -> Place | None:
    """The place most sources give, of those that are known most precisely."""
    places = [m for m in told if m.place is not None]
    if not places:
        return None
    finest = min(_level(m.place) for m in places)
    fine = [m for m in places if _level(m.place) == finest]
    key = winner(fine, lambda m: _place_key(m.place))
    return next(m.place for m in fine if _place_key(m.place) == key)


def _level(place: Place | None) -> int:
    return _PRECISION.get(place.precision, 0) if place else len(_PRECISION)


def _place_key(place: Place | None) -> tuple[int | None, str] | None:
    return (place.geonames_id, "" if place.geonames_id is not None else place.name.casefold()) if place else None


def _parties(
    told: Sequence[Mention],
    side: Callable[[Mention], list[Party]],
    other_side: Callable[[Mention], list[Party]],
) -> list[Party]:
    """The parties of one side, those with most sources first.

    Left out are parties that few sources name, parties that more sources put on the other side, and descriptions
    ("gunmen") of a party that others name.
    """
    naming = {source_of(m) for m in told if side(m)}
    here, there = _naming(told, side), _naming(told, other_side)
    both = {party_key(p) for m in told for p in side(m)} & {party_key(p) for m in told for p in other_side(m)}
    on_both = {key for m in told for key in both if all(key in map(party_key, s(m)) for s in (side, other_side))}
    kept: list[Party] = []
    for key in sorted(here, key=lambda k: -len(here[k][1])):
        party, sources, first = here[key]
        if len(sources) < PARTY_SHARE * len(naming):
            continue
        if key in both - on_both and _loses(sources, first, there[key][1], there[key][2]):
            continue
        kept.append(party)
    named = [p for p in kept if p.actor_id]
    return [p for p in kept if p.actor_id or len(told) == 1 or not _described(p, named, here)]


def _naming(told: Sequence[Mention], side: Callable[[Mention], list[Party]]) -> dict[str, tuple[Party, set[str], int]]:
    """For each party, how it was first told, the sources that name it, and the place of the first mention that does."""
    found: dict[str, tuple[Party, set[str], int]] = {}
    for i, mention in enumerate(told):
        for party in side(mention):
            found.setdefault(party_key(party), (party, set(), i))[1].add(source_of(mention))
    return found


def _loses(sources: set[str], first: int, other_sources: set[str], other_first: int) -> bool:
    return (len(sources), -first) < (len(other_sources), -other_first)


def _described(party: Party, named: Sequence[Party], naming: dict[str, tuple[Party, set[str], int]]) -> bool:
    """Whether a party is but another source's description of a named one; one source's own list is left as it is."""
    sources = naming[party_key(party)][1]
    return any(likeness(party, n) > 0 and not sources & naming[party_key(n)][1] for n in named)


def _territory(told: Sequence[Mention]) -> TerritoryChange | None:
    changes = [m for m in told if m.territory_change is not None]
    if not changes:
        return None

    def most(field: str) -> str | None:
        return winner(changes, lambda m: getattr(m.territory_change, field))

    return TerritoryChange(place=most("place") or "", from_actor=most("from_actor"), to_actor=most("to_actor"))


def _confidence(told: Sequence[Mention]) -> float:
    """Noisy-or: the chance that not all sources are wrong, were they independent; of a source its surest mention."""
    surest: dict[str, float] = defaultdict(float)
    for mention in told:
        surest[source_of(mention)] = max(surest[source_of(mention)], min(1.0, max(0.0, mention.confidence)))
    if len(surest) == 1:
        return next(iter(surest.values()))
    return round(min(MAX_CONFIDENCE, 1 - math.prod(1 - c for c in sorted(surest.values()))), 4)


def same_coding(a: Coded, b: Coded) -> bool:
    """Whether two mentions code the same event in all that identifies it, so that one article's two are one."""
    return all(getattr(a, name) == getattr(b, name) for name in _IDENTIFYING) and _who_where(a) == _who_where(b)


_IDENTIFYING = (
    "event_type",
    "event_mode",
    "date_start",
    "date_end",
    "fatalities_best",
    "injuries_best",
    "territory_change",
)


def _who_where(coded: Coded) -> tuple[object, ...]:
    sides = (frozenset(map(party_key, side)) for side in (coded.actors, coded.recipients))
    cumulative = sorted((t.effect, t.group or "", t.best or 0) for t in coded.tolls if t.cumulative_from)
    return (*sides, _place_key(coded.place), cumulative)


def unchanged(old: Event, new: Event) -> bool:
    """Whether two rows of an event say the same, but for when and by which run they were written."""
    same = {"revision": new.revision, "updated_at": new.updated_at, "run_id": new.run_id}
    return dataclasses.replace(old, **same) == new  # type: ignore[arg-type]
