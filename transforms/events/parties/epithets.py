"""Descriptions that stand for a named party: "Kurdish-led troops", "the Iran-backed rebels"."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Sequence

from transforms.events.parties.actors import slug
from transforms.events.tables import rows_of


@functools.cache
def _epithets() -> dict[str, tuple[str, ...]]:
    return {
        word: tuple(slug(name) for name in row["actors"].split("|"))
        for row in rows_of("epithets.tsv", ("epithet", "actors"))
        for word in row["epithet"].split("|")
    }


def described_by_epithet(words: Sequence[str], groups: Counter[str]) -> str | None:
    """The id of the party that a phrase describes by an epithet, if the story names it.

    Args:
        words: the phrase in lower case.
        groups: how often the story names each party, by id.
    """
    for word in words:
        for actor in sorted(_epithets().get(word, ()), key=lambda a: -groups[a]):
            if groups[actor]:
                return actor
    return None
