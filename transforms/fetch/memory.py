"""What runs remember of sites: their robots.txt for up to a day, and until when a host asked to be left alone.

A cache beside the tables, not a part of them: every file may be missing, and deleting the folder costs some requests.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from transforms.run import RunContext

MAX_AGE = dt.timedelta(hours=24)  # of a robots.txt, RFC 9309 section 2.4
_SWEPT_AFTER_S = 8 * 86400  # longer than any pause


def _utc_now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def _run_time(slot: dt.datetime, started_at: dt.datetime) -> dt.datetime:
    return slot + (_utc_now() - started_at)


@dataclass(frozen=True, slots=True)
class SiteMemory:
    """A folder of small JSON files, one for each origin and each host that asked for a pause. For any process.

    Attributes:
        folder: Where; made when it is needed.
        clock: Gives the time, UTC. A run gives the time of its slot plus what has passed since it began, so that slots
            that are made up for later see what they would have seen.
    """

    folder: Path
    clock: Callable[[], dt.datetime] = _utc_now

    @classmethod
    def of_run(cls, run: RunContext) -> SiteMemory:
        """That of a run: below its output folder, by its clock."""
        return cls(run.layout.root / "_sites", partial(_run_time, run.slot, run.started_at))

    def robots(self, origin: str) -> bytes | None:
        """The robots.txt of an origin as it was read within a day; empty where there was none, None if not known."""
        found = self._read("robots", origin)
        if found is None:
            return None
        try:
            age = self.clock() - dt.datetime.fromisoformat(found["at"])
            fresh = min(MAX_AGE, dt.timedelta(seconds=found["fresh_s"]))
            return str(found["text"]).encode() if dt.timedelta(0) <= age < fresh else None
        except (KeyError, TypeError, ValueError):
            return None

    def keep_robots(self, origin: str, body: bytes, fresh_s: int | None) -> None:
        """Remember a robots.txt for `fresh_s` seconds, a day where the server does not say."""
        seconds = MAX_AGE.total_seconds() if fresh_s is None else fresh_s
        if seconds > 0:
            text = body.decode("utf-8", "replace")
            self._write("robots", origin, {"at": self.clock().isoformat(), "fresh_s": seconds, "text": text})

    def pause_left(self, host: str) -> tuple[float, int] | None:
        """Seconds for which a host is still to be left alone, and the status with which it asked for it."""
        found = self._read("pause", host)
        if found is None:
            return None
        try:
            left = (dt.datetime.fromisoformat(found["until"]) - self.clock()).total_seconds()
            return (left, int(found["status"])) if left > 0 else None
        except (KeyError, TypeError, ValueError):
            return None

    def keep_pause(self, host: str, seconds: float, status: int) -> None:
        """Remember that a host asked to be left alone for so long."""
        until = self.clock() + dt.timedelta(seconds=seconds)
        self._write("pause", host, {"until": until.isoformat(), "status": status})

    def sweep(self) -> None:
        """Remove what is too old to matter."""
        oldest = _utc_now().timestamp() - _SWEPT_AFTER_S
        with contextlib.suppress(OSError):
            for file in self.folder.iterdir():
                with contextlib.suppress(OSError):
                    if file.stat().st_mtime < oldest:
                        file.unlink()

    def _path(self, kind: str, name: str) -> Path:
        return self.folder / f"{kind}-{hashlib.sha256(name.encode()).hexdigest()[:24]}.json"

    def _read(self, kind: str, name: str) -> dict[str, Any] | None:
        try:
            found = json.loads(self._path(kind, name).read_bytes())
        except (OSError, ValueError):
            return None
        return found if isinstance(found, dict) and found.get("name") == name else None

    def _write(self, kind: str, name: str, value: dict[str, Any]) -> None:
        path = self._path(kind, name)
        part = path.with_suffix(f".{secrets.token_hex(4)}")
        with contextlib.suppress(OSError):  # a full disk shows itself where it matters
            self.folder.mkdir(parents=True, exist_ok=True)
            part.write_text(json.dumps({"name": name, **value}), encoding="utf-8")
            part.replace(path)
