"""The events of an article that nobody shall read any more: what others tell of them, if they do."""

from __future__ import annotations

import dataclasses
import datetime as dt
import sys

from schemas import EVENTS, MENTIONS, Event
from transforms.events.merging.across import merge_block
from transforms.events.merging.aggregate import aggregate
from transforms.events.merging.history import prior_blocks
from transforms.publish.layout import Layout
from transforms.publish.tables import is_in, read_rows


def events_without(layout: Layout, article_id: str, now: dt.datetime) -> tuple[set[str], list[Event]]:
    """What becomes of the events that an article tells when its mentions go; call it before they do.

    Its mentions are dropped as if a new version told nothing, so the rows are those that merging makes of the others.
    Which event a mention belongs to is not decided anew.

    Returns:
        The ids of events that no mention is left of, and the new rows of the others.
    """
    told = {m.event_id for m in read_rows(layout, MENTIONS, is_in("article_id", [article_id])) if m.event_id}
    rows = {event.event_id: event for event in read_rows(layout, EVENTS)}
    deleted: set[str] = set()
    changed: dict[str, Event] = {}
    for prior in prior_blocks(layout, {}, {article_id: sys.maxsize}, dt.timedelta(0)).values():
        left = {m.event_id for m in prior.mentions if m.article_id != article_id}
        deleted |= {event.event_id for event in prior.events if event.event_id not in left}
        merged = merge_block([], prior.mentions, prior.events, now=now, run_id="", dropped=prior.dropped)
        changed |= {row.event_id: row for row in merged.events if row.event_id in left}
    # Rows that were superseded keep what they said last, and their own mentions.
    for event_id in sorted(told & {key for key, row in rows.items() if row.superseded_by is not None}):
        others = [m for m in read_rows(layout, MENTIONS, is_in("event_id", [event_id])) if m.article_id != article_id]
        if others:
            row = aggregate(event_id, others, now=now, run_id="")
            row = dataclasses.replace(row, superseded_by=rows[event_id].superseded_by)
            changed[event_id] = dataclasses.replace(row, revision=rows[event_id].revision + 1)
        else:
            deleted.add(event_id)
    _repoint(rows, deleted, changed)
    new = (dataclasses.replace(row, run_id=rows[row.event_id].run_id) for row in changed.values())
    return deleted, sorted(new, key=lambda row: row.event_id)


def _repoint(rows: dict[str, Event], deleted: set[str], changed: dict[str, Event]) -> None:
    """Lead rows that a deleted one superseded to what superseded that; without any they go too, having no mentions."""
    for row in rows.values():
        successor = row.superseded_by
        seen = set()
        while successor in deleted and successor not in seen:
            seen.add(successor)
            successor = rows[successor].superseded_by if successor in rows else None
        if row.superseded_by is not None and successor is None:
            deleted.add(row.event_id)
            changed.pop(row.event_id, None)
        elif successor != row.superseded_by and row.event_id not in deleted:
            changed[row.event_id] = dataclasses.replace(changed.get(row.event_id, row), superseded_by=successor)
