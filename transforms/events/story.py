"""What the event coder reads: an article's words, its date and where it comes from."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DatedPart:
    """A part of a story's text with a day of its own: a post of a live blog. `start` and `end` count in `text`."""

    start: int
    end: int
    day: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """An article as the coder reads it. Offsets of evidence count in `full_text`."""

    article_id: str
    version: int = 1
    title: str | None
    deck: str | None = None
    text: str
    published_at: dt.datetime | None
    publisher: str | None = None
    publisher_domain: str = ""
    posts: tuple[DatedPart, ...] = ()

    @property
    def full_text(self) -> str:
        """Headline, deck and text, separated by blank lines; absent parts are left out."""
        return "\n\n".join(part for part in (self.title, self.deck, self.text) if part)

    @property
    def dated_parts(self) -> tuple[DatedPart, ...]:
        """`posts`, counted in `full_text`."""
        before = len(self.full_text) - len(self.text)
        return tuple(DatedPart(p.start + before, p.end + before, p.day) for p in self.posts)
