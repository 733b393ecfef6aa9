"""Which of the tellings of a story are its news, and which are left out, each with the reason."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from transforms.events.candidate import IN_SENTENCE, Candidate
from transforms.events.left_out import (
    ACCIDENT,
    ALL_YEAR,
    EXERCISE,
    KNOWN,
    LONG_AGO,
    LOOKS_BACK,
    NOT_NEWS,
    LeftOut,
    missing,
    tellings,
)
from transforms.events.merging.within import Cluster, cluster
from transforms.events.relevance.accidents import accident
from transforms.events.relevance.exercises import really_done
from transforms.events.relevance.looking_back import lately, looks_back
from transforms.events.relevance.newsworthy import news_only, of_an_accident
from transforms.events.scene import Scene
from transforms.events.tolls.belonging import join_counts
from transforms.events.tolls.casualties import counts_dead

#: Events that ended longer ago than this are background, not news. Days.
HISTORIC_DAYS = 400


@dataclass
class Sifting:
    """What remains of the tellings of one story; `left_out` holds the others.

    Attributes:
        scene: where and when its sentences are.
        title: its headline.
        classes: words by what they are, as frames name them.
        left_out: what no step after it sees.
    """

    scene: Scene
    title: str
    classes: Mapping[str, frozenset[str]]
    left_out: list[LeftOut] = field(default_factory=list)

    def of_these_days(self, found: Sequence[Candidate], lead: set[int]) -> list[Candidate]:
        """The tellings of a sentence that did not end long ago and do not go on all year.

        Args:
            found: the tellings, with their days.
            lead: the sentences of headline and lead.
        """
        recent = self._kept(found, [c for c in found if not _historic(c, self.scene.published)], LONG_AGO)
        return self._kept(recent, [c for c in recent if not _all_year(c, lead)], ALL_YEAR)

    def news(self, candidates: list[Candidate]) -> tuple[list[Candidate], list[Cluster]]:
        """The tellings of all sentences that are no part of an accident, and the events that are news among them."""
        layout = self.scene.layout
        _strengthen(candidates)
        if accident(layout.text, self.classes):
            candidates = self._kept(candidates, [c for c in candidates if not of_an_accident(c)], ACCIDENT)
        done = self._kept(candidates, really_done(candidates, layout), EXERCISE)
        told = join_counts(cluster(done))
        self._kept(done, tellings(told), KNOWN)
        clusters = news_only(told, layout, self.scene.published)
        self._kept(tellings(told), tellings(clusters), NOT_NEWS)
        if looks_back(self.scene, self.title):
            late = lately(clusters, self.scene, self.title)
            self._kept(tellings(clusters), tellings(late), LOOKS_BACK)
            clusters = late
        return candidates, clusters

    def _kept(self, before: Sequence[Candidate], after: list[Candidate], reason: str) -> list[Candidate]:
        """What a step keeps; the rest is noted with the reason."""
        self.left_out += missing(before, after, reason)
        return after


def _strengthen(candidates: list[Candidate]) -> None:
    """Counts of the dead are news: of a noun; and of deaths with a place or a day in a report that tells of attacks."""
    violent = {c.item for c in candidates if c.frame.event_type == "ASSAULT" and c.strength > 1}
    for candidate in candidates:
        own = (candidate.where is not None and candidate.where.rank >= IN_SENTENCE) or (
            candidate.when is not None and candidate.when.rank >= IN_SENTENCE
        )
        if candidate.strength > 1 or (candidate.status == "background" and candidate.definite):
            continue
        counted = candidate.frame.event_type == "ASSAULT" and counts_dead(candidate)
        caused = candidate.weak and own and candidate.item in violent and candidate.status == "real"
        caused = caused and not candidate.accidental and not (candidate.counts_only and candidate.definite)
        if caused or (counted and not candidate.weak):
            candidate.strength = 2


def _historic(candidate: Candidate, published: dt.date | None) -> bool:
    return (
        published is not None and candidate.when is not None and (published - candidate.when.last).days > HISTORIC_DAYS
    )


def _all_year(candidate: Candidate, lead: set[int]) -> bool:
    """Whether a telling outside the lead speaks of a whole year: "have fought all year"."""
    when = candidate.when
    own = when is not None and when.rank >= IN_SENTENCE and when.precision == "year"
    return own and candidate.sentence not in lead and candidate.kind != "campaign"
