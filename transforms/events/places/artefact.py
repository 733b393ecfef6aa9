"""The packed table of towns: how `training/gazetteer/build.py` writes it and the gazetteer reads it.

An .npz file of plain arrays. Names are not stored as text but as sorted 44-bit hashes of their keys (see keys.py),
written as differences, so that 800,000 of them take little memory and load at once.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from transforms.events.places.keys import hashed

ARTEFACT = Path(__file__).parent / "data" / "towns.npz"

Posting = tuple[str, int, bool]
"""A key, the number of the town that has it, whether it is the town's main name."""

_MAIN = 1 << 31


def _pack_postings(postings: Sequence[Posting]) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    rows = sorted((hashed(key), number | (_MAIN if main else 0)) for key, number, main in postings)
    keys = np.array([row[0] for row in rows], dtype=np.uint64)
    return np.diff(keys, prepend=np.uint64(0)), np.array([row[1] for row in rows], dtype=np.uint32)


def pack(
    *,
    ids: Sequence[int],
    names: Sequence[str],
    divisions: Sequence[str],
    lats: Sequence[float],
    lons: Sequence[float],
    populations: Sequence[int],
    exact: Sequence[Posting],
    loose: Sequence[Posting],
) -> dict[str, np.ndarray[Any, Any]]:
    """The arrays of the artefact. A division is "SY.07": country and GeoNames admin1 code."""
    listed = sorted(set(divisions))
    number_of = {division: number for number, division in enumerate(listed)}
    exact_keys, exact_towns = _pack_postings(exact)
    loose_keys, loose_towns = _pack_postings(loose)
    return {
        "ids": np.array(ids, dtype=np.int32),
        "names": np.frombuffer("\n".join(names).encode(), dtype=np.uint8),
        "divisions": np.frombuffer("\n".join(listed).encode(), dtype=np.uint8),
        "division": np.array([number_of[division] for division in divisions], dtype=np.uint16),
        "lats": np.round(np.array(lats) * 1e4).astype(np.int32),
        "lons": np.round(np.array(lons) * 1e4).astype(np.int32),
        "populations": np.array(populations, dtype=np.int32),
        "exact_keys": exact_keys,
        "exact_towns": exact_towns,
        "loose_keys": loose_keys,
        "loose_towns": loose_towns,
    }


class Index:
    """Sorted key hashes, and the town of each."""

    __slots__ = ("_keys", "_towns")

    def __init__(self, differences: np.ndarray[Any, Any], towns: np.ndarray[Any, Any]) -> None:
        """Takes the two arrays as `pack` made them."""
        self._keys = array("Q", np.cumsum(differences, dtype=np.uint64).tobytes())
        self._towns = array("I", towns.astype(np.uint32).tobytes())

    def __contains__(self, key: str) -> bool:
        wanted = hashed(key)
        at = bisect_left(self._keys, wanted)
        return at < len(self._keys) and self._keys[at] == wanted

    def find(self, key: str) -> Iterator[tuple[int, bool]]:
        """(town number, whether the key is of its main name) of each town with this key."""
        wanted = hashed(key)
        at = bisect_left(self._keys, wanted)
        while at < len(self._keys) and self._keys[at] == wanted:
            yield self._towns[at] & ~_MAIN, bool(self._towns[at] & _MAIN)
            at += 1


class Towns:
    """A packed table of towns in memory (some 35 MB for the embedded one)."""

    __slots__ = (
        "_bounds",
        "_names",
        "division",
        "divisions",
        "exact",
        "ids",
        "lats",
        "lons",
        "loose",
        "populations",
        "texts",
    )

    def __init__(self, arrays: dict[str, np.ndarray[Any, Any]]) -> None:
        """Takes the arrays as `pack` made them; further byte arrays are kept as `texts`."""
        self.ids = arrays["ids"]
        self._names = arrays["names"].tobytes()
        ends = np.flatnonzero(arrays["names"] == ord("\n"))
        self._bounds = np.concatenate(([-1], ends, [len(self._names)]))
        self.divisions = arrays["divisions"].tobytes().decode().split("\n")
        self.division = arrays["division"]
        self.lats = arrays["lats"] / 1e4
        self.lons = arrays["lons"] / 1e4
        self.populations = arrays["populations"]
        self.exact = Index(arrays["exact_keys"], arrays["exact_towns"])
        self.loose = Index(arrays["loose_keys"], arrays["loose_towns"])
        self.texts = {
            name: array.tobytes().decode()
            for name, array in arrays.items()
            if array.dtype == np.uint8 and name not in ("names", "divisions")
        }

    def __len__(self) -> int:
        return len(self.ids)

    def name(self, number: int) -> str:
        """The main name of a town."""
        return self._names[self._bounds[number] + 1 : self._bounds[number + 1]].decode()

    @classmethod
    def read(cls, path: Path) -> Towns:
        """Reads an artefact.

        Raises:
            ValueError: the file is not one; the message says which and what to do.
        """
        try:
            with np.load(path, allow_pickle=False) as archive:
                return cls({name: archive[name] for name in archive.files})
        except (OSError, ValueError, KeyError, EOFError) as error:
            message = f"cannot read the gazetteer {path}: {error}; rebuild it with: python -m training.gazetteer.build"
            raise ValueError(message) from error
