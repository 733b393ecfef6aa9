"""`sitrep code --explain`: what the analyser reads in each sentence, and why each event was coded as it was."""

from __future__ import annotations

import dataclasses
import io
import itertools
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from transforms.events.analyser.document import Arg, Document, Mention, Name, Sentence, TextAnalyser, Trigger
from transforms.events.analyser.glosses import gloss
from transforms.events.assembling import event_record
from transforms.events.coding import Coding
from transforms.events.relevance.reading import worth_reading
from transforms.events.sentences import lay_out
from transforms.events.story import Story

Record = dict[str, Any]

#: Columns where the output is no terminal, and the most that are used on one.
_WIDTH, _WIDEST = 80, 110
#: Reasons that are told for one value; a much-told event has dozens.
_REASONS = 3
#: What is said of a sentence that the coder passes over.
_UNREAD = (("left out", "", "", "the sentence: it, its paragraph or the whole text is not about events"),)
#: Roles that are left out for people: links between sentences say nothing of who did what.
_UNTOLD = frozenset(("AM-DIS",))


def explained(story: Story, coding: Coding, analyser: TextAnalyser) -> Record:
    """A story's sentences as the coder has them analysed, its events with reasons, and what was left out, and why.

    Offsets count in headline, blank line, deck, blank line, text, as those of the evidence do.
    """
    layout = lay_out(story)
    documents = analyser.analyse([s.text for s in layout.sentences])
    read = {sentence.start for _, sentence in worth_reading(layout)}
    sentences = [
        {**_sentence(document, part, sentence.start), "read": sentence.start in read}
        for sentence, document in zip(layout.sentences, documents, strict=True)
        for part in document.sentences
    ]
    coded = [{**event_record(e), "why": [dataclasses.asdict(clue) for clue in e.why]} for e in coding.events]
    left_out = [{**dataclasses.asdict(one), "text": layout.text[one.start : one.end]} for one in coding.left_out]
    return {"id": story.article_id, "sentences": sentences, "events": coded, "left_out": left_out}


def _sentence(document: Document, sentence: Sentence, offset: int) -> Record:
    def span(start: int, end: int) -> Record:
        first, last = sentence.span(start, end)
        return {"text": document.text[first:last], "start": first + offset, "end": last + offset}

    def mention(found: Mention | Arg | Name) -> Record:
        return {**span(found.start, found.end), "score": found.score}

    def trigger(found: Trigger) -> Record:
        return {
            **span(found.start, found.end),
            "type": found.type, "score": found.score, "status": found.status, "status_score": found.status_score,
            "mode": found.mode, "actors": [mention(m) for m in found.actors],
            "recipients": [mention(m) for m in found.recipients], "places": [mention(m) for m in found.places],
        }  # fmt: skip

    return {
        "text": document.text[sentence.start : sentence.end],
        "start": sentence.start + offset,
        "end": sentence.end + offset,
        "predicates": [
            {
                **span(p.token, p.token + 1),
                "lemma": sentence.tokens[p.token].lemma,
                "score": p.score,
                "args": [{"role": a.role, **mention(a)} for a in p.args],
            }
            for p in sentence.predicates
        ],
        "names": [{"kind": n.kind, **mention(n)} for n in sentence.names],
        "triggers": [trigger(t) for t in sentence.triggers],
    }


def print_explained(record: Record) -> None:
    """Prints the record for people: on a terminal with colours, elsewhere plain and 80 columns wide."""
    if sys.stdout.isatty():
        out = Console(highlight=False)
        out.width = min(out.width, _WIDEST)
        _print(out, record)
        return
    plain = io.StringIO()
    _print(Console(file=plain, width=_WIDTH, highlight=False, color_system=None), record)
    print("\n".join(line.rstrip() for line in plain.getvalue().splitlines()))


def _print(out: Console, record: Record) -> None:
    count = len(record["sentences"])
    out.print(Text(f"{record['id']}: {count} sentence{'' if count == 1 else 's'}", style="bold"))
    for number, sentence in enumerate(record["sentences"], 1):
        out.print()
        out.print(_hanging(f"{number:>3} ", Text(" ".join(sentence["text"].split()), style="bold")))
        left_out = [one for one in record["left_out"] if sentence["start"] <= one["start"] < sentence["end"]]
        rows = [*_role_rows(sentence), *_name_rows(sentence), *_trigger_rows(sentence)]
        rows += _left_out_rows(left_out) if sentence["read"] else _UNREAD
        if rows:
            out.print(Padding(_table(rows, (11, 6, 15)), (0, 0, 0, 4)))
    out.print()
    events = record["events"]
    out.print(Text(f"{len(events)} event{'' if len(events) == 1 else 's'}", style="bold"))
    for number, event in enumerate(events, 1):
        out.print()
        out.print(_hanging(f"{number:>3} ", Text(_headline(event), style="bold")))
        out.print(Padding(_table([*_why_rows(event, record["sentences"])], (11, 16)), (0, 0, 0, 4)))


