"""How sure a coded event is, by a formula that anybody can check."""

from __future__ import annotations

from collections.abc import Sequence

from schemas.coded import Party
from transforms.events.candidate import IN_SENTENCE, POINTED, When, Where
from transforms.events.resolve import GENERIC, Cluster


def confidence(
    known: Cluster, actors: Sequence[Party], recipients: Sequence[Party], where: Where | None, when: When | None
) -> float:
    """A number from 0.05 to 0.99: points for what the text says itself, less what was taken over or only claimed.

    0.30 for a frame that holds; +0.10 asserted by a verb; +0.10 a specific kind of event; +0.12 an actor in the
    dictionary (0.05 described); +0.08 a recipient; +0.12 a place in the sentence (0.06 pointed to), -0.04 country
    only; +0.10 a day in the sentence; +0.06 told more than once; -0.15 only claimed.
    """
    value = 0.30
    value += 0.10 if known.strength == 3 else 0.0
    value += 0.10 if known.best.kind not in GENERIC else 0.0
    value += 0.12 if any(a.actor_id for a in actors) else 0.05 if actors else 0.0
    value += 0.08 if recipients else 0.0
    if where is not None:
        value += 0.12 if where.rank >= IN_SENTENCE else 0.06 if where.rank >= POINTED else 0.0
        value -= 0.04 if where.place.precision == "country" else 0.0
    value += 0.10 if when is not None and when.rank >= IN_SENTENCE else 0.0
    value += 0.06 if len({t.sentence for t in known.tellings}) > 1 else 0.0
    value -= 0.15 if all(t.status == "claimed" for t in known.tellings) else 0.0
    return round(min(0.99, max(0.05, value)), 2)
