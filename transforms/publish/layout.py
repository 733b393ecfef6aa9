"""Where things lie below the output folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Layout:
    """The output folder: one folder a table, the raw pages, and what belongs to unfinished runs.

    ::

        articles/ entries/ mentions/ events/ feeds/ failures/ runs/    Delta tables
        warc/                                                          raw pages
        _staging/<run_id>/                                             files of a run that is not published yet
        _stream/<run_id>/                                              files that wait for a stream's windows to close
        _runs/<run_id>.json                                            a decided run; below published/ when done
        _erased/<article_id>.json                                      hashes of what was erased; runs leave it out
        _sites/                                                        robots.txt and pauses of sites; may be deleted
        _lease                                                         who is writing
    """

    root: Path

    def table(self, name: str) -> Path:
        return self.root / name

    @property
    def staging_root(self) -> Path:
        return self.root / "_staging"

    def staging(self, run_id: str) -> Path:
        return self.staging_root / run_id

    @property
    def stream_root(self) -> Path:
        return self.root / "_stream"

    def stream(self, run_id: str) -> Path:
        return self.stream_root / run_id

    @property
    def decided(self) -> Path:
        return self.root / "_runs"

    def manifest(self, run_id: str) -> Path:
        return self.decided / f"{run_id}.json"

    def published_manifest(self, run_id: str) -> Path:
        return self.decided / "published" / f"{run_id}.json"

    @property
    def erased(self) -> Path:
        return self.root / "_erased"

    @property
    def lease(self) -> Path:
        return self.root / "_lease"
