"""Parquet tables → pages: one article to a row, read in small batches of the needed columns alone."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import IO, Any

from communique.model import Page, Reason, Rejection
from communique.source import places
from communique.source.kinds import shown
from communique.source.limits import MAX_GROUP, MAX_RATIO, MAX_RECORDS, MAX_VALUES
from communique.source.lines import TRIED
from communique.source.refusals import Unusable, refused
from communique.source.rows import Roles, holds_story, page_of, roles_of

_BATCH = 8
_BUFFER = 1 << 20
"""With a buffer pages of a column are unpacked one by one, without it a whole group of rows: 1 GB instead of 0.1."""
_MAX_FOOTER = 64_000_000


def pages(name: str, published: str | None) -> Iterator[Page | Rejection]:
    """Open every article of a Parquet file; ``origin`` is ``a.parquet#12`` for the 12th row.

    A group of rows that says it unpacks to too much ends the file, and so does what cannot be read.
    """
    with places.opened(name) as stream:
        size = _checked(stream)
        table = _table(stream)
        columns = [str(column) for column in table.schema_arrow.names]
        roles = roles_of(columns)
        if not holds_story(roles):
            said = ", ".join(columns[:8])[:120]
            raise Unusable(Reason.NOT_AN_ARTICLE, f"no column with text or html among: {said}")
        taken = 0
        for number, row in enumerate(_rows(table, roles, size), 1):
            if number > MAX_RECORDS:
                raise Unusable(Reason.TOO_LARGE, f"more than {MAX_RECORDS:,} rows; the rest was left out")
            found = page_of(row, roles, f"{shown(name)}#{number}", published)
            yield found
            taken += isinstance(found, Page)
            if not taken and number >= TRIED:
                raise Unusable(Reason.NOT_AN_ARTICLE, f"no article in the first {TRIED:,} rows; the rest was left out")
    if not taken:
        yield refused(shown(name), Reason.EMPTY, "no articles in this table")


def _checked(stream: IO[bytes]) -> int:
    """Return the size of a file; raises Unusable where its end is not a Parquet table's, or announces too much."""
    size = stream.seek(0, os.SEEK_END)
    stream.seek(max(0, size - 8))
    end = stream.read(8)
    stream.seek(0)
    if len(end) < 8 or not end.endswith(b"PAR1"):
        raise Unusable(Reason.UNREADABLE, "no Parquet table, or cut off before its end")
    if int.from_bytes(end[:4], "little") > min(size, _MAX_FOOTER):
        raise Unusable(Reason.UNREADABLE, "a damaged Parquet table")
    return size


def _table(stream: IO[bytes]) -> Any:  # noqa: ANN401  (of pyarrow, which has no types)
    import pyarrow as pa  # noqa: PLC0415  (heavy, and few runs read tables)
    import pyarrow.parquet as pq  # noqa: PLC0415

    try:
        return pq.ParquetFile(stream, buffer_size=_BUFFER, thrift_string_size_limit=_MAX_FOOTER)
    except pa.ArrowException as fault:
        raise _damaged(fault) from fault


def _rows(table: Any, roles: Roles, size: int) -> Iterator[dict[str, object]]:  # noqa: ANN401
    """Yield the rows with the cells of the needed columns alone; raises Unusable at the first that cannot be read."""
    import pyarrow as pa  # noqa: PLC0415  (heavy, and few runs read tables)

    needed = [column for columns in roles.values() for column in columns]
    for group in range(table.num_row_groups):
        try:
            _bounded(table.metadata.row_group(group).total_byte_size, size)
            for batch in table.iter_batches(_BATCH, row_groups=[group], columns=needed, use_threads=False):
                cells = {name: _values(column) for name, column in zip(batch.schema.names, batch.columns, strict=True)}
                yield from ({name: values[at] for name, values in cells.items()} for at in range(batch.num_rows))
        except pa.ArrowException as fault:
            raise _damaged(fault) from fault


def _bounded(size: int, packed: int) -> None:
    """Raise Unusable where a group of rows in a file of ``packed`` bytes says that it unpacks to too much.

    What the file says of single columns is not asked: pyarrow 26 ends the process where such an entry is damaged.
    """
    if size > MAX_GROUP or size > packed * MAX_RATIO + MAX_VALUES:
        detail = f"a group of rows unpacks to {size:,} bytes in a file of {packed:,}; the rest was left out"
        raise Unusable(Reason.TOO_LARGE, detail)


def _values(column: Any) -> list[object]:  # noqa: ANN401
    """Return the cells of a column; what is no UTF-8 in a text is replaced, a time is its day."""
    import pyarrow as pa  # noqa: PLC0415  (heavy, and few runs read tables)

    kind = column.type
    if pa.types.is_dictionary(kind):
        column = column.dictionary_decode()
        kind = column.type
    if pa.types.is_string(kind):
        column = column.cast(pa.binary())
    elif pa.types.is_large_string(kind):
        column = column.cast(pa.large_binary())
    elif pa.types.is_timestamp(kind):
        column = column.cast(pa.date32(), safe=False)
    values: list[object] = column.to_pylist()
    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
        return [value.decode("utf-8", "replace") if isinstance(value, bytes) else None for value in values]
    return values


def _damaged(fault: Exception) -> Unusable:
    said = " ".join(str(fault).split())[:100]
    return Unusable(Reason.UNREADABLE, f"a damaged Parquet table: {said}")
