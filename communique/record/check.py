"""Is everything in a dossier as it must be?"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from communique.columns import Cell, shown
from communique.errors import RecordError
from communique.record import migrations, told
from communique.record.file import File
from communique.record.log import log
from communique.record.queries import unpacked
from communique.record.unrows import take_account

MOST = 100
"""How many faults of one kind are listed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something that must not be: which rule is broken, in which table, by which row, and what is wrong."""

    rule: str
    table: str
    row: str
    detail: str

    def __str__(self) -> str:
        """Return the fault as one line."""
        return f"{self.rule}: table {self.table}, row {self.row}: {self.detail}"


_RULES: tuple[tuple[str, str, str, str], ...] = (
    ("quote", "evidence", "is not the text at its place",
     "SELECT e.id FROM evidence AS e JOIN article AS a ON a.id = e.article"
     " WHERE e.quote <> substr(a.text, e.start + 1, e.stop - e.start)"),
    ("cue", "evidence", "its cue is outside its sentence",
     "SELECT id FROM evidence WHERE NOT (start <= cue_start AND cue_start < cue_stop AND cue_stop <= stop)"),
    ("evidence", "fact", "rests on no sentence",
     "SELECT id FROM fact AS f WHERE NOT EXISTS"
     " (SELECT 1 FROM evidence AS e WHERE e.article = f.article AND e.fact = f.id)"),
    ("evidence", "evidence", "is of no fact and no open issue of its article",
     "SELECT e.id FROM evidence AS e LEFT JOIN fact AS f ON f.id = e.fact AND f.article = e.article"
     " LEFT JOIN open_issue AS i ON i.article = e.article AND i.n = e.open_issue"
     " WHERE (f.id IS NULL) = (i.n IS NULL)"),
    ("capture", "article", "was captured nowhere",
     "SELECT id FROM article WHERE NOT EXISTS (SELECT 1 FROM capture WHERE article = article.id)"),
    ("capture", "capture", "gave neither an article nor a failure",
     "SELECT id FROM capture WHERE article IS NULL AND NOT EXISTS (SELECT 1 FROM failure WHERE capture = capture.id)"),
    ("capture", "body", "is the body of no capture",
     "SELECT sha256 FROM body WHERE NOT EXISTS (SELECT 1 FROM capture WHERE sha256 = body.sha256)"),
    ("version", "page", "has no current article, or more than one",
     "SELECT p.id FROM page AS p WHERE 1 <> (SELECT count(*) FROM article WHERE page = p.id AND NOT superseded)"),
    ("version", "article", "its version number is another one's, or skips one",
     "SELECT a.id FROM article AS a WHERE a.version <> 1 AND 1 <>"
     " (SELECT count(*) FROM article AS b WHERE b.page = a.page AND b.version = a.version - 1)"),
    ("offsets", "block", "reaches beyond the text",
     "SELECT b.article || ' ' || b.n FROM block AS b JOIN article AS a ON a.id = b.article"
     " WHERE b.stop > length(a.text)"),
    ("decision", "kin", "its articles are not in order",
     "SELECT left_id || ' ' || right_id FROM kin WHERE left_id >= right_id"),
    ("decision", "same", "a rule speaks of what is not there",
     "SELECT s.left_id || ' ' || s.right_id FROM same AS s WHERE s.by_whom = 'rule' AND NOT ("
     " EXISTS (SELECT 1 FROM fact WHERE id = s.left_id) AND EXISTS (SELECT 1 FROM fact WHERE id = s.right_id)"
     " OR EXISTS (SELECT 1 FROM actor WHERE id = s.left_id) AND EXISTS (SELECT 1 FROM actor WHERE id = s.right_id))"),
    ("correction", "correction", "its article is not there",
     "SELECT id FROM correction AS c WHERE c.undoes IS NOT NULL AND c.kind <> 'undo'"),
)  # fmt: skip
"""Rule, table, what is wrong, and the one query that finds the rows."""

_LISTS = ("version", "stand", "draft", "answer", "question", "holding")
"""Tables of what is told that list facts as JSON."""


def check(path: str | Path) -> tuple[Fault, ...]:
    """Return everything that is wrong with the dossier at ``path``; empty: nothing.

    Raises RecordError where it cannot be opened as a dossier at all. Nothing is written.
    """
    file = File(Path(path), write=False)
    try:
        migrations.migrate(file)
        with file.reading():
            return tuple(_faults(file))
    finally:
        file.close()


def _faults(file: File) -> Iterator[Fault]:
    try:
        migrations.be_ours(file)
    except RecordError as fault:
        yield Fault(rule="schema", table="sqlite_master", row="-", detail=str(fault))
        return
    sound = True
    for (line,) in file.rows(f"PRAGMA integrity_check({MOST})"):
        if line != "ok":
            sound = False
            yield Fault(rule="sqlite", table="-", row="-", detail=str(line))
    if not sound:
        return
    for table, row, parent, _ in file.rows("PRAGMA foreign_key_check")[:MOST]:
        detail = f"points at a row of {shown(parent)} that is not there"
        yield Fault(rule="foreign key", table=str(table), row=shown(row), detail=detail)
    for rule, table, detail, sql in _RULES:
        for (row,) in file.rows(f"{sql} LIMIT {MOST}"):
            yield Fault(rule=rule, table=table, row=shown(row), detail=detail)
    yield from _bodies(file)
    yield from _values(file)
    yield from _told(file)
    yield from _words(file)


def _bodies(file: File) -> Iterator[Fault]:
    """Yield bodies whose bytes are not those their name, the SHA-256, was made of; one at a time in memory."""
    for (sha256,) in file.rows("SELECT sha256 FROM body ORDER BY sha256"):
        row = file.row("SELECT content, size FROM body WHERE sha256 = ?", (sha256,))
        assert row is not None
        try:
            good = hashlib.sha256(unpacked(row[0], row[1])).hexdigest() == sha256
            detail = "its bytes have another SHA-256"
        except RecordError as fault:
            good, detail = False, str(fault)
        if not good:
            yield Fault(rule="body", table="body", row=shown(sha256), detail=detail)


def _values(file: File) -> Iterator[Fault]:
    """Yield values that make no sense: a status nobody knows, a list that is none; at most one for each article."""
    for (article,) in file.rows("SELECT id FROM article ORDER BY id"):
        try:
            read = take_account(file, str(article))
        except RecordError as fault:
            yield Fault(rule="value", table="article", row=shown(article), detail=str(fault))
            continue
        (row,) = file.rows("SELECT headline FROM article WHERE id = ?", (article,))
        if row[0] != read.article.headline:
            yield Fault(rule="value", table="article", row=shown(article), detail="its headline is not in its blocks")
    try:
        log(file)
    except RecordError as fault:
        yield Fault(rule="value", table="correction", row="-", detail=str(fault))


def _told(file: File) -> Iterator[Fault]:
    """Yield what is told and cannot be read, or rests on facts that are not there."""
    try:
        dossier = told.take(file)
    except RecordError as fault:
        yield Fault(rule="told", table="-", row="-", detail=str(fault))
        return
    if dossier is None:
        for table in told.NAMES:
            if file.number(f'SELECT count(*) FROM "{table}"'):
                yield Fault(rule="told", table=table, row="-", detail="has rows, though nothing is told")
        return
    for table in _LISTS:
        missing = file.rows(
            f'SELECT t.rowid, j.value FROM "{table}" AS t, json_each(t.facts) AS j'
            f" WHERE NOT EXISTS (SELECT 1 FROM fact WHERE id = j.value) LIMIT {MOST}"
        )
        for row, fact in missing:
            yield Fault(rule="told", table=table, row=shown(row), detail=f"rests on {shown(fact)}, which is no fact")
    for table in ("origin", "happening", "story", *_LISTS):
        for row, article in _strangers(file, table):
            yield Fault(rule="told", table=table, row=shown(row), detail=f"names {shown(article)}, which is no article")


def _strangers(file: File, table: str) -> list[tuple[Cell, ...]]:
    return file.rows(
        f'SELECT t.rowid, j.value FROM "{table}" AS t, json_each(t.articles) AS j'
        f" WHERE NOT EXISTS (SELECT 1 FROM article WHERE id = j.value) LIMIT {MOST}"
    )


def _words(file: File) -> Iterator[Fault]:
    """Yield full-text indexes that are out of step with what they index.

    SQLite checks them by a statement that looks like writing, so a copy in memory is checked.
    """
    memory = sqlite3.connect(":memory:", isolation_level=None)
    try:
        file.copy_into(memory)
        for table in ("article_words", "evidence_words"):
            try:
                memory.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)")
            except sqlite3.Error:
                yield Fault(rule="full text", table=table, row="-", detail="is out of step with what it indexes")
    finally:
        memory.close()
