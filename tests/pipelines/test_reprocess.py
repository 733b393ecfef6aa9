"""`sitrep reprocess`: archives of a site give what a run over the site gives, and each archive is read once."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import json
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from pipelines.cli import main
from pipelines.reprocess import reprocess as whole
from schemas import ARTICLES, ENTRIES, EVENTS, FAILURES, RUNS, Article, Entry
from tests.pipelines.published import differences, records
from tests.pipelines.small_site import SmallSite, item, page, rss, story
from transforms.publish.layout import Layout
from transforms.publish.tables import read_rows
from transforms.publish.verify import verify_tables

pytestmark = pytest.mark.xdist_group("reprocess")

NAMES = "ab"
ATTACK = (
    "A suicide bomber killed 14 people and wounded 30 others at a market in Kabul on Friday, police said.\n\n"
    "The Taliban claimed responsibility for the attack in a statement."
)
BOMB, STORY = "Suicide bomber kills 14 at a market in Kabul", "A new bridge is opened across the river"
DAY = dt.datetime(2018, 12, 15, 6, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Layout:
    """The output folder of a run over a site of two outlets, with an archive for each shard."""
    out = tmp_path_factory.mktemp("crawled") / "out"
    with SmallSite() as site:
        for name in NAMES:
            home = f"http://{name}.example"
            texts = {f"{home}/{n}": f"Report {n} of {name.upper()} on the attack in Kabul" for n in range(2)}
            site.put(f"{home}/feed", rss(item(title, link) for link, title in texts.items()))
            outlet = f'<meta property="og:site_name" content="The {name.upper()}">'
            for link, title in texts.items():
                site.put(link, page(title, f"{ATTACK}\n\n{story(title)}", outlet))
        config = out.parent / "sitrep.toml"
        config.write_text(site.toml, encoding="utf-8")
        feeds = [f"http://{name}.example/feed" for name in NAMES]
        assert main(["run", "--config", str(config), "--out", str(out), "--shards", "4", "--feeds", *feeds]) == 0
    return Layout(out)


def reprocess(out: Path, *more: str) -> int:
    return main(["reprocess", "--out", str(out), "--format", "json", *more])


def archives(crawled: Layout) -> list[Path]:
    return sorted((crawled.root / "warc").rglob("*.warc.gz"))


def without_feeds(articles: list[Article]) -> list[dict[str, object]]:
    return [{k: v for k, v in record.items() if k not in ("feed_id", "guid")} for record in records(articles)]


def test_archives_of_a_run_give_what_the_run_gave(crawled: Layout, tmp_path: Path) -> None:
    layout = Layout(tmp_path / "out")
    assert len(archives(crawled)) > 1
    assert reprocess(layout.root, "--warc", f"{crawled.root}/warc/**/*.warc.gz", "--files_per_run", "9") == 0
    found, wanted = read_rows(layout, ARTICLES), read_rows(crawled, ARTICLES)
    assert len(wanted) == 2 * len(NAMES)
    assert without_feeds(found) == without_feeds(wanted)
    assert {a.fetched_at for a in found} == {a.fetched_at for a in wanted}
    events, wanted_events = read_rows(layout, EVENTS), read_rows(crawled, EVENTS)
    assert len(events) > 0
    assert differences({"events": records(events)}, {"events": records(wanted_events)}) == {}
    assert {(layout.root / str(a.warc_file)).resolve() for a in found} <= {*archives(crawled)}
    assert verify_tables(layout) == []


def test_a_command_that_was_killed_goes_on_behind_the_archives_it_has_read(
    crawled: Layout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    layout = Layout(tmp_path / "out")
    pattern = f"{crawled.root}/warc/*/*.warc.gz"
    with monkeypatch.context() as patch:

        def until_the_second(pipeline: object, run: object, *rest: object) -> object:
            if read_rows(layout, RUNS):
                raise OSError("the disk is full")
            return whole(pipeline, run, *rest)  # type: ignore[arg-type]

        patch.setattr("pipelines.archives.reprocess", until_the_second)
        assert reprocess(layout.root, "--warc", pattern) == 1
    assert len(read_rows(layout, RUNS)) == 1
    assert reprocess(layout.root, "--warc", pattern) == 0
    runs = read_rows(layout, RUNS)
    assert len(runs) == len({run.run_id for run in runs}) == len(archives(crawled))
    assert {run.pipeline for run in runs} == {"reprocess"}
    assert len(read_rows(layout, ARTICLES)) == 2 * len(NAMES)
    assert verify_tables(layout) == []

    capsys.readouterr()
    assert reprocess(layout.root, "--warc", pattern, "--files_per_run", "9") == 0  # all are read
    assert capsys.readouterr().out == ""
    assert len(read_rows(layout, RUNS)) == len(runs)


def test_an_archive_that_is_cut_is_read_up_to_the_cut(crawled: Layout, tmp_path: Path) -> None:
    whole = max(archives(crawled), key=lambda path: path.stat().st_size)
    cut = tmp_path / "cut.warc.gz"
    cut.write_bytes(whole.read_bytes()[: whole.stat().st_size * 3 // 4])
    layout = Layout(tmp_path / "out")
    assert reprocess(layout.root, "--warc", str(cut)) == 0
    kept = read_rows(layout, ARTICLES)
    assert 0 < len(kept) < sum(str(a.warc_file).endswith(whole.name) for a in read_rows(crawled, ARTICLES))
    broken = read_rows(layout, FAILURES)
    assert [(f.stage, f.reason) for f in broken] == [("fetch", "broken_archive")]
    assert str(cut) in broken[0].key
    assert verify_tables(layout) == []


class Crawl:
    """An archive as CC-NEWS has them: warcinfo, pairs of request and response, and what else a crawl meets."""

    def __init__(self, path: Path, at: dt.datetime = DAY) -> None:
        self._file = path.open("wb")
        self._at = at
        self._writer = WARCWriter(self._file, gzip=path.suffix == ".gz")
        self._writer.write_record(self._writer.create_warcinfo_record(path.name, {"software": "a crawler"}))

    def add(
        self, url: str, body: str | bytes, mime: str = "text/html", status: str = "200 OK", kind: str = "response"
    ) -> None:
        headers = {"WARC-Date": f"{self._at:%Y-%m-%dT%H:%M:%SZ}"}
        http = StatusAndHeaders(status, [("Content-Type", mime)], protocol="HTTP/1.1")
        for kind_, payload in (("request", b""), (kind, body.encode() if isinstance(body, str) else body)):
            of = StatusAndHeaders("GET / HTTP/1.1", [], is_http_request=True) if kind_ == "request" else http
            record = self._writer.create_warc_record(
                url, kind_, io.BytesIO(payload), http_headers=of if kind_ != "resource" else None,
                warc_headers_dict=dict(headers),
            )  # fmt: skip
            self._writer.write_record(record)

    def close(self) -> None:
        self._file.close()


@pytest.mark.parametrize("name", ["CC-NEWS-20181215.warc.gz", "CC-NEWS-20181215.warc"])
def test_a_crawl_of_others_is_accounted_for_record_by_record(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    crawl = Crawl(tmp_path / name)
    first, again = page(BOMB, f"{ATTACK}\n\n{story('a bomb')}"), f"{ATTACK}\n\n{story('a bomb')}\n\n{story('more')}"
    crawl.add("http://a.example/bomb", first)
    crawl.add("http://a.example/bomb", page(BOMB, again))
    crawl.add("http://a.example/other", page(STORY, story("the other")))
    crawl.add("http://a.example/none", "not here", status="404 Not Found")
    crawl.add("http://a.example/away", "", status="301 Moved Permanently")
    crawl.add("http://a.example/paper.pdf", b"%PDF-1.7 ...", mime="application/pdf")
    crawl.add("http://a.example/other", b"", kind="revisit")
    crawl.add("http://a.example/notes", b"notes", mime="text/plain", kind="resource")
    crawl.add("http://a.example/void", " ")
    crawl.close()
    layout = Layout(tmp_path / "out")
    assert reprocess(layout.root, "--warc", str(tmp_path / "CC-NEWS-*")) == 0

    entries = {(str(e.url).rpartition("/")[2], e.outcome, e.reason, e.http_status) for e in read_rows(layout, ENTRIES)}
    assert entries == {
        ("bomb", "kept", "new", 200),
        ("bomb", "duplicate", "same_url", 200),
        ("other", "kept", "new", 200),
        ("none", "rejected", "no_page", 404),
        ("away", "rejected", "no_page", 301),
        ("paper.pdf", "rejected", "not_html", 200),
        ("other", "rejected", "no_page", None),
        ("notes", "rejected", "no_page", None),
        ("void", "rejected", "bad_response", 200),
    }
    summary = json.loads(capsys.readouterr().out)
    assert (summary["counts"]["entries.in"], len(read_rows(layout, ENTRIES))) == (9, 9)
    assert summary["run_id"].startswith("20181215T060000Z-reprocess-")
    told = {a.title: a for a in read_rows(layout, ARTICLES)}
    assert {a.fetched_at for a in told.values()} == {DAY}
    assert told[BOMB].text.endswith(story("more").rpartition("\n\n")[2])
    assert told[BOMB].published_at == dt.datetime(2018, 12, 14, 10, tzinfo=dt.UTC)
    assert {e.date_start for e in read_rows(layout, EVENTS)} == {dt.date(2018, 12, 14)}
    assert read_rows(layout, FAILURES) == []
    assert verify_tables(layout) == []


def test_a_page_is_compared_with_those_of_earlier_archives(tmp_path: Path) -> None:
    texts = ["the first", "the first", "the second"]
    for day, text in enumerate(texts):
        crawl = Crawl(tmp_path / f"CC-NEWS-{day}.warc.gz", DAY + dt.timedelta(days=day))
        crawl.add("http://a.example/story", page(STORY, story(text)))
        crawl.close()
    layout = Layout(tmp_path / "out")
    assert reprocess(layout.root, "--warc", str(tmp_path / "*.warc.gz")) == 0
    entries: list[Entry] = sorted(read_rows(layout, ENTRIES), key=lambda e: e.seen_at)
    assert [(e.outcome, e.reason) for e in entries] == [("kept", "new"), ("known", "unchanged"), ("kept", "revised")]
    assert sorted(a.version for a in read_rows(layout, ARTICLES)) == [1, 2]
    assert verify_tables(layout) == []


def test_what_is_no_archive_is_a_failure_and_takes_nothing_with_it(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(gzip.compress(b"no archive"))
    (tmp_path / "b.warc.gz").write_bytes(b"")
    crawl = Crawl(tmp_path / "c.warc.gz")
    crawl.add("http://a.example/story", page(STORY, story("a story")))
    crawl.close()
    layout = Layout(tmp_path / "out")
    patterns = ["--warc", str(tmp_path / "[ab].*"), "--warc", str(tmp_path / "c.warc.gz")]
    assert reprocess(layout.root, *patterns, "--files_per_run", "3") == 0
    assert [f.reason for f in read_rows(layout, FAILURES)] == ["broken_archive"]
    assert [a.title for a in read_rows(layout, ARTICLES)] == [STORY]
    assert verify_tables(layout) == []


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (["--warc", "none/*.warc.gz"], "no file matches 'none/*.warc.gz'"),
        (["--warc", __file__, "--files_per_run", "0"], "--files_per_run is 0"),
        (["--warc", __file__, "--slot", "15m"], "--slot is an option of `sitrep run`"),
        (["--warc", __file__, "--no_such=1"], "unknown option --no_such"),
    ],
)
def test_what_cannot_be_done_is_said_before_anything_is(
    more: list[str], told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert reprocess(tmp_path / "out", *more) == 2
    assert told in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
