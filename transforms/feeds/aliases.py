"""Entries that moved: a new headline often makes a new address, and the GUID alone says that it is the same story.

A GUID is believed only where something else agrees, for feeds number their entries from one at every request, give all
of them the same id, or reuse ids. The moved entry takes the identity of the first one, so that the text behind its new
address becomes a version of the article instead of a second article.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from transforms.feeds.entry import FeedEntry
from transforms.feeds.identity import plain
from transforms.feeds.urls import canonical_url, publisher_domain

# What is read of the `entries` table to recognise an entry by its GUID.
COLUMNS = ("guid", "entry_key", "canonical_url", "title", "published_at", "seen_at")


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenEntry:
    """An entry of an earlier run, as far as it tells who it is."""

    guid: str
    entry_key: str
    canonical_url: str
    title: str | None
    published_at: dt.datetime | None  # UTC
    seen_at: dt.datetime  # UTC

    @classmethod
    def from_record(cls, record: Mapping[str, object]) -> SeenEntry | None:
        """From a row of `COLUMNS`; None where it has no GUID or no address."""
        if not record.get("guid") or not record.get("canonical_url"):
            return None
        return cls(**{name: record[name] for name in COLUMNS})  # type: ignore[arg-type]


def guid_spellings(guid: str) -> tuple[str, ...]:
    """A GUID as earlier runs may have stored it: some feeds moved theirs from http to https."""
    if guid.startswith("http://"):
        return guid, f"https://{guid[7:]}"
    if guid.startswith("https://"):
        return guid, f"http://{guid[8:]}"
    return (guid,)


def guids_to_look_up(entries: Iterable[FeedEntry]) -> set[str]:
    """The GUIDs by which entries that are new by their address may be known, in every spelling."""
    return {spelling for entry in _with_guid(entries) for spelling in guid_spellings(entry.guid or "")}


def resolve_moved(entries: Sequence[FeedEntry], seen: Iterable[SeenEntry]) -> list[FeedEntry]:
    """The entries, those that moved under the key and the canonical URL that they had first; `url` stays the new one.

    Args:
        entries: Entries of one poll or of many, whose keys are not known.
        seen: What earlier runs stored under `guids_to_look_up`.
    """
    by_guid: dict[str, list[SeenEntry]] = {}
    for row in sorted(seen, key=lambda row: (row.seen_at, row.entry_key)):
        by_guid.setdefault(row.guid, []).append(row)
    uses = Counter((entry.feed_id, entry.guid) for entry in _with_guid(entries))
    resolved: list[FeedEntry] = []
    for entry in entries:
        first = None
        if entry.guid and uses[entry.feed_id, entry.guid] == 1:
            rows = [row for spelling in guid_spellings(entry.guid) for row in by_guid.get(spelling, ())]
            first = next((row for row in rows if _same_story(entry, row)), None)
        resolved.append(entry if first is None else _moved(entry, first))
    return resolved


def moved_from(entry: FeedEntry) -> str | None:
    """The canonical URL that an entry had before it moved; None where it did not."""
    if entry.url is None or entry.canonical_url is None or canonical_url(entry.url) == entry.canonical_url:
        return None
    return entry.canonical_url


def _with_guid(entries: Iterable[FeedEntry]) -> Iterable[FeedEntry]:
    return (entry for entry in entries if entry.guid and entry.canonical_url)


def _same_story(entry: FeedEntry, row: SeenEntry) -> bool:
    """Whether the title or a date that is more than a day agrees, on the same site."""
    if publisher_domain(row.canonical_url) != publisher_domain(entry.canonical_url or ""):
        return False
    title = plain(entry.title)
    if title and title == plain(row.title):
        return True
    at = entry.published_at
    return at is not None and at == row.published_at and at.time().replace(tzinfo=None) != dt.time()


def _moved(entry: FeedEntry, first: SeenEntry) -> FeedEntry:
    return replace(entry, entry_key=first.entry_key, canonical_url=first.canonical_url)
