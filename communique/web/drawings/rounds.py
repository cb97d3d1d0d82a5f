"""Rounds of talks as bars in time, a row for each series of talks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from communique.web.drawings.axis import Axis, Interval, axis
from communique.web.drawings.kinds import Standing
from communique.web.drawings.text import fitted, width_of

WIDTH = 1180.0
_EDGE = 14.0
_HEAD = 30.0
_TITLE = 20.0
_ROW = 26.0
_BAR = 18.0
SIZE = 12.0
"""Size of the words, in drawing units."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A round to be drawn: ``series`` the number of its series, ``label`` what stands in or beside its bar."""

    id: str
    series: int
    standing: Standing
    interval: Interval
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A round over its days; ``label`` stands at ``label_x`` (inside the bar where ``inside``)."""

    id: str
    standing: Standing
    x: float
    y: float
    width: float
    height: float
    label: str
    label_x: float
    label_y: float
    inside: bool
    before: bool
    after: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A series of talks under its name."""

    name: str
    y: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """The whole drawing, in its own units."""

    width: float
    height: float
    axis: Axis
    rows: tuple[Row, ...]
    bars: tuple[Bar, ...]


def bars(held: Sequence[Held], names: Sequence[str], first: int, last: int) -> Bars:
    """Lay rounds over the days from ``first`` to ``last``, each series in its row, or in several where bars and their
    labels would overlap. A series without a round is not drawn."""
    line = axis(first, last, left=_EDGE, right=WIDTH - _EDGE)
    rows: list[Row] = []
    made: list[Bar] = []
    y = _HEAD
    for number, name in enumerate(names):
        own = sorted((h for h in held if h.series == number), key=lambda h: (h.interval.known, h.label, h.id))
        if not own:
            continue
        ends: list[float] = []
        for one in own:
            bar, start, end = _bar(one, line)
            row = next((at for at, taken in enumerate(ends) if taken <= start), len(ends))
            ends[row : row + 1] = [end]
            made.append(_at(bar, y + _TITLE + row * _ROW))
        height = _TITLE + len(ends) * _ROW + 6
        rows.append(Row(name=fitted(name, SIZE + 1, WIDTH - 4 * _EDGE), y=y, height=height))
        y += height
    return Bars(width=WIDTH, height=y + 4, axis=line, rows=tuple(rows), bars=tuple(made))


def _bar(one: Held, line: Axis) -> tuple[Bar, float, float]:
    """Return the bar of a round at the top of the drawing, and from where to where it and its label reach."""
    start, end = one.interval.known
    left, right = line.x(max(start, line.first)), line.x(min(end, line.last) + 1)
    if right - left < 8:
        middle = (left + right) / 2
        left, right = middle - 4, middle + 4
    label = fitted(one.label, SIZE, 260)
    wide = width_of(label, SIZE)
    inside = right - left >= wide + 10
    on_right = right + 6 + wide <= WIDTH - 2
    label_x = left + 6 if inside else right + 6 if on_right else left - 6 - wide
    reach_start = left if inside or on_right else label_x
    reach_end = max(right, label_x + wide if inside or on_right else right) + 10
    bar = Bar(
        id=one.id,
        standing=one.standing,
        x=round(left, 1),
        y=0.0,
        width=round(right - left, 1),
        height=_BAR,
        label=label,
        label_x=round(label_x, 1),
        label_y=13.0,
        inside=inside,
        before=one.interval.first is None or start < line.first,
        after=one.interval.last is None or end > line.last,
    )
    return bar, reach_start, reach_end


def _at(bar: Bar, y: float) -> Bar:
    return Bar(
        id=bar.id,
        standing=bar.standing,
        x=bar.x,
        y=round(y, 1),
        width=bar.width,
        height=bar.height,
        label=bar.label,
        label_x=bar.label_x,
        label_y=round(y + bar.label_y, 1),
        inside=bar.inside,
        before=bar.before,
        after=bar.after,
    )
