"""What a worker is told, and what it says: plain values, so that they go from one process to another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Self

from communique.errors import UsageError
from communique.model import Account, Page, Reason, Rejection
from communique.pipeline import Tools
from communique.run.pages import attempt
from communique.version import __version__


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one page may cost: seconds of processor time, and bytes of memory beside those of the tools.

    Processor time, not the time of a clock: whether a page is within its limit must not hang on what else the machine
    does. A page that only waits is given up after ``patience`` seconds of the clock.
    """

    seconds: float = 60.0
    memory: int = 1_000_000_000

    def __post_init__(self) -> None:
        """Raise UsageError for limits no page could keep."""
        if not 0 < self.seconds < 1e6:
            raise UsageError(f"not a time limit in seconds: {self.seconds}")
        if self.memory < 100_000_000:
            raise UsageError("a page needs a memory limit of at least 100 MB")

    @property
    def patience(self) -> float:
        """Seconds of the clock after which a page that does not come to its end is given up."""
        return 2 * self.seconds + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """How pages are read. ``load`` is called once in every worker, ``read`` for every page.

    Both must be picklable: functions of a module, or ``functools.partial`` of such.
    """

    load: Callable[[], Tools]
    read: Callable[[Page, Tools], Account | Rejection] = attempt
    limits: Limits = Limits()

    @classmethod
    def shipped(cls, *, actors: str | None = None, issues: str | None = None, limits: Limits | None = None) -> Self:
        """Read with the tools of the package, and a user's own tables as ``Tools.load`` takes them."""
        load = partial(Tools.load, actors=actors, issues=issues, threads=1)
        return cls(load=load, limits=limits or Limits())


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a worker reads with; ``faults``: rows of a user's own table that could not be used."""

    version: str
    made_by: str
    reader: str
    reader_digest: str
    atlas: str
    issues: str
    faults: tuple[str, ...]

    @classmethod
    def of(cls, tools: Tools) -> Self:
        """Say what these tools are."""
        return cls(
            version=__version__,
            made_by=tools.made_by,
            reader=tools.reader.name,
            reader_digest=tools.reader.digest,
            atlas=tools.atlas.digest,
            issues=tools.issues.digest,
            faults=tools.atlas.faults,
        )


@dataclass(frozen=True, slots=True)
class Begun:
    """A worker says: I begin with the item at this index (their number: now the tables of all are made)."""

    at: int


@dataclass(frozen=True, slots=True)
class Lost:
    """A worker says, before it ends: the page I was at went over its limit."""

    reason: Reason


@dataclass(frozen=True, slots=True)
class Broken:
    """A worker says, before it ends: I cannot work at all, with the error's name and its line."""

    error: str
    line: str
