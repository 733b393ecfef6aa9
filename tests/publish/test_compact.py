"""Small files become few, and nothing else changes: no row, no reader, no run."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import duckdb
import polars as pl
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from deltalake import DeltaTable

from schemas import ARTICLES, ENTRIES, EVENTS, RUNS, TABLES, Row, Table
from tests.publish.runs import stage_run
from transforms.publish.commit import publish, roll_forward, sweep
from transforms.publish.compact import Compacted, compact
from transforms.publish.layout import Layout
from transforms.publish.staging import stage_rows
from transforms.publish.tables import append, committed_run, live_files, open_table, read_rows, scan, upsert, vacuum
from transforms.publish.verify import verify_tables

MB = 10**6
STEPS = ("staged", "files")


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    layout = Layout(tmp_path / "out")
    for number in (1, 2, 3):
        _publish(layout, number)
    return layout


def _publish(layout: Layout, number: int) -> None:
    manifest = stage_run(layout, number)
    manifest.decide(layout)
    publish(layout, manifest)


def _compact_all(layout: Layout) -> list[Compacted]:
    done = [compact(layout, table, MB) for table in TABLES]
    sweep(layout)
    return done


def _rows(layout: Layout) -> dict[str, list[str]]:
    return {table.name: sorted(map(repr, read_rows(layout, table))) for table in TABLES}


def _files(layout: Layout, table: Table[Any]) -> list[str]:
    delta = open_table(layout, table)
    assert delta is not None
    return [file.path for file in live_files(delta)]


def test_a_partition_of_small_files_becomes_one_with_the_same_rows(layout: Layout) -> None:
    before = _rows(layout)
    done = {table.table: table for table in _compact_all(layout)}
    assert (done["articles"].files_before, done["articles"].files_after) == (3, 1)
    assert done["articles"].bytes_after < done["articles"].bytes_before
    assert (done["runs"].files_before, done["runs"].files_after) == (3, 1)
    assert _rows(layout) == before
    assert verify_tables(layout) == []
    assert not layout.staging_root.exists() or not list(layout.staging_root.glob("*"))


def test_partitions_stay_apart(layout: Layout) -> None:
    rows = read_rows(layout, ARTICLES)
    for number, row in enumerate(rows[:2], start=4):
        other_day = dataclasses.replace(row, article_id=f"b{number}", fetched_at=row.fetched_at + dt.timedelta(days=1))
        append(layout, ARTICLES, stage_rows(ARTICLES, [other_day], layout.root), number)
    assert compact(layout, ARTICLES, MB).files_after == 2
    assert sorted(path.partition("/")[0] for path in _files(layout, ARTICLES)) == ["dt=2018-12-14", "dt=2018-12-15"]
    frame = pl.scan_delta(str(layout.table("articles"))).filter(pl.col("dt") == "2018-12-15").collect()
    assert sorted(frame["article_id"]) == ["b4", "b5"]


def test_a_second_time_there_is_nothing_to_do(layout: Layout) -> None:
    _compact_all(layout)
    versions = {table.name: _version(layout, table) for table in TABLES}
    assert all(table.files_before == table.files_after for table in _compact_all(layout))
    assert {table.name: _version(layout, table) for table in TABLES} == versions


def _version(layout: Layout, table: Table[Any]) -> int | None:
    delta = open_table(layout, table)
    return delta.version() if delta is not None else None


def test_files_of_the_target_size_are_left_alone_and_groups_do_not_exceed_it(layout: Layout) -> None:
    _publish(layout, 4)
    size = max(file.stat().st_size for file in layout.table("articles").glob("*/*.parquet"))
    assert compact(layout, ARTICLES, size).files_after == 4
    assert compact(layout, ARTICLES, int(size * 2.5)).files_after == 2


def test_the_log_has_row_counts_and_no_ranges(layout: Layout) -> None:
    # With the ranges of some columns, deltalake leaves files out of reads that filter by others.
    _compact_all(layout)
    log = max(layout.table("articles").glob("_delta_log/*.json"))
    actions = [json.loads(line) for line in log.read_text().splitlines()]
    (added,) = [action["add"] for action in actions if "add" in action]
    assert json.loads(added["stats"]) == {"numRecords": 9}
    assert added["dataChange"] is False
    assert {action["remove"]["dataChange"] for action in actions if "remove" in action} == {False}
    for run_id in ("run-1", "run-2", "run-3"):
        assert len(read_rows(layout, ARTICLES, pc.field("run_id") == run_id)) == 3


def test_files_are_sorted_and_written_as_those_of_runs(layout: Layout) -> None:
    (theirs, *_) = _files(layout, ARTICLES)
    expected = pq.ParquetFile(layout.table("articles") / theirs)
    compact(layout, ARTICLES, MB)
    (path,) = _files(layout, ARTICLES)
    file = pq.ParquetFile(layout.table("articles") / path)
    assert file.schema_arrow.equals(expected.schema_arrow, check_metadata=True)
    assert file.metadata.row_group(0).sorting_columns == expected.metadata.row_group(0).sorting_columns
    assert file.metadata.row_group(0).column(0).compression == "ZSTD"
    ids = file.read(columns=["article_id"]).column(0).to_pylist()
    assert ids == sorted(ids)


def test_runs_that_were_published_stay_published(layout: Layout) -> None:
    _compact_all(layout)
    before = _rows(layout)
    layout.published_manifest("run-2").rename(layout.manifest("run-2"))
    assert roll_forward(layout) == ["run-2"]
    assert _rows(layout) == before
    assert committed_run(open_table(layout, ARTICLES)) == committed_run(open_table(layout, RUNS)) == 3
    _publish(layout, 4)
    assert len(read_rows(layout, ARTICLES)) == 12
    assert {e.event_id: e.revision for e in read_rows(layout, EVENTS)}["moving"] == 4
    assert verify_tables(layout) == []


def test_who_reads_an_older_version_goes_on_until_vacuum(layout: Layout) -> None:
    older = DeltaTable(str(layout.table("articles")))
    compact(layout, ARTICLES, MB)
    assert older.to_pyarrow_dataset().to_table().num_rows == 9
    assert len(vacuum(layout, ARTICLES, dt.timedelta(0))) == 3
    glob = f"SELECT count(*) FROM read_parquet('{layout.table('articles')}/*/*.parquet')"
    assert duckdb.sql(glob).fetchall() == [(9,)]
    assert pl.scan_delta(str(layout.table("articles"))).collect().height == 9
    with pytest.raises(FileNotFoundError):
        older.to_pyarrow_dataset().to_table()


class TestKilled:
    @pytest.fixture(params=STEPS)
    def killed(self, layout: Layout, request: pytest.FixtureRequest) -> Layout:
        script = [sys.executable, "-m", "tests.publish.runs", str(layout.root), "compact", request.param]
        assert subprocess.run(script, check=False).returncode == -9
        return layout

    def test_nothing_is_lost_or_stands_twice(self, killed: Layout) -> None:
        assert len(read_rows(killed, ARTICLES)) == 9
        roll_forward(killed)
        sweep(killed)
        assert verify_tables(killed) == []
        assert compact(killed, ARTICLES, MB).files_after == 1
        assert len(read_rows(killed, ARTICLES)) == 9

    def test_files_that_nobody_committed_go_with_vacuum(self, killed: Layout) -> None:
        sweep(killed)
        _publish(killed, 4)
        compact(killed, ARTICLES, MB)  # other files than those of the process that died
        for file in killed.table("articles").glob("*/*.parquet"):
            os.utime(file, (0, 0))
        vacuum(killed, ARTICLES, dt.timedelta(0))
        on_disk = [str(p.relative_to(killed.table("articles"))) for p in killed.table("articles").glob("*/*.parquet")]
        assert on_disk == _files(killed, ARTICLES)
        assert len(read_rows(killed, ARTICLES)) == 12


class TestOtherVersions:
    """Files of an earlier version get the columns that it had not; those of a later one are left alone."""

    @dataclass(kw_only=True, slots=True)
    class Before(Row):
        key: Annotated[str, "Key"]

    @dataclass(kw_only=True, slots=True)
    class After(Row):
        key: Annotated[str, "Key"]
        number: Annotated[int, "Required, with a default"] = 7

    def test_each(self, layout: Layout) -> None:
        before, after = (Table(name="t", row=r, key=("key",), comment="A table") for r in (self.Before, self.After))
        for number, key in enumerate(("a", "b"), start=1):
            append(layout, before, stage_rows(before, [self.Before(key=key)], layout.root), number)
        append(layout, after, stage_rows(after, [self.After(key="c", number=3)], layout.root), 3)
        assert compact(layout, before, MB).files_after == 2
        assert compact(layout, after, MB).files_after == 1
        assert sorted((row.key, row.number) for row in read_rows(layout, after)) == [("a", 7), ("b", 7), ("c", 3)]


def test_current_state_is_still_replaced_after_it(layout: Layout) -> None:
    _compact_all(layout)
    rows = [dataclasses.replace(event, revision=9) for event in read_rows(layout, EVENTS)]
    upsert(layout, EVENTS, rows, 4)
    assert sorted(e.revision for e in read_rows(layout, EVENTS)) == [9] * len(rows)
    assert len(list(scan(layout, ENTRIES))) == 1
