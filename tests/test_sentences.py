"""The sentences of the record: times, verbs, states of affairs, and the page's own words where ours would break."""

from __future__ import annotations

from dataclasses import replace

import pytest

from communique.export import to_text
from communique.export.dates import duration_in_words, with_preposition
from communique.export.dates import in_words as date_in_words
from communique.export.verbs import clause, verb_of
from communique.model import (
    Actor,
    ActorKind,
    BlockKind,
    Event,
    EventType,
    Favour,
    Form,
    Proposal,
    ProposalStatus,
    ProposalStep,
    Role,
    Situation,
    Statement,
    Status,
    When,
    WhenType,
)
from tests.accounts import Draft, article_of, day, talks


@pytest.mark.parametrize("status", Status)
def test_what_did_not_happen_never_reads_as_done(status):
    draft = Draft(article_of((BlockKind.BODY, "A met B.")))
    draft.event("A met B.", "met", status=status)
    event = draft.facts[0]
    assert isinstance(event, Event)
    words = clause("A and B", verb_of(event), status, plural=True)
    assert (words == "A and B held talks") == (status is Status.HAPPENED)


@pytest.mark.parametrize("kind", EventType)
def test_every_event_type_has_a_verb(kind):
    draft = Draft(article_of((BlockKind.BODY, "A met B.")))
    draft.event("A met B.", "met", type=kind)
    assert to_text(draft.account())


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (day("2025-12-02"), "on 2 December 2025"),
        (("2025-11-01", "2025-11-30"), "in November 2025"),
        (("2025-12-04", "2025-12-05"), "between 4 and 5 December 2025"),
        (("2025-11-30", "2025-12-02"), "between 30 November and 2 December 2025"),
        (("2025-01-01", "2025-12-31"), "in 2025"),
        (("2024-12-30", "2025-01-02"), "between 30 December 2024 and 2 January 2025"),
        ((None, "2025-01-02"), "until 2 January 2025"),
        (("2025-01-02", None), "from 2 January 2025 on"),
        (("2025-12-02T14:30", "2025-12-02T14:30"), "on 2 December 2025, 14:30"),
    ],
)
def test_times_in_words(when, words):
    if isinstance(when, tuple):
        when = When(type=WhenType.DATE, earliest=when[0], latest=when[1], edtf="x", how="h")
    assert with_preposition(when) == words


@pytest.mark.parametrize(
    ("iso", "words"),
    [("PT5H~", "about 5 hours"), ("P1D", "1 day"), ("P2DT3H", "2 days 3 hours"), ("P", None), ("soon", None)],
)
def test_durations_in_words(iso, words):
    assert duration_in_words(iso) == words


def test_a_set_keeps_the_words_of_the_page():
    every = When(type=WhenType.SET, earliest=None, latest=None, edtf="XXXX-WXX-1", how="h", text="every Monday")
    assert date_in_words(every) == "every Monday"


def test_a_statement_without_content_still_has_a_sentence():
    draft = Draft(article_of((BlockKind.BODY, "The envoy spoke.")))
    draft.statement("The envoy spoke.", "spoke", "The envoy")
    fact = draft.facts[0]
    assert isinstance(fact, Statement)
    draft.facts[0] = replace(fact, content=())
    assert "no words given" in to_text(draft.account())


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({}, "Iran controls about a fifth of Geneva."),
        ({"holder": None, "what": "consists of", "extent": "two halves"}, "Geneva consists of two halves."),
        ({"holder": None, "what": "ceasefire in force", "object": None, "extent": None}, "Ceasefire in force."),
    ],
)
def test_states_of_affairs_in_words(change, words):
    draft = talks()
    draft.facts = [replace(fact, **change) for fact in draft.facts if isinstance(fact, Situation)]
    assert words in to_text(draft.account())


def test_a_visit_takes_its_place_without_a_preposition():
    draft = Draft(article_of((BlockKind.BODY, "The envoy visited Geneva.")))
    geneva = draft.place("Geneva")
    draft.event("The envoy visited Geneva.", "visited", mode="visit", where=geneva)
    assert "visited Geneva. [happened]" in to_text(draft.account())


# No broken sentences: where ours would be one, the page's words stand


