"""The view of a file on disk: read anew only when the file has changed, shared by all requests."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from time import time_ns

from communique.record import Record
from communique.web.view import View

Stamp = tuple[tuple[int, int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A file as it stands. ``view`` None: nothing is told; ``is_current``: what is told is of all that is in it."""

    name: str
    changes: int
    is_current: bool
    view: View | None


class Source:
    """A dossier file and its view.

    Whether the file may have changed is told by its times and sizes, with no query; whether it has, by its count of
    changes. Only then is the view made anew, by one thread; others go on with the one before.
    """

    def __init__(
        self,
        path: str | Path,
        why: Callable[[str], str] | None = None,
        warm: Iterable[Callable[[View], object]] = (),
    ) -> None:
        """Name the file; ``why`` explains a ``how``, ``warm`` is done with each new view before anybody waits for it.

        Raises RecordError where it is no dossier.
        """
        self.path, self._why, self._warm = Path(path), why, tuple(warm)
        self._lock = Lock()
        self._stamp: Stamp = ()
        self._state: State | None = None
        self.state()

    def state(self) -> State:
        """Return the file as it stands now; raises RecordError where it can no longer be read."""
        stamp, held = self.stamp(), self._state
        if held is not None and stamp == self._stamp:
            return held
        if not self._lock.acquire(blocking=held is None):
            assert held is not None
            return held
        try:
            if self._state is None or stamp != self._stamp:
                self._state = self._read(self._state)
                self._stamp = stamp if _is_settled(stamp) else ()
            return self._state
        finally:
            self._lock.release()

    def stamp(self) -> Stamp:
        """Return what tells that the file has been written to: number, size and time of it and of its journal."""
        found = []
        for path in (self.path, Path(f"{self.path}-wal")):
            try:
                about = path.stat()
                found.append((about.st_ino, about.st_size, about.st_mtime_ns))
            except OSError:
                found.append((0, 0, 0))
        return tuple(found)

    def _read(self, held: State | None) -> State:
        with Record.open(self.path, write=False) as record:
            name, changes, is_current = record.name, record.changes, record.is_told()
            if held is not None and (held.name, held.changes, held.is_current) == (name, changes, is_current):
                return held
            dossier = record.told()
            view = View.of(record, dossier, why=self._why) if dossier is not None else None
        if view is not None:
            for make in self._warm:
                make(view)
        return State(name=name, changes=changes, is_current=is_current, view=view)


def _is_settled(stamp: Stamp) -> bool:
    """Tell whether the file was last written to long enough ago for its times to tell a further write apart: clocks
    of file systems go on in steps of some milliseconds."""
    return time_ns() - max(time for _, _, time in stamp) > 100_000_000
