"""Happenings: one line for what many pages tell."""

from __future__ import annotations

from dataclasses import replace

import pytest

from communique.model import Actor, ActorKind, EventType, Happening, Meeting, PlaceKind, Status, When
from communique.story.telling.happenings import happenings_of
from tests.accounts import Draft, day
from tests.story.hands import desk_of, page

STATE, GROUP = ActorKind.GOVERNMENT, ActorKind.GROUP


def met(status: Status, published: str, origin: str, **more: object) -> tuple[Draft, str]:
    draft = page("Ada Voss met Ivo Brandt.", published, origin)
    return draft, draft.event("Ada Voss met Ivo Brandt.", "met", status=status, **more)


def one(*pages: tuple[Draft, str]) -> Happening:
    return happenings_of(desk_of(d.account() for d, _ in pages), (tuple(f for _, f in pages),))[0]


S = Status


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        ([S.PLANNED, S.HAPPENED, S.HISTORICAL], S.HAPPENED),
        ([S.HISTORICAL], S.HISTORICAL),
        ([S.ONGOING, S.HAPPENED], S.HAPPENED),
        ([S.HAPPENED, S.DENIED], S.HAPPENED),
        ([S.HAPPENED, S.DENIED, S.NEGATED], S.NEGATED),
        ([S.PLANNED, S.CANCELLED], S.CANCELLED),
        ([S.CANCELLED, S.PLANNED], S.PLANNED),
        ([S.PLANNED, S.NEGATED], S.NEGATED),
        ([S.EXPECTED, S.PLANNED, S.PLANNED], S.PLANNED),
    ],
)
def test_status_by_origins_and_order(statuses: list[Status], expected: Status) -> None:
    pages = [met(s, f"2031-03-0{n + 1}", f"Paper {n}") for n, s in enumerate(statuses)]
    assert one(*pages).status is expected


def test_one_wire_on_many_outlets_counts_once() -> None:
    pages = [met(S.HAPPENED, f"2031-03-0{n}", "Northern Wire") for n in range(1, 6)]
    found = one(*pages)
    assert found.backing.origins == ("Northern Wire",)
    assert len(found.backing.articles) == len(found.facts) == 5
    both = one(*pages, met(S.HAPPENED, "2031-03-07", "Kosta Herald"), met(S.HAPPENED, "2031-03-08", "?"))
    assert (len(both.backing.origins), both.backing.unknown) == (2, ("?",))


def test_type_and_mode_are_those_of_most_origins_not_of_most_pages() -> None:
    wire = [met(S.HAPPENED, f"2031-03-0{n}", "Northern Wire", mode="phone") for n in range(1, 4)]
    others = [
        met(S.HAPPENED, "2031-03-05", name, type=EventType.AGREE, mode="ratify")
        for name in ("Kosta Herald", "Vell Post")
    ]
    found = one(*wire, *others)
    assert (found.type, found.mode) == (EventType.AGREE, "ratify")


def test_a_page_that_calls_it_off_does_not_tell_that_it_was_held() -> None:
    planned = met(S.PLANNED, "2031-03-01", "Kosta Herald")
    draft, off = met(S.CANCELLED, "2031-03-05", "Vell Post")
    visit = draft.event("Ada Voss met Ivo Brandt.", "Ada", status=S.HAPPENED)
    assert one(planned, (draft, off)).status is S.CANCELLED
    desk = desk_of([planned[0].account(), draft.account()])
    (both,) = happenings_of(desk, ((planned[1], off, visit),))
    assert both.status is S.CANCELLED


def span(first: str, last: str) -> When:
    return replace(day(first), latest=last, edtf=f"{first}/{last}")


def test_the_narrowest_time_that_most_agree_on() -> None:
    week, tuesday, friday = span("2031-03-03", "2031-03-09"), day("2031-03-04"), day("2031-03-07")
    found = one(
        met(S.HAPPENED, "2031-03-08", "Northern Wire", when=tuesday),
        met(S.HAPPENED, "2031-03-09", "Kosta Herald", when=week),
        met(S.HAPPENED, "2031-03-09", "Vell Post", when=tuesday),
        met(S.HAPPENED, "2031-03-10", "Harbour Gazette", when=friday),
    )
    assert found.when == tuesday


