"""Tables as Parquet files: equal tables give equal bytes."""

from __future__ import annotations

from collections.abc import Sequence
from os import PathLike
from typing import IO, Any

import pyarrow as pa
import pyarrow.parquet as pq

from communique.errors import TableError
from communique.tables.back import checked
from communique.tables.kinds import FORMAT, TableKind

ROW_GROUP = 16_384
"""Rows of a row group: what a reader of the file holds at least. 16,384 articles are some 150 MB of text."""
MAX_BYTES = 8_000_000_000
"""Most bytes, uncompressed, that a file may say it holds: zstd makes a billion zeros a few thousand."""


def write(table: pa.Table, sink: str | PathLike[str] | IO[bytes]) -> None:
    """Write a table as Parquet (zstd, row groups of ``ROW_GROUP`` rows, no clock and no metadata but the schema's).

    Equal rows give equal bytes with one version of pyarrow, however many pieces the table was put together from.
    """
    pq.write_table(table.combine_chunks(), sink, compression="zstd", row_group_size=ROW_GROUP)


def read(kind: TableKind, source: str | PathLike[str] | IO[bytes], columns: Sequence[str] | None = None) -> pa.Table:
    """Read a table of this kind back; ``columns``: those alone.

    Raises TableError where the file is none, damaged, too large or of a newer format.
    """
    try:
        with pq.ParquetFile(source) as file:
            _refuse(kind, file, source)
            table = file.read(None if columns is None else list(columns))
    except FileNotFoundError as fault:
        raise TableError(f"{_named(source)}: no such file") from fault
    except (pa.ArrowException, OSError, ValueError) as fault:
        raise TableError(f"{_named(source)}: cannot be read: {' '.join(str(fault).split())[:200]}") from fault
    try:
        return checked(kind, table, columns)
    except TableError as fault:
        raise TableError(f"{_named(source)}: {fault}") from fault


def _refuse(kind: TableKind, file: Any, source: Any) -> None:  # noqa: ANN401
    about = file.schema_arrow.metadata or {}
    found = about.get(b"communique.format", FORMAT.encode()).decode("utf-8", "replace")
    if found != FORMAT:
        raise TableError(f"{_named(source)}: format {found[:20]!r}, this communique knows {FORMAT}")
    if sum(file.metadata.row_group(n).total_byte_size for n in range(file.metadata.num_row_groups)) > MAX_BYTES:
        raise TableError(f"{_named(source)}: says it holds over {MAX_BYTES:,} bytes")


def _named(source: object) -> str:
    return str(source) if isinstance(source, str | PathLike) else "the file"
