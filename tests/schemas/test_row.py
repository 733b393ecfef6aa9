"""Typed rows, and the Arrow schemas that derive from them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pyarrow as pa
import pytest

from schemas import ARTICLES, EVENTS, FAILURES, TABLES, Event, Party, Place, Reason, Toll, failure
from transforms.publish.staging import stage_rows

NOW = dt.datetime(2018, 12, 14, 10, 30, tzinfo=dt.UTC)


def event(**values: object) -> Event:
    return Event(event_id="e", event_type="ASSAULT", quad_class=4, cameo_root="19", updated_at=NOW, **values)  # type: ignore[arg-type]


def test_a_row_comes_back_from_arrow_as_it_went_in() -> None:
    row = event(
        actors=[Party(name="Syrian Democratic Forces", country="SY", sector="REB")],
        place=Place(name="Hajin", lat=34.69, lon=40.83),
        tolls=[Toll(effect="killed", group="civilians", best=324, cumulative_from=dt.date(2018, 9, 10))],
        date_start=dt.date(2018, 12, 14),
    )
    assert EVENTS.from_arrow(EVENTS.to_arrow([row])) == [row]


def test_a_missing_value_in_a_required_column_is_refused(tmp_path: Path) -> None:
    row = event()
    row.event_type = None  # type: ignore[assignment]
    with pytest.raises(pa.ArrowInvalid, match="event_type"):
        stage_rows(EVENTS, [row], tmp_path)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_column_has_a_comment_and_no_column_is_a_partition_key(table: object) -> None:
    for column in table.columns:  # type: ignore[attr-defined]
        assert column.comment, column.name
        assert column.name not in ("dt", "month")


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_no_column_is_a_map_or_nests_deeper_than_two(table: object) -> None:
    def depth(kind: pa.DataType) -> int:
        assert not pa.types.is_map(kind)
        if pa.types.is_list(kind):
            return depth(kind.value_type)
        return 1 + max(depth(field.type) for field in kind) if pa.types.is_struct(kind) else 0

    assert all(depth(field.type) <= 2 for field in table.schema)  # type: ignore[attr-defined]


def test_partitions_are_days_and_months() -> None:
    assert EVENTS.partition_value(event(date_start=dt.date(2018, 12, 14))) == "2018-12"
    assert EVENTS.partition_value(event()) == "unknown"
    assert FAILURES.partition_value(failure("fetch", Reason.TIMEOUT, "http://a.example/", "", at=NOW)) == "2018-12-14"
    assert ARTICLES.partition == "dt"


def test_every_reason_has_a_sentence() -> None:
    assert all(reason.sentence.endswith(".") for reason in Reason)


def test_a_failure_record_is_cut_to_a_readable_length() -> None:
    record = failure("clean", Reason.CLEANING_ERROR, "k", ValueError("x" * 10_000), at=NOW, payload="y" * 10_000)
    assert (record.error_class, len(record.message), len(record.payload or "")) == ("ValueError", 500, 1000)
