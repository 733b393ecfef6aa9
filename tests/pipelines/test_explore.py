"""`sitrep explore`: what it shows of real tables, to whom, and what it refuses."""

from __future__ import annotations

import csv
import datetime as dt
import io
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pyarrow.parquet as pq
import pytest

from pipelines.cli import main
from pipelines.exploring.question import PAGE_ROWS
from schemas import EVENTS
from tests.pipelines.explored import Browser, News, event, news, served, write
from transforms.publish.layout import Layout
from transforms.publish.tables import live_files, open_table

LIVING = {"hajin", "paris", "hostile", "undated"}


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    root = tmp_path_factory.mktemp("explored")
    write(Layout(root), news())
    with served(root) as browser:
        yield browser


def shown(browser: Browser, query: str = "") -> list[str]:
    """The ids of the events that a page shows, in order."""
    answer = browser.get(f"/{query}")
    assert answer.status == 200, answer.text
    return [address.partition("?")[0] for address in re.findall(r'href="/event/([^"]+)"', answer.text)]


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("", LIVING),
        ("?from=&to=&type=&country=&q=&confidence=", LIVING),
        ("?type=PROTEST", {"paris"}),
        ("?country=SY", {"hajin"}),
        ("?from=2018-12-12&to=2018-12-14", {"hajin"}),
        ("?to=2018-12-09", {"hostile"}),
        ("?from=2018-12-15", {"paris"}),
        ("?confidence=0.5", LIVING - {"paris"}),
        ("?killed=1", {"hajin"}),
        ("?q=HOSPITAL", {"hajin"}),
        ("?q=militants+dawn", {"hajin"}),
        ("?q=militants+yellow", set()),
        ("?q=koln", {"hostile"}),
        ("?q=first+version", set()),
        ("?q=%25", set()),
        ("?q=vests&type=PROTEST&country=FR&confidence=0.4", {"paris"}),
    ],
)
def test_events_are_chosen_by_what_the_address_asks(browser: Browser, query: str, ids: set[str]) -> None:
    assert set(shown(browser, query)) == ids


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("?sort=date", ["paris", "hajin", "hostile", "undated"]),
        ("?sort=date&order=asc", ["hostile", "hajin", "paris", "undated"]),
        ("?sort=sources", ["paris", "hajin", "hostile", "undated"]),
        ("?sort=type&order=asc", ["hostile", "hajin", "undated", "paris"]),
        ("?sort=place&order=asc", ["hostile", "paris", "hajin", "undated"]),
        ("?sort=killed", ["hajin", "paris", "hostile", "undated"]),
        ("?sort=confidence&order=asc", ["paris", "hajin", "hostile", "undated"]),
    ],
)
def test_they_are_sorted_and_rows_without_the_value_come_last(browser: Browser, query: str, ids: list[str]) -> None:
    assert shown(browser, query) == ids


def test_the_page_counts_what_was_chosen_and_keeps_the_question(browser: Browser) -> None:
    page = browser.get("/?type=ASSAULT&killed=1").text
    assert "<b>1</b><span>events</span>" in page
    assert "<b>12</b><span>killed, cumulative tolls left out</span>" in page
    assert "<title>2018-12-10: 1 ASSAULT</title>" in page
    assert '<option value="ASSAULT" selected>' in page
    assert 'name="killed" value="1" checked' in page
    assert 'href="/events.csv?type=ASSAULT&amp;killed=1"' in page
    assert 'href="/event/hajin?type=ASSAULT&amp;killed=1"' in page


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("?from=yesterday", "from is 'yesterday'; it has to be a day"),
        ("?to=2018-13-01", "to is '2018-13-01'"),
        ("?from=2018-12-15&to=2018-12-14", "later than to"),
        ("?confidence=2", "a number from 0 to 1"),
        ("?confidence=nan", "a number from 0 to 1"),
        ("?killed=maybe", "one of 0, 1"),
        ("?sort=event_id;drop", "one of date, type"),
        ("?order=sideways", "one of desc, asc"),
        ("?page=0", "whole number"),
        ("?page=99999999", "whole number"),
        ("?type=A&type=B", "type is given twice"),
        ("?typ=A", "'typ' is no parameter"),
        ("?q=%00", "cannot be printed"),
        ("?q=%ff", "not UTF-8"),
        ("?q=" + "x" * 201, "longer than 200"),
        ("?q=" + "+".join("abcdefghijk"), "more than 10 words"),
        ("?<script>=1", "&lt;script&gt;"),
    ],
)
def test_a_bad_question_is_400_and_says_why(browser: Browser, query: str, message: str) -> None:
    for page in ("/", "/events.csv", "/event/hajin"):
        answer = browser.get(f"{page}{query}")
        assert answer.status == 400
        assert message in answer.text.replace("&#x27;", "'")
        assert "<script>" not in answer.text


