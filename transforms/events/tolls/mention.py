"""What the toll grammar finds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Effect = Literal["killed", "injured", "missing", "captured", "displaced"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TollMention:
    """A count of people harmed, as one sentence gives it. Offsets count in the sentence.

    `low`, `best`, `high` follow UCDP's reading: best the most reliable figure, low and high the credible bounds; best
    is
    None where the text gives no figure ("killing civilians": low 2), high is None where it gives no upper bound.
    Arrests and detentions are `captured`. A toll of 0 says so in the text (`none`).
    """

    start: int
    """Start of the counted phrase: "at least 14 traders"."""
    end: int
    effect: Effect
    low: int
    best: int | None
    high: int | None
    group: str | None
    """The people as the text names them: "ISIS gunmen"; None for a bare number."""
    group_start: int | None
    side_of: str | None = None
    """For a bare number: the people that the number before it counts, "killing nine policemen and wounding five"."""
    trigger_start: int
    trigger_end: int
    sentence: int = 0
    """Where its sentence begins in the story; set by whoever reads more than one."""
    cumulative_since: str | None = None
    """The words that open the counted period: "since the SDF offensive began on Sept. 10"."""
    total: bool = False
    """The toll of a whole campaign or period rather than of one event."""
    perfect: bool = False
    """Told as a result so far: "have been killed"; may be the count of a whole war."""
    adds: bool = False
    """Comes on top of a count named before: "another three", "two more"."""
    also: bool = False
    """Harmed as well as others named before: "the driver was also killed"."""
    nth: int | None = None
    """Which of the dead of an attack somebody is who died of it later: 4 for "a fourth man has died of his wounds"."""
    of_all: int | None = None
    """Of how many they are some: 9 for "seven of the nine soldiers"."""
    replaces: bool = False
    """Updates an earlier count: "the toll rose to 17"."""
    lowered: bool = False
    """Updates an earlier count that was larger: "lowered the toll to 27"."""
    outdated: bool = False
    """Counted before another count took its place: "an earlier statement had put the toll at seven"."""
    identified: bool = False
    """Told by name or trade as one of the dead or wounded: "among the dead were two nuns and Ali Hassan"; some of
    those, or all, whom a count covers where there is one."""
    in_care: bool = False
    """Told as patients, so that they are among the injured: "16 of them had to be hospitalised"."""
    part_of: bool = False
    """A subset of another count ("including 24 children"): not to be added."""
    attributed_to: str | None = None
    none: bool = False
    """The text says that nobody was: "no casualties"."""
    negated: bool = False
    """The sentence denies it: "were not killed"."""
    historic: bool = False
    """Dated by the sentence to another year: "killed in 2014", "two years ago"."""
    background: bool = False
    """Another event's, which this one answers, follows or is about: "in reprisal for the killing of two miners"."""
    hypothetical: bool = False
    """Not said to have happened: plans, threats, fears."""
    anaphoric: bool = False
    """Speaks of people named before ("him", "the three men"): the same people counted again, most often."""
    named: bool = False
    """One person by name."""
    called: str | None = None
    """What else the sentence calls one person: the name behind a trade ("her clerk, Ana Rojas"), the trade behind a
    name ("Ana Rojas, a clerk")."""
    presumed: bool = False
    """Shot, which most do not survive ("gunmen shot 20 villagers"): counts where nothing says how many of them died."""
    elsewhere: bool = False
    """The sentence says that it tells of another event than the one before: "in another attack"."""
    day: str | None = None
    """The day that the sentence gives it: "8 nov", or "now" for today and last night."""
    of_a_month: bool = False
    """Dated by a month without a day: "in March"."""
    rival: bool = False
    """Another's count of the same people, without a word for what befell them: "the government spoke of 40"."""
