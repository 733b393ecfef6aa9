"""What the words around a name say of it: the place it lies in, its level, whether something is placed there."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import replace

from transforms.events.places.cues import cues
from transforms.events.places.gazetteer import Candidate, Gazetteer
from transforms.events.places.mention import PlaceMention
from transforms.events.places.words import Word

_LARGE = frozenset(("country", "admin1", "region", "admin2", "area", "district", "continent"))
_TAIL = re.compile(
    r"(?: (?:city|town|village|district|province|county))?(?:, | \(|,? in (?:the )?(?:\w+(?:-\w+)? )?)(?:the )?$"
)
#: What lies in another place, and is no item of a list: "Mbeya, in Ituri province", "Banga village in Zamfara".
_SURELY_IN = re.compile(r"(?: (?:city|town|village|district|county) in|, in) (?:the )?(?:\w+(?:-\w+)? )?(?:the )?$")
_DATELINE_END = re.compile(
    r"\s*(?:\([^)\n]{1,60}\)\s*)?(?:,? (?:\w+\.? \d{1,2}|\d{1,2} \w+)\s*)?(?:\([^)\n]{1,60}\)\s*)?[—–-]{1,2}\s"
)
#: So many live in a place that is known by its name.
_FAMOUS = 5_000
_CONTAINERS = frozenset({"country", "admin1"})
_POSSESSOR_GAP = 48
_STRONG = frozenset(
    ("in", "near", "outside", "inside", "around", "across", "throughout", "within", "nearby", "surrounding", "entered")
)


def describe(
    text: str, words: Sequence[Word], mentions: Sequence[PlaceMention], gazetteer: Gazetteer
) -> list[PlaceMention]:
    """The mentions (in order of text) with `container`, `level`, `dateline` and `located` filled in."""
    starts = [word.start for word in words]
    described = []
    held: dict[int, str] = {}
    for at, mention in enumerate(mentions):
        first = bisect_left(starts, mention.start)
        after = bisect_left(starts, mention.end)
        before = mentions[at - 1] if at else None
        following = mentions[at + 1] if at + 1 < len(mentions) else None
        container = _tail(text, mention, following, gazetteer)
        held_by_next = following is not None and container == following.surface
        if following is not None and held_by_next:
            held[following.start] = mention.surface
        container = container or _owner(text, before, mention, gazetteer)
        described.append(
            replace(
                mention,
                container=container,
                holds=held.get(mention.start),
                level=mention.level or level_of(words, first, after),
                building=after < len(words) and words[after].gap == " " and words[after].lower in cues()["buildings"],
                located=mention.located or located(words, first) == "strong" or container is not None,
                dateline=not mention.demonym
                and opens_report(
                    text, mention.start, following.end if following is not None and held_by_next else mention.end
                ),
            )
        )
    return described


def level_of(words: Sequence[Word], first: int, after: int) -> str | None:
    """admin1, admin2 or town where a word after the name, or "the ... of" before it, says so."""
    known = cues()
    if after < len(words) and words[after].gap in (" ", "-"):
        nearest = words[after].lower
        for level in ("admin1", "admin2", "town"):
            if nearest in known[level] and not (level == "town" and words[after].gap == "-"):
                return level
    if 2 <= first < len(words) and words[first - 1].lower == "of" and words[first - 1].gap == " ":
        head = words[first - 2].lower
    elif 1 <= first < len(words) and words[first].gap == " ":
        head = words[first - 1].lower
    else:
        return None
    for level in ("admin1", "admin2"):
        if head in known[level] and head in known["heads"]:
            return level
    return "town" if head in ("city", "town", "village", "capital", "hamlet", "port", "suburb") else None


def located(words: Sequence[Word], first: int) -> str | None:
    """Says "strong" or "weak" where the words before a name place something there."""
    known = cues()
    if first >= len(words):
        return None
    at = first - 1
    # "in the northern city of X", "near downtown X", "in al-X"
    while at >= 0 and first - at <= 3 and (words[at].lower in known["directions"] or words[at].lower == "the"):
        if words[at + 1].gap not in (" ", "-"):
            return None
        at -= 1
    if at < 0 or words[at + 1].gap != " ":
        return None
    word = words[at].lower
    if word in _STRONG or word in known["heads"]:
        return "strong"
    if word == "of" and at and words[at - 1].lower in known["of"]:
        return "strong"
    if word in ("of", "from") and at and words[at - 1].text.isdigit():
        return "strong"  # "Ross, 29, of Columbia"
    return (
        "weak"
        if word in known["locative"] or (first - at > 1 and words[first - 1].lower in known["directions"])
        else None
    )


def contains(outer: Candidate, inner: Candidate) -> bool:
    """Whether a place lies in another, by country and division."""
    if outer.geonames_id == inner.geonames_id or outer.country is None or outer.country != inner.country:
        return False
    if outer.kind == "country":
        return inner.kind != "country"
    if outer.kind in _LARGE:
        return outer.admin1_code in ("", inner.admin1_code) and inner.kind not in ("country", "admin1")
    return False


def _can_contain(outer: str, inner: str, gazetteer: Gazetteer, *, known: Callable[[Candidate], bool]) -> bool:
    """Whether one name may be that of what another lies in; `known` says which places their name alone tells."""
    inside = gazetteer.lookup(inner)
    if not any(map(known, inside)) and any(c.kind in _CONTAINERS for c in gazetteer.lookup(outer, loose=False)):
        return True  # "Konna, Mali", where the gazetteer has a village of that name in another country
    if not inside:
        return any(large.kind in _LARGE for large in gazetteer.lookup(outer))
    return any(
        contains(large, small)
        for large in gazetteer.lookup(outer)
        if large.kind in _LARGE
        for small in inside
        if not small.demonym
    )


def _unsaid(_: Candidate) -> bool:
    """No name tells its place alone where the text says in what it lies."""
    return False


def _is_famous(place: Candidate) -> bool:
    """Whether a name alone says which place it is: "Damascus, Lebanon and Iraq" is a list."""
    if place.loose or place.kind in _CONTAINERS:
        return not place.loose
    return place.population >= _FAMOUS and (place.main or place.capital)


def _is_known(place: Candidate) -> bool:
    """The same by any of its names: "Turkish forces shelled the town of Kobane", which is Kobani."""
    return not place.loose and (place.kind in _CONTAINERS or place.population >= _FAMOUS)


def _tail(text: str, mention: PlaceMention, following: PlaceMention | None, gazetteer: Gazetteer) -> str | None:
    if mention.demonym:
        return None
    if following is not None and following.start - mention.end <= 24 and not following.demonym:
        between = text[mention.end : following.start]
        known = _unsaid if _SURELY_IN.fullmatch(between) else _is_famous
        if _TAIL.fullmatch(between) and _can_contain(following.surface, mention.surface, gazetteer, known=known):
            return following.surface
    postal = re.match(r", ([A-Z]{2})\b", text[mention.end : mention.end + 5])
    if postal and ("US", postal.group(1)) in gazetteer.divisions:
        return gazetteer.divisions["US", postal.group(1)].name
    return None


def _owner(text: str, before: PlaceMention | None, mention: PlaceMention, gazetteer: Gazetteer) -> str | None:
    """Syria in "Syria's Aleppo", "the Syrian city of Aleppo", "Syria's northern city of Aleppo"."""
    if before is None or not 0 < mention.start - before.end <= _POSSESSOR_GAP or mention.demonym:
        return None
    between = text[before.end : mention.start]
    words = between.replace("’", "'").removeprefix("'s").split()
    if len(words) > 5 or not all(word.replace("-", "").isalpha() and word.islower() for word in words):
        return None
    heads = cues()["heads"] | cues()["directions"]
    possessive = between[:2] in ("'s", "’s")
    if not ((possessive and (len(words) <= 1 or heads & set(words))) or (before.demonym and heads & set(words))):
        return None
    return before.surface if _can_contain(before.surface, mention.surface, gazetteer, known=_is_known) else None


def opens_report(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] stands at the head of a line and a dash after it: "MOSUL, Iraq (AP) -"."""
    line_start = text.rfind("\n", 0, start) + 1
    return not text[line_start:start].strip() and _DATELINE_END.match(text, end) is not None
