"""The wheel in a clean environment, with the dependencies that it names, from the package registry."""

from __future__ import annotations

import json
import venv
from pathlib import Path

import pytest

from tests.newsroom.server import Newsroom
from tests.pipelines.installed import ROOT, Installed, build_wheel
from tests.pipelines.newsroom_runs import Runs
from transforms.publish.verify import verify_tables

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1800)]


def test_an_installation_from_the_wheel_alone_runs_and_reports(tmp_path: Path) -> None:
    wheel = build_wheel(tmp_path / "wheel")
    venv.create(tmp_path / "env", with_pip=True)
    clean = Installed(tmp_path / "env" / "bin", tmp_path / "elsewhere")
    clean.elsewhere.mkdir()
    clean.install("--constraint", str(ROOT / "constraints.txt"), str(wheel))
    assert clean.run("python", "-m", "pip", "check").returncode == 0
    with Newsroom(edition=1) as newsroom:
        runs = Runs(newsroom, tmp_path, [url for url in newsroom.feed_urls if "meridian" in url])
        ran = clean.run("sitrep", *runs.arguments("2018-12-16T22:00Z"))
    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout)["counts"]["rows.events"] > 0
    assert verify_tables(runs.layout) == []
    reported = clean.run("sitrep", "report", "--out", str(runs.layout.root), "-o", str(tmp_path / "events.html"))
    assert reported.returncode == 0, reported.stderr
    assert list(clean.elsewhere.iterdir()) == []
