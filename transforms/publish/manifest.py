"""The decision to publish a run: one JSON file, renamed into place."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from schemas import Count, Run, Version
from transforms.publish.layout import Layout
from transforms.publish.staging import StagedFile


@dataclass(frozen=True, slots=True)
class Manifest:
    """All that publishing a run needs: its ledger row and its files."""

    run: Run
    files: tuple[StagedFile, ...]

    def decide(self, layout: Layout) -> None:
        """Write the manifest durably. From the rename on, the run will be published, by whoever comes next."""
        path = layout.manifest(self.run.run_id)
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_suffix(f".{os.getpid()}.tmp")
        with temporary.open("w", encoding="utf-8") as sink:
            json.dump(self._to_json(), sink, indent=1)
            sink.flush()
            os.fsync(sink.fileno())
        temporary.replace(path)
        sync_folder(path.parent)

    @classmethod
    def load(cls, path: Path) -> Manifest:
        """Read a manifest. Raises ValueError with the path where it is not one."""
        try:
            raw = json.loads(path.read_text(encoding="utf-8"))
            return cls(_run(raw["run"]), tuple(StagedFile(**f) for f in raw["files"]))
        except (KeyError, TypeError, json.JSONDecodeError) as error:
            raise ValueError(f"{path}: not a run manifest ({error}); move it away to go on without that run") from error

    def _to_json(self) -> dict[str, Any]:
        run = {k: v.isoformat() if isinstance(v, dt.datetime) else v for k, v in self.run.to_record().items()}
        return {"run": run, "files": [dataclasses.asdict(f) for f in self.files]}


def _run(raw: dict[str, Any]) -> Run:
    times = {k: dt.datetime.fromisoformat(raw[k]) for k in ("slot", "started_at", "finished_at")}
    return Run.from_record(raw | times)


def counts(values: dict[str, int]) -> list[Count]:
    """Named counts in a fixed order."""
    return [Count(name=name, value=value) for name, value in sorted(values.items())]


def versions(values: dict[str, str]) -> list[Version]:
    """Named versions in a fixed order."""
    return [Version(name=name, version=version) for name, version in sorted(values.items())]


def sync_folder(folder: Path) -> None:
    """Make renames in a folder durable (POSIX: fsync of the directory)."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
