"""What readers are shown against what the data state: which of two days is the article's.

The rules were found on development pages and measured there (`docs/cleaning.md`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from transforms.clean import dates
from transforms.clean.dates import Moment
from transforms.clean.markup import Markup
from transforms.clean.stamps import Stamp, labelled

ZONES = dt.timedelta(hours=36)  # after midnight UTC of a day it is over in every zone
ANEW = dt.timedelta(
    days=30
)  # a page that is changed so long after its publication is a new edition, no carried-on news
OPEN_GRAPH = ("article:published_time", "og:article:published_time", "og:published_time")
MOST_SHOWN = 120  # texts beside the headline that are looked at for the publication


def shown_before(
    stated: Moment, modified: Moment | None, shown: Sequence[Stamp], markup: Markup
) -> tuple[Moment, str] | None:
    """The date that readers are shown where it lies before the one that the data state.

    Systems that move, import or publish a site anew write the day of that as the publication; the date line beside the
    headline keeps the article's own. A time that falls on the day shown in any zone is the same publication.
    """
    found = [(s.moment, "text") for kind in ("published", "plain") for s in shown if s.kind == kind][:1]
    if modified and modified.at == stated.at:  # one of the two was written for the other
        found += [(m, "time") for v in markup.published if (m := dates.parse(v))][:1]
    return next(((m, o) for m, o in found if stated.at - dt.datetime.combine(m.day, dt.time(), dt.UTC) >= ZONES), None)


def edition(
    stated: Moment,
    shown: Sequence[Stamp],
    changes: Sequence[Moment],
    markup: Markup,
    lines: Sequence[str],
    confirmed: Iterable[dt.date],
) -> Stamp | None:
    """The later day that readers are shown instead of the publication, where the page was written anew on it.

    Evergreen pages are rewritten for years; schema.org's data keep the day of the first version, and readers are shown
    that of the last alone. It counts where nothing that others show (Open Graph, the feed, the address) confirms the
    first, and where a line calls it an update or the data state a change on it.

    Args:
        stated: the publication by the data.
        shown: the date lines beside the headline.
        changes: the dates of changes that the data state.
        markup: what else the page shows and states.
        lines: of the page.
        confirmed: days of publication by the feed and the address.

    Returns:
        None where the stated publication stands.
    """
    changed = {m.day for m in changes}
    later = (s for s in shown if s.kind == "modified" or (s.kind == "plain" and s.moment.day in changed))
    new = next((s for s in later if s.moment.day - stated.day > ANEW), None)
    if new is None or any(_same(day, stated.day) for day in confirmed):
        return None
    graph = [m for name in OPEN_GRAPH for v in markup.meta.get(name, ()) if (m := dates.parse(v))]
    if any(not _same(m.day, new.moment.day) for m in graph):
        return None
    if any(s.kind == "published" or _same(s.moment.day, stated.day) for s in shown):
        return None
    texts = [*markup.around, *markup.near, *markup.dated, *markup.bylines, *markup.times[:3]][:MOST_SHOWN]
    own = (m for m in (*map(dates.parse, texts), *labelled(lines)) if m)
    return None if any(_same(m.day, stated.day) for m in own) else new


def _same(one: dt.date, other: dt.date) -> bool:
    """The same day, in one zone or another."""
    return abs((one - other).days) <= 1
