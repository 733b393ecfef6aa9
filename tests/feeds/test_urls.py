"""Canonical URLs, publishers and ids."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from transforms.feeds.urls import article_id, canonical_url, feed_id, publisher_domain, resolve_url

STORY = "https://example.com/world/story"


@pytest.mark.parametrize(
    "variant",
    [
        "http://example.com/world/story",
        "https://www.example.com/world/story",
        "HTTPS://WWW.EXAMPLE.COM:443/world/story",
        "http://example.com:80/world/story",
        "https://example.com./world/story",
        "https://example.com/world/story/",
        "https://example.com//world///story",
        "https://example.com/world/./x/../story",
        "https://example.com/world/%73tory",
        "https://example.com/world/story#comments",
        "https://example.com/world/story?",
        "https://example.com/world/story?utm_source=rss&utm_medium=feed&UTM_Campaign=x",
        "https://example.com/world/story?fbclid=1&gclid=2&mc_cid=3&at_medium=RSS&CMP=Share_x",
        "https://example.com/world/story/amp",
        "https://example.com/world/story/amp/",
        "https://example.com/amp/world/story",
        "https://example.com/world/story.amp",
        "https://example.com/world/story?amp",
        "https://example.com/world/story?amp=1",
        "https://example.com/world/story?outputType=amp",
        "https://amp.example.com/world/story",
        "https://m.example.com/world/story",
        "https://mobile.example.com/world/story",
        "https://www.m.example.com/world/story",
        "https://example.com/world/story/index.html",
        "https://example.com/world/story;jsessionid=0A1B",
        "https://reader:secret@example.com/world/story",
        "https://www-example-com.cdn.ampproject.org/c/s/www.example.com/world/story/amp",
        "https://www.google.com/amp/s/amp.example.com/world/story",
        "https://www.google.com/url?rct=j&sa=t&url=https://www.example.com/world/story&ct=ga",
        "  https://example.com/world/story \n",
    ],
)
def test_variants_of_a_story_are_one_page(variant: str) -> None:
    assert canonical_url(variant) == STORY


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("https://example.com/story?id=1", "https://example.com/story?id=2"),
        ("https://example.com/?p=12", "https://example.com/?p=13"),
        ("https://example.com/Story", "https://example.com/story"),
        ("https://example.com/a%2Fb", "https://example.com/a/b"),
        ("https://example.com:8443/story", "https://example.com/story"),
        ("https://news.example.com/story", "https://example.com/story"),
        ("https://example.com/#!/story/1", "https://example.com/#!/story/2"),
        ("https://example.com/story?page=1", "https://example.com/story?page=2"),
        ("https://mobile.example.com/", "https://example.com/"),
        ("https://m.co.uk/story", "https://co.uk/story"),
        ("https://a.github.io/story", "https://b.github.io/story"),
        ("https://example.com/story?tag=b&tag=a", "https://example.com/story?tag=a&tag=b"),
    ],
)
def test_other_pages_stay_apart(left: str, right: str) -> None:
    assert canonical_url(left) != canonical_url(right)


def test_remaining_parameters_are_sorted_by_name() -> None:
    assert canonical_url("https://example.com/s?b=2&utm_source=x&a=1") == "https://example.com/s?a=1&b=2"


def test_a_parameter_of_one_site_counts_elsewhere() -> None:
    assert canonical_url("https://www.wsj.com/s?mod=a") == "https://wsj.com/s"
    assert canonical_url("https://example.com/s?mod=a") == "https://example.com/s?mod=a"


def test_relative_links_are_resolved() -> None:
    assert canonical_url("../b?x=1", "https://example.com/a/c/d") == "https://example.com/a/b?x=1"
    assert resolve_url("//cdn.example.com/x", "http://example.com/") == "http://cdn.example.com/x"


def test_names_outside_ascii_are_punycode() -> None:
    assert canonical_url("http://münchen.example/ü") == "https://xn--mnchen-3ya.example/%C3%BC"


@pytest.mark.parametrize(
    "url",
    ["", "story", "/story", "mailto:a@example.com", "javascript:void(0)", "file:///etc/passwd", "ftp://example.com/",
     "http://", "http://exa mple.com/", "http://[::1", "https://example.com/" + "a" * 9000],
)  # fmt: skip
def test_what_is_no_web_address_has_no_canonical_url(url: str) -> None:
    assert canonical_url(url) is None


_PIECES = st.sampled_from(
    ["http://", "https://", "www.", "amp.", "m.", "example.com", "a.co.uk", "/", "//", "amp", ".amp", ".html", "?", "&",
     "utm_source=x", "amp=1", "id=3", "url=https://example.com/x", "#!/x", "#", "%41", "%2f", "%zz", ";jsessionid=1",
     "index.html", "..", ".", ":80", ":8080", "@", "google.com", "cdn.ampproject.org/c/s/", "google.com/amp/s/", " ",
     "\u00fc", "[::1]", "127.0.0.1", "\ud800"]
)  # fmt: skip


@given(st.one_of(st.text(max_size=60), st.lists(_PIECES, max_size=14).map("".join)))
@example(".0..")
def test_canonical_urls_never_raise_and_are_their_own(text: str) -> None:
    for url in (text, "https://" + text):
        canonical = canonical_url(url)
        publisher_domain(url)
        feed_id(url)
        if canonical is not None:
            assert canonical_url(canonical) == canonical
            assert canonical.startswith("https://")
            assert len(article_id(canonical)) == 20


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("https://feeds.bbci.co.uk/news/rss.xml", "bbci.co.uk"),
        ("https://www.hawarnews.com/en/", "hawarnews.com"),
        ("https://news.gov.sy/", "news.gov.sy"),
        ("https://blog.github.io/x", "blog.github.io"),
        ("http://127.0.0.1:8000/feed", "127.0.0.1"),
        ("http://localhost/feed", "localhost"),
        ("https://www-example-com.cdn.ampproject.org/c/s/www.example.com/s", "example.com"),
        ("https://world.outlet.example/feed", "outlet.example"),
        ("http://[::1]:8000/", "[::1]"),
        ("nonsense", ""),
    ],
)
def test_the_publisher_is_the_registrable_host(url: str, domain: str) -> None:
    assert publisher_domain(url) == domain


def test_ids_are_short_and_stable() -> None:
    assert article_id("https://example.com/a") == article_id("https://example.com/a")
    assert article_id("https://example.com/a") != article_id("https://example.com/b")
    assert feed_id("HTTPS://Example.com:443/feed") == feed_id("https://example.com/feed")
    assert feed_id("https://example.com/feed?format=rss") != feed_id("https://example.com/feed?format=atom")
