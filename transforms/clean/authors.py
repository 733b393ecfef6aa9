"""Bylines to persons: no "By", no agencies, no job titles."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

from transforms.clean import facts
from transforms.clean.normalise import bare, visible

MOST = 12
_SPLIT = re.compile(r"\s*[,;|/•·⋅\n]\s*|\s+(?:and|und|et|y|e|with|&)\s+|\s+[–—-]\s+", re.IGNORECASE)
_NOISE = re.compile(r"https?://\S+|\S+@\S+|@\w+|\([^)]*\)|\[[^\]]*\]|\b(?:e-?mail|twitter)\b:?", re.IGNORECASE)
_GLUED = re.compile(r"\A[Bb]y(?=[A-ZÀ-Þ][a-zß-ÿ]+ )")  # "ByAna Lima", where only a style sets the two apart
_LEAD = facts.patterns("authors", "lead")
_CUT = facts.patterns("authors", "cut")
_NOT_A_PERSON = facts.patterns("authors", "not_a_person")
_TRAILING_ROLE = facts.patterns("authors", "trailing_role")
_ROLE = facts.patterns("authors", "role", whole=True)
# "SARAH DELMAS Associated Press", "MITCH OKAFOR Tribune sports writer": papers that set names in capitals.
_CAPITALS = re.compile(r"\A([A-ZÀ-Þ][A-ZÀ-Þ.'’\-]*(?: [A-ZÀ-Þ][A-ZÀ-Þ.'’\-]*){1,3}) (?=\w*[a-zß-ÿ])(?!and\b)")
_HANDLE = re.compile(r"(?=.{5,25}\Z)[a-z]\w*(?:\.\w+){0,2}\Z", re.IGNORECASE)
_ROLE_HANDLE = re.compile(
    r"admin|author|user|staff|team|editor|web|desk|news|market|support|info|content|blog|\d{3}", re.IGNORECASE
)
_NAME_SUFFIX = re.compile(r"\A(?:jr|sr|ii|iii|iv|md|m\.d|phd|ph\.d|esq|rn|dds|mba|cpa|rd)\.?\Z", re.IGNORECASE)
_PARTICLE = re.compile(
    r"\A(?:al|el|bin|bint|ibn|abu|van|von|der|den|de|da|di|du|dos|la|le|los|ten|ter|zu|af|ag|ould|ben|bar|do|das|e|y)[\-']?\Z|\Aal-",
    re.IGNORECASE,
)


def persons(bylines: Iterable[str], not_persons: Iterable[str] = ()) -> list[str]:
    """The persons that bylines name, in order, each once.

    Args:
        bylines: names, lists of names, or sentences such as "By Anna Berg in Aleppo and Li Wei".
        not_persons: names of the outlet, which stand as author on unsigned articles.
    """
    unwanted = {bare(n) for n in not_persons if n}
    found: dict[str, str] = {}
    for byline in bylines:
        for name in split_byline(byline):
            identity = bare(name)
            if identity and identity not in unwanted and identity.removeprefix("the ") not in unwanted:
                found.setdefault(identity, name)
            if len(found) >= MOST:
                break
    return _without_longer(list(found.values()))


def _without_longer(names: list[str]) -> list[str]:
    """Without names that another begins: those have a job or a place attached."""
    full = [n for n in names if " " in n]
    return [n for n in names if not any(n != other and n.startswith(other) for other in full)]


def handles(names: Iterable[str], not_persons: Iterable[str] = ()) -> list[str]:
    """The first user name of one word, under which some persons sign, unless it names a role or the outlet."""
    unwanted = {bare(n).replace(" ", "") for n in not_persons if n}
    for name in names:
        plain = bare(name).replace(" ", "")
        if _HANDLE.match(name) and not _ROLE_HANDLE.search(name) and plain not in unwanted:
            return [name]
    return []


@functools.lru_cache(maxsize=1024)  # several sources of a page say the same, and each is asked more than once
def split_byline(byline: str) -> tuple[str, ...]:
    """The persons of one byline."""
    text = _GLUED.sub("By ", visible(_NOISE.sub(" ", byline))[:300])
    text = _LEAD.sub("", text, count=1) if _LEAD.match(text) else text
    if cut := _CUT.search(text):
        text = text[: cut.start()]
    if capitals := _CAPITALS.match(text):
        text = capitals.group(1)
    names: list[str] = []
    for part in _SPLIT.split(text):
        part = _TRAILING_ROLE.sub("", part.strip(" .:\"'“”-–—*&"))
        if _LEAD.match(part):
            part = _LEAD.sub("", part, count=1).strip(" .:")
        if names and _NAME_SUFFIX.match(part):
            names[-1] = f"{names[-1]}, {part}"
        elif is_person(part) and (not part.islower() or len(text.split()) <= 3):
            names.append(_cased(part))
    full = [n for n in names if " " in n]  # beside full names, single words are places, degrees and leftovers
    return tuple(full or names)


def is_person(name: str) -> bool:
    """Looks like a person's name: one to five words, most of them capitalised, none of a role or a company."""
    words = name.split()
    if not 1 <= len(words) <= 5 or not 3 <= len(name) <= 60 or any(c.isdigit() for c in name):
        return False
    if (len(words) == 1 and name.isupper()) or not name[0].isalpha():
        return False
    if any(len(word) > 4 and word.endswith(".") for word in words):  # the end of a sentence
        return False
    if _ROLE.match(name) or _NOT_A_PERSON.search(name):
        return False
    if name.isascii() and name.islower():  # user names; a script without case is no objection
        return len(words) in (2, 3) and all(len(w) > 1 for w in words)
    return all(not w[0].islower() or _PARTICLE.match(w) or not w[0].isalpha() for w in words)


def _cased(name: str) -> str:
    if (name.isupper() or (name.isascii() and name.islower())) and len(name) > 4 and " " in name:
        return re.sub(r"[^\W\d_]+", lambda m: m.group().capitalize(), name)
    return name
