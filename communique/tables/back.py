"""Arrow tables → Accounts, every value checked on its way: the files may come from anybody."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from communique.columns import Pointer, shown
from communique.errors import TableError
from communique.model import (
    Account,
    Actor,
    Article,
    Event,
    Evidence,
    Fact,
    OpenIssue,
    Place,
    Position,
    Proposal,
    Reference,
    Situation,
    Statement,
)
from communique.tables import kinds
from communique.tables.kinds import TABLES, TableKind

Row = Sequence[Any]
_Rows = dict[str, list[Row]]
"""Of one article: the rows of each table, in their order."""

TOGETHER = 64
"""Articles whose rows are Python's at one time: bounds memory, whatever the size of the tables."""

_OF_ARTICLES = [kind for kind in TABLES if "article" in kind.schema.names]
_FACTS: dict[str, type] = {"event": Event, "statement": Statement, "proposal": Proposal, "situation": Situation}


def accounts(tables: Mapping[str, pa.Table]) -> Iterator[Account]:
    """Return the accounts that ``tables`` hold (as ``Sheet.tables`` makes them), in the order of the articles.

    They are equal to those that were put in, without what the encoder saw (``reading``, ``vectors``). Rows may stand in
    any order. Raises TableError, naming table and article, where tables or columns are missing or hold what makes no
    sense.
    """
    of_kind = {kind.name: checked(kind, tables.get(kind.name)) for kind in (kinds.ARTICLES, *_OF_ARTICLES)}
    ids = of_kind[kinds.ARTICLES.name]["id"]
    if ids.null_count or len(pc.unique(ids)) < len(ids):
        raise TableError("table articles: an id is missing, or there twice")
    sorted_by = {kind.name: _by_article(kind, of_kind[kind.name], ids) for kind in _OF_ARTICLES}
    for start in range(0, len(ids), TOGETHER):
        stop = min(start + TOGETHER, len(ids))
        articles = _rows(of_kind[kinds.ARTICLES.name].slice(start, stop - start))
        found: list[_Rows] = [{kind.name: [] for kind in _OF_ARTICLES} for _ in articles]
        for name, (table, at) in sorted_by.items():
            first, last = np.searchsorted(at, [start, stop])
            for row, of_article in zip(_rows(table.slice(first, last - first)), at[first:last], strict=True):
                found[of_article - start][name].append(row)
        for row, rows in zip(articles, found, strict=True):
            yield _account(row, rows)


def checked(kind: TableKind, table: pa.Table | None, columns: Sequence[str] | None = None) -> pa.Table:
    """Return the columns of ``kind`` (or ``columns`` alone) of a table nobody vouches for, in their order and types.

    Text that polars or DuckDB wrote in types of its own is read as text. Raises TableError naming what is missing.
    """
    schema = kind.schema if columns is None else pa.schema([kind.schema.field(name) for name in columns])
    if table is None:
        raise TableError(f"no table {kind.name}")
    missing = [name for name in schema.names if table.schema.names.count(name) != 1]
    if missing:
        raise TableError(f"table {kind.name}: no column {missing[0]}, or several")
    for field in schema:
        found = table.schema.field(field.name).type
        if not _alike(found, field.type):
            raise TableError(f"table {kind.name}, column {field.name}: {shown(str(found))}, should be {field.type}")
    try:
        chosen = table.select(schema.names)
        chosen.validate(full=True)
        return chosen.cast(schema)
    except (pa.ArrowException, ValueError) as fault:
        raise TableError(f"table {kind.name}: {_line(fault)}") from fault


def _alike(found: pa.DataType, wanted: pa.DataType) -> bool:
    if pa.types.is_list(wanted):
        return _is_list(found) and _alike(found.value_type, wanted.value_type)
    if pa.types.is_struct(wanted):
        names = [field.name for field in wanted]
        return (
            pa.types.is_struct(found)
            and [field.name for field in found] == names
            and all(_alike(found.field(name).type, wanted.field(name).type) for name in names)
        )
    if pa.types.is_string(wanted):
        return bool(pa.types.is_string(found) or pa.types.is_large_string(found) or pa.types.is_string_view(found))
    return bool(found == wanted)


def _is_list(kind: pa.DataType) -> bool:
    return bool(pa.types.is_list(kind) or pa.types.is_large_list(kind))


def _line(fault: Exception) -> str:
    return " ".join(str(fault).split())[:200]


