"""Whole pages beside the articles that they have to become (`pages/*.html`, `pages/*.json`)."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from transforms.clean.article import clean_html
from transforms.clean.record import article_record

PAGES = Path(__file__).parent / "pages"
FETCHED = dt.datetime(2023, 1, 1, tzinfo=dt.UTC)


@pytest.mark.parametrize("page", sorted(PAGES.glob("*.html")), ids=lambda p: p.stem)
def test_a_page_becomes_the_expected_article(page: Path) -> None:
    expected = json.loads(page.with_suffix(".json").read_text("utf-8"))
    url = f"https://www.valleycourier.example/news/{page.stem}"
    record = article_record(clean_html(page.read_bytes(), url=url, fetched_at=FETCHED), page.stem)
    assert {name: record[name] for name in expected} == expected


def test_every_page_has_an_expectation() -> None:
    assert {p.stem for p in PAGES.glob("*.html")} == {p.stem for p in PAGES.glob("*.json")}
