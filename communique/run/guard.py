"""A process that reads, and who looks after it: whatever a page does to it costs that page alone."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Self

from communique.errors import CommuniqueError, InstallationError, UsageError
from communique.model import Page, Reason, Rejection
from communique.run.batches import Batch, Item
from communique.run.child import serve
from communique.run.work import About, Begun, Broken, Limits, Lost, Work

WORKER = "communique-worker"
"""Name of the processes that read."""

_STARTING = 300.0
_STARTS = 10
_ALONE = {Reason.CRASHED: 3, Reason.MEMORY_LIMIT: 1, Reason.TIME_LIMIT: 1}
_TOGETHER = 6
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
_ENVIRONMENT = threading.Lock()


@dataclass(frozen=True, slots=True)
class _Ended:
    """How a process ended before it had answered: at which item (None: before the first), and of what."""

    at: int | None
    reason: Reason
    certain: bool = False
    code: int | None = None


class Guard:
    """One process that reads batches; it is started anew when it dies.

    A page it dies of is tried alone in a new process, and when that one dies, too (a crash: three times), the page is
    a ``Rejection`` and the others of its batch are read without it. A process that was killed from outside costs
    nothing but the time: its page comes through alone. Used by one thread at a time.
    """

    def __init__(self, work: Work) -> None:
        self._work = work
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None
        self._about: About | None = None
        self._closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    @property
    def pid(self) -> int | None:
        """The process that reads now, if any."""
        return self._process.pid if self._process is not None else None

    def about(self) -> About:
        """Say what is read with; starts the process. Raises what loading the tools raises."""
        for _ in range(_STARTS):
            if self._about is not None and self._process is not None:
                return self._about
            self._start()
        raise InstallationError(
            "a worker process ends as soon as it is started (in a script of your own, call from under"
            ' `if __name__ == "__main__":`)'
        )

    def read(self, batch: Batch) -> bytes:
        """Read a batch and return its tables, ``packed``: the same bytes whatever went wrong meanwhile.

        Raises InstallationError when the tools are damaged or no process can be kept alive.
        """
        deaths: Counter[int] = Counter()
        while True:
            ended = self._ask(batch.items)
            if isinstance(ended, bytes):
                return ended
            at = -1 if ended.at is None else ended.at
            deaths[at] += 1
            if not 0 <= at < len(batch.items):
                if deaths[at] == _STARTS:
                    raise InstallationError("worker processes die before they have read anything")
                continue
            page = batch.items[at]
            assert isinstance(page, Page)
            found = self._alone(page, ended) or (ended if deaths[at] >= _TOGETHER else None)
            if found is not None:
                batch = batch.refusing(at, _refused(page, found, self._work.limits))

    def _alone(self, page: Page, ended: _Ended) -> _Ended | None:
        """Try a page, of which a process seems to have died, in one of its own; return how that ends if it does."""
        if ended.certain:
            return ended
        for _ in range(_ALONE[ended.reason]):
            self._stop()
            answer = self._ask((page,))
            if isinstance(answer, bytes):
                return None
            ended = answer
            if ended.certain:
                break
        return ended

    def _ask(self, items: tuple[Item, ...]) -> bytes | _Ended:
        self.about()
        assert self._pipe is not None
        at = None
        try:
            self._pipe.send(items)
            while wait([self._pipe], self._work.limits.patience):
                said = self._pipe.recv()
                if isinstance(said, bytes):
                    return said
                if isinstance(said, Begun):
                    at = said.at
                elif isinstance(said, Lost):
                    self._stop()
                    # Processor time is the page's own; what memory there was may hang on the pages before it.
                    return _Ended(at, said.reason, certain=said.reason is Reason.TIME_LIMIT)
                else:
                    self._raise(said)
            self._stop()
            return _Ended(at, Reason.TIME_LIMIT)
        except (EOFError, OSError):
            return _Ended(at, Reason.CRASHED, code=self._stop(2.0))

    def _start(self) -> None:
        """Start a process and hear what it reads with; nothing is there after if it dies before it says so."""
        self._stop()
        if self._closed:
            raise CommuniqueError("stopped")
        context = multiprocessing.get_context("spawn")
        ours, its = context.Pipe()
        self._process = context.Process(target=serve, args=(its, self._work), name=WORKER, daemon=True)
        with _one_thread_each():
            self._process.start()
        its.close()  # else we would wait for ever for the rest of what a dead process had begun to say
        self._pipe = ours
        try:
            if wait([ours], _STARTING):
                said = ours.recv()
                if isinstance(said, About):
                    self._about = said
                    return
                self._raise(said)
        except (EOFError, OSError):
            pass
        self._stop()

    def _raise(self, said: object) -> None:
        self._stop()
        if isinstance(said, Broken):
            kinds = {kind.__name__: kind for kind in (UsageError, InstallationError)}
            raise kinds.get(said.error, CommuniqueError)(said.line)
        raise CommuniqueError(f"a worker said what nobody understands: {type(said).__name__}")

    def _stop(self, patience: float = 0.1) -> int | None:
        """End the process, if there is one, and return the code it ended with."""
        process, self._process = self._process, None
        pipe, self._pipe = self._pipe, None
        if pipe is not None:
            pipe.close()
        if process is None:
            return None
        process.join(patience)
        code = process.exitcode
        if code is None:
            process.kill()
            process.join()
        process.close()
        return code

    def close(self) -> None:
        """End the process; a ``read`` that another thread is in raises CommuniqueError."""
        self._closed = True
        process = self._process
        if process is not None and process.is_alive():
            process.kill()


@contextmanager
def _one_thread_each() -> Iterator[None]:
    """Start processes whose matrix products use one thread: a process for every core is what the cores can bear.

    The libraries read this when they are loaded, so it must be in the environment a process is started with.
    """
    with _ENVIRONMENT:
        before = {name: os.environ.get(name) for name in _THREADS}
        os.environ.update(dict.fromkeys(_THREADS, "1"))
        try:
            yield
        finally:
            for name, value in before.items():
                if value is None:
                    del os.environ[name]
                else:
                    os.environ[name] = value


def _refused(page: Page, ended: _Ended, limits: Limits) -> Rejection:
    if ended.reason is Reason.TIME_LIMIT:
        detail = f"was not read within {limits.seconds:g} s"
    elif ended.reason is Reason.MEMORY_LIMIT:
        detail = f"needs more than {limits.memory // 1_000_000:,} MB"
    else:
        detail = f"the process that read it died ({_named(ended.code)}), each time it was tried"
    return Rejection(origin=page.origin, url=page.url, reason=ended.reason, detail=detail)


def _named(code: int | None) -> str:
    if code is not None and code < 0:
        return signal.Signals(-code).name
    return "at an unknown place" if code is None else f"exit code {code}"
