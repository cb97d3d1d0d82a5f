"""A table of the record: which columns keep a type, and the words of SQL for them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from communique.columns import JSON, Cell, Form, Values, shown
from communique.errors import RecordError


class Table:
    """A table that keeps one type: columns of keys first, then those of its form."""

    def __init__(
        self, name: str, cls: type, *, keys: Sequence[str] = (), skip: Sequence[str] = (), verb: str = "INSERT"
    ) -> None:
        """Keep ``cls`` in the table ``name``, each row under ``keys``; ``verb`` "INSERT OR REPLACE" to write over."""
        self.name = name
        self.form = Form(cls, lists=JSON, skip=frozenset(skip))
        self.keys = tuple(keys)
        self.columns = (*self.keys, *self.form.columns)
        listed = ", ".join(f'"{column}"' for column in self.columns)
        self.insert = f'{verb} INTO "{name}" ({listed}) VALUES ({", ".join("?" * len(self.columns))})'
        self.select = f'SELECT {listed} FROM "{name}"'

    def row(self, value: object, *keys: Cell) -> tuple[Cell, ...]:
        """Return the row of a value, its keys before it."""
        return (*keys, *self.form.cells(value))

    def values(self, row: Sequence[Cell]) -> Values:
        """Return the attributes in a row, without those kept elsewhere; a row that makes no sense is a RecordError."""
        try:
            return self.form.values(row[len(self.keys) :])
        except (ValueError, TypeError) as fault:
            raise self.fault(row, fault) from fault

    def make(self, row: Sequence[Cell], **others: object) -> Any:  # noqa: ANN401
        """Return the value in a row, with ``others`` for the attributes kept elsewhere."""
        values = self.values(row)
        try:
            return self.form.cls(**values, **others)
        except (ValueError, TypeError) as fault:
            raise self.fault(row, fault) from fault

    def fault(self, row: Sequence[Cell], fault: Exception) -> RecordError:
        """Name table and row of a value that makes no sense."""
        keys = row[: max(len(self.keys), 1)]
        return RecordError(f"table {self.name}, row {', '.join(shown(key) for key in keys)}: {fault}")
