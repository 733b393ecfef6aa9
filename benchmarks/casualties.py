"""How well tolls are read: against MUC's keys (reports of the dead) and against annotated passages.

    python -m benchmarks.casualties --data DIR               MUC test sets: texts and keys (key-*) below DIR
    python -m benchmarks.casualties --passages F.jsonl ...   passages with events that carry `tolls`; with --roles
                                                             also as the coder reads them, with the analyser's roles
    python -m benchmarks.casualties --reports F.jsonl        reports with the number of dead and injured of each

MUC: a report counts where its key asks for people killed (or injured) and gives a number for all of them. The key's
figure is the sum over its human targets with that effect; where it takes several answers (optional templates and
targets, alternatives, somebody by name who may be one of a group), each is right (`benchmarks.muc.totals`). The
prediction is the sum of the counts that `distinct` leaves of all sentences, those of other years where there are no
others; a report that only gives the toll of a whole war has none. Guerrillas and attackers are left out since the
keys hold targets only; soldiers where others were harmed, since fights of armed forces are no incidents of the task;
"more than N" is N as the keys take it. Exact means equal sums.
MUC's texts are in capitals: they are read without the analyser, which does no better there. Their sentences end at
stops, not at quotation marks, "U.S." or "COL."; hyphens that the collection sets apart are put together again.
Passages: each annotated toll that gives a number is matched on effect and best figure within its passage; arrested
counts as captured; a list counts as its members or as their sum, and a part that the annotation leaves out is not
punished; annotations of negated, future, hypothetical and denied events are neither asked for nor punished. Counts in
passages that tell no event (accidents, sport, history) are counted apart: they may be right as counts.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise
from pathlib import Path

from benchmarks import muc
from benchmarks.passages import parser_of, passages
from transforms.events.analyser.analyser import Analyser
from transforms.events.tolls import Effect, TollMention, countable, distinct, find_tolls
from transforms.events.tolls.identity import anybody

_PERPETRATOR = re.compile(
    r"\b(?:guerrillas?|rebels?|subversives?|terrorists?|insurgents?|assassins?|attackers?|assailants?|gunm[ae]n|bombers?|hitm[ae]n|murderers?|killers?|kidnappers?|abductors?|hijackers?|robbers?)\b",
    re.IGNORECASE,
)


#: "killing himself and five others": the attacker is one of the dead, but no target.
_ATTACKERS = ("himself", "herself")


def _attacker(toll: TollMention) -> bool:
    who = f"{toll.side_of or ''} {toll.group or ''}"  # "six rebels were killed and 13 wounded"
    return toll.group in _ATTACKERS or (not toll.named and _PERPETRATOR.search(who) is not None)


#: Fights of soldiers with guerrillas are no incidents of MUC's task; reports tell of them beside what the keys ask for.
_SOLDIERS = re.compile(r"\b(?:soldiers?|troops?)\b(?!['’])", re.IGNORECASE)
_ARMY = re.compile(r"\b(?:army|military|armed forces|brigade|battalion)\b", re.IGNORECASE)


def _of_an_army(toll: TollMention) -> bool:
    return _SOLDIERS.search(toll.group or "") is not None or _ARMY.search(toll.side_of or "") is not None


#: MUC's keys give N for "more than N", of which N + 1 is the least.
_MORE = re.compile(r"(?:more than|over|above) (?P<n>\d[\d,]*)", re.IGNORECASE)


def _as_keyed(toll: TollMention, sentence: str) -> TollMention:
    """A toll with the number that a key of MUC gives for it."""
    more = _MORE.match(sentence, toll.start) if toll.best and toll.high is None else None
    if more is None or int(more["n"].replace(",", "")) != (toll.best or 0) - 1:
        return toll
    return dataclasses.replace(toll, best=(toll.best or 0) - 1)


def _with_attackers(sentences: list[list[TollMention]]) -> set[int]:
    """Counts of victims and attackers together: "two people died. ... One person and the attacker were killed"."""
    lists = [[t for t in tolls if t.effect == "killed" and t.best and countable(t)] for tolls in sentences]
    mixed = [m for m in lists if 0 < sum(_attacker(t) for t in m) < len(m)]
    return {sum(t.best or 0 for t in m) for m in mixed} - {1}


def report_total(sentences: list[str], effect: Effect) -> int | None:
    """The number of people that a report says suffered the effect: the sum of its distinct counts, None without any."""
    told = [
        [_as_keyed(t, sentence) for t in find_tolls(sentence, before=before)]
        for before, sentence in pairwise(["", *sentences])
    ]
    both = _with_attackers(told)
    tolls = [
        [t for t in found if not _attacker(t) and not (t.best in both and t.effect == "killed" and anybody(t))]
        for found in told
    ]
    others = [[t for t in found if t.effect != effect or not _of_an_army(t)] for found in tolls]
    counted = (t for found in others for t in found if t.effect == effect and t.best and countable(t))
    if any((t.group or not t.adds) and not t.identified for t in counted):
        tolls = others
    for historic in (False, True):
        found = [t.best or 0 for t in distinct(tolls, historic=historic) if t.effect == effect]
        if found:
            return sum(found)
    return None


#: Reports with the totals that are right for each, and their sentences.
Keyed = Iterable[tuple[str, set[int], list[str]]]
_EFFECTS: tuple[tuple[Effect, str], ...] = (("killed", "DEATH"), ("injured", "INJURY"))


def _muc(folder: Path, verbose: bool) -> None:
    texts = muc.texts(folder)
    keyed: dict[Effect, Keyed] = {
        effect: [(name, right, texts[name]) for name, right in muc.totals(folder, key) if name in texts]
        for effect, key in _EFFECTS
    }
    _exact("MUC", keyed, verbose)


def _own_reports(path: Path, verbose: bool) -> None:
    rows = list(passages([path]))
    keyed: dict[Effect, Keyed] = {
        effect: [(row["id"], set(row[effect]), row["sentences"]) for row in rows if row[effect]]
        for effect, _ in _EFFECTS
    }
    _exact("reports", keyed, verbose)


def _exact(title: str, keyed: Mapping[Effect, Keyed], verbose: bool) -> None:
    """Prints for each effect the share of the reports whose total is right."""
    print(f"{title:10}{'reports':>8}{'exact':>7}{'share':>8}{'with a figure':>15}{'of them exact':>15}")
    for effect, rows in keyed.items():
        exact = given = reports = 0
        for report, right, sentences in rows:
            got = report_total(sentences, effect)
            reports += 1
            exact += got in right
            given += got is not None
            if verbose and got not in right:
                _show(report, right, got, sentences, effect)
        share, precision = exact / max(1, reports), exact / max(1, given)
        print(f"{effect:10}{reports:8}{exact:7}{share:8.3f}{given:15}{precision:15.3f}")


def _show(report: str, right: set[int], got: int | None, sentences: list[str], effect: Effect) -> None:
    print(f"{report} {effect} key {sorted(right)} got {got}")
    for sentence in sentences:
        for t in find_tolls(sentence):
            if t.effect == effect:
                marks = [f for f in ("part_of", "negated", "hypothetical", "historic", "anaphoric") if getattr(t, f)]
                print(f"    {t.best} {sentence[t.start : t.end]!r} {sentence[t.trigger_start : t.trigger_end]} {marks}")


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
            near = [n for n in (best, best - 1, best + 1) if (effect, n) in gold]
            out.append((effect, near[0] if near and t.high is None else best))
    return out


def _with_roles(analyser: Analyser, text: str) -> list[TollMention]:
    """The tolls of a text, sentence by sentence, with the analyser's account of each."""
    (document,) = analyser.analyse([text])
    starts = [s.start for s in document.sentences]
    return [
        dataclasses.replace(t, trigger_start=t.trigger_start + s.start)
        for s, end in zip(document.sentences, [*starts[1:], len(text)], strict=True)
        for t in find_tolls(text[s.start : end], s, s.start)
    ]


