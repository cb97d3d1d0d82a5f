"""Positions over time."""

from __future__ import annotations

from dataclasses import replace

import pytest

from communique.model import Account, ActorKind, Course, EventType, Move, Position, Standpoint, When
from communique.story.telling.courses import NEARNESS, courses_of, move
from tests.accounts import day
from tests.story.hands import desk_of, page

P, M = Standpoint, Move


def stands(*rows: tuple[Standpoint, str], published: str | None, when: When | None = None, origin: str = "Kosta Herald",
           text: str = "Norvia spoke on the valley") -> Account:  # fmt: skip
    sentences = [f"{text} {n}." for n in range(len(rows))]
    draft = page(" ".join(sentences), published, origin)
    norvia = draft.actor("Norvia", kind=ActorKind.GOVERNMENT, country="NOR")
    positions = []
    for sentence, (stance, issue) in zip(sentences, rows, strict=True):
        fact = draft.event(sentence, "spoke", type=EventType.REQUEST, actors=(norvia,), when=when)
        positions.append(
            Position(party=norvia, issue=issue, stance=stance, facts=(fact,), words=(), how="fact.positions.said")
        )
    return replace(draft.account(), positions=tuple(positions))


def one(*accounts: Account) -> Course:
    (found,) = courses_of(desk_of(accounts))
    return found


def shown(course: Course) -> tuple[list[str], list[str]]:
    return [s.stance.value for s in course.stands], [m.value for m in course.moves]


def test_a_moved_position() -> None:
    course = one(
        stands((P.REJECTS, "territory"), published="2031-03-01"),
        stands((P.OFFERS, "territory"), published="2031-03-09", text="Norvia spoke of giving"),
        stands((P.DEMANDS, "territory"), published="2031-03-12", text="Norvia spoke of wanting"),
    )
    assert shown(course) == (["rejects", "offers", "demands"], ["nearer", "further"])
    assert [s.dated for s in course.stands] == [False] * 3
    assert course.stands[0].when == day("2031-03-01")


def test_the_same_stance_again_is_one_stand_with_more_hands() -> None:
    course = one(
        stands((P.REJECTS, "arms"), published="2031-03-01", origin="Northern Wire"),
        stands((P.REJECTS, "arms"), published="2031-03-02", origin="Vell Post", text="Norvia spoke anew"),
    )
    assert shown(course) == (["rejects"], [])
    assert (len(course.stands[0].facts), course.stands[0].backing.origins) == (2, ("Northern Wire", "Vell Post"))


def test_an_old_wire_printed_again_is_no_step_back() -> None:
    course = one(
        stands((P.REJECTS, "arms"), published="2031-03-01", origin="Northern Wire"),
        stands((P.AGREES, "arms"), published="2031-03-05", text="Norvia spoke warmly"),
        stands((P.REJECTS, "arms"), published="2031-03-09", origin="Late Paper"),
    )
    assert shown(course) == (["rejects", "agrees"], ["nearer"])
    assert len(course.stands[0].facts) == 2


def test_the_day_of_the_fact_outranks_that_of_the_page() -> None:
    course = one(
        stands((P.AGREES, "arms"), published="2031-03-02", text="Norvia spoke warmly"),
        stands((P.REJECTS, "arms"), published="2031-03-09", when=day("2031-02-01")),
    )
    assert shown(course) == (["rejects", "agrees"], ["nearer"])
    assert [s.dated for s in course.stands] == [True, False]


def test_what_is_held_together_is_no_move() -> None:
    both = stands((P.DEMANDS, "arms"), (P.THREATENS, "arms"), published="2031-03-02")
    assert shown(one(both)) == (["demands", "threatens"], ["steady"])
    later = stands((P.DEMANDS, "arms"), (P.SEEKS, "arms"), published="2031-03-04", text="Norvia spoke on")
    assert shown(one(stands((P.DEMANDS, "arms"), published="2031-03-01"), later)) == (["demands", "seeks"], ["steady"])


def test_one_page_that_dates_one_of_two_stances_tells_no_move() -> None:
    account = stands((P.AGREES, "arms"), (P.DOUBTS, "arms"), published="2031-03-09")
    first = replace(account.facts[0], when=day("2031-03-05"))  # type: ignore[call-arg]
    dated = replace(account, facts=(first, *account.facts[1:]))
    assert shown(one(dated)) == (["agrees", "doubts"], ["steady"])


def test_undated_pages_come_last_and_tell_no_move() -> None:
    course = one(
        stands((P.AGREES, "arms"), published=None, text="Norvia spoke warmly"),
        stands((P.REJECTS, "arms"), published="2031-03-09"),
    )
    assert shown(course) == (["rejects", "agrees"], ["steady"])
    assert course.stands[1].when is None


def test_each_party_and_issue_has_its_course() -> None:
    found = courses_of(desk_of([stands((P.AGREES, "arms"), (P.REJECTS, "borders"), published="2031-03-02")]))
    assert [(c.issue, shown(c)) for c in found] == [("arms", (["agrees"], [])), ("borders", (["rejects"], []))]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (P.REJECTS, P.DEMANDS, M.NEARER),
        (P.DEMANDS, P.CONDITIONS, M.NEARER),
        (P.CONDITIONS, P.SEEKS, M.NEARER),
        (P.SEEKS, P.OFFERS, M.NEARER),
        (P.OFFERS, P.AGREES, M.NEARER),
        (P.AGREES, P.THREATENS, M.FURTHER),
        (P.AGREES, P.SUPPORTS, M.STEADY),
        (P.REJECTS, P.CONDEMNS, M.STEADY),
        (P.ACCUSES, P.AGREES, M.STEADY),
        (P.AGREES, P.DENIES, M.STEADY),
    ],
)
def test_the_order_of_standpoints(before: Standpoint, after: Standpoint, expected: Move) -> None:
    assert move(before, after) is expected


def test_every_standpoint_has_a_place_or_is_left_out_on_purpose() -> None:
    assert set(P) - set(NEARNESS) == {P.ACCUSES, P.DENIES}
