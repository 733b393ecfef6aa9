"""Which entry an entry is, and what it says."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.feeds.documents import RSS, SITEMAP, URL, rss
from transforms.feeds.entry import FeedEntry
from transforms.feeds.identity import entry_key, fingerprint, plain
from transforms.feeds.parse import parse_feed


def key(**fields: Any) -> str:
    given: dict[str, Any] = {"canonical": None, "guid": None, "title": None, "summary": None, "content": None}
    return entry_key(**{**given, "feed_id": "feed", **fields})


def entry(item: str, url: str = URL) -> FeedEntry:
    (found,) = parse_feed(rss(item, channel="<title>T</title><link>https://news.example/home</link>"), url=url).entries
    return found


@pytest.mark.parametrize(
    "again",
    [
        "<link>http://news.example/a</link><guid>1</guid>",
        "<link>https://www.news.example/a/</link><guid>2</guid>",
        "<link>https://amp.news.example/a?utm_medium=x#top</link><guid>https://news.example/a#3</guid>",
        "<link>https://m.news.example/a</link>",
        "<guid>https://news.example/a</guid>",
        '<guid isPermaLink="false">http://news.example/a#1</guid>',
    ],
)
def test_churned_guids_and_other_spellings_of_the_link_make_no_new_entry(again: str) -> None:
    assert entry(again).entry_key == entry("<link>https://news.example/a</link><guid>0</guid>").entry_key


def test_two_feeds_that_link_to_one_page_show_one_entry() -> None:
    item = "<link>https://news.example/a</link><guid>1</guid>"
    assert entry(item).entry_key == entry(item, url="https://other.example/feed").entry_key


def test_without_a_link_the_guid_counts_within_its_feed_unless_it_is_unique_in_the_world() -> None:
    assert key(guid="7", title="a") == key(guid="7", title="b")
    assert key(guid="7") != key(guid="8")
    assert key(guid="7", feed_id="feed") != key(guid="7", feed_id="other")
    urn = "urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a"
    assert key(guid=urn, feed_id="feed") == key(guid=urn, feed_id="other")


def test_without_link_and_guid_the_text_counts() -> None:
    assert key(title="SDF takes Hajin", summary="x") == key(title=" SDF  takes <b>Hajin</b> ", summary="x")
    assert key(title="Daily report", summary="Monday") != key(title="Daily report", summary="Tuesday")


@pytest.mark.parametrize("home", ["https://news.example/", "https://news.example/home"])
def test_entries_that_all_link_to_the_sites_front_page_stay_apart(home: str) -> None:
    first, second = (entry(f"<link>{home}</link><guid>{n}</guid><title>{n}</title>") for n in (1, 2))
    assert first.entry_key != second.entry_key
    assert first.url == home


@pytest.mark.parametrize(
    "same",
    [
        "<title>SDF  takes\nHajin</title><description>It &amp;amp; more</description>",
        "<title>SDF takes Hajin</title><description>&lt;p&gt;It &amp;amp;amp; more&lt;/p&gt;</description>",
        "<title>SDF takes Hajin</title><description>It &amp;amp; more&lt;img src='/px?r=77'&gt;</description>",
        "<title>SDF takes Hajin</title><description>It &amp;amp; more</description><pubDate>today</pubDate>",
        "<title>SDF takes Hajin</title><description>It &amp;amp; more</description><dc:date>2018-12-15</dc:date>",
    ],
)
def test_white_space_markup_guids_and_stamps_are_no_change(same: str) -> None:
    first = entry("<title>SDF takes Hajin</title><description>It &amp;amp; more</description><guid>1</guid>")
    assert entry(same).fingerprint == first.fingerprint


@pytest.mark.parametrize(
    "changed",
    [
        "<title>SDF takes Hajin, says SDF</title><description>922 killed</description>",
        "<title>SDF takes Hajin</title><description>939 killed</description>",
        "<title>SDF takes Hajin</title><description>922 killed</description><content:encoded>M</content:encoded>",
    ],
)
def test_a_changed_text_is_a_change(changed: str) -> None:
    first = entry("<title>SDF takes Hajin</title><description>922 killed</description>")
    assert entry(changed).fingerprint != first.fingerprint


def test_in_sitemaps_the_date_of_change_tells_changes() -> None:
    first = parse_feed(SITEMAP.encode(), url=URL).entries
    later = parse_feed(SITEMAP.replace("2018-12-14T12:00:00Z", "2018-12-14T15:00:00Z").encode(), url=URL).entries
    assert first[0].entry_key == later[0].entry_key
    assert first[0].fingerprint != later[0].fingerprint
    assert first[1].fingerprint == later[1].fingerprint


@given(st.text(max_size=80), st.text(max_size=80))
def test_fingerprints_of_one_text_in_other_white_space_are_one(title: str, summary: str) -> None:
    spaced = fingerprint(title=f"  {title.replace(' ', '   ')}\n", summary=summary, content=None)
    assert spaced == fingerprint(title=title, summary=summary, content="")


@given(st.text(alphabet="<>&;!-#abc lt", max_size=200))
def test_plain_text_never_raises_and_holds_no_tags_of_the_source(text: str) -> None:
    assert "\n" not in plain(text)
    assert len(plain(text)) <= 4 * len(text)


def test_a_date_is_one_moment_in_any_zone() -> None:
    moment = dt.datetime(2018, 12, 14, 12, tzinfo=dt.UTC)
    shifted = moment.astimezone(dt.timezone(dt.timedelta(hours=2)))
    blank: dict[str, Any] = {"title": None, "summary": None, "content": None}
    assert fingerprint(**blank, updated_at=moment) == fingerprint(**blank, updated_at=shifted)
    assert len(fingerprint(**blank)) == len(parse_feed(RSS.encode(), url=URL).entries[0].entry_key) == 20
