"""One driver at a time on a run's folder."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

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
    file = _taken(store.path / WORK / "lock")
    if file is None:
        raise UsageError(f"{store.root}: another `communique run` is at work in this folder")
    try:
        yield
    finally:
        _tidy(store.path / WORK)
        os.close(file)


def _tidy(folder: Path) -> None:
    """Delete the lock with its folder if there is nothing else in it: a folder that was refused stays as it was."""
    with contextlib.suppress(OSError):
        if [entry.name for entry in folder.iterdir()] == ["lock"]:
            (folder / "lock").unlink()
            folder.rmdir()


def _taken(path: Path) -> int | None:
    """Return the open file with the lock on it, or None where somebody else has it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    file = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        if sys.platform == "win32":
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            # A run that finished meanwhile has deleted the file: a lock on what has no name keeps nobody out.
            if os.fstat(file).st_ino != path.stat().st_ino:
                raise FileNotFoundError
    except OSError:
        os.close(file)
        return None
    return file
