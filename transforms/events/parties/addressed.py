"""Whom words are about."""

from __future__ import annotations

from collections.abc import Iterator

from transforms.events.grammar.chunks import Chunk
from transforms.events.grammar.syntax import Group, Parse


def addressed(parse: Parse, group: Group) -> Iterator[Chunk]:
    """Whom words are about: who shall do what is asked, to whom what is threatened: "demanded that Beijing pay"."""
    number = parse.groups.index(group)
    for other in parse.groups:
        if other.governor != number or other is group:
            continue
        if other.complement and other.subject is not None and other.subject != group.subject:
            yield other.subject
        elif other.kind == "infinitive" and other.object is not None:
            yield other.object
