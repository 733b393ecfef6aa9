"""Reads a GeoNames dump (allCountries.txt, SY.txt) for the gazetteer.

Format: tab-separated, 19 columns, https://download.geonames.org/export/dump/readme.txt.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from transforms.events.places.artefact import Posting, pack
from transforms.events.places.keys import loose_key, name_key

# Populated places. Divisions and countries come from our own files; spots, streams and hills would only add ambiguity.
_CLASSES = frozenset("P")
# Not places any more, or never villages of their own.
_SKIPPED = frozenset(("PPLH", "PPLQ", "PPLW", "PPLCH"))
_COLUMNS = 19


def check_dump(path: Path) -> None:
    """Looks at the first line of a dump, which takes minutes to read.

    Raises:
        ValueError: the file cannot be read or is no GeoNames dump; the message says so.
    """
    try:
        with path.open(encoding="utf-8") as file:
            _columns(path, 1, file.readline())
    except (OSError, UnicodeDecodeError) as error:
        raise ValueError(f"{path}: cannot be read ({error})") from error


def _columns(path: Path, line_number: int, line: str) -> list[str]:
    row = line.rstrip("\n").split("\t")
    if len(row) != _COLUMNS:
        raise ValueError(
            f"{path}, line {line_number}: {len(row)} columns instead of the {_COLUMNS} of a GeoNames dump "
            "(https://download.geonames.org/export/dump/)"
        )
    return row


def read_dump(path: Path) -> dict[str, np.ndarray[Any, Any]]:
    """The arrays of the dump's populated places, as `artefact.pack` makes them.

    Raises:
        ValueError: a line is not of a GeoNames dump; the message names it.
    """
    ids: list[int] = []
    names: list[str] = []
    divisions: list[str] = []
    lats: list[float] = []
    lons: list[float] = []
    populations: list[int] = []
    exact: list[Posting] = []
    loose: list[Posting] = []
    with path.open(encoding="utf-8") as file:
        for line_number, line in enumerate(file, start=1):
            row = _columns(path, line_number, line)
            if row[6] not in _CLASSES or row[7] in _SKIPPED:
                continue
            number = len(ids)
            try:
                ids.append(int(row[0]))
                lats.append(float(row[4]))
                lons.append(float(row[5]))
                populations.append(int(row[14] or 0))
            except ValueError as error:
                raise ValueError(f"{path}, line {line_number}: {error}") from error
            names.append(row[1])
            divisions.append(f"{row[8]}.{row[10]}")
            _post(exact, loose, number, row[1], [row[2], *row[3].split(",")])
    if not ids:
        raise ValueError(f"{path}: no populated place in it")
    return pack(
        ids=ids,
        names=names,
        divisions=divisions,
        lats=lats,
        lons=lons,
        populations=populations,
        exact=exact,
        loose=loose,
    )


def _post(exact: list[Posting], loose: list[Posting], number: int, name: str, others: list[str]) -> None:
    keys: dict[str, bool] = {}
    rough: dict[str, bool] = {}
    for at, each in enumerate([name, *others]):
        # Alternate names come in every script; the non-Latin ones would never be looked up.
        if len(each) < 2 or not each[:1].isupper() or (ord(max(each)) > 0x24F and at):
            continue
        keys.setdefault(name_key(each), at == 0)
        if key := loose_key(each):
            rough.setdefault(key, at == 0)
    exact += [(key, number, main) for key, main in keys.items()]
    loose += [(key, number, main) for key, main in rough.items()]
