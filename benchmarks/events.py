"""How well events are coded: against gold articles, annotated passages, PLOVER's and PETRARCH's own records.

    python -m benchmarks.events --data ../shared [--verbose] [--only PART ...]

articles    seed, gold and our own articles (benchmarks/articles: development, and held back from whoever wrote the
            rules) with bench/events/score.py; strict: type, place, date and one party right; lenient: type and two of
            them. Reliability: of the events of a confidence, how many hit one.
passages    corpora/own: types per passage, and how many events are coded where none happened; the held-back fifth, on
            which the analyser was not trained, apart.
records     PLOVER's sentences: is the type among those coded (its 2016 labels mapped to today's). PETRARCH's
            validation sentences: is one of their CAMEO roots among those coded. Those of roots 01 and 02, words
            without a PLOVER type, are counted apart, and so are plans at the root of the deed that is planned.
voices      frames alone, event heads alone, both.
speed       articles of 500 words a second on two processes, from clean text to events, so many at once as the pipeline
            codes together: of the gold kind, and on a mixed feed (the local news of bench/geo/lgl.xml with the gold
            articles), where the gate spares most of it.
"""

from __future__ import annotations

import argparse
import dataclasses
import html
import multiprocessing
import re
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from benchmarks import event_sets as sets
from training.analyser.own import held_back
from transforms.events.assembling import CODER, CODER_VERSION
from transforms.events.beam import TOGETHER
from transforms.events.choosing import load_coder
from transforms.events.coder import CoderResources
from transforms.events.frames.heads import FRAMES, HEADS, VOICES
from transforms.events.story import Story

PARTS = ("articles", "passages", "records", "voices", "speed")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared"), help="folder that holds bench/ and corpora/")
    parser.add_argument("--verbose", action="store_true", help="name every miss and false alarm of development sets")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, help="what to measure")
    options = parser.parse_args()
    resources = CoderResources.load()
    print(f"{CODER} {CODER_VERSION}")
    for part in PARTS:
        if part in options.only:
            print()
            {"articles": _articles, "passages": _passages, "records": _records, "voices": _voices, "speed": _speed}[
                part
            ](options.data, resources, options.verbose)
    return 0


def _gold_sets(data: Path) -> dict[str, list[sets.Case]]:
    folder = data / "bench/events"
    return {
        "seed": sets.articles([folder / "seed/seed.json"]),
        "gold": sets.articles(sorted((folder / "gold").glob("*.json"))),
        "own, development": sets.articles(sorted(sets.OWN_ARTICLES.glob("dev-*.json"))),
        "own, held back": sets.articles(sorted(sets.OWN_ARTICLES.glob("held-*.json"))),
    }


