"""What takes longer than a second says so on stderr; what does not, says nothing."""

from __future__ import annotations

import sys
import threading
from collections import deque
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

    def _told(self, seconds: int) -> str:
        return f"{self._count} done, {seconds} s"

    def _run(self) -> None:
        seconds = 0
        while not self._done.wait(1.0):
            seconds += 1
            line = f"{self._doing}: {self._told(seconds)}"
            if self._terminal or seconds % 10 == 1:
                sys.stderr.write(f"\r\x1b[K{line}" if self._terminal else line + "\n")
                sys.stderr.flush()
        if seconds:
            self.clear()


class Pace(Progress):
    """A line that also tells how many pages a second there were in the last minute, and what time is left."""

    def __init__(self, doing: str) -> None:
        super().__init__(doing)
        self._articles = 0
        self._part: float | None = None
        self._first: float | None = None
        self._minute: deque[tuple[int, int]] = deque(maxlen=61)

    def reach(self, pages: int, articles: int, part: float | None) -> None:
        """Say that so many pages are done, that there are so many articles, and which part of all is behind us.

        ``part`` is from 0 to 1, None where nobody knows how much there is.
        """
        self._count, self._articles, self._part = pages, articles, part
        if self._first is None:
            self._first = part

    def _told(self, seconds: int) -> str:
        self._minute.append((seconds, self._count))
        (then, before), (now, done) = self._minute[0], self._minute[-1]
        rate = (done - before) / (now - then) if now > then else 0.0
        left = self._left(seconds)
        told = f"{self._count:,} pages, {rate:.1f} pages/s, {self._articles:,} articles"
        return f"{told}, {_in_words(left)} left" if left is not None else told

    def _left(self, seconds: int) -> float | None:
        """Seconds to the end at the pace since the beginning, once a hundredth of the way is behind us."""
        if self._part is None or self._first is None or self._part - self._first < 0.01:
            return None
        return seconds * (1 - self._part) / (self._part - self._first)


def _in_words(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"
