"""Units opened in a process of their own: an archive that ends it costs what is left of that archive alone."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Self

from communique.errors import CommuniqueError
from communique.model import Reason, Rejection
from communique.run.batches import Batch, Key, cut
from communique.run.bounds import bound_memory
from communique.run.engine import Task
from communique.run.process import KILLS, DiedError, Process, named
from communique.run.work import Broken, Limits
from communique.source import open_unit

_PATIENCE = 300.0
_TRIES = 3


@dataclass(frozen=True, slots=True)
class _Passed:
    """A batch that is done already: told, so that who waits knows that the process is at work."""

    last: bool


class Opener:
    """Opens units, one after the other. What opens them is a library in C often enough, and it reads what anybody made.

    A process that dies, or says nothing for five minutes, is started anew and goes on behind the last batch it gave;
    when it dies there three times (or is killed from outside ``KILLS`` times), a ``Rejection`` of the unit is its last
    batch.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._process: Process | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    @property
    def pid(self) -> int | None:
        """The process that opens now, if any."""
        return self._process.pid if self._process is not None else None

    def batches(self, task: Task) -> Iterator[Batch]:
        """Yield the batches of a task as ``Task.batches`` does."""
        done = set(task.done)
        tries = killed = 0
        ended = Reason.CRASHED, ""
        while tries < _TRIES and killed < KILLS:
            try:
                for given in self._given(replace(task, done=frozenset(done))):
                    if isinstance(given, Batch):
                        yield given
                        tries = killed = 0
                        done.add(given.key.batch)
                return
            except DiedError as died:
                self._process, ended = None, (Reason.CRASHED, f"the process that opened it died ({named(died.code)})")
                tries, killed = tries + (not died.outside), killed + died.outside
            except TimeoutError:
                self.close()
                ended = Reason.TIME_LIMIT, f"nothing came of it for {_PATIENCE:g} s"
                tries += 1
        why = Rejection(origin=task.unit.name, url=None, reason=ended[0], detail=f"{ended[1]}; the rest is left out")
        yield Batch(key=Key(task.number, max(done, default=-1) + 1), items=(why,), last=True)

    def _given(self, task: Task) -> Iterator[Batch | _Passed]:
        """Yield what the process says of a task; raises DiedError, or TimeoutError when it says nothing."""
        if self._process is None:
            self._process = Process(serve, self._limits)
        self._process.tell(task)
        last = False
        while not last:
            said = self._process.hear(_PATIENCE)
            if said is None:
                raise TimeoutError
            if not isinstance(said, Batch | _Passed):
                raise CommuniqueError(
                    said.line if isinstance(said, Broken) else "a worker does not answer as it should"
                )
            yield said
            last = said.last

    def close(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is not None:
            process.stop()


def serve(pipe: Connection, limits: Limits) -> None:
    """Open the tasks that come through ``pipe`` and send their batches back, one after the other."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    bound_memory(limits.memory)
    try:
        while True:
            task: Task = pipe.recv()
            for batch in cut(task.number, open_unit(task.unit)):
                pipe.send(_Passed(batch.last) if batch.key.batch in task.done else batch)
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return
    except CommuniqueError as fault:
        pipe.send(Broken(type(fault).__name__, str(fault)))
