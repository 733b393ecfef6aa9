"""`sitrep compact` on tables that real runs made."""

from __future__ import annotations

import json
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines.cli import main
from tests.newsroom.server import Newsroom
from tests.pipelines.dying import Point, run_until
from tests.pipelines.newsroom_runs import Runs
from tests.pipelines.published import differences, facts
from transforms.publish.layout import Layout
from transforms.publish.lease import lease
from transforms.publish.verify import verify_tables

pytestmark = pytest.mark.xdist_group("compacting")

EVENING, MORNING = "2018-12-16T22:00Z", "2018-12-17T12:00Z"
OUTLETS = ("meridianpress", "northvalley")
DECIDED = Point("with articles committed", "os.rename", "entries/")
COMPACTING = Point("with new files staged", "os.rename", "articles/")


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runs]:
    """Two runs, the second of which was killed when it had published its articles alone."""
    with Newsroom(edition=1) as newsroom:
        feeds = [url for url in newsroom.feed_urls if any(name in url for name in OUTLETS)]
        runs = Runs(newsroom, tmp_path_factory.mktemp("compacting"), feeds)
        assert runs.run(EVENING).code == 0
        newsroom.edition = 2
        assert run_until(runs.arguments(MORNING), str(runs.layout.root), DECIDED) == -signal.SIGKILL
        yield runs


def _compact(runs: Runs, *more: str) -> list[str]:
    return ["compact", "--out", str(runs.layout.root), *more]


def test_it_says_why_it_does_nothing(runs: Runs, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compact", "--out", str(tmp_path / "nothing")]) == 2
    assert "nothing was published there yet" in capsys.readouterr().err
    assert main(_compact(runs, "--target_mb", "0")) == 2
    assert "--target_mb is 0; it has to be 1 or more" in capsys.readouterr().err
    with lease(runs.layout, "sitrep run"):
        assert main(_compact(runs)) == 1
    assert "is being written by `sitrep run`" in capsys.readouterr().err


def test_a_decided_run_is_finished_and_its_files_put_together_with_the_others(
    runs: Runs, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    undisturbed = Layout(tmp_path / "undisturbed")
    shutil.copytree(runs.layout.root, undisturbed.root)
    assert main(["status", "--out", str(undisturbed.root)]) == 0

    assert run_until(_compact(runs), str(runs.layout.root), COMPACTING) == -signal.SIGKILL
    assert differences(facts(runs.layout), facts(undisturbed)) == {}
    capsys.readouterr()
    assert main(_compact(runs, "--format", "json")) == 0
    tables = {line["table"]: line for line in map(json.loads, capsys.readouterr().out.splitlines())}
    assert (tables["runs"]["files_before"], tables["runs"]["files_after"]) == (2, 1)
    assert tables["articles"]["files_after"] < tables["articles"]["files_before"]
    assert tables["articles"]["bytes_after"] < tables["articles"]["bytes_before"]
    assert differences(facts(runs.layout), facts(undisturbed)) == {}
    assert verify_tables(runs.layout) == []
    assert [*runs.layout.staging_root.glob("*"), *runs.layout.root.rglob("*.tmp")] == []

    assert main(_compact(runs, "--format", "table")) == 0
    assert "nothing to do" in capsys.readouterr().out
    for slot in (EVENING, MORNING):
        again = runs.run(slot)
        assert (again.code, again.summary["published_now"], again.requests) == (0, False, [])
    assert main(["vacuum", "--out", str(runs.layout.root), "--keep", "1s", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["articles"] == tables["articles"]["files_before"]
    assert differences(facts(runs.layout), facts(undisturbed)) == {}
    assert verify_tables(runs.layout) == []
    later = runs.run("2018-12-18T12:00Z")
    assert (later.code, later.count("rows.articles")) == (0, 0)
