"""How well and how fast the analyser that ships reads: tags, trees, roles, names, triggers, sentences, words a second.

    python -m benchmarks.analyser --data ../shared/corpora [--model M.onnx] [--float M.onnx]

The treebank's test part (UD English EWT with PropBank), words given: tags and lemmas right, heads right (UAS), heads
and relations right (LAS); F1 of predicates; F1 of roles, each an argument's head with its label, on the treebank's own
predicates and on those that the model finds, and of roles with their exact spans. A label that the model cannot give
counts as missed. Names: F1 of exact spans with types on UNER's test part (organisations and armed groups count as one,
nationalities and other names are not counted), on the documents of re3d and the passages of `own/` that were held back
from training. Triggers on the passages held back: F1, a trigger being found where one word of it is; with their types;
with all their words (exact); and of those found the shares of right statuses and modes and the F1 of the words that
name their actors, recipients and places. Trees of passages, which nobody annotated: the share of
the sentences held back of which some word is called a mark ("fired" as PUNCT), a sign that the grammar of reports was
forgotten while the treebank's was kept. Raw text: F1 of tokens and sentences where all sentences of a document stand
as one text, joined by spaces: harder than the treebank's own raw text, whose paragraphs stand apart, and which the
corpora do not tell. Speed: words a
second of processor time in one thread, the best of some runs, the float model of the same training beside it where it
is given.
"""

from __future__ import annotations

import argparse
import itertools
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from training.analyser.corpora import treebank
from training.analyser.examples import Example
from training.analyser.labels import NAMES, PARTIES, Labels
from training.analyser.names import documents, iob2, re3d_sentences
from training.analyser.own import held_back, own_examples
from transforms.events.analyser.analyser import Analyser
from transforms.events.analyser.document import Sentence, Trigger
from transforms.events.analyser.model import Model

_GROUP = 256
_RUNS = 3
_MERGED = {"GRP": "ORG"}


def main() -> int:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/corpora"))
    parser.add_argument("--model", type=Path, help="another model file than the one that ships")
    parser.add_argument("--float", type=Path, help="the float model, to compare with", dest="exact")
    parser.add_argument("--part", choices=("dev", "test"), default="test")
    options = parser.parse_args()
    models = {"8 bits": options.model, **({"float": options.exact} if options.exact else {})}
    sentences = treebank(options.data)[options.part]
    for name, path in models.items():
        model = Model(path)
        print(f"-- {name}: {model.path.name}, {model.path.stat().st_size / 1e6:.1f} MB")
        report(model, sentences, options.data, options.part)
        print(f"loading and memory: {_footprint(model.path)}")
    words = [s["tok"] for s in sentences]
    loaded = {name: Model(path) for name, path in models.items()}
    for what, run in (
        ("whole analysis", lambda m: Analyser(m).analyse_words(words)),
        ("network", lambda m: m.read(words)),
    ):
        rates = _rates(loaded, run, sum(map(len, words)))
        print(f"words a second and core, {what}: " + ", ".join(f"{name} {rate:,.0f}" for name, rate in rates.items()))
    return 0


def report(model: Model, sentences: Sequence[dict[str, Any]], data: Path, part: str) -> None:
    """Prints every figure of one model but for speed."""
    analyser = Analyser(model)
    read = _read(analyser, [s["tok"] for s in sentences])
    print(_line(_syntax(sentences, read)))
    print(_line(_frames(sentences, read, _given(analyser, sentences))))
    uner = list(iob2(data / "ner" / f"en_ewt-ud-{part}.iob2"))
    gold = [_tagged(tags) for _, tags in uner]
    print("names, UNER: " + _names(gold, _read(analyser, [w for w, _ in uner]), ("PER", "ORG", "LOC")))
    re3d = [(words, sets) for key, words, sets in re3d_sentences(data / "re3d") if held_back(key)]
    gold = [_allowed(sets) for _, sets in re3d]
    found = _read(analyser, [w for w, _ in re3d])
    print("names, re3d held back: " + _names(gold, found, ("PER", "ORG", "LOC", "NORP")))
    own = list(own_examples(data, Labels.load(model.labels), held=True))
    found = _read(analyser, [e.words for e in own])
    print(
        "names, own held back: " + _names([_allowed(e.names or []) for e in own], found, ("PER", "ORG", "LOC", "NORP"))
    )
    print(_line(_triggers(own, found, model.labels)))
    print(_line({"own held back, sentences with a word called a mark": sum(map(_marked, found)) / max(1, len(found))}))
    print(_line(_raw(analyser, data / "ner" / f"en_ewt-ud-{part}.iob2")))


