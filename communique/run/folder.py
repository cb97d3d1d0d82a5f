"""The folder of a run: batches come in any order, and go in the order of the sources into Parquet parts.

    DIR/run.json                        what was asked for, and how many of what there is
    DIR/articles/part-00000.parquet     the tables, a folder each
    DIR/.work/                          until it is finished: batches that wait, markers of parts, a lock

A part is there when its marker is; a batch when its file is, or when its part is. All else is done again, so that a
run killed at any moment goes on where it was and comes to the same bytes.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterable, Iterator

import pyarrow as pa
import pyarrow.compute as pc

from communique.errors import CommuniqueError, UsageError
from communique.model import Reason, Rejection
from communique.run.batches import Key
from communique.run.engine import Task
from communique.run.parts import FULL, article_ids, drop_parts, file_of, parts_in, write_part
from communique.run.plan import FILE, Plan
from communique.run.spools import WORK, Spooled, spooled_in, tables_of
from communique.run.store import Store
from communique.run.tally import Tally
from communique.source import Unit
from communique.tables import TABLES, Sheet, same_as

Tables = dict[str, pa.Table]


class Folder:
    """Takes batches and makes parts. Of several pages with one article the first in the order of the sources stays."""

    def __init__(self, store: Store, plan: Plan, *, full: int = FULL) -> None:
        """Open the folder for this plan, new or begun; raises UsageError where it holds something else.

        ``full``: pages of a part.
        """
        self._store = store
        self._plan = plan
        self._full = full
        self._ids: set[int] = set()
        self._held: list[Tables] = []
        self._pages = 0
        self._in_part: list[Spooled] = []
        self._waiting: dict[Key, Spooled] = {}
        self._next = Key(0, 0)
        self.tally = Tally()
        """What is in the parts that are whole."""
        self.finished = False
        self._open()

    def _open(self) -> None:
        if self._store.read(FILE) is None:
            if any(self._store.names()):
                raise UsageError(f"{self._store.root} holds something that is no run; name another folder")
            self._store.write(FILE, self._plan.written(None))
        done = self._plan.found(self._store)
        if done is not None:
            self._check(done)
            self.tally, self.finished = done, True
            self._clear()
            return
        for part in parts_in(self._store):
            ids = article_ids(self._store, part.number)
            if ids is None:
                break
            self._ids.update(int(value, 16) for value in ids)
            self.tally, self._next = self.tally + part.tally, part.next
        drop_parts(self._store, self.tally.parts)
        for spooled in spooled_in(self._store):
            if spooled.key < self._next or tables_of(self._store, spooled) is None:
                self._store.drop(spooled.name)
            else:
                self._waiting[spooled.key] = spooled
        self._assemble()

    def _check(self, done: Tally) -> None:
        """Raise UsageError where files of a finished run are not there."""
        for kind in TABLES:
            there = set(self._store.names(kind.name))
            for number in range(done.parts):
                name = file_of(kind.name, number)
                if name.rpartition("/")[2] not in there:
                    raise UsageError(f"{self._store.root} is damaged, {name} is gone: delete it and run again")

    @property
    def reached(self) -> int:
        """How many units have gone into parts, or wait to be in the next, without a gap."""
        return self._next.unit

    @property
    def articles(self) -> int:
        """How many articles there are so far."""
        return len(self._ids)

    def tasks(self, units: Iterable[Unit]) -> Iterator[Task]:
        """Yield what there is to read of the units, which must be those of the plan."""
        waiting: dict[int, set[int]] = {}
        ends = {spooled.key.unit: spooled.key.batch for spooled in self._waiting.values() if spooled.last}
        for key in self._waiting:
            waiting.setdefault(key.unit, set()).add(key.batch)
        reached = self._next
        for number, unit in enumerate(units):
            if number < reached.unit:
                continue
            before = range(reached.batch) if number == reached.unit else ()
            done = frozenset(waiting.pop(number, ())).union(before)
            if number not in ends or len(done) <= ends[number]:
                yield Task(number=number, unit=unit, done=done)

    def take(self, spooled: Spooled) -> None:
        """Take a batch that was spooled, and all that waited for it."""
        if spooled.key >= self._next:
            self._waiting[spooled.key] = spooled
            self._assemble()

    def finish(self) -> None:
        """Write the last part and what ``run.json`` says of the whole. Every unit must have been read."""
        if self._next != Key(len(self._plan.sources), 0) or self._waiting:
            raise CommuniqueError(f"a batch was lost: nothing is known of {self._next}")
        if self._held or not self.tally.parts:
            self._write()
        self._store.write(FILE, self._plan.written(self.tally))
        self.finished = True
        self._clear()

    def _assemble(self) -> None:
        while (spooled := self._waiting.pop(self._next, None)) is not None:
            tables = tables_of(self._store, spooled)
            if tables is None:
                raise CommuniqueError(f"{self._store.root}/{spooled.name} is damaged; run again, it is made anew")
            tables = self._without_known(tables)
            self._held.append(tables)
            self._pages += sum(tables[name].num_rows for name in ("articles", "rejections", "failures"))
            self._in_part.append(spooled)
            unit, batch = spooled.key.unit, spooled.key.batch
            self._next = Key(unit + 1, 0) if spooled.last else Key(unit, batch + 1)
            if self._pages >= self._full:
                self._write()

    def _without_known(self, tables: Tables) -> Tables:
        """Leave out the articles that came before; rows of the rejections say so.

        Those rows stand after the others of their batch and in the order of their words: an engine may have known of
        some before it read them and of others not, and the tables must not show it.
        """
        articles = tables["articles"]
        known = []
        for row in articles.select(["id", "origin", "url"]).to_pylist():
            if (number := int(row["id"], 16)) in self._ids:
                known.append((row["id"], same_as(row["origin"], row["url"], row["id"])))
            self._ids.add(number)
        gone = pa.array([name for name, _ in known], pa.string())
        if known:
            tables = {
                name: table.filter(pc.invert(pc.is_in(table[_key(name)], value_set=gone)))
                if _key(name) in table.column_names
                else table
                for name, table in tables.items()
            }
        return tables | {"rejections": _ordered(tables["rejections"], [row for _, row in known])}

    def _write(self) -> None:
        tables = {
            kind.name: pa.concat_tables([kind.schema.empty_table(), *(held[kind.name] for held in self._held)])
            for kind in TABLES
        }
        part = write_part(self._store, self.tally.parts, tables, self._next)
        self.tally += part.tally
        for spooled in self._in_part:
            self._store.drop(spooled.name)
        self._held, self._in_part, self._pages = [], [], 0

    def _clear(self) -> None:
        """Delete what is of no use in a finished folder."""
        for spooled in spooled_in(self._store):
            self._store.drop(spooled.name)
        for name in list(self._store.names(WORK)):
            self._store.drop(f"{WORK}/{name}")
        if self._store.path is not None:
            with contextlib.suppress(OSError):
                shutil.rmtree(self._store.path / WORK)


def _key(table: str) -> str:
    """Name of the column with the id of the article a row belongs to."""
    return "id" if table == "articles" else "article"


def _ordered(rejections: pa.Table, more: list[Rejection]) -> pa.Table:
    """Return rejections with ``more``: those of duplicates last, by their words."""
    sheet = Sheet()
    for row in more:
        sheet.add(row)
    whole = pa.concat_tables([rejections, sheet.tables()["rejections"]])
    same = pc.equal(whole["reason"], Reason.DUPLICATE.value)
    twice = whole.filter(same)
    if not twice.num_rows:
        return whole
    order = pc.sort_indices(twice, sort_keys=[(name, "ascending") for name in ("origin", "url", "detail")])
    return pa.concat_tables([whole.filter(pc.invert(same)), twice.take(order)])
