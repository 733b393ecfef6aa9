"""JSON lines: in order, the same on any number of processes, no line takes others with it."""

from __future__ import annotations

import gzip
import json
import os
import signal
from pathlib import Path

import pytest

from pipelines.lines import FEW, Record, Work, each_line


def _doubling() -> Work:
    def work(record: Record) -> int:
        if record["n"] == 13:
            raise ValueError("thirteen is unlucky")
        return int(record["n"]) * 2

    return work


def _dying() -> Work:
    def work(record: Record) -> int:
        if record["n"] == 30:
            os.kill(os.getpid(), signal.SIGKILL)
        return 0

    return work


def _lines(path: Path, n: int) -> Path:
    lines = [json.dumps({"id": f"r{i}", "n": i}) for i in range(n)]
    lines[5] = "{not json"
    lines[7] = "[1]"
    lines[9] = json.dumps({"n": 9})
    path.write_text("\n".join(lines) + "\n\n")
    return path


def test_many_processes_give_what_one_gives_in_the_order_of_the_lines(tmp_path: Path) -> None:
    source = str(_lines(tmp_path / "many.jsonl", FEW + 60))
    alone, together = list(each_line(source, _doubling, 1)), list(each_line(source, _doubling, 2))
    assert alone == together
    assert [line.number for line in alone] == list(range(1, FEW + 61))
    assert alone[20].result == 40
    assert [line.error for line in alone if line.error] == [
        "not JSON: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)",
        "not a JSON object",
        'a line needs an "id"',
        "thirteen is unlucky",
    ]


def test_a_gzipped_file_is_read(tmp_path: Path) -> None:
    plain = _lines(tmp_path / "few.jsonl", 20)
    packed = tmp_path / "few.jsonl.gz"
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    assert list(each_line(str(packed), _doubling)) == list(each_line(str(plain), _doubling))


def test_a_killed_process_is_told_and_what_came_before_it_is_in_order(tmp_path: Path) -> None:
    source = str(_lines(tmp_path / "many.jsonl", FEW + 200))
    seen: list[int] = []
    lines = each_line(source, _dying, 2)
    with pytest.raises(RuntimeError, match="fewer --workers"):
        seen.extend(line.number for line in lines)
    assert seen == list(range(1, len(seen) + 1))
