"""Whether two places can be one."""

from __future__ import annotations

import math

from schemas import Place

Cell = tuple[int, int]

EARTH_KM = 6371.0
KM_PER_DEGREE = math.pi * EARTH_KM / 180
CELL_DEGREES = 0.5
# GeoNames' points of one place differ by a few kilometres; a bridge or base may be named by the town it belongs to.
SAME_KM, NEAR_KM = 5.0, 30.0

SAME, AT_THE_TOWN, WITHIN_ADMIN1, WITHIN_COUNTRY, SAME_ADMIN1, SAME_COUNTRY = 1.0, 0.8, 0.4, 0.2, 0.6, 0.3
# Two villages of one front: often two events of one day, sometimes one that reports place differently.
NEXT_TOWN, UNKNOWN = 0.2, 0.15
# Below this the places say little, and the rest must say more.
PRECISE = 0.8

_LEVELS = {"point": 0, "town": 0, "admin1": 1, "country": 2}


def place_fit(a: Place | None, b: Place | None) -> float | None:
    """How well two places agree, 0 to 1; None where they are different places."""
    if a is None or b is None:
        return UNKNOWN
    if a.country and b.country and a.country != b.country:
        return None
    level_a, level_b = _LEVELS.get(a.precision, 0), _LEVELS.get(b.precision, 0)
    if level_a == level_b:
        return _same_level(a, b, level_a)
    if 2 in (level_a, level_b):
        return WITHIN_COUNTRY
    if a.admin1 and b.admin1:
        return WITHIN_ADMIN1 if a.admin1.casefold() == b.admin1.casefold() else None
    return WITHIN_COUNTRY


def distance_km(a: Place, b: Place) -> float | None:
    """Great-circle distance (haversine); None where a coordinate is missing."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    lat_a, lat_b = math.radians(a.lat), math.radians(b.lat)
    d_lat, d_lon = lat_b - lat_a, math.radians(b.lon - a.lon)
    h = math.sin(d_lat / 2) ** 2 + math.cos(lat_a) * math.cos(lat_b) * math.sin(d_lon / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, h)))


def cell_of(place: Place | None) -> Cell | None:
    """The half-degree square of a place known to a town or better; None for others, which any place may agree with."""
    if place is None or _LEVELS.get(place.precision, 0) > 0 or place.lat is None or place.lon is None:
        return None
    return math.floor(place.lat / CELL_DEGREES), math.floor(place.lon / CELL_DEGREES)


def cells_around(place: Place | None) -> list[Cell | None]:
    """The cells of places that may agree with this one; empty for all. Near the poles a row has many within reach."""
    cell = cell_of(place)
    if cell is None or place is None or place.lat is None:
        return []
    row, column = cell
    # The row of cells towards the pole is the narrowest.
    width = KM_PER_DEGREE * CELL_DEGREES * math.cos(math.radians(min(89.0, abs(place.lat) + CELL_DEGREES)))
    reach, around = math.ceil(NEAR_KM / width), round(360 / CELL_DEGREES)
    columns = {(column + j + around // 2) % around - around // 2 for j in range(-reach, reach + 1)}
    return [None, *((row + i, j) for i in (-1, 0, 1) for j in sorted(columns))]


def _same_level(a: Place, b: Place, level: int) -> float | None:
    same = (a.geonames_id is not None and a.geonames_id == b.geonames_id) or a.name.casefold() == b.name.casefold()
    if level == 2:
        return SAME_COUNTRY if same or (a.country and a.country == b.country) else None
    if level == 1:
        return SAME_ADMIN1 if same else None
    if a.geonames_id is not None and a.geonames_id == b.geonames_id:
        return SAME
    km = distance_km(a, b)
    if km is None:
        # A place that no gazetteer has may be a camp or a village in the district that another report names.
        unknown = (a.lat is None) != (b.lat is None)
        return AT_THE_TOWN if same else WITHIN_COUNTRY if unknown and a.country and a.country == b.country else None
    if km <= SAME_KM:
        return SAME
    if km > NEAR_KM:
        return None
    return AT_THE_TOWN if same or "point" in (a.precision, b.precision) else NEXT_TOWN
