"""Files that are not what they seem, and disks that do not do their work: one clear line each."""

from __future__ import annotations

import os
import sqlite3

import pytest

from communique.errors import CommuniqueError, RecordError
from communique.record import Capture, Record, check, migrations
from communique.record.file import File
from tests.record.pages import NOON, account_of, add, page_of, run_of


def other_sqlite(path):
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE recipes (soup TEXT)")
    connection.close()


def newer(path):
    Record.create(path, "x").close()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()


def cut(path):
    with Record.create(path, "x") as record:
        add(record, 1)
    path.write_bytes(path.read_bytes()[:9000])


MADE = {
    "no such file": lambda path: None,
    "a folder": lambda path: path.mkdir(),
    "no SQLite file": lambda path: path.write_bytes(b"<html>" * 500),
    "not a dossier (no SQLite": lambda path: path.write_bytes(b""),
    "not a dossier, or damaged": lambda path: path.write_bytes(b"SQLite format 3\0" + b"\xee" * 5000),
    "SQLite file, but not a dossier": other_sqlite,
    "newer communique (dossier version 99, this one knows 1)": newer,
    "damaged": cut,
}


@pytest.mark.parametrize("words", MADE)
@pytest.mark.parametrize("way", [Record.open, lambda path: Record.open(path, write=False), check])
def test_what_is_no_dossier_is_one_line(tmp_path, words, way):
    path = tmp_path / "odd #1?.db"
    MADE[words](path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(RecordError) as caught:
        way(path)
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)
    if before is not None and "version" not in words:
        assert path.read_bytes() == before


