"""Questions to a dossier."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique.record import Record
from tests.record.pages import NOON, account_of, add, run_of


def test_pages_runs_and_counts(record):
    run = run_of(record)
    account = add(record, 4, run=run, url="https://herald.example/4")
    record.finish_run(run, finished="2026-03-01T12:30:00Z")
    (page,) = record.pages()
    assert (page.title, page.published, page.facts, page.origin) == (account.article.headline, "2026-03-05", 4, None)
    assert (page.captured, page.versions) == ("2026-03-01T12:00:00.000Z", 1)
    (made,) = record.runs()
    assert (made.finished, made.arguments) == ("2026-03-01T12:30:00.000Z", ("add", "é"))
    counts = record.counts()
    assert (counts.facts, counts.events, counts.statements, counts.proposals) == (4, 2, 1, 1)
    assert record.name == "Ports"
    assert record.versions("none") == ()
    assert [a.article.id for a in record.shelf()] == [account.article.id]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Kosta", True),
        ("kosta VOSS", True),
        ("mas", True),
        ('"Ada Voss of Norvia"', True),
        ('"Voss Ada"', False),
        ("Kosta nowhere", False),
        ("voss OR nowhere", False),
        ("text: voss*", False),
        ("", False),
        ("-- ; ' ) (", False),
        ("kosta \0 \ud800", True),
    ],
)
def test_search(record, words, found):
    account = add(record, 1)
    hits = record.search(words)
    assert bool(hits) is found
    if found:
        assert hits[0].article == account.article.id
        assert hits[0].fact is None
        assert hits[0].title == account.article.headline


def test_a_sentence_is_found_with_its_fact(record):
    account = add(record, 1)
    hit = next(hit for hit in record.search("harbour plan") if hit.fact)
    assert hit.fact == account.facts[3].id
    assert hit.passage == account.facts[3].evidence[0].quote


def test_earlier_versions_are_not_found(record):
    add(record, 1, url="https://herald.example/1", edition=" and Sela")
    add(record, 1, url="https://herald.example/1", captured="2026-03-02T12:00:00Z")
    assert record.search("Sela") == ()


@pytest.fixture(scope="module")
def held(tmp_path_factory):
    with Record.create(tmp_path_factory.mktemp("held") / "a.db", "x") as record:
        add(record, 1)
        yield record


@given(st.text())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_string_may_be_searched_for(held, words):
    assert len(held.search(words)) < 20


def test_reading_goes_on_while_another_writes(record):
    add(record, 1)
    with Record.open(record.path, write=False) as reader, record.writing():
        add(record, 2)
        assert len(reader.accounts()) == 1
    with Record.open(record.path, write=False) as reader:
        assert len(reader.accounts()) == 2
        assert reader.account(account_of(2).article.id) == account_of(2)
    assert NOON
