"""The seven published tables and their contracts. Imports neither Beam nor transforms."""

from __future__ import annotations

from typing import Any

from schemas.articles import ARTICLES, Article
from schemas.coded import Coded, Party, Place, TerritoryChange, Toll
from schemas.entries import ENTRIES, Entry
from schemas.events import EVENTS, Event
from schemas.failures import FAILURES, Failure, failure
from schemas.feeds import FEEDS, Feed
from schemas.mentions import MENTIONS, Mention
from schemas.reasons import Outcome, Reason
from schemas.row import Column, Row, Table
from schemas.runs import RUNS, Count, Run, Version

# In the order in which a run commits them; `runs` last: it names what is published.
TABLES: tuple[Table[Any], ...] = (ARTICLES, ENTRIES, MENTIONS, EVENTS, FEEDS, FAILURES, RUNS)

__all__ = [
    "ARTICLES",
    "ENTRIES",
    "EVENTS",
    "FAILURES",
    "FEEDS",
    "MENTIONS",
    "RUNS",
    "TABLES",
    "Article",
    "Coded",
    "Column",
    "Count",
    "Entry",
    "Event",
    "Failure",
    "Feed",
    "Mention",
    "Outcome",
    "Party",
    "Place",
    "Reason",
    "Row",
    "Run",
    "Table",
    "TerritoryChange",
    "Toll",
    "Version",
    "failure",
]
