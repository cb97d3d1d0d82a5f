"""Rounds of talks: who sat at the table, for whom, as whose guests."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from communique.model import ActorKind, Delegation, Event, Happening, Party, Round, Status
from communique.story.parties import folded
from communique.story.telling.desk import HELD, Desk
from communique.story.telling.happenings import members_of

_SIDES = frozenset({ActorKind.GOVERNMENT, ActorKind.ORGANISATION, ActorKind.ARMED_FORCE})
_AT_HOME = frozenset({"JRN", "MED", "CVL"})
"""Sectors of people who stand about at talks and are nobody's delegates: the reporters, the crowd."""
_ON = HELD | {Status.PLANNED, Status.EXPECTED, Status.CANCELLED}


def rounds_of(desk: Desk, happenings: Sequence[Happening]) -> tuple[Round, ...]:
    """Return the meetings with two sides or more, or with a number, in the order of their happenings.

    A telephone call is none, nor a meeting that is denied ("no talks were held") or only offered or asked for.
    """
    found = []
    for happening in happenings:
        meetings = [e for e in (desk.event(f) for f in happening.facts) if e is not None and e.meeting is not None]
        if not meetings or happening.mode == "phone" or happening.status not in _ON:
            continue
        one = _round(desk, happening, meetings)
        if len(one.delegations) > 1 or one.number is not None:
            found.append(one)
    return tuple(found)


def _round(desk: Desk, happening: Happening, meetings: Sequence[Event]) -> Round:
    told = [(e.id, e.meeting) for e in meetings if e.meeting is not None]
    host = desk.most((f, party) for f, m in told for party in _party(desk, m.host))
    mediator = desk.most((f, party) for f, m in told for party in _party(desk, m.mediator))
    present: dict[str, None] = dict.fromkeys((*happening.actors, *happening.recipients))
    for _, meeting in told:
        for actor in meeting.participants:
            # "The two sides" sat there as well as Norvia and Estmark; those named are enough.
            members = members_of(desk, actor)
            present.update(dict.fromkeys(members or desk.parties.ids((actor,))))
    people = [desk.parties.by_id(p) for p in present if p != mediator]
    return Round(
        happening=happening.id,
        number=_number(desk, meetings),
        delegations=delegations(desk, people),
        host=host,
        mediator=mediator,
    )


def _number(desk: Desk, meetings: Sequence[Event]) -> int | None:
    """Return which round it was: by those who tell that it was held, else by those who tell of it at all. "The third
    round was put off" is not the number of the second."""
    given = [(e.id, e.meeting.round, e.status in HELD) for e in meetings if e.meeting and e.meeting.round is not None]
    if any(e.status in HELD for e in meetings):
        given = [row for row in given if row[2]]
    return desk.most((fact, number) for fact, number, _ in given)


def _party(desk: Desk, actor: str | None) -> tuple[str, ...]:
    return desk.parties.ids((actor,)) if actor else ()


def delegations(desk: Desk, present: Iterable[Party]) -> tuple[Delegation, ...]:
    """Seat those present: a state, body or force with the people who belong to it.

    A person or team with a country sits with its state ("Ada Voss" with Norvia), one without a country alone. People
    only described who have no country ("two sides", "experts") and reporters are nobody's delegates.
    """
    seats: dict[str, dict[str, None]] = {}
    called: set[str] = set()
    for party in present:
        if party.sector in _AT_HOME or party.kind is ActorKind.MEDIA or _is_unknown(party, called):
            continue
        called.add(folded(party.name))
        state = desk.state(party.country)
        if state is not None and state.id != party.id and not _is_own_side(party):
            seats.setdefault(state.id, {})[party.id] = None
        else:
            seats.setdefault(party.id, {})
    return tuple(Delegation(party=side, members=tuple(members)) for side, members in seats.items())


def _is_unknown(party: Party, called: set[str]) -> bool:
    """Tell whether a party says nothing of a side: "two sides", or "six powers" when they sit there already."""
    if party.country is not None:
        return False
    return folded(party.name) in called or (party.kind is not ActorKind.GOVERNMENT and not _has_name(party))


def _has_name(party: Party) -> bool:
    return any(c.isupper() for c in party.name)


def _is_own_side(party: Party) -> bool:
    """Tell whether a body sits at the table in its own name: a rebel army of a country is not its government's."""
    return party.kind in _SIDES and party.sector in {"REB", "SPY", "IGO", "NGO"}
