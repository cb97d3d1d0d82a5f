"""Writing to files a user names: never over a dossier, and whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from communique.errors import UsageError

_SQLITE = b"SQLite format 3\x00"


def keep_dossiers(out: Path) -> None:
    """Refuse to write over a database: `brief talks --out talks.db` would cost all that was put right in it.

    Raises UsageError.
    """
    if out.suffix in {".db-wal", ".db-shm"} or out.name.endswith(("-wal", "-shm")):
        raise UsageError(f"{out}: belongs to a dossier; name another file")
    try:
        with out.open("rb") as there:
            start = there.read(len(_SQLITE))
    except OSError:
        return
    if start == _SQLITE:
        raise UsageError(f"{out}: is a dossier, or another database; name another file")


def write_file(out: Path, content: bytes) -> None:
    """Write a file in the place of what is there, whole or not at all; raises UsageError for a database, OSError."""
    write_pieces(out, (content,))


def write_pieces(out: Path, pieces: Iterable[bytes]) -> None:
    """Write a file of pieces that are made one after the other, as ``write_file`` does."""
    keep_dossiers(out)
    if out.exists() and not out.is_file():  # a terminal, a pipe
        with out.open("wb") as there:
            there.writelines(pieces)
        return
    part = out.with_name(f".{out.name[:200]}.{os.getpid()}.part")
    try:
        with part.open("wb") as there:
            there.writelines(pieces)
        part.replace(out)
    except OSError as fault:
        raise OSError(fault.errno, fault.strerror, str(out)) from None
    finally:
        part.unlink(missing_ok=True)
