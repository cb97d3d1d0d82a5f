"""How far places are from each other."""

from __future__ import annotations

import math

from communique.model import Place


def kilometres(one: Place, other: Place) -> float | None:
    """Return the distance between two places along the great circle (haversine), None where one is on no map."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    a, b = math.radians(one.lat), math.radians(other.lat)
    step = math.sin((b - a) / 2) ** 2
    turn = math.sin(math.radians(other.lon - one.lon) / 2) ** 2
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(step + math.cos(a) * math.cos(b) * turn)))
