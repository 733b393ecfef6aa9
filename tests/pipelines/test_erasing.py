"""`sitrep erase` on tables that real runs made: nothing of the article is left, and it does not come back."""

from __future__ import annotations

import dataclasses
import gzip
import json
import re
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from pipelines.cli import main
from schemas import ARTICLES, ENTRIES, EVENTS, MENTIONS, Article, Reason
from tests.newsroom.server import Newsroom
from tests.pipelines.dying import Point, run_until
from tests.pipelines.newsroom_runs import Runs
from tests.pipelines.published import differences, facts
from tests.pipelines.small_site import SmallSite, item, page, rss, story
from transforms.events.merging.aggregate import aggregate
from transforms.fetch.warc import read_record
from transforms.publish.erase import erase
from transforms.publish.layout import Layout
from transforms.publish.lease import lease
from transforms.publish.tables import is_in, read_rows
from transforms.publish.verify import verify_tables

pytestmark = pytest.mark.xdist_group("erasing")

EVENING, MORNING = "2018-12-16T22:00Z", "2018-12-17T12:00Z"
OUTLETS = ("meridianpress", "northvalley", "harbour")
ALONE = "https://northvalleygazette.example/news/yellow-vest-crowds-shrink.html"  # nobody else tells its events
SHARED = "https://northvalleygazette.example/news/kabul-blast-brief.html"
COPIED = "https://meridianpress.example/world/2018/12/14/hajin-falls-to-us-backed-force"
_LINK = re.compile(r"<a\b.*?</a>", re.DOTALL)
STEPS = ("list", "events", "mentions", "entries", "articles", "pages")


@pytest.fixture(scope="module")
def newsroom() -> Iterator[Newsroom]:
    with Newsroom(edition=1) as newsroom:
        yield newsroom


@pytest.fixture(scope="module")
def published(newsroom: Newsroom, tmp_path_factory: pytest.TempPathFactory) -> Runs:
    runs = _runs(newsroom, tmp_path_factory.mktemp("erasing"))
    assert runs.run(EVENING).code == 0
    return runs


@pytest.fixture
def runs(newsroom: Newsroom, published: Runs, tmp_path: Path) -> Runs:
    """A copy of the published folder to erase from."""
    runs = _runs(newsroom, tmp_path)
    shutil.copytree(published.layout.root, runs.layout.root)
    return runs


def _runs(newsroom: Newsroom, folder: Path) -> Runs:
    return Runs(newsroom, folder, [url for url in newsroom.feed_urls if any(name in url for name in OUTLETS)])


def _article(layout: Layout, canonical: str) -> Article:
    (article,) = read_rows(layout, ARTICLES, pc.field("canonical_url") == canonical)
    return article


def _arguments(layout: Layout, *more: str) -> list[str]:
    return ["erase", "--out", str(layout.root), *more]


def _holding(layout: Layout, *texts: str) -> list[str]:
    """The files below an output folder, unpacked, and the texts in them; links on other raw pages do not count."""
    found = []
    for path in sorted(p for p in layout.root.rglob("*") if p.is_file()):
        match path.suffix:
            case ".parquet":
                content = repr(pq.ParquetFile(path).read().to_pylist())
            case ".gz":
                content = _LINK.sub("", gzip.decompress(path.read_bytes()).decode("utf-8", "replace"))
            case _:
                content = path.read_bytes().decode("utf-8", "replace")
        found += [f"{path.relative_to(layout.root)}: {text}" for text in texts if text in content]
    return found


def _quotes(article: Article) -> tuple[str, ...]:
    """Words by which it is found: its headline, its address, and the beginning of each paragraph."""
    address = article.canonical_url.removeprefix("https://")
    return (article.title or "", address, *(part[:40] for part in article.text.split("\n\n") if len(part) > 60))


