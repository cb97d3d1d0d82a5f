"""One driver at a time on a run's folder."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from communique.errors import UsageError
from communique.run.spools import WORK
from communique.run.store import Store

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


@contextmanager
def only_one(store: Store) -> Iterator[None]:
    """Keep other drivers out of the folder while the block runs; raises UsageError where one is in it.

    The system lets go of the lock when the process ends, however it ends, so that a killed driver leaves none behind.
    A folder in an object store has no locks: two drivers on it would write the same files, each whole, and the run is
    right, but the work is done twice.
    """
    if store.path is None:
        yield
        return
    folder = store.path / WORK
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "lock"
    file = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        _take(file)
        yield
    except _TakenError:
        raise UsageError(f"{store.root}: another `communique run` is at work in this folder") from None
    finally:
        os.close(file)


class _TakenError(Exception):
    """Somebody else has the lock."""


def _take(file: int) -> None:
    try:
        if sys.platform == "win32":
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as fault:
        raise _TakenError from fault
