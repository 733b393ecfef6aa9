"""How much the words of a text are those of reports on political events, whatever single words of war it uses.

A column on a video game, a chess report and a page of markets attack, besiege and surrender like an army. The rest of
their words gives them away: patches and servers, bishops on diagonals, traders and closing prices. Each word and each
pair of neighbouring words has a weight (data/topic.tsv), learnt from passages with events and without (`python -m
training.topic`); the score of a text is their sum, divided by a measure of its length so that long texts do not win
by their length alone. Above 0 are texts that are more like those with events, below 0 texts that are more like those
without: a war report has 5 to 15, a page of markets -4.

The further an article and the paragraph of an event are together below 0, the less sure the event is (confidence.py): a
bomb in a report on a match has a paragraph that makes up for the match, and an odd paragraph in a war report has the
article.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterable, Mapping, Set

from transforms.events.merging.within import Cluster
from transforms.events.sentences import Block, Layout
from transforms.events.tables import weights_of

_WORD = re.compile(r"[a-z]+(?:['’][a-z]+)?|\d+")
#: Words of an article that are nothing to go by, and those that are enough.
_NOTHING, _ENOUGH = 15, 50
#: Nine of ten reports with events have a higher score, hardly one without.
_SURELY = 3.0
#: How far below 0 an article and its best paragraph are together, where hardly one of 2,000 events is told.
_IN_VAIN = 2.0
#: The name of the weight that every text has.
BIAS = "*"


def features(text: str) -> frozenset[str]:
    """The different words and pairs of neighbouring words of a text, all numbers being one: "0 people", "killed"."""
    words = ["0" if word.isdigit() else word.replace("’", "'") for word in _WORD.findall(text.lower())]
    return frozenset(words).union(map(" ".join, itertools.pairwise(words)))


def share(count: int) -> float:
    """What each weight counts in a text of so many features."""
    return float(4 / max(1, count) ** 0.5)


def weigh(found: Set[str], weights: Mapping[str, float]) -> float:
    """The score of a text by its features."""
    return weights[BIAS] + share(len(found)) * sum(weights[name] for name in sorted(found & weights.keys()))


@functools.cache
def _weights() -> dict[str, float]:
    return weights_of("topic.tsv")


@functools.lru_cache(maxsize=256)
def score(text: str) -> float:
    """The score of a text: above 0 it is more likely than not about political events."""
    return weigh(features(text), _weights())


def on_topic(text: str) -> bool:
    """Whether a text is surely about political events: who is named in it and does such things plays a part in them."""
    return score(text) > _SURELY


def off_topic(known: Cluster, layout: Layout) -> float:
    """How far the scores of an event's article and of its own paragraph are together below 0; less in short texts."""
    return _off(layout, {layout.block_of(layout.sentences[telling.sentence]) for telling in known.tellings})


def wholly_off_topic(layout: Layout) -> bool:
    """Whether not even its best paragraph makes up for what an article is about, so that reading it is in vain."""
    return _off(layout, (block for block in layout.blocks if block.kind not in ("skip", "heading"))) > _IN_VAIN


def _off(layout: Layout, blocks: Iterable[Block]) -> float:
    nearest = max((score(layout.text[block.start : block.end]) for block in blocks), default=0.0)
    known_by = (layout.text.count(" ") - _NOTHING) / (_ENOUGH - _NOTHING)
    return max(0.0, -score(layout.text) - nearest) * min(1.0, max(0.0, known_by))
