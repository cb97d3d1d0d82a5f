"""What a codebook of a run tells: where it comes from, what was refused, every column, every code and how often.

Counted in one go through the tables, a batch at a time.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from communique.corpus.folder import About, Folder
from communique.model import Reason, type_of_fact
from communique.tables import TABLES, TableKind

Counts = tuple[tuple[str, int], ...]
"""Values with how many rows have them, the most frequent first."""

_COUNTED = {
    "articles": ("language", "kind", "publisher"),
    "facts": ("kind", "type", "mode", "context", "status", "act", "form", "sourcing", "what"),
    "actors": ("kind", "country", "sector", "sectors"),
    "places": ("kind", "country"),
    "positions": ("issue", "stance"),
    "open_issues": ("issue", "state"),
    "rejections": ("reason",),
    "failures": ("reason",),
}
_MOST_VALUES = 50_000
"""Different values that are counted of a column; a hostile table could have as many as rows."""
_BEYOND = "(others)"
_SPANS = ((1, "a day"), (7, "up to a week"), (31, "up to a month"), (366, "up to a year"))
LONGER, OPEN, NO_DAY, UNDATED = "longer", "open at one end", "no place on the calendar", "not told"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column as the run has it. ``rows``: those it can be filled in (a fact's: of its kind); ``empty`` of them."""

    name: str
    type: str
    description: str
    rows: int
    empty: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """A table of the run."""

    name: str
    rows: int
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """Times of one sort: how precise (each precision with its number), the first and the last day of all."""

    precisions: Counts
    first: str
    last: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Codebook:
    """All that a codebook tells. ``counts``: by table and column; an event's mode as ``TYPE:mode``, and a status by
    kind (``event:happened``). ``digest``: SHA-256 of all tables.
    """

    about: About
    digest: str
    tables: tuple[Described, ...]
    counts: Mapping[tuple[str, str], Counts]
    published: Days
    events: Days

    def count(self, table: str, column: str) -> Counts:
        """Return what is counted of a column; nothing where the run has none of it."""
        return self.counts.get((table, column), ())

    def rows(self, table: str) -> int:
        """Return how many rows a table has."""
        return next((told.rows for told in self.tables if told.name == table), 0)

    @property
    def pages(self) -> int:
        """Return how many pages were seen: each is an article, a rejection or a failure."""
        return sum(self.rows(table) for table in ("articles", "rejections", "failures"))

    @property
    def duplicates(self) -> int:
        """Return how many pages hold an article that is there already."""
        return dict(self.count("rejections", "reason")).get(Reason.DUPLICATE.value, 0)


@dataclass
class _Precisions:
    found: Counter[str] = field(default_factory=Counter)
    first: str = ""
    last: str = ""

    def add(self, batch: pa.RecordBatch, prefix: str) -> None:
        columns = (batch.column(f"{prefix}_{part}").to_pylist() for part in ("earliest", "latest", "edtf"))
        for earliest, latest, edtf in zip(*columns, strict=True):
            self.found[precision(earliest, latest, edtf)] += 1
            first, last = earliest or latest, latest or earliest
            if first and (not self.first or first[:10] < self.first):
                self.first = first[:10]
            if last and last[:10] > self.last:
                self.last = last[:10]

    def told(self) -> Days:
        order = [UNDATED, *(name for _, name in _SPANS), LONGER, OPEN, NO_DAY]
        return Days(
            precisions=tuple((name, self.found[name]) for name in order if self.found[name]),
            first=self.first,
            last=self.last,
        )


def precision(earliest: str | None, latest: str | None, edtf: str | None) -> str:
    """Say how wide a time is, by its first and last ISO day; ``edtf`` alone has no place on the calendar."""
    if not earliest and not latest:
        return NO_DAY if edtf else UNDATED
    if not earliest or not latest:
        return OPEN
    try:
        days = (date.fromisoformat(latest[:10]) - date.fromisoformat(earliest[:10])).days + 1
    except ValueError:
        return NO_DAY
    return next((name for most, name in _SPANS if days <= most), LONGER)


