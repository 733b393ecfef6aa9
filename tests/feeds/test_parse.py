"""Any feed's bytes to its entries."""

from __future__ import annotations

import datetime as dt
import gzip
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.reasons import Reason
from tests.feeds.documents import ATOM, JSON_FEED, RDF, RSS, SITEMAP, SITEMAP_INDEX, URL, rss
from transforms.feeds.entry import FeedEntry
from transforms.feeds.parse import FeedError, ParsedFeed, parse_feed

KINDS = [("rss", RSS), ("rdf", RDF), ("atom", ATOM), ("json", JSON_FEED), ("sitemap", SITEMAP)]


def parse(document: str | bytes, **options: object) -> ParsedFeed:
    body = document.encode() if isinstance(document, str) else document
    return parse_feed(body, **{"url": URL, **options})  # type: ignore[arg-type]


def only(item: str) -> FeedEntry:
    (entry,) = parse(rss(item)).entries
    return entry


@pytest.mark.parametrize(("kind", "document"), KINDS)
def test_every_kind_yields_the_same_entries(kind: str, document: str) -> None:
    feed = parse(document)
    hajin, geneva = feed.entries
    assert feed.kind == kind
    assert feed.title == "World News"
    assert hajin.canonical_url == "https://news.example/world/hajin"
    assert (hajin.title, geneva.title) == ("SDF takes Hajin", "Talks in Geneva")
    assert hajin.published_at == dt.datetime(2018, 12, 14, 8, 30, tzinfo=dt.UTC)
    assert geneva.published_at == dt.datetime(2018, 12, 13, 9, 0, tzinfo=dt.UTC)
    assert hajin.publisher == "World News"
    assert (hajin.language or "").startswith("en")
    assert feed.problems == []


@pytest.mark.parametrize(("kind", "document"), KINDS)
def test_an_entry_has_the_same_key_in_every_kind_of_feed(kind: str, document: str) -> None:
    del kind
    assert parse(document).entries[0].entry_key == parse(RSS).entries[0].entry_key


@pytest.mark.parametrize(("kind", "document"), KINDS[:1] + KINDS[2:4])
def test_texts_and_authors_are_kept_as_the_feed_has_them(kind: str, document: str) -> None:
    del kind
    entry = parse(document).entries[0]
    assert entry.content == "<p>In full.</p>"
    assert entry.summary is not None
    assert entry.summary.startswith("The last town")
    assert entry.authors == ("Jane Roe",)


def test_links_stay_as_given_and_relative_ones_are_resolved() -> None:
    assert parse(RSS).entries[0].url == "https://news.example/world/hajin?utm_source=rss"
    assert parse(ATOM).entries[0].url == "https://news.example/world/hajin"
    assert only("<link>http://Example.com/A%20b</link>").url == "http://Example.com/A%20b"
    assert only("<link>../a</link>").url == "https://news.example/a"


def test_xml_base_reaches_links_though_it_is_relative_itself() -> None:
    body = ATOM.replace('xml:base="https://news.example/"', 'xml:base="/desk/"')
    assert parse(body).entries[0].url == "https://news.example/desk/world/hajin"


def test_a_feed_asks_for_its_own_pace() -> None:
    assert parse(RSS).update_hint_s == 1800
    twice_a_day = "<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>"
    assert parse(rss(channel=twice_a_day)).update_hint_s == 43200
    assert parse(rss(channel="<ttl>-5</ttl><sy:updatePeriod>now and then</sy:updatePeriod>")).update_hint_s is None


def test_a_guid_that_is_a_link_stands_in_for_one() -> None:
    assert only("<guid>https://news.example/a</guid>").url == "https://news.example/a"
    assert only('<guid isPermaLink="false">https://news.example/a</guid>').url == "https://news.example/a"
    assert only('<guid isPermaLink="false">a</guid><title>t</title>').url is None


def test_a_page_behind_a_feed_services_counter_is_named_by_its_own_address() -> None:
    body = rss(
        '<link>https://feedproxy.example/~r/1</link><f:origLink xmlns:f="http://rssnamespace.org/feedburner/ext/1.0">'
        "https://news.example/a</f:origLink>"
    )
    assert parse(body).entries[0].url == "https://news.example/a"


