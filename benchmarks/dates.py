"""How well dates are read: against TIMEX3 annotations (MEANTIME) and against annotated event passages.

    python -m benchmarks.dates --data DIR            MEANTIME's annotation folder (CAT XML)
    python -m benchmarks.dates --passages F.jsonl ...  passages with `published`, and events with `date` and `date_iso`

MEANTIME: every TIMEX3 with words and a value that is a day, a month or a year counts, the creation time apart; a value
is
right when the mention that overlaps it most has exactly that value at that precision. MEANTIME annotates
the two ends of a range apart: either counts. Passages: right when first and last day agree.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

from benchmarks.passages import parser_of, passages
from transforms.events.dates import DateMention, find_dates

_VALUE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


def timex_value(mention: DateMention) -> str:
    """A mention as a TIMEX3 value: 2018-12-14, 2018-12 or 2018."""
    width = {"month": 7, "year": 4}.get(mention.precision, 10)
    return mention.first.isoformat()[:width]


def _is_end(mention: DateMention, value: str) -> bool:
    """True where a value is one end of a range, which MEANTIME annotates as two."""
    return value in (mention.first.isoformat()[: len(value)], mention.last.isoformat()[: len(value)])


def _document(path: Path) -> tuple[str, dt.date | None, list[tuple[int, int, str]]]:
    root = ElementTree.parse(path).getroot()
    text, spans = "", {}
    sentence = None
    for token in root.iter("token"):
        if sentence not in (None, token.get("sentence")):
            text += "\n"
        elif text and not re.match(r"^[.,;:!?%)'’]", token.text or ""):
            text += " "
        sentence = token.get("sentence")
        spans[token.get("t_id")] = (len(text), len(text) + len(token.text or ""))
        text += token.text or ""
    published, times = None, []
    for timex in root.iter("TIMEX3"):
        value = timex.get("value") or ""
        if timex.get("functionInDocument") == "CREATION_TIME":
            published = dt.date.fromisoformat(value) if re.fullmatch(r"\d{4}-\d\d-\d\d", value) else published
            continue
        words = [spans[a.get("t_id")] for a in timex.findall("token_anchor") if a.get("t_id") in spans]
        if words and _VALUE.fullmatch(value):
            times.append((min(w[0] for w in words), max(w[1] for w in words), value))
    return text, published, times


def _meantime(folder: Path, verbose: bool) -> None:
    right = total = found = 0
    for path in sorted(folder.rglob("*.xml")):
        text, published, times = _document(path)
        if published is None:
            continue
        mentions = find_dates(text, published)
        for start, end, value in times:
            overlap = [(min(end, m.end) - max(start, m.start), m) for m in mentions]
            best = max(overlap, key=lambda pair: pair[0], default=(0, None))
            mention = best[1] if best[0] > 0 else None
            total += 1
            found += mention is not None
            ok = mention is not None and (
                timex_value(mention) == value or (mention.rule.endswith("range") and _is_end(mention, value))
            )
            right += ok
            if verbose and not ok:
                context = text[max(0, start - 70) : end + 50].replace("\n", " | ")
                print(
                    f"{published} {text[start:end]!r} gold {value} got {mention and timex_value(mention)} :: {context}"
                )
    print(f"MEANTIME days, months, years: {right}/{total} = {right / max(total, 1):.3f} exact ({found} found)")


def _passages(paths: list[Path], verbose: bool) -> None:
    count: Counter[str] = Counter()
    for row in passages(paths):
        published = dt.date.fromisoformat(row["published"])
        mentions = find_dates(row["text"], published)
        seen = set()
        for event in row["events"]:
            words, gold = event.get("date"), event.get("date_iso")
            if not words or not gold:
                continue
            needle, nth = (words, 1) if isinstance(words, str) else words
            start = -1
            for _ in range(nth):
                start = row["text"].find(needle, start + 1)
            if (start, needle) in seen:
                continue
            seen.add((start, needle))
            end = start + len(needle)
            near = [m for m in mentions if m.start < end and m.end > start]
            calendar = [m for m in near if not m.duration] or near
            count["total"] += 1
            count["found"] += bool(near)
            spans = {(m.first.isoformat(), m.last.isoformat()) for m in calendar}
            if near:
                spans.add((min(m.first for m in near).isoformat(), max(m.last for m in near).isoformat()))
            ok = tuple(gold) in spans
            within = any(
                abs((m.first - dt.date.fromisoformat(gold[0])).days) <= 1
                and abs((m.last - dt.date.fromisoformat(gold[1])).days) <= 1
                for m in calendar
            )
            count["right"] += ok
            count["within a day"] += ok or within
            if verbose and not ok:
                got = [(m.surface, str(m.first), str(m.last), m.rule) for m in near]
                print(f"{published} {needle!r} gold {gold} got {got} :: {row['text'][max(0, start - 60) : end + 40]}")
    total = max(count["total"], 1)
    print(
        ", ".join(
            f"{name} {count[name]}/{total} = {count[name] / total:.3f}" for name in ("found", "right", "within a day")
        )
    )


def main() -> None:
    """Reads the arguments and prints the figures."""
    args = parser_of(__doc__, "MEANTIME's folder").parse_args()
    if args.data:
        _meantime(args.data, args.verbose)
    if args.passages:
        _passages(args.passages, args.verbose)


if __name__ == "__main__":
    main()
