from __future__ import annotations

from transforms.clean.body import LABELLER, TRAFILATURA, Body, find_body, html_body, json_body
from transforms.clean.document import read_document
from transforms.clean.labeller import Labels, label
from transforms.clean.scan import scan

SENTENCES = [
    f"In district {name} the army said that it had taken {count} villages and the road between them on Friday."
    for name, count in zip(
        ["north", "south", "east", "west", "upper", "lower", "inner", "outer"], range(2, 10), strict=True
    )
]
OTHER = "A recipe for lentil soup with lemon and mint that takes half an hour and feeds a family of four people."


def texts(body: Body) -> list[str]:
    return [p.text for p in body.paragraphs]


def paragraphs(*lines: str) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


def body_of(page: str, *bodies: str, labels: Labels | None = None, feed: str | None = None) -> Body:
    document = read_document(page)
    found = scan(document)
    labels = labels or label(found)
    return find_body(document, found, labels, json_bodies=bodies, feed_html=feed)


def test_the_text_is_found_without_navigation_teasers_and_comments() -> None:
    page = f"""<html><body><nav>{paragraphs(OTHER)}</nav><h1>Army takes villages</h1>
    <div id="story">{paragraphs(*SENTENCES[:4])}<h2>Later</h2>
    <div class="ad"></div>{paragraphs(*SENTENCES[4:])}</div>
    <div class="comments">{paragraphs(OTHER, OTHER, OTHER)}</div>
    <div>{paragraphs(f'<a href="/">{OTHER}</a>')}</div></body></html>"""
    body = body_of(page)
    assert body.extractor == LABELLER
    assert texts(body) == [*SENTENCES[:4], "Later", *SENTENCES[4:]]
    assert [p.kind for p in body.paragraphs].count("subhead") == 1


def test_a_headline_of_another_article_in_capitals_between_the_paragraphs_is_no_text() -> None:
    linked = '<strong><a href="/x">GENERAL WHO LOST THE PORT IS DISMISSED</a></strong>'
    page = f"""<html><body><nav><a href="/">News</a></nav><article><h1>Army takes villages</h1>
    {paragraphs(*SENTENCES[:4], linked, *SENTENCES[4:])}</article></body></html>"""
    assert texts(body_of(page)) == SENTENCES


def test_what_a_name_shows_when_it_is_pointed_at_is_no_text() -> None:
    box = (
        '<span class="hover-card"><img src="a.jpg"><a href="/a">Mara Quint</a><a href="/b">General dismissed</a></span>'
    )
    page = f"""<html><body><nav><a href="/">News</a></nav><article><h1>Army takes villages</h1>
    {paragraphs(*SENTENCES[:4])}<p>The general, <span><a href="/a">Mara Quint</a>{box}</span>, said on Friday that
    the army would not leave.</p>{paragraphs(*SENTENCES[4:])}</article></body></html>"""
    said = "The general, Mara Quint, said on Friday that the army would not leave."
    assert texts(body_of(page)) == [*SENTENCES[:4], said, *SENTENCES[4:]]


def test_a_text_in_two_containers_is_one_text() -> None:
    page = f"""<html><body><nav><a href="/">News</a> <a href="/s">Sport</a></nav><h1>Army takes villages</h1>
    <div class="row"><div class="text">{paragraphs(*SENTENCES[:4])}
    </div><div class="ad">Advertisement</div></div><div class="row"><div class="text">{paragraphs(*SENTENCES[4:])}</div>
    </div><footer><p>© The Courier</p><p><a href="/c">Contact</a></p></footer></body></html>"""
    assert [t for t in texts(body_of(page)) if t != "Advertisement"] == SENTENCES


def test_a_longer_article_body_in_the_data_replaces_a_text_that_lost_a_part() -> None:
    page = f"<html><body><article><h1>Villages taken</h1>{paragraphs(*SENTENCES[:4])}</article></body></html>"
    found = body_of(page, "\n\n".join(SENTENCES))
    assert (found.extractor, texts(found)) == ("json-ld", SENTENCES)
    assert texts(body_of(page, SENTENCES[0])) == SENTENCES[:4]


def test_where_the_labeller_is_unsure_the_text_within_its_lines_is_taken() -> None:
    page = f"<html><body><article>{paragraphs(*SENTENCES)}</article><div>{paragraphs(*[OTHER] * 3)}</div></body></html>"
    everything = range(len(scan(read_document(page)).lines))
    unsure = body_of(page, labels=Labels(list(everything), 0.5))
    assert (unsure.extractor, texts(unsure)) == (TRAFILATURA, SENTENCES)
    assert body_of(page, labels=Labels(list(everything), 0.99)).extractor == LABELLER


def test_a_page_too_large_for_the_costly_extractor_still_gives_its_text() -> None:
    page = f"<html><body><div>{paragraphs(*SENTENCES)}</div>{'<i></i>' * 70_000}</body></html>"
    assert scan(read_document(page)).oversized
    assert texts(body_of(page)) == SENTENCES


def test_markup_in_the_data_and_in_the_feed_is_read() -> None:
    marked = "&lt;p&gt;ignored&lt;/p&gt;"
    assert texts(json_body(["<p>One.</p><p>Two &amp; three.</p>"])) == ["One.", "Two & three."]
    assert texts(html_body("One.<br><br>Two <b>and</b> three.<ul><li>Four</li></ul>", "feed")) == [
        "One.",
        "Two and three.",
        "Four",
    ]
    assert texts(html_body("One line.\n\nAnother & more.", "feed")) == ["One line.", "Another & more."]
    assert texts(html_body(None, "feed")) == []
    assert texts(json_body([marked])) == ["<p>ignored</p>"]
