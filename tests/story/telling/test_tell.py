"""The dossier as a whole: stories, titles, moments, and that it is the same told again."""

from __future__ import annotations

import random
import time
from dataclasses import replace

import pytest

from communique.model import (
    Account,
    ActorKind,
    DifferenceKind,
    EventType,
    Meeting,
    Position,
    Shelf,
    Standpoint,
    Status,
    When,
)
from communique.story.parties import gather
from communique.story.telling.news import since
from communique.story.telling.tell import tell
from tests.accounts import Draft, day
from tests.story.hands import OneByOrigin, page, told

S = Status


def strike(
    text: str, published: str | None, origin: str, headline: str | None = None, when: When | None = None, **more: object
) -> tuple[Account, str]:
    draft = page(text, published, origin, headline)
    fact = draft.event(text, "blast", type=EventType.ASSAULT, when=when, **more)
    return draft.account(), fact


def test_the_title_is_the_headline_of_the_page_that_tells_what_most_hands_tell() -> None:
    first, a = strike("A blast shook Kosta.", "2031-03-01", "?", "  Kosta \n shaken ")
    second, b = strike("A blast shook the port of Kosta.", "2031-03-02", "Vell Post", "Port is shut")
    third, c = strike("A blast shook all of Kosta.", "2031-03-03", "Kosta Herald", "Three days on")
    alone, _ = strike("A blast was feared in Vell.", "2031-02-01", "Northern Wire", "Fear in Vell")
    dossier = told([first, second, third, alone], ((a, b, c),))
    assert [s.title for s in dossier.stories] == ["Kosta shaken"]
    wire = [
        strike("A blast was feared in Vell.", f"2031-02-0{n}", "Northern Wire", f"Fear, day {n}") for n in range(2, 6)
    ]
    dossier = told([first, second, third, *(a for a, _ in wire)], ((a, b, c), tuple(f for _, f in wire)))
    assert [s.title for s in dossier.stories] == ["Kosta shaken"]
    bare, _ = strike("A blast shook Kosta.", "2031-03-01", "?", "")
    assert [s.title for s in told([bare]).stories] == ["A blast shook Kosta."]


def test_moments_are_in_time_and_the_undated_last() -> None:
    week = replace(day("2031-03-03"), latest="2031-03-09", edtf="2031-03-03/2031-03-09")
    pages = [
        strike("A blast, nobody says when.", "2031-03-01", "A"),
        strike("A blast in the week.", "2031-03-02", "B", when=week),
        strike("A blast on Monday.", "2031-03-05", "C", when=day("2031-03-03")),
        strike("A blast before.", "2031-03-06", "D", when=day("2031-02-03")),
        strike("A second blast on Monday.", "2031-03-07", "E", when=day("2031-03-03")),
    ]
    (story,) = told([a for a, _ in pages]).stories
    shown = [(m.when.edtf if m.when else None, len(m.happenings)) for m in story.moments]
    assert shown == [("2031-02-03", 1), ("2031-03-03", 2), ("2031-03-03/2031-03-09", 1), (None, 1)]
    assert len(story.origins) == 5


def test_an_article_in_no_story_is_one_by_itself_and_none_is_in_two() -> None:
    pages = [strike(f"A blast, the {n} of them.", f"2031-03-0{n}", f"Paper {n}")[0] for n in range(1, 4)]
    ids = [p.article.id for p in pages]
    shelf = Shelf(pages)
    parties, hands = gather(shelf), OneByOrigin(shelf)
    dossier = tell(shelf, (), ((ids[1], ids[0], "strange"), ()), parties, hands)
    assert [s.articles for s in dossier.stories] == [(ids[0], ids[1]), (ids[2],)]
    twice = tell(shelf, (), ((ids[0], ids[1]), (ids[1], ids[2])), parties, hands)
    assert sorted(a for s in twice.stories for a in s.articles) == sorted(ids)


def case(n: int, rng: random.Random) -> Draft:
    """A page of twenty facts on a process."""
    sides = ("Norvia", "Estmark")
    texts = [f"{sides[m % 2]} met {sides[1 - m % 2]} on matter {m} and {rng.randint(2, 40)} died." for m in range(20)]
    draft = page(" ".join(texts), f"2031-{1 + n // 28 % 12:02d}-{1 + n % 28:02d}", f"Paper {n % 40} {n // 900}")
    ids = tuple(draft.actor(s, kind=ActorKind.GOVERNMENT, country=s[:3].upper()) for s in sides)
    for m, text in enumerate(texts):
        when = day(f"2031-03-{1 + rng.randint(0, 9):02d}", "on 3 March")
        meeting = Meeting(participants=ids, round=rng.randint(1, 4)) if m % 5 == 0 else None
        draft.event(text, "met", actors=ids, when=when, meeting=meeting, status=rng.choice(list(Status)))
        if m % 4 == 0:
            draft.statement(text, "died", f"on matter {m}", speakers=ids[:1], act=rng.choice(["deny", "assert"]))  # type: ignore[arg-type]
    return draft