def _hanging(mark: str, text: Text) -> Table:
    """A text with its number before its first line."""
    grid = Table.grid(padding=0)
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_row(Text(mark, style="dim"), text)
    return grid


def _table(rows: Iterable[Sequence[str]], widths: Sequence[int]) -> Table:
    """Rows in columns of these widths, and a last one that takes what is left."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    for number, width in enumerate(widths):
        grid.add_column(style="dim" if number else "cyan", overflow="fold", width=width)
    grid.add_column(overflow="fold")
    for row in rows:
        grid.add_row(*(Text(cell) for cell in row))
    return grid


def _role_rows(sentence: Record) -> Iterable[tuple[str, str, str, str]]:
    for predicate in sentence["predicates"]:
        args = [a for a in predicate["args"] if a["role"] not in _UNTOLD]
        for number, arg in enumerate(args):
            yield "" if number else predicate["text"], arg["role"], gloss(arg["role"]), _one_line(arg["text"])


def _name_rows(sentence: Record) -> Iterable[tuple[str, str, str, str]]:
    for number, name in enumerate(sentence["names"]):
        yield "" if number else "names", name["kind"], gloss(name["kind"]), _one_line(name["text"])


def _trigger_rows(sentence: Record) -> Iterable[tuple[str, str, str, str]]:
    for number, trigger in enumerate(sentence["triggers"]):
        mode = f"/{trigger['mode']}" if trigger["mode"] else ""
        told = [_one_line(trigger["text"])]
        for word, part in (("by", "actors"), ("on", "recipients"), ("in", "places")):
            if trigger[part]:
                told.append(f"{word} " + ", ".join(_one_line(m["text"]) for m in trigger[part]))
        status = f"{trigger['status']} {trigger['status_score']:.2f}"
        first = "" if number else "events"
        yield first, f"{trigger['score']:.2f}", f"{trigger['type']}{mode}", f"{'; '.join(told)} ({status})"


def _left_out_rows(left_out: Iterable[Record]) -> Iterable[tuple[str, str, str, str]]:
    for number, one in enumerate(left_out):
        yield "" if number else "left out", "", one["event_type"], f"{_one_line(one['text'])}: {one['reason']}"


def _headline(event: Record) -> str:
    mode = f"/{event['event_mode']}" if event.get("event_mode") else ""
    who = ", ".join(p["name"] for p in event["actors"]) or "?"
    whom = ", ".join(p["name"] for p in event["recipients"]) or "?"
    place = event["place"]["name"] if event.get("place") else "?"
    return f"{event['event_type']}{mode}, {event['date_start'] or '?'}, {place}: {who} -> {whom}"


def _why_rows(event: Record, sentences: Sequence[Record]) -> Iterable[tuple[str, str, str]]:
    """The first reasons for each value; those of one value and the same words are told together."""
    for about, clues in itertools.groupby(event["why"], key=lambda clue: clue["about"]):
        told: dict[tuple[str, str], list[str]] = {}
        for clue in clues:
            score = f" {clue['score']:.2f}" if clue["score"] is not None else ""
            by = told.setdefault((clue["value"], _one_line(clue["words"])), [])
            by += [clue["by"] + score] if clue["by"] + score not in by else []
        for number, ((value, words), by) in enumerate(itertools.islice(told.items(), _REASONS)):
            yield about if number == 0 else "", value, (f'"{words}": ' if words else "") + ", ".join(by)
        if len(told) > _REASONS:
            yield "", "", f"and {len(told) - _REASONS} more"
    if not event["why"]:
        yield "rule", "", event["rule"]
    numbers = dict.fromkeys(_number(evidence["start"], sentences) for evidence in event["evidence"])
    yield "told in", "", "sentence " + ", ".join(map(str, numbers))


def _number(start: int, sentences: Sequence[Record]) -> int:
    """The number of the sentence that a character of the story stands in, counted from 1."""
    return max(1, sum(bool(s["start"] <= start) for s in sentences))


def _one_line(text: str) -> str:
    return " ".join(text.split())
