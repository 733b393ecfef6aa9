"""MUC-3 and MUC-4: reports in capitals, and templates that say who was killed and injured in each incident."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

_ABBREVIATED = "".join(rf"(?<!\b{w}\.)" for w in ("[A-Z]\\.[A-Z]", "NO", "MR", "MRS", "DR", "GEN", "COL", "LT", "MSGR"))
#: A sentence ends at a stop, or at a quotation mark behind one.
_SENTENCE = re.compile(rf"(?:(?<=[.?!])|(?<=[.?!]\")){_ABBREVIATED}\s+(?=[A-Z\"\[])")
#: Hyphens that the collection sets apart: "57- YEAR- OLD", "BROTHER - IN - LAW".
_HYPHEN = re.compile(r"(?<=\w)- (?=(?!TO\b|AND\b|OR\b)\w)|(?<=\w) - (?=(?:IN|LAW)\b)")
_REPORT = re.compile(r"(?:TST|DEV)\d?-MUC\d-\d{4}")
_NAME, _NUMBER, _EFFECT, _TOTAL = 18, 21, 23, 24  # slots of a template, of human targets
_MOST = 512  # totals that are told apart


@dataclass(frozen=True, slots=True)
class Target:
    """People of one description: their names in the template and the numbers that the key takes."""

    names: frozenset[str]
    numbers: frozenset[int]
    optional: bool
    named: bool
    """One person by name: may be one of a group of the same template."""


def read(path: Path) -> str:
    """A text of the collection, packed or not."""
    raw = path.read_bytes()
    return (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("latin-1")


def texts(folder: Path) -> dict[str, list[str]]:
    """Report id -> sentences, without dateline and marks in brackets."""
    out = {}
    for path in sorted(folder.rglob("*-muc[34]*")):
        if not path.is_file() or path.name.startswith("key"):
            continue
        parts = re.split(r"^((?:TST|DEV)\d?-MUC\d-\d{4}).*$", read(path), flags=re.MULTILINE)
        for name, body in zip(parts[1::2], parts[2::2], strict=True):
            body = re.sub(r"^.*?\[TEXT\]", "", body, flags=re.DOTALL)
            body = _HYPHEN.sub("-", re.sub(r"\[[A-Z\s]+\]", " ", body))
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


def _doubt(line: str, effect: str) -> bool | None:
    """Whether a line of effects gives this one with doubt ("? DEATH", "INJURY / DEATH"); None where it gives others."""
    effects = {part.strip(" ?()") for part in line.partition(":")[0].split("/")}
    return None if effect not in effects else line.startswith("?") or len(effects) > 1


def _template(slots: dict[int, str], effect: str) -> tuple[list[Target], int | None, bool]:
    """The targets of a template that suffered the effect, its total where all did, and whether the key has a number.

    Where people were killed and injured under one description with one number, it is not that of the dead.
    """
    optional = "OPTIONAL" in slots.get(1, "")
    lines = [line.strip() for line in slots.get(_EFFECT, "").splitlines()]
    struck = [(_names(line), d) for line in lines if (d := _doubt(line, effect)) is not None]
    others = [_names(line) for line in lines if re.match(r"\??\s*(?:DEATH|INJURY)", line)]
    everyone = any(not names for names, _ in struck)
    people = _names(slots.get(_NAME, ""))
    found: list[Target] = []
    all_struck = bool(struck)
    all_numbered = _names(slots.get(_NUMBER, ""))
    numbered = optional or all(doubt or not names or names & all_numbered for names, doubt in struck)
    all_names = [_names(line) for line in slots.get(_NUMBER, "").splitlines()]
    for line, names in zip(slots.get(_NUMBER, "").splitlines(), all_names, strict=True):
        exact = [d for n, d in struck if n == names]
        doubtful = exact or [d for n, d in struck if n & names and n not in all_names] or [False] * everyone
        if not doubtful:
            all_struck = False
            continue
        given = frozenset(map(int, re.findall(r"\d+", line.partition(":")[0])))  # "12", "12-", "-12", "~10 / 12"
        unsure = optional or all(doubtful) or line.strip().startswith("?")
        if not given or (others.count(names) > 1 and all_names.count(names) == 1):
            numbered = numbered and unsure
            continue
        same = next((t for t in found if t.names == names), None)
        if same is not None:  # "20: PERSONS" killed and "100: PERSONS" injured: the key does not say which is which
            found.remove(same)
            given |= same.numbers
        found.append(Target(names, given, unsure, given == {1} and bool(names & people)))
    total = re.match(r"\??\s*(\d+)", slots.get(_TOTAL, ""))
    return found, int(total[1]) if total and all_struck and not optional else None, numbered


def _sums(values: Iterable[frozenset[int]]) -> set[int]:
    sums = {0}
    for numbers in values:
        sums = {s + n for s in sums for n in numbers}
        if len(sums) > _MOST:
            return set()
    return sums


def _totals(targets: list[Target]) -> set[int]:
    groups = any(max(t.numbers) > 1 for t in targets)
    return _sums(t.numbers | {0} if t.optional or (t.named and groups) else t.numbers for t in targets)


def totals(folder: Path, effect: str) -> Iterator[tuple[str, set[int]]]:
    """Report id and the numbers of people that suffered an effect (DEATH or INJURY) that its key takes for right.

    Only reports whose key gives a number for everyone it asks for. A target counts once, however many templates name
    it. Several numbers are right where the key takes several: alternatives ("5/6"), optional templates and targets, a
    template's own total, and somebody by name beside a group, who may be one of them.
    """
    reports: dict[str, list[tuple[list[Target], int | None, bool]]] = {}
    for path in sorted(folder.rglob("key*")):
        for template in re.split(r"\n(?=0\.\s+MESSAGE: ID)", read(path)):
            slots = _slots(template)
            report = _REPORT.search(slots.get(0, ""))
            if report:
                reports.setdefault(report[0], []).append(_template(slots, effect))
    for name, templates in sorted(reports.items()):
        struck = [t for t in templates if t[0] or not t[2]]
        if not any(not t.optional for targets, _, _ in struck for t in targets):
            continue
        seen: list[frozenset[str]] = []
        sums, complete = {0}, True
        for targets, total, numbered in struck:
            fresh = [t for t in targets if not any(t.names & s for s in seen)]
            seen += [t.names for t in fresh]
            complete = complete and numbered
            here = {total} if total is not None and fresh == targets else _totals(fresh)
            sums = {a + b for a in sums for b in here}
            if not here or len(sums) > _MOST:
                complete = False
                break
        if complete:
            yield name, sums - {0}
