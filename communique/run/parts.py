"""Parts: a Parquet file of every table, all made of the same batches, and a marker when all are there."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

import pyarrow as pa
import pyarrow.parquet as pq

from communique.run.batches import Key
from communique.run.plan import tally_from
from communique.run.spools import WORK
from communique.run.store import Store
from communique.run.tally import Tally, tally_of
from communique.tables import TABLES, write

FULL = 2_000
"""Pages of a part: it is written at the end of the batch that reaches them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part that is whole: the key after its last batch, what is in it, and the sizes of its files in bytes."""

    number: int
    next: Key
    tally: Tally
    sizes: tuple[tuple[str, int], ...]


def file_of(table: str, number: int) -> str:
    """Name of a table's file: ``articles/part-00000.parquet``."""
    return f"{table}/part-{number:05d}.parquet"


def write_part(store: Store, number: int, tables: Mapping[str, pa.Table], after: Key) -> Part:
    """Write the files of a part, then its marker."""
    sizes = []
    for kind in TABLES:
        sink = io.BytesIO()
        write(tables[kind.name], sink)
        store.write(file_of(kind.name, number), sink.getvalue())
        sizes.append((kind.name, sink.tell()))
    part = Part(number=number, next=after, tally=tally_of(tables), sizes=tuple(sorted(sizes)))
    said = {"next": [after.unit, after.batch], "sizes": dict(sizes)} | asdict(part.tally)
    said |= {name: dict(said[name]) for name in ("rows", "reasons", "facts")}
    store.write(_marker(number), (json.dumps(said, sort_keys=True) + "\n").encode())
    return part


def parts_in(store: Store) -> list[Part]:
    """Return the parts that are whole, from the first on; one that is damaged ends them, for later ones build on it."""
    parts: list[Part] = []
    while (part := _part(store, len(parts))) is not None:
        parts.append(part)
    return parts


def drop_parts(store: Store, first: int) -> None:
    """Delete what is there of the parts from this number on, markers first."""
    keep = {_marker(number).rpartition("/")[2] for number in range(first)}
    for name in store.names(WORK):
        if name.startswith("part-") and name not in keep:
            store.drop(f"{WORK}/{name}")
    for kind in TABLES:
        keep = {file_of(kind.name, number).rpartition("/")[2] for number in range(first)}
        for name in store.names(kind.name):
            if name.startswith("part-") and name not in keep:
                store.drop(f"{kind.name}/{name}")


def article_ids(store: Store, number: int) -> list[str] | None:
    """Return the ids of the articles in a part, or None where its file is damaged."""
    data = store.read(file_of("articles", number)) or b""
    try:
        return [str(value) for value in pq.read_table(io.BytesIO(data), columns=["id"])["id"].to_pylist()]
    except (pa.ArrowException, OSError, KeyError, ValueError):
        return None


def _marker(number: int) -> str:
    return f"{WORK}/part-{number:05d}.json"


def _part(store: Store, number: int) -> Part | None:
    """Return a part if its marker is there and its files are as it says."""
    data = store.read(_marker(number))
    if data is None:
        return None
    try:
        said = json.loads(data)
        unit, batch = said["next"]
        sizes = tuple(sorted((str(name), int(size)) for name, size in said["sizes"].items()))
        part = Part(number=number, next=Key(int(unit), int(batch)), tally=tally_from(said), sizes=sizes)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    if {name for name, _ in sizes} != {kind.name for kind in TABLES}:
        return None
    return part if all(store.size(file_of(name, number)) == size for name, size in sizes) else None
