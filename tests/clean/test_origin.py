"""Where an article comes from, and what says so."""

from __future__ import annotations

import pytest

from transforms.clean.article import clean_html
from transforms.clean.origin import find_origin

URL = "https://daily.example/world/bridge"
PARAGRAPHS = "".join(
    f"<p>Paragraph {n} tells at some length what the council of the town said about its old bridge on Friday.</p>"
    for n in range(8)
)


def _page(*, head: str = "", lead: str = "", tail: str = "") -> str:
    return (
        f"<html><head><title>A bridge closes</title>{head}</head><body><article><h1>A bridge closes</h1>"
        f"{lead}{PARAGRAPHS}{tail}</article></body></html>"
    )


@pytest.mark.parametrize(
    ("line", "publisher"),
    [
        ("This article was originally published by The Fictional Monitor.", "Fictional Monitor"),
        ("This story was first published in the Harbour Gazette on 3 May.", "Harbour Gazette"),
        ("This article first appeared on Open Rivers and is republished under a licence.", "Open Rivers"),
        ("Republished with permission from River News.", "River News"),
        ("Originally published on EastDelta.org", "EastDelta.org"),
        ("Read the original article on Delta Watch.", "Delta Watch"),
    ],
)
def test_a_line_of_republication_names_the_origin(line: str, publisher: str) -> None:
    found = find_origin(URL, wire=None, wire_is_own=False, publisher="The Daily", lines=[line])
    assert found is not None
    assert (found.publisher, found.evidence in line) == (publisher, True)


@pytest.mark.parametrize(
    "line",
    [
        "This article was originally published on Monday 3 May 2021.",
        "The report was published by the ministry in March.",
        "This article was first published in The Daily.",
        "He said that his first novel appeared in 1998.",
        "The video was first posted on 14 June and has been seen a million times.",
    ],
)
def test_what_names_no_other_outlet_says_nothing(line: str) -> None:
    assert find_origin(URL, wire=None, wire_is_own=False, publisher="The Daily", lines=[line]) is None


def test_a_canonical_link_to_an_article_of_another_outlet_names_it() -> None:
    page = _page(head='<link rel="canonical" href="https://www.monitor.example.org/2021/bridge">')
    article = clean_html(page, url=URL)
    assert article.canonical_url == URL
    assert (article.origin_publisher, article.is_original) == ("example.org", False)
    assert article.origin_evidence == "https://www.monitor.example.org/2021/bridge"


@pytest.mark.parametrize("link", ["https://daily.example/bridge-2", "https://other.example.org/", "/world/bridge"])
def test_a_link_to_its_own_site_or_to_a_front_page_does_not(link: str) -> None:
    article = clean_html(_page(head=f'<link rel="canonical" href="{link}">'), url=URL)
    assert (article.origin_publisher, article.origin_evidence, article.is_original) == ("daily.example", None, True)


def test_an_agency_report_is_the_agency_s() -> None:
    article = clean_html(
        _page(lead="<p>MILLTOWN (AP) — The council closed its bridge on Friday, it said.</p>"), url=URL
    )
    assert (article.origin_publisher, article.is_original) == ("AP", False)
    assert article.origin_evidence == "MILLTOWN (AP)"


def test_an_agency_s_own_page_is_an_original() -> None:
    page = _page(lead="<p>MILLTOWN (AP) — The council closed its bridge on Friday, it said.</p>")
    article = clean_html(page, url="https://apnews.com/article/bridge-1")
    assert (article.wire_source, article.origin_publisher, article.is_original) == ("AP", "apnews.com", True)


def test_an_agency_that_the_text_only_quotes_wrote_nothing() -> None:
    article = clean_html(_page(tail="<p>The mayor told The Associated Press that the bridge was old.</p>"), url=URL)
    assert (article.wire_source, article.origin_publisher, article.is_original) == (None, "daily.example", True)
