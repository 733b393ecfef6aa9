from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.clean.article import clean_html
from transforms.clean.bylines import lone_names, notes, signed_lines
from transforms.clean.document import read_document
from transforms.clean.features import NAMES, features
from transforms.clean.labeller import label, threshold
from transforms.clean.lines import Lines
from transforms.clean.names import BIT, marks
from transforms.clean.scan import DEEPEST, scan

STORY = "".join(
    f"<p>The army said on Friday that it had taken {count} villages in the {name}, and residents said they fled.</p>"
    for name, count in zip(["north", "south", "east", "west"], range(2, 6), strict=True)
)


def lines_of(body: str) -> Lines:
    return scan(read_document(f"<html><body>{body}</body></html>")).lines


def test_a_line_ends_where_a_block_or_a_line_break_does() -> None:
    lines = lines_of("<div>One <b>and</b> <a href='/'>two</a><p>Three</p>four<br>five</div><p>six<br>seven</p>")
    assert lines.text == ["One and two", "Three", "four", "five", "six seven"]
    assert (lines.linked, lines.tag) == ([1, 0, 0, 0, 0], ["div", "p", "div", "div", "p"])


def test_two_line_breaks_divide_a_paragraph_and_a_character_reference_does_not_divide_a_word() -> None:
    lines = lines_of(
        "<p>One<br> <br/>two<br>three<br><b>four</b></p><p>caf&eacute;s <!-- no --><i>A</i>&amp;<i>B</i></p>"
    )
    assert lines.text == ["One", "two three four", "cafés A&B"]
    assert lines.pieces[2] == ["cafés ", "A", "&", "B"]


def test_a_button_is_text_only_where_it_holds_a_paragraph() -> None:
    lines = lines_of(
        "<p>Text.</p><button>Go <b>on</b></button><button>Read <i>this</i><p>A story.</p> at once</button>"
    )
    assert lines.text == ["Text.", "Read this", "A story.", "at once"]


def test_elements_beyond_the_deepest_are_read_as_parts_of_a_line() -> None:
    lines = lines_of("<div>" * 3000 + "<p>Deep.</p>" + "</div>" * 3000 + "<p>After.</p>")
    assert lines.text == ["Deep.", "After."]
    assert max(lines.depth) <= DEEPEST


def test_an_author_in_microdata_is_the_name_inside_where_one_is_marked() -> None:
    markup = scan(
        read_document(
            "<p itemprop='author'>By <span itemprop='name'>Ana Lima</span>, editor</p>"
            "<a rel='author' href='/b'>Bo Chen</a><aside><i itemprop='author'>Cy Dahl</i></aside>"
        )
    ).markup
    assert markup.authors == ["Ana Lima", "Bo Chen"]


def test_cells_of_a_data_table_are_a_row_and_those_of_a_layout_are_not() -> None:
    long = "word " * 60
    lines = lines_of(f"<table><tr><td>Killed</td><td>3</td></tr><tr><td>{long}</td><td>side</td></tr></table>")
    assert [row >= 0 for row in lines.row] == [True, True, False, False]


def test_containers_hold_the_lines_between_their_start_and_end() -> None:
    lines = lines_of("<div><p>a</p><p>b</p></div><p>c</p>")
    held = {sig: lines.text[s:e] for sig, s, e in zip(lines.signature, lines.start, lines.end, strict=True)}
    assert held["div "] == ["a", "b"]
    assert held["body "] == ["a", "b", "c"]


def test_hidden_parts_and_sign_up_boxes_are_dropped() -> None:
    box = "<div><h3>Sign up for our newsletter</h3><button>Go</button></div>"
    lines = lines_of(f"<div style='display: none'>Menu text</div>{box}<p>Text.</p>")
    assert [t for t, dropped in zip(lines.text, lines.dropped, strict=True) if not dropped] == ["Text."]


def test_class_names_bear_their_marks_whatever_their_spelling() -> None:
    for names in ("BylineBar_byline__x", "article-byline", "by-line"):
        bits, role, _ = marks(names)
        assert bits & BIT["byline"]
        assert role == "bylines"
    assert not marks("badge")[0] & BIT["advert"]


