"""What the coder tells of a report, for the tests of wording."""

from __future__ import annotations

import datetime as dt

from transforms.events.assembling import CodedEvent
from transforms.events.coder import CoderResources, code_story
from transforms.events.story import Story

#: A Friday.
PUBLISHED = dt.datetime(2024, 3, 15, tzinfo=dt.UTC)


def told(text: str, title: str | None = None, published: dt.datetime = PUBLISHED) -> list[CodedEvent]:
    story = Story(article_id="a", title=title, text=text, published_at=published)
    return code_story(story, CoderResources.load())


def types(text: str) -> set[str]:
    return {e.coded.event_type for e in told(text)}


def coded(text: str, title: str | None = None) -> list[tuple[str, str | None]]:
    """Type and mode of what a report tells."""
    return [(e.coded.event_type, e.coded.event_mode) for e in told(text, title)]


def sides(text: str, event_type: str, mode: str | None = None) -> list[tuple[list[str], list[str]]]:
    """Names of the actors and of the recipients of the events of a type, and of a mode where one is given."""
    events = (e.coded for e in told(text) if e.coded.event_type == event_type and mode in (None, e.coded.event_mode))
    return [([p.name for p in e.actors], [p.name for p in e.recipients]) for e in events]
