"""Front page, page view and happening of the hand-made dossier."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from communique.model import Article, ArticleKind, Same, Shelf, Verdict, digest
from communique.model.stories import Ground
from communique.record import Record
from communique.web.pages.article import page_view
from communique.web.pages.front import front
from communique.web.pages.happening import happening_page
from communique.web.pages.kind import Asked
from communique.web.pagetext import parts_of
from communique.web.rising import trend
from communique.web.source import Source
from communique.web.view import View
from tests.export_dossier.norvia import case
from tests.web.kept import add, keep
from tests.web.large import large


def view_of(made) -> View:
    return View("Norvia", made.dossier, Shelf(made.accounts))


def test_the_front_page_tells_the_latest_first_and_what_most_tell(view):
    page = front(view, Asked())
    told = [line.published for line in page.now]
    assert len(told) == 5
    assert page.newest == view.newest
    counts = [line.count.origins for line in page.top]
    assert counts == sorted(counts, reverse=True)
    assert all(count > 1 for count in counts)
    assert [one.line.status for one in page.play.rounds] == ["expected", "happened"]
    assert [(one.party.name, one.move) for one in page.play.positions] == [("Norvia", "nearer")]
    assert page.play.plans[0].version == 2
    assert page.play.plans[0].answer == "accepted"
    assert page.play.issues[0].issue == "security guarantees"
    assert page.play.differences


def test_opinion_stands_apart_from_reports():
    made = case()
    accounts = [replace(a, article=replace(a.article, kind=ArticleKind.OPINION)) for a in made.accounts]
    page = front(View("Norvia", made.dossier, Shelf(accounts)), Asked())
    assert page.now == ()
    assert page.top == ()
    assert len(page.opinion) == 8


def test_what_rises_is_measured_against_the_weeks_before(view):
    found = trend(view)
    assert found.since is not None
    assert all(one.now >= 2 and one.now > one.before for one in found.rising)
    many = trend(view_of(large(pages=150)))
    assert many.weeks >= 1
    ranks = [(one.now - one.before) / (one.before + 1) ** 0.5 for one in many.rising]
    assert all(before >= after - 0.2 for before, after in pairwise(ranks))


def test_a_dossier_without_days_has_no_trend():
    made = case()
    accounts = [replace(a, article=replace(a.article, published=None)) for a in made.accounts]
    found = trend(View("Norvia", made.dossier, Shelf(accounts)))
    assert (found.since, found.weeks, found.rising) == (None, 0, ())


def test_the_page_view_shows_the_whole_story_once_with_every_fact_led_to(view):
    for account in view.shelf:
        page = page_view(view, Asked(id=account.article.id))
        text = account.article.text
        shown = ["".join(piece.words for p in block.passages for piece in p.pieces) for part in page.parts
                 for block in part.blocks]  # fmt: skip
        assert shown == [block.span.of(text) for block in account.article.blocks]
        led = [fact for part in page.parts for block in part.blocks for p in block.passages for fact in p.facts]
        assert sorted(led) == sorted(fact.id for fact in account.facts)
        assert [card.number for card in page.cards] == list(range(1, len(account.facts) + 1))


def test_the_fact_asked_for_is_chosen_and_another_is_not(view):
    fact = view.dossier.happenings[0].facts[0]
    article = view.account_of(fact).article.id
    page = page_view(view, Asked(id=article, filters=(("fact", fact),)))
    assert page.chosen == fact
    chosen = [p for part in page.parts for block in part.blocks for p in block.passages if p.is_chosen]
    assert fact in {key for passage in chosen for _, key in passage.cards}
    assert page_view(view, Asked(id=article, filters=(("fact", "none"),))).chosen is None


def test_words_that_are_two_facts_have_both_marks(view):
    account = next(a for a in view.shelf if len(a.facts) > 1)
    spans = {e.cue for f in account.facts for e in f.evidence}
    twice = replace(account.facts[0], id="twin") if account.facts else None
    doubled = replace(account, facts=(*account.facts, twice))
    parts = parts_of(doubled, {fact.id: n for n, fact in enumerate(doubled.facts)}, None)
    cards = [p.cards for part in parts for block in part.blocks for p in block.passages if p.cards]
    assert any({"twin", account.facts[0].id} <= {key for _, key in both} for both in cards)
    assert spans


def test_a_card_tells_condition_how_and_who_says(web, view):
    page = next(page_view(view, Asked(id=a.article.id)) for a in view.shelf if a.facts)
    card = page.cards[0]
    assert card.why == f"As {card.how} tells."
    assert card.quotes[0].cue
    assert 0 <= card.score <= 1
    text = web.get(f"/article/{page.article}").text
    assert card.why in text
    assert "#:~:text=" in text


def test_a_changed_page_shows_what_was_changed(tmp_path):
    made = case()
    path = keep(made, tmp_path / "norvia.db")
    old = made.accounts[0]
    first = old.article.blocks[0].span
    words = "An invented headline in its place"
    article = changed(old.article, words)
    with Record.open(path) as record:
        add(
            record, (replace(old, article=article, facts=(), references=(), positions=()),), "2026-05-21T09:00:00+00:00"
        )
        record.keep_told(replace(made.dossier, happenings=(), stories=(), rounds=(), differences=(), courses=(),
                                 plans=(), questions=(), holdings=()))  # fmt: skip
    view = Source(path).state().view
    page = page_view(view, Asked(id=article.id))
    assert [(e.version, e.is_current) for e in page.editions] == [(1, False), (2, True)]
    assert page.editions[0].removed == (first.of(old.article.text),)
    assert page.editions[0].added == (words,)
    assert page_view(view, Asked(id=old.article.id)) is None


def changed(article: Article, words: str) -> Article:
    """Return an article with other words in its first block."""
    first = article.blocks[0]
    grown = len(words) - len(first.span)
    text = words + article.text[first.span.end :]
    blocks = [replace(first, span=type(first.span)(0, len(words)))]
    blocks += [replace(b, span=type(b.span)(b.span.start + grown, b.span.end + grown)) for b in article.blocks[1:]]
    return replace(article, text=text, blocks=tuple(blocks), credits=(), id=digest(article.url or "", text))


def test_a_happening_has_every_account_and_the_verdicts_with_their_grounds(tmp_path):
    made = case()
    happening = next(h for h in made.dossier.happenings if len(h.facts) > 1)
    left, right = sorted(happening.facts[:2])
    same = Same(left=left, right=right, verdict=Verdict.SAME, how="story.verdicts.compare.same", score=0.9,
                grounds=(Ground(rule="same day", weight=1.5),))  # fmt: skip
    view = Source(keep(made, tmp_path / "x.db", same=(same,))).state().view
    page = happening_page(view, Asked(id=happening.id))
    assert [told.line.fact for told in page.accounts] == list(happening.facts)
    assert [(j.left, j.right, j.verdict, j.grounds[0].rule) for j in page.verdicts] == [
        (left, right, "same", "same day")
    ]
    assert page.apart == ()
    assert sum(hand.pages for hand in page.hands) == len(happening.backing.articles)


@pytest.mark.parametrize("make", [happening_page, page_view])
def test_what_is_not_there_is_none(view, make):
    assert make(view, Asked()) is None
    assert make(view, Asked(id="none")) is None