def _marked(sentence: Sentence) -> bool:
    """Whether some word of letters only is called punctuation or a symbol."""
    return any(t.upos in ("PUNCT", "SYM") and t.text.isalpha() for t in sentence.tokens)


def _read(analyser: Analyser, sentences: Sequence[Sequence[str]]) -> list[Sentence]:
    found: list[Sentence] = []
    for begin in range(0, len(sentences), _GROUP):
        found += analyser.analyse_words(sentences[begin : begin + _GROUP])
    return found


def _syntax(gold: Sequence[dict[str, Any]], read: Sequence[Sentence]) -> dict[str, float]:
    c: Counter[str] = Counter()
    for sentence, found in zip(gold, read, strict=True):
        columns = zip(sentence["pos"], sentence["lemma"], sentence["head"], sentence["rel"], found.tokens, strict=True)
        for upos, lemma, head, rel, token in columns:
            c["words"] += 1
            c["UPOS"] += token.upos == upos
            c["lemmas"] += token.lemma == lemma
            c["UAS"] += token.head == head - 1
            c["LAS"] += token.head == head - 1 and token.rel == rel
    return {name: c[name] / c["words"] for name in ("UPOS", "lemmas", "UAS", "LAS")}


def _given(analyser: Analyser, gold: Sequence[dict[str, Any]]) -> list[Sentence]:
    """The sentences read with the treebank's predicates."""
    found: list[Sentence] = []
    for begin in range(0, len(gold), _GROUP):
        group = gold[begin : begin + _GROUP]
        predicates = [[f["p"] for f in s["srl"] or ()] for s in group]
        found += analyser.analyse_words([s["tok"] for s in group], predicates)
    return found


def _frames(gold: Sequence[dict[str, Any]], read: Sequence[Sentence], given: Sequence[Sentence]) -> dict[str, float]:
    c: Counter[str] = Counter()
    for number, sentence in enumerate(gold):
        if sentence["srl"] is None:
            continue
        wanted = {f["p"] for f in sentence["srl"]}
        _add(c, "predicates", wanted, {p.token for p in read[number].predicates})
        heads = {(f["p"], a[0], a[3]) for f in sentence["srl"] for a in f["args"]}
        spans = {(f["p"], a[0], a[1], a[2] + 1) for f in sentence["srl"] for a in f["args"]}
        for name, sentences in (("found", read), ("given", given)):
            own = [(p.token, a) for p in sentences[number].predicates for a in p.args]
            _add(c, f"roles, predicates {name}", heads, {(p, a.role, a.head) for p, a in own})
            _add(c, f"spans, predicates {name}", spans, {(p, a.role, a.start, a.end) for p, a in own})
    return {name[:-1]: _f1(c, name[:-1]) for name in c if name.endswith("!")}


def _tagged(tags: Sequence[str]) -> set[tuple[str, int, int]]:
    """Spans of names from tags B-X, I-X, O."""
    found = set()
    for start, tag in enumerate(tags):
        if tag.startswith("B-"):
            end = start + 1
            while end < len(tags) and tags[end] == f"I-{tag[2:]}":
                end += 1
            found.add((tag[2:], start, end))
    return found


def _allowed(sets: Sequence[int]) -> set[tuple[str, int, int]]:
    """Spans of names from allowed labels, an organisation that may be an armed group being an organisation."""
    tags = [NAMES[(allowed & -allowed).bit_length() - 1] for allowed in sets]
    return {(_MERGED.get(kind, kind), s, e) for kind, s, e in _tagged(tags)}


def _names(gold: Iterable[set[tuple[str, int, int]]], read: Iterable[Sentence], kinds: Sequence[str]) -> str:
    c: Counter[str] = Counter()
    for wanted, sentence in zip(gold, read, strict=True):
        found = {(_MERGED.get(n.kind, n.kind), n.start, n.end) for n in sentence.names}
        for kind in kinds:
            own, theirs = {n for n in wanted if n[0] == kind}, {n for n in found if n[0] == kind}
            _add(c, kind, own, theirs)
            _add(c, "F1", own, theirs)
            if kind in ("LOC", "ORG"):
                _add(c, "places and groups", own, theirs)
    return _line({name: _f1(c, name) for name in ("F1", "places and groups", *kinds)})


