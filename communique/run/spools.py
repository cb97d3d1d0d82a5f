"""Batches that are read and not yet in a part: one file each, named by its key, whole or not there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pyarrow as pa

from communique.run.batches import Batch, Key
from communique.run.packing import PackingError, unpacked
from communique.run.store import Store

WORK = ".work"
"""Folder, inside that of the run, of what is there until the run is finished."""

_NAME = re.compile(r"u(\d{6,9})-b(\d{4,7})(-end)?\.spool")


@dataclass(frozen=True, slots=True, order=True)
class Spooled:
    """A batch whose tables are kept; ``last``: its unit has no more. ``pages``: how many, where that is known."""

    key: Key
    last: bool
    pages: int = field(default=0, compare=False)

    @property
    def name(self) -> str:
        """Its file: ``.work/u000012-b0003.spool``, that of a unit's last batch ``.work/u000012-b0004-end.spool``."""
        end = "-end" if self.last else ""
        return f"{WORK}/u{self.key.unit:06d}-b{self.key.batch:04d}{end}.spool"


def spool(store: Store, batch: Batch, data: bytes) -> Spooled:
    """Keep the packed tables of a batch. Doing it again changes nothing."""
    spooled = Spooled(batch.key, batch.last, len(batch.items))
    store.write(spooled.name, data, lasting=False)  # a damaged one is known by its sums, and read again
    return spooled


def spooled_in(store: Store) -> Iterator[Spooled]:
    """Yield the batches that are kept, in order."""
    for name in store.names(WORK):
        found = _NAME.fullmatch(name)
        if found:
            yield Spooled(Key(int(found[1]), int(found[2])), found[3] is not None)


def tables_of(store: Store, spooled: Spooled) -> dict[str, pa.Table] | None:
    """Return the tables of a batch, or None where its file is not there or damaged."""
    data = store.read(spooled.name)
    try:
        return unpacked(data) if data is not None else None
    except PackingError:
        return None