def _by_article(kind: TableKind, table: pa.Table, ids: pa.ChunkedArray) -> tuple[pa.Table, np.ndarray]:
    """Return the rows of a table in the order of the articles, by ``n``; and where the article of each is."""
    at = pc.index_in(table["article"], value_set=ids)
    if at.null_count:
        lost = table["article"].filter(at.is_null())[0].as_py()
        raise TableError(f"table {kind.name}: a row of an article that is not here, {shown(lost)}")
    places = at.to_numpy()
    order = [table[name].to_numpy() for name in ("n",) if name in table.schema.names]
    if any(np.any(np.isnan(column)) for column in order):
        raise TableError(f"table {kind.name}: n is missing")
    by = np.lexsort([*order, places])
    if not np.array_equal(by, np.arange(len(by))):
        table, places = table.take(by), places[by]
    return table, places


def _rows(table: pa.Table) -> list[Row]:
    columns = [_cells(table[field.name], field.type) for field in table.schema]
    return list(zip(*columns, strict=True))


def _cells(column: pa.ChunkedArray, kind: pa.DataType) -> list[Any]:
    """Return the cells of a column, structs as tuples."""
    cells: list[Any] = column.to_pylist()
    if not (pa.types.is_list(kind) and pa.types.is_struct(kind.value_type)):
        return cells
    return [cell and [item and tuple(item.values()) for item in cell] for cell in cells]


def _account(row: Row, rows: _Rows) -> Account:
    identity = row[_ID]
    try:
        _, made_by, reader = row[:3]
        if not isinstance(made_by, str) or not isinstance(reader, str):
            raise ValueError(f"made by {shown(made_by)}, {shown(reader)}")
        evidence = _evidence(rows, identity)
        account = Account(
            article=_made(kinds.ARTICLES, Article, row),
            references=_references(rows),
            facts=_facts(rows, evidence),
            made_by=made_by,
            reader=reader,
            positions=tuple(_made(kinds.POSITIONS, Position, of) for of in rows[kinds.POSITIONS.name]),
            open_issues=_open_issues(rows, evidence),
        )
        if evidence:
            raise ValueError(f"evidence of {shown(next(iter(evidence)))}, which is not there")
    except (ValueError, TypeError) as fault:
        raise TableError(f"article {shown(identity)}: {_line(fault)}") from fault
    return account


_ID = kinds.ARTICLES.schema.names.index("id")
_KEYS = 2
"""Columns of keys before those of a form, in tables that have ``article`` and ``n``."""


def _made(kind: TableKind, cls: type, row: Row, **others: object) -> Any:  # noqa: ANN401
    try:
        return cls(**kind.values(cls, row), **others)
    except (ValueError, TypeError) as fault:
        raise ValueError(f"table {kind.name}: {fault}") from fault


def _evidence(rows: _Rows, article: str) -> dict[tuple[Any, Any], list[Evidence]]:
    """Return evidence by fact and open issue, one of the two None."""
    found: dict[tuple[Any, Any], list[Evidence]] = {}
    for row in rows[kinds.EVIDENCE.name]:
        _, fact, issue, _ = row[:4]
        found.setdefault((fact, issue), []).append(_made(kinds.EVIDENCE, Evidence, row, article=article))
    return found


def _references(rows: _Rows) -> tuple[Reference, ...]:
    actors = {actor.id: actor for actor in (_made(kinds.ACTORS, Actor, row) for row in rows[kinds.ACTORS.name])}
    places = {place.id: place for place in (_made(kinds.PLACES, Place, row) for row in rows[kinds.PLACES.name])}
    found: list[tuple[int, Reference]] = []
    nothing: dict[str, object] = {"actor": None, "place": None}
    for row in rows[kinds.MENTIONS.name]:
        pointer: Pointer = _made(kinds.MENTIONS, Pointer, row, time=None)
        found.append((row[1], pointer.reference(actors, places)))
    for row in rows[kinds.TIMES.name]:
        pointer = _made(kinds.TIMES, Pointer, row, **nothing)
        if pointer.time is None:
            raise ValueError(f"table times: row {row[1]} has no time")
        found.append((row[1], pointer.reference(actors, places)))
    found.sort(key=lambda pair: pair[0])
    return tuple(reference for _, reference in found)


def _facts(rows: _Rows, evidence: dict[tuple[Any, Any], list[Evidence]]) -> tuple[Fact, ...]:
    found: list[Fact] = []
    for row in rows[kinds.FACTS.name]:
        cls = _FACTS.get(row[_KEYS])
        if cls is None:
            raise ValueError(f"table facts: no kind of fact, {shown(row[_KEYS])}")
        cited = tuple(evidence.pop((row[_KEYS + 1], None), ()))
        found.append(_made(kinds.FACTS, cls, row, evidence=cited))
    return tuple(found)


def _open_issues(rows: _Rows, evidence: dict[tuple[Any, Any], list[Evidence]]) -> tuple[OpenIssue, ...]:
    return tuple(
        _made(kinds.OPEN_ISSUES, OpenIssue, row, evidence=tuple(evidence.pop((None, row[1]), ())))
        for row in rows[kinds.OPEN_ISSUES.name]
    )
