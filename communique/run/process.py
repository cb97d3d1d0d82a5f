"""A child process and the pipe to it; its death, however it comes, is an answer like another."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import wait

NAME = "communique-worker"
"""What these processes are called."""

UNGUARDED = 97
"""Exit code of such a process that was about to start others: see ``end_in_a_worker``."""

KILLS = 20
"""How many kills from outside are borne before what they meet is held to be their cause: one who tidies up kills a few
times, the kernel of a machine without memory each time a certain page is read."""

_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
_ENVIRONMENT = threading.Lock()


def end_in_a_worker() -> None:
    """End the process, quietly, if it is one of these: it would start others, and they would, without an end.

    A spawned process imports the script it was started from. In one that reads without a guard it comes to
    ``communique.read(...)`` again, before it has been told what it is for. Who started it knows by the exit code.
    """
    if multiprocessing.current_process().name == NAME:
        raise SystemExit(UNGUARDED)


class DiedError(Exception):
    """The process ended before it had answered, with this code (negative: the signal; None: not known)."""

    def __init__(self, code: int | None) -> None:
        super().__init__(code)
        self.code = code

    @property
    def outside(self) -> bool:
        """Whether it was killed (-9) by somebody else: no page can do that, and none of ours does."""
        return self.code == -signal.SIGKILL


class Process:
    """Runs ``target(pipe, *arguments)`` in a process of its own, started from a clean slate ("spawn").

    Never forked: the caller has threads. ``target`` must be a function of a module, all arguments picklable.
    """

    def __init__(self, target: Callable[..., None], *arguments: object) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, its = context.Pipe()
        self._process = context.Process(target=target, args=(its, *arguments), name=NAME, daemon=True)
        with _one_thread_each():
            self._process.start()
        its.close()  # else we would wait for ever for the rest of what a dead process had begun to say

    @property
    def pid(self) -> int | None:
        """The process's number."""
        return self._process.pid

    def tell(self, request: object) -> None:
        """Send a request; raises DiedError."""
        try:
            self._pipe.send(request)
        except OSError:
            raise DiedError(self.stop(2.0)) from None

    def hear(self, patience: float) -> object:
        """Return what the process says next, or None when it says nothing for so many seconds; raises DiedError."""
        try:
            return self._pipe.recv() if wait([self._pipe], patience) else None
        except (EOFError, OSError):
            raise DiedError(self.stop(2.0)) from None

    def stop(self, patience: float = 0.1) -> int | None:
        """End the process if it does not end by itself within ``patience`` seconds; return the code of its end."""
        self._pipe.close()
        self._process.join(patience)
        if self._process.exitcode is None:
            self._process.kill()
            self._process.join()
        return self._process.exitcode

    def kill(self) -> None:
        """Kill the process; another thread that waits for it hears of its death."""
        self._process.kill()


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


def named(code: int | None) -> str:
    """Say in words how a process ended."""
    if code is not None and code < 0:
        return signal.Signals(-code).name
    return f"exit code {code}"