def codebook(folder: Folder) -> Codebook:
    """Go through a run and count; raises UsageError where it cannot be read."""
    counts: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    published, events = _Precisions(), _Precisions()
    tables = []
    for kind in TABLES:
        schema = folder.schema(kind.name)
        if schema is None:
            continue
        told = _Table(kind, schema)
        for batch in folder.batches(kind.name):
            told.add(batch)
            _count(kind.name, batch, counts)
            if kind.name == "articles":
                published.add(batch, "published")
            if kind.name == "facts":
                _count_facts(batch, counts)
                events.add(batch.filter(pc.equal(batch.column("kind"), "event")), "when")
        tables.append(told.told())
    return Codebook(
        about=folder.about,
        digest=folder.digest(),
        tables=tuple(tables),
        counts={name: _ordered(found) for name, found in counts.items()},
        published=published.told(),
        events=events.told(),
    )


class _Table:
    """A table in the making: how many cells of each column are empty, of those that could be filled."""

    def __init__(self, kind: TableKind, schema: pa.Schema) -> None:
        self._name = kind.name
        self._schema = schema
        self._rows = 0
        self._empty: Counter[str] = Counter()
        self._could: Counter[str] = Counter()
        # A fact's kind decides which columns it can have: a statement has no meeting_venue, and that is no gap.
        own = {
            type_of_fact[cls]: {kind.columns[i].name for i in at} for cls, _, at in kind.forms if cls in type_of_fact
        }
        anyones = {column.name for column in kind.columns} - {name for names in own.values() for name in names}
        self._own = {of: names | anyones for of, names in own.items()}

    def add(self, batch: pa.RecordBatch) -> None:
        self._rows += batch.num_rows
        for of, names in self._own.items():
            some = batch.filter(pc.equal(batch.column("kind"), of))
            self._count(some.select([name for name in batch.schema.names if name in names]))
        if not self._own:
            self._count(batch)

    def _count(self, batch: pa.RecordBatch) -> None:
        for name, column in zip(batch.schema.names, batch.columns, strict=True):
            self._could[name] += batch.num_rows
            self._empty[name] += _empty(column)

    def told(self) -> Described:
        return Described(
            name=self._name,
            rows=self._rows,
            columns=tuple(
                Column(
                    name=column.name,
                    type=_type(column.type),
                    description=_words(column),
                    rows=self._could[column.name],
                    empty=self._empty[column.name],
                )
                for column in self._schema
            ),
        )


def _empty(column: pa.Array) -> int:
    if pa.types.is_list(column.type):
        lengths = pc.fill_null(pc.list_value_length(column), 0)
        return int(pc.sum(pc.equal(lengths, 0)).as_py() or 0)
    if pa.types.is_string(column.type):
        return int(pc.sum(pc.equal(pc.fill_null(column, ""), "")).as_py() or 0)
    return int(column.null_count)


def _type(kind: pa.DataType) -> str:
    """Return a type in short words: "list of text", "list of (start, stop)"."""
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        return f"list of {_type(kind.value_type)}"
    if pa.types.is_struct(kind):
        return f"({', '.join(field.name for field in kind)})"
    name = str(kind)
    return _PLAIN.get(name, name)


_PLAIN = {"string": "text", "int64": "integer", "double": "number", "bool": "true or false"}


def _words(column: pa.Field) -> str:
    words: bytes = (column.metadata or {}).get(b"description", b"")
    return words.decode("utf-8", "replace")


def _count(table: str, batch: pa.RecordBatch, counts: Mapping[tuple[str, str], Counter[str]]) -> None:
    for name in _COUNTED.get(table, ()):
        if table == "facts" and name in {"mode", "status"}:
            continue
        _add(counts[table, name], batch.column(name))


def _count_facts(batch: pa.RecordBatch, counts: Mapping[tuple[str, str], Counter[str]]) -> None:
    """Count what means something only beside another column: modes with their types, statuses with their kind."""
    for column, beside in (("mode", "type"), ("status", "kind")):
        both = pc.binary_join_element_wise(batch.column(beside), batch.column(column), ":")
        _add(counts["facts", column], both)


def _add(counter: Counter[str], column: pa.Array) -> None:
    flat = column.flatten() if pa.types.is_list(column.type) else column
    for found in flat.value_counts().to_pylist():
        value = found["values"]
        if value is not None:
            known = str(value)
            counter[known if known in counter or len(counter) < _MOST_VALUES else _BEYOND] += found["counts"]


def _ordered(counter: Counter[str]) -> Counts:
    return tuple(sorted(counter.items(), key=lambda item: (-item[1], item[0])))
