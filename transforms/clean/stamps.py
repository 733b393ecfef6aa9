"""Dates as readers see them beside the headline: lines that are little else than a date, with what they call it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from transforms.clean import dates, facts
from transforms.clean.dates import Moment

ABOVE = 4  # lines above the headline that may hold a date line
BELOW = 9
LONGEST = 120  # characters of a date line
LONGEST_LABELLED = 60  # characters of one elsewhere
MOST_LINES = 4000
LABEL_WORDS = 4  # most words of a line that is nothing but the label of the line below it

_LABELS = {
    "published": facts.patterns("stamps", "published"),
    "modified": facts.patterns("stamps", "modified"),
    "other": facts.patterns("stamps", "other"),
}
_FIRST = re.compile(
    r"\A(?:(?:this|the) (?:article|story|post|piece|report|column|interview|page) (?:was )?)?"
    r"(?:originally|first) published (?:on )?(?=\S{1,12} \S)",
    re.IGNORECASE,
)
_WORD_BEFORE = re.compile(r"([^\W\d_]+)\W*\Z")
_WORD_AFTER = re.compile(r"\A[\s,]*([^\W\d_]+)")
_BESIDE_DATES = frozenset(
    {"at", "um", "uhr", "à", "a", "kl", "klo", "om", "alle", "ore", "às", "by", "on", "o", "h", "am", "pm"}
)

Kind = Literal["published", "modified", "plain"]


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date line."""

    moment: Moment
    kind: Kind


def stamps(
    lines: Sequence[str], heading: int, day_first: bool | None = None, stated: Mapping[int, str] | None = None
) -> Iterator[Stamp]:
    """The date lines around the headline, those below it first.

    Args:
        lines: of the page, from its start.
        heading: the line after the headline; below 0 where there is none, which gives nothing.
        day_first: how "03/04/2025" is to be read; None leaves it unread.
        stated: what the first `time` element of a line states: of two days its attribute goes before its text.
    """
    if heading < 0:
        return
    above = range(max(0, heading - 1 - ABOVE), max(0, heading - 1))
    for index in (*range(heading, min(len(lines), heading + BELOW)), *above):
        found = list(_of_line(lines[index], lines[index - 1] if index else "", day_first))
        if len(found) == 1 and not found[0].moment.has_time and stated and (value := stated.get(index)):
            own = dates.parse(value, day_first)
            if own and not own.has_time:
                found = [Stamp(own, found[0].kind)]
        yield from found


def labelled(lines: Sequence[str], day_first: bool | None = None) -> Iterator[Moment]:
    """The dates that lines anywhere on the page call those of publication, as official pages do at their foot."""
    for index, line in enumerate(lines[:MOST_LINES]):
        if not dates.DIGIT.search(line):
            continue
        if len(line) <= LONGEST_LABELLED:
            before = lines[index - 1] if index else ""
            yield from (s.moment for s in _of_line(line, before, day_first) if s.kind == "published")
        elif (first := _FIRST.match(line)) and (
            moment := dates.parse(line[first.end() :][:LONGEST_LABELLED], day_first)
        ):
            yield moment


def _of_line(line: str, before: str, day_first: bool | None) -> Iterator[Stamp]:
    if len(line) > LONGEST or not dates.DIGIT.search(line):
        return
    rest = line
    first = True
    while found := dates.find(rest, day_first):
        moment, start, end = found
        label = _label(rest[:start])
        if label is None and first and not rest[:start].strip(" :|·•–—-") and len(before.split()) <= LABEL_WORDS:
            label = _label(before) if not dates.DIGIT.search(before) else None
        if label in ("published", "modified"):
            yield Stamp(moment, "published" if label == "published" else "modified")
        elif label is None and _stands_alone(rest[:start], rest[end:]):
            yield Stamp(moment, "plain")
        rest, first = rest[end:], False


def _label(text: str) -> str | None:
    """What the last label in a text says of the date that follows."""
    last, kind = -1, None
    for name, pattern in _LABELS.items():
        for match in pattern.finditer(text):
            if match.end() > last:
                last, kind = match.end(), name
    return kind


def _stands_alone(before: str, after: str) -> bool:
    """No sentence runs into the date or out of it."""
    word = _WORD_BEFORE.search(before)
    if word and word.group(1)[0].islower() and word.group(1).lower() not in _BESIDE_DATES:
        return False
    word = _WORD_AFTER.match(after)
    return not (word and word.group(1)[0].islower() and word.group(1).lower() not in _BESIDE_DATES)
