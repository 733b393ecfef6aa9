from __future__ import annotations

import datetime as dt
import gc
import pickle
import threading
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schemas.articles import ARTICLES
from schemas.reasons import Reason
from transforms.clean.article import clean_html, clean_page, page_identity
from transforms.clean.document import read_document, to_utf8
from transforms.clean.language import identify
from transforms.clean.limits import TimeLimitError, time_limit
from transforms.clean.normalise import content_hash
from transforms.clean.record import article_record
from transforms.clean.rejected import Rejected
from transforms.clean.scan import scan
from transforms.feeds.entry import FeedEntry
from transforms.fetch.page import Page

URL = "https://courier.example/2021/05/03/town-falls"
STORY = "".join(
    f"<p>{text}</p>"
    for text in (
        "Rebel fighters took the river town of Marta on Friday after a week of street fighting, residents said.",
        "The army said that its last units had left before dawn, and that 14 soldiers were killed in the withdrawal.",
        "Aid groups said that about 3,000 people had fled since Monday and were sleeping in schools along the road.",
        "Both bridges over the river were cut, and boats carried the wounded to the southern bank through the night.",
    )
)
FETCHED = dt.datetime(2021, 5, 4, tzinfo=dt.UTC)


def page(body: str, title: str = "Town falls to rebels") -> str:
    return f"<html><head><title>{title}</title></head><body>{body}</body></html>"


def feed_entry(content: str | None = None) -> FeedEntry:
    return FeedEntry(
        feed_id="feed",
        entry_key="k",
        fingerprint="p",
        url=URL,
        canonical_url=URL,
        guid="guid-1",
        title="Town falls to rebels",
        summary=None,
        content=content,
        authors=("Ana Lima",),
        published_at=dt.datetime(2021, 5, 3, 9, tzinfo=dt.UTC),
        updated_at=None,
        publisher="The Courier",
        language="en",
    )


def fetched(body: bytes) -> Page:
    return Page(
        entry=feed_entry(),
        url=URL,
        status=200,
        charset="utf-8",
        body=body,
        fetched_at=FETCHED,
        warc_file="a.warc.gz",
        warc_offset=7,
    )


def test_a_page_brings_its_entry_and_its_warc_record_along() -> None:
    article = clean_page(fetched(page(f"<h1>Town falls to rebels</h1>{STORY}").encode()), limit_s=20)
    assert (article.feed_id, article.guid, article.warc_file, article.warc_offset) == ("feed", "guid-1", "a.warc.gz", 7)
    assert (article.authors, article.published_from, article.fetched_at) == (["Ana Lima"], "feed", FETCHED)
    assert (article.publisher, article.publisher_domain) == ("The Courier", "courier.example")
    assert article.word_count == 76
    assert article.content_sha256 == content_hash(article.text)
    assert ARTICLES.from_arrow(ARTICLES.to_arrow([article])) == [article]


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        (b"", Reason.NO_TEXT),
        (b"%PDF-1.7 ...", Reason.NOT_HTML),
        (b'{"a": 1}', Reason.NOT_HTML),
        (b"just words", Reason.NOT_HTML),
        (b'<?xml version="1.0"?><rss version="2.0"><channel/></rss>', Reason.NOT_HTML),
        (page("").encode(), Reason.NO_TEXT),
        (
            page("<p>Checking your browser before accessing the site.</p>", "Just a moment...").encode(),
            Reason.CHALLENGE_PAGE,
        ),
        (page("<h1>Access denied</h1><p>You have been blocked.</p>", "Access denied").encode(), Reason.CHALLENGE_PAGE),
        (
            page(
                "<div><p>We and our 800 partners process your personal data.</p><p>Accept all cookies</p></div>",
                "Courier",
            ).encode(),
            Reason.CONSENT_PAGE,
        ),
        (
            page("<h1>Town falls</h1><p>Subscribe to continue reading. Already a subscriber? Log in</p>").encode(),
            Reason.PAYWALL,
        ),
    ],
)
def test_what_is_no_article_is_rejected_with_its_reason(html: bytes, reason: Reason) -> None:
    with pytest.raises(Rejected) as caught:
        clean_html(html, url=URL, fetched_at=FETCHED)
    assert caught.value.reason == reason
    assert caught.value.detail
    copy = pickle.loads(pickle.dumps(caught.value))
    assert (copy.reason, copy.detail) == (reason, caught.value.detail)


