"""What the coder reads of an article."""

from __future__ import annotations

import datetime as dt

from schemas import Article
from transforms.events.mentions import source_key, story_of


def _article(**values: object) -> Article:
    needed = {
        "article_id": "a",
        "url": "https://paper.example/1",
        "canonical_url": "https://paper.example/1",
        "text": "Text.",
        "publisher_domain": "paper.example",
        "fetched_at": dt.datetime(2021, 3, 6, 12, tzinfo=dt.UTC),
    }
    return Article(**(needed | values))  # type: ignore[arg-type]


def test_days_are_counted_from_the_day_of_publication_where_it_was_published() -> None:
    at = dt.datetime(2021, 3, 6, 2, 40, tzinfo=dt.UTC)
    new_york = story_of(_article(published_at=at, published_utc_offset=-300)).published_at
    unknown = story_of(_article(published_at=at)).published_at
    assert new_york == unknown == at
    assert new_york is not None
    assert unknown is not None
    assert (new_york.date(), unknown.date()) == (dt.date(2021, 3, 5), dt.date(2021, 3, 6))


def test_behind_an_article_stands_its_agency_else_who_published_it_first_else_its_outlet() -> None:
    assert source_key(_article(wire_source="AP", origin_publisher="AP")) == "wire:AP"
    assert source_key(_article(origin_publisher="other.example")) == "other.example"
    assert source_key(_article()) == "paper.example"
