"""Words that seem to tell an event of which none was coded, and why: nothing is dropped without a reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from transforms.events.candidate import Candidate
from transforms.events.grammar.syntax import Parse
from transforms.events.merging.within import Cluster

#: Why words that frames or event heads know tell no event.
NOBODY = "nobody whom the sentence names can have done it, or had it done to them"
NO_FRAME = "no frame of its type fits the words around it"
RULED_OUT = "its frame does not hold in these words"
ANSWERED = "it is only what something else answers"
OF_A_WAR = "its dead are those of a whole war"
LONG_AGO = "it ended long before the report"
ALL_YEAR = "it goes on all year"
ACCIDENT = "the report is of an accident or a disaster"
EXERCISE = "it belongs to an exercise"
KNOWN = "it only mentions what is known already, and is told nowhere else"
NOT_NEWS = "it is private, or background that is not of these days"
LOOKS_BACK = "the piece looks back, and gives it no day of these days"
TOO_LITTLE = "it says neither who nor where"
UNLIKELY = "it is not likely enough to be right"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Words that became no event.

    Attributes:
        event_type: the PLOVER type that a frame or the event heads gave them.
        start: where they stand in the story's `full_text`, as characters.
        end: where they end.
        reason: why not, for people.
    """

    event_type: str
    start: int
    end: int
    reason: str

    @classmethod
    def of_words(cls, parse: Parse, start: int, end: int, event_type: str, reason: str) -> LeftOut:
        """What words of a sentence, by their numbers, seemed to tell."""
        return cls(event_type, parse.words[start].token.start, parse.words[end - 1].token.end, reason)


def missing(before: Iterable[Candidate], after: Iterable[Candidate], reason: str) -> Iterator[LeftOut]:
    """The tellings that a step left out."""
    kept = {id(telling) for telling in after}
    for telling in before:
        if id(telling) not in kept:
            yield LeftOut(telling.frame.event_type, telling.start, telling.end, reason)


def tellings(clusters: Iterable[Cluster]) -> list[Candidate]:
    """All tellings of clusters."""
    return list(chain.from_iterable(known.tellings for known in clusters))


def untold(left: Iterable[LeftOut], told: Iterable[Candidate]) -> list[LeftOut]:
    """What was left out, but for words that tell an event by another reading, in the order of the text."""
    spans = [(telling.start, telling.end) for telling in told]
    found: dict[int, LeftOut] = {}
    for one in left:
        if not any(one.start < end and start < one.end for start, end in spans):
            found.setdefault(one.start, one)
    return sorted(found.values(), key=lambda one: one.start)