def test_an_article_about_cookies_and_paywalls_is_an_article() -> None:
    body = (
        "<h1>Ministers argue about cookies</h1>"
        + STORY
        + "<p>Accept all cookies, sites say, or subscribe to continue reading.</p>"
    )
    assert clean_html(page(body), url=URL).word_count > 70


def test_a_short_brief_is_kept_and_flagged() -> None:
    article = clean_html(
        page("<h1>Town falls</h1><p>Rebels took Marta on Friday, the army said. Two people were killed.</p>"), url=URL
    )
    assert "too_short" in article.quality_flags


def test_a_page_whose_text_is_made_by_scripts_takes_it_from_its_data_or_from_the_feed() -> None:
    body = STORY.replace("</p><p>", "\\n").replace("<p>", "").replace("</p>", "")
    ld = f'<script type="application/ld+json">{{"@type":"NewsArticle","articleBody":"{body}"}}</script>'
    by_data = clean_html(page(f"{ld}<h1>Town falls</h1><div id='app'></div>"), url=URL)
    assert by_data.word_count == 76
    by_feed = clean_html(page("<h1>Town falls</h1><div id='app'></div>"), url=URL, entry=feed_entry(STORY))
    assert (by_feed.word_count, by_feed.extractor) == (76, "feed")


@pytest.mark.parametrize(
    ("body", "charset", "text"),
    [
        ("<p>café”</p>".encode(), None, "café”"),
        ("<p>café”</p>".encode(), "iso-8859-1", "café”"),
        ("<p>café”</p>".encode("cp1252"), "iso-8859-1", "café”"),
        ('<meta charset="windows-1251"><p>Город взят</p>'.encode("cp1251"), None, "Город взят"),
        ("<p>город</p>".encode("utf-16"), None, "город"),
        ("\ufeff<p>café</p>".encode(), "latin-1", "café"),
        ("<p>取材</p>".encode("shift_jis"), "Shift_JIS", "取材"),
        ("<p>caf\xe9 au lait</p>".encode("latin-1"), "no-such-charset", "café au lait"),
        ("<p>été à la plage</p>".encode()[:-9] + b"\xc3</p>", "utf-8", "été à la"),
        ("<p>“We’ll stay,” said José</p>".encode().decode("latin-1").encode(), "utf-8", "“We’ll stay,” said José"),
        ("<p>‘Niños’ – café…</p>".encode().decode("cp1252").encode(), None, "‘Niños’ – café…"),
        (
            "<p>“Â€” stands for a lost sign, as does â\x80\x99</p>".encode(),
            None,
            "“Â€” stands for a lost sign, as does â",
        ),
    ],
)
def test_bytes_become_the_text_they_mean(body: bytes, charset: str | None, text: str) -> None:
    assert text in to_utf8(body, charset).decode()


def test_a_canonical_link_counts_on_the_same_site_alone() -> None:
    assert page_identity(URL + "?utm_source=x", "/world/town") == "https://courier.example/world/town"
    assert page_identity(URL, "https://apnews.com/article/1") == URL
    assert page_identity(URL, "https://courier.example/") == URL
    assert page_identity(URL, None) == URL
    syndicated = clean_html(
        page(f'<link rel="canonical" href="https://apnews.com/article/1"><h1>Town</h1>{STORY}'), url=URL
    )
    assert (syndicated.canonical_url, syndicated.wire_source) == (URL, "AP")