@pytest.mark.parametrize("text", ["' OR 1=1 --", '"; DROP TABLE events; --', "$word0", "%' UNION SELECT 1", "_", "\\"])
def test_text_is_never_taken_for_sql(browser: Browser, text: str) -> None:
    for name in ("q", "type", "country"):
        assert shown(browser, f"?{name}={quote(text)}") == []
    assert browser.get(f"/event/{quote(text, safe='')}").status == 404
    assert set(shown(browser)) == LIVING


def test_a_hostile_headline_is_text_and_its_link_none(browser: Browser) -> None:
    for path in ("/", "/event/hostile", f"/?q={quote('<script>alert(1)</script>')}"):
        answer = browser.get(path)
        assert answer.status == 200
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in answer.text
        assert "<script" not in answer.text
        assert "javascript:" not in answer.text
        policy = answer.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; style-src 'self';")
        assert "unsafe" not in policy
        assert not re.search(r' (style|on\w+)="', answer.text)
        assert not re.search(r'(src|<link[^>]* href)="(http|//)', answer.text)
        assert "Access-Control-Allow-Origin" not in answer.headers


def test_an_events_page_has_all_its_fields_sentences_and_sources(browser: Browser) -> None:
    page = browser.get("/event/hajin?killed=1").text
    for column in EVENTS.columns:
        assert f">{column.name}</dt>" in page
    assert "Fighters stormed the hospital at dawn." in page
    assert '<a href="https://press.example/hajin" rel="noreferrer">Last town falls</a>, The Press' in page
    assert '<a href="/?killed=1">All events</a>' in page
    paris = browser.get("/event/paris").text
    assert "yellow vests" in paris
    assert "first version" not in paris


def test_events_that_are_no_more_say_so(browser: Browser) -> None:
    assert '<a href="/event/hajin">another one</a>' in browser.get("/event/merged").text
    assert "No current article version" in browser.get("/event/gone").text
    assert browser.get("/event/nobody").status == 404
    assert browser.get("/../events/x").status == 404


def test_the_chosen_rows_come_as_csv_flat_and_without_formulas(browser: Browser) -> None:
    answer = browser.get("/events.csv?sort=date")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="events.csv"'
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert [row["event_id"] for row in rows] == ["paris", "hajin", "hostile", "undated"]
    assert (rows[1]["place_name"], rows[1]["recipients"], rows[1]["fatalities_best"]) == (
        "Hajin",
        "Islamic State",
        "12",
    )
    assert rows[2]["actors"] == '\'=HYPERLINK("http://bad.example")'
    counts = csv.reader(io.StringIO(browser.get("/counts.csv?from=2018-12-01").text))
    assert [*counts] == [
        ["day", "event_type", "events"],
        ["2018-12-10", "ASSAULT", "1"],
        ["2018-12-15", "PROTEST", "1"],
    ]


def test_the_chosen_rows_come_as_parquet_as_they_are(browser: Browser) -> None:
    table = pq.read_table(io.BytesIO(browser.get("/events.parquet?killed=1").body))
    (row,) = EVENTS.from_arrow(table)
    assert row == news().events[0]
    assert table.schema.names == EVENTS.schema.names
    assert pq.read_table(io.BytesIO(browser.get("/events.parquet?q=nothing").body)).num_rows == 0


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "", "localhost:x", "[::1]"]
)
def test_a_foreign_host_is_refused(browser: Browser, host: str) -> None:
    answer = browser.get("/", host=host)
    assert answer.status == 421
    assert "hajin" not in answer.text.lower()