def test_every_line_has_every_feature() -> None:
    found = scan(read_document(f"<html><body><h1>Villages taken</h1>{STORY}<footer>Contact</footer></body></html>"))
    matrix = features(found.lines, heading=found.markup.heading)
    assert matrix.shape == (len(found.lines), len(NAMES))
    assert np.isfinite(matrix).all()


def test_comments_and_teasers_are_no_text() -> None:
    other = STORY.replace("Friday", "Sunday")
    page = f"""<html><body><h1>Villages taken</h1><div class="story">{STORY}</div>
    <ul class="comments"><li class="comment">{other}</li></ul>
    <aside><ul class="related"><li><a href="/x">Another town is taken by the army, officials say</a></li></ul></aside>
    </body></html>"""
    text = clean_html(page, url="https://courier.example/a").text
    assert "Sunday" not in text
    assert "Another town" not in text
    assert text.count("Friday") == 4


def test_a_page_without_lines_has_no_labels() -> None:
    found = scan(read_document("<html><body><div></div></body></html>"))
    assert label(found).chosen == []


@given(st.lists(st.tuples(st.floats(0.001, 0.999), st.integers(1, 80)), min_size=1, max_size=30))
def test_the_expected_f1_is_a_share_and_its_threshold_a_lines_probability(lines: list[tuple[float, int]]) -> None:
    probabilities, words = np.array([p for p, _ in lines]), np.array([float(w) for _, w in lines])
    least, sureness = threshold(probabilities, words)
    assert least in probabilities
    assert 0 < sureness <= 1 + 1e-9


def test_the_parts_that_are_no_plain_prose_are_spans_of_the_text() -> None:
    later = STORY.replace("Friday", "Sunday")
    dated = STORY.replace("<p>", "<p>KYIV (AP) — ", 1)
    page = f"""<html><body><article><h1>Villages taken</h1>{dated}
    <h2>Bridges cut</h2>{later}<ul><li>Two bridges were cut on Friday, it said.</li>
    <li>One was mended on Sunday, it said.</li></ul><p>The road is open again, the army said on Monday evening.</p>
    </article></body></html>"""
    article = clean_html(page, url="https://courier.example/a")
    found = [(span.kind, article.text[span.start : span.end]) for span in article.spans]
    assert found[0] == ("dateline", "KYIV (AP)")
    assert ("subhead", "Bridges cut") in found
    assert [kind for kind, _ in found].count("item") == 2


def test_the_time_keeps_the_zone_that_the_page_states() -> None:
    stated = '<meta property="article:published_time" content="2021-05-03T22:00:00-05:00">'
    article = clean_html(
        f"<html><head>{stated}</head><body><h1>Villages taken</h1>{STORY}</body></html>", url="https://c.example/a"
    )
    assert article.published_at is not None
    assert (article.published_at.isoformat(), article.published_utc_offset) == ("2021-05-04T03:00:00+00:00", -300)


@pytest.mark.parametrize(
    ("line", "signed"),
    [
        ("By Ana Lima", ["Ana Lima"]),
        ("May 3, 2021 By Ana Lima", ["Ana Lima"]),
        ("Reviewed by Ana Lima", []),
        ("Photos by Ana Lima", []),
        ("By Monday, the army had gone.", []),
    ],
)
def test_a_line_that_signs_names_who_wrote(line: str, signed: list[str]) -> None:
    assert signed_lines(["Villages taken", line, "The army said so."], 1) == signed


def test_a_name_alone_counts_where_the_page_bears_it_out() -> None:
    text = ["The army said that it had taken trade centres."]
    for name, below, names in [
        ("Ana Lima", text * 3, []),
        ("Ana Lima", ["May 3, 2021", *text], ["Ana Lima"]),
        ("Trade Centres", ["May 3, 2021", *text], []),
        ("Ana Lima", ["Reporter", "How we work", "May 3, 2021", *text], ["Ana Lima"]),
    ]:
        lines = ["Villages taken", name, *below]
        assert lone_names(lines, lines, 1) == names
    dated_above = ["May 3, 2021", "Villages taken", "Ana Lima", *text]
    assert lone_names(dated_above, dated_above, 2) == ["Ana Lima"]
    assert notes([*text * 3, "Ana Lima is a staff writer at the Courier."]) == ["Ana Lima"]
