"""What takes longer than a second says so on stderr; what does not, says nothing."""

from __future__ import annotations

import sys
import threading
from types import TracebackType
from typing import Self


class Progress:
    """A line on stderr from the first second on, for as long as the ``with`` block runs.

    On a terminal one line is rewritten each second and wiped at the end; elsewhere (a log) a line is
    written after the first second and then every ten.
    """

    def __init__(self, doing: str) -> None:
        self._doing = doing
        self._count = 0
        self._done = threading.Event()
        self._terminal = sys.stderr.isatty()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._done.set()
        self._thread.join()

    def step(self) -> None:
        """Count one page as done."""
        self._count += 1

    def clear(self) -> None:
        """Wipe the line, so that another one may be written."""
        if self._terminal:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    def _run(self) -> None:
        seconds = 0
        while not self._done.wait(1.0):
            seconds += 1
            if self._terminal or seconds % 10 == 1:
                line = f"{self._doing}: {self._count} done, {seconds} s"
                sys.stderr.write(f"\r\x1b[K{line}" if self._terminal else line + "\n")
                sys.stderr.flush()
        if seconds:
            self.clear()
