"""Who died of an attack later, counted by an ordinal: "a fourth man has died of his wounds" says that four are dead."""

from __future__ import annotations

from transforms.events.dates.reckoning import ordinal_of
from transforms.events.tolls.lexicon import words
from transforms.events.tolls.mention import Effect
from transforms.events.tolls.phrases import Phrase
from transforms.events.tolls.sentence import Sentence


def nth_of(s: Sentence, effect: Effect, phrase: Phrase) -> int | None:
    """Which of the dead somebody is who died of wounds or in hospital; None where the words do not number the dead.

    "A third corpse" does, "a third man was shot" does not: two others may have been arrested.
    """
    if effect != "killed" or phrase.best != 1:
        return None
    later = not words("later_death").isdisjoint(s.low(k) for k in range(len(s.tokens)))
    if not later and s.low(phrase.j) not in ("body", "corpse"):
        return None
    ordinal = next((s.low(k) for k in range(phrase.i, phrase.j) if s.low(k) in words("ordinal")), None)
    return ordinal_of(ordinal) if ordinal is not None else None
