"""The newsroom serves what its data say: whole, unchanged between polls, faulty where it means to be."""

from __future__ import annotations

import http.client
import re
from collections.abc import Iterator
from pathlib import Path

import feedparser
import pytest

from pipelines.settings import load_settings
from tests.newsroom.articles import articles, outlets, split_front_matter
from tests.newsroom.demo import config
from tests.newsroom.expected import expected_articles, expected_entries, expected_events, expected_feeds
from tests.newsroom.server import Newsroom
from tests.newsroom.site import documents


@pytest.fixture(scope="module")
def newsroom() -> Iterator[Newsroom]:
    with Newsroom() as running:
        yield running


def get(newsroom: Newsroom, url: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Fetch an outlet's URL from the loopback port, as the pipeline's resolver setting does."""
    host, _, path = url.removeprefix("http://").partition("/")
    connection = http.client.HTTPConnection("127.0.0.1", newsroom.port, timeout=10)
    try:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request("GET", f"/{path}", headers={"Host": host, **named})
        response = connection.getresponse()
        return response.status, {k.lower(): v for k, v in response.getheaders()}, response.read()
    finally:
        connection.close()


def test_every_link_of_every_feed_leads_to_its_article(newsroom: Newsroom) -> None:
    newsroom.edition = 2
    for entry in expected_entries(2):
        article = articles(2)[entry.article]
        status, _, body = get(newsroom, entry.url)
        assert status == article.status, entry
        if status == 200:
            assert article.title in body.decode().replace("&#39;", "'").replace("&amp;", "&").replace("&#34;", '"'), (
                entry
            )


def test_an_unchanged_edition_answers_304_to_what_it_sent(newsroom: Newsroom) -> None:
    newsroom.edition = 1
    for url in newsroom.feed_urls:
        status, headers, _ = get(newsroom, url)
        if status == 200:
            assert get(newsroom, url, If_None_Match=headers["etag"])[0] == 304, url
            assert get(newsroom, url, If_Modified_Since=headers["last-modified"])[0] == 304, url


def test_readers_read_every_feed_but_the_faulty_ones(newsroom: Newsroom) -> None:
    newsroom.edition = 1
    reasons = expected_feeds()
    for url in newsroom.feed_urls:
        status, _, body = get(newsroom, url)
        expected = [e for e in expected_entries(1) if e.feed_url == url]
        if reasons[url] == "polled" and not url.endswith((".json", "news.xml", "news-sitemap.xml")):
            links = [e["link"] for e in feedparser.parse(body, sanitize_html=False)["entries"]]
            assert links == [e.url for e in expected], url
        elif reasons[url] == "broken_feed":
            assert not feedparser.parse(body)["entries"], url
        elif reasons[url] == "http_server_error":
            assert status == 500, url


def test_expectations_name_articles_that_exist() -> None:
    shown = articles(2)
    for article in expected_articles(2).values():
        assert article.duplicate_of is None or article.duplicate_of in shown, article.key
    for event in expected_events(2).values():
        assert event.articles, event.key
    for edition in (1, 2):
        for event in expected_events(edition).values():
            assert event.articles, f"{event.key} is told by no article of edition {edition}"


def test_an_exact_copy_is_the_same_text_and_never_older_than_its_original() -> None:
    shown = expected_articles(2)
    for article in shown.values():
        if article.duplicate_of is not None:
            original = shown[article.duplicate_of]
            assert article.published_at >= original.published_at, article.key
            assert "exact_copy" not in article.reasons or article.text == original.text, article.key


def test_a_request_is_logged_with_its_host_and_headers(newsroom: Newsroom) -> None:
    get(newsroom, "http://www.meridianpress.example/feed.xml?x=1", User_Agent="sitrep-test")
    last = newsroom.requests[-1]
    assert (last.host, last.path, last.query, last.status) == ("www.meridianpress.example", "/feed.xml", "x=1", 200)
    assert last.headers["user-agent"] == "sitrep-test"


def test_a_host_that_no_outlet_has_is_not_found(newsroom: Newsroom) -> None:
    assert get(newsroom, "http://nobody.example/")[0] == 404


def test_each_outlet_has_at_least_one_feed() -> None:
    assert all(outlet.feeds for outlet in outlets().values())


def test_the_next_morning_changes_one_report_adds_five_and_leaves_the_rest_as_it_was() -> None:
    before, after = documents(1), documents(2)
    old = {(a.outlet.host, a.path) for a in articles(1).values()}
    new = {(a.outlet.host, a.path) for a in articles(2).values()} - old
    corrected = {key for key in old if before[key].etag != after[key].etag}
    assert {path for _, path in corrected} == {articles(1)["kestrel/clashes-in-hodeidah-days-after-truce"].path}
    assert len(new) == 5


def test_the_newsroom_is_large_and_varied_enough_to_mean_something() -> None:
    shown = articles(1).values()
    assert len(outlets()) >= 8
    assert len(shown) >= 60
    assert {a.outlet.language for a in shown} >= {"en", "fr", "es"}
    assert {f.kind for o in outlets().values() for f in o.feeds} >= {"rss", "rdf", "atom", "json", "sitemap", "raw"}


def test_a_person_can_follow_the_links_of_the_index(newsroom: Newsroom) -> None:
    status, _, index = get(newsroom, f"http://127.0.0.1:{newsroom.port}/")
    links = re.findall(rb'href="(/[^"]+)"', index)
    assert status == 200
    assert len(links) > len(articles(1))
    gone = [a.outlet.host + a.path for a in articles(2).values() if a.status != 200]
    for link in links[:40]:
        expected = 404 if link.decode().lstrip("/") in gone else 200
        assert get(newsroom, f"http://127.0.0.1:{newsroom.port}{link.decode()}")[0] == expected, link


def test_an_article_file_without_front_matter_is_named_in_the_error(tmp_path: Path) -> None:
    path = tmp_path / "bad.md"
    path.write_text("no front matter")
    with pytest.raises(ValueError, match="no front matter"):
        split_front_matter(path)


def test_the_demo_s_settings_file_is_one_that_the_pipeline_accepts(newsroom: Newsroom, tmp_path: Path) -> None:
    file = tmp_path / "sitrep.toml"
    file.write_text(config(newsroom))
    settings = load_settings({"config": str(file)}, environment={})
    assert list(settings.feeds) == newsroom.feed_urls
    assert settings.fetch.routes == (("*.example", "127.0.0.1", newsroom.port),)


def test_an_expected_event_is_told_where_its_articles_name_a_place_of_it() -> None:
    shown = articles(2)
    for event in expected_events(2).values():
        told = [f"{shown[key].title} {shown[key].deck} {shown[key].text}".lower() for key in event.articles]
        assert any(place.lower() in text for text in told for place in event.places), event.key


def test_an_event_s_articles_are_published_after_it_begins() -> None:
    shown = articles(2)
    for event in expected_events(2).values():
        for key in event.articles:
            assert shown[key].published.date() >= event.date_start, (event.key, key)
