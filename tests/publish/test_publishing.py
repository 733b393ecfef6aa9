"""Publishing runs: all or nothing, once, whatever is killed when."""

from __future__ import annotations

import dataclasses
import multiprocessing
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

import duckdb
import pandas as pd
import polars as pl
import pytest
from deltalake import DeltaTable

from schemas import ARTICLES, ENTRIES, EVENTS, FEEDS, RUNS, Row, Run, Table
from tests.publish.runs import STEPS, stage_run
from transforms.publish.accounting import AccountingError, check_sum, entry_out
from transforms.publish.commit import next_run_number, publish, published_run, roll_forward, sweep
from transforms.publish.decide import SupersededError, decide_and_publish
from transforms.publish.layout import Layout
from transforms.publish.lease import LeaseHeldError, lease
from transforms.publish.manifest import Manifest
from transforms.publish.staging import stage_rows
from transforms.publish.tables import append, committed_run, open_table, read_rows, upsert
from transforms.publish.verify import verify_tables
from transforms.run import RunContext


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    return Layout(tmp_path / "out")


def publish_run(layout: Layout, number: int) -> None:
    manifest = stage_run(layout, number)
    manifest.decide(layout)
    publish(layout, manifest)


def state(layout: Layout) -> dict[str, list[str]]:
    return {
        "articles": sorted(a.article_id for a in read_rows(layout, ARTICLES)),
        "entries": sorted(e.entry_key for e in read_rows(layout, ENTRIES)),
        "events": sorted(f"{e.event_id}/{e.revision}/{e.date_start}" for e in read_rows(layout, EVENTS)),
        "feeds": sorted(f"{f.feed_id}/{f.run_id}" for f in read_rows(layout, FEEDS)),
        "runs": sorted(r.run_id for r in read_rows(layout, RUNS)),
        "warc": sorted(p.name for p in (layout.root / "warc").glob("*")),
    }


def test_growing_tables_grow_and_current_state_is_replaced(layout: Layout) -> None:
    publish_run(layout, 1)
    publish_run(layout, 2)
    assert state(layout) == {
        "articles": ["a1-0", "a1-1", "a1-2", "a2-0", "a2-1", "a2-2"],
        "entries": ["a1-0", "a1-1", "a1-2", "a2-0", "a2-1", "a2-2"],
        "events": ["e1/1/2018-12-14", "e2/2/2018-12-14", "moving/2/2018-11-14"],
        "feeds": ["f/run-2"],
        "runs": ["run-1", "run-2"],
        "warc": ["run-1.warc.gz", "run-2.warc.gz"],
    }
    assert verify_tables(layout) == []
    assert next_run_number(layout) == 3


def test_publishing_a_run_again_changes_nothing(layout: Layout) -> None:
    publish_run(layout, 1)
    before = state(layout)
    published = layout.published_manifest("run-1")
    published.rename(layout.manifest("run-1"))
    assert roll_forward(layout) == ["run-1"]
    assert state(layout) == before
    assert DeltaTable(str(layout.table("articles"))).version() == 1  # made, and one commit


@pytest.mark.parametrize("step", ["undecided", "decided", *STEPS])
def test_a_killed_run_is_finished_or_swept_by_the_next_command(layout: Layout, step: str) -> None:
    publish_run(layout, 1)
    script = [sys.executable, "-m", "tests.publish.runs", str(layout.root), "2", step]
    assert subprocess.run(script, check=False).returncode == -9

    rolled, swept = roll_forward(layout), sweep(layout)

    decided = step != "undecided"
    assert rolled == (["run-2"] if decided else [])
    assert swept == ([] if decided else ["run-2"])
    assert (published_run(layout, "run-2") is not None) == decided
    assert len(state(layout)["articles"]) == (6 if decided else 3)
    assert verify_tables(layout) == []
    publish_run(layout, 3)
    assert len(state(layout)["articles"]) == (9 if decided else 6)
    assert verify_tables(layout) == []


def test_duckdb_pandas_and_polars_read_the_files(layout: Layout) -> None:
    publish_run(layout, 1)
    pattern = f"{layout.root}/articles/*/*.parquet"
    (count,) = duckdb.sql(f"SELECT count(*) FROM read_parquet('{pattern}', hive_partitioning = true)").fetchall()[0]
    frame = pd.read_parquet(layout.table("articles"))
    lazy = pl.scan_delta(str(layout.table("articles"))).collect()
    assert count == len(frame) == len(lazy) == 3
    names = [column.name for column in ARTICLES.columns]
    assert [c for c in frame.columns if c != "dt"] == names
    assert [c for c in lazy.columns if c != "dt"] == names


def test_a_filter_reads_the_rows_that_it_names(layout: Layout) -> None:
    # Once, ranges for one column in the log made filtered reads by another column come back empty.
    publish_run(layout, 1)
    dataset = DeltaTable(str(layout.table("entries"))).to_pyarrow_dataset()
    import pyarrow.compute as pc

    assert dataset.to_table(filter=pc.field("run_id") == "run-1").num_rows == 3


