"""Where accounts of one happening differ: in numbers, days, places, sides, and whether it took place at all.

Precision first: what may be told of two things, or be one thing said in two ways, is left out. Each rule says what.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import TypeVar

from communique.model import (
    Difference,
    DifferenceKind,
    Event,
    EventType,
    Happening,
    Place,
    PlaceKind,
    Span,
    Status,
    Version,
    digest,
)
from communique.story.parties import folded
from communique.story.telling.apart import absent, are_apart, is_day
from communique.story.telling.desk import AHEAD, DENIED, HELD, Desk, interval
from communique.story.telling.happenings import told_plainly
from communique.story.telling.numbers import Bound, groups_of, numbers_of

_SAID = frozenset(
    {EventType.REQUEST, EventType.ACCUSE, EventType.REJECT, EventType.THREATEN, EventType.SUPPORT, EventType.CONSULT}
)
_REPEATED = _SAID - {EventType.CONSULT}
"""What may be said again another day and elsewhere: two days of it are two times, no difference."""
_MUTUAL = frozenset({EventType.CONSULT, EventType.AGREE, EventType.COOPERATE})
_FURTHEST = 45
"""Days between two dates beyond which they are of two happenings rather than two accounts of one."""
_MOST = 200
"""How many events of one happening are compared, the first published first."""

Value = TypeVar("Value", bound=Hashable)
Rows = list[tuple[str, tuple[str, ...], Span | None]]


def differences_of(desk: Desk, happenings: Sequence[Happening]) -> tuple[Difference, ...]:
    """Return the differences between origins about each happening, in the order of the happenings."""
    return tuple(d for h in happenings if len(h.facts) > 1 for d in _of_happening(desk, h))


def _of_happening(desk: Desk, happening: Happening) -> Iterator[Difference]:
    events = [e for e in (desk.event(f) for f in happening.facts[:_MOST]) if e is not None]
    if len(desk.hands_of(*(e.id for e in events))) < 2:
        return
    yield from numbers(desk, happening, events)
    for kind, rule in (
        (DifferenceKind.DATE, dates),
        (DifferenceKind.PLACE, places),
        (DifferenceKind.PARTIES, turned),
        (DifferenceKind.PARTIES, missing),
        (DifferenceKind.STATUS, statuses),
    ):
        # "Norvia would not withdraw" is a refusal inside the withdrawal; that it was uttered is no withdrawal.
        own = [e for e in events if e.type is happening.type] if rule is statuses else events
        subject, rows = rule(desk, own)
        found = difference(desk, (kind, happening.id, subject), rows, f"story.telling.differences.{rule.__name__}")
        if found is not None:
            yield found


def difference(desk: Desk, what: tuple[DifferenceKind, str, str], rows: Rows, how: str) -> Difference | None:
    """Make a difference of versions (words, facts, place of the words), none where one hand alone is behind them all.

    Two numbers of one wire are no difference between accounts; a page whose hand is not known counts as another's
    here, since a copy would say the same.
    """
    kept = [(value, desk.sorted(facts), words) for value, facts, words in rows if facts]
    behind = [desk.hands_of(*facts) for _, facts, _ in kept]
    if len(kept) < 2 or not any(one != other or len(one) > 1 for one in behind for other in behind):
        return None
    kept.sort(key=lambda row: desk.order(row[1][0]))
    kind, about, subject = what
    return Difference(
        id=digest("difference", kind.value, about, subject, *(row[1][0] for row in kept)),
        kind=kind,
        about=about,
        subject=subject,
        versions=tuple(
            Version(value=value, facts=facts, backing=desk.backing(facts), words=words) for value, facts, words in kept
        ),
        how=how,
    )


def numbers(desk: Desk, happening: Happening, events: Sequence[Event]) -> Iterator[Difference]:
    """Find counts of one thing that cannot all be true: "killed 12" on one page, "killed 20" on another.

    "At least 12" agrees with 20, "about 300" with 310. A later page's higher toll is a difference too, in the order
    of publication. Left out: what is only planned or demanded, parts ("three children among them"), words for many.
    """
    found: dict[str, list[tuple[str, Bound]]] = {}
    for event in events:
        if event.status not in AHEAD:
            for bound in numbers_of(event, _others(desk, event)):
                found.setdefault(bound.subject, []).append((event.id, bound))
    for subject, given in found.items():
        rows: Rows = []
        for group in groups_of([bound.count for _, bound in given]):
            first, bound = given[group[0]]
            value = bound.words.of(desk.article_of(first).text)
            rows.append((value, tuple(given[n][0] for n in group), bound.words))
        one = difference(
            desk, (DifferenceKind.NUMBER, happening.id, subject), rows, "story.telling.differences.numbers"
        )
        if one is not None:
            yield one


def _others(desk: Desk, event: Event) -> list[Span]:
    """Return the words of the other events of a page."""
    facts = desk.shelf.account_of(event.id).facts
    return [e.cue for fact in facts if isinstance(fact, Event) and fact.id != event.id for e in fact.evidence]


def dates(desk: Desk, events: Sequence[Event]) -> tuple[str, Rows]:
    """Find days that exclude each other: "on 3 March" and "on 5 March".

    Left out: days to come (a meeting put off is no contradiction), what may be said again (demands, charges), meetings
    of several days, spans over a week, words without a day of their own ("recently"), a day either side of a night, and
    days over six weeks apart, which are those of two happenings.
    """
    told = [(e, days) for e in events if e.status in HELD and (days := is_day(desk, e)) is not None]
    told = [(e, days) for e, days in told if e.type not in _REPEATED]
    if any(e.meeting and (e.meeting.day or e.meeting.series) for e, _ in told):
        return "", []
    groups = _clusters([(e.id, days) for e, days in told], lambda a, b: a[0] <= b[1] and b[0] <= a[1])
    if any(_gap(groups[0][0], days) > _FURTHEST for days, _ in groups[1:]):
        return "", []
    return "day", [(_when(desk, facts[0]), facts, None) for _, facts in groups]


def _gap(one: tuple[str, str], other: tuple[str, str]) -> int:
    return abs((date.fromisoformat(one[0]) - date.fromisoformat(other[0])) // timedelta(days=1))


def _when(desk: Desk, fact: str) -> str:
    event = desk.event(fact)
    return event.when.edtf if event is not None and event.when is not None else ""


def places(desk: Desk, events: Sequence[Event]) -> tuple[str, Rows]:
    """Find places of one happening that lie apart: two towns far from each other, or a town of another country.

    Left out: a town and its country or region, two names within 50 kilometres, towns of one country that are on no
    map, calls, and what may be said in two places.
    """
    told = [(e.id, place) for e in events if (place := _where(desk, e)) is not None]
    # Narrow places first: a country is with the first town in it.
    told.sort(key=lambda row: (row[1].kind is PlaceKind.COUNTRY, desk.order(row[0])))
    groups = _clusters(told, lambda a, b: not are_apart(a, b))
    return "place", [(place.name, facts, None) for place, facts in groups]


def _where(desk: Desk, event: Event) -> Place | None:
    if event.status not in HELD or event.type in _REPEATED or event.mode == "phone":
        return None
    return desk.shelf.place(event.where)


def turned(desk: Desk, events: Sequence[Event]) -> tuple[str, Rows]:
    """Find sides turned round: Norvia fired on Estmark by one page, Estmark on Norvia by another.

    Left out: what both do (talks, agreements, clashes told with both on each side), and sides named on one page only.
    """
    told = []
    for event in events:
        actors, recipients = frozenset(desk.parties.ids(event.actors)), frozenset(desk.parties.ids(event.recipients))
        if event.type not in _MUTUAL and actors and recipients and not actors & recipients:
            told.append((event.id, actors, recipients))
    for at, (first, actors, recipients) in enumerate(told):
        against = [f for f, a, r in told[at + 1 :] if a & recipients and r & actors]
        if against:
            with_it = [f for f, a, r in told if f not in against and a & actors and r & recipients]
            rows: Rows = [
                (_names(desk, actors), (first, *with_it), None),
                (_names(desk, next(a for f, a, _ in told if f == against[0])), tuple(against), None),
            ]
            return "who acted", rows
    return "", []


def missing(desk: Desk, events: Sequence[Event]) -> tuple[str, Rows]:
    """Find who was there by one page and is said to have stayed away by another: "Voss did not attend".

    Left out: pages that only do not name somebody; who was away from a meeting that is still to come.
    """
    for event in events:
        for party in absent(desk, event):
            there = [
                e.id
                for e in events
                if e.status in HELD and e.id != event.id and party in desk.parties.ids((*e.actors, *e.recipients))
            ]
            if there:
                name = desk.parties.by_id(party).name
                return f"presence of {name}", [("present", tuple(there), None), ("absent", (event.id,), None)]
    return "", []


def statuses(desk: Desk, events: Sequence[Event]) -> tuple[str, Rows]:
    """Find what took place by one page and did not by another: reported, and denied, said not to be, or called off.

    Left out: planned and then held; "no deal yet" and then a deal (a page before it that denies nothing, of another
    day or none); called off and then held after all.
    """
    held = [e for e in told_plainly(desk, events) if e.status in HELD and e.status is not Status.HISTORICAL]
    if not held:
        return "", []
    first = min(desk.day(e.id) for e in held)
    against = [
        e
        for e in events
        if (e.status in DENIED or e.status is Status.CANCELLED)
        and not absent(desk, e)
        and (e.status is Status.DENIED or desk.day(e.id) > first or _one_day(e, held) or desk.day(e.id) == first != "")
    ]
    rows: Rows = [("happened", tuple(e.id for e in held), None)]
    for status in (Status.DENIED, Status.NEGATED, Status.CANCELLED):
        rows.append((_WORDS[status], tuple(e.id for e in against if e.status is status), None))
    return "whether it happened", rows


_WORDS = {Status.DENIED: "denied", Status.NEGATED: "did not happen", Status.CANCELLED: "cancelled"}


def _one_day(event: Event, held: Iterable[Event]) -> bool:
    mine = interval(event.when)
    return mine is not None and any(
        (days := interval(e.when)) is not None and days[0] <= mine[1] and mine[0] <= days[1] for e in held
    )


def _names(desk: Desk, parties: Iterable[str]) -> str:
    return ", ".join(sorted({desk.parties.by_id(p).name for p in parties}, key=folded))


def _clusters(
    told: Sequence[tuple[str, Value]], agree: Callable[[Value, Value], bool]
) -> list[tuple[Value, tuple[str, ...]]]:
    """Group facts by values that agree with the first of a group; each is in the first group it fits."""
    groups: list[tuple[Value, list[str]]] = []
    for fact, value in told:
        home = next((facts for core, facts in groups if agree(core, value)), None)
        if home is None:
            groups.append((value, [fact]))
        else:
            home.append(fact)
    return [(core, tuple(facts)) for core, facts in groups]
