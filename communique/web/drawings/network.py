"""Who had to do with whom, as points and lines: the same parties and counts give the same picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, hypot, pi, sin, sqrt

import numpy as np

from communique.web.drawings.text import Box, Label, Labels, fitted

WIDTH = 1000.0
HEIGHT = 640.0
_SIDE = 110.0
"""Room for names left and right of the outermost points."""
_EDGE = 30.0
_STEPS = 110
SIZE = 13.0
MOST = 60
"""Parties drawn at most."""
LINES = 180
"""Lines drawn, those of most happenings, and the strongest of each party: more of them hide one another."""
_APART = 8.0
"""Room kept between two discs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A party to be drawn: ``weight`` how many happenings it shares with others."""

    id: str
    name: str
    weight: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """Two parties (ids) and how many happenings they share; ``done`` of these took place."""

    left: str
    right: str
    count: int
    done: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A party: a disc at (``x``, ``y``); ``label`` None where no room is left for the name."""

    id: str
    name: str
    x: float
    y: float
    r: float
    label: Label | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What two parties share: as wide as it is often, ``done`` False where nothing of it took place yet."""

    left: str
    right: str
    path: str
    count: int
    width: float
    done: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """The whole drawing, in its own units."""

    width: float
    height: float
    points: tuple[Point, ...]
    lines: tuple[Line, ...]
    left_out: int
    lines_left_out: int


def network(members: Sequence[Member], ties: Sequence[Tie]) -> Network:
    """Draw the ``MOST`` parties that share most happenings and the ``LINES`` strongest ties between them; how many are
    left out is told."""
    ranked = sorted(members, key=lambda m: (-m.weight, m.name, m.id))
    shown = ranked[:MOST]
    at = {member.id: number for number, member in enumerate(shown)}
    strongest = sorted((t for t in ties if t.left in at and t.right in at), key=lambda t: (-t.count, t.left, t.right))
    kept = _kept(strongest)
    height = min(HEIGHT, 220.0 + 16 * len(shown))
    spots = _fitted(_laid_out(len(shown), [(at[t.left], at[t.right], t.count) for t in kept]), height)
    most = max((t.count for t in kept), default=1)
    heaviest = max((m.weight for m in shown), default=1)
    radii = [5 + 11 * sqrt(m.weight / max(heaviest, 1)) for m in shown]
    spots = _apart(spots, radii, height)
    return Network(
        width=WIDTH,
        height=height,
        points=_points(shown, spots, radii, height),
        lines=tuple(_line(t, spots[at[t.left]], spots[at[t.right]], most) for t in kept),
        left_out=len(ranked) - len(shown),
        lines_left_out=len(ties) - len(kept),
    )


def _kept(strongest: Sequence[Tie]) -> list[Tie]:
    """Return the ties to draw, the weakest first so that the strong ones lie over them; no party is left without."""
    kept = {(tie.left, tie.right): tie for tie in strongest[:LINES]}
    reached = {end for pair in kept for end in pair}
    for tie in strongest[LINES:]:
        if not {tie.left, tie.right} <= reached:
            kept[tie.left, tie.right] = tie
            reached |= {tie.left, tie.right}
    return [*kept.values()][::-1]


def _laid_out(number: int, pulls: Sequence[tuple[int, int, int]]) -> list[tuple[float, float]]:
    """Return places found by pushing all points apart and pulling tied ones together (Fruchterman and Reingold, 1991),
    from fixed places on a circle, a fixed number of steps, ever shorter."""
    if number < 3:
        return [(0.2 + 0.6 * n, 0.5) for n in range(number)]
    spots = np.array(
        [(0.5 + 0.45 * cos(2 * pi * n / number), 0.5 + 0.45 * sin(2 * pi * n / number)) for n in range(number)]
    )
    matrix = np.zeros((number, number))
    for left, right, count in pulls:
        matrix[left, right] = matrix[right, left] = 1 + np.log(count)
    ideal = 0.9 / sqrt(number)
    for step in range(_STEPS):
        gaps = spots[:, None, :] - spots[None, :, :]
        far = np.sqrt((gaps**2).sum(axis=2)) + 1e-6
        force = ideal * ideal / far**2 - 0.35 * matrix * far / ideal
        moves = (gaps * force[:, :, None]).sum(axis=1) - 0.6 * (spots - 0.5)
        length = np.sqrt((moves**2).sum(axis=1)) + 1e-9
        limit = 0.08 * (1 - step / _STEPS) + 0.001
        spots = spots + moves / length[:, None] * np.minimum(length, limit)[:, None]
    return [(float(x), float(y)) for x, y in spots.round(4)]


def _fitted(spots: list[tuple[float, float]], height: float) -> list[tuple[float, float]]:
    """Return ``spots`` spread over the drawing, room for names left at the sides.

    Half by where they lie and half by their order from left to right and from top to bottom: a few parties that had to
    do with nobody else would otherwise press all others into a corner.
    """
    if not spots:
        return []
    if len(spots) < 3:
        return [(_SIDE + x * (WIDTH - 2 * _SIDE), height / 2) for x, _ in spots]
    across = _spread([x for x, _ in spots], _SIDE, WIDTH - _SIDE)
    down = _spread([y for _, y in spots], _EDGE, height - _EDGE)
    return list(zip(across, down, strict=True))


def _spread(values: Sequence[float], start: float, end: float) -> list[float]:
    low, high = min(values), max(values)
    order = {number: rank for rank, number in enumerate(sorted(range(len(values)), key=lambda n: (values[n], n)))}
    shares = [
        ((value - low) / max(high - low, 1e-6) + order[number] / (len(values) - 1)) / 2
        for number, value in enumerate(values)
    ]
    return [round(start + share * (end - start), 1) for share in shares]


def _apart(spots: Sequence[tuple[float, float]], radii: Sequence[float], height: float) -> list[tuple[float, float]]:
    """Return ``spots`` with discs that lie over one another moved apart, a fixed number of times."""
    if len(spots) < 2:
        return [*spots]
    at = np.array(spots)
    need = np.array(radii)[:, None] + np.array(radii)[None, :] + _APART
    np.fill_diagonal(need, 0)
    for _ in range(40):
        gaps = at[:, None, :] - at[None, :, :]
        far = np.sqrt((gaps**2).sum(axis=2)) + 1e-6
        push = np.maximum(need - far, 0) / far
        at = at + 0.25 * (gaps * push[:, :, None]).sum(axis=1)
        at = np.clip(at, (_EDGE, _EDGE), (WIDTH - _EDGE, height - _EDGE))
    return [(float(x), float(y)) for x, y in at.round(1)]


def _points(
    shown: Sequence[Member], spots: Sequence[tuple[float, float]], radii: Sequence[float], height: float
) -> tuple[Point, ...]:
    labels = Labels(frame=Box(0, 0, WIDTH, height))
    labels.keep_free(Box(x - r, y - r, x + r, y + r) for (x, y), r in zip(spots, radii, strict=True))
    points = []
    for member, (x, y), r in zip(shown, spots, radii, strict=True):
        label = labels.beside((x, y), r + 4, fitted(member.name, SIZE, 180), SIZE)
        points.append(Point(id=member.id, name=member.name, x=x, y=y, r=round(r, 1), label=label))
    return tuple(points)


def _line(tie: Tie, start: tuple[float, float], end: tuple[float, float], most: int) -> Line:
    """Return the line of a tie, slightly bent so that it does not run through a point between the two."""
    (x1, y1), (x2, y2) = start, end
    away = hypot(x2 - x1, y2 - y1) or 1.0
    bend = 0.06 * away
    bend_x, bend_y = (x1 + x2) / 2 - (y2 - y1) / away * bend, (y1 + y2) / 2 + (x2 - x1) / away * bend
    return Line(
        left=tie.left,
        right=tie.right,
        path=f"M{x1:.1f} {y1:.1f}Q{bend_x:.1f} {bend_y:.1f} {x2:.1f} {y2:.1f}",
        count=tie.count,
        width=round(1.2 + 6.8 * sqrt((tie.count - 1) / max(most - 1, 1)), 1),
        done=tie.done > 0,
    )
