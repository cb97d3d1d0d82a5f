"""Positions over time: where each side stood on each issue, and whether it moved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from types import MappingProxyType

from communique.model import Course, Event, Move, Stand, Standpoint, Statement, When
from communique.story.parties import folded
from communique.story.telling.desk import Desk, interval

NEARNESS = MappingProxyType(
    {
        Standpoint.THREATENS: 0,
        Standpoint.REJECTS: 1,
        Standpoint.CONDEMNS: 1,
        Standpoint.DOUBTS: 2,
        Standpoint.DEMANDS: 3,
        Standpoint.CONDITIONS: 4,
        Standpoint.SEEKS: 5,
        Standpoint.OFFERS: 6,
        Standpoint.PROMISES: 7,
        Standpoint.SUPPORTS: 8,
        Standpoint.AGREES: 8,
    }
)
"""How near to agreement a standpoint is.

Who threatens is further than who says no: it wants to force the thing. A doubt is no refusal yet. Who demands names
what it wants from the other; who makes conditions names what would make it say yes; who seeks asks without either; who
offers gives something; who promises is bound to it; support and agreement are where it ends. ``accuses`` and ``denies``
speak of what somebody did, not of what is wanted ("accused Estmark of breaking the ceasefire"): no move is read from
or to them.
"""


@dataclass(slots=True)
class _Told:
    """One stance told on one page: on which day it is taken, and whether the page dates it."""

    stance: Standpoint
    day: str
    when: When | None
    dated: bool
    facts: tuple[str, ...]


@dataclass(slots=True)
class _Stand:
    """A stance while pages repeat it: where it was told first, all facts, and the days it was told on."""

    first: _Told
    facts: list[str] = field(default_factory=list)
    days: set[str] = field(default_factory=set)


def courses_of(desk: Desk) -> tuple[Course, ...]:
    """Return each party's course on each issue, by the first page that tells of it.

    A stance is dated by the fact it rests on, else by the publication of the page that first printed that sentence (a
    wire printed again a week later is no new stance). One stance told again is one stand with more facts. Stands of
    one day are no moves: "demands the valley and threatens to take it".
    """
    told: dict[tuple[str, str], list[_Told]] = {}
    for party, issue, one in _told(desk):
        told.setdefault((party, issue), []).append(one)
    return tuple(_course(desk, party, issue, rows) for (party, issue), rows in told.items())


def _told(desk: Desk) -> Iterator[tuple[str, str, _Told]]:
    printed: dict[tuple[str, str, Standpoint, str], _Told] = {}
    for account in desk.shelf:
        for position in account.positions:
            facts = desk.sorted(position.facts)
            for party in desk.parties.ids((position.party,)) if facts else ():
                quote = folded(desk.shelf.fact(facts[0]).evidence[0].quote)
                key = (party, position.issue, position.stance, quote)
                again = printed.get(key)
                if again is None:
                    when, dated = _when(desk, facts)
                    span = interval(when)
                    one = _Told(position.stance, span[0] if span else "", when, dated, facts)
                    printed[key] = one
                    yield party, position.issue, one
                else:
                    again.facts = tuple(dict.fromkeys((*again.facts, *facts)))


def _when(desk: Desk, facts: tuple[str, ...]) -> tuple[When | None, bool]:
    for fact in facts:
        found = desk.shelf.fact(fact)
        if isinstance(found, Event | Statement) and interval(found.when) is not None:
            return found.when, True
    published = desk.article_of(facts[0]).published
    return (published if interval(published) else None), False


def _course(desk: Desk, party: str, issue: str, told: list[_Told]) -> Course:
    """Lay the stances of a party on an issue in time; those without any day come last."""
    told.sort(key=lambda t: (not t.day, t.day, desk.order(t.facts[0])))
    stands: list[_Stand] = []
    current: dict[Standpoint, _Stand] = {}
    at = 0
    while at < len(told):
        day = told[at].day
        slot: dict[Standpoint, _Stand] = {}
        while at < len(told) and told[at].day == day:
            one = told[at]
            stand = slot.get(one.stance) or current.get(one.stance)
            if stand is None:
                stand = _Stand(one)
                stands.append(stand)
            stand.facts += one.facts
            stand.days.add(day)
            slot[one.stance] = stand
            at += 1
        current = slot
    return Course(
        party=party,
        issue=issue,
        stands=tuple(_stand(desk, s) for s in stands),
        moves=tuple(
            Move.STEADY if _together(desk, a, b) else move(a.first.stance, b.first.stance) for a, b in pairwise(stands)
        ),
    )


def _together(desk: Desk, before: _Stand, after: _Stand) -> bool:
    """Tell whether two stands are taken at one time, so that neither is a move from the other.

    The first still holds on the day of the second ("agreed on the frame and seeks talks on the rest"), or one page
    tells of both and does not date both ("demanded on Friday …; it has doubts").
    """
    if not after.first.day or after.first.day in before.days:
        return True
    pages = [{desk.article_of(f).id for f in s.first.facts} for s in (before, after)]
    return bool(pages[0] & pages[1]) and not (before.first.dated and after.first.dated)


def _stand(desk: Desk, stand: _Stand) -> Stand:
    facts = desk.sorted(stand.facts)
    return Stand(
        stance=stand.first.stance,
        when=stand.first.when,
        dated=stand.first.dated,
        facts=facts,
        backing=desk.backing(facts),
    )


def move(before: Standpoint, after: Standpoint) -> Move:
    """Tell what became of a position between two stands, by ``NEARNESS``."""
    if before not in NEARNESS or after not in NEARNESS or NEARNESS[before] == NEARNESS[after]:
        return Move.STEADY
    return Move.NEARER if NEARNESS[after] > NEARNESS[before] else Move.FURTHER
