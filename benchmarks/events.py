"""How well events are coded: against gold articles, annotated passages and PLOVER's own records.

    python -m benchmarks.events --data ../shared [--verbose]

Seed and gold: `bench/events` with its own score.py (strict: type, place, date and one party right; lenient: type and
two of them). Passages: `corpora/own`, types per passage, and how many events are coded where none happened. Records:
PLOVER's gold standard sentences, is the type among those coded (its 2016 labels mapped to today's). Speed: articles of
the gold set a second on one core, after loading.
"""

from __future__ import annotations

import argparse
import datetime as dt
import importlib.util
import json
import re
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from transforms.events.assembling import CODER, CODER_VERSION, event_record
from transforms.events.coder import CoderResources, code_story
from transforms.events.story import Story

#: PLOVER's labels of 2016 that were renamed.
RENAMED = {"DEMAND": "REQUEST", "FIGHT": "ASSAULT", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "YIELD": "RETREAT"}
HAPPENED = ("real", "claimed")


def story(identity: str, title: str | None, text: str, published: str) -> Story:
    """A story of a benchmark; a headline that the text repeats as its first line is taken off the text."""
    if title and text.startswith(title):
        text = text[len(title) :].lstrip()
    at = dt.datetime.fromisoformat(published[:10]).replace(tzinfo=dt.UTC)
    return Story(article_id=identity, title=title, text=text, published_at=at)


def gold(folder: Path, scorer: ModuleType, resources: CoderResources, *, verbose: bool) -> dict[str, Any]:
    """Scores one folder or file of gold articles; gives lenient and strict figures and those of the attributes."""
    documents = scorer.load(folder)
    predicted = {
        key: [event_record(e) for e in code_story(story(key, d["title"], d["text"], d["published"]), resources)]
        for key, d in documents.items()
    }
    figures: dict[str, Any] = {"articles": len(documents), "events": sum(map(len, predicted.values()))}
    for key in ("strict", "lenient"):
        hit = false = traps = scored = found = core = core_found = 0
        attributes: dict[str, list[bool]] = {}
        for identity, document in documents.items():
            events, guesses = document["events"], predicted[identity]
            pairs = scorer.assign(events, guesses, key)
            optional = {i for i, e in enumerate(events) if e["tier"] == "optional"}
            wrong = len(guesses) - len(pairs)
            hit += sum(i not in optional for i, _, _ in pairs)
            found += sum(i not in optional for i, _, _ in pairs)
            scored += len(events) - len(optional)
            core += sum(e["tier"] == "core" for e in events)
            core_found += sum(events[i]["tier"] == "core" for i, _, _ in pairs)
            false += wrong
            traps += wrong if len(events) == len(optional) else 0
            for _, _, checks in pairs:
                for name in ("actor", "recipient", "place", "date", "mode", "acled", "killed", "injured"):
                    if name in checks:
                        attributes.setdefault(name, []).append(bool(checks[name]))
            if verbose and key == "lenient":
                _show(identity, events, guesses, pairs)
        precision, recall = hit / max(1, hit + false), found / max(1, scored)
        figures[key] = {
            "precision": precision, "recall": recall, "f1": 2 * precision * recall / max(1e-9, precision + recall),
            "core": core_found / max(1, core), "false": false, "traps": traps,
        }  # fmt: skip
        if key == "lenient":
            figures["attributes"] = {name: sum(v) / len(v) for name, v in sorted(attributes.items())}
    return figures


def _show(identity: str, events: list[Any], guesses: list[Any], pairs: list[Any]) -> None:
    hit, used = {i for i, _, _ in pairs}, {j for _, j, _ in pairs}
    for i, event in enumerate(events):
        if i not in hit and event["tier"] != "optional":
            print(f"MISS  {identity} {event['tier']} {event['types'][0]} {event.get('evidence', '')[:90]!r}")
    for j, guess in enumerate(guesses):
        if j not in used:
            print(f"FALSE {identity} {guess['rule']} {guess['evidence'][0]['text'][:90]!r}")


