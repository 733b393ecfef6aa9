"""Acronyms that a story defines itself: "Rapid Action Force (RAF)"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.events.grammar.words import in_small_letters, tokenize
from transforms.events.parties.actors import Actor, ActorDictionary, Name

#: "People's Protection Units, or YPG", "Rapid Action Force (RAF)"
_ACRONYM = re.compile(
    r"((?:[A-Z][\w'’-]+\s+(?:(?:of|for|the|and|in|de|du|la)\s+){0,3}){1,6}[A-Z][\w'’-]+)(?:,?\s*\(|,?\s+or\s+)([A-Z]{2,8})\b"
)
#: What the last word of a name says of its bearer.
ORGANISATION = {
    "party": "PTY", "union": "LAB", "front": "REB", "movement": "SOC", "army": "REB", "ministry": "GOV", "court": "JUD",
    "commission": "GOV", "council": "GOV", "organization": "SOC", "organisation": "SOC", "agency": "GOV",
    "association": "SOC", "brigade": "REB", "brigades": "REB", "forces": "UAF", "force": "UAF", "federation": "LAB",
    "congress": "PTY", "alliance": "PTY", "network": "SOC", "committee": "SOC", "parliament": "LEG", "office": "GOV",
    "cartel": "CRM", "militia": "UAF", "police": "COP", "guard": "MIL", "group": "SOC", "coalition": "PTY",
}  # fmt: skip

#: What a word anywhere in a name says more surely: "Sheriff's Office".
_POLICE = ("sheriff", "police", "constabulary", "highway patrol", "state patrol")


def sector_of_name(words: Sequence[str]) -> str | None:
    """The sector of an organisation by the words of its name, None where they tell none."""
    if any(word in " ".join(words).lower() for word in _POLICE):
        return "COP"
    return ORGANISATION.get(words[-1].lower())


def acronyms(text: str, dictionary: ActorDictionary) -> list[Name]:
    """The acronyms that a story defines, and their long forms, as names."""
    names: list[Name] = []
    for match in _ACRONYM.finditer(text):
        long, short = match.group(1), match.group(2)
        initials = [w[0] for w in long.split() if w[0].isupper()]
        if short[0] != initials[0] and short[0] not in initials:
            continue
        while initials and initials[0] != short[0]:
            long = long.split(None, 1)[1]
            initials = initials[1:]
        full = tuple(t.text for t in tokenize(long))
        small = [in_small_letters(word) for word in full]
        owner = next((m.name.actor for w in (full, small) for m in dictionary.find(w) if m.name.actor), None)
        if owner is None:
            last = full[-1].lower()
            owner = Actor("", long, ORGANISATION.get(last, "SOC"), None)
        names.append(Name((short,), "actor", actor=owner))
        names.append(Name(full, "actor", actor=owner))
    return names
