"""What is kept comes back as it was."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique.model import (
    Account,
    Article,
    Block,
    BlockKind,
    Event,
    Page,
    Rejection,
    Span,
    When,
    WhenType,
    digest,
)
from communique.pipeline import read_page
from communique.record import Added, Capture, Record, check, migrations, tables, told
from communique.record.file import File
from communique.source import open_pages
from tests.accounts import talks
from tests.record.pages import NOON, account_of, add, page_of, run_of

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("account", [talks().account(), account_of(1), account_of(2, url="https://x.example/a?b=1")])
def test_an_account_comes_back_equal(record, account):
    capture = Capture(page=Page.of(b"x", origin=account.article.origin), captured=NOON)
    assert record.add(capture, account, run=run_of(record)) is Added.ADDED
    assert record.accounts() == (account,)
    assert record.account(account.article.id) == account
    assert record.body(account.article.id) == b"x"


def test_every_column_of_every_type_is_in_the_schema(record):
    with_columns: dict[str, set[object]] = {}
    for table, column in File(record.path, write=False).rows(migrations._COLUMNS):
        with_columns.setdefault(str(table), set()).add(column)
    for table in (*tables.OF_ACCOUNTS, tables.KIN, tables.SAME, tables.GROUND, *told.TABLES):
        assert set(table.columns) <= with_columns[table.name], table.name


WORDS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), min_size=1, max_size=12)


@st.composite
def accounts(draw: st.DrawFn) -> Account:
    """Hand-made accounts with odd words, absent dates, blocks in any number, numbers at their ends."""
    account = account_of(draw(st.integers(0, 3)))
    tail = "\n" + draw(WORDS)
    text = account.article.text + tail
    start = len(account.article.text)
    block = Block(
        kind=draw(st.sampled_from(BlockKind)), span=Span(start, start + len(tail)), language=draw(st.none() | WORDS)
    )
    iso = draw(st.none() | st.sampled_from(["2026-01-01", "2026-01-01T10:30"]))
    when = When(
        type=draw(st.sampled_from(WhenType)),
        earliest=iso,
        latest=None,
        edtf=draw(WORDS),
        how="h",
        text=draw(st.none() | WORDS),
    )
    article: Article = replace(
        account.article,
        text=text,
        blocks=(*account.article.blocks, block),
        published=draw(st.none() | st.just(when)),
        publisher=draw(st.none() | WORDS),
        authors=tuple(draw(st.lists(WORDS, max_size=3))),
    )
    facts = []
    for fact in account.facts:
        changed = replace(fact, score=draw(st.floats(0, 1)), how=draw(WORDS))
        if isinstance(changed, Event):
            changed = replace(
                changed, when=draw(st.none() | st.just(when)), context=tuple(draw(st.lists(WORDS, max_size=2)))
            )
        facts.append(changed)
    return replace(account, article=article, facts=tuple(draw(st.permutations(facts))))


@given(accounts())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_account_comes_back_equal(tmp_path_factory, account):
    path = tmp_path_factory.mktemp("any") / "a.db"
    with Record.create(path, "any") as record:
        assert record.add(Capture(page=page_of(1), captured=NOON), account, run=run_of(record)) is Added.ADDED
        assert record.accounts() == (account,)
    assert [f for f in check(path) if f.rule not in ("offsets",)] == []


@pytest.mark.parametrize("bad", ["half \ud800 a character", "a NUL \0 inside"])
def test_text_that_has_no_place_in_a_table_is_a_failure_and_not_lost(record, bad):
    account = account_of(1)
    account = replace(account, article=replace(account.article, text=account.article.text + bad))
    assert record.add(Capture(page=page_of(1), captured=NOON), account, run=run_of(record)) is Added.REFUSED
    (failure,) = record.failures()
    assert failure.reason == "UNREADABLE"
    assert "\n" not in failure.detail
    assert record.accounts() == ()


def test_a_number_of_thirty_digits_and_two_facts_of_one_id_are_failures(record):
    account = account_of(1)
    huge = tuple(replace(f, points=10**30) if hasattr(f, "points") else f for f in account.facts)
    for n, facts in enumerate((huge, (*account.facts, account.facts[0]))):
        odd = replace(account, facts=facts)
        assert record.add(Capture(page=page_of(n), captured=NOON), odd, run=run_of(record)) is Added.REFUSED
    assert len(record.failures()) == 2


def test_offsets_count_characters_and_not_bytes(record):
    account = add(record, 1)
    (row,) = File(record.path, write=False).rows(
        "SELECT substr(a.text, c.start + 1, c.stop - c.start) FROM credit AS c JOIN article AS a ON a.id = c.article"
        " WHERE c.start IS NOT NULL"
    )
    assert row == ("Northern Wire",)
    assert account.article.text.isascii() is False


def test_accounts_stand_in_the_order_of_publication_whatever_the_order_of_adding(tmp_path):
    found = []
    for order in ((3, 1, 2), (2, 3, 1)):
        with Record.create(tmp_path / f"{order[0]}.db", "x") as record:
            for n in order:
                add(record, n)
            found.append((record.accounts(), [p.article for p in record.pages()]))
    assert found[0] == found[1]
    assert [a.article.id for a in found[0][0]] == [account_of(n).article.id for n in (1, 2, 3)]


@pytest.mark.slow
def test_pages_read_by_the_reader_come_back_equal(record, tools, demo_accounts):
    pages = {p.name: str(p) for p in (ROOT / "communique" / "demo" / "pages").iterdir()}
    run = run_of(record, tools.made_by)
    kept = {}
    for name, account in demo_accounts.items():
        (page,) = open_pages([pages[name]])
        assert record.add(Capture(page=page, captured=NOON), account, run=run) is Added.ADDED, record.failures()
        kept[account.article.id] = account
    (page,) = open_pages([str(ROOT / "examples" / "page.txt")])
    example = read_page(page, tools, keep_reading=True)
    assert not isinstance(example, Rejection)
    record.add(Capture(page=page, captured=NOON), example, run=run)
    kept[example.article.id] = replace(example, reading=None)
    assert {a.article.id: a for a in record.accounts(superseded=True)} == kept
    assert sum(len(a.facts) for a in kept.values()) > 50
    assert check(record.path) == ()
    assert digest("x") not in kept
