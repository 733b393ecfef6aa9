"""`sitrep feeds discover` and `sitrep status`, as people see them."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import json
from pathlib import Path

import pytest

from pipelines.cli import main
from pipelines.upkeep import feed_state
from schemas import Feed
from tests.feeds.documents import RSS
from tests.fetch.publisher import ADDRESS, Answer, Publisher

NOON = dt.datetime(2018, 12, 14, 12, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


class Site(Publisher):
    """A site with a front page and some feeds."""

    def __init__(self, front: bytes, feeds: set[str]) -> None:
        super().__init__()
        self._front = front
        self._feeds = feeds

    def answer(self, host: str, path: str, headers: dict[str, str]) -> Answer:
        """The front page, a feed, or 404."""
        del host, headers
        if path == "/":
            return Answer(200, {"content-type": "text/html"}, self._front)
        return Answer(200, {}, RSS.encode()) if path in self._feeds else Answer(404, {}, b"")


def sitrep(folder: Path, site: Publisher, *arguments: str) -> tuple[int, list[dict[str, object]]]:
    """The exit code and the JSON lines of a command."""
    (folder / "sitrep.toml").write_text(
        f'[fetch]\nallow_addresses = ["{ADDRESS}/32"]\nconnect_to = {{ "*" = "{ADDRESS}:{site.port}" }}\n'
    )
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        code = main([*arguments, "--config", str(folder / "sitrep.toml"), "--out", str(folder), "--format", "json"])
    return code, [json.loads(line) for line in printed.getvalue().splitlines()]


def test_a_site_that_names_no_feed_is_searched_at_common_addresses(tmp_path: Path) -> None:
    with Site(b"<html><p>news</p></html>", {"/rss.xml"}).running() as site:
        code, found = sitrep(tmp_path, site, "feeds", "discover", "http://news.example")
    assert code == 0
    assert [(feed["url"], feed["kind"], feed["entries"]) for feed in found] == [
        ("http://news.example/rss.xml", "rss", 2)
    ]


def test_feeds_that_do_not_work_are_not_offered(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    front = b"".join(b'<link rel="alternate" type="application/rss+xml" href="%s">' % p for p in (b"/good", b"/dead"))
    with Site(front, {"/good"}).running() as site:
        code, found = sitrep(tmp_path, site, "feeds", "discover", "http://news.example")
    assert (code, [feed["url"] for feed in found]) == (0, ["http://news.example/good"])
    assert "http://news.example/dead is named, but: HTTP 404" in capsys.readouterr().err


def test_a_site_without_feeds_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Site(b"<html></html>", set()).running() as site:
        code, found = sitrep(tmp_path, site, "feeds", "discover", "http://news.example")
    assert (code, found) == (1, [])
    assert "none stands at a common address" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("gap", "silence", "state"),
    [
        (600, DAY, "ok"),  # two days at least
        (600, 3 * DAY, "silent"),
        (86400, 3 * DAY, "ok"),
        (86400, 6 * DAY, "silent"),
        (None, 99 * DAY, "ok"),  # no rhythm, no silence
    ],
)
def test_silence_is_judged_by_the_feeds_own_rhythm(gap: int | None, silence: dt.timedelta, state: str) -> None:
    feed = Feed(feed_id="f", url="https://a.example/", last_polled_at=NOON, last_entry_at=NOON - silence, gap_s=gap)
    assert feed_state(feed) == state
