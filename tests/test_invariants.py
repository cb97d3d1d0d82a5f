"""What always holds, whatever the page: spans, evidence, digests, purity."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import FrozenInstanceError, fields, is_dataclass, replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import communique
from communique import model
from communique.demo import demo_pages
from communique.export import to_html, to_json, to_markdown, to_text
from communique.model import (
    READ_KINDS,
    Account,
    Actor,
    Article,
    ArticleKind,
    Event,
    Evidence,
    Page,
    Place,
    Rejection,
    Span,
    Statement,
    When,
    digest,
    fact_id,
)
from communique.pipeline import read_page
from tests.accounts import talks

EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "page.txt"
texts = st.text(min_size=1, max_size=80)


@st.composite
def spans(draw, longest=200):
    start = draw(st.integers(0, longest - 1))
    return Span(start, draw(st.integers(start + 1, longest)))


def article_with(text: str) -> Article:
    return Article(
        id=digest("", text),
        origin="-",
        url=None,
        kind=ArticleKind.ARTICLE,
        publisher=None,
        authors=(),
        published=None,
        language=None,
        text=text,
        blocks=(),
        credits=(),
    )


# Spans, evidence, digests


@given(st.integers(-5, 5), st.integers(-5, 5))
def test_a_span_is_never_empty_or_negative(start, end):
    if 0 <= start < end:
        assert len(Span(start, end)) == end - start
    else:
        with pytest.raises(ValueError, match="not a span"):
            Span(start, end)


@given(spans(), spans())
def test_overlap_is_mutual_and_follows_from_containing(left, right):
    assert left.overlaps(right) == right.overlaps(left)
    assert left.overlaps(right) == bool(set(range(left.start, left.end)) & set(range(right.start, right.end)))
    if left.contains(right):
        assert left.overlaps(right)


@given(texts, spans(80), spans(80))
def test_evidence_quotes_its_sentence_or_is_not_made(text, sentence, cue):
    article = article_with(text)
    if sentence.contains(cue) and sentence.end <= len(text):
        evidence = Evidence.cite(article, sentence, cue)
        assert evidence.quote == text[sentence.start : sentence.end]
        assert evidence.article == article.id
    else:
        with pytest.raises(ValueError, match="outside"):
            Evidence.cite(article, sentence, cue)


def test_no_fact_without_evidence():
    for fact in talks().account().facts:
        with pytest.raises(ValueError, match="without evidence"):
            replace(fact, evidence=())


@given(st.lists(texts, max_size=4), st.lists(texts, max_size=4))
def test_a_digest_tells_its_parts_apart(left, right):
    assume(not any("\0" in part for part in left + right))
    assert (digest(*left) == digest(*right)) == (left == right or "\0".join(left) == "\0".join(right))
    assert len(digest(*left)) == 16


@given(texts, texts, spans(), spans())
def test_ids_follow_the_text_the_kind_and_the_cue(text, other, cue, elsewhere):
    article = article_with(text)
    assert fact_id(article, "statement", cue) == fact_id(article_with(text), "statement", cue)
    assert fact_id(article, "statement", cue) != fact_id(article, "event:CONSULT", cue)
    assert (fact_id(article, "statement", cue) == fact_id(article, "statement", elsewhere)) == (cue == elsewhere)
    assert (fact_id(article, "x", cue) == fact_id(article_with(other), "x", cue)) == (text == other)


def test_every_type_is_frozen():
    kinds = [kind for kind in vars(model).values() if isinstance(kind, type) and is_dataclass(kind)]
    assert len(kinds) > 15
    account = talks().account()
    for instance in (account, account.article, account.facts[0], account.references[0]):
        with pytest.raises(FrozenInstanceError):
            setattr(instance, fields(instance)[0].name, None)
    for kind in kinds:
        assert kind.__dataclass_params__.frozen, kind.__name__
        assert "__slots__" in vars(kind), kind.__name__


# Accounts


def check(account: Account) -> None:
    """Everything that must hold of the account of any page."""
    article, text = account.article, account.article.text
    assert article.id == digest(article.url or "", text)
    assert all(left.span.end <= right.span.start for left, right in pairwise(article.blocks))
    assert all(block.span.end <= len(text) for block in article.blocks)
    assert all(credit.span is None or credit.span.end <= len(text) for credit in article.credits)
    for reference in account.references:
        assert reference.mention.span.end <= len(text)
        assert reference.how
        assert 0 <= reference.score <= 1
    targets = [reference.target for reference in account.references]
    actors = {target.id for target in targets if isinstance(target, Actor)}
    places = {target.id for target in targets if isinstance(target, Place)}
    ids = [fact.id for fact in account.facts]
    assert len(ids) == len(set(ids)), "two facts of one id"
    for fact in account.facts:
        assert fact.how
        assert 0 <= fact.score <= 1
        check_evidence(fact.evidence, article)
        if isinstance(fact, Event):
            named = {*fact.actors, *fact.recipients, *(fact.meeting.participants if fact.meeting else ())}
            assert named <= actors, "an event with an actor nothing is known of"
            assert fact.where is None or fact.where in places
            assert fact.said_in is None or fact.said_in in ids
        if isinstance(fact, Statement):
            assert {*fact.speakers, *fact.addressees} <= actors
            assert all(span.end <= len(text) for span in (*fact.source, *fact.content, fact.cue))
        if isinstance(fact, Event | Statement):
            check_time(fact.when, article)


def check_evidence(evidence: tuple[Evidence, ...], article: Article) -> None:
    for piece in evidence:
        assert piece.article == article.id
        assert piece.sentence.contains(piece.cue)
        assert piece.quote == article.text[piece.sentence.start : piece.sentence.end]
        block = article.block_at(piece.cue.start)
        assert block is not None
        assert block.kind in READ_KINDS, f"a fact from {block.kind}"


def check_time(when: When | None, article: Article) -> None:
    """A time of a fact is worked out from words of the page, or from another fact's time, never the page's own date."""
    if when is None:
        return
    if when.text is None:
        # "The third day is on Saturday … after two days of discussions": the days before have no words of their own.
        assert when.how.startswith("fact."), f"a time without words: {when}"
        assert article.published is None or when.edtf != article.published.edtf
    else:
        assert " ".join(when.text.split()) in " ".join(article.text.split())


def test_demo_accounts_keep_every_invariant(demo_accounts):
    assert len(demo_accounts) >= 11
    for account in demo_accounts.values():
        check(account)


def test_the_same_page_and_tools_give_an_equal_account(tools, demo_accounts):
    for page in list(demo_pages())[:3]:
        (again,) = communique_read(str(page.path), tools)
        assert again == demo_accounts[page.path.name]


def communique_read(path, tools):
    return [read_page(page, tools) for page in communique.open_pages([path]) if isinstance(page, Page)]


def test_another_day_changes_no_fact_but_its_dates(tools):
    """The caller's date may move what "Saturday" means; it must not put a date where the page has none."""
    whens = []
    for day in ("2025-12-06", "2031-03-05"):
        (page,) = communique.open_pages([str(EXAMPLE)], published=day)
        account = read_page(page, tools)
        assert isinstance(account, Account)
        check(account)
        whens.append({fact.id: getattr(fact, "when", None) for fact in account.facts})
    assert {key for key, when in whens[0].items() if when is None} == {
        key for key, when in whens[1].items() if when is None
    }


