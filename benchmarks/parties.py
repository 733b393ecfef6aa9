"""How well parties are read: against the parties of annotated passages, names that are none, and synthetic articles.

    python -m benchmarks.parties --passages F.jsonl ...      passages with events, `coref` and `entities`
    python -m benchmarks.parties --synthetic F.csv.gz        articles whose prompts name a state in the headline

For each string that a passage gives as actor or recipient the noun phrase at that place is read, as the coder reads it:
is it a party at all, has it a sector, has it a country where its words name one (a state, a demonym or a capital), is
it a party of the dictionary where the passage marks it as the name of an armed group, an organisation or a state. For
words that point back (`coref`) the party has to be that of the name. Against wrong readings: names of places,
facilities and works must not be read as groups, organisations or people. The passages tell no sectors: whether one is
right is for the tests to say.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from schemas.coded import Party
from transforms.events.coder import CoderResources
from transforms.events.grammar.words import tokenize
from transforms.events.parties.find import PartyReader, Reference
from transforms.events.sentences import split_sentences

NAMED = frozenset({"armed_group", "organisation", "state"})
NO_PARTIES = frozenset({"place", "facility", "other_name"})


@dataclass(frozen=True, slots=True)
class Read:
    """A noun phrase of a text, in characters, and what was read there: a party, or whose a thing is."""

    start: int
    end: int
    head: int
    reference: Reference | None
    owner: Reference | None


def read_text(text: str, year: int | None, resources: CoderResources) -> list[Read]:
    """All noun phrases of a text, with the parties that they are read as."""
    reader = PartyReader(resources.actors, text, year)
    found = []
    for start, end in split_sentences(text, 0, len(text)):
        parsed = resources.parse(text[start:end], start)
        for piece in parsed.chunks:
            tokens = [w.token for w in parsed.words[piece.start : piece.end]]
            head = parsed.words[piece.head].token.start
            reference = reader.read(parsed, piece, start)
            owner = reader.owner(parsed, piece, start) if reference is None else None
            found.append(Read(tokens[0].start, tokens[-1].end, head, reference, owner))
    return found


def at(reads: list[Read], start: int, end: int) -> Party | None:
    """The party of the first phrase that overlaps a span and is read as one; phrases headed in the span come first.

    Where none is a party, whose the thing is that the span names, or names the owner of: "Russian" in "Russian shells".
    """
    over = [r for r in reads if r.start < end and r.end > start]
    over.sort(key=lambda r: not start <= r.head < end)
    found = [r.reference for r in over if r.reference is not None] or [r.owner for r in over if r.owner is not None]
    return found[0].party if found else None


def _rate(right: int, total: int) -> str:
    return f"{right}/{total} = {right / max(total, 1):.3f}"


def _words(mention: Any) -> str:
    return mention if isinstance(mention, str) else str(mention[0])


def span_of(text: str, mention: Any) -> tuple[int, int]:
    if isinstance(mention, str):
        whole = re.search(rf"\b{re.escape(mention)}\b", text)  # "he" is no part of "the"
        start = whole.start() if whole is not None else text.find(mention)
        return start, start + len(mention)
    needle, nth = mention
    start = -1
    for _ in range(nth):
        start = text.find(needle, start + 1)
    return start, start + len(needle)


def _passages(paths: list[Path], resources: CoderResources, verbose: str | None) -> None:
    count: Counter[tuple[str, bool]] = Counter()

    def note(name: str, ok: bool, row: dict[str, Any], text: str, got: object) -> None:
        count[name, ok] += 1
        if not ok and verbose == name:
            print(f"{row['id']}\t{text!r}\t{got}\t{row['text'][:160]!r}")

    for row in (json.loads(line) for path in paths for line in path.read_text("utf-8").splitlines()):
        text = row["text"]
        reads = read_text(text, int(row["published"][:4]), resources)
        kinds = {_words(e["text"]): e["kind"] for e in row.get("entities", [])}
        strings = {json.dumps(p) for e in row["events"] for p in (*(e["actor"] or ()), *(e["recipient"] or ()))}
        for string in sorted(strings):
            start, end = span_of(text, json.loads(string))
            words, party = text[start:end], at(reads, start, end)
            note("any reading", party is not None, row, words, None)
            note("sector", party is not None and bool(party.sector), row, words, party and party.name)
            told = _countries(words, resources)
            if told:
                note("country", party is not None and party.country in told, row, words, party)
            if kinds.get(words) in NAMED:
                known = party is not None and bool(party.actor_id)
                note("name in the dictionary", known, row, words, party and party.name)
        for pair in (p for e in row["events"] for p in e.get("coref", ())):
            back, named = at(reads, *span_of(text, pair["mention"])), at(reads, *span_of(text, pair["name"]))
            same = back is not None and named is not None and key_of(back) == key_of(named)
            note("points back", same, row, f"{pair['mention']} = {pair['name']}", back and back.name)
        for name, kind in kinds.items():
            if kind not in NO_PARTIES or any(name in k for k, v in kinds.items() if v not in NO_PARTIES):
                continue
            start, end = span_of(text, name)
            wrong = [
                r.reference.party.name
                for r in reads
                if start <= r.head < end and r.reference is not None and r.reference.kind in ("actor", "person")
            ]
            note("places left alone", not wrong, row, name, wrong)
    for figure in dict.fromkeys(name for name, _ in count):
        print(f"{figure}: {_rate(count[figure, True], count[figure, True] + count[figure, False])}")


def key_of(party: Party) -> str:
    return party.actor_id or party.name.lower()


def _countries(words: str, resources: CoderResources) -> set[str]:
    found = resources.actors.find([t.text for t in tokenize(words)])
    return {m.name.country.code for m in found if m.name.country is not None}


def _synthetic(path: Path, resources: CoderResources, step: int) -> None:
    """The phrases that begin a sentence of every `step`th article: a subject of news prose is a party most often."""
    count: Counter[str] = Counter()
    for text in _articles(path, step):
        first = {start for start, _ in split_sentences(text, 0, len(text))}
        for read in read_text(text, None, resources):
            if read.start not in first:
                continue
            party = read.reference.party if read.reference else None
            count["subjects"] += 1
            count["any reading"] += party is not None
            count["sector"] += party is not None and bool(party.sector)
            count["country"] += party is not None and bool(party.country)
    total = count.pop("subjects")
    for name, number in count.items():
        print(f"synthetic articles, phrases that begin a sentence, {name}: {_rate(number, total)}")


def _articles(path: Path, step: int) -> Iterator[str]:
    csv.field_size_limit(10**7)
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file)):
            if number % step == 0:
                yield re.sub(r"\s+", " ", row["text"]).strip()


def main() -> None:
    """Reads the arguments and prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--passages", type=Path, nargs="*", default=[], help="annotated passages, JSON lines")
    parser.add_argument("--synthetic", type=Path, help="synthetic articles, CSV")
    parser.add_argument("--step", type=int, default=10, metavar="N", help="every Nth synthetic article (default: 10)")
    parser.add_argument("--verbose", metavar="FIGURE", help="print what a figure missed, such as 'any reading'")
    args = parser.parse_args()
    resources = CoderResources.load()
    print(f"dictionary: {len(resources.actors.actors)} parties, {len(resources.actors.countries)} states")
    if args.passages:
        _passages(args.passages, resources, args.verbose)
    if args.synthetic:
        _synthetic(args.synthetic, resources, args.step)


if __name__ == "__main__":
    main()
