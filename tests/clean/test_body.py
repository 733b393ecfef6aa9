from __future__ import annotations

from transforms.clean.body import TRAFILATURA, Body, block_body, find_body, html_body, json_body
from transforms.clean.document import read_document

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


def test_the_densest_block_is_found_without_navigation_teasers_and_comments() -> None:
    page = f"""<nav>{paragraphs(OTHER)}</nav>
    <div id="story">{paragraphs(*SENTENCES[:4])}<h2>Later</h2>
    <div class="ad"></div>{paragraphs(*SENTENCES[4:])}</div>
    <div class="comments">{paragraphs(OTHER, OTHER, OTHER)}</div>
    <div>{paragraphs(f'<a href="/">{OTHER}</a>')}</div>"""
    body, _ = block_body(read_document(page).tree)
    assert texts(body) == [*SENTENCES[:4], "Later", *SENTENCES[4:]]
    assert [p.kind for p in body.paragraphs].count("subhead") == 1


def test_a_longer_article_body_in_the_data_replaces_a_text_that_lost_a_part() -> None:
    document = read_document(f"<html><body><article>{paragraphs(*SENTENCES[:4])}</article></body></html>")
    whole = "\n\n".join(SENTENCES)
    found = find_body(document, None, [whole])
    assert (found.extractor, texts(found)) == ("json-ld", SENTENCES)
    assert find_body(document, None, [SENTENCES[0]]).extractor == TRAFILATURA


def test_a_page_too_large_for_the_costly_extractor_still_gives_its_text() -> None:
    page = f"<html><body><div>{paragraphs(*SENTENCES)}</div>{'<i></i>' * 70_000}</body></html>"
    document = read_document(page)
    assert document.oversized
    assert texts(find_body(document, None)) == SENTENCES


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
