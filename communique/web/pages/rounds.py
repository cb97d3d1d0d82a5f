"""Rounds of talks: bars in time by series, and who sat at the table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from communique.model import Happening, Round
from communique.web.drawings.axis import interval_of
from communique.web.drawings.kinds import STANDINGS
from communique.web.drawings.rounds import Bars, Held, bars
from communique.web.pages.kind import Asked, PageKind
from communique.web.pages.rows import Name, Row, name_of, outcomes_of, rows_of
from communique.web.view import View

MOST = 150
"""Rounds shown at most, the last ones."""
SERIES = 30
"""Series drawn at most: those with most rounds; all are in the table."""
_NAMED = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A delegation: a party and the people said to be there for it."""

    party: Name
    members: tuple[Name, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundRow:
    """A round as a line of the table. ``number``, ``host`` None where no page tells; ``series`` as in the drawing."""

    row: Row
    number: int | None
    series: str
    sides: tuple[Side, ...]
    others: tuple[Name, ...]
    host: Name | None
    mediator: Name | None
    outcomes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundsPage:
    """``rounds`` in the order of time, undated ones last (they are not drawn); ``left_out`` earlier ones.
    ``undrawn``: how many series have too few rounds to be drawn beside those with more."""

    drawing: Bars | None
    rounds: tuple[RoundRow, ...]
    undrawn: int
    undated: int
    left_out: int


def make(view: View, asked: Asked) -> RoundsPage:
    """Return the last rounds."""
    found = [(one, happening) for one in view.dossier.rounds if (happening := _there(view, one.happening))]
    found.sort(key=lambda pair: _order(pair[1]))
    dated = [pair for pair in found if interval_of(pair[1].when) is not None]
    loose = [pair for pair in found if interval_of(pair[1].when) is None]
    shown = [*dated[-MOST:], *loose[: max(0, MOST - len(dated))]]
    series = _series(view, shown)
    frequent = sorted(Counter(series[: len(dated[-MOST:])]).items(), key=lambda item: (-item[1], series.index(item[0])))
    drawn = {name for name, _ in frequent[:SERIES]}
    names = [name for name in dict.fromkeys(series) if name in drawn]
    told = rows_of(view, [happening for _, happening in shown])
    rows = tuple(
        _row(view, one, happening, RowIn(row, name))
        for (one, happening), row, name in zip(shown, told, series, strict=True)
    )
    return RoundsPage(
        drawing=_drawing(rows, [happening for _, happening in shown], names),
        rounds=rows,
        undrawn=len(frequent[SERIES:]),
        undated=len(loose),
        left_out=len(found) - len(shown),
    )


def _order(happening: Happening) -> tuple[bool, tuple[int, int], str]:
    interval = interval_of(happening.when)
    return (interval is None, interval.known if interval else (0, 0), happening.id)


def _series(view: View, rounds: Sequence[tuple[Round, Happening]]) -> list[str]:
    """Return the series of each round: rounds of the same sides are of one, and those that a page ties together as
    days of one meeting ("on the third day of the talks" without the sides being named again)."""
    keys = [_sides(one, happening) for one, happening in rounds]
    leader = {key: key for key in keys}
    tied: dict[tuple[str, str], tuple[str, ...]] = {}
    for key, (_, happening) in zip(keys, rounds, strict=True):
        for event in view.events_of(happening):
            name = event.meeting.series if event.meeting else None
            if name:
                first = tied.setdefault((view.account_of(event.id).article.id, name), key)
                leader[_top(leader, key)] = _top(leader, first)
    return [_named(view, _top(leader, key)) for key in keys]


def _top(leader: dict[tuple[str, ...], tuple[str, ...]], key: tuple[str, ...]) -> tuple[str, ...]:
    while leader[key] != key:
        key = leader[key]
    return key


def _sides(one: Round, happening: Happening) -> tuple[str, ...]:
    sides = [side.party for side in one.delegations] or [*happening.actors, *happening.recipients]
    return tuple(sorted(set(sides)))


def _named(view: View, sides: tuple[str, ...]) -> str:
    names = sorted(name for party in sides if (name := name_of(view, party).name))
    return " – ".join(names[:_NAMED]) + (f" (+{len(names) - _NAMED})" if len(names) > _NAMED else "")


@dataclass(frozen=True, slots=True)
class RowIn:
    """A line of the table and its series."""

    row: Row
    series: str


def _there(view: View, identity: str) -> Happening | None:
    """Return a happening that a current page tells of."""
    happening = view.happening(identity)
    return happening if happening is not None and view.events_of(happening) else None


def _row(view: View, one: Round, happening: Happening, told: RowIn) -> RoundRow:
    sides = tuple(
        Side(party=name_of(view, side.party), members=tuple(name_of(view, member) for member in side.members))
        for side in one.delegations
    )
    seated = {side.party for side in one.delegations} | {m for side in one.delegations for m in side.members}
    seated |= {party for party in (one.mediator,) if party}
    others = [party for party in dict.fromkeys((*happening.actors, *happening.recipients)) if party not in seated]
    return RoundRow(
        row=told.row,
        number=one.number,
        series=told.series,
        sides=sides,
        others=tuple(name_of(view, party) for party in others),
        host=name_of(view, one.host) if one.host else None,
        mediator=name_of(view, one.mediator) if one.mediator else None,
        outcomes=outcomes_of(happening, view.teller),
    )


def _drawing(rows: Sequence[RoundRow], happenings: Sequence[Happening], names: Sequence[str]) -> Bars | None:
    held = []
    for row, happening in zip(rows, happenings, strict=True):
        interval = interval_of(happening.when)
        if interval is not None and row.series in names:
            label = " · ".join(part for part in (str(row.number or ""), row.row.place) if part)
            held.append(
                Held(
                    id=happening.id,
                    series=names.index(row.series),
                    standing=STANDINGS[happening.status],
                    interval=interval,
                    label=label,
                )
            )
    if not held:
        return None
    first, last = min(h.interval.known[0] for h in held), max(h.interval.known[1] for h in held)
    margin = max(2, (last - first) // 40)
    return bars(held, names, first - margin, last + margin)


PAGE = PageKind(name="rounds", path="/rounds", make=make, in_menu=True, sheets=("drawings.css",))
