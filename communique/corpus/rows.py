"""Rows of a run as researchers take them: into Arrow, pandas, polars or DuckDB, or shown in a notebook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any, overload

import pyarrow as pa

from communique.corpus.looks import Cells, Look, in_words, row_of, table_of
from communique.errors import UsageError
from communique.export import visible
from communique.export.wording import clipped

_SHORT = 120
"""Characters of a cell that are shown in a line."""
_TOGETHER = 1_000
"""Rows that are Python's at one time while somebody goes through all of them."""


class Row(Mapping[str, Any]):
    """One row: its cells by the name of their column."""

    def __init__(self, look: Look, cells: Cells) -> None:
        """Take the cells of a row, shown by ``look``."""
        self._look = look
        self._cells = cells

    def __getitem__(self, column: str) -> Any:  # noqa: ANN401
        return self._cells[column]

    def __iter__(self) -> Iterator[str]:
        return iter(self._cells)

    def __len__(self) -> int:
        return len(self._cells)

    def __repr__(self) -> str:
        told = [clipped(in_words(self._cells.get(name)), _SHORT) for name in self._look.columns or self._cells]
        return visible(f"<{self._look.title}: {' | '.join(told)}>")

    def _repr_html_(self) -> str:
        return row_of(self._look, self._cells)


class Rows:
    """Rows of one kind: events, statements, a table of the run ...

    ``len(rows)``, ``rows[3]`` (a ``Row``), ``rows[:100]`` and ``rows.filter(...)`` (``Rows`` again), ``for row in
    rows``. Whatever takes Arrow takes them: ``polars.DataFrame(rows)``, ``duckdb.sql("SELECT ... FROM rows")``.
    """

    def __init__(self, table: pa.Table, look: Look) -> None:
        """Take a table, whose rows are shown by ``look``."""
        self._table = table
        self._look = look

    def __len__(self) -> int:
        return int(self._table.num_rows)

    def __iter__(self) -> Iterator[Row]:
        for batch in self._table.to_batches(max_chunksize=_TOGETHER):
            for cells in batch.to_pylist():
                yield Row(self._look, cells)

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> Rows: ...
    def __getitem__(self, at: int | slice) -> Row | Rows:
        if isinstance(at, slice):
            start, stop, step = at.indices(len(self))
            if step != 1:
                return Rows(self._table.take(pa.array(range(start, stop, step), pa.int64())), self._look)
            return Rows(self._table.slice(start, max(stop - start, 0)), self._look)
        (number,) = range(len(self))[at : at + 1 or None] or (None,)
        if number is None:
            raise IndexError(f"row {at} of {len(self)}")
        return Row(self._look, self._table.slice(number, 1).to_pylist()[0])

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns."""
        return tuple(self._table.schema.names)

    @property
    def schema(self) -> pa.Schema:
        """Columns as Arrow types; the metadata of each says what it holds (``description``)."""
        return self._table.schema

    def filter(self, expression: Any) -> Rows:  # noqa: ANN401
        """Return the rows an expression of Arrow is true of: ``rows.filter(pc.field("status") == "happened")``.

        Raises UsageError where the expression has no meaning here, such as one of a column that is not there.
        """
        try:
            return Rows(self._table.filter(expression), self._look)
        except (pa.ArrowException, TypeError, ValueError) as fault:
            raise UsageError(f"these rows cannot be filtered so: {' '.join(str(fault).split())[:200]}") from fault

    def to_arrow(self) -> pa.Table:
        """Return the rows as a table of Arrow."""
        return self._table

    def to_pandas(self) -> Any:  # noqa: ANN401
        """Return the rows as a DataFrame of pandas: days as datetime64, whole numbers and truths that may be empty.

        Raises UsageError where pandas is not installed.
        """
        pandas = _library("pandas")
        kinds = {pa.int64(): pandas.Int64Dtype(), pa.bool_(): pandas.BooleanDtype()}
        return self._table.to_pandas(types_mapper=kinds.get, date_as_object=False)

    def to_polars(self) -> Any:  # noqa: ANN401
        """Return the rows as a DataFrame of polars; raises UsageError where polars is not installed."""
        return _library("polars").from_arrow(self._table)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Hand the rows to whatever takes Arrow (the PyCapsule protocol)."""
        return self._table.__arrow_c_stream__(requested_schema)

    def __repr__(self) -> str:
        return f"<{len(self):,} {self._look.title}, columns {', '.join(self.columns)}>"

    def _repr_html_(self) -> str:
        rows = self._table.slice(0, 10).to_pylist()
        return table_of(self._look, self.columns, rows, len(self))


def _library(name: str) -> Any:  # noqa: ANN401
    try:
        return import_module(name)
    except ImportError as fault:
        raise UsageError(f"{name} is not installed: pip install 'communique[frames]'") from fault
