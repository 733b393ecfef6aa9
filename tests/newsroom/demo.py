"""A run of the pipeline on the newsroom, through the command line that users have."""

from __future__ import annotations

import tempfile
from pathlib import Path

from pipelines.cli import main as sitrep
from tests.newsroom.server import Newsroom

# The evening of the first edition, and the next morning. Fixed, so that a demo repeated is the same run.
SLOTS = {1: "2018-12-16T22:00Z", 2: "2018-12-17T09:00Z"}


def config(newsroom: Newsroom) -> str:
    """A sitrep.toml that reads the newsroom: all its feeds, connections to its port, loopback allowed."""
    feeds = "".join(f'  "{url}",\n' for url in newsroom.feed_urls)
    routes = ", ".join(f'"{host}" = "{address}"' for host, address in newsroom.connect_to.items())
    return f'feeds = [\n{feeds}]\n\n[fetch]\nallow_addresses = ["127.0.0.0/8"]\nconnect_to = {{ {routes} }}\n'


def run(out: Path, edition: int, more: list[str]) -> int:
    """Serve an edition and run `sitrep run` on it; gives the exit code.

    Args:
        out: the output folder; run edition 1 and then 2 into the same one to see what a later run does.
        edition: 1 or 2.
        more: further options of `sitrep run`.
    """
    with Newsroom(edition=edition) as newsroom, tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "sitrep.toml"
        file.write_text(config(newsroom), encoding="utf-8")
        code = sitrep(["run", "--config", str(file), "--out", str(out), "--slot", SLOTS[edition], *more])
    return code or sitrep(["report", "--out", str(out)])
