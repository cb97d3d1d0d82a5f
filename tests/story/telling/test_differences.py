"""Differences between accounts of one happening, and what is none."""

from __future__ import annotations

import pytest

from communique.model import ActorKind, Difference, DifferenceKind, EventType, Meeting, Place, PlaceKind, Status
from communique.story.telling.differences import differences_of
from communique.story.telling.happenings import happenings_of
from tests.accounts import Draft, day
from tests.story.hands import desk_of, page

S, E, K = Status, EventType, DifferenceKind
STATE = ActorKind.GOVERNMENT
Told = tuple[Draft, str]


def found(*pages: Told) -> tuple[Difference, ...]:
    desk = desk_of({d.article.id: d.account() for d, _ in pages}.values())
    group = tuple(f for _, f in pages)
    return differences_of(desk, happenings_of(desk, (group,)))


def says(text: str, cue: str, published: str = "2031-03-05", origin: str = "Kosta Herald", **more: object) -> Told:
    draft = page(text, published, origin)
    return draft, draft.event(text, cue, **({"type": E.ASSAULT} | more))


def values(differences: tuple[Difference, ...]) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(d.kind.value, d.subject, tuple(v.value for v in d.versions)) for d in differences]


def test_two_tolls_of_two_hands_stand_side_by_side_in_the_order_of_publication() -> None:
    told = found(
        says("The blast killed 20 people.", "blast", "2031-03-06", "Vell Post"),
        says("The blast killed 12 people.", "blast", "2031-03-05"),
        says("The blast killed at least 12 people.", "blast", "2031-03-07", "Northern Wire"),
    )
    assert values(told) == [("number", "people killed", ("12", "20"))]
    first, second = told[0].versions
    assert first.backing.origins == ("Kosta Herald", "Northern Wire")
    assert (len(first.facts), second.backing.origins, told[0].how) == (
        2,
        ("Vell Post",),
        "story.telling.differences.numbers",
    )
    assert first.words is not None


@pytest.mark.parametrize(
    ("other", "origin", "more"),
    [
        ("The blast killed at least 10 people.", "Vell Post", {}),
        ("The blast killed about 13 people.", "Vell Post", {}),
        ("The blast killed 20 people.", "Kosta Herald", {}),
        ("The blast killed 20 children.", "Vell Post", {}),
        ("The blast wounded 20 people.", "Vell Post", {}),
        ("The blast could have killed 20 people.", "Vell Post", {"status": S.POSSIBLE}),
    ],
)
def test_numbers_that_do_not_differ(other: str, origin: str, more: dict[str, object]) -> None:
    assert found(says("The blast killed 12 people.", "blast"), says(other, "blast", "2031-03-06", origin, **more)) == ()


def test_a_refusal_is_not_the_deed_refused() -> None:
    refused = says("Norvia refused to leave Vell.", "refused", "2031-03-05", "Vell Post", type=E.REJECT)
    stayed = [
        says(f"{who} said Norvia had not left Vell.", "left", origin=who, type=E.RETREAT, status=S.NEGATED)
        for who in ("Kosta Herald", "Northern Wire")
    ]
    assert found(refused, *stayed) == ()
    left = says("Norvia left Vell.", "left", "2031-03-05", "Lund Mail", type=E.RETREAT)
    assert [d[0] for d in values(found(left, *stayed))] == ["status"]


def test_a_number_is_that_of_the_event_it_stands_nearest_to() -> None:
    text = "Norvia freed four sailors in an exchange."
    draft = page(text, "2031-03-05", "Kosta Herald")
    draft.event(text, "freed", type=E.RETREAT)
    exchange = draft.event(text, "exchange", type=E.CONCEDE)
    other = says("Estmark freed seven sailors.", "freed", "2031-03-06", "Vell Post", type=E.CONCEDE)
    assert found((draft, exchange), other) == ()


def test_a_page_of_no_known_hand_is_another_hand() -> None:
    told = found(says("It killed 12.", "killed", origin="?1"), says("It killed 20.", "killed", "2031-03-06", "?2"))
    assert values(told) == [("number", "people killed", ("12", "20"))]
    assert (told[0].versions[0].backing.origins, told[0].versions[0].backing.unknown) == ((), ("?1",))


