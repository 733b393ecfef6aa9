"""Feeds that would hang or break a run, read in the process that can be killed."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from schemas.reasons import Reason
from tests.feeds.documents import RSS, URL, rss
from transforms.feeds.parse import parse_feed
from transforms.feeds.parsed import FeedError
from transforms.feeds.parser_process import ParserProcess


@pytest.fixture(scope="module")
def parser() -> Iterator[ParserProcess]:
    with ParserProcess(limit_s=8, in_place=0) as running:
        yield running


def items(count: int) -> bytes:
    return rss(*(f"<title>{n}</title><link>/{n}</link>" for n in range(count)))


def test_the_other_process_reads_what_this_one_would(parser: ParserProcess) -> None:
    assert parser.parse(RSS.encode(), url=URL) == parse_feed(RSS.encode(), url=URL)


def test_a_refusal_keeps_its_reason(parser: ParserProcess) -> None:
    with pytest.raises(FeedError) as refused:
        parser.parse(b"<html>no</html>", url=URL)
    assert refused.value.reason is Reason.NOT_A_FEED


@pytest.mark.parametrize(
    "hostile",
    [
        rss(f"<author>{'a.' * 125_000}@</author>"),  # an expression of feedparser's that is worse than quadratic
        b'<feed xmlns="http://www.w3.org/2005/Atom">' + b'<a xml:base="b/">' * 60_000,
    ],
)
def test_a_feed_that_would_take_minutes_is_given_up_and_the_next_one_is_read(
    parser: ParserProcess, hostile: bytes
) -> None:
    with pytest.raises(FeedError, match="longer than 8 s") as refused:
        parser.parse(hostile, url=URL)
    assert refused.value.reason is Reason.BROKEN_FEED
    assert len(parser.parse(items(3), url=URL).entries) == 3


def test_a_parser_that_dies_takes_one_feed_with_it(parser: ParserProcess) -> None:
    parser.parse(items(1), url=URL)
    assert parser._process is not None
    parser._process.kill()
    with pytest.raises(FeedError, match="broke the parser"):
        parser.parse(items(2), url=URL)
    assert len(parser.parse(items(3), url=URL).entries) == 3


def test_entity_bombs_are_harmless(parser: ParserProcess) -> None:
    names = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
    head = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a0 "lol">{names}<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    body = head.encode() + rss("<title>&a9;</title><description>&f;</description><link>/a</link>")
    (found,) = parser.parse(body, url=URL).entries
    assert "lol" not in (found.title or "")
    assert "root:" not in (found.summary or "")


def test_threads_take_turns(parser: ParserProcess) -> None:
    found: list[int] = []
    threads = [
        threading.Thread(target=lambda n=n: found.append(len(parser.parse(items(n), url=URL).entries)))  # type: ignore[misc]
        for n in range(1, 9)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == list(range(1, 9))


def test_small_documents_need_no_process() -> None:
    with ParserProcess() as parser:
        parser.parse(RSS.encode(), url=URL)
        assert parser._process is None


def test_places_that_are_half_there_cost_no_entry() -> None:
    body = rss("<title>T</title><link>/a</link><gml:posList>1 2 3 4</gml:posList>").replace(
        b"<rss ", b'<rss xmlns:gml="http://www.opengis.net/gml" ', 1
    )
    assert [entry.title for entry in parse_feed(body, url=URL).entries] == ["T"]
