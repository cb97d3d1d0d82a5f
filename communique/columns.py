"""Frozen types as rows of columns and back, every value that comes back checked.

One rule for all types, so that the columns are the only copy: a word, a number or a code is one column; a ``Span`` two
(``start``, ``stop``); a ``When``, ``Place`` or ``Meeting`` one for each of its fields, with a prefix; a tuple is one
column that holds a list, of words, of places in the text or of one of our types. SQLite knows no lists, so there a list
is JSON (``JSON``), which Datasette, pandas and R can unfold; Arrow keeps it as it is (``NATIVE``), places and types as
structs. What has tables of its own (evidence; in the record also blocks, roles, steps …) is left out by ``skip``.
"""

from __future__ import annotations

import json
import math
import types
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum
from typing import Any, Self, Union, get_args, get_origin, get_type_hints

from communique.model import Actor, Mention, MentionKind, Place, Reference, Span, When

Cell = str | int | float | bytes | None
Values = dict[str, Any]
Items = list[Any] | tuple[Any, ...]

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
class Column:
    """A column: its name, and what a cell of it is (``str``, ``int``, ``float``, ``bool``, ``bytes`` or ``tuple``).

    ``items``: of a tuple, what its elements are; one column without a name: plain values, else the fields of a struct.
    """

    name: str
    kind: type
    items: tuple[Column, ...] = ()


@dataclass(frozen=True, slots=True)
class Lists:
    """How a list is kept in one cell, and the way back (which raises ValueError where the cell holds none)."""

    put: Callable[[Items], Any]
    take: Callable[[object], Items]


@dataclass(frozen=True, slots=True)
class Shape:
    """How one attribute is kept: its columns, its cells, and the way back (which raises ValueError)."""

    columns: tuple[Column, ...]
    put: Callable[[Any], tuple[Any, ...]]
    take: Callable[[Sequence[Any]], Any]


class Form:
    """The columns of one type; attributes in ``skip`` are kept elsewhere."""

    def __init__(self, cls: type, *, lists: Lists, skip: frozenset[str] = frozenset(), prefix: str = "") -> None:
        """Work out the shape of every attribute of the dataclass ``cls``."""
        self.cls = cls
        hints = get_type_hints(cls)
        names = [f.name for f in fields(cls) if f.name not in skip]
        self._shapes = {name: _shape(prefix + _RENAMED.get(name, name), hints[name], name, lists) for name in names}
        self.kinds = tuple(column for shape in self._shapes.values() for column in shape.columns)
        self.columns = tuple(column.name for column in self.kinds)
        self.first = next(
            self.kinds.index(shape.columns[0]) for name, shape in self._shapes.items() if not _optional(hints[name])
        )

    def cells(self, value: object) -> tuple[Any, ...]:
        """Return the cells of a value, in the order of ``columns``."""
        found: list[Any] = []
        for name, shape in self._shapes.items():
            found += shape.put(getattr(value, name))
        return tuple(found)

    def values(self, cells: Sequence[Any]) -> Values:
        """Return the attributes that ``cells`` hold; raises ValueError naming the column that makes no sense."""
        found: Values = {}
        at = 0
        for name, shape in self._shapes.items():
            found[name] = shape.take(cells[at : at + len(shape.columns)])
            at += len(shape.columns)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointer:
    """A ``Reference`` as a row: its mention, and which of the three its target is; ``certainty`` is its score."""

    kind: MentionKind
    span: Span
    score: float
    actor: str | None
    place: str | None
    time: When | None
    how: str
    certainty: float

    @classmethod
    def of(cls, reference: Reference) -> Self:
        """Return the row of a reference."""
        target = reference.target
        return cls(
            kind=reference.mention.kind,
            span=reference.mention.span,
            score=reference.mention.score,
            actor=target.id if isinstance(target, Actor) else None,
            place=target.id if isinstance(target, Place) else None,
            time=target if isinstance(target, When) else None,
            how=reference.how,
            certainty=reference.score,
        )

    def reference(self, actors: Mapping[Any, Actor], places: Mapping[Any, Place]) -> Reference:
        """Return the reference, its target looked up; raises ValueError where it means what is not there."""
        try:
            target = actors[self.actor] if self.actor else places[self.place] if self.place else self.time
        except KeyError as fault:
            raise ValueError(f"it means {fault}, which is not there") from fault
        mention = Mention(kind=self.kind, span=self.span, score=self.score)
        return Reference(mention=mention, target=target, how=self.how, score=self.certainty)


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


