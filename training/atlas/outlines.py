"""Points for countries whose sources disagree: ``python -m training.atlas.outlines FILE KNOWLEDGE``.

FILE is ``countries-50m.json`` of the npm package world-atlas 2.0.2 (outlines of Natural Earth, public domain). Two
points are known for a country, and for most a third: the Factbook's, which rounds to degrees; the centre of the
largest piece of the outline; and that of the English Wikipedia, typed in from general knowledge into
``country_points_wikipedia.tsv``. They lie up to 690 km apart (Somalia), and none is better than another: a label has
no true place. So the country gets the middle of as many of them as lie within 150 km of that middle, and of equal
choices the one nearest to those. Where it is within 30 km of the Factbook's point, the Factbook's stands.

The Factbook's point is not counted where nine tenths of a country are one piece of land and it lies over 150 km from
the centre of that piece: there the centre stands in its stead. Of Russia, Antarctica and Morocco no outline is used:
the first two reach round the map, and that of the third is disputed.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path

from training.atlas.countries import POINTS, plover
from training.atlas.rows import HERE, read, write

_FAR, _ONE_PIECE, _ROUNDED = 150.0, 0.9, 30.0
_STAY = frozenset({"RUS", "ATA", "MAR"})
_OTHER_NAMES = {
    "Dem. Rep. Congo": "COD", "Myanmar": "MMR", "Central African Rep.": "CAF", "S. Sudan": "SSD", "Congo": "COG",
    "Bosnia and Herz.": "BIH", "Côte d'Ivoire": "CIV", "Dominican Rep.": "DOM", "Eq. Guinea": "GNQ", "eSwatini": "SWZ",
    "South Korea": "KOR", "North Korea": "PRK", "Macedonia": "MKD", "Turkey": "TUR", "Gambia": "GMB",
}  # fmt: skip

Point = tuple[float, float]


def main() -> None:
    """Read the outlines and the Factbook's points, and write the points that are better."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("outlines", type=Path)
    parser.add_argument("knowledge", type=Path)
    arguments = parser.parse_args()
    facts = {r["name"]: r for r in read(arguments.knowledge / "countries.tsv") if r["iso3"] and r["lat"]}
    own = {plover(r["iso3"]): (float(r["lat"]), float(r["lon"])) for r in facts.values() if _is_state(r["iso3"])}
    own |= {code: (float(lat), float(lon)) for code, (lat, lon) in POINTS.items()}
    centres: dict[str, Point] = {}
    mended = dict(own)
    for name, lat, lon, share in _centres(json.loads(arguments.outlines.read_text(encoding="utf-8"))):
        code = _OTHER_NAMES.get(name) or facts.get(name, {}).get("iso3", "")
        if code not in own or code in _STAY:
            continue
        centres[code] = lat, lon
        if share >= _ONE_PIECE and code not in POINTS and _distance((lat, lon), own[code]) > _FAR:
            mended[code] = lat, lon
    typed = {r["code"]: (float(r["lat"]), float(r["lon"])) for r in read(HERE / "country_points_wikipedia.tsv")}
    rows = []
    for code, point in mended.items():
        lat, lon = middle([point, *(table[code] for table in (centres, typed) if code in table)])
        if _distance((lat, lon), own[code]) > _ROUNDED:
            rows.append((code, f"{lat:.1f}", f"{lon:.1f}"))
    write(HERE / "country_points.tsv", ("code", "lat", "lon"), sorted(rows))


def _is_state(code: str) -> bool:
    return code == "XKX" or plover(code) == code


def middle(points: Sequence[Point]) -> Point:
    """Return the middle of as many points as lie within 150 km of it; of equal choices the nearest to those."""
    middles = [
        (sum(p[0] for p in some) / size, sum(p[1] for p in some) / size)
        for size in range(1, len(points) + 1)
        for some in combinations(points, size)
    ]

    def rank(point: Point) -> tuple[int, float]:
        away = [_distance(point, p) for p in points]
        near = [a for a in away if a <= _FAR]
        return len(near), -sum(a * a for a in near)

    return max(middles, key=rank)


def _centres(topology: dict[str, object]) -> Iterator[tuple[str, float, float, float]]:
    """Yield name, latitude, longitude and share of the largest piece of every country."""
    arcs = list(_unpacked(topology))
    for shape in topology["objects"]["countries"]["geometries"]:  # type: ignore[index]
        pieces = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        rings = [[p for i in piece[0] for p in (arcs[i] if i >= 0 else arcs[~i][::-1])] for piece in pieces]
        found = [_centre(ring) for ring in rings]
        area, lat, lon = max(found)
        if any(_holds(ring, lon, lat) for ring in rings):
            yield shape["properties"]["name"], lat, lon, area / sum(f[0] for f in found)


def _holds(ring: list[Point], x: float, y: float) -> bool:
    """Tell whether a point lies in a ring: the centre of Viet Nam lies in Laos."""
    inside = False
    for (x0, y0), (x1, y1) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (y0 > y) != (y1 > y) and x < (x1 - x0) * (y - y0) / (y1 - y0) + x0:
            inside = not inside
    return inside


def _unpacked(topology: dict[str, object]) -> Iterator[list[Point]]:
    (width, height), (left, bottom) = topology["transform"]["scale"], topology["transform"]["translate"]  # type: ignore[index]
    for arc in topology["arcs"]:  # type: ignore[attr-defined]
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * width + left, y * height + bottom))
        yield points


def _centre(ring: list[Point]) -> tuple[float, float, float]:
    """Area (no unit), latitude and longitude of the centre of a ring, on a cylinder that keeps areas."""
    flat = [(lon, math.sin(math.radians(lat))) for lon, lat in ring]
    area = x = y = 0.0
    for (x0, y0), (x1, y1) in zip(flat, flat[1:] + flat[:1], strict=True):
        cross = x0 * y1 - x1 * y0
        area, x, y = area + cross, x + (x0 + x1) * cross, y + (y0 + y1) * cross
    return abs(area / 2), math.degrees(math.asin(max(-1.0, min(1.0, y / (3 * area))))), x / (3 * area)


def _distance(a: Point, b: Point) -> float:
    """Kilometres between two points of latitude and longitude."""
    (la, oa), (lb, ob) = (tuple(map(math.radians, p)) for p in (a, b))
    half = math.sin((la - lb) / 2) ** 2 + math.cos(la) * math.cos(lb) * math.sin((oa - ob) / 2) ** 2
    return 2 * 6371 * math.asin(min(1.0, math.sqrt(half)))


if __name__ == "__main__":
    main()
