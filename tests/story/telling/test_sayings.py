"""Speakers who say otherwise than before."""

from __future__ import annotations

from dataclasses import replace

import pytest

from communique.model import Account, Act, ActorKind, Difference, EventType, Position, Standpoint, Status
from communique.story.telling.happenings import happenings_of
from communique.story.telling.sayings import turns_of
from tests.accounts import Draft
from tests.story.hands import desk_of, page

A, S, P = Act, Status, Standpoint
STATE = ActorKind.GOVERNMENT


def told(*accounts: Account, group: tuple[str, ...] = ()) -> list[tuple[str, str, tuple[str, ...]]]:
    desk = desk_of(accounts)
    found: tuple[Difference, ...] = turns_of(desk, happenings_of(desk, (group,)))
    return [(desk.parties.by_id(d.about).name, d.subject, tuple(v.value for v in d.versions)) for d in found]


def saying(
    text: str, published: str, status: Status, speaker: str = "Estmark", act: Act = A.ASSERT
) -> tuple[Draft, str]:
    draft = page(text, published)
    actor = draft.actor(speaker, kind=STATE, country="EST")
    said = draft.statement(text, "said", "guns", speakers=(actor,), act=act)
    return draft, draft.event(text, "fired", type=EventType.ASSAULT, status=status, said_in=said)


@pytest.mark.parametrize(
    ("first", "second", "turned"),
    [
        ((S.HAPPENED, A.ASSERT), (S.DENIED, A.DENY), True),
        ((S.DENIED, A.DENY), (S.HAPPENED, A.ASSERT), True),
        ((S.PLANNED, A.PROMISE), (S.NEGATED, A.ASSERT), True),
        ((S.NEGATED, A.ASSERT), (S.HAPPENED, A.ASSERT), False),
        ((S.PLANNED, A.PROMISE), (S.HAPPENED, A.ASSERT), False),
        ((S.DENIED, A.DENY), (S.NEGATED, A.ASSERT), False),
        ((S.POSSIBLE, A.ASSERT), (S.DENIED, A.DENY), False),
    ],
)
def test_of_one_event(first: tuple[Status, Act], second: tuple[Status, Act], turned: bool) -> None:
    text = "Estmark said that its guns fired."
    one, old = saying(text, "2031-03-03", first[0], act=first[1])
    two, new = saying(text, "2031-03-05", second[0], act=second[1])
    found = told(one.account(), two.account(), group=(old, new))
    assert [f[:2] for f in found] == ([("Estmark", "assault")] if turned else [])
    same_day, new = saying(text, "2031-03-03", second[0], act=second[1])
    same_day.article = replace(same_day.article, id="other")
    assert told(one.account(), same_day.account(), group=(old, new)) == []


def test_what_another_party_denies_is_no_turn() -> None:
    one, old = saying("Estmark said that its guns fired.", "2031-03-03", S.HAPPENED)
    two, new = saying("Norvia said that no guns fired.", "2031-03-05", S.DENIED, "Norvia", A.DENY)
    assert told(one.account(), two.account(), group=(old, new)) == []


def words(text: str, content: str, published: str, act: Act, cue: str) -> Account:
    draft = page(text, published)
    actor = draft.actor("Ada Voss", country="NOR")
    draft.statement(text, cue, content, speakers=(actor,), act=act)
    return draft.account()


OPENS = words(
    "Ada Voss promised that the harbour of Kosta would open to grain ships.",
    "that the harbour of Kosta would open to grain ships", "2031-03-03", A.PROMISE, "promised",
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "content", "act", "cue", "turned"),
    [
        ("Ada Voss denied that Kosta would open its harbour to grain ships.",
         "that Kosta would open its harbour to grain ships", A.DENY, "denied", True),
        ("Ada Voss denied that Kosta had any quarrel with the union.",
         "that Kosta had any quarrel with the union", A.DENY, "denied", False),
        ("Ada Voss denied that ships of grain from Kosta had sunk last winter under heavy fire of unknown guns.",
         "that ships of grain from Kosta had sunk last winter under heavy fire of unknown guns",
         A.DENY, "denied", False),
        ("Ada Voss denied that the harbour of Kosta would not open to grain ships.",
         "that the harbour of Kosta would not open to grain ships", A.DENY, "denied", False),
        ("Ada Voss said that the harbour of Kosta would open to grain ships.",
         "that the harbour of Kosta would open to grain ships", A.ASSERT, "said", False),
    ],
)  # fmt: skip
def test_in_so_many_words(text: str, content: str, act: Act, cue: str, turned: bool) -> None:
    found = told(OPENS, words(text, content, "2031-03-05", act, cue))
    assert found == ([("Ada Voss", "what was said", ("promise", "deny"))] if turned else [])
    assert told(OPENS, words(text + " ", content, "2031-03-03", act, cue)) == []


def position(text: str, cue: str, stance: Standpoint, published: str, issue: str = "ceasefire") -> Account:
    draft = page(text, published)
    norvia = draft.actor("Norvia", kind=STATE, country="NOR")
    fact = draft.event(text, cue, type=EventType.REJECT, actors=(norvia,))
    mine = Position(party=norvia, issue=issue, stance=stance, facts=(fact,), words=(), how="fact.positions.said")
    return replace(draft.account(), positions=(mine,))


NO = position("Norvia rejected a ceasefire in the grey harbour.", "rejected", P.REJECTS, "2031-03-03")


@pytest.mark.parametrize(
    ("text", "cue", "stance", "turned"),
    [
        ("Norvia agreed to a ceasefire in the grey harbour.", "agreed", P.AGREES, True),
        ("Norvia offered a ceasefire at sea.", "offered", P.OFFERS, False),
        ("Norvia demanded a ceasefire in the grey harbour.", "demanded", P.DEMANDS, False),
        ("Norvia turned down a ceasefire in the grey harbour.", "turned", P.REJECTS, False),
    ],
)
def test_on_an_issue(text: str, cue: str, stance: Standpoint, turned: bool) -> None:
    found = told(NO, position(text, cue, stance, "2031-03-05"))
    assert found == ([("Norvia", "ceasefire", ("rejects", stance.value))] if turned else [])
    general = (
        position("Norvia rejected talks in the grey harbour.", "rejected", P.REJECTS, "2031-03-03", "talks"),
        position("Norvia agreed to talks in the grey harbour.", "agreed", P.AGREES, "2031-03-05", "talks"),
    )
    assert told(*general) == []


def test_the_same_answer_in_between_is_no_second_turn() -> None:
    yes = [
        position(f"Norvia agreed to a ceasefire in the grey harbour{end}", "agreed", P.AGREES, f"2031-03-0{n}")
        for n, end in ((5, "."), (6, " today."))
    ]
    assert len(told(NO, *yes)) == 1
    back = position("Norvia rejected the ceasefire in the grey harbour after all.", "rejected", P.REJECTS, "2031-03-08")
    assert len(told(NO, *yes, back)) == 2
