"""What class and id names say: stems of `data/marks.tsv` as bits, and the roles of `data/classes.tsv`."""

from __future__ import annotations

import functools
import re

import ahocorasick_rs

from transforms.clean import facts

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_APART = re.compile(r"[^a-z0-9]+")
_HYPHENS = "".join(chr(code) if chr(code).isalnum() else "-" for code in range(128))  # a table for `str.translate`
MARKS = tuple(group for group, _ in facts.table("marks", 2))
BIT = {group: 1 << index for index, group in enumerate(MARKS)}
_STEMS = [(stem, BIT[group]) for group, stems in facts.table("marks", 2) for stem in stems.split()]
_STEM_BITS = tuple(bit for _, bit in _STEMS)
_FINDER = ahocorasick_rs.AhoCorasick([stem for stem, _ in _STEMS], implementation=ahocorasick_rs.Implementation.DFA)
# Names without any of these have no role, which spares most of them the search for one.
_MAY_HAVE_ROLE = BIT["byline"] | BIT["date"] | BIT["caption"] | BIT["deck"] | BIT["credit"]
_ROLE = facts.patterns("classes", "role", case=True)  # names are in lower case then
_ROLES = [re.compile(pattern) for kind, pattern in facts.table("classes", 2) if kind == "role"]
# Names that speak of one such thing are searched for that alone.
_ONE_ROLE = {BIT[group]: pattern for pattern in _ROLES for group in pattern.groupindex}
_ROLE_FIELDS = {"byline": "bylines", "deck": "decks", "date": "dated", "caption": "captions", "credit": "credits"}
_FURNITURE = facts.patterns("furniture", "class", case=True)
_MAY_BE_FURNITURE = BIT["consent"] | BIT["signup"] | BIT["notice"] | BIT["dialog"]
POPUP = "popup"  # a kind of furniture that stands within lines
PICTURE = facts.patterns("classes", "picture")


@functools.lru_cache(maxsize=50_000)
def marks(names: str) -> tuple[int, str | None, str | None]:
    """Bits of `MARKS` that the names bear, the field of `Markup` and the kind of furniture they speak of.

    Pages repeat the same few names thousands of times, and sites the names of their content system.
    """
    words = speaking(names)
    apart = words.translate(_HYPHENS) if words.isascii() else _APART.sub("-", words)
    wrapped = f"-{apart}-"
    while "--" in wrapped:
        wrapped = wrapped.replace("--", "-")
    bits = 0
    for index, _, _ in _FINDER.find_matches_as_indexes(wrapped, overlapping=True):
        bits |= _STEM_BITS[index]
    role = kind = None
    spoken = bits & _MAY_HAVE_ROLE
    if spoken and (match := _ONE_ROLE.get(spoken, _ROLE).search(words)):
        role = _ROLE_FIELDS[str(match.lastgroup)]
    if bits & _MAY_BE_FURNITURE and (match := _FURNITURE.search(words)):
        kind = match.lastgroup
    return bits, role, kind


def speaking(names: str) -> str:
    """Class names in lower case with their words set apart by hyphens: "BylineBar_byline" is "byline-bar-byline"."""
    if not names.islower():  # few names have a capital
        names = _CAMEL.sub("-", names).lower()
    return names.replace("_", "-")
