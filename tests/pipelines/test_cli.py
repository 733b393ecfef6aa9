"""The command line: one clear line and the right exit code for whatever is wrong."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipelines.cli import main
from tests.newsroom.demo import config
from tests.newsroom.server import Newsroom
from transforms.publish.layout import Layout
from transforms.publish.lease import lease


def sitrep(*arguments: str, code: int, capsys: pytest.CaptureFixture[str]) -> tuple[str, str]:
    assert main(list(arguments)) == code
    printed = capsys.readouterr()
    return printed.out, printed.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["run", "--feeds", "nothing-here.opml"], "neither an http(s) URL nor a file"),
        (["run"], "no feeds to poll"),
        (["run", "--feeds", "https://a.example/", "--direct_num_wokers", "2"], "did you mean --direct_num_workers?"),
        (["run", "--feeds", "https://a.example/", "--per_host", "0"], "per_host is 0"),
        (["status"], "nothing was published there yet"),
        (["code"], "nothing to read"),
        (["code", "no-such-file.txt"], "cannot be read"),
        (["code", "--jsonl", "no-such-file.jsonl"], "cannot be read"),
        (["feeds", "import", "no-such-file.opml"], "no-such-file.opml"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_wrong_usage_is_one_line_and_code_2(
    arguments: list[str],
    message: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    _, err = sitrep(*arguments, code=2, capsys=capsys)
    last = [line for line in err.splitlines() if line.startswith("sitrep: ")]
    assert len(last) == 1
    assert message in last[0]


def test_an_unknown_option_or_command_is_code_2(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["status", "--nonsense"], ["nonsense"], []):
        with pytest.raises(SystemExit) as stop:
            main(arguments)
        assert stop.value.code == 2
    assert "--nonsense" in capsys.readouterr().err


def test_an_unwritable_folder_is_code_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("")
    out = str(tmp_path / "file" / "below")
    _, err = sitrep("run", "--feeds", "https://a.example/", "--out", out, code=2, capsys=capsys)
    assert "cannot be written" in err


def test_without_a_network_the_failures_are_published_and_the_code_is_3(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = tmp_path / "sitrep.toml"
    settings.write_text(
        "feeds = ['http://down.example/rss']\n[fetch]\nallow_addresses = ['127.0.0.0/8']\n"
        "connect_to = { '*' = '127.0.0.1:9' }\n"
    )
    arguments = ["run", "--config", str(settings), "--out", str(tmp_path / "out"), "--format", "table"]
    out, _ = sitrep(*arguments, code=3, capsys=capsys)
    assert "exit code 3" in out
    assert "http://down.example/rss" in out


def test_a_second_writer_is_told_who_writes(tmp_path: Path) -> None:
    with lease(Layout(tmp_path), "sitrep run"):
        command = [
            sys.executable,
            "-m",
            "pipelines.cli",
            "run",
            "--feeds",
            "https://a.example/",
            "--out",
            str(tmp_path),
        ]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "is being written by `sitrep run`" in done.stderr
    assert str(os.getpid()) in done.stderr


class TestCode:
    """`sitrep code`."""

    STORY = (
        "Rebels seize border town of Kasra\n\n"
        "Fighters of the Islamic State captured the town of Hajin in eastern Syria on Friday, killing 12 soldiers, "
        "officials said.\n"
    )

    def test_a_text_gives_a_line_with_its_events(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        file = tmp_path / "story.txt"
        file.write_text(self.STORY)
        out, _ = sitrep("code", str(file), "--published", "2018-12-14", "--format", "json", code=0, capsys=capsys)
        record = json.loads(out)
        assert record["id"] == "story"
        (event,) = [e for e in record["events"] if e["place"] and e["place"]["name"] == "Hajin"]
        assert (event["event_type"], event["date_start"], event["fatalities_best"]) == ("ASSAULT", "2018-12-14", 12)
        evidence = event["evidence"][0]
        whole = self.STORY.strip()
        assert whole[evidence["start"] : evidence["end"]] == evidence["text"]

    def test_a_bad_line_takes_no_other_with_it(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        file = tmp_path / "stories.jsonl"
        good = {"id": "a", "title": None, "text": self.STORY, "published_at": "2018-12-14"}
        file.write_text("\n".join(["not json", json.dumps(good), json.dumps({"text": "no id"}), json.dumps(good)]))
        out, err = sitrep("code", "--jsonl", str(file), code=3, capsys=capsys)
        lines = [json.loads(line) for line in out.splitlines()]
        assert [line["id"] for line in lines] == ["a", None, "a"]
        assert lines[0] == lines[2]
        assert "line 1: not JSON" in err
        assert "line 3" in err

    def test_days_count_in_the_zone_that_is_stated_and_from_the_post_that_tells(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        text = "Fighters killed 12 soldiers in the town of Hajin yesterday, officials said."
        late = {"id": "late", "text": text, "published_at": "2018-12-14T22:00:00-05:00"}
        post = {"start": 0, "end": len(text), "published_at": "2018-12-17T02:00:00+00:00"}
        file = tmp_path / "stories.jsonl"
        broken = late | {"id": "broken", "posts": [{"start": 0}]}
        file.write_text("\n".join(map(json.dumps, (late, late | {"id": "blog", "posts": [post]}, broken))))
        out, err = sitrep("code", "--jsonl", str(file), code=3, capsys=capsys)
        days = {r["id"]: r["events"][0]["date_start"] for r in map(json.loads, out.splitlines()) if r.get("events")}
        assert days == {"late": "2018-12-13", "blog": "2018-12-15"}
        assert "posts are objects with start, end and published_at" in err

    def test_a_text_without_a_date_is_coded_with_a_warning(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        file = tmp_path / "story.txt"
        file.write_text(self.STORY)
        _, err = sitrep("code", str(file), code=0, capsys=capsys)
        assert "--published" in err


class TestExtract:
    """`sitrep extract`."""

    PAGE = (
        "<html><head><title>A bridge opens | The Post</title>"
        '<meta property="article:published_time" content="2018-12-14T10:00:00Z"></head><body><article>'
        "<h1>A bridge opens</h1>"
        + "".join(f"<p>Paragraph {n} tells at some length what the town did about its bridge.</p>" for n in range(6))
        + "</article></body></html>"
    )

    def test_a_page_gives_its_article(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (tmp_path / "page.html").write_text(self.PAGE)
        lines = [{"id": 1, "html": self.PAGE}, {"id": 2, "html_path": str(tmp_path / "page.html")}, {"id": 3}]
        file = tmp_path / "pages.jsonl"
        file.write_text("\n".join(map(json.dumps, lines)))
        out, err = sitrep("extract", "--jsonl", str(file), code=3, capsys=capsys)
        first, second, third = map(json.loads, out.splitlines())
        assert first["title"] == second["title"] == "A bridge opens"
        assert first["published_at"].startswith("2018-12-14T10:00:00")
        assert first["text"] == second["text"]
        assert '"html" or "html_path"' in third["error"]
        assert "line 3" in err


def test_dedupe_finds_the_copy(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = " ".join(f"Sentence {n} of the story about bridge number {n * 7} and its keeper." for n in range(40))
    other = " ".join(f"Nothing in line {n} has to do with that, says witness {n * 3}." for n in range(40))
    articles = [
        {"id": "a", "title": "T", "text": text, "published_at": "2018-12-14T10:00:00Z", "publisher": "one.example"},
        {"id": "b", "title": "T", "text": text, "published_at": "2018-12-14T12:00:00Z", "publisher": "two.example"},
        {"id": "c", "title": "U", "text": other, "published_at": "2018-12-14T12:00:00Z", "publisher": "two.example"},
    ]
    file = tmp_path / "articles.jsonl"
    file.write_text("\n".join(map(json.dumps, articles)))
    out, _ = sitrep("dedupe", "--jsonl", str(file), code=0, capsys=capsys)
    found = {line["id"]: line for line in map(json.loads, out.splitlines())}
    assert (found["b"]["duplicate_of"], found["b"]["cluster_id"]) == ("a", found["a"]["cluster_id"])
    assert found["c"]["duplicate_of"] is None
    assert found["c"]["cluster_id"] != found["a"]["cluster_id"]


class TestFeeds:
    """`sitrep feeds`."""

    def test_a_feed_document_gives_its_entries(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        feed = tmp_path / "feed.xml"
        feed.write_text("<rss version='2.0'><channel><item><title>T</title><link>/a</link></item></channel></rss>")
        out, _ = sitrep("feeds", "parse", str(feed), "--url", "https://a.example/rss", code=0, capsys=capsys)
        entry = json.loads(out)
        assert (entry["title"], entry["url"]) == ("T", "https://a.example/a")

    def test_what_is_no_feed_says_so(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        page = tmp_path / "page.html"
        page.write_text("<!doctype html><html><body><p>Hello</p></body></html>")
        out, err = sitrep("feeds", "parse", str(page), code=1, capsys=capsys)
        assert out == ""
        assert "page.html" in err

    def test_imported_feeds_are_listed_exported_and_polled(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        out = ["--out", str(tmp_path / "out")]
        opml = tmp_path / "feeds.opml"
        opml.write_text(
            "<opml version='2.0'><body><outline text='A' xmlUrl='https://a.example/rss'/>"
            "<outline text='B' xmlUrl='https://b.example/rss'/></body></opml>"
        )
        sitrep("feeds", "import", str(opml), *out, code=0, capsys=capsys)
        printed, _ = sitrep("feeds", "import", str(opml), *out, code=0, capsys=capsys)
        assert "0 feeds added, 2 known already" in printed
        listed, _ = sitrep("feeds", "list", *out, code=0, capsys=capsys)
        assert {json.loads(line)["url"] for line in listed.splitlines()} == {
            "https://a.example/rss",
            "https://b.example/rss",
        }

    def test_check_says_in_a_line_what_each_feed_is(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        with Newsroom() as newsroom:
            settings = tmp_path / "sitrep.toml"
            settings.write_text(config(newsroom))
            out, _ = sitrep("feeds", "check", "--config", str(settings), "--format", "table", code=3, capsys=capsys)
        lines = [line for line in out.splitlines() if line.startswith("http")]
        assert len(lines) == len(newsroom.feed_urls)
        assert any("meridianpress" in line and "rss" in line for line in lines)
        assert any("jobs/rss" in line and "500" in line for line in lines)


def test_help_does_not_wait_for_beam() -> None:
    script = "import sys; from pipelines.cli import main\ntry: main(['--help'])\nexcept SystemExit: pass\n"
    check = script + "assert 'apache_beam' not in sys.modules, 'Beam was imported'"
    subprocess.run([sys.executable, "-c", check], check=True, capture_output=True)
