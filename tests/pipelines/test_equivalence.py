"""Beam moves values and decides nothing: the pipeline gives what its plain functions give, called in a plain loop."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipelines.settings import load_settings
from schemas import Article, Event, Feed, Mention
from tests.newsroom.demo import config
from tests.newsroom.server import Newsroom
from tests.pipelines.newsroom_runs import Runs
from tests.pipelines.published import Facts, differences, facts, records
from transforms.clean.article import clean_page
from transforms.clean.rejected import Rejected
from transforms.dedupe.cluster import cluster
from transforms.dedupe.judge import apply_to_article, document
from transforms.dedupe.signature import sign
from transforms.events.coder import CoderResources, code_story
from transforms.events.mentions import copied, mentions_of, story_of
from transforms.events.merging.across import block_key, merge_block
from transforms.events.telling import COPIED, LANGUAGES, NOT_NEWS
from transforms.feeds.entry import FeedEntry
from transforms.feeds.poll import poll_feed
from transforms.feeds.urls import article_id, feed_id
from transforms.fetch.page import Page
from transforms.fetch.pages import fetch_pages
from transforms.fetch.settings import FetchSettings
from transforms.fetch.stream import gather_stream

pytestmark = pytest.mark.xdist_group("equivalence")

EVENING = "2018-12-16T22:00Z"
NOW = dt.datetime(2018, 12, 16, 22, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def newsroom() -> Iterator[Newsroom]:
    with Newsroom(edition=1) as newsroom:
        yield newsroom


@pytest.fixture(scope="module")
def plain(newsroom: Newsroom, tmp_path_factory: pytest.TempPathFactory) -> Facts:
    """Articles, mentions and events without Beam."""
    file = tmp_path_factory.mktemp("plain") / "sitrep.toml"
    file.write_text(config(newsroom), encoding="utf-8")
    fetching = load_settings({"config": str(file)}, {}).fetch
    articles = _judged(_cleaned(_pages(_entries(newsroom, fetching), fetching)))
    mentions, events = _merged(_told(articles))
    return {"articles": records(articles), "mentions": records(mentions), "events": records(events)}


def _entries(newsroom: Newsroom, fetching: FetchSettings) -> list[FeedEntry]:
    feeds = [Feed(feed_id=feed_id(url), url=url) for url in newsroom.feed_urls]
    polls = gather_stream(feeds, lambda client, feed: poll_feed(feed, client, now=NOW), fetching)
    return [entry for poll in polls for entry in poll.entries]


def _pages(entries: list[FeedEntry], fetching: FetchSettings) -> list[Page]:
    """One page an article, that of the entry that says most; of equals the first published."""
    best: dict[str, FeedEntry] = {}
    for entry in entries:
        assert entry.canonical_url is not None
        key = article_id(entry.canonical_url)
        best[key] = min(best.get(key, entry), entry, key=_worth)
    return [page for page in fetch_pages(list(best.values()), fetching) if isinstance(page, Page)]


def _worth(entry: FeedEntry) -> tuple[Any, ...]:
    return (entry.content is None, entry.published_at or dt.datetime.max.replace(tzinfo=dt.UTC), entry.feed_id)


def _cleaned(pages: list[Page]) -> dict[str, Article]:
    articles = {}
    for page in pages:
        try:
            article = clean_page(page)
        except Rejected:
            continue
        signature = sign(article.title, article.text)
        articles[article.article_id] = dataclasses.replace(
            article,
            signature_scheme=signature.scheme,
            signature=signature.signature,
            bands=list(signature.bands),
        )
    return articles


def _judged(articles: dict[str, Article]) -> list[Article]:
    verdicts = cluster([document(a) for a in articles.values()])
    return [apply_to_article(articles[v.article_id], v) for v in verdicts]


def _told(articles: list[Article]) -> list[Mention]:
    resources = CoderResources.load()
    told: dict[str, list[Mention]] = {
        a.article_id: mentions_of(a, code_story(story_of(a), resources), at=NOW)
        for a in articles
        if a.duplicate_kind not in COPIED and a.language in LANGUAGES and not {*NOT_NEWS} & {*a.quality_flags}
    }
    copies = [
        copied(m, a, at=NOW) for a in articles if a.duplicate_kind in COPIED for m in told.get(str(a.duplicate_of), [])
    ]
    return [*(m for mentions in told.values() for m in mentions), *copies]


def _merged(told: list[Mention]) -> tuple[list[Mention], list[Event]]:
    blocks: dict[str, list[Mention]] = defaultdict(list)
    for mention in told:
        blocks[block_key(mention)].append(mention)
    mentions, events = [], []
    for block in blocks.values():
        merged = merge_block(block, now=NOW, run_id="")
        mentions += merged.mentions
        events += merged.events
    return mentions, events


@pytest.mark.parametrize("shards", ["1", "3"])
def test_the_pipeline_gives_what_its_functions_give(
    shards: str, newsroom: Newsroom, plain: Facts, tmp_path: Path
) -> None:
    runs = Runs(newsroom, tmp_path)
    assert runs.run(EVENING, "--shards", shards).code == 0
    published = facts(runs.layout)
    assert len(plain["articles"]) > 80
    assert differences({table: published[table] for table in plain}, plain) == {}
