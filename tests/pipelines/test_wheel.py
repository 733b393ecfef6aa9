"""The wheel holds all that sitrep needs, and works where there is no checkout."""

from __future__ import annotations

import json
import zipfile
from email.parser import Parser
from pathlib import Path

import pytest

from tests.newsroom.server import Newsroom
from tests.pipelines.installed import ROOT, Installed
from tests.pipelines.newsroom_runs import Runs
from transforms.publish.verify import verify_tables

pytestmark = pytest.mark.xdist_group("installed")

PACKAGES = ("pipelines", "schemas", "transforms")
EVENING = "2018-12-16T22:00Z"


def _sources() -> set[str]:
    files = (path for package in PACKAGES for path in (ROOT / package).rglob("*") if path.is_file())
    return {str(path.relative_to(ROOT)) for path in files if "__pycache__" not in path.parts}


def test_every_resource_is_in_the_wheel_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert names == _sources()
    for resource in (
        "pipelines/report.html",
        "transforms/clean/data/agencies.tsv",
        "transforms/events/analyser/data/analyser.onnx",
        "transforms/events/data/frames.tsv",
        "transforms/events/places/data/towns.npz",
        "transforms/py.typed",
    ):
        assert resource in names


def test_the_wheel_says_what_it_is(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (metadata,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        fields = Parser().parsestr(archive.read(metadata).decode())
        assert any(name.endswith("/licenses/LICENSE") for name in archive.namelist())
    assert fields["Name"] == "sitrep"
    assert fields["License-Expression"] == "Apache-2.0"
    assert any(need.startswith("apache-beam") for need in fields.get_all("Requires-Dist", []))


def test_the_programs_of_the_wheel_lean_on_no_checkout(installed: Installed) -> None:
    where = "import pipelines, schemas, transforms as t; print(pipelines.__file__, schemas.__file__, t.__file__)"
    done = installed.run("python", "-c", where)
    assert done.returncode == 0, done.stderr
    assert all(Path(file).is_relative_to(installed.bin.parent) for file in done.stdout.split())
    assert installed.run("sitrep", "--version").stdout.startswith("sitrep ")


def test_an_installed_wheel_runs_and_reports(installed: Installed, tmp_path: Path) -> None:
    with Newsroom(edition=1) as newsroom:
        runs = Runs(newsroom, tmp_path, [url for url in newsroom.feed_urls if "northvalley" in url])
        ran = installed.run("sitrep", *runs.arguments(EVENING))
    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout)["counts"]["rows.articles"] > 3
    assert verify_tables(runs.layout) == []
    page = tmp_path / "events.html"
    reported = installed.run("sitrep", "report", "--out", str(runs.layout.root), "-o", str(page))
    assert reported.returncode == 0, reported.stderr
    assert page.stat().st_size > 10_000
    assert list(installed.elsewhere.iterdir()) == [], "written into the working or the home folder"