def test_one_writer_at_a_time(layout: Layout) -> None:
    with lease(layout, "sitrep run"):
        process = multiprocessing.get_context("spawn").Process(target=_take_lease, args=(str(layout.root),))
        process.start()
        process.join()
        assert process.exitcode == 7
    with lease(layout, "sitrep run"):
        pass


def _take_lease(root: str) -> None:
    try:
        with lease(Layout(Path(root)), "second"):
            sys.exit(0)
    except LeaseHeldError as error:
        sys.exit(7 if "sitrep run" in str(error) and "process" in str(error) else 1)


def test_a_damaged_manifest_is_named(layout: Layout) -> None:
    manifest = stage_run(layout, 1)
    manifest.decide(layout)
    layout.manifest("run-1").write_text("{")
    with pytest.raises(ValueError, match=r"run-1\.json: not a run manifest"):
        Manifest.load(layout.manifest("run-1"))


def test_lost_and_unknown_rows_are_found(layout: Layout) -> None:
    publish_run(layout, 1)
    next(layout.table("articles").glob("*/*.parquet")).unlink()
    findings = verify_tables(layout)
    assert [finding.table for finding in findings] == ["articles"]
    assert "cannot be read" in findings[0].problem


def test_entries_that_vanish_or_appear_stop_the_run() -> None:
    counts = {"entries.in": 3, entry_out("kept", "new"): 2, entry_out("known", "seen"): 1}
    check_sum(counts)
    check_sum({})
    with pytest.raises(AccountingError, match="4 entries came in, 3 have an outcome"):
        check_sum(counts | {"entries.in": 4})


class TestARunTakenForDead:
    """Its launcher died and its workers, on other machines, did not."""

    def context(self, layout: Layout, run: Run) -> RunContext:
        return RunContext(
            run_id=run.run_id,
            run_number=run.run_number,
            slot=run.slot,
            started_at=run.started_at,
            pipeline=run.pipeline,
            out=layout.root,
        )

    def test_what_was_swept_is_not_decided(self, layout: Layout) -> None:
        manifest = stage_run(layout, 1)
        assert sweep(layout) == ["run-1"]
        with pytest.raises(SupersededError, match="another run began"):
            decide_and_publish(self.context(layout, manifest.run), {}, manifest.files, {})
        assert roll_forward(layout) == []
        assert state(layout)["runs"] == []

    def test_a_number_is_used_once(self, layout: Layout) -> None:
        manifest = stage_run(layout, 1)
        other = stage_run(layout, 2)
        other = Manifest(dataclasses.replace(other.run, run_number=1), other.files)
        other.decide(layout)
        publish(layout, other)
        with pytest.raises(SupersededError, match="meanwhile"):
            decide_and_publish(self.context(layout, manifest.run), {}, manifest.files, {})
        assert state(layout)["runs"] == ["run-2"]
        assert verify_tables(layout) == []

    def test_a_bundle_that_is_tried_again_publishes_once(self, layout: Layout) -> None:
        manifest = stage_run(layout, 1)
        for _ in range(2):
            decide_and_publish(self.context(layout, manifest.run), {}, manifest.files, {})
        assert state(layout)["runs"] == ["run-1"]
        assert len(read_rows(layout, ARTICLES)) == 3


class TestAnUpgrade:
    """A later version adds columns to tables that an earlier one wrote."""

    @dataclass(kw_only=True, slots=True)
    class Before(Row):
        key: Annotated[str, "Key"]

    @dataclass(kw_only=True, slots=True)
    class After(Row):
        key: Annotated[str, "Key"]
        number: Annotated[int, "Required, with a default"] = 7
        words: Annotated[list[str], "The same"] = field(default_factory=list)
        note: Annotated[str | None, "Optional"] = None

    def table(self, row: type[Row]) -> Table[Any]:
        return Table(name="grown", row=row, key=("key",), comment="A table")

    def test_engines_and_later_runs_see_the_columns(self, layout: Layout) -> None:
        before, after = self.table(self.Before), self.table(self.After)
        append(layout, before, stage_rows(before, [self.Before(key="old")], layout.root), 1)
        append(layout, after, stage_rows(after, [self.After(key="new", number=3, note="n")], layout.root), 2)
        frame = pl.scan_delta(str(layout.table("grown"))).sort("key").collect()
        assert frame.to_dicts() == [
            {"key": "new", "number": 3, "words": [], "note": "n"},
            {"key": "old", "number": None, "words": None, "note": None},
        ]
        assert committed_run(open_table(layout, after)) == 2

    def test_older_rows_read_with_defaults_and_can_be_written_again(self, layout: Layout) -> None:
        before, after = self.table(self.Before), self.table(self.After)
        append(layout, before, stage_rows(before, [self.Before(key="old")], layout.root), 1)
        upsert(layout, after, [self.After(key="new")], 2)
        rows = sorted(read_rows(layout, after), key=lambda row: row.key)
        assert rows == [self.After(key="new"), self.After(key="old")]
        rows[1].note = "seen"
        upsert(layout, after, rows[1:], 3)
        assert {row.key: row.note for row in read_rows(layout, after)} == {"new": None, "old": "seen"}
