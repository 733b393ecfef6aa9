"""Which published events are those that a reader finds in the newsroom: a simple, strict comparison."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Sequence

from schemas import Event, Party
from tests.newsroom.expected import ExpectedEvent

SLACK = dt.timedelta(days=1)


def matches(expected: ExpectedEvent, event: Event) -> bool:
    """Whether an event is the expected one: type, date, place or country, and a party where parties are expected."""
    return (
        event.event_type in expected.types
        and _date_fits(expected, event)
        and _place_fits(expected, event)
        and _party_fits(expected, event)
    )


def found(expected: ExpectedEvent, events: Sequence[Event]) -> list[Event]:
    """The published events that match, those told by most articles first."""
    fitting = [e for e in events if not e.retracted and e.superseded_by is None and matches(expected, e)]
    return sorted(fitting, key=lambda e: (-e.n_articles, e.event_id))


def _date_fits(expected: ExpectedEvent, event: Event) -> bool:
    if event.date_start is None:
        return False
    last = event.date_end or event.date_start
    overlap = event.date_start - SLACK <= expected.date_end and expected.date_start <= last + SLACK
    longest = 3 * (expected.date_end - expected.date_start) + 2 * SLACK
    return overlap and last - event.date_start <= longest


def _place_fits(expected: ExpectedEvent, event: Event) -> bool:
    if event.place is None:
        return False
    names = {_plain(name) for name in expected.places}
    here = {_plain(name) for name in (event.place.name, event.place.surface, event.place.admin1) if name}
    return bool(names & here) or event.place.country in expected.countries


def _party_fits(expected: ExpectedEvent, event: Event) -> bool:
    wanted = [*expected.actors, *expected.recipients]
    return not wanted or any(_same(name, party) for name in wanted for party in (*event.actors, *event.recipients))


def _same(name: str, party: Party) -> bool:
    wanted = _plain(name)
    return any(wanted in _plain(text) or _plain(text) in wanted for text in (party.name, party.surface) if text)


def _plain(text: str) -> str:
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", " ", ascii_text).strip()
