"""What goes into tables comes back as it was, and equal pages give equal bytes."""

from __future__ import annotations

import io
import random
from dataclasses import replace

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique.errors import TableError
from communique.model import FAILURES, Proposal, Reason, Rejection
from communique.record import tables as kept
from communique.tables import TABLES, Sheet, accounts, read, write
from communique.tables.kinds import _WORDS
from tests.accounts import talks
from tests.tables import anything

KINDS = {kind.name: kind for kind in TABLES}


def sheet_of(*outcomes):
    sheet = Sheet()
    for outcome in outcomes:
        sheet.add(outcome)
    return sheet


def files_of(tables):
    """The bytes of each table's file."""
    found = {}
    for name, table in tables.items():
        sink = io.BytesIO()
        write(table, sink)
        found[name] = sink.getvalue()
    return found


def other(account, n):
    """The same account of another page."""
    at = f"{account.article.id}-{n}"
    facts = tuple(replace(f, evidence=tuple(replace(e, article=at) for e in f.evidence)) for f in account.facts)
    return replace(account, article=replace(account.article, id=at), facts=facts)


def rejection(reason=Reason.INDEX_PAGE, origin="front.html"):
    return Rejection(origin=origin, url=None, reason=reason, detail="a list of links")


@given(st.lists(anything.accounts(), max_size=3, unique_by=lambda a: a.article.id))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_accounts_come_back_equal_through_files(found):
    files = files_of(sheet_of(*found).tables())
    tables = {name: read(KINDS[name], io.BytesIO(data)) for name, data in files.items()}
    assert list(accounts(tables)) == found
    assert files_of(tables) == files


def test_the_talks_come_back_equal_among_pages_that_gave_none():
    many = [other(talks().account(), n) for n in range(150)]
    tables = sheet_of(rejection(), *many, rejection(Reason.CRASHED)).tables()
    assert list(accounts(tables)) == many
    assert tables["rejections"].num_rows == tables["failures"].num_rows == 1


@pytest.mark.slow
def test_pages_read_by_the_reader_come_back_equal(demo_accounts):
    found = [replace(account, vectors=()) for account in demo_accounts.values()]
    assert list(accounts(sheet_of(*demo_accounts.values()).tables())) == found


def test_rows_in_another_order_give_the_same_accounts():
    many = [other(talks().account(), n) for n in range(3)]
    tables = sheet_of(*many).tables()
    mixed = {
        name: table.take(pa.array(range(len(table)), pa.int64())[::-1]) if name != "articles" else table
        for name, table in tables.items()
    }
    assert list(accounts(mixed)) == many


def test_no_page_gives_empty_tables_of_all_columns():
    tables = Sheet().tables()
    assert [table.schema for table in tables.values()] == [kind.schema for kind in TABLES]
    assert not list(accounts(tables))


def test_files_do_not_depend_on_the_pieces_they_are_made_of():
    # Texts that zstd does not shrink: Parquet divides a column into pages of a megabyte, piece by piece.
    texts = ["".join(random.Random(n).choices("abcdef ", k=30_000)) for n in range(120)]
    rows = [rejection(origin=text) for text in texts]
    whole = sheet_of(*rows).tables()
    pieces = [sheet_of(*rows[n : n + 7]).tables() for n in range(0, len(rows), 7)]
    joined = {name: pa.concat_tables([piece[name] for piece in pieces]) for name in whole}
    assert files_of(joined) == files_of(whole)


@pytest.mark.parametrize("reason", Reason)
def test_what_is_our_fault_is_a_failure_and_what_is_the_page_s_a_rejection(reason):
    tables = sheet_of(rejection(reason)).tables()
    name = "failures" if reason in FAILURES else "rejections"
    assert tables[name].to_pylist() == [
        {"origin": "front.html", "url": None, "reason": reason.value, "detail": "a list of links"}
    ]
    assert tables["rejections"].num_rows + tables["failures"].num_rows == 1


def test_references_to_times_have_a_table_of_their_own_and_keep_their_place():
    account = talks().account()
    tables = sheet_of(account).tables()
    assert sorted(tables["mentions"]["n"].to_pylist() + tables["times"]["n"].to_pylist()) == list(
        range(len(account.references))
    )
    assert tables["times"]["time_edtf"].to_pylist() == ["2013-11-07"]
    nobody = [row for row in tables["mentions"].to_pylist() if row["actor"] is None and row["place"] is None]
    assert [row["how"] for row in nobody] == ["reference.actors.nobody"]


def huge(account):
    (plan,) = (fact for fact in account.facts if isinstance(fact, Proposal))
    return replace(account, facts=(replace(plan, points=10**30),))


def of_two_minds(account):
    twice = [r for r in account.references if r.target == account.references[0].target]
    changed = replace(twice[1], target=replace(twice[1].target, name="Somebody Else"))
    return replace(account, references=(*account.references, changed))


BAD = {
    "surrogates not allowed": lambda a: replace(a, article=replace(a.article, text=a.article.text + "\ud800")),
    "too large": huge,
    "two facts under one id": lambda a: replace(a, facts=(a.facts[0], a.facts[0])),
    "two things under one id": of_two_minds,
    "cites another article": lambda a: replace(a, article=replace(a.article, id="x")),
}


@pytest.mark.parametrize("words", BAD)
def test_an_account_that_would_not_come_back_is_a_rejection_and_costs_no_other(words):
    good = [other(talks().account(), n) for n in range(2)]
    tables = sheet_of(good[0], BAD[words](talks().account()), good[1]).tables()
    assert list(accounts(tables)) == good
    (row,) = tables["rejections"].to_pylist()
    assert row["reason"] == "UNREADABLE"
    assert words in row["detail"]
    assert "\n" not in row["detail"]


