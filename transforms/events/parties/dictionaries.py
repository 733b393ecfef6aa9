"""The dictionaries of actors that a user adds: in the form of actors.tsv, or in PETRARCH's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from transforms.events.parties.actors import ACTOR_COLUMNS, Country, Name, load_countries, read_actor
from transforms.events.parties.petrarch import read_petrarch
from transforms.events.tables import DataFileError, lines_of, rows_in


def read_dictionaries(paths: Iterable[Path]) -> list[Name]:
    """The names of some dictionaries, those of the last one first: of two that name the same words it counts.

    Args:
        paths: `.tsv` files in the form of actors.tsv, others in PETRARCH's.

    Raises:
        DataFileError: a file that does not read; the message names file and line, and what is wrong.
    """
    countries = load_countries()
    return [
        name
        for path in reversed(list(paths))
        for name in (_read_tsv if path.suffix.lower() == ".tsv" else read_petrarch)(path, countries)
    ]


def _read_tsv(path: Path, countries: Mapping[str, Country]) -> list[Name]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise DataFileError(f"{path}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise DataFileError(f"{path}: is not UTF-8 ({error.reason} at byte {error.start})") from error
    names: list[Name] = []
    seen: set[str] = set()
    for row in rows_in(lines_of(text), str(path), ACTOR_COLUMNS):
        where = f"{path}, line {row['line']}"
        own = read_actor(row, countries, where)
        actor = own[0].actor
        if actor is None or actor.actor_id in seen:
            raise DataFileError(f"{where}, name: {row['name']!r} is there already")
        seen.add(actor.actor_id)
        names += [replace(name, added=True) for name in own]
    return names