def _passages(paths: list[Path], read: Callable[[str], list[TollMention]], title: str, verbose: bool) -> None:
    right, wrong, missed = Counter[str](), Counter[str](), Counter[str]()
    quiet = counted = 0
    for row in passages(paths):
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
        tolls = [t for t in read(row["text"]) if t.best is not None and not t.hypothetical and not t.negated]
        tolls = [t for t in tolls if t.group not in _ATTACKERS]
        if not row["events"]:
            quiet += 1
            counted += len(tolls)
            continue
        got = Counter(_figures(tolls, gold + optional))
        hit = gold & got
        false = got - gold - optional
        for t in tolls:  # parts that the annotation leaves out
            if (t.part_of or t.identified) and false[t.effect, t.best or 0] > 0:
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
    print(f"{title:10}{'precision':>10}{'recall':>8}{'right':>7}{'false':>7}{'missed':>8}")
    for effect in [*sorted(right), "all"]:
        r, w, m = (c.total() if effect == "all" else c[effect] for c in (right, wrong, missed))
        print(f"{effect:10}{r / max(1, r + w):10.3f}{r / max(1, r + m):8.3f}{r:7}{w:7}{m:8}")
    print(f"in {quiet} passages without an event: {counted} counts")


def main() -> None:
    """Reads the arguments and prints the figures."""
    parser = parser_of(__doc__, "folder of MUC texts and keys")
    parser.add_argument("--roles", action="store_true", help="read the passages with the analyser's roles as well")
    parser.add_argument("--reports", type=Path, help="reports with the numbers of their dead and injured, JSON lines")
    args = parser.parse_args()
    if args.data:
        _muc(args.data, args.verbose)
    if args.reports:
        _own_reports(args.reports, args.verbose)
    if args.passages:
        _passages(args.passages, find_tolls, "passages", args.verbose)
    if args.passages and args.roles:
        _passages(args.passages, functools.partial(_with_roles, Analyser.load()), "with roles", args.verbose)


if __name__ == "__main__":
    main()
