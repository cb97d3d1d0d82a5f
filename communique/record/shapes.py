"""Frozen types as rows of columns and back, every value that comes back checked.

One rule for all types, so that the columns are the only copy: a word, a number or a code is one column; a ``Span`` two
(``start``, ``stop``); a ``When``, ``Place`` or ``Meeting`` one for each of its fields, with a prefix; a tuple of words
or of places in the text is a JSON list, which Datasette, pandas and R can unfold. What holds evidence, steps or
versions has tables of its own (``record.tables``).
"""

from __future__ import annotations

import json
import math
import types
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum
from typing import Any, Union, get_args, get_origin, get_type_hints

from communique.errors import RecordError
from communique.model import Span

Cell = str | int | float | bytes | None
Values = dict[str, Any]

MAX_JSON = 8_000_000
"""Longest JSON list that is parsed, in characters; a page of a megabyte stays far below it."""

_RENAMED = {
    "where": "place",
    "by": "by_whom",
    "left": "left_id",
    "right": "right_id",
    "unknown": "unknown_origins",
}
"""Attributes whose names are words of SQL (a user would have to quote them), or say too little in a table."""
_BARE = {"span", "sentence", "backing"}
"""Attributes whose columns carry no prefix: a block is at ``start``, not at ``span_start``."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How one attribute is kept: its columns, its cells, and the way back (which raises ValueError)."""

    columns: tuple[str, ...]
    put: Callable[[Any], tuple[Cell, ...]]
    take: Callable[[Sequence[Cell]], Any]


class Form:
    """The columns of one type; attributes in ``skip`` are kept elsewhere."""

    def __init__(self, cls: type, *, skip: frozenset[str] = frozenset(), prefix: str = "") -> None:
        """Work out the shape of every attribute of the dataclass ``cls``."""
        self.cls = cls
        hints = get_type_hints(cls)
        names = [f.name for f in fields(cls) if f.name not in skip]
        self._shapes = {name: _shape(prefix + _RENAMED.get(name, name), hints[name], name) for name in names}
        self.columns = tuple(column for shape in self._shapes.values() for column in shape.columns)
        self.first = next(
            self.columns.index(shape.columns[0]) for name, shape in self._shapes.items() if not _optional(hints[name])
        )

    def cells(self, value: object) -> tuple[Cell, ...]:
        """Return the cells of a value, in the order of ``columns``."""
        return tuple(cell for name, shape in self._shapes.items() for cell in shape.put(getattr(value, name)))

    def values(self, cells: Sequence[Cell]) -> Values:
        """Return the attributes that ``cells`` hold; raises ValueError naming the column that makes no sense."""
        found: Values = {}
        at = 0
        for name, shape in self._shapes.items():
            found[name] = shape.take(cells[at : at + len(shape.columns)])
            at += len(shape.columns)
        return found


class Table:
    """A table that keeps one type: columns of keys first, then those of its form."""

    def __init__(
        self, name: str, cls: type, *, keys: Sequence[str] = (), skip: Sequence[str] = (), verb: str = "INSERT"
    ) -> None:
        """Keep ``cls`` in the table ``name``, each row under ``keys``; ``verb`` "INSERT OR REPLACE" to write over."""
        self.name = name
        self.form = Form(cls, skip=frozenset(skip))
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


def shown(cell: object) -> str:
    """Return a cell as it is shown in a message: short, on one line."""
    text = repr(cell)
    return text if len(text) <= 60 else f"{text[:57]}..."


def to_json(values: object) -> str:
    """Return a list as JSON text."""
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def from_json(cell: object) -> list[Any]:
    """Parse a JSON list from a file nobody vouches for: bounded in length, and no depth can break it."""
    if not isinstance(cell, str) or len(cell) > MAX_JSON:
        raise ValueError(f"not a JSON list: {shown(cell)}")
    try:
        found = json.loads(cell)
    except (ValueError, RecursionError) as fault:
        raise ValueError(f"not a JSON list: {shown(cell)}") from fault
    if not isinstance(found, list):
        raise ValueError(f"not a JSON list: {shown(cell)}")
    return found