@pytest.mark.parametrize(
    ("page", "cue", "shown"),
    [
        ("Norway backed the draft with caution, officials said.", "backed", "Norway backed: the draft with caution."),
        ("Norway spoke up for the draft.", "spoke up", "Norway backed: spoke up for the draft."),
        ("The draft was backed by Norway.", "backed", "Norway backed: The draft was backed by Norway."),
        ("The draft is one that Norway backed.", "backed", "Norway backed: The draft is one that Norway backed."),
    ],
)
def test_an_event_without_recipient_shows_what_the_page_says(page, cue, shown):
    draft = Draft(article_of((BlockKind.BODY, page)))
    norway = draft.actor("Norway", kind=ActorKind.GOVERNMENT, country="NOR")
    draft.event(page, cue, actors=(norway,), type=EventType.SUPPORT)
    assert f"- {shown} [happened]" in to_text(draft.account())


@pytest.mark.parametrize(
    ("page", "cue", "content", "shown"),
    [
        (
            "Statements by the envoy have moved the weight to trade.",
            "Statements",
            "moved the weight to trade",
            "said, in the page's words: Statements by the envoy have moved the weight to trade.",
        ),
        (
            "After the talks, which were called “useful”, she left.",
            "were called",
            "“useful”",
            "said, in the page's words: … were called “useful”.",
        ),
        ("The envoy said trade would grow.", "said", "trade would grow", "said: trade would grow."),
    ],
)
def test_what_is_no_clause_does_not_stand_after_said(page, cue, content, shown):
    draft = Draft(article_of((BlockKind.BODY, page)))
    draft.statement(page, cue, content, form=Form.MIXED)
    assert shown in " ".join(to_text(draft.account()).split())


def test_a_place_does_not_speak():
    page = "The plan was seen in Bergen as favourable to trade."
    draft = Draft(article_of((BlockKind.BODY, page)))
    bergen = draft.place("Bergen")
    draft.statement(page, "was seen", "favourable to trade", source=(draft.span("Bergen"),), where=bergen)
    assert "- Somebody in Bergen said: favourable to trade." in to_text(draft.account())


def test_a_plan_tells_who_decided_and_whom_it_favours():
    page = "Norvia rejected the ten-point plan of Estmark, which Lundal sees as favouring it."
    draft = Draft(article_of((BlockKind.BODY, page)))
    norvia, estmark, lundal = (draft.actor(name) for name in ("Norvia", "Estmark", "Lundal"))
    cue = draft.span("plan")
    plan = Proposal(
        id="plan",
        name="ten-point plan",
        author=estmark,
        points=10,
        version_of=None,
        status=ProposalStatus.REJECTED,
        terms=(),
        when=None,
        evidence=draft.cite(page, "plan"),
        how="test",
        score=0.8,
        steps=(ProposalStep(status=ProposalStatus.REJECTED, by=(norvia,), when=None, cue=draft.span("rejected")),),
        favours=(
            Favour(actor=estmark, by=(lundal,), cue=draft.span("favouring")),
            Favour(actor=norvia, by=(), cue=cue),
        ),
    )
    draft.facts.append(plan)
    told = " ".join(to_text(draft.account()).split())
    assert "Plan: ten-point plan, by Estmark, 10 points, rejected by Norvia;" in told
    assert "; seen by Lundal as favouring Estmark; seen as favouring Norvia." in told
    own = replace(plan, steps=(replace(plan.steps[0], by=(estmark,)),))
    draft.facts[-1] = own
    assert "10 points, rejected; seen" in " ".join(to_text(draft.account()).split())


def test_a_role_that_is_the_name_is_not_said_twice() -> None:
    draft = talks()
    at = next(k for k, r in enumerate(draft.references) if isinstance(r.target, Actor))
    actor = draft.references[at].target
    assert isinstance(actor, Actor)
    named = replace(actor, name="spokesman of the harbour", roles=(Role(text="spokesman of the harbour"),))
    draft.references = [replace(r, target=named) if r.target == actor else r for r in draft.references]
    assert "spokesman of the harbour, spokesman" not in to_text(draft.account())
    assert "spokesman of the harbour" in to_text(draft.account())
