"""Dictionaries of actors in the form of TABARI and PETRARCH (`.actors` files).

    CARLOS_MENEM_ [ARGELI]      ; a name, words joined by `_`; the code for any other day
    +PRESIDENT_MENEM_           ; further names of the same actor
        [ARGGOV 890708-991210]  ; codes with days: from-to, `<` before, `>` after; YYMMDD or YYYYMMDD
        [ARGOPP >991210]

Comments begin with `;` or `#`. Codes are CAMEO's: a country, then roles (cameo_codes.tsv tells what they are here). The
coder reads stories by the year, so days count as their years. Words have to follow each other; upper and lower case do
not count, but a name in a text begins with a capital.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from transforms.events.grammar.words import tokenize
from transforms.events.ontology import SECTORS
from transforms.events.parties.actors import Actor, Country, Name, slug
from transforms.events.tables import DataFileError, rows_of

_BRACKET = re.compile(r"\[([^\[\]]*)\]")
_CODE = re.compile(r"(?:[A-Z0-9]{3})+|---")
_DAY = re.compile(r"\d{6}|\d{8}")
#: Faults that one message lists; a file in another form would have thousands.
_MOST_FAULTS = 10
_STOP = "---STOP---"


@dataclass(slots=True)
class _Entry:
    """An actor as the file tells it, before its end is reached."""

    line: int
    names: list[str]
    coded: bool = False
    codes: list[tuple[str, tuple[int, int] | None]] = field(default_factory=list)


def read_petrarch(path: Path, countries: Mapping[str, Country]) -> list[Name]:
    """The names of a dictionary.

    Args:
        path: the file, UTF-8 or Latin-1.
        countries: the states by ISO code; a code that is only a country makes its names names of the state.

    Raises:
        DataFileError: lines that do not read, up to ten with their numbers and what is wrong with each.
    """
    faults: list[str] = []
    names: list[Name] = []
    for entry in _entries(path, faults):
        if not entry.coded:
            faults.append(f"line {entry.line}: {entry.names[0]} has no code; write it like {entry.names[0]}_ [AFGREB]")
        else:
            names += _names(entry, countries)
    if faults:
        faults.sort(key=lambda fault: int(fault.split(":")[0].removeprefix("line ")))
        more = f"; and {len(faults) - _MOST_FAULTS} more" if len(faults) > _MOST_FAULTS else ""
        raise DataFileError(f"{path}, {'; '.join(faults[:_MOST_FAULTS])}{more}")
    if not names:
        raise DataFileError(f"{path}: no actor in it; a line is like TALIBAN_ [AFGREB]")
    return names


def _entries(path: Path, faults: list[str]) -> Iterator[_Entry]:
    entry: _Entry | None = None
    for number, raw in enumerate(_text(path).splitlines(), start=1):
        if _STOP in raw:
            break
        line = re.split(r"[;#]", raw, maxsplit=1)[0].strip()
        if not line:
            continue
        name, bracket, rest = line.partition("[")
        name = name.strip().strip("_").replace("_", " ").strip()
        if name.startswith("+"):
            if entry is None:
                faults.append(f"line {number}: {line!r} is another name, but no name came before it")
                continue
            entry.names.append(name[1:].strip(" _"))
        elif name:
            if entry is not None:
                yield entry
            entry = _Entry(number, [name])
        elif entry is None:
            faults.append(f"line {number}: {line!r} is a code, but no name came before it")
            continue
        if not entry.names[-1]:
            faults.append(f"line {number}: {line!r} has no name")
            entry.names.pop()
        if bracket:
            entry.coded = True
            entry.codes += _codes(bracket + rest, number, faults)
        elif "]" in line:
            faults.append(f"line {number}: {line!r} has `]` without `[`")
        if not entry.names:
            entry = None
    if entry is not None:
        yield entry


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise DataFileError(f"{path}: cannot be read ({error.strerror})") from error
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("latin-1")


def _codes(text: str, number: int, faults: list[str]) -> Iterator[tuple[str, tuple[int, int] | None]]:
    found = _BRACKET.findall(text)
    if text.count("[") != text.count("]") or not found:
        faults.append(f"line {number}: {text!r} is not closed; write a code like [AFGREB] or [AFGREB 960927-011113]")
        return
    for inner in found:
        code, _, days = inner.strip().partition(" ")
        if not _CODE.fullmatch(code):
            faults.append(f"line {number}: {code!r} is no code: codes are capitals in threes, such as AFGREB")
            continue
        try:
            yield code, _years(days.strip()) if days.strip() else None
        except ValueError as error:
            faults.append(f"line {number}: {error}")


def _years(days: str) -> tuple[int, int]:
    """The years that a restriction spans: "<900101", ">19991210", "890708-991210"."""
    if days[0] in "<>":
        year = _year(days[1:].strip())
        return (0, year) if days[0] == "<" else (year, 9999)
    first, dash, last = days.partition("-")
    if not dash:
        raise ValueError(f"{days!r} is no span of days: write <YYYYMMDD, >YYYYMMDD or YYYYMMDD-YYYYMMDD")
    span = _year(first.strip()), _year(last.strip())
    if span[0] > span[1]:
        raise ValueError(f"{days!r} ends before it begins")
    return span


def _year(day: str) -> int:
    if not _DAY.fullmatch(day):
        raise ValueError(f"{day!r} is no day: write YYYYMMDD or YYMMDD")
    if len(day) == 6:  # PETRARCH's turn of the century
        day = f"{20 if int(day[:2]) <= 30 else 19}{day}"
    try:
        return dt.date(int(day[:4]), int(day[4:6]), int(day[6:8])).year
    except ValueError:
        raise ValueError(f"{day!r} is no day of the calendar") from None


def _names(entry: _Entry, countries: Mapping[str, Country]) -> Iterator[Name]:
    """Names with days before names without: these tell what holds on other days."""
    title = entry.names[0].title() if entry.names[0].isupper() else entry.names[0]
    for code, span in sorted(entry.codes, key=lambda pair: pair[1] is None):
        country, sector = meaning(code)
        known = countries.get(country or "")
        for text in entry.names:
            words = tuple(t.text.lower() for t in tokenize(text))
            if sector is None and span is None and known is not None:
                yield Name(words, "country", country=known, added=True)
            elif slug(title):
                actor = Actor(slug(title), title, sector, country, terms=(span,) if span else ())
                yield Name(words, "actor", actor=actor, added=True)


def meaning(code: str) -> tuple[str | None, str | None]:
    """Country and sector of a CAMEO code; None for what it does not tell or sitrep does not know."""
    countries, sectors = _table()
    parts = [code[i : i + 3] for i in range(0, len(code), 3)]
    country = countries.get(parts[0])
    roles = parts[1:] if country else parts
    # The United Nations and the European Union are roles behind IGO: IGOUNO, IGOEUREEC.
    told = [sectors[r] for r in roles if r in sectors]
    special = next((s for s in told[1:2] if told[0] == "IGO" and s in ("UNO", "EUR")), None)
    return country, special or (told[0] if told else None)


@functools.cache
def _table() -> tuple[dict[str, str], dict[str, str]]:
    kinds: dict[str, dict[str, str]] = {"country": {}, "sector": {}}
    for row in rows_of("cameo_codes.tsv", ("kind", "pairs")):
        for pair in row["pairs"].split():
            code, _, value = pair.partition("=")
            if row["kind"] == "sector" and value not in SECTORS:
                raise DataFileError(f"cameo_codes.tsv, line {row['line']}: {value!r} is none of PLOVER's sectors")
            kinds[row["kind"]][code] = value
    return kinds["country"], kinds["sector"]
