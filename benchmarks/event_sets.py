"""The sets that benchmarks/events.py measures on, and how each is scored."""

from __future__ import annotations

import datetime as dt
import importlib.util
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

from transforms.events.assembling import event_record
from transforms.events.building import OF_DEED
from transforms.events.coder import CoderResources, analyse, code_story
from transforms.events.ontology import TYPES
from transforms.events.story import Story

#: PLOVER's labels of 2016 that were renamed.
RENAMED = {"DEMAND": "REQUEST", "FIGHT": "ASSAULT", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "YIELD": "RETREAT"}
HAPPENED = ("real", "claimed")
#: Roots of CAMEO that are only words: PLOVER has no type for them, and the coder no event.
WORDS_ONLY = frozenset({"01", "02"})
OWN_ARTICLES = Path(__file__).parent / "articles"
ATTRIBUTES = ("actor", "recipient", "place", "date", "mode", "acled", "killed", "injured")


@dataclass
class Case:
    """A story and what is expected of it, in the form of its set."""

    story: Story
    expected: Any


@dataclass
class Gold:
    """Figures of a set of annotated articles, by `strict` and `lenient`."""

    articles: int = 0
    events: int = 0
    figures: dict[str, dict[str, float]] = field(default_factory=dict)
    attributes: dict[str, float] = field(default_factory=dict)
    judged: list[tuple[float, bool]] = field(default_factory=list)
    """Confidence of each event that counts, and whether it hits one (lenient)."""


def story(identity: str, title: str | None, text: str, published: str, publisher: str | None = None) -> Story:
    """A story of a benchmark; a headline that the text repeats as its first line is taken off the text."""
    if title and text.startswith(title):
        text = text[len(title) :].lstrip()
    at = dt.datetime.fromisoformat(published[:10]).replace(tzinfo=dt.UTC)
    return Story(article_id=identity, title=title, text=text, published_at=at, publisher=publisher)


def coded(cases: Sequence[Case], resources: CoderResources) -> Iterator[tuple[Case, list[Any]]]:
    """Each case with the events that are coded; sentences are analysed for many at once."""
    for start in range(0, len(cases), 100):
        some = cases[start : start + 100]
        documents = analyse([c.story for c in some], resources)
        for case in some:
            yield case, code_story(case.story, resources, documents)


# -- annotated articles -----------------------------------------------------------------------------------------------


def articles(paths: Iterable[Path]) -> list[Case]:
    """Gold articles of files; a file may hold one or a list of them."""
    cases = []
    for path in paths:
        documents = json.loads(path.read_text(encoding="utf-8"))
        for d in documents if isinstance(documents, list) else [documents]:
            identity = str(d.get("id", d.get("row")))
            cases.append(Case(story(identity, d["title"], d["text"], d["published"], d.get("source")), d["events"]))
    return cases


def gold(cases: Sequence[Case], scorer: ModuleType, resources: CoderResources, *, verbose: bool = False) -> Gold:
    """Scores gold articles with the scorer of bench/events."""
    told = [(case, [event_record(e) for e in events]) for case, events in coded(cases, resources)]
    found = Gold(len(told), sum(len(events) for _, events in told))
    for key in ("strict", "lenient"):
        hit = false = traps = scored = core = core_found = 0
        attributes: dict[str, list[bool]] = {}
        for case, guesses in told:
            events = case.expected
            pairs = scorer.assign(events, guesses, key)
            optional = {i for i, e in enumerate(events) if e["tier"] == "optional"}
            wrong = len(guesses) - len(pairs)
            hit += sum(i not in optional for i, _, _ in pairs)
            scored += len(events) - len(optional)
            core += sum(e["tier"] == "core" for e in events)
            core_found += sum(events[i]["tier"] == "core" for i, _, _ in pairs)
            false += wrong
            traps += wrong if len(events) == len(optional) else 0
            for _, _, checks in pairs:
                for name in ATTRIBUTES:
                    if name in checks:
                        attributes.setdefault(name, []).append(bool(checks[name]))
            if key == "lenient":
                right = {j for _, j, _ in pairs}
                found.judged += [(g["confidence"], j in right) for j, g in enumerate(guesses)]
                if verbose:
                    _show(case.story.article_id, events, guesses, pairs)
        precision, recall = hit / max(1, hit + false), hit / max(1, scored)
        found.figures[key] = {
            "precision": precision, "recall": recall, "f1": 2 * precision * recall / max(1e-9, precision + recall),
            "core": core_found / max(1, core), "false": false, "traps": traps,
        }  # fmt: skip
        if key == "lenient":
            found.attributes = {name: sum(v) / len(v) for name, v in sorted(attributes.items())}
    return found


