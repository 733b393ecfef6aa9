"""When an article was published and last changed: every source that states it, in the order of trust.

The order was set by measurement on development pages (`benchmarks/extraction.py`).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from transforms.clean import dates, facts, jsonld
from transforms.clean.dates import Moment
from transforms.clean.dayorder import day_first
from transforms.clean.jsonld import Node
from transforms.clean.markup import Markup
from transforms.clean.shown import ANEW, edition, shown_before
from transforms.clean.stamps import Stamp, labelled, stamps
from transforms.feeds.entry import FeedEntry

Dated = tuple[Moment | None, str]  # a date and where it came from

_PUBLISHED_META = tuple(name for kind, name in facts.table("meta", 2) if kind == "published")
_MODIFIED_META = tuple(name for kind, name in facts.table("meta", 2) if kind == "modified")
_SURE = 7  # so many of the first names of publication dates are seldom wrong
_PUBLISHED_NAME = re.compile(
    r"publi(?:sh|cation)\w*[-_.:]?(?:date|time|on\b|at\b)|(?:date|time)[-_.:]?publi(?:sh|cation)"
)
_UPDATED = facts.patterns("stamps", "modified")
_UNSEEN = frozenset({"json-ld", "meta", "time"})  # sources that readers may not be shown
_SAME = dt.timedelta(minutes=1)
_DAY = 24 * 60  # minutes
_WEST, _EAST = -12, 14  # hours of the outermost zones


@dataclass(frozen=True, slots=True)
class Dates:
    """The two dates, each with where it came from; None where nothing states one."""

    published: Moment | None
    published_from: str | None
    modified: Moment | None
    modified_from: str | None


def read_dates(
    markup: Markup,
    article: Node | None,
    nodes: list[Node],
    *,
    url: str | None,
    entry: FeedEntry | None,
    lines: Sequence[str],
    now: dt.datetime,
) -> Dates:
    """Merge the sources.

    Args:
        markup: what the page states.
        article: the JSON-LD object of the article.
        nodes: all JSON-LD objects.
        url: the page's address.
        entry: the feed entry that led to it.
        lines: of the page.
        now: when the page was fetched; later dates are refused.
    """
    shown = [s for s in stamps(markup.around, markup.heading, stated=markup.stamped) if s.moment.possible(now)]
    modified, modified_from = _first_possible(_modified(markup, article, entry, shown), now)
    published, published_from = _first_possible(_stated(markup, article, nodes, url, entry, modified), now)
    if published is None:
        published, published_from = _first_possible(_read(markup, article, url, lines), now)
    elif not published.has_time:
        later = ((dates.parse(v), "time") for v in markup.times[:3])
        same = ((m, o) for m, o in later if m and m.has_time and m.day == published.day and m.possible(now))
        published, published_from = next(same, (published, published_from))
    if published and published_from != "text" and (earlier := shown_before(published, modified, shown, markup)):
        published, published_from = earlier
    if published and published_from in _UNSEEN and any(s.moment.day - published.day > ANEW for s in shown):
        changes = [m for m in (modified, *_weak(markup)) if m]
        if new := edition(published, shown, changes, markup, lines, _confirmed(url, entry)):
            if new.kind == "modified" and (modified is None or modified.day < new.moment.day):
                modified, modified_from = new.moment, "text"
            timed = modified if modified and modified.day == new.moment.day else new.moment
            published, published_from = timed, "modified"
    if published is None and modified is not None:  # better a late day than none; the source says what it is
        published, published_from = modified, "modified"
    if published is None and (guess := dates.search(lines, now, _order(markup, url, lines))):
        published, published_from = guess, "text"
    if published and modified and modified.has_time and modified.at < published.at and modified.day < published.day:
        modified, modified_from = None, None
    return Dates(_with_zone(published, markup, url), published_from, modified, modified_from)


def _stated(
    markup: Markup,
    article: Node | None,
    nodes: list[Node],
    url: str | None,
    entry: FeedEntry | None,
    modified: Moment | None,
) -> Iterator[Dated]:
    """What the data state, the feed and the address."""
    if article:
        yield from ((dates.parse(v), "json-ld") for v in jsonld.texts(article.get("datePublished"), "@value"))
    yield from _meta(markup, _PUBLISHED_META[:_SURE])
    yield from ((dates.parse(v), "time") for v in markup.published)
    for node in nodes:
        yield from ((dates.parse(v), "json-ld") for v in jsonld.texts(node.get("datePublished"), "@value"))
    # Some systems write the last change under names such as "date": that is no publication where others are at hand.
    yield from ((m, "meta") for m in _weak(markup) if not (m and modified and m.at == modified.at))
    if entry and entry.published_at:
        yield Moment(entry.published_at, True), "feed"
    if url:
        yield dates.from_url(url), "url"


def _confirmed(url: str | None, entry: FeedEntry | None) -> list[dt.date]:
    """The days of publication that the address and the feed give."""
    moment = dates.from_url(url) if url else None
    days = [moment.day] if moment else []
    return [*days, entry.published_at.date()] if entry and entry.published_at else days


def _read(markup: Markup, article: Node | None, url: str | None, lines: Sequence[str]) -> Iterator[Dated]:
    """What readers see, and the least of the data."""
    order = _order(markup, url, lines)
    shown = list(stamps(markup.around, markup.heading, order, markup.stamped))
    yield from ((s.moment, "text") for s in shown if s.kind == "published")
    yield from ((m, "text") for m in labelled(lines, order))
    yield from ((dates.parse(v), "time") for v in markup.times[:1] if "T" in v)
    yield from ((s.moment, "text") for s in shown if s.kind == "plain")
    yield from ((dates.parse(v, order), "text") for v in markup.near if not _UPDATED.search(v))
    yield from ((dates.parse(v, order), "time") for v in markup.times[:3])
    visible_dates = [*markup.near, *markup.dated, *markup.bylines]
    yield from ((dates.parse(v, order), "text") for v in sorted(visible_dates, key=lambda v: bool(_UPDATED.search(v))))
    yield from ((m, "meta") for m in _weak(markup))
    if article:
        values = [v for k in ("dateCreated", "uploadDate") for v in jsonld.texts(article.get(k))]
        yield from ((dates.parse(v), "json-ld") for v in values)


def _modified(markup: Markup, article: Node | None, entry: FeedEntry | None, shown: list[Stamp]) -> Iterator[Dated]:
    if article:
        yield from ((dates.parse(v), "json-ld") for v in jsonld.texts(article.get("dateModified"), "@value"))
    yield from _meta(markup, _MODIFIED_META)
    yield from ((dates.parse(v), "time") for v in markup.modified)
    yield from ((s.moment, "text") for s in shown if s.kind == "modified")
    yield from ((dates.parse(v), "text") for v in markup.near if _UPDATED.search(v))
    if entry and entry.updated_at:
        yield Moment(entry.updated_at, True), "feed"


def _meta(markup: Markup, names: Sequence[str]) -> Iterator[Dated]:
    yield from ((dates.parse(v), "meta") for name in names for v in markup.meta.get(name, ())[:2])


def _weak(markup: Markup) -> list[Moment | None]:
    """Dates of `meta` elements whose names say little, and of names outside the list that speak of publication."""
    own = [n for n in markup.meta if _PUBLISHED_NAME.search(n) and n not in _PUBLISHED_META]
    return [m for m, _ in _meta(markup, [*_PUBLISHED_META[_SURE:], *own])]


def _first_possible(candidates: Iterable[Dated], now: dt.datetime) -> tuple[Moment | None, str | None]:
    """The first possible date; where it is a day alone, the first later one of the same day that has a time."""
    best: tuple[Moment, str] | None = None
    for moment, origin in candidates:
        if moment is None or not moment.possible(now):
            continue
        if best is None:
            best = moment, origin
            if moment.has_time:
                break
        elif moment.has_time and origin != "text" and moment.day == best[0].day:
            best = moment, origin
            break
    return best or (None, None)


def _order(markup: Markup, url: str | None, lines: Sequence[str]) -> bool | None:
    return day_first(lines, markup.lang, url, markup.first("og:image"))


def _with_zone(moment: Moment | None, markup: Markup, url: str | None) -> Moment | None:
    """A time in UTC in the zone in which another source states the same time.

    Where none does and the address bears the day before or after, in the nearest zone in which it is that day.
    """
    if moment is None or moment.offset or not moment.has_time:
        return moment
    values = [
        *markup.published[:2],
        *markup.times[:3],
        *(v for n in _PUBLISHED_META for v in markup.meta.get(n, ())[:2]),
    ]
    others = map(dates.parse, values)
    if same := next((o for o in others if o and o.offset and o.has_time and abs(o.at - moment.at) < _SAME), None):
        return same
    day = dates.from_url(url) if url else None
    if day and day.day != moment.day:
        start = (dt.datetime.combine(day.day, dt.time(), dt.UTC) - moment.at) // dt.timedelta(minutes=1)  # to its first
        hours = -(-start // 60) if start > 0 else (start + _DAY - 1) // 60
        if _WEST <= hours <= _EAST:
            return Moment(moment.at, True, 60 * hours)
    return moment