def on(iso: str, words: str, origin: str, text: str = "Norvia struck the port.", **more: object) -> Told:
    return says(text, "struck", "2031-03-09", origin, when=day(iso, words), **more)


def test_days_that_exclude_each_other() -> None:
    told = found(on("2031-03-03", "on Monday", "Kosta Herald"), on("2031-03-05", "on 5 March", "Vell Post"))
    assert values(told) == [("date", "day", ("2031-03-03", "2031-03-05"))]
    assert not found(on("2031-03-03", "on Monday", "Kosta Herald"), on("2031-03-03", "on Monday", "Vell Post"))


@pytest.mark.parametrize(
    "other",
    [
        on("2031-03-05", "on Wednesday", "Kosta Herald"),
        on("2031-03-05", "recently", "Vell Post"),
        on("2031-03-05", "on Wednesday", "Vell Post", status=S.PLANNED),
        on("2031-06-05", "on 5 June", "Vell Post"),
        on("2031-03-04", "on Tuesday", "Vell Post", text="Norvia struck the port early on Tuesday."),
        on("2031-03-05", "on Wednesday", "Vell Post", meeting=Meeting(participants=(), series="talks")),
    ],
)
def test_days_that_are_left_out(other: Told) -> None:
    assert found(on("2031-03-03", "on Monday", "Kosta Herald"), other) == ()


def test_what_may_be_said_again_has_no_day_to_differ_in() -> None:
    days = (("2031-03-03", "on Monday", "Kosta Herald"), ("2031-03-05", "on Wednesday", "Vell Post"))
    assert found(*(on(*d) for d in days))
    assert found(*(on(*d, type=E.ACCUSE) for d in days)) == ()


KOSTA = Place(id="k", name="Kosta", kind=PlaceKind.CITY, country="NOR", lat=10.0, lon=10.0)
VELL = Place(id="v", name="Vell", kind=PlaceKind.CITY, country="NOR", lat=12.0, lon=10.0)
SUBURB = Place(id="s", name="Kosta Hill", kind=PlaceKind.CITY, country="NOR", lat=10.1, lon=10.0)
NORVIA = Place(id="n", name="Norvia", kind=PlaceKind.COUNTRY, country="NOR")
ESTMARK = Place(id="e", name="Estmark", kind=PlaceKind.COUNTRY, country="EST")
KOSTA_AGAIN = Place(id="k2", name="The Kosta", kind=PlaceKind.CITY, country="NOR", lat=14.0, lon=10.0)
NOWHERE = Place(id="x", name="Ramel", kind=PlaceKind.CITY, country="NOR")


def at(place: Place, origin: str, **more: object) -> Told:
    text = f"They met in {place.name}, {origin} said."
    draft = page(text, "2031-03-05", origin)
    draft.refer(place.name, place, "reference.places.gazetteer")
    return draft, draft.event(text, "met", where=place.id, **more)


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        (KOSTA, VELL, True),
        (KOSTA, ESTMARK, True),
        (NORVIA, ESTMARK, True),
        (KOSTA, NORVIA, False),
        (KOSTA, SUBURB, False),
        (KOSTA, NOWHERE, False),
        (KOSTA, KOSTA, False),
        (KOSTA, KOSTA_AGAIN, False),
    ],
)
def test_places(one: Place, other: Place, differ: bool) -> None:
    told = found(at(one, "Kosta Herald"), at(other, "Vell Post"))
    assert [d.kind for d in told] == ([K.PLACE] if differ else [])
    assert not found(at(one, "Kosta Herald"), at(other, "Kosta Herald"))
    assert not found(at(one, "Kosta Herald", mode="phone"), at(other, "Vell Post", mode="phone"))
    assert not found(at(one, "Kosta Herald"), at(other, "Vell Post", status=S.PLANNED))


def strike(text: str, actor: str, recipient: str, origin: str, kind: EventType = E.ASSAULT) -> Told:
    draft = page(text, "2031-03-05" if origin == "Kosta Herald" else "2031-03-06", origin)
    ids = {n: draft.actor(n, kind=STATE, country=n[:3].upper()) for n in ("Norvia", "Estmark")}
    return draft, draft.event(text, "fired", type=kind, actors=(ids[actor],), recipients=(ids[recipient],))


