"""The tables of a run: their names, their columns as Arrow types, and a line on what each column holds.

Columns are those of the record (``record/schema.sql``), under the same names: ``start`` and ``stop`` are code points
into ``articles.text``, half open. Lists are lists, places in the text structs. ``X_earliest`` and ``X_latest`` are ISO
text and not days of Arrow, since a time may have an hour ("2025-12-02T14:30") and a page may name a year that is none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources

import pyarrow as pa

from communique.columns import NATIVE, Column, Form, Pointer
from communique.model import (
    Actor,
    Article,
    Event,
    Evidence,
    OpenIssue,
    Place,
    Position,
    Proposal,
    Rejection,
    Situation,
    Statement,
)

FORMAT = "1"
"""Version of the tables: counted up when a column goes or changes its meaning; one that is added changes nothing."""

_TYPES = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_(), bytes: pa.binary()}
_OF_TIME = {
    "type": "DATE, TIME, DURATION or SET",
    "earliest": "first ISO day (or minute) it can be; empty where open",
    "latest": "last ISO day (or minute) it can be; empty where open",
    "edtf": 'as written in EDTF level 1 ("2025-12"), or an ISO 8601 duration ("PT5H~": about five hours)',
    "how": "the rule that decided",
    "text": "the page's words",
}
_OF_PLACE = {
    "start": "where it starts, in characters of the article's text from 0",
    "stop": "where it ends, in characters of the article's text, not included",
}


@dataclass(frozen=True, slots=True, eq=False)
class TableKind:
    """A table: its name, the columns of its rows and their schema. ``keys``: columns beside those of its form."""

    name: str
    columns: tuple[Column, ...]
    schema: pa.Schema
    forms: tuple[tuple[type, Form, tuple[int, ...]], ...]

    def row(self, value: object, *keys: object) -> tuple[object, ...]:
        """Return the row of a value, its keys before it; columns of other types in the table stay empty."""
        cells: list[object] = [*keys, *[None] * (len(self.columns) - len(keys))]
        for cls, form, at in self.forms:
            if isinstance(value, cls):
                for i, cell in zip(at, form.cells(value), strict=True):
                    cells[i] = cell
        return tuple(cells)

    def values(self, cls: type, row: Sequence[object]) -> dict[str, object]:
        """Return the attributes of a ``cls`` that a row holds; raises ValueError naming the column that does not."""
        form, at = next((form, at) for of, form, at in self.forms if of is cls)
        return form.values([row[i] for i in at])


def _words() -> Mapping[tuple[str, str], str]:
    text = resources.files("communique.tables").joinpath("columns.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {(table, column): words for table, column, words in rows}


_WORDS = _words()


def _described(table: str, path: str) -> str:
    """Return what the column ``path`` of ``table`` holds; of a place in the text or of a time also which part of it."""
    name = path.rpartition(".")[2]
    for key in ((table, path), ("*", name)):
        if key in _WORDS:
            return _WORDS[key]
    whole, _, part = path.rpartition("_")
    of_part = _OF_PLACE.get(part) or _OF_TIME[part]
    return f"{_WORDS.get((table, whole)) or _WORDS['*', whole.rpartition('.')[2]]} – {of_part}"


def _field(table: str, column: Column, within: str = "") -> pa.Field:
    path = f"{within}{column.name}"
    words = {"description": _described(table, path)}
    return pa.field(column.name, _arrow(table, column, f"{path}."), metadata=words)


def _arrow(table: str, column: Column, within: str) -> pa.DataType:
    if column.kind is not tuple:
        return _TYPES[column.kind]
    (first, *others) = column.items
    if not first.name:
        return pa.list_(_arrow(table, first, within))
    return pa.list_(pa.struct([_field(table, item, within) for item in (first, *others)]))


def _kind(name: str, keys: Sequence[Column], *parts: tuple[type, str]) -> TableKind:
    """Lay out the table ``name``: ``keys``, then the columns of each type without the attributes listed beside it."""
    columns = {column.name: column for column in keys}
    forms = []
    for cls, skip in parts:
        form = Form(cls, lists=NATIVE, skip=frozenset(skip.split()))
        for column in form.kinds:
            assert columns.setdefault(column.name, column) == column, f"{name}.{column.name} is two things"
        places = list(columns)
        forms.append((cls, form, tuple(places.index(column) for column in form.columns)))
    schema = pa.schema(
        [_field(name, column) for column in columns.values()],
        metadata={"communique.table": name, "communique.format": FORMAT},
    )
    return TableKind(name, tuple(columns.values()), schema, tuple(forms))


_HEAD = (Column("headline", str), Column("made_by", str), Column("reader", str))
_ARTICLE = Column("article", str)
_N = Column("n", int)

ARTICLES = _kind("articles", _HEAD, (Article, ""))
FACTS = _kind(
    "facts",
    (_ARTICLE, _N, Column("kind", str)),
    (Event, "evidence"),
    (Statement, "evidence"),
    (Proposal, "evidence"),
    (Situation, "evidence"),
)
EVIDENCE = _kind("evidence", (_ARTICLE, Column("fact", str), Column("open_issue", int), _N), (Evidence, "article"))
ACTORS = _kind("actors", (_ARTICLE,), (Actor, ""))
PLACES = _kind("places", (_ARTICLE,), (Place, ""))
MENTIONS = _kind("mentions", (_ARTICLE, _N), (Pointer, "time"))
TIMES = _kind("times", (_ARTICLE, _N), (Pointer, "actor place"))
POSITIONS = _kind("positions", (_ARTICLE, _N), (Position, ""))
OPEN_ISSUES = _kind("open_issues", (_ARTICLE, _N), (OpenIssue, "evidence"))
REJECTIONS = _kind("rejections", (), (Rejection, ""))
FAILURES = _kind("failures", (), (Rejection, ""))

TABLES: tuple[TableKind, ...] = (
    ARTICLES,
    FACTS,
    EVIDENCE,
    ACTORS,
    PLACES,
    MENTIONS,
    TIMES,
    POSITIONS,
    OPEN_ISSUES,
    REJECTIONS,
    FAILURES,
)
