"""What an engine is: anything that reads the batches of units and keeps their tables, in whatever order."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from communique.run.batches import Batch, cut
from communique.run.spools import Spooled
from communique.run.store import Store
from communique.run.work import About
from communique.source import Unit, open_unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A unit with its number; the batches numbered in ``done`` need not be read. Picklable."""

    number: int
    unit: Unit
    done: frozenset[int] = field(default_factory=frozenset)

    def batches(self) -> Iterator[Batch]:
        """Open the unit and yield what is to be read of it, in order."""
        for batch in cut(self.number, open_unit(self.unit)):
            if batch.key.batch not in self.done:
                yield batch


class Engine(Protocol):
    """Reads units with ``workers`` processes; what comes out does not depend on how many, nor on where they are."""

    @property
    def name(self) -> str:
        """What it is called."""
        ...

    @property
    def workers(self) -> int:
        """How many processes read."""
        ...

    def about(self) -> About:
        """Say what is read with. Raises what loading the tools raises."""
        ...

    def read(self, tasks: Iterable[Task], store: Store) -> Generator[Spooled, None, None]:
        """Read every batch of the tasks, ``spool`` its tables, then yield it: each once, in any order.

        Closed before its end, it stops its processes.
        """
        ...
