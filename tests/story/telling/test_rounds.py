"""Rounds of talks and who sat at the table."""

from __future__ import annotations

from dataclasses import replace

import pytest

from communique.model import Actor, ActorKind, Meeting, Round, Status
from communique.story.telling.happenings import happenings_of
from communique.story.telling.rounds import rounds_of
from tests.accounts import Draft
from tests.story.hands import desk_of, page

STATE, GROUP, BODY = ActorKind.GOVERNMENT, ActorKind.GROUP, ActorKind.ORGANISATION
TEXT = "Ada Voss and Ivo Brandt met. Norvia, Estmark and Lund Pact hosted experts. Mara Lind mediated. Reporters left."


def draft(origin: str = "Kosta Herald") -> tuple[Draft, dict[str, str]]:
    made = page(TEXT, "2031-03-05", origin)
    ids = {
        "Ada Voss": made.actor("Ada Voss", country="NOR"),
        "Ivo Brandt": made.actor("Ivo Brandt", country="EST"),
        "Mara Lind": made.actor("Mara Lind", country="SWE"),
        "Norvia": made.actor("Norvia", kind=STATE, country="NOR"),
        "Estmark": made.actor("Estmark", kind=STATE, country="EST"),
        "Lund Pact": made.actor("Lund Pact", kind=BODY, country="LPX"),
        "experts": made.actor("experts", kind=GROUP),
        "Reporters": made.actor("Reporters", kind=GROUP, country="NOR"),
    }
    reporters = made.references[-1]
    assert isinstance(reporters.target, Actor)
    made.references[-1] = replace(reporters, target=replace(reporters.target, sector="JRN"))
    return made, ids


def rounds(
    names: tuple[str, ...], status: Status = Status.HAPPENED, mode: str | None = None, **meeting: object
) -> list[tuple[int | None, list[tuple[str, tuple[str, ...]]], str | None, str | None]]:
    made, ids = draft()
    people = tuple(ids[n] for n in names)
    more = {k: ids.get(v, v) if isinstance(v, str) else v for k, v in meeting.items()}
    made.event(
        TEXT,
        "met",
        actors=people,
        status=status,
        mode=mode,
        meeting=Meeting(participants=people, **more),  # type: ignore[arg-type]
    )
    desk = desk_of([made.account()])
    found: tuple[Round, ...] = rounds_of(desk, happenings_of(desk, ()))

    def name(party: str | None) -> str | None:
        return desk.parties.by_id(party).name if party else None

    def names_of(parties: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(desk.parties.by_id(p).name for p in parties)

    seats = [[(names_of((x.party,))[0], names_of(x.members)) for x in r.delegations] for r in found]
    return [(r.number, seat, name(r.host), name(r.mediator)) for r, seat in zip(found, seats, strict=True)]


def test_people_sit_with_their_state() -> None:
    assert rounds(("Ada Voss", "Ivo Brandt"), round=3, host="Norvia", mediator="Mara Lind") == [
        (3, [("Norvia", ("Ada Voss",)), ("Estmark", ("Ivo Brandt",))], "Norvia", "Mara Lind")
    ]
    assert rounds(("Norvia", "Ada Voss", "Estmark")) == [
        (None, [("Norvia", ("Ada Voss",)), ("Estmark", ())], None, None)
    ]


def test_a_person_of_a_state_nobody_names_stands_alone_and_so_does_a_body() -> None:
    assert rounds(("Mara Lind", "Lund Pact")) == [(None, [("Mara Lind", ()), ("Lund Pact", ())], None, None)]


def test_mediators_reporters_and_the_undescribed_are_no_delegation() -> None:
    seats = [("Norvia", ()), ("Estmark", ())]
    assert rounds(("Norvia", "experts", "Estmark", "Reporters")) == [(None, seats, None, None)]
    assert rounds(("Norvia", "Mara Lind", "Estmark"), mediator="Mara Lind") == [(None, seats, None, "Mara Lind")]


@pytest.mark.parametrize(
    ("status", "mode", "is_round"),
    [
        (Status.PLANNED, None, True),
        (Status.CANCELLED, None, True),
        (Status.NEGATED, None, False),
        (Status.OFFERED, None, False),
        (Status.HAPPENED, "phone", False),
        (Status.HAPPENED, "visit", True),
    ],
)
def test_what_is_a_round(status: Status, mode: str | None, is_round: bool) -> None:
    assert bool(rounds(("Norvia", "Estmark"), status, mode)) is is_round


def test_one_side_alone_is_no_round_unless_it_has_a_number() -> None:
    assert rounds(("Norvia", "Ada Voss")) == []
    assert [r[0] for r in rounds(("Norvia",), round=2)] == [2]


def test_the_number_most_origins_give() -> None:
    pages = []
    for origin, number in (("Kosta Herald", 2), ("Vell Post", 3), ("Northern Wire", 2)):
        made, ids = draft(origin)
        sides = (ids["Norvia"], ids["Estmark"])
        pages.append((made, made.event(TEXT, "met", actors=sides, meeting=Meeting(participants=sides, round=number))))
    desk = desk_of(d.account() for d, _ in pages)
    (one,) = rounds_of(desk, happenings_of(desk, (tuple(f for _, f in pages),)))
    assert one.number == 2


@pytest.mark.parametrize(("held", "expected"), [(None, None), (2, 2)])
def test_the_number_of_a_round_is_told_by_those_who_held_it(held: int | None, expected: int | None) -> None:
    facts, accounts = [], []
    for origin, status, number in (("A", Status.HAPPENED, held), ("B", Status.PLANNED, 3), ("C", Status.PLANNED, 3)):
        made, ids = draft(origin)
        people = (ids["Ada Voss"], ids["Ivo Brandt"])
        meeting = Meeting(participants=people, round=number)
        facts.append(made.event(TEXT, "met", actors=people, status=status, meeting=meeting))
        accounts.append(made.account())
    desk = desk_of(accounts)
    assert [r.number for r in rounds_of(desk, happenings_of(desk, (tuple(facts),)))] == [expected]
