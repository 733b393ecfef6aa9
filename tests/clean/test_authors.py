"""Who wrote an article, as its page says it in markup, in lines and in notes."""

from __future__ import annotations

import pytest

from tests.clean.test_metadata import ld, read
from transforms.clean.authors import persons

HEAD = "<h1>Town falls to rebels</h1>"
TEXT = "<p>The army said on Monday that its units had left the town after a night of shelling from the hills.</p>"


def authors(body: str, head: str = "") -> list[str]:
    return read(head, f"{HEAD}{body}{TEXT * 3}").authors


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("Ana Lima ⋅ Review Editor", ["Ana Lima"]),
        ("ByAna Lima May 3", ["Ana Lima"]),
        ("Ana Lima, Head of Marketing and Community Development", ["Ana Lima"]),
        ("Managing Editor, Hardware & Piet Dam", ["Piet Dam"]),
        ("Ana Lima, MD, gastroenterologist, Lakeside Health", ["Ana Lima, MD"]),
        ("Lakeside Clinic", []),
        ("Fact Checked", []),
        ("LinkedIn Facebook", []),
    ],
)
def test_jobs_firms_and_buttons_are_no_persons(byline: str, names: list[str]) -> None:
    assert persons([byline]) == names


def test_a_name_with_a_job_glued_to_it_is_the_same_person() -> None:
    assert persons(["Ana Lima", "Ana LimaFounder", "Ana Lima Master Gardener"]) == ["Ana Lima"]


def test_authors_in_json_ld_may_be_references() -> None:
    graph = (
        '{"@graph":[{"@type":"Article","headline":"Town falls to rebels","author":[{"@id":"#ana"}]},'
        '{"@type":"Person","@id":"#ana","name":"Ana Lima"}]}'
    )
    assert authors("", ld(graph)) == ["Ana Lima"]


def test_a_line_of_names_gives_those_that_the_data_leave_out() -> None:
    meta = '<meta name="author" content="Ana Lima">'
    assert authors("<div>Ana Lima, Piet Dam & Omar Said</div>", meta) == ["Ana Lima", "Piet Dam", "Omar Said"]
    assert authors("<div>Ana Lima, Lakeside Health</div>", meta) == ["Ana Lima"]


def test_teasers_above_the_headline_do_not_sign_the_article() -> None:
    body = f"<p>Ten cups tested</p><p>by Rita Fox</p>{HEAD}<div class='byline'>Ana Lima</div>{TEXT}"
    assert read(body=body).authors == ["Ana Lima"]


def test_names_below_the_byline_belong_to_what_the_text_speaks_of() -> None:
    body = f"<p>By Ana Lima</p>{TEXT}<p>A list of books</p>{TEXT}<p>The Hills</p><p>by Rita Fox</p>"
    assert authors(body) == ["Ana Lima"]


def test_an_article_that_a_desk_signs_has_no_person_as_author() -> None:
    note = "<p>Ben Roe is a photographer and writer in the capital.</p>"
    assert authors("<p>By The Courier Team</p>") == []
    assert read(body=f"{HEAD}<p>By The Courier Team</p>{TEXT * 9}{note}").authors == []
    said = "<p>About the author: Ana Lima</p>"
    assert read(body=f"{HEAD}<p>By The Courier Team</p>{TEXT * 9}{said}").authors == ["Ana Lima"]


def test_who_checked_or_photographed_is_no_author() -> None:
    note = "<p>Rita Fox is an editor and fact checker at the Courier.</p>"
    assert authors(f"<div>Fact checked by</div><div>Rita Fox</div><div>3 May 2021</div>{note}") == []


def test_a_date_above_the_headline_may_carry_the_name() -> None:
    body = f"<div><span>May 3, 2021</span><span>Ana Lima</span></div>{HEAD}{TEXT * 3}"
    assert read(body=body).authors == ["Ana Lima"]


def test_a_line_at_the_end_may_name_several_authors() -> None:
    body = f"{HEAD}{TEXT * 9}<p>Written by Ana Lima and Piet Dam</p>"
    assert read(body=body).authors == ["Ana Lima", "Piet Dam"]


def test_a_site_that_bears_the_authors_name_is_no_objection() -> None:
    head = '<meta property="og:site_name" content="Ana Lima"><meta name="author" content="Ana Lima">'
    assert authors("", head) == ["Ana Lima"]


def test_a_word_is_a_user_name_but_a_templates_key_is_none() -> None:
    meta = '<meta name="author" content="{}">'
    assert authors("", meta.format("analima")) == ["analima"]
    assert authors("", meta.format("ana.r.lima")) == ["ana.r.lima"]
    assert authors("", meta.format("page.head.author")) == []
