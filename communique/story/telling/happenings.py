"""What happened: events that several pages tell of, each told once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from communique.model import (
    Event,
    EventType,
    Happening,
    Party,
    Place,
    PlaceKind,
    Status,
    When,
    digest,
)
from communique.story.parties import folded
from communique.story.telling.desk import AHEAD, DENIED, HELD, Desk, interval

_PRECISE = (
    PlaceKind.FACILITY,
    PlaceKind.CITY,
    PlaceKind.WATER,
    PlaceKind.AREA,
    PlaceKind.REGION,
    PlaceKind.COUNTRY,
)
_MOST_TIMES = 40
"""How many intervals (or places) of one happening are weighed against each other, those told most."""


def happenings_of(desk: Desk, groups: Sequence[tuple[str, ...]]) -> tuple[Happening, ...]:
    """Tell each group of events once, in the order of publication; an event in no group stands for itself.

    Ids not on the shelf and facts that are no events are passed over; of two groups with one event the first has it.
    """
    told: list[tuple[str, ...]] = []
    seen: set[str] = set()
    for group in groups:
        mine = tuple(f for f in desk.sorted(group) if desk.event(f) is not None and f not in seen)
        seen.update(mine)
        if mine:
            told.append(mine)
    told += [(f.id,) for f in desk.shelf.facts() if isinstance(f, Event) and f.id not in seen]
    told.sort(key=lambda facts: desk.order(facts[0]))
    return tuple(happening(desk, facts) for facts in told)


def happening(desk: Desk, facts: tuple[str, ...]) -> Happening:
    """Tell one group of events (ids, first published first) as one happening."""
    events = _events(desk, facts)
    kind = desk.most((e.id, e.type) for e in events) or events[0].type
    status = status_told(desk, events)
    # Where and when it was to be is no longer asked once it has been: "to meet in Kosta on Friday", "met on Saturday".
    held = [e for e in told_plainly(desk, events) if e.status in HELD] if status in HELD else []
    actors, recipients = sides(desk, events, kind)
    return Happening(
        id=digest("happening", facts[0]),
        type=kind,
        mode=desk.most((e.id, e.mode) for e in events if e.mode and e.type is kind),
        status=status,
        actors=actors,
        recipients=recipients,
        when=when_told(desk, held) or when_told(desk, events),
        where=where_told(desk, held) or where_told(desk, events),
        facts=facts,
        backing=desk.backing(facts),
    )


def _events(desk: Desk, facts: Iterable[str]) -> list[Event]:
    return [e for e in (desk.event(f) for f in facts) if e is not None]


def status_told(desk: Desk, events: Sequence[Event]) -> Status:
    """Say where a happening stands, from all that is told of it, in the order of publication.

    Announced ("will meet"), held ("met") and looked back on is happened. A denial does not undo what others report:
    it wins only where more origins deny than report, and stays a difference. What was planned is cancelled or did not
    take place once that is told, unless it is planned anew afterwards.
    """
    events = told_plainly(desk, events)
    held = [e for e in events if e.status in HELD]
    denied = [e for e in events if e.status in DENIED]
    if held:
        reported = desk.hands_of(*(e.id for e in held))
        doubted = desk.hands_of(*(e.id for e in denied))
        # Looked back on years later ("historical"), it is what it was on the day.
        fresh = [e for e in held if e.status is not Status.HISTORICAL] or held
        chosen = denied if len(doubted) > len(reported) else fresh
        return desk.most((e.id, e.status) for e in chosen) or chosen[0].status
    ahead = [e for e in events if e.status in AHEAD]
    over = [e for e in events if e.status not in AHEAD]
    if over and (not ahead or desk.day(over[-1].id) >= desk.day(ahead[-1].id)):
        return over[-1].status
    return desk.most((e.id, e.status) for e in ahead or over) or events[0].status


def told_plainly(desk: Desk, events: Sequence[Event]) -> list[Event]:
    """Leave out what a page tells as held beside its own word that it was called off: "Norvia cancels visit"."""
    off = {desk.article_of(e.id).id for e in events if e.status is Status.CANCELLED}
    return [e for e in events if e.status not in HELD or desk.article_of(e.id).id not in off]


def sides(desk: Desk, events: Sequence[Event], kind: EventType) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return who did it and to whom (ids of parties): all that the pages name, each once, in the order they are named.

    Who is on both sides by different pages is on that which most origins give; in talks there is one side first. A
    joint party ("the two sides") gives way to those it consists of when a page names one of them, and people or powers
    only described ("two officials", on four copies) are there once.
    """
    named: dict[str, list[tuple[str, bool]]] = {}
    present = {p for e in events for p in desk.parties.ids((*e.actors, *e.recipients))}
    for event in events:
        for ids, is_actor in ((event.actors, True), (event.recipients, False)):
            for party in _opened(desk, ids, present):
                named.setdefault(party, []).append((event.id, is_actor))
    actors: list[str] = []
    recipients: list[str] = []
    called: set[str] = set()
    for party, given in named.items():
        known = desk.parties.by_id(party)
        name = folded(known.name)
        if _is_described(known) and name in called:
            continue
        called.add(name)
        (actors if desk.most(given) else recipients).append(party)
    if kind is EventType.CONSULT and not actors:
        return tuple(recipients), ()
    return tuple(actors), tuple(recipients)


