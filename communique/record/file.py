"""The SQLite file itself: opened with care, every fault of it said in one clear line."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from communique.columns import Cell
from communique.errors import RecordError

APPLICATION_ID = 0x434D4E51
"""``CMNQ``, in the header of every dossier: what ``file`` and SQLite tell the kind of a file by."""
PATIENCE = 120.0
"""Seconds a writer waits for another one; a page is written in milliseconds, so two take turns."""

_MAGIC = b"SQLite format 3\x00"
_LONGEST = 256_000_000
"""Largest cell in bytes that is read from a file: no page is larger than 20 MB."""


class UnkeepableError(RecordError):
    """A value that has no place in the file: half a character, a number of thirty digits, one id twice."""


class File:
    """A connection that speaks plainly; writes go through ``writing`` alone, one transaction at a time."""

    def __init__(self, path: Path, *, write: bool, create: bool = False) -> None:
        """Connect to the file at ``path``; raises RecordError where there is none or it is not SQLite."""
        self.path = path
        self.write = write
        if not create:
            _must_be_sqlite(path)
        if write and path.exists() and not os.access(path, os.W_OK):
            raise RecordError(f"{path}: the file is read-only")
        self._depth = 0
        with self._plainly():
            self._connection = self._connect("rwc" if create else "rw" if write else "ro")
        try:
            with self._plainly():
                self._prepare()
        except RecordError:
            self._connection.close()
            raise

    def _connect(self, mode: str) -> sqlite3.Connection:
        uri = self.path.resolve().as_uri()
        if mode == "ro" and not Path(f"{self.path}-wal").exists() and not _folder_takes_files(self.path):
            # A dossier on a CD: no journal can be laid beside it, and nobody can change it meanwhile.
            uri += "?mode=ro&immutable=1"
        else:
            uri += f"?mode={mode}"
        return sqlite3.connect(uri, uri=True, timeout=PATIENCE, isolation_level=None, check_same_thread=False)

    def _prepare(self) -> None:
        """Take nothing the file says on trust: no functions in its schema, damaged cells found, cells bounded."""
        connection = self._connection
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
        connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
        for pragma in ("trusted_schema=OFF", "cell_size_check=ON", "foreign_keys=ON", "cache_size=-16000"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()

    def journal(self) -> None:
        """Let readers read while somebody writes (WAL), and let every finished page survive a power cut."""
        with self._plainly():
            self._connection.execute("PRAGMA journal_mode=WAL")
            self._connection.execute("PRAGMA synchronous=FULL")

    def close(self) -> None:
        """Close the connection; a second time does nothing."""
        with self._plainly():
            self._connection.close()

    def rows(self, sql: str, values: Sequence[Cell] = ()) -> list[tuple[Cell, ...]]:
        """Return all rows of a query."""
        with self._plainly():
            return self._connection.execute(sql, values).fetchall()

    def row(self, sql: str, values: Sequence[Cell] = ()) -> tuple[Cell, ...] | None:
        """Return the first row of a query, None where it has none."""
        with self._plainly():
            found: tuple[Cell, ...] | None = self._connection.execute(sql, values).fetchone()
            return found

    def number(self, sql: str, values: Sequence[Cell] = ()) -> int:
        """Return the one number a query gives, 0 where it gives none."""
        found = self.row(sql, values)
        return found[0] if found and isinstance(found[0], int) else 0

    def run(self, sql: str, values: Sequence[Cell] = ()) -> int:
        """Run one statement; return the row id of what it put in."""
        with self._plainly():
            return self._connection.execute(sql, values).lastrowid or 0

    def change(self, sql: str, values: Sequence[Cell] = ()) -> int:
        """Run one statement; return how many rows it changed."""
        with self._plainly():
            return self._connection.execute(sql, values).rowcount

    def many(self, sql: str, rows: Iterable[Sequence[Cell]]) -> None:
        """Run one statement for each of ``rows``."""
        with self._plainly():
            self._connection.executemany(sql, rows)

    def copy_into(self, other: sqlite3.Connection) -> None:
        """Copy the whole file into another connection."""
        with self._plainly():
            self._connection.backup(other)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the one right to write until the block ends; all it wrote is kept, or on any fault nothing.

        A block inside a block is part of it.
        """
        if not self.write:
            raise RecordError(f"{self.path}: opened for reading only")
        if self._depth:
            yield
            return
        with self._plainly():
            self._connection.execute("BEGIN IMMEDIATE")
        self._depth = 1
        try:
            yield
            with self._plainly():
                self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise
        finally:
            self._depth = 0

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Read one state of the file in all queries of the block, whatever others write meanwhile."""
        with self._plainly():
            inside = self._depth > 0 or self._connection.in_transaction
            if not inside:
                self._connection.execute("BEGIN")
        if inside:
            yield
            return
        try:
            yield
        finally:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")

    @contextmanager
    def _plainly(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.IntegrityError, sqlite3.InterfaceError, OverflowError, UnicodeEncodeError) as fault:
            raise UnkeepableError(f"{self.path}: cannot be kept: {' '.join(str(fault).split())[:200]}") from fault
        except (sqlite3.Error, UnicodeDecodeError) as fault:
            raise RecordError(f"{self.path}: {_line(fault)}") from fault


_LINES = (
    ("database or disk is full", "the disk is full; nothing of this page was kept"),
    ("database is locked", "somebody else has been writing to it for too long"),
    ("readonly database", "the file is read-only"),
    ("unable to open", "the file cannot be opened"),
    ("file is not a database", "not a dossier, or damaged"),
    ("malformed", "the file is damaged"),
    ("could not decode", "the file is damaged: text that is no UTF-8"),
    ("too big", "the file is damaged: a cell is larger than any page"),
    ("disk i/o error", "the disk cannot be read or written"),
    ("closed database", "already closed"),
)
"""What SQLite says, and what that means to a user."""


def _line(fault: Exception) -> str:
    said = str(fault)
    known = next((line for words, line in _LINES if words in said.lower()), None)
    if isinstance(fault, UnicodeDecodeError):
        return "the file is damaged: text that is no UTF-8"
    return known or f"the file cannot be used: {' '.join(said.split())[:200]}"


def _must_be_sqlite(path: Path) -> None:
    if path.exists() and not path.is_file() and not path.is_dir():  # a pipe would keep us waiting for ever
        raise RecordError(f"{path}: not a regular file")
    try:
        with path.open("rb") as opened:
            start = opened.read(len(_MAGIC))
    except FileNotFoundError:
        raise RecordError(f"{path}: no such file") from None
    except IsADirectoryError:
        raise RecordError(f"{path}: is a folder, not a dossier") from None
    except (OSError, ValueError) as fault:
        raise RecordError(f"{path}: cannot be read: {fault.__class__.__name__}") from None
    if start != _MAGIC:
        raise RecordError(f"{path}: not a dossier (no SQLite file)")


def _folder_takes_files(path: Path) -> bool:
    return os.access(path.resolve().parent, os.W_OK)
