"""Stories: pages on one course of events, and pages on others that sound the same."""

from __future__ import annotations

import random
import time

import pytest

from communique.errors import InstallationError
from communique.model import Account, ActorKind, BlockKind, Shelf, Verdict
from communique.story import groups
from communique.story.alike import Pages
from communique.story.groups import stories
from communique.story.linkage import linked
from communique.story.profiles import page_tokens
from communique.story.tables import weights
from communique.story.words import known, stem, tokens
from tests.accounts import Draft, article_of, day


def page(text: str, *people: str, published: str = "2031-05-06") -> Account:
    draft = Draft(article_of((BlockKind.BODY, text), published=day(published)))
    for name in people:
        draft.actor(name, kind=ActorKind.PERSON)
    return draft.account()


KARLSUND = (
    page("A quake of magnitude 6.1 shook Karlsund on Monday. Mayor Lin Okoro said 40 people were hurt.", "Lin Okoro"),
    page("Karlsund quake: 40 hurt, says Mayor Lin Okoro. Magnitude 6.1, the survey in Karlsund said.", "Lin Okoro"),
    page("Rescuers in Karlsund dug for survivors after the 6.1 quake, Mayor Lin Okoro said.", "Lin Okoro"),
)
VESSEL = (
    page("A quake of magnitude 5.4 shook Vessel in 2019. Governor Per Dahl said 7 people died.", "Per Dahl"),
    page("Seven died in the Vessel quake of 2019, magnitude 5.4, Governor Per Dahl said.", "Per Dahl"),
)


def ids(*accounts: Account) -> tuple[str, ...]:
    return tuple(sorted(account.article.id for account in accounts))


def test_two_quakes_are_two_stories() -> None:
    assert stories(Shelf([*KARLSUND, *VESSEL])) == tuple(sorted((ids(*KARLSUND), ids(*VESSEL))))


def test_the_order_of_adding_changes_nothing() -> None:
    both = [*KARLSUND, *VESSEL]
    assert len({stories(Shelf(both[n:] + both[:n])) for n in range(5)}) == 1


def meeting(text: str, published: str) -> Account:
    draft = Draft(article_of((BlockKind.BODY, text), published=day(published)))
    who = tuple(draft.actor(name) for name in ("Ada Voss", "Karl Brand"))
    draft.event(text, "met", actors=who)
    return draft.account()


def test_one_happening_draws_pages_together_and_months_draw_them_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    one = meeting("Ada Voss met Karl Brand in Vessel on grain. Ports in Norvia stay closed.", "2031-01-01")
    two = meeting("Dams in Estmark may open. Karl Brand met Ada Voss, traders said.", "2031-01-02")
    late = meeting("Dams in Estmark may open. Karl Brand met Ada Voss, traders said.", "2031-09-02")
    shelf = Shelf([one, two])
    odds = Pages(shelf).odds(*ids(one, two))
    both = [tuple(fact.id for fact in shelf.facts())]
    monkeypatch.setattr(groups, "STORY_AT", odds + 0.5)
    assert len(stories(shelf)) == 2
    assert len(stories(shelf, both)) == 1
    monkeypatch.setattr(groups, "STORY_AT", odds - 0.5)
    assert len(stories(shelf)) == 1
    assert len(stories(Shelf([one, late]))) == 2


def test_an_empty_page_and_no_page() -> None:
    assert stories(Shelf([])) == ()
    assert len(stories(Shelf([page("..."), *VESSEL]))) == 2


def test_words() -> None:
    assert [t.form for t in tokens("“It” cost 1,200.50 euros.")] == ["It", "cost", "1,200.50", "euros"]
    assert [t.opens for t in tokens("It fell. They ran")] == [True, False, True, False]
    assert stem("arrested") == stem("Arrests") != stem("arson")
    assert known().of("the") < 0.1 < known().of("quake")
    assert known().with_texts([["quake"]] * 2000).of("quake") < known().of("quake")
    assert not list(tokens("x" * 1_000_000))
    assert len(page_tokens(page("ab " * 100_000).article)) == 20_000


def test_a_missing_table_is_one_line() -> None:
    with pytest.raises(InstallationError, match=r"nowhere\.tsv"):
        weights("nowhere.tsv")


def test_clusters() -> None:
    odds = {("a", "b"): 2.0, ("c", "b"): 2.0, ("a", "c"): -9.0, ("d", "e"): 1.0}
    assert linked("abcde", odds, far=-3.0, least=0.0) == (("a", "b"), ("c",), ("d", "e"))
    assert linked("abcde", odds, far=-3.0, least=0.0, apart=[("e", "d")])[2:] == (("d",), ("e",))
    chained = linked("abcde", odds, far=-3.0, least=0.0, together=[("a", "c"), ("c", "d")], apart=[("a", "d")])
    assert not any({"a", "d"} <= set(found) for found in chained)
    assert Verdict.SAME == "same"


def test_a_thousand_pages_in_bounded_time() -> None:
    drawn = random.Random(3)
    words = [f"{a}{b}" for a in "bdfgklmnprst" for b in ("arron", "elvi", "ostra", "undal", "ikkeno", "ymbra")]
    texts = [" ".join(drawn.choice(words).title() for _ in range(30)) for _ in range(1000)]
    start = time.process_time()
    assert stories(Shelf([page(f"Page {n}. {text}") for n, text in enumerate(texts)]))
    assert time.process_time() - start < 30
