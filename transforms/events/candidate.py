"""One telling of an event: what a trigger gives before the tellings of an article are put together."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from schemas.coded import Party, Place
from transforms.events.frames.frame import Frame
from transforms.events.parties.victims import Victim
from transforms.events.tolls import TollMention
from transforms.events.why import Clue

#: How sure a place or date is that of the event: named in its clause, in its sentence, pointed to, or taken over.
IN_CLAUSE, IN_SENTENCE, POINTED, INHERITED, NONE = 4, 3, 2, 1, 0
#: The strength of a telling whose verb asserts it.
ASSERTED = 3


@dataclass(slots=True)
class When:
    """Days of an event, both included, and how sure they are its own.

    `by` says how they were found, `words` and `start` (in the story) where the text names them; `told` marks the day on
    which a source told of it: it happened then or shortly before.
    """

    first: dt.date
    last: dt.date
    precision: str
    rank: int
    by: str = ""
    words: str = ""
    start: int | None = None
    told: bool = False


@dataclass(slots=True)
class Where:
    """Place of an event and how sure it is its own; `by`, `words` and `start` as in `When`."""

    place: Place
    rank: int
    by: str = ""
    words: str = ""
    start: int | None = None


@dataclass(slots=True)
class Candidate:
    """A telling.

    `strength` is 3 for a verb that asserts it, 2 for a noun that the sentence asserts or that brings its own parties, 1
    for a mention of something known, which only joins others.
    """

    frame: Frame
    sentence: int
    item: int
    block: int
    block_kind: str
    start: int
    end: int
    trigger: str
    status: str
    strength: int
    definite: bool
    actors: list[Party] = field(default_factory=list)
    recipients: list[Party] = field(default_factory=list)
    where: Where | None = None
    when: When | None = None
    territory_name: str | None = None
    attributed_to: str | None = None
    tolls: list[TollMention] = field(default_factory=list)
    toll_sentences: list[int] = field(default_factory=list)
    cumulative_from: dt.date | None = None
    subject_shared: bool = False
    weak: bool = False
    #: A death that its sentence lays to an accident.
    accidental: bool = False
    #: Told as another event than what came before: "In a separate attack".
    apart: bool = False
    #: Told of several places together: "struck in five Iraqi cities".
    over_many: bool = False
    #: Told as what others of its sentence answer, follow or are about: "in reprisal for the killing of two miners".
    reason: bool = False
    #: Only counts the dead: what its sentence names as a day may be that of the count.
    counts_only: bool = False
    absorbed: list[tuple[int, int]] = field(default_factory=list)
    clues: list[Clue] = field(default_factory=list)
    #: How sure the event heads are of its type; 0 where they see none or another.
    sure: float = 0.0
    #: How sure they are that it did not happen; None where they see no event.
    doubted: float | None = None
    #: Its sentence opens with a quotation.
    in_quotation: bool = False
    #: The word of a deed that is still to come, or an attempt at one.
    announced: bool = False
    #: The deed that it is the outcome of comes after it: "were killed when a shell hit the camp".
    cause_follows: bool = False
    #: Its words are about violence: "condemned the killing".
    of_violence: bool = False
    #: To whom it is done, where that is one person.
    victim: Victim | None = None
    #: How many people it counts as those to whom it is done.
    several: int | None = None
    #: Its sentence names a year before the last one.
    years_back: bool = False

    @property
    def kind(self) -> str:
        return self.frame.kind

    @property
    def heading(self) -> bool:
        """Told by a headline or deck, which names no day."""
        return self.block_kind in ("title", "deck", "list", "heading")