def _is_described(party: Party) -> bool:
    return party.country is None or not any(c.isupper() for c in party.name)


def members_of(desk: Desk, actor: str) -> tuple[str, ...]:
    """Return the parties (ids) a joint actor (by id) consists of."""
    known = desk.shelf.actor(actor)
    return desk.parties.ids(known.members) if known else ()


def _opened(desk: Desk, actors: Iterable[str], named: set[str]) -> tuple[str, ...]:
    """Return parties of actors, a joint one as its members where one of them is named beside it or elsewhere."""
    opened: list[str] = []
    for actor in actors:
        members = members_of(desk, actor)
        opened += members if named & set(members) else desk.parties.ids((actor,))
    return tuple(dict.fromkeys(opened))


def when_told(desk: Desk, events: Sequence[Event]) -> When | None:
    """Return the narrowest time that most origins agree on: "this week" agrees with "on Tuesday", not the reverse."""
    told = [(e, e.when, days) for e in events if e.when is not None and (days := interval(e.when)) is not None]
    if not told:
        return next((e.when for e in reversed(events) if e.when is not None), None)
    counted = Counter(days for _, _, days in told).most_common(_MOST_TIMES)
    agreeing = [
        (e.id, days) for days, _ in counted for e, _, other in told if other[0] <= days[0] and days[1] <= other[1]
    ]
    votes = {days: desk.votes(f for f, d in agreeing if d == days) for days, _ in counted}
    best = max(votes, key=lambda d: (votes[d], -_width(d), max(desk.order(e.id) for e, _, x in told if x == d)))
    return next(when for _, when, days in told if days == best)


def _width(days: tuple[str, str]) -> int:
    return (date.fromisoformat(days[1]) - date.fromisoformat(days[0])).days


def where_told(desk: Desk, events: Sequence[Event]) -> Place | None:
    """Return the most precise place that most origins agree on; a country agrees with a town inside it."""
    told = [(e, place) for e in events if (place := desk.shelf.place(e.where)) is not None]
    if not told:
        return None
    places: dict[str, Place] = {}
    for place_id, _ in Counter(place.id for _, place in told).most_common(_MOST_TIMES):
        places[place_id] = next(p for _, p in told if p.id == place_id)
    last = {place.id: desk.order(e.id) for e, place in told}

    def weight(place: Place) -> tuple[tuple[int, int], int, int]:
        agreed = [e.id for e, other in told if is_within(place, other)]
        return desk.votes(agreed), -_PRECISE.index(place.kind), last[place.id]

    return max(places.values(), key=weight)


def is_within(inner: Place, outer: Place) -> bool:
    """Tell whether a place is the other, or lies in the country, region or town the other is, as far as known.

    A region is not drawn on our map: any town of its country may lie in it, so that a "no" is certain and a "yes" not.
    """
    if inner.id == outer.id or (folded(inner.name), inner.country) == (folded(outer.name), outer.country):
        return True
    wider = _PRECISE.index(outer.kind) > _PRECISE.index(inner.kind)
    return wider and (inner.country is None or outer.country is None or inner.country == outer.country)
