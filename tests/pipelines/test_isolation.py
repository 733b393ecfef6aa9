"""One bad record takes no other with it: a feed, a page, an article or a block that breaks a stage."""

from __future__ import annotations

import contextlib
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import transforms.clean.beam
import transforms.events.coding
import transforms.events.telling
from pipelines.cli import main
from schemas import ARTICLES, EVENTS, FAILURES, MENTIONS, Coded, Failure
from tests.newsroom.server import Newsroom
from tests.pipelines.newsroom_runs import Runs
from tests.pipelines.published import NEWS, Facts, facts
from tests.pipelines.small_site import SmallSite, page, story
from transforms.events.merging.across import block_key
from transforms.publish.layout import Layout
from transforms.publish.tables import read_rows
from transforms.publish.verify import verify_tables

pytestmark = pytest.mark.xdist_group("isolation")

EVENING = "2018-12-16T22:00Z"


@dataclass(frozen=True, slots=True)
class Broken:
    """What an undisturbed run published, and one in which a page, an article and a block broke their stage."""

    page: str
    article: str
    block: str
    whole: Facts
    rest: Facts
    failures: list[Failure]
    code: int


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Broken]:
    with Newsroom(edition=1) as newsroom, pytest.MonkeyPatch.context() as patch:
        feeds = [url for url in newsroom.feed_urls if "meridianpress" in url]
        whole = Runs(newsroom, tmp_path_factory.mktemp("whole"), feeds)
        whole.run(EVENING)
        told = {m.article_id: m for m in read_rows(whole.layout, MENTIONS) if m.place and m.place.country}
        articles = [a for a in read_rows(whole.layout, ARTICLES) if a.duplicate_of is None and a.article_id in told]
        bad_page, bad_article, other = articles[:3]
        place = told[other.article_id].place
        assert place is not None
        block = str(place.country)

        clean_page, read_story = transforms.clean.beam.clean_page, transforms.events.coding.read_story
        merge_block = transforms.events.telling.merge_block

        def clean(page: Any) -> Any:
            if page.url == bad_page.url:
                raise RecursionError("too deep")
            return clean_page(page)

        def code(story: Any, resources: Any, analysed: Any) -> Any:
            if story.article_id == bad_article.article_id:
                raise IndexError("no such token")
            return read_story(story, resources, analysed)

        def merge(new: Any, *prior: Any, **options: Any) -> Any:
            if any(block_key(m) == block for m in new):
                raise ZeroDivisionError("no sources")
            return merge_block(new, *prior, **options)

        patch.setattr(transforms.clean.beam, "clean_page", clean)
        patch.setattr(transforms.events.coding, "read_story", code)
        patch.setattr(transforms.events.telling, "merge_block", merge)
        runs = Runs(newsroom, tmp_path_factory.mktemp("broken"), feeds)
        code_ = runs.run(EVENING).code
        assert verify_tables(runs.layout) == []
        yield Broken(
            page=bad_page.url,
            article=bad_article.canonical_url,
            block=block,
            whole=facts(whole.layout),
            rest=facts(runs.layout),
            failures=read_rows(runs.layout, FAILURES),
            code=code_,
        )


def test_what_broke_is_in_the_failures_table(broken: Broken) -> None:
    assert broken.code == 0
    assert {(f.stage, f.reason, f.key, f.error_class, f.message) for f in broken.failures} == {
        ("clean", "cleaning_error", broken.page, "RecursionError", "too deep"),
        ("code", "coding_error", broken.article, "IndexError", "no such token"),
        ("merge", "merging_error", broken.block, "ZeroDivisionError", "no sources"),
    }


def test_every_other_row_is_as_if_nothing_had_happened(broken: Broken) -> None:
    lost = {a["article_id"] for a in broken.whole["articles"] if a["url"] == broken.page}
    uncoded = lost | {a["article_id"] for a in broken.whole["articles"] if a["canonical_url"] == broken.article}
    for table in NEWS:
        expected, found = broken.whole[table.name], broken.rest[table.name]
        if table is ARTICLES:
            expected = [a for a in expected if a["article_id"] not in lost]
        elif table is MENTIONS:
            expected = [_in_no_event(m, broken.block) for m in expected if m["article_id"] not in uncoded]
        elif table is EVENTS:
            touched = {m["event_id"] for m in broken.whole["mentions"] if m["article_id"] in uncoded}
            touched |= {m["event_id"] for m in broken.whole["mentions"] if _block(m) == broken.block}
            expected = [e for e in expected if e["event_id"] not in touched]
            found = [e for e in found if e["event_id"] not in touched]
        else:
            continue
        assert sorted(found, key=repr) == sorted(expected, key=repr), table.name


def _in_no_event(mention: dict[str, Any], block: str) -> dict[str, Any]:
    return mention | {"event_id": None, "merge_reason": None} if _block(mention) == block else mention


def _block(mention: dict[str, Any]) -> str:
    return block_key(Coded.from_record(mention))


def test_texts_that_utf8_cannot_hold_are_published_all_the_same(tmp_path: Path) -> None:
    half = "half a \ud83d smile"
    items = [
        {"id": half, "url": "http://a.example/1", "title": half, "summary": half, "authors": [{"name": half}]},
        {"id": "2", "url": "http://a.example/2\ud83d", "title": half},
        {"id": "3", "url": "http://a.example/3", "title": "sound"},
    ]
    with SmallSite() as site:
        feed = {"version": "https://jsonfeed.org/version/1.1", "title": half, "items": items}
        site.put("http://a.example/feed", json.dumps(feed), "application/feed+json")
        site.put("http://a.example/1", page(half.replace("\ud83d", "&#xD83D;"), story("one")))
        site.put("http://a.example/3", page("sound", story("three")))
        settings = tmp_path / "sitrep.toml"
        settings.write_text(site.toml)
        files = ["--config", str(settings), "--out", str(tmp_path / "out")]
        with contextlib.redirect_stdout(io.StringIO()):
            assert main(["run", *files, "--feeds", "http://a.example/feed", "--slot", EVENING]) == 0
    layout = Layout(tmp_path / "out")
    assert verify_tables(layout) == []
    assert {a.canonical_url for a in read_rows(layout, ARTICLES)} == {"https://a.example/1", "https://a.example/3"}
