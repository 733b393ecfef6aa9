"""Which news agency wrote an article, and the words that say so.

Evidence counts only where an attribution stands, never where the text speaks about an agency ("told The Associated
Press", "an AP reporter said"). In the order of trust: dateline ("BEIRUT (AP) —"), byline or author, credit line at the
end ("Reporting by ...", "(Reuters)"), copyright and source lines, the agency's own site or canonical link.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

import ahocorasick_rs

from transforms.clean import facts
from transforms.clean.normalise import visible

END_PARAGRAPHS = 3
LONGEST_CREDIT = 200  # characters


@dataclass(frozen=True, slots=True)
class Wire:
    """An agency and the words that name it as the source."""

    source: str
    evidence: str


@dataclass(frozen=True, slots=True)
class _Agency:
    name: str
    full: re.Pattern[str]  # names in full, anywhere in an attribution
    exact: re.Pattern[str]  # names and abbreviations where only an agency can stand
    domains: tuple[str, ...]


def find_wire(
    paragraphs: Sequence[str],
    *,
    bylines: Sequence[str] = (),
    credits: Sequence[str] = (),  # noqa: A002 - the field's word
    urls: Sequence[str | None] = (),
) -> Wire | None:
    """The agency that wrote the article, None where nothing says so.

    Args:
        paragraphs: of the text, dateline included.
        bylines: author names and byline texts, furniture such as "Reporting by ..." included.
        credits: credit, source and copyright lines of the page and its metadata.
        urls: the page's URL and its canonical link.
    """
    for finder in (_from_dateline, _from_ending):
        if found := finder(paragraphs):
            return found
    for line in bylines:
        if found := _from_attribution(line):
            return found
    for line in credits:
        if found := _from_attribution(line):
            return found
    return _from_urls(urls)


def owns_wire(publisher_domain: str, wire_source: str | None) -> bool:
    """Whether an outlet is the agency that an article is by: apnews.com for AP."""
    if not wire_source or not publisher_domain:
        return False
    agency = find_wire((), urls=(f"https://{publisher_domain}/",))
    return agency is not None and agency.source == wire_source


def after_dateline(paragraph: str) -> str:
    """The paragraph without a dateline that names an agency."""
    head = paragraph[:160]
    if not _DATELINE_MARK.search(head):
        return paragraph
    match = _DATELINE.match(head)
    return paragraph[match.end() :].lstrip(" -–—:.") if match else paragraph


def dateline(paragraph: str) -> int:
    """Characters of the dateline that a paragraph begins with ("HAJIN, Syria (AP)", "KYIV, Dec. 14"), else 0."""
    match = _DATELINE.match(paragraph[:160]) or _PLACE.match(paragraph[:160])
    return len(match.group().rstrip(" -–—:")) if match else 0


def names_agency(line: str) -> bool:
    """The line is an agency's name and nothing else: "(AP)", "— Reuters"."""
    return len(line) <= 60 and _exact(line.strip(" ()[]-–—.:/*")) is not None


def _from_dateline(paragraphs: Sequence[str]) -> Wire | None:
    """In the first paragraphs: "HAJIN, Syria (AP) —", "(Reuters) -", "BEIRUT, Dec. 14 (Xinhua) --"."""
    for paragraph in paragraphs[:3]:
        match = _DATELINE.match(paragraph[:160])
        if match:
            named = match.group("agency") or match.group("slashed") or match.group("bare")
            for part in re.split(r"\s*[/,&]\s*|\s+and\s+", named):
                if agency := _exact(part):
                    return Wire(agency, visible(match.group()).rstrip(" -–—:"))
    return None


def _from_ending(paragraphs: Sequence[str]) -> Wire | None:
    """A last line that is nothing but the agency ("(AFP)", "— Reuters", "AP/dpa"), or ends a paragraph in brackets."""
    for paragraph in reversed(paragraphs[-END_PARAGRAPHS:]):
        line = paragraph.strip()
        if len(line) <= 60 and (agency := _exact(line.strip(" ()[]-–—.:/*"))):
            return Wire(agency, visible(line))
        if match := _CLOSING.search(line[-60:]):
            for part in re.split(r"[/,\s]+", match.group(1)):
                if agency := _exact(part):
                    return Wire(agency, visible(match.group()))
    return None


