"""What an engine is: anything that reads the batches of units and keeps their tables, in whatever order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from communique.model import Page
from communique.run.batches import Batch, cut
from communique.run.spools import Spooled
from communique.run.store import Store
from communique.run.work import About, Work
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


Known = Callable[[Page], str | None]
"""Tells the id of the article that this very page is known to be, if a page before it was the same."""


class Engine(Protocol):
    """Reads units. ``workers``: how many processes; what comes out does not depend on it."""

    workers: int

    def about(self, work: Work) -> About:
        """Say what is read with."""
        ...

    def read(self, tasks: Iterable[Task], work: Work, store: Store, known: Known) -> Iterator[Spooled]:
        """Read every batch of the tasks, ``spool`` its tables, then yield it: each once, in any order.

        An engine may give pages that ``known`` knows the row of a duplicate instead of reading them (``folder.twice``);
        what is told of them is the same.
        """
        ...
