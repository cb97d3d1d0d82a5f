"""Plans across pages: one chain of versions, and what became of each."""

from __future__ import annotations

from dataclasses import replace

import pytest

from communique.model import (
    Account,
    Actor,
    ActorKind,
    EventType,
    Plan,
    Proposal,
    ProposalStatus,
    ProposalStep,
    Status,
    When,
    fact_id,
)  # fmt: skip
from communique.story.telling.happenings import happenings_of
from communique.story.telling.plans import plans_of
from tests.accounts import Draft, day
from tests.story.hands import desk_of, page

PS = ProposalStatus


def told(*accounts: Account, groups: tuple[tuple[str, ...], ...] = (), one_story: bool = True) -> tuple[Plan, ...]:
    stories = (tuple(a.article.id for a in accounts),) if one_story else ()
    desk = desk_of(accounts, stories)
    return plans_of(desk, happenings_of(desk, groups))


def speak(
    draft: Draft, words: str, name: str, *, points: int | None = None, author: str | None = None, **more: object
) -> str:
    cue = draft.span(words)
    by = draft.actor(author, kind=ActorKind.GOVERNMENT, country=author[:3].upper()) if author else None
    values: dict[str, object] = {"version_of": None, "status": None, "terms": (), "when": None} | more
    fact = Proposal(
        id=fact_id(draft.article, "proposal", cue), name=name, author=by, points=points,
        evidence=draft.cite(draft.article.text.splitlines()[-1], words),
        how="fact.proposals.named", score=0.6, **values,
    )  # type: ignore[arg-type]  # fmt: skip
    draft.facts.append(fact)
    return fact.id


def plan_page(
    name: str, published: str, points: int | None = None, author: str | None = "Norvia", origin: str = "Kosta Herald"
) -> Account:
    draft = page(f"{author or 'Norvia'} and Estmark spoke of the {name}.", published, origin)
    speak(draft, name, name, points=points, author=author)
    return draft.account()


def chains(plans: tuple[Plan, ...]) -> list[list[tuple[int | None, int]]]:
    return [[(d.points, len(d.facts)) for d in p.drafts] for p in plans]


def test_a_chain_of_versions_by_points() -> None:
    plans = told(
        plan_page("28-point plan", "2031-03-01", 28),
        plan_page("28-point plan", "2031-03-02", 28, origin="Vell Post"),
        plan_page("19-point plan", "2031-03-05", 19, author=None),
        plan_page("plan", "2031-03-06", None),
        plan_page("28-point plan", "2031-03-07", 28, author=None, origin="Vell Post"),
    )
    assert chains(plans) == [[(28, 3), (19, 2)]]
    assert plans[0].drafts[0].backing.origins == ("Kosta Herald", "Vell Post")
    assert len(plans[0].authors) == 1


def test_a_version_told_on_one_page_and_its_number_on_the_next() -> None:
    draft = page("Norvia's 28-point plan was leaked, and the updated plan sent.", "2031-03-01")
    first = speak(draft, "28-point plan", "28-point plan", points=28, author="Norvia", when=day("2031-02-20"))
    speak(draft, "updated plan", "28-point plan (updated)", version_of=first)
    plans = told(draft.account(), plan_page("19-point plan", "2031-03-05", 19))
    assert chains(plans) == [[(28, 1), (None, 1), (19, 1)]]
    assert (plans[0].name, plans[0].drafts[0].when) == ("28-point plan", day("2031-02-20"))


def test_a_plan_cut_to_fewer_points_in_one_sentence_is_a_version() -> None:
    draft = page("Norvia cut its peace plan to a 19-point plan.", "2031-03-05")
    speak(draft, "peace plan", "peace plan", author="Norvia")
    speak(draft, "19-point plan", "19-point plan", points=19)
    assert chains(told(plan_page("28-point plan", "2031-03-01", 28), draft.account())) == [[(28, 2), (19, 1)]]
    apart = page("Norvia has a peace plan. Others have a 19-point plan.", "2031-03-05")
    for words, points in (("peace plan", None), ("19-point plan", 19)):
        speak(apart, words, words, points=points)
    fact = apart.facts[1]
    sentence = apart.cite("Others have a 19-point plan.", "19-point plan")
    apart.facts[1] = replace(fact, evidence=sentence)  # type: ignore[type-var]
    first = replace(apart.facts[0], evidence=apart.cite("Norvia has a peace plan.", "peace plan"))  # type: ignore[type-var]
    apart.facts[0] = first
    assert chains(told(plan_page("28-point plan", "2031-03-01", 28), apart.account())) == [[(28, 2)], [(19, 1)]]


def test_the_authors_name_is_no_name_of_the_plan() -> None:
    draft = page("The Norvian side sent the Norvian plan.", "2031-03-05")
    speak(draft, "Norvian plan", "Norvian plan", author="Norvian")
    actor = draft.references[0].target
    assert isinstance(actor, Actor)
    draft.references[0] = replace(draft.references[0], target=replace(actor, name="Norvia", country="NOR"))
    assert chains(told(plan_page("plan", "2031-03-01"), draft.account())) == [[(None, 2)]]


