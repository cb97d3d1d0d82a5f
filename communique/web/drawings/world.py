"""A map: towns as discs, countries shaded where no more is known, outlines from Natural Earth."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from math import sqrt
from pathlib import Path

from communique.web.drawings.kinds import Standing
from communique.web.drawings.text import Box, Label, Labels, fitted

WIDTH = 1000.0
HEIGHT = 560.0
"""Height of a map of a region; the whole world is lower."""
SIZE = 13.0
_WORLD = Box(0, 60, 3600, 1500)
_LEAST = 140.0
"""Width of the smallest region shown, in tenths of a degree: of one town alone a reader must see where it is."""
_SHARE = 400.0
"""A country wider than that is very large."""
SHADES = 4
_STEP = re.compile(r"([Mlz])([^Mlz]*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A country (ISO 3166-1 alpha-3) as an SVG path; ``box`` is round its largest piece, ``whole`` round all."""

    code: str
    path: str
    box: Box
    whole: Box


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place with a known point, in degrees, and how many happenings there are."""

    id: str
    name: str
    lat: float
    lon: float
    count: int
    standing: Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Tint:
    """A country in which ``count`` happenings lie of which no more is known."""

    code: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Disc:
    """A place: a disc at (``x``, ``y``) in drawing units."""

    id: str
    name: str
    count: int
    standing: Standing
    x: float
    y: float
    r: float
    label: Label | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Land:
    """A country on the map; ``shade`` 0 (none) to ``SHADES``, by how much there is here."""

    code: str
    path: str
    shade: int
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """The whole drawing, in its own units; lands are in tenths of a degree and are moved by ``transform``."""

    width: float
    height: float
    transform: str
    scale: float
    lands: tuple[Land, ...]
    discs: tuple[Disc, ...]
    outside: int


@cache
def outlines() -> dict[str, Outline]:
    """Return the outlines by code, read once from the file of the package."""
    path = Path(__file__).parents[1] / "data" / "outlines.tsv"
    lines = (line.split("\t") for line in path.read_text("utf-8").splitlines() if not line.startswith("#"))
    return {code: _outline(code, drawn) for code, drawn in lines}


def _outline(code: str, path: str) -> Outline:
    boxes = [_box(points) for points in _pieces(path)]
    largest = max(boxes, key=lambda box: (box.right - box.left) * (box.bottom - box.top))
    whole = Box(
        min(b.left for b in boxes), min(b.top for b in boxes), max(b.right for b in boxes), max(b.bottom for b in boxes)
    )
    return Outline(code=code, path=path, box=largest, whole=whole)


def _pieces(path: str) -> Iterable[list[tuple[float, float]]]:
    points: list[tuple[float, float]] = []
    for step, rest in _STEP.findall(path):
        numbers = [float(number) for number in rest.split()]
        pairs = list(zip(numbers[::2], numbers[1::2], strict=True))
        if step == "M":
            points = pairs
        for dx, dy in pairs if step == "l" else ():
            points.append((points[-1][0] + dx, points[-1][1] + dy))
        if step == "z":
            yield points


def _box(points: Sequence[tuple[float, float]]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Box(min(xs), min(ys), max(xs), max(ys))


def world(spots: Sequence[Spot], tints: Sequence[Tint], *, whole: bool = False) -> World:
    """Draw the region of what is there, or the ``whole`` world.

    Countries without an outline (small states) must not be among ``tints``. ``outside`` counts places that lie beyond
    the edge of the map (near a pole).
    """
    view = _WORLD if whole or not (spots or tints) else _region(spots, tints)
    scale = WIDTH / (view.right - view.left)
    top = view.top
    counts = {tint.code: tint.count for tint in tints}
    most = max(counts.values(), default=1)
    lands = tuple(
        Land(
            code=outline.code,
            path=outline.path,
            shade=_shade(counts.get(outline.code, 0), most),
            count=counts.get(outline.code, 0),
        )
        for outline in outlines().values()
        if outline.whole.meets(view)
    )
    height = round((view.bottom - top) * scale, 1)
    discs = _discs(spots, view, scale, height)
    return World(
        width=WIDTH,
        height=height,
        transform=f"scale({scale:.4f}) translate({-view.left:.1f} {-top:.1f})",
        scale=round(scale, 4),
        lands=lands,
        discs=discs,
        outside=len(spots) - len(discs),
    )


def _shade(count: int, most: int) -> int:
    return 0 if not count else max(1, round(SHADES * sqrt(count / most)))


def _at(spot: Spot) -> tuple[float, float]:
    return (10 * (spot.lon + 180), 10 * (90 - spot.lat))


def _region(spots: Sequence[Spot], tints: Sequence[Tint]) -> Box:
    """Return what is to be seen: all places and shaded countries; of very large ones only where there is nothing else
    ("in Russia" beside towns of Europe must not push these to the edge)."""
    lands = [outlines()[tint.code].box for tint in tints]
    boxes = [Box(x, y, x, y) for x, y in map(_at, spots)]
    boxes += [box for box in lands if box.right - box.left <= _SHARE]
    boxes = boxes or [_middle(box) for box in lands]
    left, right = min(b.left for b in boxes), max(b.right for b in boxes)
    top, bottom = min(b.top for b in boxes), max(b.bottom for b in boxes)
    wide = max((right - left) * 1.25, (bottom - top) * 1.25 * WIDTH / HEIGHT, _LEAST)
    if wide >= 3600:
        return _WORLD
    high = wide * HEIGHT / WIDTH
    x, y = (left + right) / 2, (top + bottom) / 2
    start = min(max(x - wide / 2, 0), 3600 - wide)
    return Box(start, y - high / 2, start + wide, y + high / 2)


def _middle(box: Box) -> Box:
    """Return a box, or the middle of one that is very large."""
    x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    wide, high = min(box.right - box.left, _SHARE) / 2, min(box.bottom - box.top, _SHARE / 2) / 2
    return Box(x - wide, y - high, x + wide, y + high)


def _discs(spots: Sequence[Spot], view: Box, scale: float, height: float) -> tuple[Disc, ...]:
    """Return the places, the largest first so that smaller ones lie over them; names only where there is room."""
    most = max((spot.count for spot in spots), default=1)
    labels = Labels(frame=Box(0, 0, WIDTH, height))
    found = []
    for spot in sorted(spots, key=lambda s: (-s.count, s.name, s.id)):
        x, y = ((at - start) * scale for at, start in zip(_at(spot), (view.left, view.top), strict=True))
        if 0 <= x <= WIDTH and 0 <= y <= height:
            found.append((spot, round(x, 1), round(y, 1), round(5 + 13 * sqrt(spot.count / most), 1)))
    labels.keep_free(Box(x - r, y - r, x + r, y + r) for _, x, y, r in found)
    return tuple(
        Disc(
            id=spot.id,
            name=spot.name,
            count=spot.count,
            standing=spot.standing,
            x=x,
            y=y,
            r=r,
            label=labels.beside((x, y), r + 4, fitted(spot.name, SIZE, 180), SIZE),
        )
        for spot, x, y, r in found
    )
