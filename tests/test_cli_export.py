"""``communique export``, typed as a user types it."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner, Result

from communique.cli import app
from communique.model import Account, Event, Page
from communique.record import Added, Capture, Change, CorrectionKind, Method, Record
from communique.tables import TABLES, accounts, read
from tests.corpus.runs import folder, pages
from tests.export_formats.readers import written
from tests.export_formats.worlds import every_status, hostile, no_facts, the_talks

NOW = "2025-12-06T10:00:00Z"
FORMATS = ("plover", "polecat", "gdelt", "csv", "geojson", "ics", "jsonld", "ftm")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("made") / "talks.db"
    with Record.create(path, "Talks") as record:
        for account in (hostile(), the_talks(), every_status()):
            keep(record, account)
    return path


@pytest.fixture
def here(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    shutil.copy(made, tmp_path / "talks.db")
    return tmp_path


def keep(record: Record, account: Account) -> None:
    """Keep an account as if its page had just been read; each page has an address of its own."""
    url = f"https://herald.example/{account.article.id}" if account.article.url else None
    own = replace(account, article=replace(account.article, url=url))
    page = Page.of(own.article.text.encode(), origin=f"{own.article.id}.html", url=url)
    number = record.start_run(version="1", made_by=own.made_by, reader=own.reader, started=NOW)
    assert record.add(Capture(page=page, captured=NOW, method=Method.FILE), own, run=number) is Added.ADDED


def run(*words: str, code: int = 0) -> Result:
    result = CliRunner().invoke(app, ["export", *words])
    assert result.exit_code == code, (result.output, result.stderr, result.exception)
    assert "Traceback" not in result.output + result.stderr
    return result


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_and_the_screen_hold_the_same(here: Path, name: str) -> None:
    shown = run("talks", "--to", name).stdout_bytes
    assert run("talks", "--to", name, "--out", "export.out").stdout == ""
    assert (here / "export.out").read_bytes() == shown
    assert len(shown) > 500
    assert not list(here.glob(".*.part"))


@pytest.mark.usefixtures("here")
def test_what_is_left_out_is_counted_on_stderr() -> None:
    told = run("talks", "--to", "polecat").stderr
    assert told.startswith("communique: left out: cancelled events (1), conditional events (1), ")
    assert "planned events (2)" in told
    assert "statements (4)" in told
    assert run("talks", "--to", "csv").stderr == ""


@pytest.mark.usefixtures("here")
def test_pages_come_in_the_order_of_publication_and_since_a_day() -> None:
    rows = [json.loads(line) for line in run("talks", "--to", "plover").stdout.splitlines()]
    days = [row["communique"]["published"] for row in rows]
    assert days == sorted(days)
    late = [json.loads(line) for line in run("talks", "--to", "plover", "--since", "2025-12-03").stdout.splitlines()]
    assert {row["communique"]["published"] for row in late} == {"2025-12-03"}
    assert run("talks", "--to", "plover", "--since", "2025-12-04").stdout == ""


@pytest.mark.usefixtures("here")
def test_pages_without_a_day_are_counted_where_a_day_is_asked_for() -> None:
    with Record.open("talks.db") as record:
        keep(record, no_facts())
    assert "talk" not in run("talks", "--to", "csv").stderr
    told = run("talks", "--to", "csv", "--since", "2025-12-01").stderr
    assert told == "communique: left out: pages whose publication day is not known (1)\n"


def test_corrections_are_in_the_export(here: Path) -> None:
    with Record.open(here / "talks.db") as record:
        fact = next(fact.id for account in record.accounts() for fact in account.facts if isinstance(fact, Event))
        record.correct(Change(kind=CorrectionKind.REJECT, about=fact, at=NOW, who="me"))
    assert fact not in run("talks", "--to", "plover").stdout


@pytest.mark.parametrize(
    ("words", "code", "line"),
    [
        (("nothing", "--to", "csv"), 2, "communique: nothing: no such dossier, and no such folder of a run"),
        (("talks", "--to", "xlsx"), 2, "xlsx"),
        (("talks",), 2, "--to"),
        (("talks", "--to", "csv", "--since", "yesterday"), 2, "yesterday"),
        (("talks", "--to", "csv", "--out", "talks.db"), 2, "is a dossier"),
        (("talks", "--to", "csv", "--out", "no/such/folder.csv"), 1, "no/such/folder.csv"),
        (("folder", "--to", "csv"), 2, "folder"),
        (("talks", "--to", "parquet"), 2, "--out"),
        (("talks", "--to", "parquet", "--out", "folder"), 2, "is there already"),
        (("junk.db", "--to", "csv"), 1, "junk.db"),
    ],
)
def test_misuse_is_one_line(here: Path, words: tuple[str, ...], code: int, line: str) -> None:
    (here / "folder").mkdir()
    (here / "junk.db").write_bytes(b"SQLite format 3\0" + b"x" * 5000)
    assert line in run(*words, code=code).stderr


def test_an_empty_dossier(here: Path) -> None:
    Record.create(here / "none.db", "None").close()
    for name in FORMATS:
        assert run("none", "--to", name).stderr == ""


def test_tables_hold_the_accounts_whole(here: Path) -> None:
    run("talks", "--to", "parquet", "--out", "tables")
    kept = {kind.name: read(kind, here / "tables" / kind.name / "part-00000.parquet") for kind in TABLES}
    with Record.open(here / "talks.db", write=False) as record:
        assert tuple(accounts(kept)) == record.accounts()
    facts = duckdb.sql(f"SELECT count(*) FROM '{here}/tables/facts/*.parquet'").fetchall()
    assert facts == [(sum(len(account.facts) for account in accounts(kept)),)]
    assert not list(here.glob(".*.part"))
    run("talks", "--to", "parquet", "--out", "late", "--since", "2030-01-01")
    assert read(TABLES[0], here / "late" / TABLES[0].name / "part-00000.parquet").num_rows == 0


@pytest.mark.parametrize("name", FORMATS)
def test_a_run_is_exported_as_a_dossier_is(here: Path, name: str) -> None:
    told = pages(3)
    folder(here / "run", told, parts=2)
    assert run("run", "--to", name).stdout_bytes == written(name, told).encode()


def test_a_run_as_tables_again(here: Path) -> None:
    told = pages(3)
    folder(here / "run", told, parts=2)
    run("run", "--to", "parquet", "--out", "again")
    kept = {kind.name: read(kind, here / "again" / kind.name / "part-00000.parquet") for kind in TABLES}
    assert list(accounts(kept)) == told
