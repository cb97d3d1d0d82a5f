"""Who holds what, and what is still open."""

from __future__ import annotations

from dataclasses import replace

import pytest

from communique.model import (
    Account,
    Act,
    ActorKind,
    EventType,
    OpenIssue,
    Openness,
    PlaceKind,
    Position,
    Situation,
    Standpoint,
    Status,
    fact_id,
)  # fmt: skip
from communique.story.telling.holdings import holdings_of, questions_of
from tests.story.hands import desk_of, page

STATE = ActorKind.GOVERNMENT


def holds(holder: str, extent: str, published: str, origin: str = "Kosta Herald") -> Account:
    text = f"{holder} holds {extent} of the Grey Delta."
    draft = page(text, published, origin)
    who = draft.actor(holder, kind=STATE, country=holder[:3].upper())
    where = draft.place("Grey Delta", PlaceKind.REGION, "NOR")
    cue = draft.span("holds")
    draft.facts.append(
        Situation(
            id=fact_id(draft.article, "situation", cue), what="controls", holder=who, object=where, extent=extent,
            evidence=draft.cite(text, "holds"), how="fact.situations.held", score=0.5,
        )
    )  # fmt: skip
    return draft.account()


def test_the_latest_first_and_the_older_behind_it() -> None:
    desk = desk_of(
        [
            holds("Norvia", "all", "2031-01-01"),
            holds("Estmark", "a third", "2031-03-01", "Vell Post"),
            holds("Estmark", "a third", "2031-03-04", "Northern Wire"),
            holds("Estmark", "a fifth", "2031-02-01"),
        ]
    )
    found = holdings_of(desk)
    assert [(desk.parties.by_id(h.holder or "").name, h.extent, h.when and h.when.edtf) for h in found] == [
        ("Estmark", "a third", "2031-03-04"),
        ("Estmark", "a fifth", "2031-02-01"),
        ("Norvia", "all", "2031-01-01"),
    ]
    assert found[0].backing.origins == ("Vell Post", "Northern Wire")
    assert {h.place for h in found} == {"Grey Delta"}


def opens(issue: str, state: Openness, published: str, origin: str = "Kosta Herald") -> Account:
    text = f"The matter of {issue} remains open."
    draft = page(text, published, origin)
    one = OpenIssue(issue=issue, state=state, facts=(), evidence=draft.cite(text, "open"), how="fact.open_issues.open")
    return replace(draft.account(), open_issues=(one,))


def agrees(
    issue: str, published: str, sides: int = 2, status: Status = Status.HAPPENED, condition: str = ""
) -> Account:
    text = f"Norvia and Estmark agreed on {issue}{condition}."
    draft = page(text, published)
    actors = tuple(draft.actor(n, kind=STATE, country=n[:3].upper()) for n in ("Norvia", "Estmark")[:sides])
    fact = draft.event(
        text,
        "agreed",
        type=EventType.AGREE,
        status=status,
        actors=actors,
        condition=draft.span(condition) if condition else None,
    )
    position = Position(
        party=actors[0], issue=issue, stance=Standpoint.AGREES, facts=(fact,), words=(), how="fact.positions.done"
    )
    return replace(draft.account(), positions=(position,))


def test_the_last_pages_say_how_it_is_open() -> None:
    found = questions_of(
        desk_of(
            [
                opens("borders", Openness.UNRESOLVED, "2031-03-01"),
                opens("borders", Openness.PENDING, "2031-03-05"),
                opens("borders", Openness.DISPUTED, "2031-03-05", "Vell Post"),
                opens("arms", Openness.PENDING, "2031-03-07"),
            ]
        )
    )
    assert [(q.issue, q.state, len(q.evidence)) for q in found] == [
        ("arms", Openness.PENDING, 1),
        ("borders", Openness.DISPUTED, 2),
    ]
    assert set(found[1].backing.origins) == {"Kosta Herald", "Vell Post"}


def test_the_two_sides_are_two() -> None:
    text = "The two sides agreed on borders."
    draft = page(text, "2031-03-05")
    sides = draft.actor("two sides", kind=ActorKind.GROUP)
    fact = draft.event(text, "agreed", type=EventType.AGREE, actors=(sides,))
    position = Position(
        party=sides, issue="borders", stance=Standpoint.AGREES, facts=(fact,), words=(), how="fact.positions.done"
    )
    said = draft.statement(text, "agreed", "on borders", act=Act.AGREE, speakers=(sides,))
    for rests_on in ((fact,), (said,)):
        settled = replace(draft.account(), positions=(replace(position, facts=rests_on),))
        assert questions_of(desk_of([opens("borders", Openness.DISPUTED, "2031-03-02"), settled])) == ()


@pytest.mark.parametrize(
    ("later", "is_open"),
    [
        (agrees("borders", "2031-03-05"), False),
        (agrees("borders", "2031-03-05", sides=1), True),
        (agrees("borders", "2031-03-05", status=Status.PLANNED), True),
        (agrees("borders", "2031-03-01"), True),
        (agrees("arms", "2031-03-05"), True),
        (agrees("borders", "2031-03-05", condition=" if the guns fall silent"), True),
    ],
)
def test_what_two_sides_agreed_on_later_drops_out(later: Account, is_open: bool) -> None:
    found = questions_of(desk_of([opens("borders", Openness.DISPUTED, "2031-03-02"), later]))
    assert [q.issue for q in found] == (["borders"] if is_open else [])


def test_peace_itself_does_not_drop_out_and_what_is_opened_anew_is_open() -> None:
    assert questions_of(desk_of([opens("peace", Openness.PENDING, "2031-03-02"), agrees("peace", "2031-03-05")]))
    again = opens("borders", Openness.DISPUTED, "2031-03-09", "Vell Post")
    pages = [opens("borders", Openness.DISPUTED, "2031-03-02"), agrees("borders", "2031-03-05"), again]
    assert [q.when for q in questions_of(desk_of(pages))] == [again.article.published]


def test_the_facts_of_the_sentence_stand_in_where_it_rests_on_none() -> None:
    text = "The borders remain open, Norvia demanded an answer."
    draft = page(text, "2031-03-01")
    fact = draft.event(text, "demanded", type=EventType.REQUEST)
    one = OpenIssue(
        issue="borders",
        state=Openness.DISPUTED,
        facts=(),
        evidence=draft.cite(text, "open"),
        how="fact.open_issues.open",
    )
    (question,) = questions_of(desk_of([replace(draft.account(), open_issues=(one,))]))
    assert question.facts == (fact,)
