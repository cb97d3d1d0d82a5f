"""What counts as news, what comes first, what is told of talks by several accounts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from communique.export.dossier import Scope, briefing
from communique.export.dossier.happened import points
from communique.model import BlockKind, Event, EventType, Meeting, OriginKind, Shelf, Standpoint, Status
from tests.accounts import HOPED, Draft, article_of
from tests.accounts import day as day_of
from tests.export_dossier.norvia import Maker, case
from tests.export_dossier.test_briefing import SCOPE, chapter, lines_of


@pytest.mark.parametrize(
    ("told", "since", "tag"),
    [
        (("wire", "wire2"), date(2026, 5, 5), "told before as planned"),  # announced and held, on one wire
        (("times", "wire2"), date(2026, 5, 6), "told before as happened"),  # held, now by a second origin
        (("wire", "copy1"), date(2026, 5, 2), None),
        (("times",), date(2026, 5, 6), None),
        (("times",), date(2026, 5, 5), ""),
    ],
)
def test_a_new_status_and_a_new_origin_are_news(told, since, tag):
    maker = Maker()
    dossier = maker.dossier()
    talks = replace(dossier.happenings[0], facts=tuple(maker.fact(name) for name in told))
    alone = replace(dossier, happenings=(talks,), rounds=())
    found = chapter(briefing(alone, Shelf(maker.accounts.values()), replace(SCOPE, since=since)), "Other happenings")
    assert (found is None) == (tag is None)
    if found is not None:
        tags = found.groups[0].lines[0].tags
        assert (tag in tags) == bool(tag)


@pytest.mark.parametrize(
    ("origins", "day", "weighs"),
    [
        (1, "2026-05-15", 2),
        (3, "2026-05-15", 6),
        (9, "2026-05-15", 10),
        (3, "2026-05-08", 5),
        (3, "2026-05-09", 6),
        (3, "2025-05-15", -46),
        (3, "", -2),
        (3, "2026-06-15", 6),
    ],
)
def test_age_counts_against_backing(origins, day, weighs):
    assert points(origins, day, "2026-05-15") == weighs


@pytest.mark.parametrize(
    ("status", "other", "day", "aside"),
    [
        (Status.HAPPENED, Status.PLANNED, "2026-05-01", ""),
        (Status.HAPPENED, Status.PLANNED, "2026-05-09", "also told as planned"),
        (Status.HAPPENED, Status.DENIED, "2026-05-01", "also told as denied"),
        (Status.HAPPENED, Status.POSSIBLE, "2026-05-01", "also told as possible"),
        (Status.HAPPENED, Status.ONGOING, "2026-05-09", ""),
        (Status.PLANNED, Status.HAPPENED, "2026-05-01", "also told as happened"),
    ],
)
def test_accounts_that_give_another_status_are_told_of(status, other, day, aside):
    maker = Maker()
    accounts = {}
    for name, given, published in (("times", status, "2026-05-05"), ("wire2", other, day)):
        account = maker.accounts[name]
        facts = tuple(replace(f, status=given) if isinstance(f, Event) else f for f in account.facts)
        article = replace(account.article, published=day_of(published))
        accounts[name] = replace(account, article=article, facts=facts)
    dossier = maker.dossier()
    talks = replace(dossier.happenings[0], status=status, facts=(maker.fact("times"), maker.fact("wire2")))
    alone = replace(dossier, happenings=(talks,), rounds=())
    found = chapter(briefing(alone, Shelf(accounts.values()), SCOPE), "Other happenings")
    assert found.groups[0].lines[0].tags == (status.value, *((aside,) if aside else ()))


def test_the_label_tells_the_day_once():
    made = case()
    found = chapter(briefing(made.dossier, made.shelf, SCOPE), "Other happenings").groups[0].lines[0]
    assert (found.label, found.sentence) == ("7 May 2026", "Estmark army used force in Port Arle.")


def test_what_nobody_dates_says_when_it_was_told():
    made = case()
    one = next(h for h in made.dossier.happenings if h.when is not None and not h.mode)
    alone = replace(made.dossier, happenings=(replace(one, when=None),), stories=(), rounds=())
    (line,) = chapter(briefing(alone, made.shelf, SCOPE), "Other happenings").groups[0].lines
    assert line.label.startswith("Told ")
    assert line.label.endswith(" 2026, date not told")


def test_an_origin_that_has_it_on_somebodys_word_is_told():
    maker = Maker()
    words = "Estmark said Norvia had shelled the port."
    draft = Draft(replace(article_of((BlockKind.BODY, words)), publisher="Hill Courier"))
    said = draft.statement(words, "said", "Norvia had shelled the port")
    fact = draft.event(words, "shelled", type=EventType.ASSAULT, said_in=said)
    dossier = maker.dossier()
    hand = replace(dossier.origins[0], id="hill", kind=OriginKind.OUTLET, name="Hill", articles=(draft.article.id,))
    shelling = replace(dossier.happenings[2], facts=(maker.fact("post"), fact))
    dossier = replace(dossier, happenings=(shelling,), origins=(*dossier.origins, hand), rounds=())
    brief = briefing(dossier, Shelf([*maker.accounts.values(), draft.account()]), SCOPE)
    (line,) = chapter(brief, "Other happenings").groups[0].lines
    assert line.backing == "2 origins"
    assert "1 of 2 origins on somebody's word" in line.tags
    alone = replace(dossier, happenings=(replace(shelling, facts=(fact,)),))
    brief = briefing(alone, Shelf([*maker.accounts.values(), draft.account()]), SCOPE)
    (line,) = chapter(brief, "Other happenings").groups[0].lines
    assert line.sentence.endswith("it is reported.")


def test_a_round_is_told_by_all_its_accounts():
    """The mediator stands in one account, the outcome in another; both are told, each with the page that says so."""
    maker = Maker()
    held = "Ada Voss and Ivo Berg met in Lundal under Sela Marn and agreed to meet again."
    draft = Draft(replace(article_of((BlockKind.BODY, held)), publisher="Hill Courier"))
    marn = draft.actor("Sela Marn")
    table = Meeting(participants=(), mediator=marn, outcome=draft.span("agreed to meet again"))
    second = draft.event(held, "met", meeting=table)
    dossier = maker.dossier()
    parties = tuple(replace(p, actors=(*p.actors, marn)) if p.name == "Sela Marn" else p for p in dossier.parties)
    talks = replace(dossier.happenings[0], facts=(maker.fact("wire2"), second))
    rounds = (replace(dossier.rounds[0], host=maker.party("Norvia")),)
    dossier = replace(dossier, happenings=(talks,), rounds=rounds, parties=parties)
    brief = briefing(dossier, Shelf([*maker.accounts.values(), draft.account()]), SCOPE)
    lines = chapter(brief, "Rounds of talks").groups[0].lines
    assert lines[0].sentence.endswith(", hosted by Norvia, mediated by Sela Marn.")
    assert lines[-1].sentence == "Outcome, in the page's words: agreed to meet again."
    (note,) = lines[-1].notes
    assert brief.notes[note - 1].quote == held
    assert brief.notes[note - 1].outlet == "Hill Courier"


def test_a_condition_in_a_sentence_of_its_own_is_cited():
    maker = Maker()
    page = "Norvia accepts the plan. It does so only if the port is opened. " + HOPED
    draft = Draft(article_of((BlockKind.BODY, page)))
    old = maker.accounts["update"].facts[1]
    cited = (*draft.cite("Norvia accepts the plan.", "plan"), *draft.cite(HOPED, "said"))
    cited += draft.cite("It does so only if the port is opened.", "only")
    draft.facts.append(replace(old, id="fact", evidence=cited, steps=()))
    dossier = maker.dossier()
    (plan,) = dossier.plans
    answer = replace(plan.drafts[1].answers[0], facts=("fact",), condition=draft.span("only if the port is opened"))
    plan = replace(plan, drafts=(replace(plan.drafts[1], facts=("fact",), answers=(answer,)),))
    dossier = replace(dossier, plans=(plan,), happenings=(), courses=(), differences=())
    brief = briefing(dossier, Shelf([draft.account()]), Scope(name="N", today=date(2026, 5, 20)))
    line = next(line for line in lines_of(brief) if "would accept" in line.sentence)
    assert [brief.notes[n - 1].quote for n in line.notes] == ["It does so only if the port is opened."]
    assert line.tags[0] == "accepted on condition only"


def test_what_nobody_dates_and_words_weigh_less():
    maker = Maker()
    dossier = maker.dossier()
    first = replace(dossier.happenings[4], type=EventType.CONSULT)
    sorts = (
        replace(first, id="a-undated", when=None),
        replace(first, id="b-words", type=EventType.ACCUSE),
        replace(first, id="c-deed"),
    )
    alone = replace(dossier, happenings=sorts, rounds=(), plans=(), courses=(), differences=())
    brief = briefing(alone, Shelf(maker.accounts.values()), SCOPE)
    told = [line.sentence.split(";")[0] for line in chapter(brief, "Key points").groups[0].lines]
    assert told == [
        "Ada Voss held talks on 15 May 2026.",
        "Ada Voss held talks.",
        "Ada Voss accused or criticised on 15 May 2026: a withdrawal in phases from the Velm valley.",
    ]


def test_a_footnote_tells_whose_text_it_is_unless_it_is_the_outlets_own():
    maker = Maker()
    accounts = [account for name, account in maker.accounts.items() if name != "wire"]
    hands = {note.outlet: note.hand for note in briefing(maker.dossier(), Shelf(accounts), SCOPE).notes}
    assert hands["Kosta Herald"] in {"", "text of Northern Wire"}
    assert hands["Northern Wire"] == ""
    assert hands["outlet not named"] == "origin unknown"
    only = [maker.accounts["copy1"]]
    (note, *_) = briefing(maker.dossier(), Shelf(only), SCOPE).notes
    assert (note.outlet, note.hand) == ("Kosta Herald", "text of Northern Wire")


def test_older_pages_that_are_cited_are_among_the_sources():
    made = case()
    brief = briefing(made.dossier, made.shelf, replace(SCOPE, since=date(2026, 5, 12)))
    shown = {(row.outlet, row.day) for group in chapter(brief, "Sources").groups for row in group.pages}
    assert ("Northern Wire", "1 May 2026") in shown  # where Norvia stood before
    assert ("Estmark Post", "8 May 2026") not in shown
    assert shown >= {(note.outlet, note.day) for note in brief.notes}


def test_a_stand_is_told_by_the_words_of_its_own_stance():
    made = case()
    (course,) = made.dossier.courses
    first = replace(course.stands[0], stance=Standpoint.REJECTS)
    brief = briefing(replace(made.dossier, courses=(replace(course, stands=(first,), moves=()),)), made.shelf, SCOPE)
    latest = chapter(brief, "Positions").groups[0].grid.rows[0][1]
    assert latest.words.startswith("refuses something (Ada Voss said")


def test_a_plan_without_a_name_says_so():
    made = case()
    (plan,) = made.dossier.plans
    bare = replace(plan, name=" ", authors=(), drafts=tuple(replace(d, name="", when=None) for d in plan.drafts))
    (group,) = chapter(briefing(replace(made.dossier, plans=(bare,)), made.shelf, SCOPE), "Proposals").groups
    assert group.title == "A plan without a name"
    assert group.lines[0].sentence == "A plan without a name, 10 points."
