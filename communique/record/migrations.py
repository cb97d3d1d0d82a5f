"""What a dossier of one version needs to be one of the next; each step is one transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from importlib.resources import files

from communique.errors import RecordError
from communique.record.file import APPLICATION_ID, File

Step = Callable[[File], None]


def lay_out(file: File) -> None:
    """Version 1: the tables of ``schema.sql`` and ``told.sql``."""
    for statement in statements():
        file.run(statement)


STEPS: tuple[Step, ...] = (lay_out,)
"""Step n makes version n + 1 of version n; a step that has been released is never changed."""


def statements() -> list[str]:
    """Return the statements of the schema, one by one, with their comments inside."""
    found, held = [], ""
    for name in ("schema.sql", "told.sql"):
        for line in files("communique.record").joinpath(name).read_text(encoding="utf-8").splitlines(keepends=True):
            if held or not line.startswith("--"):
                held += line
            if sqlite3.complete_statement(held):
                found.append(held.strip())
                held = ""
    return found


def version_of(file: File) -> int:
    """Return the version of a dossier; raises RecordError where the file is SQLite and no dossier."""
    if file.number("PRAGMA application_id") != APPLICATION_ID:
        raise RecordError(f"{file.path}: a SQLite file, but not a dossier")
    return file.number("PRAGMA user_version")


def migrate(file: File, steps: Sequence[Step] = STEPS) -> None:
    """Bring a dossier to the version of this package, step by step.

    Each step and the new version number are one transaction: killed in between, the dossier is of the older version
    or of the newer one. Raises RecordError for a dossier of a newer version, or of an older one opened for reading.
    """
    version = version_of(file)
    if version > len(steps):
        raise RecordError(
            f"{file.path}: made by a newer communique (dossier version {version}, this one knows {len(steps)})"
        )
    if version < len(steps) and not file.write:
        raise RecordError(f"{file.path}: made by an older communique; open it once for writing")
    for step in steps[version:]:
        with file.writing():
            at = file.number("PRAGMA user_version")
            if at < len(steps) and steps[at] is step:  # somebody else may have taken the step meanwhile
                step(file)
                file.run(f"PRAGMA user_version = {at + 1:d}")


def start(file: File, name: str) -> None:
    """Make an empty file a dossier called ``name``, in one transaction; raises RecordError where it holds anything."""
    file.journal()
    with file.writing():
        if file.number("SELECT count(*) FROM sqlite_master") or file.number("PRAGMA application_id"):
            raise RecordError(f"{file.path}: exists already")
        for step in STEPS:
            step(file)
        file.run("INSERT INTO dossier (id, name, changes) VALUES (1, ?, 0)", (name,))
        file.run(f"PRAGMA user_version = {len(STEPS):d}")
        file.run(f"PRAGMA application_id = {APPLICATION_ID:d}")


def be_ours(file: File) -> None:
    """Refuse a file whose tables are not those of a dossier, or that would do things of its own when written to.

    A dossier has no triggers, and one that somebody else put in could change what is kept ("after insert on evidence,
    delete from correction"); a view in the place of a table could answer what it likes. Tables, columns and indexes
    that somebody added do no harm.
    """
    trigger = file.row("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    if trigger is not None:
        raise RecordError(f"{file.path}: has a trigger, {str(trigger[0])[:60]!r}, and a dossier has none")
    given = _columns(file)
    for table, names in _own().items():
        missing = names - given.get(table, set())
        if missing:
            raise RecordError(f"{file.path}: damaged, or no dossier: the table {table} has no {min(missing)}")


_COLUMNS = "SELECT m.name, c.name FROM sqlite_master AS m, pragma_table_xinfo(m.name) AS c WHERE m.type = 'table'"


def _columns(file: File) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for table, column in file.rows(_COLUMNS):
        found.setdefault(str(table), set()).add(str(column))
    return found


def _own() -> dict[str, set[str]]:
    """Return the columns of each table of a dossier as this package makes it."""
    memory = sqlite3.connect(":memory:")
    columns: dict[str, set[str]] = {}
    try:
        for statement in statements():
            memory.execute(statement)
        for table, column in memory.execute(_COLUMNS):
            columns.setdefault(table, set()).add(column)
    finally:
        memory.close()
    return columns
