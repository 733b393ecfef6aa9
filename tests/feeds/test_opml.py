"""OPML lists in and out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.feeds.opml import OpmlError, Outline, read_opml, write_opml

LIST = b"""<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0"><head><title>Feeds</title></head><body>
<outline text="Syria"><outline type="rss" text="A" title="Outlet A" xmlUrl="https://a.example/feed"/>
<outline text="North"><outline text="B" xmlurl=" https://b.example/rss " htmlUrl="https://b.example/"/></outline></outline>
<outline type="rss" text="C" url="http://c.example/rss.xml"/>
<outline text="A again" xmlUrl="https://a.example/feed"/>
<outline text="A link" type="link" url="https://d.example/"/>
<outline text="bad" xmlUrl="not a url"/>
</body></opml>"""


def test_feeds_are_listed_once_with_their_categories() -> None:
    assert read_opml(LIST) == [
        Outline(title="Outlet A", url="https://a.example/feed", category="Syria"),
        Outline(title="B", url="https://b.example/rss", category="Syria / North"),
        Outline(title="C", url="http://c.example/rss.xml", category=None),
    ]


def test_a_nearly_well_formed_list_is_read() -> None:
    body = b'\n\n<opml><body><outline text="R & D" xmlUrl="https://a.example/feed?a=1&b=2"></body>'
    assert [outline.url for outline in read_opml(body)] == ["https://a.example/feed?a=1&b=2"]


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"", "cannot be read|not OPML"),
        (b"just text", "cannot be read|not OPML"),
        (b"<html><body/></html>", "not OPML: its root element"),
        (b"<opml><body/></opml>", "lists no feed"),
        (b'<opml><body><outline text="x" xmlUrl="file:///etc/passwd"/></body></opml>', "lists no feed"),
    ],
)
def test_what_is_no_list_is_a_clear_error(body: bytes, message: str) -> None:
    with pytest.raises(OpmlError, match=message) as caught:
        read_opml(body, source="feeds.opml")
    assert "feeds.opml" in str(caught.value)


def test_entities_are_not_expanded() -> None:
    doctype = b'<!DOCTYPE opml [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    body = doctype + b'<opml><body><outline text="&x;" xmlUrl="https://a.example/feed"/></body></opml>'
    assert "root:" not in str(read_opml(body))


@given(st.lists(st.tuples(st.one_of(st.none(), st.text()), st.integers(0, 99)), min_size=1, max_size=5))
def test_what_is_written_is_read_again(feeds: list[tuple[str | None, int]]) -> None:
    urls = [f"https://a.example/feed?n={number}&b=<" for _, number in feeds]
    written = write_opml(zip([title for title, _ in feeds], urls, strict=True), title="My \x00 feeds")
    read = [outline.url for outline in read_opml(written)]
    assert read == list(dict.fromkeys(url.replace("<", "%3C") for url in urls))
