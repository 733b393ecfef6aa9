"""The feeds that a site names."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from transforms.feeds.discover import FoundFeed, discover_feeds, discover_sitemaps

PAGE = b"""<!doctype html><html><head><base href="/en/">
<link rel="alternate" type="application/rss+xml" title="World &amp; more" href="feeds/world.xml">
<link rel="Alternate" type="application/atom+xml; charset=utf-8" href="//feeds.site.example/atom">
<link rel="alternate" type="application/feed+json" href="https://site.example/feed.json">
<link rel="alternate" type="application/rss+xml" title="Site Comments Feed" href="/comments/feed/">
<link rel="alternate" hreflang="fr" href="/fr/"><link rel="stylesheet" href="/feed.css">
</head><body><a href="/rss/middle-east.xml">Middle <b>East</b></a> <a href="/feed/">RSS</a>
<a href="https://site.example/?feed=rss2#x">old</a> <a href="/en/feeds/world.xml">again</a>
<a href="/article/feeding-the-hungry">no</a><a href="mailto:rss@site.example">no</a><a>no</a></body></html>"""


def test_declared_feeds_come_first_then_links_that_look_like_feeds() -> None:
    assert discover_feeds(PAGE, "https://site.example/start") == [
        FoundFeed(url="https://site.example/en/feeds/world.xml", title="World & more", kind="rss"),
        FoundFeed(url="https://feeds.site.example/atom", title=None, kind="atom"),
        FoundFeed(url="https://site.example/feed.json", title=None, kind="json"),
        FoundFeed(url="https://site.example/rss/middle-east.xml", title="Middle East", kind="rss"),
        FoundFeed(url="https://site.example/feed/", title="RSS", kind="rss"),
        FoundFeed(url="https://site.example/?feed=rss2", title="old", kind="rss"),
    ]


def test_a_page_without_feeds_names_none() -> None:
    assert discover_feeds(b"<p>nothing</p>", "https://site.example/") == []
    assert discover_feeds(b"", "https://site.example/") == []


def test_a_page_of_links_without_end_is_bounded() -> None:
    page = b"".join(b'<a href="/feeds/%d">x</a>' % number for number in range(5000))
    assert len(discover_feeds(page, "https://site.example/")) == 200


def test_robots_names_sitemaps_news_first() -> None:
    robots = (
        "User-agent: *\nDisallow: /\nSITEMAP: /sitemap.xml\n# Sitemap: /no\n Sitemap : https://a.example/news.xml # x\n"
    )
    assert [found.url for found in discover_sitemaps(robots, "https://a.example/robots.txt")] == [
        "https://a.example/news.xml",
        "https://a.example/sitemap.xml",
    ]


@given(st.binary(max_size=200), st.text(max_size=30))
def test_any_bytes_are_survived(page: bytes, url: str) -> None:
    for found in discover_feeds(b'<base href="' + page + b'"><a href="' + page + b'/feed">' + page, url):
        assert found.url.startswith(("http://", "https://"))
