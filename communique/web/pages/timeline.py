"""The timeline: happenings on a time axis with honest precision, those nobody dates beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from communique.model import Happening
from communique.web.drawings.axis import Interval, interval_of
from communique.web.drawings.kinds import KINDS, STANDINGS, Kind
from communique.web.drawings.timeline import Placeable, Timeline, timeline
from communique.web.pages.choice import Choice, Field, choice_of, chosen, fields_of
from communique.web.pages.kind import Asked, PageKind
from communique.web.pages.rows import Row, name_of, rows_of
from communique.web.pages.window import Window, days_of, window_of
from communique.web.view import View

PARTIES = 8
"""Lanes at most where lanes are parties: those with most happenings, in one last lane the others."""
LISTED = 50
"""Lines of a list at most; how many more there are is told."""
OTHERS = "others"
KIND, PARTY = "kind", "party"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelinePage:
    """``rows`` are the happenings that are drawn, in the order of time; ``lanes`` "kind" or "party"; names of lanes
    are kinds or names of parties. ``chosen`` of ``total`` happenings are what ``choice`` asks for.
    """

    drawing: Timeline | None
    window: Window | None
    rows: tuple[Row, ...]
    undated: tuple[Row, ...]
    undated_more: int
    lanes: str
    fields: tuple[Field, ...]
    choice: Choice
    chosen: int
    total: int


@dataclass(frozen=True, slots=True)
class Dated:
    """A happening with the days of its time."""

    happening: Happening
    interval: Interval


def make(view: View, asked: Asked) -> TimelinePage:
    """Return what is asked for on the axis."""
    choice = choice_of(asked)
    lanes = PARTY if asked.one("lanes") == PARTY else KIND
    found = chosen(view, choice)
    intervals = view.once(intervals_of)
    dated = [Dated(one, interval) for one in found if (interval := intervals.get(one.id)) is not None]
    loose = [one for one in found if one.id not in intervals]
    loose.sort(key=lambda one: (-len(one.backing.origins), one.id))
    window = window_of([one.interval for one in dated], asked) if dated else None
    drawing, shown = (None, []) if window is None else _drawn(view, dated, window, lanes)
    return TimelinePage(
        drawing=drawing,
        window=window,
        rows=rows_of(view, shown),
        undated=rows_of(view, loose[:LISTED]),
        undated_more=len(loose[LISTED:]),
        lanes=lanes,
        fields=fields_of(view, choice),
        choice=choice,
        chosen=len(found),
        total=len(view.dossier.happenings),
    )


def intervals_of(view: View) -> dict[str, Interval]:
    """Return the days of each happening (id) whose time has a place on the calendar."""
    found = ((one.id, interval_of(one.when)) for one in view.dossier.happenings)
    return {key: interval for key, interval in found if interval is not None}


def _drawn(view: View, dated: Sequence[Dated], window: Window, lanes: str) -> tuple[Timeline, list[Happening]]:
    """Return the drawing of the window, and the happenings that are in it, in the order of time."""
    first, last = days_of(window)
    there = [one for one in dated if one.interval.known[0] <= last and one.interval.known[1] >= first]
    if lanes == KIND:
        names: list[str] = [kind.value for kind in Kind]
        ready = view.once(_by_kind)
        placeables = [ready[one.happening.id] for one in there]
    else:
        keys = _parties(there)
        names = [*(name_of(view, key).name for key in keys), OTHERS]
        at = {key: number for number, key in enumerate(keys)}
        placeables = [_placeable(one, lane) for one in there for lane in _lanes(one.happening, at)]
    drawing = timeline(placeables, names, first, last)
    marked = {mark.id for mark in drawing.marks}
    shown = [one for one in there if one.happening.id in marked]
    shown.sort(key=lambda one: (one.interval.known, one.happening.id))
    return drawing, [one.happening for one in shown]


def _by_kind(view: View) -> dict[str, Placeable]:
    """Return what is placed for each dated happening (id) where lanes are kinds."""
    order = {kind: number for number, kind in enumerate(Kind)}
    intervals = view.once(intervals_of)
    dated = (Dated(one, intervals[one.id]) for one in view.dossier.happenings if one.id in intervals)
    return {one.happening.id: _placeable(one, order[KINDS[one.happening.type]]) for one in dated}


def _placeable(one: Dated, lane: int) -> Placeable:
    happening = one.happening
    return Placeable(
        id=happening.id,
        lane=lane,
        kind=KINDS[happening.type],
        standing=STANDINGS[happening.status],
        interval=one.interval,
        origins=len(happening.backing.origins),
    )


def _parties(there: Sequence[Dated]) -> list[str]:
    counts = Counter(party for one in there for party in {*one.happening.actors, *one.happening.recipients})
    return [key for key, _ in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:PARTIES]]


def _lanes(happening: Happening, at: dict[str, int]) -> list[int]:
    """Return the lanes of a happening: one for each party of it that has one, else that of the others."""
    own = {at[party] for party in (*happening.actors, *happening.recipients) if party in at}
    return sorted(own) or [len(at)]


PAGE = PageKind(name="timeline", path="/timeline", make=make, in_menu=True, sheets=("drawings.css",))
