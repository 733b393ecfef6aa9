"""Fights within an article: who struck whom, what a battle cost, and the place that was taken in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transforms.events.candidate import ASSERTED, Candidate
from transforms.events.parties.naming import key_of
from transforms.events.wordlists import word_list

if TYPE_CHECKING:
    from transforms.events.merging.within import Cluster

#: Kinds that only say that harm was done, and kinds of fights, in which either side strikes.
RESULTS = frozenset({"kill", "wound", "destroy"})
_DRIVING = word_list("merging_driving")
FIGHTING = frozenset({"clash", "offensive", "advance", "campaign", "violence"})


def turned_round(candidate: Candidate, known: Cluster) -> bool:
    """Whether a verb has those attack who were struck before, or the other way round: two deeds of a fight."""
    if candidate.frame.event_type != "ASSAULT" or candidate.strength < ASSERTED or candidate.kind in FIGHTING:
        return False
    if in_a_fight(candidate, known) or cost_of_taking(candidate, known):
        return False
    for other in known.tellings:
        if other.strength < ASSERTED or other.kind in FIGHTING or other.heading or candidate.heading:
            continue
        for doing, struck in ((candidate.actors, other.recipients), (other.actors, candidate.recipients)):
            if not {key_of(p) for p in doing}.isdisjoint(map(key_of, struck)):
                return True
    return False


def cost_of_taking(candidate: Candidate, known: Cluster) -> bool:
    """Whether a telling says what those lost who took a place: "captured the town. The force lost 11 men"."""
    lost = candidate.kind in RESULTS and not candidate.actors
    return lost and any(t.kind == "territory" for t in known.tellings)


def in_a_fight(candidate: Candidate, known: Cluster) -> bool:
    """Whether a sentence tells of a fight, in which either side may have killed."""
    return any(t.kind in FIGHTING and t.sentence == candidate.sentence for t in known.tellings)


def battle_for(fought: Candidate, taken: Candidate) -> bool:
    """Whether a telling says "the battle", or who was driven out, of the fight in which a place was taken."""
    said = (fought.definite and fought.strength < ASSERTED) or fought.frame.words[0] in _DRIVING
    return taken.kind == "territory" and fought.kind == "clash" and said
