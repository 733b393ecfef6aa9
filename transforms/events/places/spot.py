"""The places that may be that of an event, and the likeliest of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from schemas.coded import Place
from transforms.events.candidate import IN_CLAUSE, Where
from transforms.events.places.mention import PlaceMention

#: Below this a place only stands in the same sentence.
_LEAST = -1.0
#: By how much a name that no gazetteer has must lead: mostly it lies in the town that stands beside it.
_LEAD = 4.0


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that may be that of an event: how well it fits, and how plainly the text says so."""

    score: float
    place: Place
    mention: PlaceMention
    rank: int
    led_to: bool = False
    """Whether a road that people block only leads there."""

    @property
    def unlisted(self) -> bool:
        """Whether no gazetteer has it."""
        return self.place.lat is None and self.place.precision == "town"

    def where(self) -> Where:
        """As a candidate takes it."""
        by = "named in its clause" if self.rank == IN_CLAUSE else "named in its sentence"
        return Where(self.place, self.rank, by, self.mention.surface, self.mention.start)


def likeliest(spots: Sequence[Spot], home: Place | None = None) -> Spot | None:
    """The one that fits best, if any fits; a name that no gazetteer has only if it leads clearly or has its region.

    None where a road leads to from the town where the report plays: in one from Kisumu, "blocked the road to Busia".
    """
    town = home.name if home is not None and home.precision == "town" else None
    fit = [s for s in spots if s.score > _LEAST and not (s.led_to and town not in (None, s.place.name))]
    return max(fit, key=lambda s: s.score - (_LEAD if s.unlisted and not s.mention.container else 0.0), default=None)
