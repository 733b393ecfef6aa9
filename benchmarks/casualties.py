"""How well tolls are read: against MUC's keys (reports of the dead) and against annotated passages.

    python -m benchmarks.casualties --data DIR               MUC test sets: texts and keys (key-*) below DIR
    python -m benchmarks.casualties --passages F.jsonl ...   passages with events that carry `tolls`

MUC: a report counts where its key gives a number of dead. The key's figure is the sum over its human targets with the
effect DEATH (each target once, however many templates name it; a total beats the targets of its template). The
prediction is the sum of the counts of killed that `distinct` leaves of all sentences, other years
included as MUC codes them, guerrillas and attackers left out since its keys hold targets only. Exact means equal sums.
MUC's texts are in capitals.
Passages: each annotated toll that gives a number is matched on effect and best figure within its passage; arrested
counts as captured; a list counts as its members or as their sum, and a part that the annotation leaves out is not
punished;
annotations of negated, future, hypothetical and denied events are neither asked for nor punished.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter, defaultdict
from pathlib import Path

from transforms.events.tolls import TollMention, distinct, find_tolls

_SENTENCE = re.compile(r"(?<=[.?!\"])\s+(?=[A-Z\"\[])")


def _read(path: Path) -> str:
    raw = path.read_bytes()
    return (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("latin-1")


def _texts(folder: Path) -> dict[str, list[str]]:
    """Report id -> sentences."""
    out = {}
    for path in sorted(folder.rglob("*-muc[34]*")):
        if not path.is_file() or path.name.startswith("key"):
            continue
        parts = re.split(r"^((?:TST|DEV)\d?-MUC\d-\d{4}).*$", _read(path), flags=re.MULTILINE)
        for name, body in zip(parts[1::2], parts[2::2], strict=True):
            body = re.sub(r"^.*?\[TEXT\]", "", body, flags=re.DOTALL)
            body = re.sub(r"\[[A-Z ]+\]", " ", body)
            paragraphs = re.split(r"\n\s*\n", body)
            out[name] = [s for p in paragraphs for s in _SENTENCE.split(" ".join(p.split())) if s]
    return out


def _slots(template: str) -> dict[int, str]:
    out: dict[int, str] = {}
    slot = None
    for line in template.splitlines():
        m = re.match(r"(\d+)\.\s+[A-Z :]+?\s{2,}(.*)$", line)
        if m:
            slot = int(m[1])
            out[slot] = m[2]
        elif slot is not None and line.startswith("   "):
            out[slot] += "\n" + line.strip()
    return out


def _names(line: str) -> frozenset[str]:
    return frozenset(re.findall(r'"((?:[^"\\]|\\.)*)"', line))


def _dead(slots: dict[int, str]) -> dict[frozenset[str], int]:
    """The dead of a template: the names of the target -> their number."""
    effects = [line for line in slots.get(23, "").splitlines() if re.match(r"\??\s*DEATH", line.strip())]
    dying = [_names(line) for line in effects]
    everyone = any(not names for names in dying)
    out = {}
    for line in slots.get(21, "").splitlines():
        m = re.match(r"\??\s*(\d+)(?:\s*-\s*\d+)?\s*:", line.strip())
        names = _names(line)
        if m and (everyone or any(names & d for d in dying)):
            out[names] = int(m[1])
    return out


def _key(folder: Path) -> dict[str, int]:
    """Report id -> number of dead, where the key gives one."""
    dead: dict[str, dict[frozenset[str], int]] = defaultdict(dict)
    for path in sorted(folder.rglob("key*")):
        for template in re.split(r"\n(?=0\.\s+MESSAGE: ID)", _read(path)):
            slots = _slots(template)
            name = re.search(r"(?:TST|DEV)\d?-MUC\d-\d{4}", slots.get(0, ""))
            if not name:
                continue
            for names, number in _dead(slots).items():
                known = next((k for k in dead[name[0]] if k & names), None)
                if known is None:
                    dead[name[0]][names] = number
    return {name: sum(targets.values()) for name, targets in dead.items() if targets}


_PERPETRATOR = re.compile(
    r"\b(?:guerrillas?|rebels?|subversives?|terrorists?|insurgents?|assassins?|attackers?|assailants?)\b", re.IGNORECASE
)


def report_total(sentences: list[str]) -> int:
    """The number of dead that a report gives: the sum of its distinct counts."""
    tolls = [
        [t for t in find_tolls(sentence) if t.effect == "killed" and not _PERPETRATOR.search(t.group or "")]
        for sentence in sentences
    ]
    return sum(t.best or 0 for t in distinct(tolls, historic=True))


def _muc(folder: Path, verbose: bool) -> None:
    texts, key = _texts(folder), _key(folder)
    exact = given = 0
    for name, gold in sorted(key.items()):
        if name not in texts:
            continue
        got = report_total(texts[name])
        exact += got == gold
        given += got > 0
        if verbose and got != gold:
            print(f"{name} gold {gold} got {got}")
            for sentence in texts[name]:
                tolls = [t for t in find_tolls(sentence) if t.effect == "killed"]
                for t in tolls:
                    marks = [
                        f for f in ("part_of", "negated", "hypothetical", "historic", "anaphoric") if getattr(t, f)
                    ]
                    trigger = sentence[t.trigger_start : t.trigger_end]
                    print(f"    {t.best} {sentence[t.start : t.end]!r} {trigger} {marks}")
    print(f"MUC killed: {exact}/{len(key)} = {exact / max(1, len(key)):.3f} exact, {given} with a figure")


def _figures(tolls: list[TollMention], gold: Counter[tuple[str, int]]) -> list[tuple[str, int]]:
    """The figures of a passage as its annotation counts them.

    The annotation gives one figure for a list ("the driver and six patients": 7) or one for each member, and takes
    "more than 100" for 100 or for 101: the reading that it has counts.
    """
    out = []
    lists: dict[tuple[str, int], list[TollMention]] = defaultdict(list)
    for t in tolls:
        lists[t.effect, t.trigger_start].append(t)
    for (effect, _), members in lists.items():
        whole = [t.best or 0 for t in members if not t.part_of]
        if len(whole) > 1 and (effect, sum(whole)) in gold and not all((effect, n) in gold for n in whole):
            out.append((effect, sum(whole)))
            members = [t for t in members if t.part_of]
        for t in members:
            best = t.best or 0
            over = t.high is None and (effect, best) not in gold and (effect, best - 1) in gold
            out.append((effect, best - 1 if over else best))
    return out


def _passages(paths: list[Path], verbose: bool) -> None:
    right, wrong, missed = Counter[str](), Counter[str](), Counter[str]()
    for path in paths:
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            gold: Counter[tuple[str, int]] = Counter()
            optional: Counter[tuple[str, int]] = Counter()
            seen = set()
            for event in row["events"]:
                for toll in event.get("tolls") or []:
                    if toll["best"] is None:
                        continue
                    pair = ("captured" if toll["effect"] == "arrested" else toll["effect"], toll["best"])
                    mark = (pair, str(toll["text"]))
                    if mark in seen:
                        continue
                    seen.add(mark)
                    (gold if event["status"] in ("real", "claimed", "historic") else optional)[pair] += 1
            tolls = [t for t in find_tolls(row["text"]) if t.best is not None and not t.hypothetical and not t.negated]
            got = Counter(_figures(tolls, gold + optional))
            hit = gold & got
            false = got - gold - optional
            for t in tolls:  # parts that the annotation leaves out
                if t.part_of and false[t.effect, t.best or 0] > 0:
                    false[t.effect, t.best or 0] -= 1
            false = +false
            for (effect, _), n in hit.items():
                right[effect] += n
            for (effect, _), n in false.items():
                wrong[effect] += n
            for (effect, _), n in (gold - got).items():
                missed[effect] += n
            if verbose and (false or gold - got):
                print(f"{row['id']} {row['text']}\n    missed {dict(gold - got)} false {dict(false)}")
    for effect in [*sorted(right), "all"]:
        r, w, m = (c.total() if effect == "all" else c[effect] for c in (right, wrong, missed))
        precision, recall = r / max(1, r + w), r / max(1, r + m)
        print(f"{effect:10} precision {precision:.3f} recall {recall:.3f} ({r} right, {w} false, {m} missed)")


def main() -> None:
    """Reads the arguments and prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="folder of MUC texts and keys")
    parser.add_argument("--passages", type=Path, nargs="*", default=[], help="annotated passages, JSON lines")
    parser.add_argument("--verbose", action="store_true", help="print what was missed")
    args = parser.parse_args()
    if args.data:
        _muc(args.data, args.verbose)
    if args.passages:
        _passages(args.passages, args.verbose)


if __name__ == "__main__":
    main()
