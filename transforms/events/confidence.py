"""How sure a coded event is: a logistic sum of what speaks for it, with weights fitted on annotated texts.

The weights stand in confidence.tsv, which `python -m training.confidence` writes.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence

from schemas.coded import Party
from transforms.events.candidate import IN_SENTENCE, POINTED, When, Where
from transforms.events.frames.frame import ANY
from transforms.events.merging.fights import RESULTS
from transforms.events.merging.within import GENERIC, Cluster
from transforms.events.ontology import TYPES
from transforms.events.relevance.topic import off_topic
from transforms.events.sentences import Layout
from transforms.events.tables import weights_of

#: Sentences that count as the opening of a report, the headline being the first.
_OPENING = 3


def features(
    known: Cluster, actors: Sequence[Party], recipients: Sequence[Party], where: Where | None, when: When | None,
    clusters: Sequence[Cluster], layout: Layout,
) -> dict[str, float]:  # fmt: skip
    """What speaks for an event and against it, by name; confidence.tsv explains each."""
    best, tellings = known.best, known.tellings
    framed = any(t.frame.predicate != ANY for t in tellings)
    sure = max(t.sure for t in tellings)
    others = max((t.sure for c in clusters if c is not known for t in c.tellings), default=0.0)
    quad = TYPES[best.frame.event_type].quad_class
    return {
        "frame": float(framed),
        "heads": sure,
        "frame_and_heads": sure if framed else 0.0,
        "unheard": float(sure == 0.0),
        "asserted": float(known.strength == 3),
        "specific": float(best.kind not in GENERIC),
        "only_harm": float(all(t.kind in RESULTS for t in tellings)),
        "assault": float(best.frame.event_type == "ASSAULT"),
        "words": float(quad in (1, 3)),
        "retreat_or_aid": float(quad == 2),
        "actor_known": float(any(a.actor_id for a in actors)),
        "actor_described": float(bool(actors) and not any(a.actor_id for a in actors)),
        "recipient_known": float(any(r.actor_id for r in recipients)),
        "recipient_described": float(bool(recipients) and not any(r.actor_id for r in recipients)),
        "place_in_sentence": float(where is not None and where.rank >= IN_SENTENCE),
        "place_pointed": float(where is not None and where.rank == POINTED),
        "place_country": float(where is None or where.place.precision == "country"),
        "day_in_sentence": float(when is not None and when.rank >= IN_SENTENCE),
        "told_again": min(2.0, len({t.sentence for t in tellings}) - 1.0),
        "headline": float(any(t.heading for t in tellings)),
        "opening": float(min(t.sentence for t in tellings) < _OPENING),
        "toll": float(any(t.tolls for t in tellings)),
        "claimed": float(all(t.status == "claimed" for t in tellings)),
        "others_heard": others,
        "words_by_known": float(quad in (1, 3) and any(a.actor_id for a in actors)),
        "words_to_known": float(quad in (1, 3) and any(r.actor_id for r in recipients)),
        "words_country": float(quad in (1, 3) and (where is None or where.place.precision == "country")),
        "aside": float(known.aside),
        "doubted": min((t.doubted for t in tellings if t.doubted is not None), default=0.0),
        "status_unheard": float(all(t.doubted is None for t in tellings)),
        "quotation": float(best.in_quotation),
        "years_back": float(best.years_back),
        "off_topic": off_topic(known, layout),
        "alone": float(len(layout.sentences) == 1),
    }


@functools.cache
def _weights() -> dict[str, float]:
    return weights_of("confidence.tsv")


def confidence(
    known: Cluster, actors: Sequence[Party], recipients: Sequence[Party], where: Where | None, when: When | None,
    clusters: Sequence[Cluster], layout: Layout,
) -> float:  # fmt: skip
    """The chance that an event of this type happened as told, from 0.01 to 0.99.

    Fitted on annotated texts of the kind that is read; texts of other kinds may be less reliable.
    """
    weights = _weights()
    found = features(known, actors, recipients, where, when, clusters, layout)
    total = weights["bias"] + sum(weights.get(name, 0.0) * value for name, value in found.items())
    return round(min(0.99, max(0.01, 1 / (1 + math.exp(-total)))), 2)
