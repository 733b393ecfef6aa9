"""Who wrote an article, as readers see it: lines that sign, names alone beside the headline, notes on the author."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.clean import dates, facts
from transforms.clean.authors import is_person

BELOW = 12  # lines below the headline where a signed line may stand
BESIDE = 6  # where a name alone may
DATED = 4  # lines from a name alone on in which its date may
ABOVE = 3
TOGETHER = 2  # lines over which the names of one byline spread
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
_POSTED = re.compile(r"(?i:posted|published|written) by (?=[A-Z]).{5,60}\b(?:19|20)\d\d\b")
_LIST = re.compile(r"\s*,\s+(?:and\s+)?|\s+(?:and|&)\s+")
_PARTS = re.compile(r"\s*[|•·–—/,]\s*|\s+(?:in|on|for|at)\s+")
_ABOUT = re.compile(rf"\A(?:About (?:the author:? )?)?({_NAME}),? (?:is|was|has|writes|covers|joined|serves|works)\b")
_ROLE = facts.patterns("authors", "about")


def signed_lines(lines: Sequence[str], heading: int) -> list[str]:
    """Lines below the headline that say "By", from that word on; those of reviewers and photographers do not count."""
    return _signed(lines[heading : heading + BELOW] if heading >= 0 else lines[: 2 * BELOW])


def signed_above(lines: Sequence[str], heading: int) -> list[str]:
    """The same above the headline, where the teasers of other articles stand too."""
    return _signed(lines[max(0, heading - 1 - ABOVE) : heading]) if heading >= 0 else []


def _signed(lines: Sequence[str]) -> list[str]:
    found: list[tuple[int, str]] = []
    for index, text in enumerate(lines):
        if len(text) > LONGEST:
            continue
        leading = _LEADING.match(text)
        if leading and re.match(_NAME, text[leading.end() :]):
            found.append((index, text[leading.end() :]))
        elif (
            (match := _SIGNED.search(text))
            and not _NO_AUTHOR.search(text[: match.end()])
            and (not match.start() or _has_date(text))
        ):
            found.append((index, text[match.end() :]))
    return [text for index, text in found if index <= found[0][0] + TOGETHER][:2]


def with_others(names: list[str], lines: Sequence[str], heading: int) -> list[str]:
    """The names of a line beside the headline that holds nothing but names, where it begins with the one known author.

    Data often name the first of several.
    """
    if len(names) != 1 or heading < 0:
        return names
    for text in lines[heading : heading + BESIDE]:
        if text.startswith(names[0]) and len(text) <= LONGEST and len(text) > len(names[0]):
            parts = _LIST.split(text)
            if len(parts) > 1 and parts[0] == names[0] and all(_WHOLE_NAME.match(p) and is_person(p) for p in parts):
                return list(dict.fromkeys(parts))
    return names


def lone_names(lines: Sequence[str], around: Sequence[str], heading: int) -> list[str]:
    """Names alone, or with nothing but a date or a job, beside the headline; above it with a date in one line.

    Such a line may as well name a section. It counts where the page says more of the person in a note, or
    where a date stands beside it and none of its words is used as a common noun on the page.

    Args:
        lines: of the page; without them no name is found.
        around: those of its top with their text nodes set apart.
        heading: the line after the headline.
    """
    if heading < 0 or not lines:
        return []
    lower: set[str] | None = None
    above = [i for i in range(max(0, heading - 1 - ABOVE), max(0, heading - 1)) if _has_date(around[i])]
    for index in (*range(heading, min(len(around), heading + BESIDE)), *above):
        text = around[index]
        if len(text) > LONGEST or not any(c.isupper() for c in text):
            continue
        name = _first_name(text)
        if name is None:
            continue
        if index and _NO_AUTHOR.search(f"{lines[index - 1]} "):
            continue  # of a reviewer or photographer
        if _noted(lines, index, name):
            return [name]
        first = index - (2 if index == heading else 1)  # the headline itself stands between
        dated = any(_has_date(around[i]) for i in range(max(0, first), min(len(around), index + DATED)))
        if dated:
            lower = _lower_words(lines) if lower is None else lower
            if not any(word.lower() in lower for word in re.findall(r"[^\W\d_]+", name)):
                return [name]
    return []


def notes(lines: Sequence[str], *, said: bool = False) -> list[str]:
    """The person whom the end of the page calls the author: "Written by ...", "... is a staff writer".

    Args:
        lines: of the page.
        said: only where the note calls the person the author.
    """
    for text in (*filter(_POSTED.match, lines[: int(END * len(lines))]), *lines[int(END * len(lines)) :]):
        if (match := _LEADING.match(text)) and not (said and text[:3].lower() == "by "):
            if len(text) <= LONGEST and (found := _names(text[match.end() :])):
                return found
        elif not said and (match := _ABOUT.match(text)) and _ROLE.search(text[:200]):
            name = match.group(1)
            if is_person(name) and not _checks(lines, name):
                return [name]
    return []


def _checks(lines: Sequence[str], name: str) -> bool:
    """The page calls the person its reviewer or photographer."""
    for before, text in zip(("", *lines), lines, strict=False):
        place = text.find(name)
        if place >= 0 and _NO_AUTHOR.search(text[:place] if place else f"{before} "):
            return True
    return False


def _has_date(text: str) -> bool:
    return (
        len(text) <= LONGEST
        and any(map(str.isdigit, text))
        and (dates.parse(text, day_first=True) is not None or bool(_READ.search(text)))
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


def _names(text: str) -> list[str]:
    """All names of a text that is nothing but names, else the one that it begins with."""
    parts = _LIST.split(text.strip(" .:"))
    if len(parts) > 1 and all(_WHOLE_NAME.match(p) and is_person(p) for p in parts):
        return parts
    name = _first_name(text)
    return [name] if name else []


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