def _articles(data: Path, resources: CoderResources, verbose: bool) -> None:
    scorer = sets.scorer(data / "bench/events/score.py")
    print(f"{'articles':18}{'kind':9}{'precision':>10}{'recall':>8}{'F1':>7}{'core':>7}{'false':>7}{'in traps':>10}")
    judged: dict[str, list[tuple[float, bool]]] = {}
    for name, cases in _gold_sets(data).items():
        found = sets.gold(cases, scorer, resources, verbose=verbose and name != "own, held back")
        for key in ("strict", "lenient"):
            f = found.figures[key]
            print(f"{name:18}{key:9}{f['precision']:10.3f}{f['recall']:8.3f}{f['f1']:7.3f}{f['core']:7.3f}"
                  f"{f['false']:7.0f}{f['traps']:10.0f}")  # fmt: skip
        values = ", ".join(f"{k} {v:.2f}" for k, v in found.attributes.items())
        print(f"{'':18}{found.articles} articles, {found.events} events; attributes of lenient hits: {values}")
        judged.setdefault("development" if name != "own, held back" else name, []).extend(found.judged)
    for name, pairs in judged.items():
        print(f"\nreliability, {name}: confidence, events, of them right")
        for low in (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
            some = [(c, right) for c, right in pairs if low <= c < (0.3 if low == 0.0 else low + 0.1)]
            if some:
                mean = sum(c for c, _ in some) / len(some)
                print(f"  {mean:.2f}{len(some):6}{sum(right for _, right in some) / len(some):8.2f}")


def _passages(data: Path, resources: CoderResources, verbose: bool) -> None:
    del verbose
    print(f"{'passages':14}{'annotated':>10}{'coded':>7}{'precision':>11}{'recall':>8}{'alarms in quiet passages':>27}")
    total: Counter[str] = Counter()
    back: Counter[str] = Counter()
    for path in sorted((data / "corpora/own").glob("*.jsonl")):
        cases = sets.passages(path)
        held = [c for c in cases if held_back(c.story.article_id)]
        seen = [c for c in cases if not held_back(c.story.article_id)]
        unseen = sets.passage_counts(held, resources)
        back += unseen
        count = sets.passage_counts(seen, resources) + unseen
        total += count
        _row(path.stem, count)
    _row("all", total)
    _row("held back", back)


def _row(name: str, c: Counter[str]) -> None:
    print(f"{name:14}{c['wanted']:10}{c['coded']:7}{c['right'] / max(1, c['coded']):11.3f}"
          f"{c['right'] / max(1, c['wanted']):8.3f}{c['alarms']:13} of {c['quiet']:4}")  # fmt: skip


def _records(data: Path, resources: CoderResources, verbose: bool) -> None:
    del verbose
    p = sets.labelled_right(sets.plover(data / "bench/events/PLOVER_GSR_CAMEO.txt"), resources)
    print(f"PLOVER records: {p['records']}, right type {p['right']}, another {p['other']}, none {p['nothing']}")
    r = sets.roots_right(sets.petrarch(data / "bench/events/PETR2_GSR_validation.xml"), resources)
    print(f"PETRARCH validation: {r['sentences']} sentences, right root {r['right']}, root of a deed that is planned "
          f"{r['planned']}; {r['quiet']} without an event, left alone {r['quiet_right']}; "
          f"{r['words']} of words only")  # fmt: skip


def _voices(data: Path, resources: CoderResources, verbose: bool) -> None:
    del verbose
    scorer = sets.scorer(data / "bench/events/score.py")
    articles = [c for name, cases in _gold_sets(data).items() if name in ("gold", "own, development") for c in cases]
    held = [
        c for p in sorted((data / "corpora/own").glob("*.jsonl")) for c in sets.passages(p)
        if held_back(c.story.article_id)
    ]  # fmt: skip
    records = sets.plover(data / "bench/events/PLOVER_GSR_CAMEO.txt")
    print(f"{'voices':12}{'articles: lenient F1':>22}{'strict F1':>11}{'passages held back: P':>23}{'R':>7}{'F1':>7}"
          f"{'PLOVER records':>16}")  # fmt: skip
    for name, voices in (("frames", {FRAMES}), ("heads", {HEADS}), ("both", VOICES)):
        one = dataclasses.replace(resources, voices=frozenset(voices))
        figures = sets.gold(articles, scorer, one).figures
        c = sets.passage_counts(held, one)
        right = sets.labelled_right(records, one)["right"]
        print(f"{name:12}{figures['lenient']['f1']:22.3f}{figures['strict']['f1']:11.3f}"
              f"{c['right'] / max(1, c['coded']):23.3f}{c['right'] / max(1, c['wanted']):7.3f}"
              f"{2 * c['right'] / max(1, c['coded'] + c['wanted']):7.3f}{right:12} of {len(records)}")  # fmt: skip


def _speed(data: Path, resources: CoderResources, verbose: bool) -> None:
    del resources, verbose
    reports = [c.story for name, cases in _gold_sets(data).items() if name != "seed" for c in cases]
    text = html.unescape((data / "bench/geo/lgl.xml").read_text(encoding="utf-8"))
    local = [
        sets.story(f"local {n}", None, " ".join(t.replace("<![CDATA[", "").replace("]]>", "").split()), "2009-03-20")
        for n, t in enumerate(re.findall(r"<text>(.*?)</text>", text, re.DOTALL))
    ]
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(2, mp_context=context) as pool:
        list(pool.map(_code, [reports[:2]] * 4))  # both processes have read their resources
        for name, stories in (("reports of events", reports), ("mixed feed", [*reports[:30], *local])):
            began = time.perf_counter()
            list(pool.map(_code, [stories[i : i + TOGETHER] for i in range(0, len(stories), TOGETHER)]))
            seconds = time.perf_counter() - began
            words = sum(len(s.full_text.split()) for s in stories)
            print(f"{name}: {words / 500 / seconds:.1f} articles of 500 words a second on two processes "
                  f"({len(stories)} articles)")  # fmt: skip


def _code(stories: Sequence[Story]) -> int:
    return sum(len(coding.events) for coding in load_coder().code(stories))


if __name__ == "__main__":
    raise SystemExit(main())