def test_of_two_times_of_one_hand_the_narrower_and_of_the_types_modes_that_of_its_own() -> None:
    week, tuesday = span("2031-03-03", "2031-03-09"), day("2031-03-04")
    pages = [met(S.HAPPENED, f"2031-03-0{n}", "A", when=w) for n, w in ((8, tuesday), (9, week))]
    assert one(*pages).when == tuesday
    agreed = [met(S.HAPPENED, "2031-03-05", n, type=EventType.AGREE) for n in ("A", "B")]
    assert one(*agreed, met(S.HAPPENED, "2031-03-06", "C", mode="phone")).mode is None


def test_the_day_it_was_held_wins_over_the_day_it_was_announced_for() -> None:
    found = one(
        met(S.PLANNED, "2031-03-01", "Northern Wire", when=day("2031-03-04")),
        met(S.PLANNED, "2031-03-01", "Kosta Herald", when=day("2031-03-04")),
        met(S.HAPPENED, "2031-03-06", "Vell Post", when=day("2031-03-05")),
    )
    assert found.when == day("2031-03-05")


def test_a_town_inside_the_country_is_the_place() -> None:
    pages = []
    for n, (name, kind) in enumerate((("Norvia", PlaceKind.COUNTRY), ("Kosta", PlaceKind.CITY))):
        draft = page(f"They met in {name}.", f"2031-03-0{n + 1}", f"Paper {n}")
        place = draft.place(name, kind, "NOR")
        pages.append((draft, draft.event(f"They met in {name}.", "met", where=place)))
    pages.reverse()
    found = one(*pages)
    assert found.where is not None
    assert found.where.name == "Kosta"


def test_a_joint_party_gives_way_to_its_members() -> None:
    first = page("Norvia and Estmark met.", "2031-03-01", "Northern Wire")
    sides = tuple(first.actor(n, kind=STATE, country=c) for n, c in (("Norvia", "NOR"), ("Estmark", "EST")))
    one_fact = first.event("Norvia and Estmark met.", "met", actors=sides)
    second = page("The two sides, Norvia and Estmark, met.", "2031-03-02", "Kosta Herald")
    members = tuple(second.actor(n, kind=STATE, country=c) for n, c in (("Norvia", "NOR"), ("Estmark", "EST")))
    joint = Actor(id="joint", name="two sides", kind=GROUP, country=None, sector=None, members=members)
    second.refer("two sides", joint, "reference.groups.joint")
    other = second.event("The two sides, Norvia and Estmark, met.", "met", actors=("joint",))
    desk = desk_of([first.account(), second.account()])
    found = happenings_of(desk, ((one_fact, other),))[0]
    assert [desk.parties.by_id(p).name for p in found.actors] == ["Norvia", "Estmark"]
    alone = happenings_of(desk, ())[1]
    assert [desk.parties.by_id(p).name for p in alone.actors] == ["two sides"]


def test_people_only_described_on_copies_are_there_once_and_a_side_is_that_of_most() -> None:
    pages = []
    for n in range(3):
        draft = page("Norvia fired on two officials.", f"2031-03-0{n + 1}", f"Paper {n}")
        norvia = draft.actor("Norvia", kind=STATE, country="NOR")
        people = draft.actor("two officials", kind=GROUP)
        sides = {"actors": (norvia,), "recipients": (people,)}
        if n == 1:
            sides = {"actors": (people,), "recipients": (norvia,)}
        pages.append((draft, draft.event("Norvia fired on two officials.", "fired", type=EventType.ASSAULT, **sides)))
    desk = desk_of(d.account() for d, _ in pages)
    found = happenings_of(desk, (tuple(f for _, f in pages),))[0]
    assert [desk.parties.by_id(p).name for p in found.actors] == ["Norvia"]
    assert [desk.parties.by_id(p).name for p in found.recipients] == ["two officials"]


def test_an_event_in_no_group_stands_for_itself_and_strange_ids_are_passed_over() -> None:
    (draft, fact) = met(S.HAPPENED, "2031-03-01", "Northern Wire", meeting=Meeting(participants=()))
    desk = desk_of([draft.account()])
    assert [h.facts for h in happenings_of(desk, (("no such fact",), (), (fact, fact, "no"), (fact,)))] == [(fact,)]
    assert happenings_of(desk, ()) == happenings_of(desk, ((fact,),))