@pytest.mark.parametrize(
    ("text", "declared", "language"),
    [
        ("The army said that its last units had left the town before dawn on Friday.", "de", "en"),
        ("Hunderte Menschen warten seit Sonntag an der geschlossenen Grenze auf die Ausreise.", "en", "de"),
        ("Армия заявила, что её последние части покинули город до рассвета.", None, "ru"),
        ("OK", "fr", "fr"),
        ("123 456", None, None),
    ],
)
def test_the_text_tells_its_language_and_the_page_decides_doubts(
    text: str, declared: str | None, language: str | None
) -> None:
    found, confidence = identify(text, declared)
    assert found == language
    assert confidence is None or 0 <= confidence <= 1


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "The army said on Friday that its last units had left the town before dawn, and that it would not return. ",
        ),
        (
            "de",
            "Die Armee teilte am Freitag mit, dass ihre letzten Einheiten die Stadt vor dem Morgen verlassen haben. ",
        ),
        (
            "da",
            "Hæren sagde fredag, at de sidste enheder havde forladt byen før daggry, og at den ikke vender tilbage. ",
        ),
        (
            "pt",
            "O exército disse na sexta-feira que as últimas unidades saíram da cidade antes do amanhecer. ",
        ),
        (
            "nl",
            "Het leger zei vrijdag dat de laatste eenheden de stad voor zonsopgang hadden verlaten. ",
        ),
    ],
)
@pytest.mark.parametrize("declared", ["en", "de", "fr", "it", None])
def test_a_long_text_tells_its_language_whatever_the_page_declares(
    language: str, text: str, declared: str | None
) -> None:
    found, confidence = identify(text * 6, declared)
    assert found == language
    assert confidence is not None
    assert confidence >= 0.9


def test_a_pictures_credit_does_not_make_the_text_an_agencys() -> None:
    picture = '<figure><span class="story-image-copyright">Reuters</span><figcaption>The bridge</figcaption></figure>'
    assert clean_html(page(f"<h1>Town falls</h1>{picture}{STORY}"), url=URL).wire_source is None
    source = '<div class="article-source">Reuters</div>'
    assert clean_html(page(f"<h1>Town falls</h1>{source}{STORY}"), url=URL).wire_source == "Reuters"


def test_copies_word_for_word_have_one_hash() -> None:
    assert content_hash("“Stay,”\u00a0he said – twice") == content_hash('"Stay," he  said - twice')
    assert content_hash("He said it once.") != content_hash("He said it twice.")


def test_hostile_pages_end() -> None:
    for html in (
        "<div>" * 20_000 + "<p>x</p>",
        "<html><body>" + "<p>word <b>" * 3_000,
        "<html><body>" + "<div>" * 200 + "<p>x y z. " * 20_000,
        "<html><body>" + "<table><tr><td>" * 2_000,
        "<html><head>" + '<script type="application/ld+json">' + "[" * 50_000,
        "<html><body><h1>" + "a - " * 30_000,
        "<html><body><p>" + "(" * 30_000 + "</p><p class='" + "by-" * 10_000 + "'>",
    ):
        try:
            clean_html(html, url=URL, limit_s=30)
        except Rejected:
            continue


def test_the_time_limit_stops_code_in_any_thread_and_spares_what_is_in_time() -> None:
    stopped: list[bool] = []

    def endless() -> None:
        try:
            with time_limit(0.05):
                while True:
                    time.sleep(0.001)
        except TimeLimitError:
            stopped.append(True)

    thread = threading.Thread(target=endless)
    thread.start()
    thread.join(30)
    assert stopped == [True]
    with time_limit(30):
        pass
    with time_limit(None):
        pass


def test_the_record_is_json_with_iso_dates() -> None:
    article = clean_html(page(f"<h1>Town falls to rebels</h1>{STORY}"), url=URL, fetched_at=FETCHED)
    record = article_record(article, "7")
    assert (record["id"], record["published_at"], record["published_from"]) == ("7", "2021-05-03", "url")
    assert list(record)[:3] == ["id", "title", "text"]


PIECES = [
    "<html>",
    "<p>",
    "</p>",
    "<h1>",
    "<div class='byline'>",
    "<meta name=date content='",
    "'>",
    "<time datetime='",
    "\x00",
    '<script type="application/ld+json">',
    '{"@type":"NewsArticle",',
    '"author":[{}],',
    '"headline":null}',
    "</script>",
    "<figure><figcaption>",
    "By",
    "(AP) —",
    "\ufffd",
    "<svg><title>",
    "<table><tr><td>",
    "2021-05-03",
    "&#0;",
    "&nbsp;",
    "<base href='http://['>",
    "<link rel=canonical href='http://[x'>",
]
markup = st.lists(st.sampled_from(PIECES) | st.text(max_size=30), max_size=25).map("".join)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=400) | markup.map(lambda text: text.encode("utf-8", "replace")))
def test_arbitrary_bytes_give_an_article_or_a_rejection(body: bytes) -> None:
    try:
        article = clean_html(body, url=URL, entry=feed_entry(), fetched_at=FETCHED)
    except Rejected:
        return
    ARTICLES.to_arrow([article])
    assert article.text.strip()


