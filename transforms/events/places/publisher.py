"""The country of an outlet, by the ending of its domain: a hint which of two towns of one name it means."""

from __future__ import annotations

#: Endings of countries that outlets use for other reasons than their home.
_ANYBODYS = frozenset(
    {"ai", "am", "cc", "cd", "co", "eu", "fm", "gg", "io", "is", "la", "ly", "me", "nu", "to", "tv", "ws"}
)
_OTHERWISE = {"uk": "GB", "ac": None, "su": "RU"}


def publisher_country(domain: str) -> str | None:
    """The ISO 3166-1 alpha-2 code that a domain ends in (RFC 1591: "ac.uk" is Britain's); None for .com and the like.

    "example.co.uk" gives GB, "example.ca" CA, "example.tv" None.
    """
    ending = domain.lower().rstrip(".").rpartition(".")[2]
    if len(ending) != 2 or ending in _ANYBODYS:
        return None
    return _OTHERWISE.get(ending, ending.upper())