@pytest.mark.parametrize("words", [w for w in MADE if "such" not in w and "(no SQLite" not in w])
def test_nothing_is_made_over_what_is_there(tmp_path, words):
    path = tmp_path / "there.db"
    MADE[words](path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(RecordError, match="exists already"):
        Record.create(path, "x")
    assert before is None or path.read_bytes() == before


def test_a_file_whose_making_was_cut_off_can_be_made_again(tmp_path):
    path = tmp_path / "half.db"
    path.touch()
    Record.create(path, "x").close()
    with pytest.raises(RecordError, match="exists already"):
        Record.create(path, "x")
    with pytest.raises(RecordError, match="cannot be opened"):
        Record.create(tmp_path / "no" / "folder.db", "x")


def _add_many(record):
    for n in range(2, 200):
        add(record, n)


def test_a_full_disk_is_one_line_and_costs_one_page(record):
    add(record, 1)
    before = record.accounts()
    pages = record._file.number("PRAGMA page_count")
    record._file.run(f"PRAGMA max_page_count = {pages + 3}")
    with pytest.raises(RecordError, match="the disk is full"):
        _add_many(record)
    record._file.run("PRAGMA max_page_count = 1000000")
    kept = record.accounts()
    assert set(before) <= set(kept)
    assert check(record.path) == ()
    for n in range(2, 5):
        add(record, n)
    assert len(record.accounts()) >= 4


def test_opened_for_reading_only(record):
    account = add(record, 1)
    with Record.open(record.path, write=False) as reader:
        assert reader.accounts() == (account,)
        with pytest.raises(RecordError, match="reading only"):
            reader.remove(account.article.id)
        with pytest.raises(RecordError, match="read-only"):
            reader._file.run("DELETE FROM evidence")


def test_a_read_only_file_is_read_and_not_written_to(record, monkeypatch):
    """The superuser may write to any file, so the question whether one may is answered here."""
    account = add(record, 1)
    record.close()
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(RecordError, match="the file is read-only"):
        Record.open(record.path)
    with Record.open(record.path, write=False) as reader:
        assert reader.accounts() == (account,)
    assert check(record.path) == ()


def test_somebody_else_writing_for_too_long_is_one_line(record, monkeypatch):
    add(record, 1)
    monkeypatch.setattr("communique.record.file.PATIENCE", 0.05)
    with Record.open(record.path) as second, record.writing(), pytest.raises(RecordError, match="writing to it"):
        add(second, 2)


def test_after_closing_it_says_so(record):
    record.close()
    record.close()
    with pytest.raises(RecordError, match="already closed"):
        record.accounts()


CRAFTED = [
    "UPDATE event SET type = 'PARTY'",
    "UPDATE event SET when_edtf = NULL WHERE when_type IS NOT NULL",
    "UPDATE event SET meeting_participants = '{}'",
    "UPDATE event SET meeting_participants = '[{\"a\": 1}]' WHERE meeting_participants IS NOT NULL",
    "UPDATE statement SET content = '[[1, 2, 3]]'",
    "UPDATE statement SET content = '[[true, 9]]'",
    "UPDATE statement SET source = '[[-1, 9]]'",
    "UPDATE statement SET speakers = '" + "[" * 100_000 + "'",
    "UPDATE statement SET speakers = '[' || hex(zeroblob(5000000)) || ']'",
    "UPDATE statement SET speakers = '[NaN]'",
    "UPDATE statement SET score = 9e999",
    "UPDATE evidence SET start = -5",
    "UPDATE position SET facts = '[]'",
    "UPDATE article SET kind = 'poem'",
    "UPDATE article SET text = CAST(x'ff41ff' AS TEXT)",
    "DELETE FROM event",
    "DELETE FROM actor",
    "UPDATE place SET kind = 'moon'",
    "UPDATE block SET start = stop",
]


@pytest.mark.parametrize("sql", CRAFTED, ids=[str(n) for n in range(len(CRAFTED))])
def test_values_that_make_no_sense_are_one_line_naming_the_table(record, sql):
    add(record, 1)
    record.close()
    outside = sqlite3.connect(record.path)
    outside.execute(sql)
    outside.commit()
    outside.close()
    with Record.open(record.path, write=False) as reader, pytest.raises(CommuniqueError) as caught:
        reader.accounts()
    assert "table " in str(caught.value) or "UTF-8" in str(caught.value)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 400
    assert check(record.path)


def test_types_changed_behind_the_back_of_sqlite_are_one_line(record):
    """``writable_schema`` lets a crafted file drop STRICT and hold a blob where a word belongs."""
    add(record, 1)
    record.close()
    outside = sqlite3.connect(record.path)
    outside.execute("PRAGMA writable_schema = ON")
    outside.execute(
        "UPDATE sqlite_master SET sql = replace(sql, 'STRICT', '') WHERE name IN ('event', 'article', 'body')"
    )
    outside.commit()
    outside.close()
    outside = sqlite3.connect(record.path)
    outside.execute("UPDATE event SET how = x'00ff'")
    outside.execute("UPDATE body SET content = 7")
    outside.commit()
    outside.close()
    with Record.open(record.path, write=False) as reader:
        with pytest.raises(RecordError, match=r"table event, row .*: how cannot be"):
            reader.accounts()
        with pytest.raises(RecordError, match="table body"):
            reader.body(account_of(1).article.id)


def test_a_step_that_fails_leaves_the_version_before(record, monkeypatch):
    def widen(file: File) -> None:
        file.run("ALTER TABLE dossier ADD COLUMN motto TEXT")
        if fails:
            raise RecordError("no")

    steps = (*migrations.STEPS, widen)
    add(record, 1)
    fails = True
    with pytest.raises(RecordError, match="no"):
        migrations.migrate(record._file, steps)
    assert migrations.version_of(record._file) == 1
    with Record.open(record.path, write=False) as reader, pytest.raises(RecordError, match="older communique"):
        migrations.migrate(reader._file, steps)
    fails = False
    migrations.migrate(record._file, steps)
    migrations.migrate(record._file, steps)
    assert migrations.version_of(record._file) == 2
    assert record._file.row("SELECT motto FROM dossier") == (None,)
    assert len(record.accounts()) == 1
    with pytest.raises(RecordError, match="newer communique"):
        Record.open(record.path)


def test_a_page_nobody_started_a_run_for_is_refused_with_a_line(record):
    with pytest.raises(RecordError, match="FOREIGN KEY"):
        record.add(Capture(page=page_of(1), captured=NOON), account_of(1), run=77)
    assert run_of(record) == 1
    assert check(record.path) == ()
