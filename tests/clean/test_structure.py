"""What of a page becomes headline, deck, caption, credit, dateline, subhead and quote, on pages written for it."""

from __future__ import annotations

import pytest

from schemas.articles import Article
from transforms.clean.article import clean_html

TITLE = "Town falls to rebels"
DECK = "Residents flee south as the army and the rebels both claim the bridge"
TEXT = (
    "Rebel fighters took the town of Marta on Friday after a week of fighting along the northern road, residents said.",
    "The army denied it and said that its units still held the bridge, the barracks and the old market of the town.",
    "“We have lost our homes and we have nowhere to go, and nobody in the capital answers us,” said a teacher.",
    "Shells hit the old market in the morning and killed three traders, medics at the hospital told the Courier.",
    "The mediators in the capital called off the talks that were to begin on Tuesday, an envoy of the union said.",
    "Families left on foot with what they could carry in the rain, and the road to the south was closed by noon.",
)
PARAGRAPHS = [f"<p>{text}</p>" for text in TEXT]
PULLED = "We have lost our homes and we have nowhere to go"


def read(*parts: str, top: str = "") -> Article:
    body = f"{top}<h1>{TITLE}</h1>{''.join(parts)}"
    return clean_html(
        f"""<html lang="en"><head><title>{TITLE} | The Courier</title></head><body>
        <header><nav><a href="/">Home</a> <a href="/world">World</a></nav></header>
        <main><article>{body}</article></main>
        <footer><p>© 2021 The Courier</p></footer></body></html>""",
        url="https://courier.example/world/town-falls",
    )


def spans(article: Article) -> list[tuple[str, str]]:
    return [(span.kind, article.text[span.start : span.end]) for span in article.spans]


def test_a_plain_article_is_its_headline_and_its_paragraphs() -> None:
    article = read(*PARAGRAPHS)
    assert (article.title, article.deck, article.captions, article.spans) == (TITLE, None, [], [])
    assert article.text.split("\n\n") == list(TEXT)


@pytest.mark.parametrize(
    "markup", [f'<p class="standfirst">{DECK}</p>', f"<h2>{DECK}</h2>", f'<div class="article-dek">{DECK}</div>']
)
def test_the_line_below_the_headline_is_the_deck_and_no_text(markup: str) -> None:
    article = read(markup, '<div class="byline">By <a rel="author">Ana Lima</a></div>', *PARAGRAPHS)
    assert (article.deck, article.authors) == (DECK, ["Ana Lima"])
    assert article.text.split("\n\n") == list(TEXT)


@pytest.mark.parametrize(
    "markup",
    [
        f'<div class="pull-quote"><p>“{PULLED}”</p></div>',
        f'<aside class="pullquote">{PULLED}</aside>',
        f"<blockquote><p>{PULLED}</p></blockquote>",
        f"<p>“{PULLED}”</p>",  # nothing but that the text says the same
    ],
)
def test_a_pull_quote_is_set_apart_from_the_text_that_it_repeats(markup: str) -> None:
    found = spans(read(*PARAGRAPHS[:3], markup, *PARAGRAPHS[3:]))
    assert [(kind, text.strip("“”")) for kind, text in found] == [("quote", PULLED)]


def test_a_quoted_statement_is_a_quote_and_its_introduction_is_text() -> None:
    statement = "Our fighters entered Marta at dawn and hold every street of it, and we call on its people to stay in."
    parts = ("<p>The statement reads:</p>", f"<blockquote><p>{statement}</p></blockquote>")
    assert spans(read(*PARAGRAPHS[:3], *parts, *PARAGRAPHS[3:])) == [("quote", statement)]


def test_captions_stand_apart_with_their_credits() -> None:
    article = read(
        "<figure><img src='a.jpg'><figcaption>Smoke over Marta. <span>Rita Fox/AFP</span></figcaption></figure>",
        *PARAGRAPHS[:3],
        '<div class="wp-caption"><img src="b.jpg"><p class="caption-text">On the road. (Fox/Reuters)</p></div>',
        "<p>A man carries his belongings in Marta, May 3, 2021. REUTERS/Rita Fox</p>",
        *PARAGRAPHS[3:],
    )
    assert sorted(article.captions) == [
        "A man carries his belongings in Marta, May 3, 2021. REUTERS/Rita Fox",
        "On the road. (Fox/Reuters)",
        "Smoke over Marta. Rita Fox/AFP",
    ]
    assert article.text.split("\n\n") == list(TEXT)
    assert article.wire_source is None  # who took the picture wrote no text


def test_headings_and_lines_in_bold_are_subheads() -> None:
    parts = (
        "<h2>‘Nowhere to go’</h2>",
        "<p><strong>Talks called off</strong></p>",
        "<p><b>No one</b> was hurt there</p>",
    )
    article = read(*PARAGRAPHS[:2], parts[0], *PARAGRAPHS[2:4], parts[1], PARAGRAPHS[4], parts[2], PARAGRAPHS[5])
    assert spans(article) == [("subhead", "‘Nowhere to go’"), ("subhead", "Talks called off")]


@pytest.mark.parametrize(
    ("lead", "span", "wire"),
    [
        (f"MARTA, Northland (Reuters) - {TEXT[0]}", "MARTA, Northland (Reuters)", "Reuters"),
        (f'<span class="dateline">KYIV, Ukraine</span> — {TEXT[0]}', "KYIV, Ukraine", None),
        (f"NAIROBI, Kenya (AP) — {TEXT[0]}", "NAIROBI, Kenya (AP)", "AP"),
    ],
)
def test_the_dateline_is_a_span_that_tells_place_and_agency(lead: str, span: str, wire: str | None) -> None:
    article = read(f"<p>{lead}</p>", *PARAGRAPHS[1:])
    assert spans(article) == [("dateline", span)]
    assert article.wire_source == wire


def test_the_desks_credit_line_is_no_text_and_tells_the_agency() -> None:
    article = read(*PARAGRAPHS, "<p>(Reporting by Ana Lima in Marta; Editing by Piet Dam)</p>")
    assert article.text.split("\n\n") == list(TEXT)


def test_key_points_are_items_of_the_text() -> None:
    points = ("Rebels say they took Marta", "Three traders killed at the market", "Talks are called off")
    listed = "".join(f"<li>{point}</li>" for point in points)
    article = read(f'<ul class="key-points">{listed}</ul>', *PARAGRAPHS)
    assert spans(article) == [("item", point) for point in points]
