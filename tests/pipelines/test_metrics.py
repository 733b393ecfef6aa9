"""`sitrep status --format prometheus` says what the tables say."""

from __future__ import annotations

from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from pipelines.cli import main
from pipelines.upkeep import STATES
from schemas import RUNS
from tests.newsroom.server import Newsroom
from tests.pipelines.newsroom_runs import Runs
from transforms.publish.tables import read_rows

pytestmark = pytest.mark.xdist_group("installed")


def test_metrics_are_those_of_the_last_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Newsroom(edition=1) as newsroom:
        feeds = [url for url in newsroom.feed_urls if "northvalley" in url or "reliefwire" in url]
        runs = Runs(newsroom, tmp_path, feeds)
        ran = runs.run("2018-12-16T22:00Z")
    (run,) = read_rows(runs.layout, RUNS)
    assert main(["status", "--out", str(runs.layout.root), "--format", "prometheus"]) == 0
    found = {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(capsys.readouterr().out)
        for sample in family.samples
    }
    assert found["sitrep_runs",] == 1
    assert found["sitrep_unfinished_runs",] == 0
    assert found["sitrep_last_run_timestamp_seconds",] == run.finished_at.timestamp()
    assert found["sitrep_last_run_entries", "kept"] == ran.count("entries.out.kept") > 0
    assert found["sitrep_last_run_entries", "failed"] == ran.count("entries.out.failed") > 0
    assert found["sitrep_last_run_rows", "articles"] == ran.count("rows.articles") > 0
    assert sum(found["sitrep_feeds", state] for state in STATES) == len(feeds)
    assert found["sitrep_feeds", "failing"] > 0
    assert found["sitrep_free_bytes",] > 0


def test_a_dead_run_shows_until_somebody_tidies(tmp_path: Path) -> None:
    from pipelines.metrics import metrics
    from transforms.publish.layout import Layout

    layout = Layout(tmp_path)
    layout.staging("20181216T220000Z-ingest").mkdir(parents=True)
    assert "sitrep_unfinished_runs 1.0" in metrics(layout, [], [], STATES)
