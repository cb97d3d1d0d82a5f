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


_MINUTE = 60
_MINUTES = 300
"""Seconds of which the pace is told, and of which the time left is reckoned."""


class Pace(Progress):
    """A line that also tells how many pages a second there were in the last minute, and what time is left."""

    def __init__(self, doing: str) -> None:
        super().__init__(doing)
        self._articles = 0
        self._part: float | None = None
        self._pages: deque[tuple[int, int]] = deque(maxlen=_MINUTE + 1)
        self._first: tuple[int, float] | None = None
        self._parts: deque[tuple[int, float]] = deque(maxlen=_MINUTES + 1)

    def reach(self, pages: int, articles: int, part: float | None) -> None:
        """Say that so many pages are done, that there are so many articles, and which part of all is behind us.

        ``part`` is from 0 to 1, None where nobody knows how much there is.
        """
        self._count, self._articles, self._part = pages, articles, part

    def _told(self, seconds: int) -> str:
        """Tell how far it is. The seconds before the first page, in which the reader is loaded, are in no pace."""
        if not self._count:
            return f"no page yet, {seconds} s"
        self._pages.append((seconds, self._count))
        (then, before), (now, done) = self._pages[0], self._pages[-1]
        told = f"{self._count:,} pages"
        if done > before or now - then == _MINUTE:
            told = f"{told}, {(done - before) / (now - then):.1f} pages/s"
        left = self._left(seconds)
        told = f"{told}, {self._articles:,} articles"
        return f"{told}, {_in_words(left)} left" if left is not None else told

    def _left(self, seconds: int) -> float | None:
        """Seconds to the end at the pace of the last five minutes, once a hundredth was done since the first page.

        In five minutes in which no file came to its end (they are large) it is the pace since the first page.
        """
        if self._part is None:
            return None
        self._first = self._first or (seconds, self._part)
        self._parts.append((seconds, self._part))
        if self._part - self._first[1] < 0.01:
            return None
        then, before = self._parts[0] if self._part > self._parts[0][1] else self._first
        return (seconds - then) * (1 - self._part) / (self._part - before)


def _in_words(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"
