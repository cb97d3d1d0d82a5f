"""What changed between two runs: first what may have caused it, then articles and facts gained, lost and changed.

Facts, actors and places have ids that are the same each time an article is read, so that a row of one run is found in
the other: *gained* and *lost* are ids of one run alone, *changed* the same id with other cells. An article's id is
a digest of its address and text; a page whose text came out otherwise is another article, and told as such.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from communique.corpus.astray import Astray, Known, astray_of, known_in
from communique.corpus.causes import Cause, causes_of
from communique.corpus.changes import Compared, buckets, compared, numbered, rows_of
from communique.corpus.examples import Example, Picked, examples_of
from communique.corpus.folder import Folder

_BY_ID = {"articles": ("id",), "actors": ("article", "id"), "places": ("article", "id")}
_BY_ORDER = ("evidence", "mentions", "times", "positions", "open_issues", "rejections", "failures")
"""Tables whose rows have no ids: they are compared in their order, article by article (page by page)."""
_TEXT = "text"
"""The column of articles that is the same wherever the id is, and makes most of a run's bytes."""
_PLACES = ("start", "stop", "cue_start", "cue_stop")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Facts of one kind and type: how many only the right run has, only the left one, both but otherwise."""

    kind: str
    type: str
    gained: int
    lost: int
    changed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """How many rows of a table are the same but for a column."""

    table: str
    column: str
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """A table in both runs: its rows, and how many articles (or pages) have other rows in it."""

    table: str
    left: int
    right: int
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """All that differs between two runs; ``same``: not one row does (files may, such as in how they are packed)."""

    left: str
    right: str
    same: bool
    causes: tuple[Cause, ...] = ()
    astray: tuple[Astray, ...] = ()
    tallies: tuple[Tally, ...] = ()
    columns: tuple[Columns, ...] = ()
    rows: tuple[Rows, ...] = ()
    examples: tuple[Example, ...] = ()


@dataclass
class _Found:
    """What has been found so far."""

    gained: Counter[tuple[str, str]] = field(default_factory=Counter)
    lost: Counter[tuple[str, str]] = field(default_factory=Counter)
    changed: Counter[tuple[str, str]] = field(default_factory=Counter)
    columns: Counter[tuple[str, str]] = field(default_factory=Counter)
    picked: list[Picked] = field(default_factory=list)


def difference(left: Folder, right: Folder, *, rows: int = 0) -> Difference:
    """Compare two runs; ``rows``: how many examples of each sort of change to give. Raises UsageError for no runs."""
    names = str(left.path), str(right.path)
    causes = tuple(causes_of(left, right))
    if not causes and left.digest() == right.digest():
        return Difference(left=names[0], right=names[1], same=True)
    found = _Found()
    astray = tuple(_articles(left, right, found))
    _facts(left, right, found, rows)
    counts = tuple(_tables(left, right, found))
    kinds = sorted(found.gained.keys() | found.lost.keys() | found.changed.keys())
    tallies = tuple(
        Tally(kind=k, type=t, gained=found.gained[k, t], lost=found.lost[k, t], changed=found.changed[k, t])
        for k, t in kinds
    )
    columns = sorted(found.columns.items(), key=lambda item: (item[0][0], -item[1], item[0][1]))
    return Difference(
        left=names[0],
        right=names[1],
        same=not (astray or tallies or columns or counts),
        causes=causes,
        astray=astray,
        tallies=tallies,
        columns=tuple(Columns(table=table, column=column, rows=n) for (table, column), n in columns),
        rows=counts,
        examples=tuple(examples_of(left, right, found.picked)),
    )


def _shared(left: Folder, right: Folder, table: str) -> list[str]:
    """Return the columns to compare of a table: those both runs have, or the one that has the table."""
    ours, theirs = left.columns(table), right.columns(table)
    names = [name for name in ours if name in theirs] if ours and theirs else ours or theirs
    told = {name for name, _ in left.about.tools if left.about.tool(name) != right.about.tool(name)}
    # With another version every article has another `made_by`: a cause, told once, and no change of 40,000 rows.
    return [name for name in names if not (table == "articles" and name in {_TEXT, *told})]


def _pairs(left: Folder, right: Folder, table: str) -> Iterator[tuple[pa.Table, pa.Table, pa.Array | None]]:
    """Yield a table of both runs, bucket by bucket of ids; a run without it gives no rows."""
    columns = _shared(left, right, table)
    key = "id" if "id" in columns else "article"
    for bucket in buckets(left, right, table) if columns else ():
        ours = rows_of(left, table, columns, bucket, key)
        theirs = rows_of(right, table, columns, bucket, key)
        some = ours if ours is not None else theirs
        if some is not None:
            none = some.slice(0, 0)
            yield none if ours is None else ours, none if theirs is None else theirs, bucket


# ------------------------------------------------------------------ articles


def _articles(left: Folder, right: Folder, found: _Found) -> Iterator[Astray]:
    lost: list[Known] = []
    gained: list[Known] = []
    for ours, theirs, _ in _pairs(left, right, "articles"):
        made = compared(ours, theirs, _BY_ID["articles"])
        _count_columns("articles", made, found)
        lost += known_in(made.lost)
        gained += known_in(made.gained)
    yield from astray_of("lost", lost, gained, (left, right))
    yield from astray_of("gained", gained, lost, (right, left))


# ------------------------------------------------------------------ facts


def _facts(left: Folder, right: Folder, found: _Found, most: int) -> None:
    for ours, theirs, bucket in _pairs(left, right, "facts"):
        made = compared(_with_evidence(left, ours, bucket), _with_evidence(right, theirs, bucket), ("id",))
        _count_columns("facts", made, found)
        for change, table, counter in (("lost", made.lost, found.lost), ("gained", made.gained, found.gained)):
            counter.update(_kinds(table))
            found.picked += _first(found.picked, change, table, most)
        differs = made.differs
        found.changed.update(_kinds(made.right.filter(pa.array(differs))))
        found.picked += _changed(found.picked, made, most)


def _with_evidence(folder: Folder, facts: pa.Table, bucket: pa.Array | None) -> pa.Table:
    """Add the places of the sentences and cues that facts rest on, as lists, to be compared with the rest."""
    evidence = rows_of(folder, "evidence", ("fact", *_PLACES), bucket, "fact")
    if evidence is None:
        return facts
    evidence = evidence.filter(evidence.column("fact").is_valid())
    lists = evidence.group_by("fact", use_threads=False).aggregate([(name, "list") for name in _PLACES])
    at = pc.index_in(facts.column("id"), value_set=lists.column("fact").combine_chunks())
    for name in _PLACES:
        facts = facts.append_column(f"evidence_{name}", lists.column(f"{name}_list").take(at))
    return facts


def _kinds(table: pa.Table) -> Iterable[tuple[str, str]]:
    """Return kind and type of each fact: an event's type, a statement's act, what a situation is."""
    kinds = table.column("kind").to_pylist()
    named = [table.column(name).to_pylist() for name in ("type", "act", "what") if name in table.column_names]
    types = zip(*named, strict=True) if named else [()] * len(kinds)
    return [(str(kind), str(next((t for t in some if t), ""))) for kind, some in zip(kinds, types, strict=True)]


def _first(before: list[Picked], change: str, table: pa.Table, most: int) -> list[Picked]:
    left = most - sum(picked.change == change for picked in before)
    some = table.slice(0, max(left, 0))
    return [
        Picked(change=change, kind=kind, type=type_, id=str(row["id"]), article=str(row["article"]), cells=())
        for row, (kind, type_) in zip(some.select(["id", "article"]).to_pylist(), _kinds(some), strict=True)
    ]


def _changed(before: list[Picked], made: Compared, most: int) -> list[Picked]:
    left = max(most - sum(picked.change == "changed" for picked in before), 0)
    found = []
    for at in map(int, np.flatnonzero(made.differs)[:left]):
        ((kind, type_),) = _kinds(made.right.slice(at, 1))
        cells = tuple(
            (name, made.left.column(name)[at].as_py(), made.right.column(name)[at].as_py())
            for name, mask in made.changed
            if mask[at]
        )
        row = made.right.slice(at, 1)
        article, id_ = (str(row.column(name)[0].as_py()) for name in ("article", "id"))
        found.append(Picked(change="changed", kind=kind, type=type_, id=id_, article=article, cells=cells))
    return found


def _count_columns(table: str, made: Compared, found: _Found) -> None:
    for name, mask in made.changed:
        found.columns[table, name] += int(mask.sum())


# ------------------------------------------------------------------ the other tables


def _tables(left: Folder, right: Folder, found: _Found) -> Iterator[Rows]:
    for table in ("actors", "places", *_BY_ORDER):
        owner = "article" if table not in {"rejections", "failures"} else "origin"
        keys = _BY_ID.get(table, (owner, "nth"))
        other: set[str] = set()
        for ours, theirs, _ in _pairs(left, right, table):
            pair = (ours, theirs) if table in _BY_ID else (numbered(ours, owner), numbered(theirs, owner))
            made = compared(*pair, keys)
            if table in _BY_ID:
                _count_columns(table, made, found)
            parts = (made.lost, made.gained, made.left.filter(pa.array(made.differs)))
            other.update(str(value) for part in parts for value in part.column(owner).unique().to_pylist())
        if other:
            yield Rows(table=table, left=left.rows(table), right=right.rows(table), articles=len(other))
