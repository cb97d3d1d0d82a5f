"""What rises against its own past: actors, issues, places told of more in the last days than in the weeks before.

The days are the dossier's own: the last is that of its newest page, whatever the clock says.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from math import sqrt

from communique.export.dossier.scope import day_of
from communique.export.wording import clipped
from communique.model import Fact, OriginKind
from communique.web.view import View

DAYS = 7
WEEKS = 8
"""Weeks before that are looked at, at most."""
FEWEST = 2
"""Tellings in the last days below which nothing rises: one page is no trend."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rising:
    """An actor (``key``: a party's id), an issue or a place (``key``: its name) told of more than before. ``now``:
    tellings in the last seven days; ``before``: in a week on average in the weeks before."""

    sort: str
    key: str
    name: str
    now: int
    before: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """What rises. ``since``: first of the last seven days (ISO, None where no page has a date); ``weeks``: how many
    weeks before they are compared with, 0 where the dossier is no older."""

    since: str | None
    weeks: int
    rising: tuple[Rising, ...]


def trend(view: View, most: int = 9) -> Trend:
    """Return what rises most.

    A telling is a happening (for an issue: a stand) told by one known origin, or one page of unknown origin, on the
    day of publication: a wire on nine outlets is one telling. With ``now`` tellings in the last seven days and
    ``before`` a week in up to eight weeks before, the rise is (now - before) / sqrt(before + 1): how far the week lies
    out of what chance alone would give about the weeks before (Poisson). At least two tellings, and a rise above 1.
    """
    last = _ordinal(view.newest)
    if not last:
        return Trend(since=None, weeks=0, rising=())
    since = last - DAYS + 1
    first = min((day for a in view.shelf if (day := _ordinal(day_of(a.article)))), default=last)
    weeks = min(WEEKS, max(0, since - first + DAYS - 1) // DAYS)
    rising = []
    if weeks:
        for (sort, key, name), days in _tellings(view).items():
            now = sum(since <= day <= last for day in days)
            before = sum(since - DAYS * weeks <= day < since for day in days) / weeks
            rise = (now - before) / sqrt(before + 1)
            if now >= FEWEST and rise > 1:
                rising.append((rise, Rising(sort=sort, key=key, name=name, now=now, before=round(before, 1))))
    rising.sort(key=lambda pair: (-pair[0], pair[1].sort, pair[1].name, pair[1].key))
    return Trend(
        since=date.fromordinal(since).isoformat(), weeks=weeks, rising=tuple(found for _, found in rising[:most])
    )


def _tellings(view: View) -> dict[tuple[str, str, str], list[int]]:
    """Return the days of the tellings of each actor, issue and place."""
    days: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for happening in view.dossier.happenings:
        told = list(_told(view, view.events_of(happening)))
        for party in dict.fromkeys((*happening.actors, *happening.recipients)):
            if view.party(party):
                days["actor", party, view.teller.party(party)] += told
        if happening.where is not None:
            name = clipped(happening.where.name, 120)
            days["place", name, name] += told
    for course in view.dossier.courses:
        issue = clipped(course.issue, 120)
        for stand in course.stands:
            days["issue", issue, issue] += _told(view, view.teller.known(stand.facts))
    return days


def _told(view: View, facts: Iterable[Fact]) -> Iterator[int]:
    """Yield the day of each telling: of each origin the first day it tells."""
    first: dict[str, int] = {}
    for fact in facts:
        article = view.account_of(fact.id).article
        day = _ordinal(day_of(article))
        origin = view.teller.hands.get(article.id)
        key = origin.id if origin and origin.kind is not OriginKind.UNKNOWN else article.id
        if day:
            first[key] = min(day, first.get(key, day))
    yield from first.values()


def _ordinal(day: str) -> int:
    try:
        return date.fromisoformat(day[:10]).toordinal()
    except ValueError:
        return 0
