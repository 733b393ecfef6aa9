"""A place name in a text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention:
    """A name that stands for a place, with what the words around it say of it."""

    start: int
    """Offset of its first character in the text."""
    end: int
    """Offset after its last one; text[start:end] == surface."""
    surface: str
    demonym: bool = False
    """A people or an adjective: Syrians, Iraqi. A hint of the country, not where something happened."""
    nested: bool = False
    """Part of the name of an organisation: Paris Police Department. A hint, not where something happened."""
    level: str | None = None
    """admin1, admin2 or town, where a word beside it says so: Idlib province, the town of Idlib."""
    container: str | None = None
    """The place that the text puts it in: "Lebanon" of "Tripoli, Lebanon"."""
    holds: str | None = None
    """The place before it that it contains: "Tripoli" for "Lebanon" of "Tripoli, Lebanon"."""
    dateline: bool = False
    """Whether it opens the report: "MOSUL, Iraq (AP) -"."""
    item: int = 0
    """Of a digest."""
    building: bool = False
    """Whether a house or a bridge bears it: "the Dusit hotel"."""
    located: bool = False
    """Whether a word before it places something there: in, near, the town of, captured."""
