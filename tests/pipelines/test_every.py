"""`sitrep run --every` and signals, as a scheduler or a person at a terminal sees them."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path

import pytest

from schemas import RUNS
from tests.newsroom.server import Newsroom
from tests.pipelines.newsroom_runs import Runs
from transforms.publish.commit import roll_forward, sweep
from transforms.publish.tables import read_rows
from transforms.publish.verify import verify_tables

pytestmark = pytest.mark.xdist_group("every")


@pytest.fixture(scope="module")
def newsroom() -> Iterator[Newsroom]:
    with Newsroom(edition=1) as newsroom:
        yield newsroom


@pytest.fixture
def runs(newsroom: Newsroom, tmp_path: Path) -> Runs:
    return Runs(newsroom, tmp_path, [url for url in newsroom.feed_urls if "northvalley" in url])


def started(runs: Runs, *options: str) -> subprocess.Popen[str]:
    arguments = runs.arguments("2018-12-16T22:00Z", *options)
    if "--every" in options:
        del arguments[arguments.index("--slot") : arguments.index("--slot") + 2]
    command = [sys.executable, "-m", "pipelines.cli", *arguments]
    heeds = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)  # even where these tests run in the background
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=heeds)


def wait_for(condition: Callable[[], object], process: subprocess.Popen[str]) -> None:
    while not condition():
        assert process.poll() is None, process.communicate()
        time.sleep(0.01)


def published(runs: Runs) -> int:
    return len(list(runs.layout.decided.glob("published/*.json")))


def test_slots_are_whole_multiples_and_sigterm_ends_after_the_run(runs: Runs) -> None:
    process = started(runs, "--every", "2s")
    wait_for(lambda: published(runs) >= 2, process)
    process.send_signal(signal.SIGTERM)
    out, err = process.communicate()

    assert process.returncode == 0, err
    slots = [datetime.fromisoformat(json.loads(line)["slot"]) for line in out.splitlines()]
    assert slots == sorted(set(slots))
    assert len(slots) >= 2
    assert all(slot.timestamp() % 2 == 0 for slot in slots)
    assert [run.slot for run in sorted(read_rows(runs.layout, RUNS), key=lambda r: r.run_number)] == slots
    assert verify_tables(runs.layout) == []


@pytest.mark.parametrize(
    ("sent", "options"),
    [(signal.SIGTERM, []), (signal.SIGINT, ["--every", "1d"])],
    ids=["SIGTERM", "SIGINT and --every"],
)
def test_an_interrupted_run_says_so_and_publishes_nothing(sent: signal.Signals, options: list[str], runs: Runs) -> None:
    process = started(runs, *options)
    wait_for(lambda: list(runs.layout.staging_root.glob("*/warc/*/*")), process)
    process.send_signal(sent)
    out, err = process.communicate()

    assert (process.returncode, out) == (130, "")
    assert err.splitlines()[-1] == "sitrep: interrupted; what was not published will be done by the next run"
    assert "Traceback" not in err
    assert roll_forward(runs.layout) == []
    assert len(sweep(runs.layout)) == 1
    assert read_rows(runs.layout, RUNS) == []


def test_a_run_goes_on_when_another_command_holds_the_folder_for_a_moment(runs: Runs) -> None:
    from transforms.publish.lease import lease

    with lease(runs.layout, "sitrep status"):
        process = started(runs, "--every", "1s")
        assert process.stderr is not None
        told = next(line for line in process.stderr if "is being written by" in line)
    wait_for(lambda: published(runs) >= 1, process)
    process.send_signal(signal.SIGTERM)
    _, err = process.communicate()
    assert process.returncode == 0, err
    assert re.search(rf"`sitrep status` \(process {os.getpid()} ", told)
