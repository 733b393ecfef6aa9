"""`mentions`: a row is one event as one article tells it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

from schemas.coded import Coded
from schemas.row import Table


@dataclass(kw_only=True, slots=True)
class Mention(Coded):
    """An event as one version of an article tells it. A copy's mentions point to the original's."""

    mention_id: Annotated[str, "Hash of article, version and the event's place in it"]
    event_id: Annotated[str | None, "The event; set by merging"] = None
    merge_reason: Annotated[str | None, "Why it joined that event, with the score, or started it"] = None
    article_id: Annotated[str, "The article"]
    version: Annotated[int, "Its version"] = 1
    copied_from: Annotated[str | None, "mention_id in the original, where the article is a copy"] = None
    publisher_domain: Annotated[str, "The outlet"] = ""
    source_key: Annotated[str, "Independent origin: the cluster of copies or the wire behind the article"] = ""
    published_at: Annotated[dt.datetime | None, "When the article was published, UTC"] = None
    sentence: Annotated[int, "Index of the sentence in the article, headline = 0"] = 0
    char_start: Annotated[int, "Start of the evidence in title + blank line + deck + blank line + text"] = 0
    char_end: Annotated[int, "End of the evidence, exclusive"] = 0
    evidence: Annotated[str, "The sentence that tells it"] = ""
    attributed_to: Annotated[str | None, "Who says so, where it is somebody's statement"] = None
    rule: Annotated[str | None, "Frame and trigger that coded it"] = None
    coded_at: Annotated[dt.datetime, "When it was coded, UTC"]
    run_id: Annotated[str, "Run that published the row"] = ""


MENTIONS = Table(
    name="mentions",
    row=Mention,
    key=("mention_id",),
    partition="dt",
    partition_from="coded_at",
    comment="One event as one article tells it",
)