@pytest.mark.parametrize("link", ["javascript:alert(1)", "mailto:a@b.example", "file:///etc/passwd", "http://", "   "])
def test_links_to_nothing_fetchable_are_none_and_the_entry_stays(link: str) -> None:
    feed = parse(rss(f"<title>t</title><link>{link}</link>"))
    assert [entry.url for entry in feed.entries] == [None]
    assert feed.problems == ["1 entries without a link to a page"]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Plain", "Plain"),
        ("  two\n lines ", "two lines"),
        ("AT&amp;amp;T", "AT&T"),
        ("Caf&amp;#233;", "Café"),
        ("&lt;b&gt;Bold&lt;/b&gt; claim", "Bold claim"),
        ("<![CDATA[<p>One</p><p>Two</p>]]>", "One Two"),
        ("5 &lt; 6 and 7 &gt; 3", "5 < 6 and 7 > 3"),
        ("x<![CDATA[<script>evil()</script>]]>", "x"),
        ("sa<![CDATA[<!-- a --><!-- never closed >]]>fe", "safe"),
        ("", None),
    ],
)
def test_titles_are_plain_text(title: str, expected: str | None) -> None:
    assert only(f"<title>{title}</title><link>/a</link>").title == expected


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ("<author>jane@news.example (Jane Roe)</author>", ("Jane Roe",)),
        ("<author>Jane Roe &lt;jane@news.example&gt;</author>", ("Jane Roe",)),
        ("<dc:creator>Jane Roe</dc:creator><dc:creator>John Doe</dc:creator>", ("Jane Roe", "John Doe")),
        ("<dc:creator>Jane Roe</dc:creator><author>jane@news.example (Jane Roe)</author>", ("Jane Roe",)),
        ("<author>jane@news.example</author>", ()),
    ],
)
def test_authors_are_names(author: str, expected: tuple[str, ...]) -> None:
    assert only(f"<link>/a</link>{author}").authors == expected


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("Fri, 14 Dec 2018 10:30:00 +0200", "2018-12-14T08:30"),
        ("14 Dec 2018 10:30 EST", "2018-12-14T15:30"),
        ("2018-12-14T10:30:00.123Z", "2018-12-14T10:30"),
        ("2018-12-14 10:30:00", "2018-12-14T10:30"),
        ("2018-12-14", "2018-12-14T00:00"),
        ("14/12/2018 10:30", "2018-12-14T10:30"),
        ("12/14/2018 10:30", "2018-12-14T10:30"),
        ("December 14, 2018 10:30 am", "2018-12-14T10:30"),
        ("Fri, 14 Dec 2018 10:30:00 CET", "2018-12-14T09:30"),
        ("Fri, 14 Jun 2019 10:30:00 CEST", "2019-06-14T08:30"),
        ("05/06/2018", None),
        ("Tomorrow", None),
        ("December 2018", None),
        ("Thu, 01 Jan 1970 00:00:00 GMT", None),
        ("Fri, 14 Dec 20180 10:30:00 GMT", None),
        ("0000-00-00 00:00:00", None),
        ("9" * 5000, None),
    ],
)
def test_dates_are_utc_or_none(date: str, expected: str | None) -> None:
    found = only(f"<link>/a</link><pubDate>{date}</pubDate>").published_at
    assert found == (dt.datetime.fromisoformat(expected).replace(tzinfo=dt.UTC) if expected else None)


def test_names_of_months_are_read_in_the_feeds_language() -> None:
    body = rss("<link>/a</link><pubDate>14 décembre 2018 10:30</pubDate>", channel="<language>fr-FR</language>")
    assert parse(body).entries[0].published_at == dt.datetime(2018, 12, 14, 10, 30, tzinfo=dt.UTC)


def test_dates_far_ahead_are_dropped_where_the_time_is_known() -> None:
    now = dt.datetime(2018, 12, 1, tzinfo=dt.UTC)
    feed = parse(RSS, now=now)
    assert [entry.published_at for entry in feed.entries] == [None, None]
    assert feed.problems == ["2 dates that cannot be read or cannot be"]


