"""One part of a run: the tables of the same articles, read column by column."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from communique.corpus.folder import Folder
from communique.errors import UsageError
from communique.tables import TABLES, TableKind, read

KINDS = {kind.name: kind for kind in TABLES}


@dataclass(frozen=True, slots=True)
class Part:
    """The files of one part by table; without any: a part with no rows."""

    files: Mapping[str, Path]

    def read(self, table: str, columns: str = "") -> pa.Table:
        """Read a table, or ``columns`` (their names, with spaces between) alone; raises TableError."""
        kind: TableKind = KINDS[table]
        names = columns.split() or kind.schema.names
        file = self.files.get(table)
        return kind.schema.empty_table().select(names) if file is None else read(kind, file, names)


def parts_of(folder: Folder) -> tuple[Part, ...]:
    """Return the parts of a run, in their order.

    Part 3 of every table is of the same articles. Raises UsageError where a table lacks a part that another has.
    """
    files = {name: {path.name: path for path in folder.parts(name)} for name in KINDS}
    numbers = sorted({number for of_table in files.values() for number in of_table})
    for number in numbers:
        gone = [f"{name}/{number}" for name, of_table in files.items() if number not in of_table]
        if gone:
            raise UsageError(f"{folder.path}: the run is damaged, {gone[0]} is not there")
    return tuple(Part({name: of_table[number] for name, of_table in files.items()}) for number in numbers)
