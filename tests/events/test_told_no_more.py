"""What becomes of events when an article that tells them is erased."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path

import pytest

from schemas import ARTICLES, EVENTS, MENTIONS, Article, Event, Mention
from tests.events.accounts import HAJIN, NOW, killed, mention
from transforms.events.merging.aggregate import aggregate
from transforms.events.merging.told_no_more import events_without
from transforms.publish.layout import Layout
from transforms.publish.staging import stage_rows
from transforms.publish.tables import append

LATER = NOW + dt.timedelta(days=1)


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    return Layout(tmp_path)


def told(name: str, event_id: str, dead: int = 4) -> Mention:
    return dataclasses.replace(mention(name, place=HAJIN, **killed(dead)), event_id=event_id)


def event(event_id: str, *mentions: Mention, superseded_by: str | None = None) -> Event:
    row = aggregate(event_id, mentions, now=NOW, run_id="run-1")
    return dataclasses.replace(row, superseded_by=superseded_by)


def publish(layout: Layout, mentions: list[Mention], events: list[Event]) -> None:
    articles = [
        Article(
            article_id=article_id,
            version=version,
            url=article_id,
            canonical_url=article_id,
            text="",
            publisher_domain="a.example",
            fetched_at=NOW,
        )
        for article_id, version in {(m.article_id, m.version) for m in mentions}
    ]
    for table, rows in ((ARTICLES, articles), (MENTIONS, mentions), (EVENTS, events)):
        append(layout, table, stage_rows(table, rows, layout.root), 1)


def test_what_only_it_tells_goes(layout: Layout) -> None:
    a, b = told("a", "e"), told("b", "f")
    publish(layout, [a, b], [event("e", a), event("f", b)])
    assert events_without(layout, "a", LATER) == ({"e"}, [])


def test_what_others_tell_is_what_they_say(layout: Layout) -> None:
    a, b = told("a", "e", dead=40), told("b", "e", dead=4)
    publish(layout, [a, b], [event("e", a, b)])
    deleted, (row,) = events_without(layout, "a", LATER)
    expected = aggregate("e", [b], now=LATER, run_id="run-1")
    assert (deleted, row) == (set(), dataclasses.replace(expected, revision=2))
    assert (row.n_articles, row.fatalities_best) == (1, 4)


def test_all_its_versions_count_no_more(layout: Layout) -> None:
    first, second, b = told("a", "e"), dataclasses.replace(told("a/2", "e"), version=2), told("b", "e")
    publish(layout, [first, second, b], [event("e", second, b)])
    _, (row,) = events_without(layout, "a", LATER)
    assert row.n_mentions == 1


def test_an_event_that_earlier_versions_alone_told_stays_retracted(layout: Layout) -> None:
    a, old, new = told("a", "e"), told("b", "e"), dataclasses.replace(told("b/2", "f"), version=2)
    publish(layout, [a, old, new], [event("e", a), event("f", new)])
    deleted, (row,) = events_without(layout, "a", LATER)
    assert (deleted, row.event_id, row.retracted, row.n_mentions) == (set(), "e", True, 0)


class TestSuperseded:
    """`s` was merged into `e`; its mentions keep its id."""

    def test_a_row_of_its_own_goes(self, layout: Layout) -> None:
        a, b = told("a", "s"), told("b", "e")
        publish(layout, [a, b], [event("e", a, b), event("s", a, superseded_by="e")])
        deleted, (row,) = events_without(layout, "a", LATER)
        assert (deleted, row.event_id, row.n_articles) == ({"s"}, "e", 1)

    def test_one_that_others_told_says_what_they_say(self, layout: Layout) -> None:
        a, b = told("a", "s", dead=40), told("b", "s", dead=4)
        publish(layout, [a, b], [event("e", a, b), event("s", a, b, superseded_by="e")])
        deleted, rows = events_without(layout, "a", LATER)
        assert deleted == set()
        assert {row.event_id: (row.fatalities_best, row.superseded_by) for row in rows} == {
            "e": (4, None),
            "s": (4, "e"),
        }

    def test_chains_lead_to_what_is_left(self, layout: Layout) -> None:
        a, b = told("a", "s"), told("b", "r")
        events = [event("e", a, b), event("s", a, superseded_by="e"), event("r", b, superseded_by="s")]
        publish(layout, [a, b], events)
        deleted, rows = events_without(layout, "a", LATER)
        assert deleted == {"s"}
        assert {row.event_id: row.superseded_by for row in rows} == {"e": None, "r": "e"}

    def test_without_any_other_mention_all_go(self, layout: Layout) -> None:
        a = told("a", "s")
        publish(layout, [a], [event("e", a), event("s", a, superseded_by="e")])
        assert events_without(layout, "a", LATER) == ({"e", "s"}, [])