@pytest.mark.parametrize("on", [True, False])
def test_the_search_for_cycles_is_left_as_it_was_found(on: bool) -> None:
    before = gc.isenabled()
    (gc.enable if on else gc.disable)()
    try:
        clean_html(page(PROSE), url=URL)
        with pytest.raises(Rejected):
            clean_html(b"%PDF-1.7", url=URL)
        assert gc.isenabled() == on
    finally:
        (gc.enable if before else gc.disable)()


def test_the_elements_of_a_page_are_counted() -> None:
    assert scan(read_document("<p>a</p><p>b</p>")).elements == 4  # with html and body


PROSE = (
    "<p>Fighters entered the town at dawn and held its northern quarter by noon, residents said.</p>"
    "<p>The hospital took in eleven wounded, and the bakery opened again in the afternoon.</p>"
)
CONSENT = (
    "<div class='cmp cmp--open' role='dialog'><h2>We value your privacy</h2><p>"
    + "We and our 214 partners store and access information on a device, such as cookies, and process data. " * 12
    + "</p><button>I accept</button></div>"
)


def test_a_consent_dialog_beside_a_short_article_is_furniture() -> None:
    page = f"<html><body>{CONSENT}<main><h1>Town taken at dawn</h1><div>{PROSE}</div></main></body></html>"
    text = clean_html(page, url="https://news.example/a").text
    assert text.startswith("Fighters entered")
    assert text.endswith("in the afternoon.")


def test_a_page_that_is_nothing_but_the_dialog_is_a_consent_page() -> None:
    with pytest.raises(Rejected) as rejected:
        clean_html(f"<html><body>{CONSENT}</body></html>", url="https://news.example/a")
    assert rejected.value.reason is Reason.CONSENT_PAGE


def test_sign_up_boxes_labels_and_credit_lines_are_no_text() -> None:
    box = (
        "<div class='css-1'><h3>Sign up for Valley Mornings</h3><p>All the news, each day.</p><button>Go</button></div>"
    )
    page = (
        "<html><body><h1>Town taken at dawn</h1><p>World</p><section>"
        f"<div>{PROSE}</div>{box}<div>{PROSE.replace('dawn', 'dusk').replace('eleven', 'twelve')}</div>"
        "<p>(AP)</p></section></body></html>"
    )
    article = clean_html(page, url="https://news.example/world/a")
    assert not any(furniture in article.text for furniture in ("Sign up", "World", "(AP)"))
    assert article.text.count("residents said") == 2
    assert article.wire_source == "AP"


def test_copies_with_and_without_the_dateline_have_one_content_hash() -> None:
    page = "<html><body><article><h1>Town taken at dawn</h1>{}</article></body></html>"
    own = clean_html(page.format(PROSE), url="https://news.example/a")
    copy = clean_html(page.format(PROSE.replace("<p>", "<p>HAJIN, Syria (AP) — ", 1)), url="https://other.example/b")
    assert own.content_sha256 == copy.content_sha256


def test_authors_of_weblog_lines_and_of_bylines_in_capitals_are_found() -> None:
    weblog = (
        "<html><head><title>Baidoa under curfew « Horn Notes</title></head><body><h1>Horn Notes</h1><h2>Baidoa under"
        f" curfew</h2><small>December 15, 2018 by Ibrahim ag Moussa</small><div>{PROSE}</div></body></html>"
    )
    assert clean_html(weblog, url="https://horn.example/?p=1").authors == ["Ibrahim ag Moussa"]
    byline = "<span class='byline'>By SARAH DELMAS Associated Press</span>"
    paper = f"<html><body><h1>Town taken at dawn</h1>{byline}{PROSE}</body></html>"
    assert clean_html(paper, url="https://news.example/a").authors == ["Sarah Delmas"]