@pytest.mark.parametrize(
    ("other", "one_story", "is_one"),
    [
        (plan_page("Harbour Charter", "2031-03-05", None, "Norvia", "Vell Post"), False, True),
        (plan_page("The Harbour Charter", "2031-03-05", None, None, "Vell Post"), False, True),
        (plan_page("Harbour Charter", "2031-03-05", None, "Estmark", "Vell Post"), True, False),
        (plan_page("Joint Harbour Charter", "2031-03-05", None, None, "Vell Post"), True, False),
        (plan_page("peace plan", "2031-03-05", None, "Norvia", "Vell Post"), True, False),
    ],
)
def test_which_names_are_one_plan(other: Account, one_story: bool, is_one: bool) -> None:
    plans = told(plan_page("Harbour Charter", "2031-03-01"), other, one_story=one_story)
    assert (len(plans) == 1) is is_one


def test_a_common_name_is_one_plan_only_within_a_story() -> None:
    pages = (plan_page("peace plan", "2031-03-01"), plan_page("peace plan", "2031-03-05", origin="Vell Post"))
    assert chains(told(*pages)) == [[(None, 2)]]
    assert len(told(*pages, one_story=False)) == 2
    resolutions = (plan_page("Resolution 12", "2031-03-01"), plan_page("Resolution 13", "2031-03-05"))
    assert len(told(*resolutions)) == 2


def test_two_plans_of_one_page_are_two() -> None:
    draft = page("Norvia's peace plan and Estmark's peace plan were read.", "2031-03-01")
    speak(draft, "Norvia's peace plan", "peace plan")
    speak(draft, "Estmark's peace plan", "peace plan")
    assert len(told(draft.account())) == 2


def signed(name: str, origin: str) -> tuple[Account, str]:
    draft = page(f"Norvia signed the {name}.", "2031-03-05", origin)
    event = draft.event(f"Norvia signed the {name}.", "signed", type=EventType.AGREE)
    speak(draft, name, name, events=(event,))
    return draft.account(), event


def test_one_happening_ties_two_names() -> None:
    (one, first), (other, second) = signed("Kosta accord", "Kosta Herald"), signed("interim deal", "Vell Post")
    assert len(told(one, other)) == 2
    assert len(told(one, other, groups=((first, second),), one_story=False)) == 1


def answered(origin: str, status: ProposalStatus = PS.REJECTED, when: When | None = None) -> Account:
    draft = page("Estmark turned down the 28-point plan.", "2031-03-05", origin)
    estmark = draft.actor("Estmark", kind=ActorKind.GOVERNMENT, country="EST")
    step = ProposalStep(status=status, by=(estmark,), when=when, cue=draft.span("turned down"))
    speak(draft, "28-point plan", "28-point plan", points=28, author=None, steps=(step,))
    return draft.account()


def test_one_answer_of_many_hands_is_one() -> None:
    friday = day("2031-03-04")
    (plan,) = told(answered("Kosta Herald"), answered("Vell Post", when=friday), answered("Northern Wire", PS.ACCEPTED))
    (draft,) = plan.drafts
    shown = {(a.status, a.when, len(a.facts), len(a.backing.origins)) for a in draft.answers}
    assert shown == {(PS.REJECTED, friday, 2, 2), (PS.ACCEPTED, None, 1, 1)}


def test_a_condition_is_found_by_the_words_before_the_plan() -> None:
    text = "Estmark would accept the 28-point plan if the prisoners came home."
    draft = page(text, "2031-03-05")
    condition = draft.span("if the prisoners came home")
    draft.event(text, "accept", type=EventType.AGREE, status=Status.CONDITIONAL, condition=condition)
    draft.event(text, "came home", type=EventType.AGREE, status=Status.CONDITIONAL, condition=condition)
    speak(draft, "28-point plan", "28-point plan", points=28)
    (plan,) = told(draft.account())
    assert [(a.status, len(a.facts)) for a in plan.drafts[0].answers] == [(PS.ACCEPTED, 2)]


@pytest.mark.parametrize(
    ("status", "kind", "expected"),
    [
        (Status.CONDITIONAL, EventType.AGREE, [PS.ACCEPTED]),
        (Status.CONDITIONAL, EventType.REJECT, [PS.REJECTED]),
        (Status.NEGATED, EventType.AGREE, []),
        (Status.CONDITIONAL, EventType.CONSULT, []),
    ],
)
def test_a_condition_comes_with_its_answer(status: Status, kind: EventType, expected: list[ProposalStatus]) -> None:
    text = "Estmark would accept the 28-point plan if the prisoners came home."
    draft = page(text, "2031-03-05")
    estmark = draft.actor("Estmark", kind=ActorKind.GOVERNMENT, country="EST")
    condition = draft.span("if the prisoners came home")
    event = draft.event(text, "accept", type=kind, status=status, actors=(estmark,), condition=condition)
    speak(draft, "28-point plan", "28-point plan", points=28, events=(event,))
    (plan,) = told(draft.account())
    answers = plan.drafts[0].answers
    assert [a.status for a in answers] == expected
    for answer in answers:
        assert answer.facts[0] == event
        assert answer.condition == condition


def test_many_plans_of_one_name_are_told_in_bounded_time() -> None:
    accounts = [
        plan_page("peace plan", f"2031-{1 + n // 28:02d}-{1 + n % 28:02d}", None, f"State{n}") for n in range(150)
    ]
    assert len(told(*accounts)) == 150