def _show(identity: str, events: list[Any], guesses: list[Any], pairs: list[Any]) -> None:
    hit, used = {i for i, _, _ in pairs}, {j for _, j, _ in pairs}
    for i, event in enumerate(events):
        if i not in hit and event["tier"] != "optional":
            print(f"MISS  {identity} {event['tier']} {event['types'][0]} {event.get('evidence', '')[:90]!r}")
    for j, guess in enumerate(guesses):
        if j not in used:
            print(f"FALSE {identity} {guess['rule']} {guess['evidence'][0]['text'][:90]!r}")


# -- passages and records ---------------------------------------------------------------------------------------------


def passages(path: Path) -> list[Case]:
    """The passages of a file of corpora/own."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [Case(story(r["id"], None, r["text"], r["published"]), r["events"]) for r in rows]


def passage_counts(cases: Sequence[Case], resources: CoderResources) -> Counter[str]:
    """Types annotated, coded and right, and what was coded where nothing happened."""
    count: Counter[str] = Counter()
    for case, events in coded(cases, resources):
        happened = (e for e in case.expected if e["status"] in HAPPENED and e.get("same_as") is None)
        wanted = Counter(e["type"] for e in happened)
        types = Counter(e.coded.event_type for e in events)
        count.update(wanted=wanted.total(), coded=types.total(), right=(wanted & types).total())
        if not wanted:
            count.update(quiet=1, alarms=len(events), alarmed=int(bool(events)))
    return count


def plover(path: Path) -> list[Case]:
    """PLOVER's gold standard records: sentences with their type."""
    cases = []
    text = re.sub(r",\s*([\]}])", r"\1", path.read_text(encoding="utf-8"))
    decoder = json.JSONDecoder(strict=False)
    for match in re.finditer(r"\{\s*\"id\":", text):
        try:
            row, _ = decoder.raw_decode(text, match.start())
        except json.JSONDecodeError:
            continue
        label = RENAMED.get(row["event"], row["event"])
        if label != "DOCUMENT" and "text" in row:
            cases.append(Case(story(row["id"], None, row["text"], "2001-01-15"), label))
    return cases


def petrarch(path: Path) -> list[Case]:
    """PETRARCH's validation sentences with the roots of their CAMEO codes (none: nothing is to be coded)."""
    cases = []
    text = path.read_text(encoding="utf-8")
    for match in re.finditer(r"<Sentence ([^>]*)>(.*?)(?=<Sentence |</Sentences>)", text, re.DOTALL):
        marks = dict(re.findall(r'(\w+)="([^"]*)"', match[1]))
        words = re.search(r"<Text>(.*?)</Text>", match[2], re.DOTALL)
        if words is None or not words[1].strip() or marks.get("evaluate", "true") != "true":
            continue
        roots = {code[:2] for code in re.findall(r'eventcode="(\d+)"', match[2])}
        day = marks["date"] if len(marks["date"]) == 8 else f"20{marks['date']}"
        published = f"{day[:4]}-{day[4:6]}-{day[6:]}"
        cases.append(Case(story(marks["id"], None, " ".join(words[1].split()), published), roots))
    return cases


def labelled_right(cases: Sequence[Case], resources: CoderResources) -> Counter[str]:
    """Of PLOVER's records: how many give their type, another type, or nothing."""
    count: Counter[str] = Counter()
    for case, events in coded(cases, resources):
        types = {e.coded.event_type for e in events}
        count.update(records=1)
        count["right" if case.expected in types else "other" if types else "nothing"] += 1
    return count


def roots_right(cases: Sequence[Case], resources: CoderResources) -> Counter[str]:
    """Of PETRARCH's sentences: how many give one of their roots, apart those whose roots are only words.

    What is only planned has root 03 in CAMEO's codebook ("will supply arms": 0332), which is how it is coded; the
    sentences give some of it the root of the deed (07). `planned` counts where that deed's root is the one wanted.
    """
    count: Counter[str] = Counter()
    for case, events in coded(cases, resources):
        roots = {e.coded.cameo_root for e in events}
        if not case.expected:
            count.update(quiet=1, quiet_right=int(not roots))
        elif case.expected <= WORDS_ONLY:
            count.update(words=1)
        else:
            deeds = {TYPES[c.value].cameo_root for e in events for c in e.why if c.by == OF_DEED}
            right = bool(case.expected & roots)
            count.update(sentences=1, right=int(right), planned=int(not right and bool(case.expected & deeds)))
    return count


def scorer(path: Path) -> ModuleType:
    """The scorer of bench/events as a module."""
    spec = importlib.util.spec_from_file_location("score", path)
    if spec is None or spec.loader is None or not path.is_file():
        raise SystemExit(f"{path}: no scorer there; give the folder of the benchmarks with --data")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
