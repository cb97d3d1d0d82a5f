"""An engine for tests that reads where it is called, in any order it is told to, and may be stopped anywhere."""

from __future__ import annotations

import random
from collections.abc import Generator, Iterable
from pathlib import Path

from communique.model import Page
from communique.run import About, Asked, Limits, Spooled, Store, Tally, Task, run, spool
from communique.run.packing import packed
from communique.tables import Sheet
from tests.run.stand_in import load, read


class StoppedError(Exception):
    """As if the driver had been killed."""


class InPlace:
    """Reads the batches in an order of its own, and stops after some of them."""

    name = "in place"
    workers = 1

    def __init__(self, *, seed: int | None = None, stop_after: int | None = None, made_by: str = "tools") -> None:
        self.seed = seed
        self.stop_after = stop_after
        self.made_by = made_by
        self.read_batches = 0

    def about(self) -> About:
        return About.of(load(self.made_by))

    def read(self, tasks: Iterable[Task], store: Store) -> Generator[Spooled, None, None]:
        batches = [batch for task in tasks for batch in task.batches()]
        if self.seed is not None:
            random.Random(self.seed).shuffle(batches)
        for batch in batches:
            if self.read_batches == self.stop_after:
                raise StoppedError
            self.read_batches += 1
            sheet = Sheet()
            for item in batch.items:
                sheet.add(read(item, load()) if isinstance(item, Page) else item)
            yield spool(store, batch, packed(sheet.tables()))


def ran_in_place(
    out: Path | str, *sources: str, engine: InPlace | None = None, full: int = 60, limits: Limits | None = None
) -> Tally:
    """Run the sources into a folder."""
    return run(Asked(sources=sources, out=str(out), full=full, limits=limits or Limits()), engine or InPlace())
