"""Files of fitted weights: what was learnt, one named weight a line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path


def write(path: Path, heading: Sequence[str], weights: Mapping[str, float], digits: int = 3) -> None:
    """Writes weights by the names of their features.

    Args:
        path: the file.
        heading: lines that say what the weights are, who wrote them and under which licence.
        weights: in the order in which they are to stand.
        digits: after the point.
    """
    lines = [f"# {line}" for line in (*heading, "Columns: feature, weight")]
    lines += [f"{name}\t{weight:.{digits}f}" for name, weight in weights.items()]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
