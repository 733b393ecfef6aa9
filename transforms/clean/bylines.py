"""Who wrote an article, as readers see it: lines that sign, names alone beside the headline, notes on the author."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.clean import dates, facts
from transforms.clean.authors import is_person

BELOW = 12  # lines below the headline where a signed line may stand
BESIDE = 6  # where a name alone may
ABOVE = 3
LONGEST = 140  # characters of such a line
END = 0.4  # share of the page's lines after which notes on the author may stand

_WORD = r"[A-ZÀ-ÖØ-Þ][\w'’\-]+"
_INITIAL = r"[A-Z]\."
_PARTICLE = r"(?:de|da|di|del|van|von|der|den|al|el|bin|la|le)(?= )"
_NAME = rf"(?:{_WORD}|{_INITIAL}(?:{_INITIAL})?)(?: (?:{_WORD}|{_INITIAL}|{_PARTICLE}))* [A-ZÀ-ÖØ-Þ][\w'’\-]*\w"
_WHOLE_NAME = re.compile(rf"\A{_NAME}\Z")
_SIGNED = re.compile(
    r"(?:\A|[\W\d])(?i:by|written by|posted by|published by|authored by|authors?|contributors?|von|por|par)\s?:?\s+"
    rf"(?={_NAME})"
)
_LEADING = facts.patterns("authors", "signed")
_PARTS = re.compile(r"\s*[|•·–—/,]\s*|\s+(?:in|on|for|at)\s+")
_ABOUT = re.compile(rf"\A(?:About (?:the author:? )?)?({_NAME}),? (?:is|was|has|writes|covers|joined|serves|works)\b")
_ROLE = facts.patterns("authors", "about")


def signed_lines(lines: Sequence[str], heading: int) -> list[str]:
    """Lines around the headline that say "By", from that word on; those of reviewers and photographers do not count."""
    found = []
    for text in lines[max(0, heading - 1 - ABOVE) : heading + BELOW] if heading >= 0 else lines[: 2 * BELOW]:
        if len(text) > LONGEST or not (match := _SIGNED.search(text)) or _NO_AUTHOR.search(text[: match.end()]):
            continue
        if not match.start() or _has_date(text):
            found.append(text[match.end() :])
    return found[:2]


def lone_names(lines: Sequence[str], heading: int) -> list[str]:
    """Names alone, or with nothing but a date or a job, beside the headline.

    Such a line may as well name a section. It counts where the page says more of the person in a note, or
    where a date stands beside it and none of its words is used as a common noun on the page.
    """
    if heading < 0:
        return []
    lower: set[str] | None = None
    for index in range(heading, min(len(lines), heading + BESIDE)):
        text = lines[index]
        if len(text) > LONGEST or not any(c.isupper() for c in text):
            continue
        name = _first_name(text)
        if name is None:
            continue
        if _noted(lines, index, name):
            return [name]
        dated = any(_has_date(lines[i]) for i in range(max(0, index - 1), min(len(lines), index + 3)))
        if dated:
            lower = _lower_words(lines) if lower is None else lower
            if not any(word.lower() in lower for word in re.findall(r"[^\W\d_]+", name)):
                return [name]
    return []


def notes(lines: Sequence[str]) -> list[str]:
    """The person whom the end of the page calls the author: "Written by ...", "... is a staff writer"."""
    for text in lines[int(END * len(lines)) :]:
        if match := _LEADING.match(text):
            if len(text) <= LONGEST and (found := _first_name(text[match.end() :])):
                return [found]
        elif (match := _ABOUT.match(text)) and _ROLE.search(text[:200]) and is_person(match.group(1)):
            return [match.group(1)]
    return []


def _has_date(text: str) -> bool:
    return (
        len(text) <= LONGEST
        and any(map(str.isdigit, text))
        and (dates.parse(text) is not None or bool(_READ.search(text)))
    )


def _first_name(text: str) -> str | None:
    """The name that a line begins with or that stands after its date, where the rest is a date or set apart."""
    for part in _PARTS.split(dates.without(text).strip())[:2]:
        part = part.strip(" .:;-")
        if _WHOLE_NAME.match(part) and 2 <= len(part.split()) <= 4 and is_person(part):
            return part
        if part:
            break
    return None


def _noted(lines: Sequence[str], index: int, name: str) -> bool:
    for other, text in enumerate(lines):
        if other != index and name in text:
            if (match := _ABOUT.match(text)) and match.group(1) == name:
                return True
            if (match := _LEADING.match(text)) and text[match.end() :].startswith(name):
                return True
    return False


def _lower_words(lines: Sequence[str]) -> set[str]:
    return {word for text in lines for word in re.findall(r"(?<![\w])[a-zß-ÿ]{3,}", text)}


_NO_AUTHOR = re.compile(
    r"\b(?:review|check|edit|updat|photo|image|video|approv|sponsor|present|power|illustrat|verif|produc)\w*\W*(?:\w+\W+)?by\W*\Z",
    re.IGNORECASE,
)
_READ = re.compile(r"\b\d+ min(?:ute)?s?\b|\bago\b", re.IGNORECASE)