FRAGMENTS = (
    'The president said on Monday that talks in Geneva would “resume ” " — ( ) . , ; : ! ? \n Kerry Zarif he she U.S. '
    "did not meet will demand if unless sanctions Iran's Moscow 2013 five hours é 中 \u202e \x1b <p> </div> &amp; @ #"
)
WORDS = st.sampled_from(FRAGMENTS.split(" "))


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(words=st.lists(WORDS, min_size=30, max_size=160), html=st.booleans())
def test_any_page_is_read_or_turned_away_and_can_be_written(tools, words, html):
    text = " ".join(words)
    body = f"<html><body><h1>News</h1><article><p>{text}</p></article></body></html>" if html else f"News\n\n{text}\n"
    page = Page.of(body.encode("utf-8", "replace"), origin="page.html" if html else "page.txt")
    outcome = read_page(page, tools)
    if isinstance(outcome, Rejection):
        assert outcome.detail
        return
    check(outcome)
    for write in (to_json, to_text, to_markdown, to_html):
        assert write(outcome)


@pytest.mark.slow
def test_other_processes_give_the_same_bytes():
    """Another hash seed, another order of pages: the same lines."""
    paths = [str(page.path) for page in demo_pages()]
    lines = []
    for seed, order in (("1", paths), ("2", paths[::-1])):
        result = subprocess.run(
            [sys.executable, "-m", "communique", "read", *order, "--format", "json"],
            capture_output=True,
            check=False,
            env=os.environ | {"PYTHONHASHSEED": seed},
        )
        lines.append(sorted(result.stdout.splitlines()))
    assert len(lines[0]) == len(paths)
    assert lines[0] == lines[1]