def test_sides_turned_round() -> None:
    one = strike("Norvia fired on Estmark.", "Norvia", "Estmark", "Kosta Herald")
    other = strike("Estmark fired on Norvia.", "Estmark", "Norvia", "Vell Post")
    assert values(found(one, other)) == [("parties", "who acted", ("Norvia", "Estmark"))]
    assert not found(one, strike("Norvia fired on Estmark again.", "Norvia", "Estmark", "Vell Post"))
    same_hand = strike("Estmark fired on Norvia.", "Estmark", "Norvia", "Kosta Herald")
    assert not found(one, same_hand)
    assert not found(
        strike("Norvia fired on Estmark.", "Norvia", "Estmark", "Kosta Herald", E.CONSULT),
        strike("Estmark fired on Norvia.", "Estmark", "Norvia", "Vell Post", E.CONSULT),
    )


def test_present_on_one_page_and_absent_on_another_is_no_difference_of_status() -> None:
    first = page("Ada Voss met Ivo Brandt.", "2031-03-05", "Kosta Herald")
    people = tuple(first.actor(n) for n in ("Ada Voss", "Ivo Brandt"))
    met = first.event("Ada Voss met Ivo Brandt.", "met", actors=people)
    second = page("Ada Voss did not attend the talks.", "2031-03-05", "Vell Post")
    away = second.event(
        "Ada Voss did not attend the talks.", "attend", status=S.NEGATED, actors=(second.actor("Ada Voss"),)
    )
    told = found((first, met), (second, away))
    assert values(told) == [("parties", "presence of Ada Voss", ("present", "absent"))]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((S.HAPPENED, "05"), (S.DENIED, "06"), ("happened", "denied")),
        ((S.DENIED, "05"), (S.HAPPENED, "06"), ("denied", "happened")),
        ((S.HAPPENED, "05"), (S.NEGATED, "06"), ("happened", "did not happen")),
        ((S.NEGATED, "05"), (S.HAPPENED, "05"), ("did not happen", "happened")),
        ((S.HAPPENED, "05"), (S.CANCELLED, "06"), ("happened", "cancelled")),
        ((S.PLANNED, "05"), (S.HAPPENED, "06"), None),
        ((S.PLANNED, "05"), (S.CANCELLED, "06"), None),
        ((S.NEGATED, "05"), (S.HAPPENED, "06"), None),
        ((S.CANCELLED, "05"), (S.HAPPENED, "06"), None),
    ],
)
def test_status(one: tuple[Status, str], other: tuple[Status, str], expected: tuple[str, ...] | None) -> None:
    pages = [
        says("Norvia shelled the port.", "shelled", f"2031-03-{d}", n, status=s)
        for n, (s, d) in zip(("Kosta Herald", "Vell Post"), (one, other), strict=True)
    ]
    told = found(*pages)
    # Two pages of one day have no order.
    assert [(d.kind, {v.value for v in d.versions}) for d in told] == ([(K.STATUS, set(expected))] if expected else [])
    if expected and one[1] != other[1]:
        assert values(told) == [("status", "whether it happened", expected)]
    assert not found(pages[0], says("Norvia shelled it.", "shelled", "2031-03-09", "Kosta Herald", status=other[0]))


def test_not_yet_and_then_done_differ_only_where_both_are_of_one_day() -> None:
    text, monday = "Norvia shelled the port.", day("2031-03-03")
    pages = (
        says(text, "shelled", "2031-03-04", "Kosta Herald", status=S.NEGATED, when=monday),
        says(text, "shelled", "2031-03-06", "Vell Post", when=monday),
    )
    assert values(found(*pages)) == [("status", "whether it happened", ("did not happen", "happened"))]


def test_one_page_that_tells_both_is_no_difference_but_two_hands_that_tell_both_are() -> None:
    def both(origin: str) -> list[Told]:
        text = "Norvia shelled the port, Estmark said, but Norvia denied it."
        draft = page(text, "2031-03-05", origin)
        said = draft.event(text, "shelled", type=E.ASSAULT)
        return [(draft, said), (draft, draft.event(text, "denied it", type=E.ASSAULT, status=S.DENIED))]

    assert not found(*both("Kosta Herald"))
    assert [d.kind for d in found(*both("Kosta Herald"), *both("Vell Post"))] == [K.STATUS]