def test_a_charset_in_the_header_goes_before_the_documents() -> None:
    body = RSS.replace("Hajin", "Hadschīn").encode("utf-8")
    assert parse(body).entries[0].title == "SDF takes Hadschīn"
    latin = RSS.replace("UTF-8", "iso-8859-1").replace("Hajin", "Café").encode("iso-8859-1")
    assert parse(latin).entries[0].title == "SDF takes Café"
    undeclared = RSS.replace(' encoding="UTF-8"', "").replace("Hajin", "Café").encode("iso-8859-1")
    assert parse(undeclared, content_type="text/xml; charset=iso-8859-1").entries[0].title == "SDF takes Café"


@pytest.mark.parametrize("codec", ["utf-16", "utf-32", "utf-8-sig", "cp1251", "koi8-r"])
def test_encodings_are_read(codec: str) -> None:
    body = rss("<title>Хаджин</title><link>/a</link>").decode()
    declared = f'<?xml version="1.0" encoding="{codec.removesuffix("-sig")}"?>{body}'
    assert parse(declared.encode(codec)).entries[0].title == "Хаджин"


def test_encodings_that_python_lacks_are_read() -> None:
    body = b'<?xml version="1.0" encoding="ms-cyrl"?>' + rss("<title>X</title>").replace(
        b"X", "Хаджин".encode("cp1251")
    )
    assert parse(body).entries[0].title == "Хаджин"


def test_a_gzip_file_is_unpacked() -> None:
    assert len(parse(gzip.compress(SITEMAP.encode())).entries) == 2


def test_broken_xml_yields_what_can_be_read_and_says_so() -> None:
    feed = parse(RSS.replace("Talks in Geneva", "Talks & tears <br> in Geneva"))
    assert len(feed.entries) == 2
    assert feed.problems[0].startswith("not well-formed")
    cut = parse(SITEMAP[: SITEMAP.index("<news:title>Talks")])
    assert cut.entries[0].title == "SDF takes Hajin"
    assert cut.problems[0].startswith("not well-formed")


def test_a_feed_without_entries_is_a_feed() -> None:
    assert parse(rss()).entries == []
    assert parse('{"version": "https://jsonfeed.org/version/1", "items": []}').entries == []
    assert parse('<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"/>').entries == []