def _optional(hint: object) -> bool:
    return type(None) in get_args(hint)


def _shape(column: str, hint: object, name: str) -> Shape:
    core: Any = hint
    if get_origin(hint) in (Union, types.UnionType):
        (core,) = [part for part in get_args(hint) if part is not type(None)]
    if get_origin(core) is tuple:
        return _list(column, get_args(core)[0])
    if core is Span:
        return _span("" if name in _BARE else f"{column}_", _optional(hint))
    if is_dataclass(core):
        assert isinstance(core, type)
        return _nested(core, "" if name in _BARE else f"{column}_", _optional(hint))
    return _scalar(column, core, _optional(hint))


def _scalar(column: str, kind: type, optional: bool) -> Shape:
    def take(cells: Sequence[Cell]) -> object:
        if cells[0] is None and optional:
            return None
        try:
            return _checked(cells[0], kind)
        except ValueError as fault:
            raise ValueError(f"{column} cannot be {shown(cells[0])}") from fault

    return Shape((column,), lambda value: (_plain(value),), take)


def _plain(value: Any) -> Cell:  # noqa: ANN401
    if isinstance(value, StrEnum):
        return value.value
    return int(value) if isinstance(value, bool) else value


def _checked(cell: object, kind: type) -> object:
    """Return ``cell`` as ``kind``; raises ValueError where it is none."""
    if issubclass(kind, StrEnum) and isinstance(cell, str):
        return kind(cell)
    if kind is bool and cell in (0, 1) and isinstance(cell, int):
        return bool(cell)
    if kind is float and isinstance(cell, float) and math.isfinite(cell):
        return cell
    if type(cell) is kind and kind is not float:
        return cell
    raise ValueError(f"not of kind {kind.__name__}")


def _span(prefix: str, optional: bool) -> Shape:
    def take(cells: Sequence[Cell]) -> Span | None:
        if optional and cells[0] is None and cells[1] is None:
            return None
        return _to_span(cells)

    columns = (f"{prefix}start", f"{prefix}stop")
    return Shape(columns, lambda span: (None, None) if span is None else (span.start, span.end), take)


def _to_span(pair: object) -> Span:
    if not isinstance(pair, list | tuple) or len(pair) != 2 or any(type(p) is not int for p in pair):
        raise ValueError(f"not a place in the text: {shown(pair)}")
    return Span(*pair)


def _nested(cls: type, prefix: str, optional: bool) -> Shape:
    form = Form(cls, prefix=prefix)
    empty = (None,) * len(form.columns)

    def take(cells: Sequence[Cell]) -> object:
        return None if optional and cells[form.first] is None else cls(**form.values(cells))

    return Shape(form.columns, lambda value: empty if value is None else form.cells(value), take)


def _list(column: str, element: Any) -> Shape:  # noqa: ANN401
    put, take_one = _element(element)

    def take(cells: Sequence[Cell]) -> object:
        try:
            return tuple(take_one(item) for item in from_json(cells[0]))
        except (ValueError, TypeError) as fault:
            raise ValueError(f"{column}: {fault}") from fault

    return Shape((column,), lambda value: (to_json([put(item) for item in value]),), take)


def _element(element: Any) -> tuple[Callable[[Any], object], Callable[[Any], object]]:  # noqa: ANN401
    if element is Span:
        return (lambda span: [span.start, span.end]), _to_span
    if get_origin(element) is tuple:
        return (lambda pair: [[s.start, s.end] for s in pair]), _to_pair
    return _plain, lambda item: _checked(item, element)


def _to_pair(item: object) -> tuple[Span, Span]:
    if not isinstance(item, list) or len(item) != 2:
        raise ValueError(f"not two places: {shown(item)}")
    return _to_span(item[0]), _to_span(item[1])


def grouped(rows: Sequence[Sequence[Cell]], width: int) -> Mapping[tuple[Cell, ...], list[Sequence[Cell]]]:
    """Return rows by their first ``width`` cells, in their order."""
    found: dict[tuple[Cell, ...], list[Sequence[Cell]]] = {}
    for row in rows:
        found.setdefault(tuple(row[:width]), []).append(row)
    return found
