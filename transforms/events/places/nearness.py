"""How near two places are: one town, one within the other, or elsewhere."""

from __future__ import annotations

import math

from schemas.coded import Place


def near_by(a: Place, b: Place) -> bool:
    """Whether two places are one town, or close to each other."""
    return nearness(a, b) > 0


def nearness(a: Place, b: Place) -> float:
    """1 the same place, 0 one may lie in the other, -1 elsewhere."""
    if a.name == b.name and a.country == b.country:
        return 1.0
    if a.country != b.country and a.country and b.country:
        return -1.0
    if a.precision == "country" or b.precision == "country":
        return 0.0
    if (a.precision == "admin1" or b.precision == "admin1") and (
        a.admin1 is None or b.admin1 is None or a.admin1 == b.admin1
    ):
        return 0.0
    if a.lat is None or b.lat is None:
        return -1.0
    return 0.5 if kilometres(a, b) <= 25 else -1.0


def kilometres(a: Place, b: Place) -> float:
    """Distance of two places with coordinates, along the sphere."""
    lat1, lon1, lat2, lon2 = (math.radians(v or 0.0) for v in (a.lat, a.lon, b.lat, b.lon))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 12742 * math.asin(math.sqrt(min(1.0, h)))
