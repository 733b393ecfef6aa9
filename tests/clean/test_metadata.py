from __future__ import annotations

import datetime as dt

import pytest

from transforms.clean.authors import persons
from transforms.clean.document import read_document
from transforms.clean.metadata import Metadata, read_metadata
from transforms.clean.scan import scan
from transforms.clean.titles import TitleSources, choose_title
from transforms.feeds.entry import FeedEntry

FETCHED = dt.datetime(2022, 6, 1, tzinfo=dt.UTC)
URL = "https://www.courier.example/world/town-falls"


HEADING = "<h1>Town falls to rebels</h1>"


def read(head: str = "", body: str = HEADING, *, url: str = URL, entry: FeedEntry | None = None) -> Metadata:
    document = read_document(f"<html><head>{head}</head><body>{body}</body></html>")
    found = scan(document)
    return read_metadata(found.markup, url=url, entry=entry, fetched_at=FETCHED, lines=found.lines.text)


def entry(**values: object) -> FeedEntry:
    fields: dict[str, object] = {
        "feed_id": "f", "entry_key": "k", "fingerprint": "p", "url": URL, "canonical_url": URL, "guid": None,
        "title": None,
        "summary": None, "content": None, "authors": (), "published_at": None, "updated_at": None, "publisher": None,
        "language": None,
    }  # fmt: skip
    return FeedEntry(**(fields | values))  # type: ignore[arg-type]


def ld(json: str) -> str:
    return f'<script type="application/ld+json">{json}</script>'


@pytest.mark.parametrize(
    "title",
    [
        "Town falls to rebels | The Courier",
        "Town falls to rebels - The Courier",
        "The Courier: Town falls to rebels",
        "Town falls to rebels | World | The Courier",
        "Town falls to rebels – courier.example",
    ],
)
def test_the_sites_name_is_no_part_of_the_headline(title: str) -> None:
    sources = TitleSources(page_title=title, site_names=["The Courier", "World"])
    assert choose_title(sources) == ("Town falls to rebels", "title")


def test_a_headline_with_a_dash_of_its_own_stays_whole() -> None:
    sources = TitleSources(opengraph="Town falls - again - to rebels", site_names=["The Courier"])
    assert choose_title(sources) == ("Town falls - again - to rebels", "opengraph")


def test_an_h1_that_is_the_logo_is_no_headline() -> None:
    sources = TitleSources(
        h1=["The Courier", "Town falls to rebels"], opengraph="Town falls to rebels", site_names=["The Courier"]
    )
    assert choose_title(sources) == ("Town falls to rebels", "h1")
    section = TitleSources(h1=["World news"], json_ld="Town falls to rebels", site_names=["The Courier"])
    assert choose_title(section) == ("Town falls to rebels", "json-ld")


def test_without_anything_on_the_page_the_feed_names_the_headline() -> None:
    found = read(body="<p>Text.</p>", entry=entry(title="Town falls to rebels"))
    assert (found.title, found.title_from) == ("Town falls to rebels", "feed")


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Ana Lima", ["Ana Lima"]),
        ("By ANA LIMA and PIET VAN DAM", ["Ana Lima", "Piet Van Dam"]),
        ("Ana Lima, Staff Writer", ["Ana Lima"]),
        ("Ana Lima | The Courier", ["Ana Lima"]),
        ("By Ana Lima in Marta and Omar al-Hadi", ["Ana Lima"]),
        ("Story by Ana Lima, Associated Press", ["Ana Lima"]),
        ("Ana Lima (Reuters)", ["Ana Lima"]),
        ("Martin Luther King, Jr.", ["Martin Luther King, Jr"]),
        ("Von Jürgen Groß und Léa d'Arc", ["Jürgen Groß"]),
        ("The Courier", []),
        ("Associated Press", []),
        ("AFP", []),
        ("Staff Reporter", []),
        ("admin", []),
        ("ana@courier.example", []),
        ("Published 3 May 2021", []),
    ],
)
def test_a_byline_gives_persons_alone(byline: str, names: list[str]) -> None:
    assert persons([byline], ["The Courier"])[: len(names) or None] == names


