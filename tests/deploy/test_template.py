"""The Dataflow template offers the options that the stream has, and starts it with them."""

from __future__ import annotations

import json
import re
import subprocess
import sys

from pipelines.cli import _parser
from pipelines.template import arguments, metadata
from tests.deploy.conftest import DEPLOY

VALUES = {"TIME": "15m", "N": "3"}


def test_the_metadata_in_deploy_are_current() -> None:
    found = json.loads((DEPLOY / "dataflow/metadata.json").read_text(encoding="utf-8"))
    assert found == metadata(), "run: make generate"


def test_every_parameter_is_an_option_of_the_stream() -> None:
    parameters = metadata()["parameters"]
    assert [p["name"] for p in parameters if not p["isOptional"]] == ["out", "feeds"]
    for parameter in parameters:
        value = next((v for v in VALUES.values() if re.fullmatch(parameter.get("regexes", [".+"])[0], v)), "x")
        known, rest = _parser().parse_known_args(["stream", *arguments([f"--{parameter['name']}={value}"])])
        assert rest == [], parameter
        assert getattr(known, parameter["name"]) is not None


def test_a_parameter_with_spaces_is_a_list() -> None:
    flags = ["--feeds=https://a.example/rss https://b.example/rss", "--runner=DataflowRunner", "--out=/mnt/sitrep"]
    known, rest = _parser().parse_known_args(["stream", *arguments(flags)])
    assert known.feeds == ["https://a.example/rss", "https://b.example/rss"]
    assert rest == ["--runner=DataflowRunner"]


def test_the_launcher_starts_the_stream_with_the_flags_that_it_gets() -> None:
    command = [sys.executable, str(DEPLOY / "dataflow/launch.py"), "--feeds=https://a.example/rss", "--out=/tmp/x"]
    done = subprocess.run([*command, "--runner=DirectRunner"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "cannot run a stream" in done.stderr
