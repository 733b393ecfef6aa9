"""The toll of a period by side: "922 militants and 324 civilians since the offensive opened on Sept. 10"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from transforms.events.frames.sense import SentenceView
from transforms.events.grammar.chunks import Chunk
from transforms.events.grammar.numbers import NumberMention, find_numbers
from transforms.events.scene import Scene
from transforms.events.sentences import Sentence
from transforms.events.tolls import TollMention

#: What opens a period; a date must follow within a few words.
_OPENING = re.compile(
    r"\b(?:since|(?:start|beginning|outbreak|opening|launch) of|(?P<began>(?:that|which) (?:broke out|began|started"
    r"|erupted)))\b",
    re.IGNORECASE,
)
#: "The worst since September, when 200 died": what happened then is no toll of the time since.
_THEN = re.compile(r",? when\b")
#: A large count "since then" is that of a period whose start another sentence gives.
SINCE_THEN = re.compile(
    r"\b(?:since then|ever since|since the (?:war|conflict) (?:began|started|broke out))\b", re.IGNORECASE
)
_DEATH = re.compile(r"\b(?:dead|deaths?|killed|died|lives|toll|lost)\b", re.IGNORECASE)
#: Longest stretch between the opening and its date, in characters.
_REACH = 70
_BARE = frozenset({"dead", "killed", "deaths"})


@dataclass(frozen=True, slots=True)
class Period:
    """The day that opens a counted period, and the span of the sentence that says so."""

    first: dt.date
    start: int
    end: int
    #: What began then is what the toll is of: "the toll of the violence that broke out on Sunday".
    of_all: bool = False


def period_of(sentence: Sentence, scene: Scene) -> Period | None:
    """The counted period that a sentence opens, or None."""
    for opening in _OPENING.finditer(sentence.text):
        for date in scene.dates_of(sentence):
            gap = date.start - sentence.start - opening.end()
            between = sentence.text[opening.end() : opening.end() + max(0, gap)]
            if 0 <= gap <= _REACH and date.precision == "day" and not set(between) & set(",;:") and not date.future:
                began = opening["began"] is not None
                return Period(date.first, opening.start(), date.end - sentence.start, of_all=began)
    since = scene.since(sentence)
    if since is not None and not _THEN.match(sentence.text, since.end - sentence.start):
        return Period(since.first, since.start - sentence.start, since.end - sentence.start)
    then = SINCE_THEN.search(sentence.text)
    if then is not None:
        for other in reversed(scene.layout.paragraph(sentence)[:-1]):
            days = [d for d in scene.dates_of(other) if d.precision == "day" and not d.future]
            if days:
                return Period(days[-1].first, then.start(), then.end())
    return None


def period_tolls(
    tolls: Sequence[TollMention], period: Period, sentence: Sentence, view: SentenceView, scene: Scene
) -> list[TollMention]:
    """The counts of a period, with those sides that share the verb or noun of death with the first.

    Deaths told inside the words that open the period are another event: "since a bomber killed 50 on Nov. 20".
    """
    totals = [
        t
        for t in tolls
        if t.total and t.effect in ("killed", "injured") and not period.start <= t.trigger_start < period.end
    ]
    death = next((m for m in _DEATH.finditer(sentence.text) if not period.start <= m.start() < period.end), None)
    if death is None or any(t.effect == "injured" for t in totals):
        return totals
    pattern = totals[0] if totals else None
    found: list[TollMention] = []
    used: set[int] = set()
    dated = [(d.start, d.end) for d in scene.dates_of(sentence)]
    for number in find_numbers(sentence.text):
        at = sentence.start + number.start
        if any(low <= at < high for low, high in dated) or period.start <= number.start < period.end:
            continue
        if ";" in sentence.text[min(number.end, death.end()) : max(number.start, death.start())]:
            continue  # "118 settlers have been killed since Sunday; 24,000 refugees fill the port"
        piece = _counted(view, sentence.start + number.end)
        if piece is None or piece.start in used or view.reference(piece) is None:
            continue
        used.add(piece.start)
        found.append(_toll(number, piece, sentence, view, pattern, death))
    known = {t.group for t in found}
    rest = [t for t in totals if t.group is not None and t.group not in known]
    covered = [t for t in rest if not any(abs(t.start - f.start) < 12 or t.start <= f.start < t.end for f in found)]
    return ([*found, *covered] if len(found) > 1 else totals) or totals


def _counted(view: SentenceView, end: int) -> Chunk | None:
    """The phrase that a number ending there counts: its own, or the one after "dead among"."""
    words = view.parse.words
    position = next((i for i, w in enumerate(words) if w.token.start >= end), None)
    if position is None:
        return None
    if words[position].token.lower in _BARE:
        position += 1
    if position < len(words) and words[position].token.lower == "among":
        position += 1
    return view.parse.chunk_at(position)


def _toll(
    number: NumberMention, piece: Chunk, sentence: Sentence, view: SentenceView, pattern: TollMention | None,
    death: re.Match[str],
) -> TollMention:  # fmt: skip
    words = view.parse.words
    first = piece.start
    while first < piece.head and (words[first].tag in ("CD", "DT", "RB") or words[first].token.lower == "more"):
        first += 1
    start = words[first].token.start - sentence.start
    end = words[piece.end - 1].token.end - sentence.start
    inner = view.parse.complements(piece)[:1]
    if inner and inner[0][0] == "of":
        end = words[inner[0][1].end - 1].token.end - sentence.start
    base = pattern or TollMention(
        start=0, end=0, effect="killed", low=0, best=None, high=None, group=None, group_start=None,
        trigger_start=death.start(), trigger_end=death.end(), total=True,
    )  # fmt: skip
    return replace(
        base, start=number.start, end=max(end, number.end), low=number.low, best=number.best, high=number.high,
        group=sentence.text[start:end], group_start=start,
    )  # fmt: skip
