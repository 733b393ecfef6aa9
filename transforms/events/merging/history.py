"""What the tables already say: mentions and events that new mentions may belong to."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from schemas import ARTICLES, EVENTS, MENTIONS, Event, Mention
from transforms.events.merging.across import block_key
from transforms.events.merging.votes import in_order
from transforms.publish.layout import Layout
from transforms.publish.tables import is_in, read_rows, scan

Span = tuple[dt.date, dt.date]


@dataclass(slots=True)
class Prior:
    """The published side of one block.

    `dropped` names the (article_id, version) of `mentions` that a newer version of their article replaces.
    """

    mentions: list[Mention] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    dropped: set[tuple[str, int]] = field(default_factory=set)


def mentions_of_articles(layout: Layout, article_ids: Collection[str]) -> list[Mention]:
    """The mentions in the latest published version of each article."""
    if not article_ids:
        return []
    mentions = read_rows(layout, MENTIONS, is_in("article_id", article_ids))
    latest = _latest_versions(layout, article_ids)
    return [m for m in mentions if m.version == latest.get(m.article_id)]


def prior_blocks(
    layout: Layout, spans: Mapping[str, Span], revised: Mapping[str, int], slack: dt.timedelta
) -> dict[str, Prior]:
    """The events that may take in new mentions, with all their mentions, by block.

    Args:
        layout: the output folder.
        spans: for each block with new mentions, the first and last day that they name.
        revised: for each article that this run revises, its new version; events it told before are taken along.
        slack: how far events may lie outside a span.
    """
    if not spans and not revised:
        return {}
    told_before = read_rows(layout, MENTIONS, is_in("article_id", revised)) if revised else []
    events = {event.event_id: event for event in read_rows(layout, EVENTS)}
    living = {event_id: _successor(events, event_id) for event_id in events}
    unplaced = _blocks_of_unplaced(layout, events, living, spans, slack)
    blocks: dict[str, str] = {}
    for event_id, event in events.items():
        block = unplaced.get(event_id) or block_key(event)
        if event.superseded_by is None and _near(event, spans.get(block), slack):
            blocks[event_id] = block
    for mention in told_before:
        told = living.get(mention.event_id or "")
        if told is not None:
            blocks[told] = block_key(mention)
    priors: dict[str, Prior] = {}
    for event_id, block in blocks.items():
        priors.setdefault(block, Prior()).events.append(events[event_id])
    wanted = [event_id for event_id, successor in living.items() if successor in blocks]
    mentions = read_rows(layout, MENTIONS, is_in("event_id", wanted)) if wanted else []
    latest = _latest_versions(layout, {m.article_id for m in mentions}) | dict(revised)
    for mention in mentions:
        event_id = living[mention.event_id or ""]
        prior = priors[blocks[event_id]]
        prior.mentions.append(dataclasses.replace(mention, event_id=event_id))
        if mention.version < latest.get(mention.article_id, 0):
            prior.dropped.add((mention.article_id, mention.version))
    return priors


def _blocks_of_unplaced(
    layout: Layout,
    events: Mapping[str, Event],
    living: Mapping[str, str],
    spans: Mapping[str, Span],
    slack: dt.timedelta,
) -> dict[str, str]:
    """The blocks of events that have no country, which are those of their mentions; of several the first mention's."""
    if not spans:
        return {}
    span = min(first for first, _ in spans.values()), max(last for _, last in spans.values())
    unplaced = {
        event_id
        for event_id, event in events.items()
        if event.superseded_by is None and not (event.place and event.place.country) and _near(event, span, slack)
    }
    ids = [event_id for event_id, successor in living.items() if successor in unplaced]
    found: dict[str, str] = {}
    for mention in in_order(read_rows(layout, MENTIONS, is_in("event_id", ids))) if ids else ():
        found.setdefault(living[mention.event_id or ""], block_key(mention))
    return found


def _successor(events: Mapping[str, Event], event_id: str) -> str:
    seen = set()
    while events[event_id].superseded_by in events and event_id not in seen:
        seen.add(event_id)
        event_id = events[event_id].superseded_by or event_id
    return event_id


def _near(event: Event, span: Span | None, slack: dt.timedelta) -> bool:
    if span is None:
        return False
    if event.date_start is None:
        return True
    return event.date_start - slack <= span[1] and span[0] <= (event.date_end or event.date_start) + slack


def _latest_versions(layout: Layout, article_ids: Collection[str]) -> dict[str, int]:
    latest: dict[str, int] = {}
    if article_ids:
        for batch in scan(layout, ARTICLES, ["article_id", "version"], is_in("article_id", article_ids)):
            for article_id, version in zip(*(c.to_pylist() for c in batch.columns), strict=True):
                latest[article_id] = max(version, latest.get(article_id, 0))
    return latest