def passages(files: list[Path], resources: CoderResources) -> Iterator[tuple[str, Counter[str]]]:
    """For each file of passages: types annotated, coded and right, and what was coded where nothing happened."""
    for path in files:
        count: Counter[str] = Counter()
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            coded = code_story(story(row["id"], None, row["text"], row["published"]), resources)
            wanted = Counter(e["type"] for e in row["events"] if e["status"] in HAPPENED and e.get("same_as") is None)
            types = Counter(e.coded.event_type for e in coded)
            count.update(wanted=wanted.total(), coded=types.total(), right=(wanted & types).total())
            if not wanted:
                count.update(quiet=1, alarms=len(coded), alarmed=int(bool(coded)))
        yield path.stem, count


def records(path: Path, resources: CoderResources) -> Counter[str]:
    """PLOVER's gold standard records: how many give their type, another type, or nothing."""
    count: Counter[str] = Counter()
    text = re.sub(r",\s*([\]}])", r"\1", path.read_text(encoding="utf-8"))
    decoder = json.JSONDecoder(strict=False)
    for match in re.finditer(r"\{\s*\"id\":", text):
        try:
            row, _ = decoder.raw_decode(text, match.start())
        except json.JSONDecodeError:
            continue
        label = RENAMED.get(row["event"], row["event"])
        if label == "DOCUMENT" or "text" not in row:
            continue
        types = {e.coded.event_type for e in code_story(story(row["id"], None, row["text"], "2001-01-15"), resources)}
        count["records"] += 1
        count["right" if label in types else "other" if types else "nothing"] += 1
    return count


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared"), help="folder that holds bench/ and corpora/")
    parser.add_argument("--verbose", action="store_true", help="name every miss and false alarm")
    options = parser.parse_args()
    folder = options.data / "bench/events"
    scorer = _module(folder / "score.py")
    resources = CoderResources.load()
    print(f"{CODER} {CODER_VERSION}\n")
    print(f"{'gold set':10}{'kind':9}{'precision':>10}{'recall':>8}{'F1':>7}{'core':>7}{'false':>7}{'in traps':>10}")
    for name, path in (("seed", folder / "seed/seed.json"), ("gold", folder / "gold")):
        began = time.perf_counter()
        figures = gold(path, scorer, resources, verbose=options.verbose)
        seconds = time.perf_counter() - began
        for key in ("strict", "lenient"):
            f = figures[key]
            print(f"{name:10}{key:9}{f['precision']:10.3f}{f['recall']:8.3f}{f['f1']:7.3f}{f['core']:7.3f}"
                  f"{f['false']:7}{f['traps']:10}")  # fmt: skip
        print(
            f"{name:10}attributes of lenient hits: "
            + ", ".join(f"{k} {v:.2f}" for k, v in figures["attributes"].items())
        )
    print(f"\n{figures['articles'] / seconds:.0f} articles/s on one core (gold)\n")
    own = sorted((options.data / "corpora/own").glob("*.jsonl"))
    print(f"{'passages':14}{'annotated':>10}{'coded':>7}{'precision':>11}{'recall':>8}{'alarms in quiet passages':>27}")
    total: Counter[str] = Counter()
    for name, count in passages(own, resources):
        total += count
        _row(name, count)
    _row("all", total)
    count = records(folder / "PLOVER_GSR_CAMEO.txt", resources)
    print(
        f"\nPLOVER records: {count['records']}, right type {count['right']}, "
        f"another {count['other']}, none {count['nothing']}"
    )
    return 0


def _row(name: str, c: Counter[str]) -> None:
    print(f"{name:14}{c['wanted']:10}{c['coded']:7}{c['right'] / max(1, c['coded']):11.3f}"
          f"{c['right'] / max(1, c['wanted']):8.3f}{c['alarms']:13} of {c['quiet']:4}")  # fmt: skip


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path}: no scorer there; give the folder of the benchmarks with --data")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    raise SystemExit(main())
