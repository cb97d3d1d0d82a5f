"""A time axis: days on a line, with marks at days, weeks, months or years so that their labels keep apart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from communique.model import When

FIRST = date(1, 1, 1).toordinal()
LAST = date(9999, 12, 31).toordinal()


class Unit(StrEnum):
    """What the marks of an axis stand at."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A mark on the axis: where it stands, and the day it stands for; ``strong`` at the start of a year or, among
    days, of a month."""

    x: float
    year: int
    month: int
    day: int
    strong: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """Days from ``first`` to ``last`` (ordinals, both inclusive) laid over ``left`` to ``right`` in drawing units."""

    first: int
    last: int
    left: float
    right: float
    unit: Unit
    ticks: tuple[Tick, ...]

    def x(self, day: int) -> float:
        """Return where ``day`` (an ordinal) begins, also outside the axis."""
        return self.left + (day - self.first) * self.day

    @property
    def day(self) -> float:
        """Return how wide a day is, in drawing units."""
        return (self.right - self.left) / (self.last - self.first + 1)


@dataclass(frozen=True, slots=True)
class Interval:
    """Days (ordinals, both inclusive) within which something took place; an end is None where it is open."""

    first: int | None
    last: int | None

    @property
    def known(self) -> tuple[int, int]:
        """Return the interval with an open end taken at the other one."""
        first, last = self.first, self.last
        start = first if first is not None else last
        end = last if last is not None else first
        assert start is not None
        assert end is not None
        return (start, max(start, end))

    @property
    def is_day(self) -> bool:
        """Tell whether it is one known day."""
        return self.first is not None and self.first == self.last


def ordinal_of(iso: str | None) -> int | None:
    """Return the ordinal of an ISO day or minute, None where it is none: a record may hold any string."""
    if not iso:
        return None
    try:
        return date.fromisoformat(iso[:10]).toordinal()
    except ValueError:
        return None


def interval_of(when: When | None) -> Interval | None:
    """Return the days of ``when``, None where it has no place on the calendar ("for five hours", "every Monday")."""
    if when is None:
        return None
    first, last = ordinal_of(when.earliest), ordinal_of(when.latest)
    return Interval(first, last) if first is not None or last is not None else None


_GAPS = (
    (Unit.DAY, 1),
    (Unit.DAY, 2),
    (Unit.WEEK, 7),
    (Unit.WEEK, 14),
    (Unit.MONTH, 1),
    (Unit.MONTH, 3),
    (Unit.MONTH, 6),
)
_DAYS = {Unit.DAY: 1, Unit.WEEK: 1, Unit.MONTH: 30}
_ROOM = 64.0
"""Drawing units a label ("24 May", "Sep 2026") takes with the gap beside it."""


def axis(first: int, last: int, *, left: float, right: float) -> Axis:
    """Return the axis of the days from ``first`` to ``last``, its marks as close as their labels allow."""
    first, last = max(FIRST, first), min(LAST, max(first, last))
    a_day = (right - left) / (last - first + 1)
    for unit, step in _GAPS:
        if _DAYS[unit] * step * a_day >= _ROOM:
            break
    else:
        unit, step = Unit.YEAR, _years(a_day)
    starts = _starts(first, last, unit, step)
    ticks = tuple(
        Tick(
            x=round(left + (day - first) * a_day, 1),
            year=at.year,
            month=at.month,
            day=at.day,
            strong=_is_strong(at, unit),
        )
        for day in starts
        for at in (date.fromordinal(day),)
    )
    return Axis(first=first, last=last, left=left, right=right, unit=unit, ticks=ticks)


def _is_strong(at: date, unit: Unit) -> bool:
    if unit is Unit.YEAR:
        return at.year % 10 == 0
    if unit is Unit.MONTH:
        return at.month == 1
    return at.day <= (7 if unit is Unit.WEEK else 1)


def _years(a_day: float) -> int:
    """Return every how many years a mark stands: 1, 2, 5, 10, 20, 50 ..."""
    steps = (times * 10**power for power in range(5) for times in (1, 2, 5))
    return next((step for step in steps if step * 365 * a_day >= _ROOM), 50_000)


def _starts(first: int, last: int, unit: Unit, step: int) -> list[int]:
    if unit is Unit.DAY:
        return [*range(first + (-first % step), last + 1, step)]
    if unit is Unit.WEEK:
        monday = first + (1 - first) % 7  # 1 January of the year 1, ordinal 1, was a Monday
        return [*range(monday + 7 * ((-(monday // 7)) % (step // 7)), last + 1, step)]
    if unit is Unit.MONTH:
        start, end = date.fromordinal(first), date.fromordinal(last)
        months = range(start.year * 12 + start.month - 1, end.year * 12 + end.month)
        days = [date(m // 12, m % 12 + 1, 1).toordinal() for m in months if m % 12 % step == 0]
        return [day for day in days if first <= day <= last]
    years = range(date.fromordinal(first).year, date.fromordinal(last).year + 1)
    days = [date(year, 1, 1).toordinal() for year in years if year % step == 0]
    return [day for day in days if first <= day <= last]
