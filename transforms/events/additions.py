"""What a user adds to the coder's own dictionaries: files of actors and a larger gazetteer."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Additions:
    """Files to read beside those that sitrep ships. Picklable: it travels to workers, which read the files themselves.

    Attributes:
        actors: dictionaries of actors, absolute paths; `.tsv` in sitrep's form, others in PETRARCH's. Of two that name
            the same words, the later one counts.
        gazetteer: a GeoNames dump (`SY.txt`, `allCountries.txt`) or an `.npz` made of one; None for the embedded one.
    """

    actors: tuple[Path, ...] = ()
    gazetteer: Path | None = None


ONLY_OUR_OWN = Additions()
