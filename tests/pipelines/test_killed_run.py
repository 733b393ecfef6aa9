"""A run that is killed anywhere is finished or done again by the next one, and nothing stands there twice."""

from __future__ import annotations

import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.newsroom.server import Newsroom
from tests.pipelines.dying import DECIDED, DECISION, UNDECIDED, Point, run_until
from tests.pipelines.newsroom_runs import Runs
from tests.pipelines.published import Facts, differences, facts
from transforms.publish.verify import verify_tables

pytestmark = pytest.mark.xdist_group("killed")

RUN_ID = "20181216T220000Z-ingest"
EVENING, MORNING = "2018-12-16T22:00Z", "2018-12-17T12:00Z"
OUTLETS = ("meridianpress", "northvalley")  # with copies, a page that is gone, one that robots.txt forbids


@pytest.fixture(scope="module")
def newsroom() -> Iterator[Newsroom]:
    with Newsroom(edition=1) as newsroom:
        yield newsroom


@pytest.fixture(scope="module")
def undisturbed(newsroom: Newsroom, tmp_path_factory: pytest.TempPathFactory) -> Facts:
    runs = _runs(newsroom, tmp_path_factory.mktemp("undisturbed"))
    assert runs.run(EVENING).code == 0
    return facts(runs.layout)


@pytest.fixture(scope="module")
def decided(newsroom: Newsroom, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a run that was killed when it was decided."""
    folder = tmp_path_factory.mktemp("decided")
    assert _killed(_runs(newsroom, folder), DECISION)
    return folder


def _runs(newsroom: Newsroom, folder: Path) -> Runs:
    return Runs(newsroom, folder, [url for url in newsroom.feed_urls if any(name in url for name in OUTLETS)])


def _killed(runs: Runs, point: Point) -> bool:
    code = run_until(runs.arguments(EVENING), str(runs.layout.root), point)
    return code == -signal.SIGKILL


def _in_order(runs: Runs, undisturbed: Facts) -> bool:
    assert verify_tables(runs.layout) == []
    assert differences(facts(runs.layout), undisturbed) == {}
    left = [*runs.layout.staging_root.glob("*"), *runs.layout.decided.glob("*.*"), *runs.layout.root.rglob("*.tmp")]
    assert left == []
    return True


@pytest.mark.parametrize(("point", "slot"), [*((point, EVENING) for point in UNDECIDED), (UNDECIDED[-1], MORNING)])
def test_a_run_that_is_killed_before_its_decision_is_done_again(
    point: Point, slot: str, newsroom: Newsroom, undisturbed: Facts, tmp_path: Path
) -> None:
    runs = _runs(newsroom, tmp_path)
    assert _killed(runs, point)
    assert not runs.layout.manifest(RUN_ID).exists()
    assert runs.run(slot).code == 0
    assert _in_order(runs, undisturbed)


@pytest.mark.parametrize("point", [None, *DECIDED], ids=str)
def test_a_run_that_is_killed_after_its_decision_is_finished(
    point: Point | None, newsroom: Newsroom, decided: Path, undisturbed: Facts, tmp_path: Path
) -> None:
    shutil.copytree(decided, tmp_path, dirs_exist_ok=True)
    runs = _runs(newsroom, tmp_path)
    assert point is None or _killed(runs, point)
    assert runs.layout.manifest(RUN_ID).exists()
    again = runs.run(EVENING)
    assert (again.code, again.summary["published_now"], again.requests) == (0, False, [])
    assert _in_order(runs, undisturbed)


def test_a_later_run_finishes_a_decided_one_first(
    newsroom: Newsroom, decided: Path, undisturbed: Facts, tmp_path: Path
) -> None:
    shutil.copytree(decided, tmp_path, dirs_exist_ok=True)
    runs = _runs(newsroom, tmp_path)
    later = runs.run(MORNING)
    assert (later.code, later.summary["published_now"], later.count("rows.articles")) == (0, True, 0)
    assert _in_order(runs, undisturbed)
