"""The part of time a drawing shows: all of it, what most happenings lie in, a year, a month or a week."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from communique.web.drawings.axis import FIRST, LAST, Interval, ordinal_of
from communique.web.pages.kind import Asked

ZOOMS = ("most", "all", "year", "month", "week")


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Days from ``first`` to ``last`` (ISO, inclusive); ``earlier`` and ``later`` are days in the next windows where
    there is something further that way, for zooms that can be moved. ``before``, ``after``: how many lie outside."""

    zoom: str
    first: str
    last: str
    at: str
    earlier: str | None
    later: str | None
    before: int
    after: int


def window_of(intervals: Sequence[Interval], asked: Asked) -> Window:
    """Return the window asked for; there must be an interval.

    "most" leaves out what lies far off the rest, so that "Norvia signed the treaty of 1921" does not squeeze the talks
    of last month into a line; how much is left out is told.
    """
    zoom = asked.one("zoom") or "most"
    zoom = zoom if zoom in ZOOMS else "most"
    spans = [interval.known for interval in intervals]
    low, high = min(start for start, _ in spans), max(end for _, end in spans)
    starts = sorted(start for start, _ in spans)
    at = ordinal_of(asked.one("at")) or starts[(len(starts) - 1) * 9 // 10]
    earlier = later = None
    if zoom in {"all", "most"}:
        first, last = (low, high) if zoom == "all" else _most(spans)
        margin = max(1, (last - first) // 60)
        first, last = max(FIRST, first - margin), min(LAST, last + margin)
    else:
        first, last = _calendar(at, zoom)
        earlier = _iso(first - 1) if low < first else None
        later = _iso(last + 1) if high > last else None
    return Window(
        zoom=zoom,
        first=_iso(first),
        last=_iso(last),
        at=_iso(min(max(at, FIRST), LAST)),
        earlier=earlier,
        later=later,
        before=sum(1 for _, end in spans if end < first),
        after=sum(1 for start, _ in spans if start > last),
    )


def days_of(window: Window) -> tuple[int, int]:
    """Return the first and the last day of a window as ordinals."""
    return date.fromisoformat(window.first).toordinal(), date.fromisoformat(window.last).toordinal()


def _most(spans: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Return the days within three times the middle half's width of that half (Tukey's outer fences), cut to what is
    there."""
    middles = sorted((start + end) // 2 for start, end in spans)
    low, high = middles[(len(middles) - 1) // 4], middles[(len(middles) - 1) * 3 // 4]
    reach = 3 * max(high - low, 30)
    inside = [(start, end) for start, end in spans if low - reach <= (start + end) // 2 <= high + reach]
    first = max(min(start for start, _ in inside), low - 2 * reach)
    return first, min(max(end for _, end in inside), high + 2 * reach)


def _calendar(at: int, zoom: str) -> tuple[int, int]:
    day = date.fromordinal(min(max(at, FIRST), LAST))
    if zoom == "year":
        return date(day.year, 1, 1).toordinal(), date(day.year, 12, 31).toordinal()
    if zoom == "month":
        length = monthrange(day.year, day.month)[1]
        return day.replace(day=1).toordinal(), day.replace(day=length).toordinal()
    monday = max(FIRST, day.toordinal() - day.weekday())
    return monday, min(LAST, monday + timedelta(days=6).days)


def _iso(ordinal: int) -> str:
    return date.fromordinal(min(max(ordinal, FIRST), LAST)).isoformat()
