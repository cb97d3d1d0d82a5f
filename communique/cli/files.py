"""Writing to files a user names: never over a dossier, and whole or not at all."""

from __future__ import annotations

import os
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
    keep_dossiers(out)
    if out.exists() and not out.is_file():  # a terminal, a pipe
        out.write_bytes(content)
        return
    part = out.with_name(f".{out.name[:200]}.{os.getpid()}.part")
    try:
        part.write_bytes(content)
        part.replace(out)
    except OSError as fault:
        raise OSError(fault.errno, fault.strerror, str(out)) from None
    finally:
        part.unlink(missing_ok=True)
