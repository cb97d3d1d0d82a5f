"""Putting accounts together or apart: which events are one happening."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from communique.export.dossier.happened import found
from communique.export.wording import clipped
from communique.model import Event, Happening
from communique.web.pages.kind import Asked, PageKind
from communique.web.telling import Line, Quote, line_of_happening, quote_of
from communique.web.view import View

EVENTS = 50
OTHERS = 60
_FAR = 10**6


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An account of the happening: an event by fact id."""

    fact: str
    quote: Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Another:
    """A happening that may be the same: ``fact`` is its first event."""

    happening: str
    fact: str
    sentence: str
    when: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Regroup:
    """A happening with its accounts, and others that may be the same, those nearest in time first."""

    happening: str
    line: Line
    events: tuple[Told, ...]
    others: tuple[Another, ...]


def regroup(view: View, asked: Asked) -> Regroup | None:
    """Return the forms of one happening."""
    one = view.happening(asked.id or "")
    line = line_of_happening(view, one) if one else None
    if one is None or line is None:
        return None
    events = [fact for key in one.facts if isinstance(fact := view.fact(key), Event)]
    others = sorted(
        (h for h in view.dossier.happenings if h.id != one.id),
        key=lambda h: (h.type is not one.type, _days_apart(one, h), h.id),
    )
    return Regroup(
        happening=one.id,
        line=line,
        events=tuple(Told(fact=event.id, quote=quote_of(view, event)) for event in events[:EVENTS]),
        others=tuple(other for h in others[:OTHERS] if (other := _another(view, h)) is not None),
    )


def _another(view: View, happening: Happening) -> Another | None:
    one = found(happening, view.teller)
    if one is None:
        return None
    return Another(
        happening=happening.id,
        fact=one.events[0].id,
        sentence=clipped(view.teller.happening(happening, one.events[0]), 160),
        when=happening.when.edtf if happening.when else None,
    )


def _days_apart(one: Happening, other: Happening) -> int:
    days = []
    for happening in (one, other):
        when = happening.when
        first = (when.earliest or when.latest) if when else None
        try:
            days.append(date.fromisoformat((first or "")[:10]).toordinal())
        except ValueError:
            return _FAR
    return abs(days[0] - days[1])


PAGE = PageKind(name="regroup", path="/regroup/{id}", make=regroup, sheets=("lists.css",), live_only=True)