def test_an_unknown_article_is_wrong_usage(runs: Runs, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for arguments, message in (
        (_arguments(runs.layout, "--article", "0123456789abcdef0123"), "has the id 0123456789abcdef0123"),
        (_arguments(runs.layout, "--url", "https://a.example/unknown"), "has the address https://a.example/unknown"),
        (_arguments(runs.layout, "--url", "not an address"), "is no http or https URL"),
        (_arguments(Layout(tmp_path / "none"), "--article", "a"), "nothing was published there yet"),
    ):
        assert main(arguments) == 2
        assert message in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(_arguments(runs.layout))
    assert not runs.layout.erased.exists()
    with lease(runs.layout, "sitrep run"):
        assert main(_arguments(runs.layout, "--url", ALONE)) == 1


def test_nothing_of_it_is_left(runs: Runs, capsys: pytest.CaptureFixture[str]) -> None:
    layout = runs.layout
    article = _article(layout, ALONE)
    events = {m.event_id for m in read_rows(layout, MENTIONS, is_in("article_id", [article.article_id]))}
    others = [a for a in read_rows(layout, ARTICLES) if a.article_id != article.article_id]
    raw = {a.article_id: read_record(layout.root / str(a.warc_file), a.warc_offset or 0) for a in others}
    sizes = {path: path.stat().st_size for path in (layout.root / "warc").rglob("*.gz")}
    assert main(["report", "--out", str(layout.root)]) == 0
    assert len(_holding(layout, *_quotes(article))) >= 5
    capsys.readouterr()

    assert main(_arguments(layout, "--url", ALONE, "--format", "json")) == 0
    said = json.loads(capsys.readouterr().out)

    assert _holding(layout, *_quotes(article)) == []
    assert verify_tables(layout) == []
    assert {e.event_id for e in read_rows(layout, EVENTS)}.isdisjoint(events)
    assert said["article_id"] == article.article_id
    assert said["rows"] == {"articles": 1, "mentions": 6, "failures": 0}
    assert (said["events_deleted"], said["events_recomputed"], said["pages"]) == (len(events), 0, 1)
    assert {a.article_id: a for a in others} == {a.article_id: a for a in read_rows(layout, ARTICLES)}
    assert raw == {a.article_id: read_record(layout.root / str(a.warc_file), a.warc_offset or 0) for a in others}
    assert sizes == {path: path.stat().st_size for path in (layout.root / "warc").rglob("*.gz")}

    assert main(_arguments(layout, "--article", article.article_id, "--format", "table")) == 0
    assert "nothing to do" in capsys.readouterr().out


def test_after_compacting_the_files_that_were_put_together_go_as_well(runs: Runs) -> None:
    article = _article(runs.layout, ALONE)
    assert runs.run("2018-12-17T04:00Z").code == 0
    assert main(["compact", "--out", str(runs.layout.root)]) == 0
    assert main(_arguments(runs.layout, "--url", ALONE)) == 0
    assert _holding(runs.layout, *_quotes(article)) == []
    assert verify_tables(runs.layout) == []


def test_events_that_others_tell_are_what_the_others_say(runs: Runs) -> None:
    layout = runs.layout
    article = _article(layout, SHARED)
    (event_id,) = {m.event_id for m in read_rows(layout, MENTIONS, is_in("article_id", [article.article_id]))}
    (before,) = read_rows(layout, EVENTS, pc.field("event_id") == event_id)
    assert main(_arguments(layout, "--article", article.article_id)) == 0
    (after,) = read_rows(layout, EVENTS, pc.field("event_id") == event_id)
    left = read_rows(layout, MENTIONS, pc.field("event_id") == event_id)
    expected = aggregate(after.event_id, left, now=after.updated_at, run_id=before.run_id)
    assert after == dataclasses.replace(expected, revision=before.revision + 1)
    assert (before.n_articles, after.n_articles) == (2, 1)
    assert _holding(layout, *_quotes(article)) == []
    assert verify_tables(layout) == []


def test_copies_stay_and_name_no_original(runs: Runs) -> None:
    layout = runs.layout
    original = _article(layout, COPIED)
    copies = read_rows(layout, ARTICLES, pc.field("duplicate_of") == original.article_id)
    assert len(copies) == 2
    assert main(_arguments(layout, "--url", COPIED)) == 0
    left = read_rows(layout, ARTICLES, is_in("article_id", [copy.article_id for copy in copies]))
    assert [(a.text, a.duplicate_of, a.duplicate_kind) for a in left] == [(a.text, None, None) for a in copies]
    assert read_rows(layout, MENTIONS, is_in("article_id", [copy.article_id for copy in copies]))
    assert verify_tables(layout) == []


def test_a_later_run_of_the_same_feeds_does_not_bring_it_back(newsroom: Newsroom, runs: Runs) -> None:
    layout = runs.layout
    articles = [_article(layout, url) for url in (ALONE, COPIED)]
    for article in articles:
        assert main(_arguments(layout, "--article", article.article_id)) == 0
    newsroom.edition = 2
    try:
        later = runs.run(MORNING)
    finally:
        newsroom.edition = 1
    assert later.code == 0
    assert later.count("rows.articles") > 0
    asked = {f"https://{r.host.removeprefix('www.')}{r.path}" for r in later.requests}
    assert asked.isdisjoint({ALONE, COPIED})
    assert read_rows(layout, ARTICLES, is_in("article_id", [a.article_id for a in articles])) == []
    assert verify_tables(layout) == []


class TestKilled:
    @pytest.fixture(scope="class")
    def undisturbed(self, newsroom: Newsroom, published: Runs, tmp_path_factory: pytest.TempPathFactory) -> Layout:
        runs = _runs(newsroom, tmp_path_factory.mktemp("undisturbed"))
        shutil.copytree(published.layout.root, runs.layout.root)
        assert main(_arguments(runs.layout, "--url", COPIED)) == 0
        return runs.layout

    @pytest.mark.parametrize("step", STEPS)
    def test_anywhere_it_is_finished_by_the_same_command(
        self, step: str, runs: Runs, undisturbed: Layout, capsys: pytest.CaptureFixture[str]
    ) -> None:
        layout = runs.layout
        article = _article(layout, COPIED)

        def die(done: str) -> None:
            if done == step:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            erase(layout, article.article_id, article.fetched_at, after_step=die)
        (finding,) = [f for f in verify_tables(layout) if "broke off" in f.problem]
        assert f"sitrep erase --article {article.article_id}" in finding.remedy
        capsys.readouterr()
        assert main(_arguments(layout, "--url", COPIED, "--format", "table")) == 0
        assert f"Erased article {article.article_id}: 1 of articles" in capsys.readouterr().out
        assert verify_tables(layout) == []
        assert differences(facts(layout), facts(undisturbed)) == {}
        assert _holding(layout, _quotes(article)[1]) == []  # its words are those of its copies
        assert [*layout.staging_root.glob("*"), *layout.root.rglob("*.tmp")] == []

    def test_by_the_system_it_is_too(self, runs: Runs, undisturbed: Layout) -> None:
        layout = runs.layout
        point = Point("with mentions gone", "os.rename", "entries/")
        assert run_until(_arguments(layout, "--url", COPIED), str(layout.root), point) == -signal.SIGKILL
        assert runs.run(EVENING).summary["published_now"] is False
        assert main(_arguments(layout, "--url", COPIED)) == 0
        assert verify_tables(layout) == []
        assert differences(facts(layout), facts(undisturbed)) == {}


class TestAFeedThatShowsItAgain:
    """A site of its own, whose feed and pages change as the test wants."""

    @pytest.fixture
    def site(self) -> Iterator[SmallSite]:
        with SmallSite() as site:
            for name in ("one", "two"):
                site.put(f"http://a.example/{name}", page(f"Title {name}", story(name)))
            site.put(
                "http://a.example/feed", rss([item(f"Title {n}", f"http://a.example/{n}") for n in ("one", "two")])
            )
            yield site

    def _run(self, site: SmallSite, folder: Path, slot: str) -> Layout:
        (folder / "sitrep.toml").write_text(site.toml)
        files = ["--config", str(folder / "sitrep.toml"), "--out", str(folder / "out")]
        assert main(["run", *files, "--feeds", "http://a.example/feed", "--slot", slot]) == 0
        return Layout(folder / "out")

    def test_reworded_moved_or_under_another_address(self, site: SmallSite, tmp_path: Path) -> None:
        layout = self._run(site, tmp_path, EVENING)
        assert main(_arguments(layout, "--url", "http://www.a.example/one?utm_source=x")) == 0
        head = '<link rel="canonical" href="http://a.example/one">'
        site.put("http://a.example/one", page("Title one", story("one") + "\n\nAnd more of it than there was before."))
        site.put("http://a.example/alias", page("Title one", story("one"), head))
        again = [item(f"Reworded {n}", f"http://a.example/{n}") for n in ("one", "two", "alias")]
        site.put("http://a.example/feed", rss(again))
        self._run(site, tmp_path, "2018-12-17T23:00Z")
        assert [a.url for a in read_rows(layout, ARTICLES)] == ["http://a.example/two"]
        erased = [e for e in read_rows(layout, ENTRIES) if e.reason == Reason.ERASED]
        assert [(e.outcome, e.url, e.canonical_url, e.title, e.guid) for e in erased] == [
            ("rejected", None, None, None, None)
        ] * len(erased)
        assert len(erased) == 2
        assert verify_tables(layout) == []
        self._run(site, tmp_path, "2018-12-18T23:00Z")
        assert len([e for e in read_rows(layout, ENTRIES) if e.reason == Reason.ERASED]) == 2

    def test_an_entry_whose_page_failed_can_be_erased(self, site: SmallSite, tmp_path: Path) -> None:
        url = "http://a.example/missing"
        site.put("http://a.example/feed", rss([item("Two", "http://a.example/two"), item("A headline", url)]))
        layout = self._run(site, tmp_path, EVENING)
        assert _holding(layout, "A headline", "a.example/missing") != []
        assert main(_arguments(layout, "--url", url)) == 0
        assert _holding(layout, "A headline", "a.example/missing") == []
        assert verify_tables(layout) == []