def test_our_own_names_are_answered_on_any_port(browser: Browser) -> None:
    assert [browser.get("/", host=host).status for host in ("localhost", "LOCALHOST:1", "127.0.0.1:9")] == [200] * 3


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "HEAD"])
def test_it_is_for_reading(browser: Browser, method: str) -> None:
    answer = browser.get("/", method=method)
    assert (answer.status, answer.headers["Allow"]) == (405, "GET")


def test_it_listens_on_the_loopback_address_alone(browser: Browser) -> None:
    with socket.socket() as other:  # 127.0.0.2 is this machine as well, and would be heard by one bound to all
        other.settimeout(5)
        with pytest.raises(OSError, match="refused"):
            other.connect(("127.0.0.2", browser.port))


def test_pages_are_turned_and_the_newest_version_is_read(tmp_path: Path) -> None:
    layout = Layout(tmp_path)
    days = [dt.date(2018, 1, 1) + dt.timedelta(days=n * 3) for n in range(PAGE_ROWS + 5)]
    write(layout, News([event(f"e{n:03}", date_start=day, date_end=day) for n, day in enumerate(days)]))
    with served(tmp_path) as browser:
        ids = shown(browser, "?order=asc") + shown(browser, "?order=asc&page=2")
        assert ids == [f"e{n:03}" for n in range(PAGE_ROWS + 5)]
        assert "page 1 of 2" in browser.get("/").text
        assert 'href="/?page=2">next' in browser.get("/").text
        assert "No event fits" in browser.get("/?page=3").text
        assert "<title>2018-01: 11 ASSAULT</title>" in browser.get("/").text

        new = event("new", date_start=days[-1] + dt.timedelta(days=1))
        changed = event("e001", event_type="AID", date_start=days[1], date_end=days[1], revision=2)
        write(layout, News([new, changed]), run_number=2)
        assert shown(browser)[0] == "new"
        assert shown(browser, "?type=AID") == ["e001"]
        assert "57 events" not in browser.get("/").text
        assert "56 events" in browser.get("/").text


def test_without_events_there_is_a_page(tmp_path: Path) -> None:
    with served(tmp_path) as browser:
        assert "No event fits" in browser.get("/").text
        assert browser.get("/events.csv").status == 200
        assert browser.get("/counts.csv").text == "day,event_type,events\r\n"


def test_a_broken_table_is_500_and_the_next_request_is_answered(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    write(Layout(tmp_path), news())
    delta = open_table(Layout(tmp_path), EVENTS)
    assert delta is not None
    file = tmp_path / "events" / live_files(delta)[0].path
    with served(tmp_path) as browser:
        kept = file.read_bytes()
        file.unlink()
        answer = browser.get("/")
        assert answer.status == 500
        assert str(tmp_path) not in answer.text
        assert "No answer to" in caplog.text
        file.write_bytes(kept)
        assert browser.get("/").status == 200


def test_what_cannot_be_served_is_code_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def said(*arguments: str) -> str:
        assert main(["explore", "--no-browser", *arguments]) == 2
        return capsys.readouterr().err

    assert "nothing was published there yet" in said("--out", str(tmp_path / "missing"))
    (tmp_path / "empty").mkdir()
    assert "nothing was published there yet" in said("--out", str(tmp_path / "empty"))
    out = tmp_path / "out"
    write(Layout(out), news())
    assert "--port is 70000" in said("--out", str(out), "--port", "70000")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert f"port {port} cannot be had" in said("--out", str(out), "--port", port)
    write(Layout(tmp_path / "a[b]"), News())
    assert "cannot be explored" in said("--out", str(tmp_path / "a[b]"))
    monkeypatch.setitem(sys.modules, "duckdb", None)
    assert "pip install 'sitrep[explore]'" in said("--out", str(out))


def test_ctrl_c_ends_it_with_130(tmp_path: Path) -> None:
    write(Layout(tmp_path), news())
    command = [sys.executable, "-m", "pipelines.cli", "explore", "--out", str(tmp_path), "--port", "0", "--no-browser"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"}
    ) as server:
        assert server.stdout is not None
        assert "http://127.0.0.1:" in server.stdout.readline()
        server.send_signal(signal.SIGINT)
        _, err = server.communicate(timeout=60)
    assert (server.returncode, err) == (130, "")