def test_broken_json_ld_still_gives_its_dates() -> None:
    for json in (
        '{"@type":"NewsArticle","headline":"Town falls to rebels","datePublished":"2021-05-03T10:00:00Z",}',
        '<!-- {"@type":"NewsArticle","datePublished":"2021-05-03T10:00:00Z"} -->',
        '[{"@graph":[{"@type":["Article","NewsArticle"],"datePublished":"2021-05-03T10:00:00Z"}]}]',
        '{"@type":"NewsArticle","description":"a "quoted" word","datePublished":"2021-05-03T10:00:00Z"}',
        '{"@type":"WebSite"}{"@type":"NewsArticle","datePublished":"2021-05-03T10:00:00Z"};',
    ):
        found = read(ld(json))
        assert found.published is not None, json
        assert (found.published.at, found.published_from) == (dt.datetime(2021, 5, 3, 10, tzinfo=dt.UTC), "json-ld")


def test_json_ld_that_a_framework_wrote_into_a_meta_element_counts() -> None:
    data = '{"@type":"NewsArticle","datePublished":"2021-05-03T10:00:00Z"}'.replace('"', "&quot;")
    found = read(f'<meta name="script:ld+json" content="{data}">')
    assert found.published is not None
    assert (found.published.day, found.published_from) == (dt.date(2021, 5, 3), "json-ld")


def test_another_articles_json_ld_is_left_alone() -> None:
    other = '{"@type":"NewsArticle","headline":"Cup final tonight","datePublished":"2020-01-01T10:00:00Z"}'
    own = '{"@type":"NewsArticle","headline":"Town falls to rebels","datePublished":"2021-05-03T10:00:00Z"}'
    found = read(ld(other) + ld(own))
    assert found.published is not None
    assert found.published.at.year == 2021


def test_each_source_of_the_date_is_named() -> None:
    cases = [
        ('<meta property="article:published_time" content="2021-05-03T10:00:00Z">', "", "meta"),
        ("", '<h1>Town falls</h1><time class="published" datetime="2021-05-03T10:00:00Z">3 May</time>', "time"),
        ("", "<h1>Town falls</h1><p>Monday, 3 May 2021, 10:00</p><p>Text.</p>", "text"),
    ]
    for head, body, origin in cases:
        found = read(head, body or "<h1>Town falls</h1>")
        assert found.published is not None
        assert (found.published.at.isoformat(), found.published_from) == ("2021-05-03T10:00:00+00:00", origin)
    by_url = read(url="https://courier.example/2021/05/03/town-falls")
    assert by_url.published is not None
    assert (by_url.published.at.date().isoformat(), by_url.published.has_time, by_url.published_from) == (
        "2021-05-03",
        False,
        "url",
    )
    by_feed = read(entry=entry(published_at=dt.datetime(2021, 5, 3, 10, tzinfo=dt.UTC)))
    assert by_feed.published_from == "feed"


def test_an_impossible_date_gives_way_to_the_next_source() -> None:
    future = ld('{"@type":"NewsArticle","datePublished":"2031-05-03T10:00:00Z"}')
    found = read(future + '<meta property="article:published_time" content="2021-05-03T10:00:00Z">')
    assert found.published_from == "meta"


def test_a_day_takes_its_time_from_a_source_that_knows_it() -> None:
    found = read(
        ld('{"@type":"NewsArticle","datePublished":"2021-05-03"}')
        + '<meta property="article:published_time" content="2021-05-03T10:00:00Z">'
    )
    assert found.published is not None
    assert (found.published.has_time, found.published_from) == (True, "meta")


def test_published_and_modified_are_two_things() -> None:
    stated = '{"@type":"NewsArticle","datePublished":"2021-05-03T10:00:00Z","dateModified":"2021-05-04T08:00:00Z"}'
    found = read(ld(stated))
    assert found.published is not None
    assert found.modified is not None
    assert (found.published.at.day, found.modified.at.day) == (3, 4)


def test_dates_of_related_stories_and_comments_do_not_count() -> None:
    body = """<h1>Town falls</h1><p>Text.</p>
    <aside><time class="published" datetime="2020-01-01T10:00:00Z"></time></aside>
    <div class="related-stories"><time datetime="2020-01-02T10:00:00Z"></time></div>
    <ul class="comments"><li><span class="author">Troll</span><time datetime="2021-05-09T10:00:00Z"></time></li></ul>"""
    found = read(body=body)
    assert found.published is None
    assert found.authors == []
