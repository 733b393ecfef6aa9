"""`sitrep code --explain`: what is read in a text, and why its events were coded so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipelines.cli import main

TEXT = "Gunmen shot dead three soldiers in Mosul on Friday, police said. The army denied that it had withdrawn."


@pytest.fixture
def article(tmp_path: Path) -> str:
    path = tmp_path / "mosul.txt"
    path.write_text(f"Three killed in Mosul\n\n{TEXT}\n", encoding="utf-8")
    return str(path)


def test_it_is_plain_and_eighty_columns_wide_where_the_output_is_no_terminal(
    article: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["code", article, "--published", "2019-03-02", "--explain"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "mosul: 3 sentences"
    assert max(map(len, lines)) <= 80
    assert not any("\x1b" in line or line != line.rstrip() for line in lines)
    assert any(line.split()[:2] == ["shot", "A0"] and line.endswith("Gunmen") for line in lines)
    assert any("LOC" in line and line.endswith("Mosul") for line in lines)
    assert any(line.lstrip().startswith("type") and "ASSAULT" in line for line in lines)


def test_as_json_every_span_stands_where_it_says(article: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["code", article, "--published", "2019-03-02", "--explain", "--format", "json"]) == 0
    record = json.loads(capsys.readouterr().out)
    story = f"Three killed in Mosul\n\n{TEXT}"
    parts = list(record["sentences"])
    parts += [p for s in record["sentences"] for key in ("predicates", "names", "triggers") for p in s[key]]
    parts += record["left_out"]
    parts += [a for s in record["sentences"] for p in s["predicates"] for a in p["args"]]
    assert len(parts) > 10
    assert all(story[p["start"] : p["end"]] == p["text"] for p in parts)
    [shooting] = [e for e in record["events"] if e["fatalities_best"] == 3]
    assert {"type", "place", "date"} <= {clue["about"] for clue in shooting["why"]}


def test_lines_of_json_are_explained_as_well(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = tmp_path / "lines.jsonl"
    record = {"id": "a", "title": None, "text": TEXT, "published_at": "2019-03-02"}
    lines.write_text(json.dumps(record) + "\n", encoding="utf-8")
    assert main(["code", "--jsonl", str(lines), "--explain"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert made["id"] == "a"
    assert len(made["sentences"]) == 2


def test_what_became_no_event_is_told_with_the_reason(article: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["code", article, "--published", "2019-03-02", "--explain"]) == 0
    lines = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    assert any(
        line.startswith("left out RETREAT") and "denied" in " ".join(lines[n : n + 2]) for n, line in enumerate(lines)
    )


def test_a_sentence_that_is_not_read_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "match.txt"
    path.write_text(
        "Rovers shot down City in the cup. The striker fired twice, and the defence collapsed.\n", encoding="utf-8"
    )
    assert main(["code", str(path), "--published", "2019-03-02", "--explain"]) == 0
    assert "left out" in capsys.readouterr().out
