"""Which stream writes to an output folder: the one that was started last. It fences off those before it."""

from __future__ import annotations

import shutil

from transforms.run import RunContext


class StreamReplacedError(Exception):
    """Another stream was started on the output folder; this one must not publish any more."""


def take_over(stream: RunContext) -> list[str]:
    """Make this the stream of its output folder. Call it under the lease.

    Returns:
        The earlier streams whose waiting files were removed: their feeds are polled again.
    """
    root = stream.layout.stream_root
    root.mkdir(parents=True, exist_ok=True)
    part = root / f".owner.{stream.run_id}.tmp"
    part.write_text(stream.run_id, encoding="utf-8")
    part.replace(root / "owner")
    earlier = sorted(path.name for path in root.iterdir() if path.is_dir() and path.name != stream.run_id)
    for run_id in earlier:
        shutil.rmtree(root / run_id, ignore_errors=True)
    return earlier


def check_owner(stream: RunContext) -> None:
    """Raise StreamReplacedError unless this is the stream that was started last."""
    try:
        owner = (stream.layout.stream_root / "owner").read_text(encoding="utf-8")
    except FileNotFoundError:
        owner = "none"
    if owner != stream.run_id:
        raise StreamReplacedError(
            f"{stream.layout.root} belongs to the stream {owner} now, not to {stream.run_id}: cancel this one"
        )
