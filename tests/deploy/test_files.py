"""The files of deploy/: their formats by the tools that know them, and what has to agree among them."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipelines.cli import main
from tests.deploy.conftest import DEPLOY

pytestmark = pytest.mark.xdist_group("deploy")

ROOT = DEPLOY.parent
DEPLOY_CHECK = "make deploy-check installs it"


def _run(*command: str | Path, **options: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False, **options)


def _tool(name: str) -> str:
    """A program of this environment or of the system; skips the test where there is none."""
    beside = Path(sys.executable).with_name(name)
    found = str(beside) if beside.exists() else shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed; {DEPLOY_CHECK} or says how")
    return found


def _manifests(name: str) -> list[dict[str, Any]]:
    yaml = pytest.importorskip("yaml", reason=DEPLOY_CHECK)
    return list(yaml.safe_load_all((DEPLOY / name).read_text(encoding="utf-8")))


def _beam_version() -> str:
    (line,) = [x for x in (ROOT / "constraints.txt").read_text().splitlines() if x.startswith("apache-beam==")]
    return line.removeprefix("apache-beam==")


class TestImage:
    """Dockerfile, what it copies, and the program that it starts with."""

    def test_hadolint_finds_nothing(self) -> None:
        done = _run(_tool("hadolint"), DEPLOY / "Dockerfile")
        assert (done.returncode, done.stdout) == (0, "")

    def test_beam_is_of_one_version_everywhere(self) -> None:
        files = [path for path in DEPLOY.rglob("*") if path.suffix in ("", ".yaml")]
        named = {
            (str(path.relative_to(DEPLOY)), version)
            for path in files
            if path.is_file()
            for version in re.findall(r"(?:beam_[\w.]+:|ARG BEAM=)(\d+\.\d+\.\d+)", path.read_text(encoding="utf-8"))
        }
        assert {version for _, version in named} == {_beam_version()}
        assert {"Dockerfile", "compose/compose.yaml", "kubernetes/flink.yaml"} == {name for name, _ in named}

    def test_all_that_is_copied_from_the_project_is_there_and_let_through(self) -> None:
        text = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
        copied = [
            source
            for line in re.findall(r"^COPY (?!--from)(.+)$", text, re.MULTILINE)
            for source in re.sub(r"--\S+ ", "", line).split()[:-1]
        ]
        allowed = {
            line[1:] for line in (DEPLOY / "Dockerfile.dockerignore").read_text().splitlines() if line.startswith("!")
        }
        assert {"pyproject.toml", "pipelines", "deploy/entrypoint.sh"} <= set(copied)
        assert set(copied) == allowed
        assert all((ROOT / source).exists() for source in copied)

    def test_the_image_does_not_run_as_root(self) -> None:
        text = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
        assert re.findall(r"^USER (.+)$", text, re.MULTILINE) == ["10001:10001"]
        assert os.access(DEPLOY / "entrypoint.sh", os.X_OK)

    @pytest.mark.parametrize(
        ("arguments", "started"),
        [
            ([], "sitrep"),
            (["run", "--out", "/data"], "sitrep run --out /data"),
            (["--version"], "sitrep --version"),
            (["--worker_pool"], "boot --worker_pool"),
            (["--id=1-1", "--control_endpoint=x:1"], "boot --id=1-1 --control_endpoint=x:1"),
        ],
    )
    def test_commands_go_to_sitrep_and_worker_options_to_boot(
        self, arguments: list[str], started: str, tmp_path: Path
    ) -> None:
        for program in ("sitrep", "boot"):
            (tmp_path / program).write_text('#!/bin/sh\necho "$(basename "$0") $*"\n')
            (tmp_path / program).chmod(0o755)
        done = _run(DEPLOY / "entrypoint.sh", *arguments, env={"PATH": f"{tmp_path}:/usr/bin:/bin"})
        assert (done.stdout.strip(), done.stderr) == (started, "")


class TestManifests:
    """Compose and Kubernetes."""

    def test_the_compose_file_follows_its_schema(self) -> None:
        file = DEPLOY / "compose/compose.yaml"
        done = _run(_tool("check-jsonschema"), "--builtin-schema", "vendor.compose-spec", file)
        assert done.returncode == 0, done.stdout

    @pytest.mark.parametrize("name", ["cronjob.yaml", "flink.yaml"])
    def test_kubernetes_takes_the_manifests(self, name: str) -> None:
        done = _run(_tool("kubernetes-validate"), "--strict", DEPLOY / "kubernetes" / name)
        assert done.returncode == 0, done.stderr
        unknown = [line for line in (done.stdout + done.stderr).splitlines() if "WARN" in line]
        assert all("FlinkDeployment" in line for line in unknown), unknown  # its schema is the operator's

    def test_workers_are_reached_where_runs_say(self) -> None:
        (compose,) = _manifests("compose/compose.yaml")
        assert compose["services"]["worker-pool"]["network_mode"] == "service:taskmanager"
        flink = {doc["kind"]: doc for doc in _manifests("kubernetes/flink.yaml")}
        task_manager = flink["FlinkDeployment"]["spec"]["taskManager"]["podTemplate"]["spec"]
        (pool,) = [c for c in task_manager["containers"] if c["name"] == "worker-pool"]
        launcher = flink["CronJob"]["spec"]["jobTemplate"]["spec"]["template"]["spec"]["containers"][0]
        assert f"--environment_config=localhost:{pool['ports'][0]['containerPort']}" in launcher["args"]
        assert pool["image"] == launcher["image"]

    @pytest.mark.parametrize("name", ["cronjob.yaml", "flink.yaml"])
    def test_a_scheduled_run_is_alone_ends_and_may_do_little(self, name: str) -> None:
        (job,) = [doc["spec"] for doc in _manifests(f"kubernetes/{name}") if doc["kind"] == "CronJob"]
        pod = job["jobTemplate"]["spec"]["template"]["spec"]
        assert job["concurrencyPolicy"] == "Forbid"
        assert job["jobTemplate"]["spec"]["activeDeadlineSeconds"] > 0
        assert pod["securityContext"]["runAsNonRoot"] is True
        for container in [*pod["containers"], *pod.get("initContainers", [])]:
            assert container["securityContext"]["readOnlyRootFilesystem"] is True
            assert container["securityContext"]["capabilities"] == {"drop": ["ALL"]}
            assert "memory" in container["resources"]["limits"]


def _commands() -> Iterator[tuple[str, list[str]]]:
    """The sitrep command lines of the files, with the file that has them."""
    for name in ("systemd/sitrep.service", "systemd/sitrep-upkeep.service", "systemd/metrics.conf", "cron/sitrep"):
        text = (DEPLOY / name).read_text(encoding="utf-8")
        for line in re.findall(r"/opt/sitrep/bin/sitrep ([^;>&'|}\n]+)", text):
            yield name, line.split()
    for name in ("kubernetes/cronjob.yaml", "kubernetes/flink.yaml"):
        for doc in _manifests(name):
            if doc["kind"] == "CronJob":
                pod = doc["spec"]["jobTemplate"]["spec"]["template"]["spec"]
                yield name, next(c["args"] for c in pod["containers"] if c["name"] == "sitrep")
    (compose,) = _manifests("compose/compose.yaml")
    for service in ("sitrep", "every"):
        yield "compose/compose.yaml", compose["services"][service]["command"]


def test_every_command_line_has_options_that_there_are() -> None:
    from pipelines.cli import _parser
    from pipelines.options import pipeline_options

    lines = list(_commands())
    assert len({name for name, _ in lines}) == 7
    for name, arguments in lines:
        known, beam = _parser().parse_known_args(arguments)
        assert known.command == arguments[0], name
        pipeline_options(beam)  # raises for an option that neither sitrep nor Beam has


class TestSystemd:
    """The units."""

    def test_systemd_verifies_them_without_a_word(self, tmp_path: Path) -> None:
        analyze = _tool("systemd-analyze")
        for unit in (DEPLOY / "systemd").glob("sitrep*"):
            text = unit.read_text(encoding="utf-8").replace("/opt/sitrep/bin/sitrep", "/bin/true")
            (tmp_path / unit.name).write_text(text)
        drop_in = tmp_path / "sitrep.service.d"
        drop_in.mkdir()
        shutil.copy(DEPLOY / "systemd/metrics.conf", drop_in)
        units = sorted(path for path in tmp_path.iterdir() if path.is_file())
        assert len(units) == 4
        done = _run(analyze, "verify", *units)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")  # it exits with 0 on many errors

    def test_the_metrics_are_written_whole_or_not_at_all(self, tables: Any, tmp_path: Path) -> None:
        """The command of the drop-in, run by a shell as systemd does."""
        text = (DEPLOY / "systemd/metrics.conf").read_text(encoding="utf-8")
        (command,) = re.findall(r"ExecStopPost=-/bin/sh -c '(.+)'", text)
        folder, out = "/var/lib/prometheus/node-exporter", "/var/lib/sitrep/data"
        command = command.replace("/opt/sitrep/bin/sitrep", f"{sys.executable} -m pipelines.cli")
        done = _run("/bin/sh", "-c", command.replace(folder, str(tmp_path)).replace(out, str(tables.root)), cwd=ROOT)
        assert done.returncode == 0, done.stderr
        assert [path.name for path in tmp_path.iterdir()] == ["sitrep.prom"]
        assert "\nsitrep_runs 2.0\n" in (tmp_path / "sitrep.prom").read_text()


class TestPrometheus:
    """The alert rules."""

    def test_promtool_takes_the_rules_and_their_tests(self) -> None:
        promtool = _tool("promtool")
        assert _run(promtool, "check", "rules", DEPLOY / "prometheus/sitrep.rules.yml").returncode == 0
        done = _run(promtool, "test", "rules", DEPLOY / "prometheus/sitrep.rules.test.yml")
        assert done.returncode == 0, done.stdout + done.stderr

    def test_rules_ask_for_metrics_that_there_are(self, tables: Any, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["status", "--out", str(tables.root), "--format", "prometheus"]) == 0
        there = set(re.findall(r"^# TYPE (\w+)", capsys.readouterr().out, re.MULTILINE))
        (rules,) = _manifests("prometheus/sitrep.rules.yml")
        asked = {name for rule in rules["groups"][0]["rules"] for name in re.findall(r"\bsitrep_\w+", rule["expr"])}
        assert asked
        assert asked <= there


class TestAirflow:
    """The DAGs."""

    FILE = DEPLOY / "airflow/sitrep_dag.py"

    def test_it_is_python_that_imports_airflow_only(self) -> None:
        tree = ast.parse(self.FILE.read_text(encoding="utf-8"))
        modules = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        assert {m.split(".")[0] for m in modules if m} <= {"__future__", "airflow"}

    def test_airflow_reads_it(self, tmp_path: Path) -> None:
        python = os.environ.get("AIRFLOW_PYTHON")
        if not python:
            pytest.skip("AIRFLOW_PYTHON names no Python that has Airflow; make deploy-check does")
        code = (
            "import runpy, sys\n"
            "dags = []\n"
            "from airflow.sdk import DAG\n"
            "leave = DAG.__exit__\n"
            "DAG.__exit__ = lambda dag, *a: (dags.append(dag), leave(dag, *a))[1]\n"
            "runpy.run_path(sys.argv[1])\n"
            "print(*(f'{d.dag_id}:{\",\".join(d.task_ids)}:{d.max_active_runs}' for d in dags))\n"
        )
        done = _run(python, "-c", code, self.FILE, env=os.environ | {"AIRFLOW_HOME": str(tmp_path)})
        assert done.stdout.split() == ["sitrep:run:1", "sitrep_upkeep:verify,vacuum:1"], done.stderr
