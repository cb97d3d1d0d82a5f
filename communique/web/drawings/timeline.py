"""Happenings on a time axis: as wide as what is known of their time, as large as the hands they rest on."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Sequence
from dataclasses import dataclass

from communique.web.drawings.axis import Axis, Interval, axis
from communique.web.drawings.kinds import Kind, Standing, shape_of

WIDTH = 1180.0
_EDGE = 14.0
_HEAD = 30.0
"""Height of the axis above the lanes."""
_TITLE = 22.0
"""Height of the name of a lane, above its marks."""
_ROW = 20.0
ROWS = 10
"""Rows of marks in a lane at most: of a day with forty happenings the best backed are drawn."""
MOST = 240
"""Marks drawn at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placeable:
    """A happening to be placed: ``lane`` the number of its lane, ``origins`` how many known hands it rests on."""

    id: str
    lane: int
    kind: Kind
    standing: Standing
    interval: Interval
    origins: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A sign at a day, or a bar over the days within which it took place (``is_bar``).

    ``path`` is its outline, ``sign`` that of its kind on a bar that has room for it, ``strike`` the line through one
    that did not take place. ``before`` and ``after``: it is
    open at that end, or goes on beyond the edge of the drawing.
    """

    id: str
    kind: Kind
    standing: Standing
    is_bar: bool
    path: str
    strike: str
    sign: str
    x: float
    y: float
    width: float
    height: float
    before: bool
    after: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """A strip of the drawing under its name; ``shown`` of ``total`` happenings in it are drawn."""

    name: str
    y: float
    height: float
    shown: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """A kind that is drawn, and its shape in a field of 16 by 16, for the key beside the drawing."""

    kind: Kind
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The whole drawing, in its own units."""

    width: float
    height: float
    axis: Axis
    lanes: tuple[Lane, ...]
    marks: tuple[Mark, ...]
    signs: tuple[Sign, ...]
    left_out: int


def timeline(placeables: Sequence[Placeable], names: Sequence[str], first: int, last: int) -> Timeline:
    """Place marks over the days from ``first`` to ``last`` (ordinals); all of ``placeables`` must touch these.

    The best backed are placed first, of equally backed ones by id, which favours no time; what then finds no row is
    left out and counted. A lane nobody is in is not drawn.
    """
    line = axis(first, last, left=_EDGE, right=WIDTH - _EDGE)
    ranked = sorted(placeables, key=lambda p: (-p.origins, p.id, p.lane))[:MOST]
    placed: list[tuple[Placeable, int, tuple[float, float]]] = []
    rows: dict[tuple[int, int], list[tuple[float, float]]] = {}
    for one in ranked:
        reach = _reach(one, line)
        row = next((r for r in range(ROWS) if _is_free(rows.get((one.lane, r), []), reach)), None)
        if row is not None:
            insort(rows.setdefault((one.lane, row), []), reach)
            placed.append((one, row, reach))
    lanes, tops, height = _lanes(names, placeables, placed)
    marks = tuple(
        _mark(one, line, tops[one.lane] + _ROW * (row + 0.5), reach)
        for one, row, reach in sorted(placed, key=lambda p: (p[0].lane, p[0].interval.known, p[1], p[0].id))
    )
    left_out = len(placeables) - len(placed)
    there = {mark.kind for mark in marks}
    return Timeline(
        width=WIDTH,
        height=height,
        axis=line,
        lanes=lanes,
        marks=marks,
        signs=tuple(Sign(kind=kind, path=shape_of(kind, 8, 8, 5.5)) for kind in Kind if kind in there),
        left_out=left_out,
    )


def radius_of(origins: int) -> float:
    """Return the radius of a sign: larger with each known independent hand, up to six."""
    return 4.0 + 0.9 * min(origins, 6)


def _reach(one: Placeable, line: Axis) -> tuple[float, float]:
    """Return from where to where a mark reaches, its room for a finger included."""
    start, end = one.interval.known
    left, right = line.x(max(start, line.first)), line.x(min(end, line.last) + 1)
    need = 2 * radius_of(one.origins) + 5
    if one.interval.is_day or right - left < need:
        middle = (left + right) / 2
        return (middle - need / 2, middle + need / 2)
    return (left, right + 2)


def _is_free(taken: list[tuple[float, float]], reach: tuple[float, float]) -> bool:
    at = bisect_right(taken, reach)
    before_ends = at == 0 or taken[at - 1][1] <= reach[0]
    return before_ends and (at == len(taken) or reach[1] <= taken[at][0])


def _lanes(
    names: Sequence[str], placeables: Sequence[Placeable], placed: Sequence[tuple[Placeable, int, tuple[float, float]]]
) -> tuple[tuple[Lane, ...], dict[int, float], float]:
    depth: dict[int, int] = {}
    shown: dict[int, int] = {}
    total: dict[int, int] = {}
    for each in placeables:
        total[each.lane] = total.get(each.lane, 0) + 1
    for one, row, _ in placed:
        depth[one.lane] = max(depth.get(one.lane, 0), row + 1)
        shown[one.lane] = shown.get(one.lane, 0) + 1
    lanes, tops, y = [], {}, _HEAD
    for number, name in enumerate(names):
        if number not in depth:
            continue
        height = _TITLE + depth[number] * _ROW + 6
        lanes.append(Lane(name=name, y=y, height=height, shown=shown[number], total=total[number]))
        tops[number] = y + _TITLE
        y += height
    return tuple(lanes), tops, y + 4


def _mark(one: Placeable, line: Axis, y: float, reach: tuple[float, float]) -> Mark:
    start, end = one.interval.known
    left, right = line.x(max(start, line.first)), line.x(min(end, line.last) + 1)
    size = radius_of(one.origins)
    is_bar = not one.interval.is_day
    if is_bar:
        width = max(right - left, 6.0)
        left = (left + right - width) / 2
        high = max(8.0, size * 1.3)
        path = _bar(left, y, width, high)
        x, strike = left + width / 2, f"M{left - 3:.1f} {y:.1f}L{left + width + 3:.1f} {y:.1f}"
    else:
        x, width, high = (reach[0] + reach[1]) / 2, 2 * size, 2 * size
        path = shape_of(one.kind, x, y, size)
        reach_out = size * 1.25
        strike = f"M{x - reach_out:.1f} {y + reach_out:.1f}L{x + reach_out:.1f} {y - reach_out:.1f}"
    return Mark(
        id=one.id,
        kind=one.kind,
        standing=one.standing,
        is_bar=is_bar,
        path=path,
        strike=strike if one.standing is Standing.STRUCK else "",
        sign=shape_of(one.kind, x, y, 3.0) if is_bar and width >= 16 else "",
        x=round(x, 1),
        y=round(y, 1),
        width=round(width, 1),
        height=round(high, 1),
        before=one.interval.first is None or start < line.first,
        after=one.interval.last is None or end > line.last,
    )


def _bar(left: float, y: float, width: float, high: float) -> str:
    return f"M{left:.1f} {y - high / 2:.1f}h{width:.1f}v{high:.1f}h{-width:.1f}z"
