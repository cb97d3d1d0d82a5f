"""What runs on the machines of a cluster: units are opened there, and their batches read and spooled."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from communique.errors import CommuniqueError, InstallationError, UsageError
from communique.run import About, Batch, Guard, Limits, Opener, Spooled, Store, Task, Work, spool
from communique.source import UnitKind

COLUMN = "what"
"""Name of the one column of the rows that go from one machine to another."""


@dataclass(frozen=True, slots=True)
class Broken:
    """Said instead of an answer: nothing can be read here, for this error of ours, with its line."""

    kind: type[CommuniqueError]
    line: str


Opened = dict[str, Batch | Broken]
Said = dict[str, Spooled | Broken]


def opened(row: dict[str, Task], folder: str, limits: Limits) -> Iterator[Opened]:
    """Yield the batches of a task that are to be read, one to a row; the same rows each time it is asked.

    Ray asks again when the machine died that held some of them. ``folder``: where paths that are not whole begin.
    """
    task = row[COLUMN]
    _go_to(folder)
    if (fault := _unseen(task)) is not None:
        yield {COLUMN: Broken(UsageError, fault)}
        return
    if (
        task.unit.kind is UnitKind.PAGES
    ):  # nothing of them is unpacked here but gzip: a process more would cost a second
        for batch in task.batches():
            yield {COLUMN: batch}
        return
    with Opener(limits) as opener:
        try:
            for batch in opener.batches(task):
                yield {COLUMN: batch}
        except CommuniqueError as error:
            yield {COLUMN: Broken(type(error), str(error))}


class Worker:
    """Reads batches in a process that is guarded as on one machine, so that what a page does costs that page alone."""

    def __init__(self, folder: str, work: Work, store: Store, about: About) -> None:
        """``about``: what the run is read with; a machine that has something else must not read."""
        _go_to(folder)
        self._guard = Guard(work)
        self._store = store
        self._about = about

    def __call__(self, row: Opened) -> Said:
        """Read a batch, unless it was read before: Ray asks again where it cannot know that the answer was given."""
        batch = row[COLUMN]
        if isinstance(batch, Broken):
            return {COLUMN: batch}
        done = Spooled(batch.key, batch.last, len(batch.items))
        if self._store.size(done.name) is not None:
            return {COLUMN: done}
        try:
            self._check()
            return {COLUMN: spool(self._store, batch, self._guard.read(batch))}
        except CommuniqueError as fault:
            return {COLUMN: Broken(type(fault), str(fault))}

    def _check(self) -> None:
        there = self._guard.about()
        if there != self._about:
            mine, its = self._about, there
            raise InstallationError(
                f"a machine of the cluster reads with other tools than this one: communique {its.version}"
                f" ({its.made_by}), here {mine.version} ({mine.made_by})"
            )


def _go_to(folder: str) -> None:
    """Make paths mean what they mean to who asked: Ray starts its processes in a folder of its own choice."""
    with suppress(OSError):  # it is not on this machine; whether that matters is seen when a path is not found
        os.chdir(folder)


def _unseen(task: Task) -> str | None:
    """Say how the files of a unit are not here what they were where they were listed, if so.

    A folder that only one machine has would otherwise be 4,000 rows of "no such file", which look like a result.
    """
    names = task.unit.files
    if any("://" in name for name in names) or sum(map(_size, names)) == task.unit.size:
        return None
    return (
        f"{task.unit.name} is not the same on every machine of the cluster: sources must be in a folder that all of"
        " them share, or at an address such as s3://"
    )


def _size(name: str) -> int:
    try:
        return Path(name).stat().st_size
    except (OSError, ValueError):
        return 0
