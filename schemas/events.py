"""`events`: a row is one event of the world, in its current state."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

from schemas.coded import Coded
from schemas.row import Table


@dataclass(kw_only=True, slots=True)
class Event(Coded):
    """An event of the world, merged from all its mentions."""

    event_id: Annotated[str, "Stable id"]
    n_mentions: Annotated[int, "Mentions in current article versions"] = 0
    n_articles: Annotated[int, "Articles that tell it, copies included"] = 0
    n_sources: Annotated[int, "Independent publishers, copies counted once"] = 0
    first_reported_at: Annotated[dt.datetime | None, "Publication time of the first report, UTC"] = None
    last_reported_at: Annotated[dt.datetime | None, "Publication time of the latest report, UTC"] = None
    revision: Annotated[int, "1, and one more with every change"] = 1
    updated_at: Annotated[dt.datetime, "When the row changed, UTC"]
    superseded_by: Annotated[str | None, "The event that this one was merged into"] = None
    retracted: Annotated[bool, "True when no current article version tells it any more"] = False
    run_id: Annotated[str, "Run that last changed the row"] = ""


EVENTS = Table(
    name="events",
    row=Event,
    key=("event_id",),
    partition="month",
    partition_from="date_start",
    comment="One event of the world, current state",
)
