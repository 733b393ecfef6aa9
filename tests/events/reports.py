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
