"""Words on what was told shortly before: which deeds they may be about, and whose deed they welcome."""

from __future__ import annotations

from collections.abc import Sequence, Set

from schemas.coded import Party
from transforms.events.merging.within import Cluster
from transforms.events.ontology import TYPES
from transforms.events.parties.sides import same_side, sides_of
from transforms.events.wordlists import word_list

#: Sentences within which words answer a deed, before them or in a clause after them.
WITHIN = 3
_WELCOMING = word_list("answers_welcoming")


def told_before(known: Cluster, clusters: Sequence[Cluster], types: Set[str]) -> list[tuple[int, Cluster]]:
    """The events of some types told shortly before one, each with the sentences between, the nearest first."""
    at = known.best.sentence
    found = []
    for other in clusters:
        if other is known or other.best.frame.event_type not in types or other.best.item != known.best.item:
            continue
        gaps = [at - t.sentence for t in other.tellings if 0 <= at - t.sentence <= WITHIN]
        if gaps:
            found.append((min(gaps), other))
    return sorted(found, key=lambda f: f[0])


def welcomed(known: Cluster, actors: Sequence[Party], clusters: Sequence[Cluster]) -> list[Party]:
    """Who did what is welcomed or praised without his name: "Hamas praised the decision"."""
    if known.best.frame.words[0] not in _WELCOMING:
        return []
    for gap, other in told_before(known, clusters, TYPES.keys()):
        doers = [p for p in sides_of(other)[0] if p.actor_id and not any(same_side(p, a) for a in actors)]
        if gap < 2 and doers and other.best.frame.event_type != known.best.frame.event_type:
            return doers
    return []