def pages_of(number: int, seed: int = 7) -> list[Account]:
    rng = random.Random(seed)
    made = []
    for n in range(number):
        draft = case(n, rng)
        account = draft.account()
        stances = tuple(
            Position(
                party=account.facts[0].actors[0],  # type: ignore[union-attr]
                issue=f"issue {m}",
                stance=rng.choice(list(Standpoint)),
                facts=(account.facts[m].id,),
                words=(),
                how="fact.positions.said",
            )
            for m in range(4)
        )
        made.append(replace(account, positions=stances))
    return made


def grouped(accounts: list[Account]) -> tuple[tuple[str, ...], ...]:
    events = [[f.id for f in a.facts if hasattr(f, "status")] for a in accounts]
    return tuple(zip(*events, strict=True))


def test_the_same_told_in_any_order() -> None:
    accounts = pages_of(12)
    groups = grouped(accounts)
    one = told(accounts, groups)
    shuffled = accounts[:]
    random.Random(3).shuffle(shuffled)
    other = told(shuffled, tuple(tuple(reversed(g)) for g in reversed(groups)))
    # Parties are gathered elsewhere; everything told of them must be the same.
    assert one == other
    assert any(d.kind is DifferenceKind.NUMBER for d in one.differences)
    assert one.rounds
    assert one.courses


@pytest.mark.slow
def test_a_thousand_pages_of_twenty_facts_are_told_in_time() -> None:
    spent = []
    for number in (250, 1_000):
        accounts = pages_of(number)
        groups = grouped(accounts)
        start = time.process_time()
        told(accounts, groups)
        spent.append(time.process_time() - start)
    assert spent[1] < 30
    assert spent[1] < 8 * spent[0] + 1


def test_no_pages_tell_nothing() -> None:
    dossier = told([])
    assert (dossier.happenings, dossier.stories, dossier.differences, dossier.rounds, dossier.plans) == ((),) * 5


def planted() -> tuple[list[Account], tuple[tuple[str, ...], ...]]:
    wire = [strike("The blast killed 12 people.", f"2031-03-0{n}", "Northern Wire") for n in (1, 2, 3)]
    rival = strike("The blast killed 20 people.", "2031-03-04", "Kosta Herald")
    plan = strike("A blast may come.", "2031-03-01", "Vell Post", status=S.POSSIBLE)
    came = strike("The blast came in the end.", "2031-03-05", "Vell Post")
    pages = [*wire, rival, plan, came]
    return [a for a, _ in pages], (tuple(f for _, f in (*wire, rival)), (plan[1], came[1]))


def test_one_wire_counts_once_and_its_rival_is_a_difference() -> None:
    accounts, groups = planted()
    dossier = told(accounts, groups)
    first = dossier.happenings[0] if len(dossier.happenings[0].facts) == 4 else dossier.happenings[1]
    assert (len(first.backing.origins), len(first.backing.articles)) == (2, 4)
    assert [d.kind for d in dossier.differences] == [DifferenceKind.NUMBER]


def test_what_is_new_since_a_day() -> None:
    accounts, groups = planted()
    extra, _ = strike("A blast, said a page without a day.", None, "Undated")
    accounts = [*accounts, extra]
    dossier, shelf = told(accounts, groups), Shelf(accounts)
    news = since(dossier, shelf, "2031-03-04")
    assert set(news.articles) == {accounts[3].article.id, accounts[5].article.id}
    assert news.happenings == ()
    assert [len(h.facts) for h in dossier.happenings if h.id in news.developed] == [2]
    assert news.differences == (dossier.differences[0].id,)
    assert since(dossier, shelf, "2031-03-05").differences == ()
    caught = since(dossier, shelf, "2031-03-04", ((extra.article.id, "2031-03-06T10:00"),))
    assert extra.article.id in caught.articles
    assert len(caught.happenings) == 1
    everything = since(dossier, shelf, "2031-01-01")
    assert len(everything.happenings) == 2
    assert everything.developed == ()
    assert not any(v for v in (since(dossier, shelf, "2032-01-01").articles, since(told([]), Shelf([]), "2031").moves))


def test_new_moves_are_those_whose_later_stand_is_new() -> None:
    def stance(stance: Standpoint, published: str) -> Account:
        draft = page(f"Norvia spoke, it {stance.value}.", published)
        norvia = draft.actor("Norvia", kind=ActorKind.GOVERNMENT, country="NOR")
        fact = draft.event(f"Norvia spoke, it {stance.value}.", "spoke", actors=(norvia,))
        mine = Position(party=norvia, issue="arms", stance=stance, facts=(fact,), words=(), how="fact.positions.said")
        return replace(draft.account(), positions=(mine,))

    accounts = [
        stance(Standpoint.REJECTS, "2031-03-01"),
        stance(Standpoint.OFFERS, "2031-03-05"),
        stance(Standpoint.AGREES, "2031-03-09"),
    ]
    news = since(told(accounts), Shelf(accounts), "2031-03-06")
    assert [(m.stand, m.move.value) for m in news.moves] == [(2, "nearer")]