@pytest.mark.parametrize(
    ("body", "reason", "message"),
    [
        (b"", Reason.NOT_A_FEED, "empty"),
        (b"  \n", Reason.NOT_A_FEED, "empty"),
        (b"<!DOCTYPE html><html><body>Hi</body></html>", Reason.NOT_A_FEED, "HTML page"),
        (b"\xef\xbb\xbf<!-- x --><HTML><p>Hi", Reason.NOT_A_FEED, "HTML page"),
        (b"<opml><body/></opml>", Reason.NOT_A_FEED, "OPML"),
        (b"just text", Reason.NOT_A_FEED, "just text"),
        (b"<note><to>you</to></note>", Reason.NOT_A_FEED, "note"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", Reason.NOT_A_FEED, "Neither"),
        (b'{"error": "no"}', Reason.NOT_A_FEED, "no JSON Feed"),
        (b"[1, 2]", Reason.NOT_A_FEED, "no JSON Feed"),
        (b'{"items": [', Reason.BROKEN_FEED, "JSON cannot be read"),
        (b"[" * 100_000, Reason.BROKEN_FEED, "JSON cannot be read"),
        (b"\x1f\x8bnot gzip", Reason.BROKEN_FEED, "gzip"),
    ],
)
def test_what_is_no_feed_is_refused_with_a_reason(body: bytes, reason: Reason, message: str) -> None:
    with pytest.raises(FeedError, match=message) as caught:
        parse(body)
    assert caught.value.reason is reason
    copy = pickle.loads(pickle.dumps(caught.value))
    assert (copy.reason, str(copy)) == (reason, str(caught.value))


def test_bodies_above_the_limit_are_refused_packed_or_not() -> None:
    for body in (RSS.encode(), gzip.compress(b"<rss>" + b" " * 50_000_000)):
        with pytest.raises(FeedError) as caught:
            parse(body, max_bytes=500)
        assert caught.value.reason is Reason.TOO_LARGE


def test_entity_bombs_and_foreign_entities_do_nothing() -> None:
    bomb = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    doctype = f'<!DOCTYPE rss [<!ENTITY l0 "lol">{bomb}<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    feed = parse(doctype.encode() + rss("<title>a &l9; &f; b</title><link>/a</link>"))
    assert len(feed.entries[0].title or "") < 100
    assert "root:" not in (feed.entries[0].title or "")
    sitemap = parse(doctype + SITEMAP.split("?>", 1)[1].replace("SDF takes", "&l9; &f;"))
    assert len(sitemap.entries[0].title or "") < 100


def test_hostile_repetition_takes_no_quadratic_time() -> None:
    for junk in ("&lt;!--", "&lt;", "&lt;a ", "&amp;#", "&lt;script&gt;"):
        body = rss(f"<title>{junk * 40_000}</title><description>{junk * 40_000}</description><link>/a</link>")
        assert len(parse(body).entries) == 1
    assert parse(b"<urlset>" + b"<url>" * 100_000).kind == "sitemap"


def test_a_news_sitemap_with_undeclared_prefixes_is_read() -> None:
    feed = parse(SITEMAP.replace('xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"', ""))
    assert [entry.title for entry in feed.entries] == ["SDF takes Hajin", "Talks in Geneva"]


def test_bare_ampersands_in_a_sitemaps_addresses_are_kept() -> None:
    feed = parse("<urlset><url><loc>https://news.example/?a=1&b=2&amp;c=3</loc></url></urlset>")
    assert feed.entries[0].url == "https://news.example/?a=1&b=2&c=3"
    assert feed.problems[0].startswith("not well-formed")


@pytest.mark.parametrize("codec", ["utf-8", "utf-16"])
def test_traps_of_namespaces_and_attributes_are_refused(codec: str) -> None:
    namespaces = "".join(f'<x{n}:y xmlns:x{n}="{n}"/>' for n in range(30_000))
    attributes = "<item " + " ".join(f'a{n}="{n}"' for n in range(60_000)) + "/>"
    for trap, message in ((namespaces, "30,000 namespaces"), (attributes, "60,000 attributes")):
        with pytest.raises(FeedError, match=message):
            parse(f"<rss><channel>{trap}</channel></rss>".encode(codec))


def test_a_sitemap_index_names_its_sitemaps() -> None:
    feed = parse(SITEMAP_INDEX)
    assert feed.kind == "sitemap_index"
    assert [sub.url for sub in feed.sitemaps] == [
        "https://news.example/sitemap-news.xml",
        "https://news.example/sitemap-2017.xml",
        "https://news.example/sitemap-pages.xml",
    ]
    assert feed.sitemaps[1].modified_at == dt.datetime(2017, 12, 31, tzinfo=dt.UTC)


def test_json_feeds_of_either_version_and_loose_types_are_read() -> None:
    feed = parse(
        '{"version": "https://jsonfeed.org/version/1", "author": {"name": "Jane Roe"}, "items": '
        '[{"id": 7, "url": "/a", "content_text": "x", "date_published": "14 Dec 2018"}, 5, '
        '{"title": ["no"], "id": null}]}'
    )
    assert [entry.guid for entry in feed.entries] == ["7", None]
    assert feed.entries[0].url == "https://news.example/a"
    assert feed.entries[0].authors == ("Jane Roe",)
    assert feed.entries[0].published_at == dt.datetime(2018, 12, 14, tzinfo=dt.UTC)
    assert "1 items are no objects" in feed.problems


def test_entries_on_one_page_are_noted() -> None:
    feed = parse(rss("<link>/live#1</link>", "<link>/live#2</link>", "<link>/other</link>"))
    assert len(feed.entries) == 3
    assert feed.problems == ["1 entries repeat another one's page"]


@given(st.binary(max_size=300), st.sampled_from([RSS, RDF, ATOM, JSON_FEED, SITEMAP, SITEMAP_INDEX]), st.data())
def test_damaged_feeds_are_read_or_refused_and_never_crash(junk: bytes, document: str, data: st.DataObject) -> None:
    body = document.encode()
    at = data.draw(st.integers(0, len(body)))
    cut = data.draw(st.integers(0, 50))
    for damaged in (junk, body[:at] + junk + body[at + cut :], body[:at]):
        try:
            feed = parse(damaged)
        except FeedError:
            continue
        assert all(len(entry.entry_key) == 20 for entry in feed.entries)
