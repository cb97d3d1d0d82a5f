"""A process that reads, and who looks after it: whatever a page does to it costs that page alone."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from communique.errors import CommuniqueError, InstallationError, UsageError
from communique.model import Page, Reason, Rejection
from communique.run.batches import Batch, Item
from communique.run.child import serve
from communique.run.process import KILLS, UNGUARDED, DiedError, Process, named
from communique.run.work import About, Begun, Broken, Limits, Lost, Work

_STARTING = 300.0
_STARTS = 10
_ALONE = {Reason.CRASHED: 3, Reason.MEMORY_LIMIT: 1, Reason.TIME_LIMIT: 1}
"""How often a page is tried alone after a process died at it. A killer from outside hardly meets it each time."""
_NOT_BEGUN, _KILLED = -1, -2
"""Deaths at no page, counted beside those at the pages of a batch."""
_TOGETHER = 6
"""How often a page that comes through alone may be what its batch died at."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a process ended before it had answered: at which item (None: before the first), and of what.

    ``outside``: somebody killed it.
    """

    at: int | None
    reason: Reason
    certain: bool = False
    code: int | None = None
    outside: bool = False


class Guard:
    """One process that reads batches; it is started anew when it dies.

    A page it dies of is tried alone in a new process, and when that one dies, too (a crash: three times), the page is
    a ``Rejection`` and the others of its batch are read without it. A process that was killed from outside costs
    nothing but the time: its page comes through alone, however often it is met (``KILLS`` at most). Used by one thread
    at a time, but for ``close``.
    """

    def __init__(self, work: Work) -> None:
        self._work = work
        self._process: Process | None = None
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
        self._ready()
        assert self._about is not None
        return self._about

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
            if not 0 <= at < len(batch.items):
                kind = _KILLED if ended.outside else _NOT_BEGUN
                deaths[kind] += 1
                if deaths[kind] == (KILLS if ended.outside else _STARTS):
                    raise InstallationError("worker processes die before they have read anything")
                continue
            deaths[at] += not ended.outside
            page = batch.items[at]
            assert isinstance(page, Page)
            found = self._alone(page, ended) or (ended if deaths[at] >= _TOGETHER else None)
            if found is not None:
                batch = batch.refusing(at, _refused(page, found, self._work.limits))

    def _alone(self, page: Page, ended: Ended) -> Ended | None:
        """Try a page, of which a process seems to have died, in one of its own; return how that ends if it does."""
        tried = killed = 0
        while not ended.certain and tried < _ALONE[ended.reason] and killed < KILLS:
            self._end()
            answer = self._ask((page,))
            if isinstance(answer, bytes):
                return None
            ended = answer
            tried, killed = tried + (not ended.outside), killed + ended.outside
        return ended

    def _ask(self, items: tuple[Item, ...]) -> bytes | Ended:
        process = self._ready()
        at = None
        try:
            process.tell(items)
            while (said := process.hear(self._work.limits.patience)) is not None:
                if isinstance(said, bytes):
                    return said
                if isinstance(said, Begun):
                    at = said.at
                elif isinstance(said, Lost):
                    self._end()
                    # Processor time is the page's own; what memory there was may hang on the pages before it.
                    return Ended(at, said.reason, certain=said.reason is Reason.TIME_LIMIT)
                else:
                    self._raise(said)
        except DiedError as died:
            self._process = None
            return Ended(at, Reason.CRASHED, code=died.code, outside=died.outside)
        self._end()
        return Ended(at, Reason.TIME_LIMIT)

    def _ready(self) -> Process:
        """Return the process, started anew if need be; what it reads with is known after."""
        failed = killed = 0
        while failed < _STARTS and killed < KILLS:
            if self._closed:
                raise CommuniqueError("stopped")
            if self._process is not None:
                return self._process
            died = self._start()
            if died is not None:
                failed, killed = failed + (not died.outside), killed + died.outside
        raise InstallationError("a worker process ends as soon as it is started")

    def _start(self) -> DiedError | None:
        """Start the process; return how it died if it did before it was ready."""
        self._process = Process(serve, self._work)
        try:
            said = self._process.hear(_STARTING)
        except DiedError as died:
            self._process = None
            if died.code == UNGUARDED:
                raise UsageError(
                    'in a script, read under `if __name__ == "__main__":`; the processes that read import it, too'
                ) from None
            return died
        if not isinstance(said, About):
            self._raise(said)
        else:
            self._about = said
        return None

    def _raise(self, said: object) -> None:
        self._end()
        if isinstance(said, Broken):
            kinds = {kind.__name__: kind for kind in (UsageError, InstallationError)}
            raise kinds.get(said.error, CommuniqueError)(said.line)
        raise CommuniqueError(f"a worker does not answer as it should: {type(said).__name__}")

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.stop()

    def close(self) -> None:
        """End the process; a ``read`` that another thread is in raises CommuniqueError."""
        self._closed = True
        process = self._process
        if process is not None:
            process.kill()


def _refused(page: Page, ended: Ended, limits: Limits) -> Rejection:
    if ended.reason is Reason.TIME_LIMIT:
        detail = f"was not read within {limits.seconds:g} s"
    elif ended.reason is Reason.MEMORY_LIMIT:
        detail = f"needs more than {limits.memory // 1_000_000:,} MB"
    else:
        detail = f"the process that read it died each time ({named(ended.code)})"
    return Rejection(origin=page.origin, url=page.url, reason=ended.reason, detail=detail)
