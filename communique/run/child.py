"""The process that reads: loads the tools once, then reads the batches it is sent until nobody sends any."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from types import FrameType

from communique.errors import CommuniqueError
from communique.model import Account, Page, Reason, Rejection
from communique.pipeline import Tools
from communique.run.batches import Item
from communique.run.bounds import bound_memory
from communique.run.packing import packed
from communique.run.work import About, Begun, Broken, Lost, Work
from communique.tables import Sheet


class _OutOfTime(BaseException):
    """Raised in the midst of a page; no library that catches ``Exception`` takes it for its own."""


class _OverLimitError(Exception):
    """A page went over a limit: what the process holds can no longer be vouched for, and it ends."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


def serve(pipe: Connection, work: Work) -> None:
    """Answer the requests that come through ``pipe``: tuples of items, for which their packed tables go back.

    Says ``About`` when it is ready and ``Begun`` before each item, so that who waits knows which page it was that
    ended the process. Ends when the other end is closed, however that came.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to all processes of a terminal; the driver decides
    try:
        tools = work.load()
        pipe.send(About.of(tools))
        bound_memory(work.limits.memory)
        while True:
            _answer(pipe, pipe.recv(), tools, work)
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return  # the driver is gone, or wants no more
    except _OverLimitError as fault:
        pipe.send(Lost(fault.reason))
    except CommuniqueError as fault:
        pipe.send(Broken(type(fault).__name__, str(fault)))


def _answer(pipe: Connection, items: tuple[Item, ...], tools: Tools, work: Work) -> None:
    try:
        sheet = Sheet()
        for at, item in enumerate(items):
            pipe.send(Begun(at))
            sheet.add(_read(item, tools, work) if isinstance(item, Page) else item)
        pipe.send(Begun(len(items)))
        answer = packed(sheet.tables())
    except MemoryError:
        raise _OverLimitError(Reason.MEMORY_LIMIT) from None
    pipe.send(answer)


def _read(page: Page, tools: Tools, work: Work) -> Account | Rejection:
    with _timed(work.limits.seconds):
        outcome = work.read(page, tools)
    if isinstance(outcome, Rejection) and outcome.reason is Reason.MEMORY_LIMIT:
        raise _OverLimitError(outcome.reason)
    return outcome


@contextmanager
def _timed(seconds: float) -> Iterator[None]:
    """Give up what runs in the block after so many seconds of processor time, where the platform can count them.

    The alarm comes again every second: a library's bare ``except:`` may have swallowed the first.
    """
    if not hasattr(signal, "SIGPROF"):
        yield
        return
    signal.signal(signal.SIGPROF, _out_of_time)
    try:
        signal.setitimer(signal.ITIMER_PROF, seconds, 1.0)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
    except _OutOfTime:
        signal.setitimer(signal.ITIMER_PROF, 0)
        raise _OverLimitError(Reason.TIME_LIMIT) from None


def _out_of_time(signum: int, frame: FrameType | None) -> None:
    raise _OutOfTime