def test_the_name_of_a_file_that_is_no_text_is_spelt_out():
    found = sheet_of(rejection(origin="caf\udce9.html"), talks().account()).tables()
    assert found["rejections"]["origin"].to_pylist() == ["caf\\udce9.html"]
    assert list(accounts(found)) == [talks().account()]


def test_an_article_that_comes_twice_is_kept_once():
    account = talks().account()
    tables = sheet_of(account, account).tables()
    assert list(accounts(tables)) == [account]
    assert tables["rejections"]["reason"].to_pylist() == ["DUPLICATE"]


def fields_of(kind):
    for field in kind:
        yield field
        inner = field.type.value_type if pa.types.is_list(field.type) else field.type
        if pa.types.is_struct(inner):
            yield from fields_of(inner)


@pytest.mark.parametrize("kind", TABLES, ids=lambda kind: kind.name)
def test_every_column_says_what_it_holds(kind):
    assert kind.schema.metadata[b"communique.format"] == b"1"
    for field in fields_of(kind.schema):
        words = field.metadata[b"description"].decode()
        assert 3 < len(words) < 200, field.name
        assert "\n" not in words


def test_no_line_of_the_descriptions_is_left_over():
    columns = {(kind.name, name) for kind in TABLES for name in kind.schema.names}
    columns |= {
        (kind.name, f"{field.name}.{inner.name}")
        for kind in TABLES
        for field in kind.schema
        if pa.types.is_list(field.type) and pa.types.is_struct(field.type.value_type)
        for inner in field.type.value_type
    }
    wholes = {(table, path.rpartition("_")[0]) for table, path in columns}
    bare = {path.rpartition(".")[2] for _, path in columns | wholes}
    for table, path in _WORDS:
        assert (path in bare) if table == "*" else ((table, path) in columns | wholes), (table, path)


SHARED = {
    "facts": (kept.EVENT, kept.STATEMENT, kept.PROPOSAL, kept.SITUATION),
    "evidence": (kept.EVIDENCE,),
    "actors": (kept.ACTOR,),
    "places": (kept.PLACE,),
    "positions": (kept.POSITION,),
    "open_issues": (kept.OPEN_ISSUE,),
}


@pytest.mark.parametrize("name", SHARED)
def test_columns_are_called_as_in_the_record(name):
    for table in SHARED[name]:
        assert set(table.columns) <= set(KINDS[name].schema.names)
    record = set(kept.MENTION.columns)
    assert record == set(KINDS["mentions"].schema.names) | set(KINDS["times"].schema.names)
    assert set(kept.ARTICLE.form.columns) <= set(KINDS["articles"].schema.names)


CHANGES = {
    "no table facts": lambda t: t.pop("facts"),
    "table facts: no column status": lambda t: t.update(facts=t["facts"].drop_columns(["status"])),
    "column start: 'string', should be int64": lambda t: swap(t, "evidence", "start", pa.array(["x"] * 9)),
    "column actors: 'string', should be list": lambda t: swap(t, "facts", "actors", pa.array(["x"] * 9)),
    "table facts: status cannot be 'won'": lambda t: fill(t, "facts", "status", "won"),
    "table facts: type cannot be None": lambda t: fill(t, "facts", "type", None),
    "table facts: score cannot be nan": lambda t: fill(t, "facts", "score", float("nan")),
    "table facts: no kind of fact, 'rumour'": lambda t: fill(t, "facts", "kind", "rumour"),
    "table evidence: not a span: 7..3": lambda t: (fill(t, "evidence", "start", 7), fill(t, "evidence", "stop", 3)),
    "table mentions: n is missing": lambda t: fill(t, "mentions", "n", None),
    "of an article that is not here, 'gone'": lambda t: fill(t, "places", "article", "gone"),
    "it means 'nobody', which is not there": lambda t: fill(t, "mentions", "actor", "nobody"),
    "a fact without evidence is no fact": lambda t: t.update(evidence=t["evidence"].slice(1)),
    "evidence of ('gone', None), which is not there": lambda t: t.update(
        evidence=pa.concat_tables([t["evidence"], stray(t["evidence"])])
    ),
    "an id is missing, or there twice": lambda t: t.update(articles=pa.concat_tables([t["articles"]] * 2)),
    "table times: row 7 has no time": lambda t: fill(t, "times", "time_type", None),
    "UTF8": lambda t: swap(t, "places", "name", pa.array([b"\xff"]).view(pa.string())),
    "made by None, 'reader-3'": lambda t: swap(t, "articles", "made_by", pa.array([None], pa.string())),
}


def swap(tables, name, column, values):
    table = tables[name]
    tables[name] = table.set_column(table.schema.names.index(column), column, values)


def fill(tables, name, column, value):
    """Put ``value`` into all cells of a column."""
    table = tables[name]
    swap(tables, name, column, pa.array([value] * len(table), table.schema.field(column).type))


def stray(evidence):
    tables = {"evidence": evidence.slice(0, 1)}
    fill(tables, "evidence", "fact", "gone")
    return tables["evidence"]


@pytest.mark.parametrize("words", CHANGES)
def test_tables_that_make_no_sense_are_one_line(words):
    tables = sheet_of(talks().account()).tables()
    CHANGES[words](tables)
    with pytest.raises(TableError) as caught:
        list(accounts(tables))
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)
