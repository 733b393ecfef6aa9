"""The docs that derive from the schemas say what the schemas say."""

from __future__ import annotations

from pathlib import Path

from schemas.describe import reasons_page, tables_page

DOCS = Path(__file__).parents[2] / "docs"


def test_the_tables_page_is_current() -> None:
    assert (DOCS / "tables.md").read_text(encoding="utf-8") == tables_page(), "run: python -m schemas.describe docs"


def test_the_reasons_page_is_current() -> None:
    assert (DOCS / "reasons.md").read_text(encoding="utf-8") == reasons_page(), "run: python -m schemas.describe docs"
