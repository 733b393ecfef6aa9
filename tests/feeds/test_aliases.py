"""Entries that moved to another address."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from tests.feeds.documents import URL, rss
from transforms.feeds.aliases import SeenEntry, guid_spellings, guids_to_look_up, moved_from, resolve_moved
from transforms.feeds.entry import FeedEntry
from transforms.feeds.parse import parse_feed

NOON = dt.datetime(2018, 12, 14, 12, tzinfo=dt.UTC)


def entries(*items: str) -> list[FeedEntry]:
    return parse_feed(rss(*items), url=URL).entries


def item(link: str, guid: str, title: str = "SDF takes Hajin", date: str = "Fri, 14 Dec 2018 10:31:00 GMT") -> str:
    return f"<title>{title}</title><link>{link}</link><guid>{guid}</guid><pubDate>{date}</pubDate>"


def seen(entry: FeedEntry, **changes: Any) -> SeenEntry:
    fields: dict[str, Any] = {
        "guid": entry.guid,
        "entry_key": entry.entry_key,
        "canonical_url": entry.canonical_url,
        "title": entry.title,
        "published_at": entry.published_at,
        "seen_at": NOON,
    }
    return SeenEntry(**fields | changes)


@pytest.mark.parametrize(
    "after",
    [
        item("https://news.example/sdf-takes-last-town", "https://news.example/?p=4711", "SDF takes last town"),
        item("https://news.example/sdf-takes-last-town", "http://news.example/?p=4711", "SDF takes last town"),
        item(
            "https://m.news.example/b", "https://news.example/?p=4711", date="Sat, 15 Dec 2018 08:00:00 GMT"
        ),  # same headline, stamped anew
    ],
)
def test_a_story_whose_headline_changed_its_address_stays_one_story(after: str) -> None:
    (old,) = entries(item("https://news.example/sdf-takes-hajin", "https://news.example/?p=4711"))
    (new,) = entries(after)
    assert new.entry_key != old.entry_key
    assert guids_to_look_up([new]) == set(guid_spellings(old.guid or ""))
    (moved,) = resolve_moved([new], [seen(old)])
    assert (moved.entry_key, moved.canonical_url) == (old.entry_key, old.canonical_url)
    assert (moved.url, moved.fingerprint) == (new.url, new.fingerprint)
    assert (moved_from(moved), moved_from(new)) == (old.canonical_url, None)


@pytest.mark.parametrize(
    ("guid", "after"),
    [
        ("1", item("https://news.example/talks", "1", "Talks in Geneva", "Sat, 15 Dec 2018 08:00:00 GMT")),
        ("x", item("https://other.test/sdf-takes-hajin", "x")),
        ("x", item("https://news.example/talks", "x", "Talks in Geneva", "Fri, 14 Dec 2018 00:00:00 GMT")),
    ],
)
def test_an_id_alone_proves_nothing(guid: str, after: str) -> None:
    (old,) = entries(item("https://news.example/sdf-takes-hajin", guid))
    (new,) = entries(after)
    rows = [seen(old), seen(old, published_at=NOON.replace(hour=0))]
    assert resolve_moved([new], rows) == [new]


def test_an_id_that_a_feed_gives_to_all_its_entries_is_none() -> None:
    (old,) = entries(item("https://news.example/a", "same"))
    both = entries(item("https://news.example/b", "same"), item("https://news.example/c", "same"))
    assert resolve_moved(both, [seen(old)]) == both


def test_a_story_that_moves_twice_keeps_its_first_address() -> None:
    (first,) = entries(item("https://news.example/1", "tag:1"))
    second = seen(first, seen_at=NOON + dt.timedelta(hours=1))
    (third,) = entries(item("https://news.example/3", "tag:1"))
    (moved,) = resolve_moved([third], [second, seen(first)])
    assert moved.canonical_url == first.canonical_url


def test_rows_without_an_id_or_an_address_are_passed_over() -> None:
    blank = {
        "guid": None,
        "entry_key": "k",
        "canonical_url": None,
        "title": None,
        "published_at": None,
        "seen_at": NOON,
    }
    assert SeenEntry.from_record(blank) is None
    assert SeenEntry.from_record(blank | {"guid": "1", "canonical_url": "https://a.example/"}) is not None