def _from_attribution(line: str) -> Wire | None:
    """A byline, credit or copyright line that names an agency."""
    line = visible(line)
    if not line or len(line) > LONGEST_CREDIT or not _may_name(line) or _ABOUT.search(line):
        return None
    for part in (
        line,
        *re.split(r"\s*[,;|/·•()]\s*|\s+[–—-]\s+|\s+(?:and|with|for|via|of)\s+", _OPENING.sub("", line)),
    ):
        if name := _exact(_OPENING.sub("", part).strip(" ()[].:©-–—")):
            return Wire(name, line)
    for agency in _agencies():
        match = agency.full.search(line)
        if match and (_ATTRIBUTING.search(line) or len(line) <= len(match.group()) + 12):
            return Wire(agency.name, line)
    return None


def _from_urls(urls: Sequence[str | None]) -> Wire | None:
    for url in urls:
        try:
            host = urlsplit(url or "").hostname or ""
        except ValueError:
            continue
        labels = host.split(".")
        for first in range(len(labels) - 1):
            if name := _domains().get(".".join(labels[first:])):
                return Wire(name, host)
    return None


def _may_name(line: str) -> bool:
    """Some agency's name or abbreviation stands in the line, be it as a part of a word; most lines have none."""
    names, abbreviations = _finders()
    return bool(names.find_matches_as_indexes(line.lower()) or abbreviations.find_matches_as_indexes(line))


def _exact(text: str) -> str | None:
    text = text.strip()
    if not text or not _any_exact().fullmatch(text):  # one search for all spares nearly every text those for each
        return None
    return next((a.name for a in _agencies() if a.exact.fullmatch(text)), None)


_DATELINE_MARK = re.compile("[(/–—]|--")  # every dateline that names an agency has one of these
_DATELINE = facts.patterns("credits", "dateline", case=True)
# Places in capitals, with or without a day: "KYIV —", "DEIR EZ-ZOR, Syria, Dec. 14 -".
_PLACE = re.compile(
    r"[A-ZÀ-Þ][A-ZÀ-Þ.'’\-]{2,}(?: [A-ZÀ-Þ][A-ZÀ-Þ.'’\-]+){0,3}"
    r"(?:, [A-Z][\w. ]{2,25}){0,2}(?:, \w+\.? \d{1,2})? ?(?:--|[–—]|-(?= ))"
)
_CLOSING = re.compile(r"[.!?\"”’]\s*[\[(—–-]{1,2}\s*([A-Za-zČ][\w/ ,\-]{1,40}?)\s*[\])]?\s*\Z")
_OPENING = facts.patterns("credits", "opening")
_ATTRIBUTING = facts.patterns("credits", "attributing")
_ABOUT = facts.patterns("credits", "about")


@functools.cache
def _any_exact() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{agency.exact.pattern})" for agency in _agencies()))


@functools.cache
def _finders() -> tuple[ahocorasick_rs.AhoCorasick, ahocorasick_rs.AhoCorasick]:
    """Of the names in full in lower case, and of the abbreviations."""
    rows = facts.table("agencies", 4)
    names = [name.lower() for _, full, _, _ in rows for name in full.split("|") if name]
    abbreviations = [a for _, _, short, _ in rows if short != "-" for a in short.split("|")]
    return ahocorasick_rs.AhoCorasick(names), ahocorasick_rs.AhoCorasick(abbreviations)


@functools.cache
def _domains() -> dict[str, str]:
    return {domain: agency.name for agency in reversed(_agencies()) for domain in agency.domains}


@functools.cache
def _agencies() -> tuple[_Agency, ...]:
    agencies = []
    for name, full, short, domains in facts.table("agencies", 4):
        names = [n for n in full.split("|") if n]
        abbreviations = [] if short == "-" else short.split("|")
        longest = sorted(map(re.escape, names), key=len, reverse=True)
        words = "|".join(longest)
        abbreviated = "|".join(map(re.escape, abbreviations))
        # Full names in any case ("REUTERS"), abbreviations as the agency writes them.
        exact = rf"(?i:{words})" + (rf"|{abbreviated}" if abbreviated else "")
        agencies.append(
            _Agency(
                name,
                re.compile(rf"\b(?:{words})\b", re.IGNORECASE),
                re.compile(
                    rf"(?:{exact})(?: (?:News|news|Newswires?|Staff|staff))?(?: (?:Writers?|Reporters?|Service))?"
                ),
                () if domains == "-" else tuple(domains.split("|")),
            )
        )
    return tuple(agencies)
