"""A run folder as it lies on the disk: what it says of itself, and its tables, read in bounded pieces.

Folders come from anybody: what is no run, or is damaged, is a ``UsageError`` of one line.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from communique.errors import UsageError
from communique.tables import TABLES

ABOUT = "run.json"
WORK = ".work"
_UNFINISHED = "the run is not finished; give the same `communique run` again to go on with it"
_LONGEST_ABOUT = 64_000_000
_MOST_PARTS = 100_000
_MOST_ROWS = 200_000_000
_BATCH = 8_192
_PART = re.compile(r"[\w.-]{1,100}\.parquet", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A piece of what was read. ``kind``: pages, web archive ...; ``digest``: of the names of its files."""

    name: str
    kind: str
    files: int
    bytes: int
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a run says of itself: ``tools`` (version, reader, atlas, made_by ...) and ``options`` by name, as words."""

    tools: tuple[tuple[str, str], ...]
    options: tuple[tuple[str, str], ...]
    sources: tuple[Source, ...]

    def tool(self, name: str) -> str:
        """Return what the run says of a tool; empty: nothing."""
        return dict(self.tools).get(name, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """An opened run folder."""

    path: Path
    about: About

    @classmethod
    def open(cls, path: Path) -> Folder:
        """Open the finished run at ``path``; raises UsageError where there is none."""
        if not path.is_dir():
            raise UsageError(f"{path}: not the folder of a run" if path.exists() else f"{path}: no such folder")
        if not (path / ABOUT).is_file():
            raise UsageError(f"{path}: not the folder of a run; there is no {ABOUT} in it")
        folder = cls(path=path, about=_about(path / ABOUT))
        if not any(folder.parts(table) for table in ("articles", "rejections", "failures")):
            raise UsageError(f"{path}: the run has no tables")
        return folder

    def parts(self, table: str) -> tuple[Path, ...]:
        """Return the files of a table, in their order; none where the run has no such rows."""
        place = self.path / table
        if not place.is_dir():
            return ()
        with _faults(place):
            found = sorted(file for file in place.iterdir() if _PART.fullmatch(file.name))
        if len(found) > _MOST_PARTS or not all(file.is_file() for file in found):
            raise UsageError(f"{place}: not the parts of a table")
        return tuple(found)

    def schema(self, table: str) -> pa.Schema | None:
        """Return the columns of a table, or None where the run has none."""
        for part in self.parts(table):
            with _faults(part):
                return pq.read_schema(part)
        return None

    def columns(self, table: str) -> tuple[str, ...]:
        """Return the names of a table's columns; none where the run has no such table."""
        schema = self.schema(table)
        return () if schema is None else tuple(schema.names)

    def rows(self, table: str) -> int:
        """Return how many rows a table has, by what its files say."""
        total = 0
        for part in self.parts(table):
            with _faults(part):
                total += pq.read_metadata(part).num_rows
        return total

    def batches(self, table: str, columns: Sequence[str] | None = None) -> Iterator[pa.RecordBatch]:
        """Yield the rows of a table in pieces of some thousands; ``columns``: those alone, which it must have.

        Without ``columns`` it must have all that our tables have, and may have more.
        """
        total = 0
        needed = _COLUMNS[table] if columns is None else columns
        for part in self.parts(table):
            with _faults(part), pq.ParquetFile(part) as file:
                names = file.schema_arrow.names
                missing = [column for column in needed if names.count(column) != 1]
                if missing:
                    raise UsageError(f"{part}: no column {missing[0]}, or several; not a table of this program")
                for batch in file.iter_batches(batch_size=_BATCH, columns=None if columns is None else list(columns)):
                    total += batch.num_rows
                    if total > _MOST_ROWS:
                        raise UsageError(f"{part}: more than {_MOST_ROWS:,} rows")
                    batch.validate(full=True)
                    yield _typed(table, batch.select(list(columns)) if columns is not None else batch)

    def digest(self) -> str:
        """Return the SHA-256 of all tables: of the name and the SHA-256 of each file, in order."""
        whole = hashlib.sha256()
        for table in sorted(place.name for place in self.path.iterdir() if place.is_dir()):
            for part in self.parts(table) if table != WORK else ():
                with _faults(part), part.open("rb") as file:
                    found = hashlib.file_digest(file, "sha256").hexdigest()
                whole.update(f"{table}/{part.name}\0{found}\n".encode())
        return whole.hexdigest()


@contextmanager
def _faults(path: Path) -> Iterator[None]:
    """Turn what goes wrong while a file is read into one line."""
    try:
        yield
    except (pa.ArrowException, OSError, ValueError) as fault:
        words = " ".join(str(fault).split()) or type(fault).__name__
        raise UsageError(f"{path}: cannot be read: {words[:200]}") from fault


_COLUMNS = {kind.name: tuple(kind.schema.names) for kind in TABLES}
_TYPES = {(kind.name, field.name): field.type for kind in TABLES for field in kind.schema}


def _typed(table: str, batch: pa.RecordBatch) -> pa.RecordBatch:
    """Return a batch with the types its columns have in our tables: R and DuckDB write words as large words, or coded.

    Columns we do not know stay as they are. Raises ArrowInvalid or ValueError where one does not hold what it should.
    """
    for n, field in enumerate(batch.schema):
        wanted = _TYPES.get((table, field.name), field.type)
        if field.type != wanted:
            batch = batch.set_column(n, field.with_type(wanted), batch.column(n).cast(wanted))
    return batch


def _about(path: Path) -> About:
    with _faults(path):
        if path.stat().st_size > _LONGEST_ABOUT:
            raise UsageError(f"{path}: too large")
        try:
            told = json.loads(path.read_bytes())
        except RecursionError as fault:
            raise UsageError(f"{path}: cannot be read: nested too deeply") from fault
    if not isinstance(told, dict):
        raise UsageError(f"{path}: not what a run says of itself")
    if told.get("state") == "unfinished":
        raise UsageError(f"{path.parent}: {_UNFINISHED}")
    sources = told.get("sources")
    return About(
        tools=_pairs(told.get("made_with")),
        options=_pairs(told.get("options")),
        sources=tuple(map(_source, sources)) if isinstance(sources, list) else (),
    )


def _pairs(value: object) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((str(k), _word(v)) for k, v in value.items())) if isinstance(value, dict) else ()


def _word(value: object) -> str:
    return value if isinstance(value, str) else "" if value is None else as_json(value)


def _source(value: object) -> Source:
    told = value if isinstance(value, dict) else {"name": value}
    files, size = told.get("files"), told.get("bytes")
    return Source(
        name=_word(told.get("name")),
        kind=_word(told.get("kind")),
        files=files if isinstance(files, int) else 0,
        bytes=size if isinstance(size, int) else 0,
        digest=_word(told.get("digest")),
    )


def as_json(value: object) -> str:
    """Return a value as one line of JSON; what JSON cannot hold, as its words."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
