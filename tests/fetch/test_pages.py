from __future__ import annotations

import gc
import threading
import time
from pathlib import Path

import pytest

from schemas.reasons import Reason
from tests.fetch.publisher import PAGE, Publisher
from transforms.feeds.entry import FeedEntry
from transforms.fetch.client import Client
from transforms.fetch.page import Page
from transforms.fetch.pages import FetchFailure, fetch_pages
from transforms.fetch.stream import gather_stream
from transforms.fetch.warc import WarcWriter, read_record


def entry(url: str | None, key: str = "") -> FeedEntry:
    return FeedEntry(
        feed_id="feed",
        entry_key=key or str(url),
        fingerprint="",
        url=url,
        canonical_url=url,
    )


def fetch_threads() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "fetch"]


@pytest.mark.parametrize("path", ["page", "no-type", "type-twice", "xhtml", "plain-html", "utf-16", "gzip", "hops/2"])
def test_a_page_comes_with_its_entry(publisher: Publisher, path: str) -> None:
    wanted = entry(f"http://pages.example/{path}")
    (page,) = fetch_pages([wanted], publisher.settings())
    assert isinstance(page, Page)
    assert (page.entry, page.status) == (wanted, 200)
    assert page.url == f"http://pages.example/{'hops/0' if path == 'hops/2' else path}"


@pytest.mark.parametrize(
    ("path", "reason", "status"),
    [
        ("pdf", Reason.NOT_HTML, 200),
        ("pdf-as-html", Reason.NOT_HTML, 200),
        ("image", Reason.NOT_HTML, 200),
        ("video", Reason.NOT_HTML, 200),
        ("json", Reason.NOT_HTML, 200),
        ("text", Reason.NOT_HTML, 200),
        ("empty", Reason.BAD_RESPONSE, 200),
        ("not-modified", Reason.BAD_RESPONSE, 304),
        ("status/404", Reason.HTTP_CLIENT_ERROR, 404),
        ("to-metadata", Reason.FORBIDDEN_ADDRESS, None),
    ],
)
def test_what_is_no_page_is_a_failure_with_its_entry(
    publisher: Publisher, path: str, reason: Reason, status: int | None
) -> None:
    wanted = entry(f"http://failures.example/{path}")
    (failure,) = fetch_pages([wanted], publisher.settings())
    assert isinstance(failure, FetchFailure)
    assert (failure.entry, failure.reason, failure.status) == (wanted, reason, status)


def test_an_entry_without_a_link_fails_alone(publisher: Publisher) -> None:
    results = list(
        fetch_pages([entry(None), entry("http://[", "b"), entry("http://ok.example/page")], publisher.settings())
    )
    assert sorted(type(result).__name__ for result in results) == ["FetchFailure", "FetchFailure", "Page"]
    assert {result.reason for result in results if isinstance(result, FetchFailure)} == {Reason.NO_LINK, Reason.BAD_URL}


def test_no_entries_no_thread() -> None:
    assert list(fetch_pages([])) == []
    assert fetch_threads() == []


def test_a_slow_host_holds_up_nothing_but_itself(publisher: Publisher) -> None:
    slow = [entry(f"http://snail.example/slow/300?{number}") for number in range(4)]
    quick = [entry(f"http://quick-{host}.example/page?{number}") for host in range(4) for number in range(4)]
    pages = list(fetch_pages(slow + quick, publisher.settings(per_host=1, overall=3)))
    order = ["snail" if "snail" in str(page.entry.url) else "quick" for page in pages]
    assert len(order) == 20
    assert order[-1] == "snail"
    assert order[:16].count("quick") >= 14
    assert publisher.most_at_once("snail.example") == 1


def test_every_page_has_its_warc_record(publisher: Publisher, tmp_path: Path) -> None:
    entries = [entry(f"http://kept.example/{kind}") for kind in ("page", "gzip", "br", "zstd", "chunks", "pdf")]
    with WarcWriter(tmp_path, "run") as warc:
        results = list(fetch_pages(entries, publisher.settings(), warc=warc))
    (path,) = warc.paths
    pages = [result for result in results if isinstance(result, Page)]
    assert len(pages) == 5
    for page in pages:
        assert page.warc_file == path.name
        assert page.warc_offset is not None
        url, headers, body = read_record(path, page.warc_offset)
        assert (url, body) == (page.url, PAGE)
        assert headers["content-length"] == str(len(PAGE))
        assert not {"content-encoding", "transfer-encoding"} & set(headers)


def test_a_consumer_that_stops_early_ends_the_requests(publisher: Publisher) -> None:
    entries = [entry(f"http://early.example/slow/30?{number}") for number in range(50)]
    pages = fetch_pages(entries, publisher.settings(obey_robots=False))
    next(pages)
    pages.close()  # type: ignore[attr-defined]
    assert fetch_threads() == []
    time.sleep(0.2)  # for what was sent and not yet read
    assert len(publisher.asked("early.example")) < 10


def test_a_consumer_that_forgets_the_generator_ends_the_requests_too(publisher: Publisher) -> None:
    entries = [entry(f"http://forgotten.example/slow/30?{number}") for number in range(50)]
    for _ in fetch_pages(entries, publisher.settings()):
        break
    gc.collect()
    assert fetch_threads() == []


def test_a_slow_consumer_holds_the_requests_back(publisher: Publisher) -> None:
    entries = [entry(f"http://backlog-{number % 20}.example/page?{number}") for number in range(200)]
    pages = fetch_pages(entries, publisher.settings(overall=8, per_host=4, obey_robots=False))
    next(pages)
    time.sleep(0.5)  # time enough for all 200
    asked = sum(len(publisher.asked(f"backlog-{number}.example")) for number in range(20))
    assert asked <= 1 + 2 * 8 + 8
    assert len(list(pages)) == 199
    assert fetch_threads() == []


def test_a_bug_in_the_work_reaches_the_consumer(publisher: Publisher) -> None:
    async def work(client: Client, number: int) -> int:
        if number == 3:
            raise KeyError("the third")
        return (await client.get(f"http://bug.example/page?{number}")).status

    with pytest.raises(KeyError, match="the third"):
        list(gather_stream(range(10), work, publisher.settings(per_host=1, overall=1)))
    assert fetch_threads() == []


def test_any_work_can_be_gathered(publisher: Publisher) -> None:
    async def work(client: Client, number: int) -> tuple[int, int]:
        return number, (await client.get(f"http://gathered.example/page?{number}", obey_robots=False)).status

    results = gather_stream(range(30), work, publisher.settings(), host_of=lambda _: "gathered.example")
    assert sorted(results) == [(number, 200) for number in range(30)]
    assert publisher.most_at_once("gathered.example") <= 2


def test_results_come_while_others_are_still_under_way(publisher: Publisher) -> None:
    entries = [entry("http://a-first.example/page"), entry("http://b-later.example/slow/400")]
    arrived = [(page.entry.url, len(fetch_threads())) for page in fetch_pages(entries, publisher.settings())]
    assert arrived[0] == ("http://a-first.example/page", 1)