def _as_it_is(cell: object) -> Items:
    if not isinstance(cell, list | tuple):
        raise ValueError(f"not a list: {shown(cell)}")
    return cell


JSON = Lists(to_json, from_json)
NATIVE = Lists(lambda items: items, _as_it_is)


def _optional(hint: object) -> bool:
    return type(None) in get_args(hint)


def _shape(column: str, hint: object, name: str, lists: Lists) -> Shape:
    core: Any = hint
    if get_origin(hint) in (Union, types.UnionType):
        (core,) = [part for part in get_args(hint) if part is not type(None)]
    if get_origin(core) is tuple:
        return _list(column, get_args(core)[0], lists)
    if core is Span:
        return _span("" if name in _BARE else f"{column}_", _optional(hint))
    if is_dataclass(core):
        assert isinstance(core, type)
        return _nested(Form(core, lists=lists, prefix="" if name in _BARE else f"{column}_"), _optional(hint))
    return _scalar(column, core, _optional(hint))


def _scalar(column: str, kind: type, optional: bool) -> Shape:
    def take(cells: Sequence[Any]) -> object:
        if cells[0] is None and optional:
            return None
        try:
            return _checked(cells[0], kind)
        except ValueError as fault:
            raise ValueError(f"{column} cannot be {shown(cells[0])}") from fault

    return Shape((_plain_column(column, kind),), lambda value: (_plain(value),), take)


def _plain_column(name: str, kind: type) -> Column:
    return Column(name, str if issubclass(kind, StrEnum) else kind)


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
    def take(cells: Sequence[Any]) -> Span | None:
        if optional and cells[0] is None and cells[1] is None:
            return None
        return _to_span(cells)

    columns = (Column(f"{prefix}start", int), Column(f"{prefix}stop", int))
    return Shape(columns, lambda span: (None, None) if span is None else (span.start, span.end), take)


def _to_span(pair: object) -> Span:
    if not isinstance(pair, list | tuple) or len(pair) != 2 or any(type(p) is not int for p in pair):
        raise ValueError(f"not a place in the text: {shown(pair)}")
    return Span(*pair)


def _nested(form: Form, optional: bool) -> Shape:
    empty = (None,) * len(form.columns)

    def take(cells: Sequence[Any]) -> object:
        return None if optional and cells[form.first] is None else form.cls(**form.values(cells))

    return Shape(form.kinds, lambda value: empty if value is None else form.cells(value), take)


def _list(column: str, element: Any, lists: Lists) -> Shape:  # noqa: ANN401
    one = _element(element, lists)

    def put(value: tuple[Any, ...]) -> tuple[Any]:
        return (lists.put([one.put(item) for item in value]),)

    def take(cells: Sequence[Any]) -> object:
        try:
            return tuple(one.take(item) for item in lists.take(cells[0]))
        except (ValueError, TypeError) as fault:
            raise ValueError(f"{column}: {fault}") from fault

    return Shape((Column(column, tuple, one.columns),), put, take)


@dataclass(frozen=True, slots=True)
class _Element:
    """How one element of a list is kept, as one value: a plain one, or the cells of its columns."""

    columns: tuple[Column, ...]
    put: Callable[[Any], Any]
    take: Callable[[Any], Any]


def _element(element: Any, lists: Lists) -> _Element:  # noqa: ANN401
    if element is Span:
        return _Element((Column("start", int), Column("stop", int)), lambda span: (span.start, span.end), _to_span)
    if get_origin(element) is tuple:
        places = _element(Span, lists).columns
        return _Element((Column("", tuple, places),), lambda pair: [(s.start, s.end) for s in pair], _to_pair)
    if is_dataclass(element):
        assert isinstance(element, type)
        return _of_type(Form(element, lists=lists))
    return _Element((_plain_column("", element),), _plain, lambda item: _checked(item, element))


def _of_type(form: Form) -> _Element:
    def take(cells: object) -> object:
        if not isinstance(cells, list | tuple) or len(cells) != len(form.columns):
            raise ValueError(f"not a {form.cls.__name__.lower()}: {shown(cells)}")
        return form.cls(**form.values(cells))

    return _Element(form.kinds, form.cells, take)


def _to_pair(item: object) -> tuple[Span, Span]:
    if not isinstance(item, list | tuple) or len(item) != 2:
        raise ValueError(f"not two places: {shown(item)}")
    return _to_span(item[0]), _to_span(item[1])
