"""The pipeline leaves the process that launches it: job service, worker pool and worker are processes of their own.

The worker pool is the one that a Flink task manager starts Python work with. Everything but the test and the newsroom
runs from the installed wheel, in a folder that knows nothing of the checkout: what the launcher pickles, the worker
must be able to load, with its model, gazetteer and tables of facts.
"""

from __future__ import annotations

import contextlib
import re
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tests.newsroom.server import Newsroom
from tests.pipelines.installed import Installed
from tests.pipelines.newsroom_runs import Runs
from tests.pipelines.published import differences, facts
from transforms.publish.verify import verify_tables

# Six programs start one after the other, each with imports and model: long on a busy machine.
pytestmark = [pytest.mark.xdist_group("installed"), pytest.mark.timeout(900)]

EVENING, MORNING = "2018-12-16T22:00Z", "2018-12-17T12:00Z"
OUTLETS = ("northvalley", "harbour")
START_WITHIN_S = 60.0


class Engine:
    """A job service and a worker pool on free ports of this machine."""

    def __init__(self, installed: Installed, folder: Path) -> None:
        self.pool_log = folder / "pool.log"
        self._installed = installed
        self._processes: list[subprocess.Popen[bytes]] = []
        runners = "apache_beam.runners"
        self._pool = _free_port()
        self._start(self.pool_log, f"{runners}.worker.worker_pool_main", f"--service_port={self._pool}")
        self._jobs = _free_port()
        self._start(folder / "jobs.log", f"{runners}.portability.local_job_service_main", f"--port={self._jobs}")
        for port in (self._pool, self._jobs):
            _wait_for(port)

    @property
    def options(self) -> list[str]:
        """The options that lead a pipeline there; those of Flink differ in the runner."""
        return [
            "--runner=PortableRunner",
            f"--job_endpoint=localhost:{self._jobs}",
            "--environment_type=EXTERNAL",
            f"--environment_config=localhost:{self._pool}",
        ]

    def _start(self, log: Path, module: str, option: str) -> None:
        with log.open("wb") as sink:
            process = subprocess.Popen(
                [self._installed.python, "-m", module, option],
                cwd=self._installed.elsewhere,
                env=self._installed.environment,
                stdout=sink,
                stderr=subprocess.STDOUT,
            )
        self._processes.append(process)

    def stop(self) -> None:
        """End both, and the workers of the pool."""
        for process in self._processes:
            family = [psutil.Process(process.pid), *psutil.Process(process.pid).children(recursive=True)]
            for member in family:
                with contextlib.suppress(psutil.NoSuchProcess):
                    member.send_signal(signal.SIGKILL)
            process.wait()


@pytest.fixture(scope="module")
def engine(installed: Installed, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    engine = Engine(installed, tmp_path_factory.mktemp("engine"))
    try:
        yield engine
    finally:
        engine.stop()


def test_a_worker_of_the_pool_publishes_what_one_process_does(
    engine: Engine, installed: Installed, tmp_path: Path
) -> None:
    with Newsroom(edition=1) as newsroom:
        feeds = [url for url in newsroom.feed_urls if any(name in url for name in OUTLETS)]
        here, there = (Runs(newsroom, _made(tmp_path / name), feeds) for name in ("here", "there"))
        for edition, slot in ((1, EVENING), (2, MORNING)):  # workers of the second read back what the first published
            newsroom.edition = edition
            for runs, options in ((here, []), (there, engine.options)):
                done = installed.run("sitrep", *runs.arguments(slot, *options))
                assert done.returncode == 0, done.stderr
    assert verify_tables(there.layout) == []
    assert differences(facts(there.layout), facts(here.layout)) == {}
    workers = re.findall(r"worker_id=\"(\w+)\"", engine.pool_log.read_text(encoding="utf-8"))
    assert len(workers) == 2, "the pool was asked for a worker by each run"


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def _wait_for(port: int) -> None:
    until = time.monotonic() + START_WITHIN_S
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            assert time.monotonic() < until, f"nothing listens on port {port}"
            time.sleep(0.1)
        else:
            return