def _triggers(own: Sequence[Example], read: Sequence[Sentence], labels: dict[str, list[str]]) -> dict[str, float]:
    """F1 of triggers, found where a word is shared; of those found the shares of right types, statuses and modes.

    What each word is to the triggers found (actor, recipient, place) is an F1 over words.
    """
    c: Counter[str] = Counter()
    for example, sentence in zip(own, read, strict=True):
        events, statuses, modes = example.events or [], example.statuses or [], example.modes or []
        wanted = _runs(events)
        left = list(sentence.triggers)
        c["triggers!"] += len(wanted)
        c["triggers?"] += len(left)
        c["exact!"] += len(wanted)
        c["exact?"] += len(left)
        for start, end, kind in wanted:
            shared = [t for t in left if t.start < end and start < t.end]
            if not shared:
                continue
            type_ = labels["events"][kind]
            found = max(shared, key=lambda t: (t.type == type_, t.score))
            left.remove(found)
            c["triggers+"] += 1
            c["exact+"] += (found.start, found.end) == (start, end)
            c["with types+"] += found.type == type_
            c["status"] += labels["statuses"][statuses[start]] == found.status
            if "modes" in labels:
                c["mode"] += labels["modes"][modes[start]] == (found.mode or labels["modes"][0])
                _count_parties(c, example, found, range(start, end))
    c["with types!"], c["with types?"] = c["triggers!"], c["triggers?"]
    found_ones = max(1, c["triggers+"])
    figures = {name: _f1(c, name) for name in ("triggers", "with types", "exact", *PARTIES[1:]) if c[name + "!"]}
    return {**figures, "statuses of those found": c["status"] / found_ones, "modes": c["mode"] / found_ones}


def _runs(labels: Sequence[int]) -> list[tuple[int, int, int]]:
    """Start, end and label of neighbouring words of one label but 0."""
    found = []
    at = 0
    for label, group in itertools.groupby(labels):
        size = len(list(group))
        if label:
            found.append((at, at + size, label))
        at += size
    return found


def _count_parties(c: Counter[str], example: Example, found: Trigger, words: range) -> None:
    told = next((allowed for trigger, allowed in example.parties if trigger in words), None)
    if told is None:
        return
    for number, (part, mentions) in enumerate(
        (("actor", found.actors), ("recipient", found.recipients), ("place", found.places)), 1
    ):
        wanted = {n for n, allowed in enumerate(told) if allowed >> number & 1}
        _add(c, part, wanted, {n for m in mentions for n in range(m.start, m.end)})


def _raw(analyser: Analyser, path: Path) -> dict[str, float]:
    """F1 of sentences and tokens on documents whose sentences stand as one text."""
    c: Counter[str] = Counter()
    for text, sentences in documents(path):
        tokens = {span for sentence in sentences for span in sentence}
        cut = analyser.analyse([text])[0].sentences
        _add(c, "tokens", tokens, {(t.start, t.end) for s in cut for t in s.tokens})
        _add(c, "sentences", {(s[0][0], s[-1][1]) for s in sentences}, {(s.start, s.end) for s in cut})
    return {f"raw {name}": _f1(c, name) for name in ("tokens", "sentences")}


def _add(c: Counter[str], name: str, wanted: set[Any], found: set[Any]) -> None:
    c[name + "+"] += len(wanted & found)
    c[name + "?"] += len(found)
    c[name + "!"] += len(wanted)


def _f1(c: Counter[str], name: str) -> float:
    return 2 * c[name + "+"] / max(1, c[name + "?"] + c[name + "!"])


def _line(figures: dict[str, float]) -> str:
    return ", ".join(f"{name} {100 * value:.1f}" for name, value in figures.items())


def _rates(models: dict[str, Model], run: Callable[[Model], object], words: int) -> dict[str, float]:
    """Words a second of processor time; the models take turns, so that a busy machine slows all of them."""
    best = dict.fromkeys(models, float("inf"))
    for _ in range(_RUNS):
        for name, model in models.items():
            begin = time.process_time()
            run(model)
            best[name] = min(best[name], time.process_time() - begin)
    return {name: words / seconds for name, seconds in best.items()}


def _footprint(path: Path) -> str:
    """Seconds to load and the memory of a process of its own that has analysed something."""
    code = (
        "import re, sys, time; from pathlib import Path; t = time.perf_counter();"
        "from transforms.events.analyser.analyser import Analyser; i = time.perf_counter();"
        "a = Analyser.load(Path(sys.argv[1])); l = time.perf_counter();"
        "a.analyse(['The army shelled the town of Hajin on Friday. ' * 40] * 20);"
        # ru_maxrss would be at least what this process held when it started the other
        "most = re.search(r'VmHWM:\\s+(\\d+)', Path('/proc/self/status').read_text())[1];"
        "print(f'{l - i:.2f} s after {i - t:.2f} s of imports, {int(most) / 1024:.0f} MB')"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    return done.stdout.strip()


if __name__ == "__main__":
    sys.exit(main())
