"""Why something was not opened: an exception within the room, a ``Rejection`` for everybody else."""

from __future__ import annotations

import lzma
import tarfile
import zipfile
import zlib

from communique.model import Reason, Rejection
from communique.source.kinds import shown
from communique.source.limits import MAX_BYTES

_LONGEST = 250


class Unusable(Exception):
    """Input that is refused, with the reason the caller is given; its text is one line."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason


FAULTS = (
    Unusable,
    OSError,
    ValueError,
    EOFError,
    RuntimeError,
    NotImplementedError,
    zlib.error,
    lzma.LZMAError,
    zipfile.BadZipFile,
    tarfile.TarError,
)
"""What opening and unpacking may raise for what is in a file, and only for that.

ValueError holds what is no UTF-8 and no JSON, RuntimeError what is nested too deep and zip archives under a password.
"""


def refused(origin: str, reason: Reason, detail: str, *, url: str | None = None) -> Rejection:
    """Return the refusal of ``origin``; what a file put into ``detail`` is made one short line."""
    return Rejection(origin=origin, url=url, reason=reason, detail=shown(detail[:_LONGEST])[:_LONGEST])


def too_large(limit: int = MAX_BYTES) -> Unusable:
    """Return the refusal of what is larger than ``limit`` bytes."""
    return Unusable(Reason.TOO_LARGE, f"larger than {limit // 1_000_000} MB")


def told(origin: str, fault: BaseException) -> Rejection:
    """Return one of ``FAULTS`` as the one line that is told of ``origin``."""
    match fault:
        case Unusable():
            return refused(origin, fault.reason, str(fault))
        case FileNotFoundError():
            return refused(origin, Reason.UNREADABLE, "no such file")
        case IsADirectoryError():
            return refused(origin, Reason.UNREADABLE, "is a folder, not a page")
        case PermissionError():
            return refused(origin, Reason.UNREADABLE, "no permission to read it")
        case RecursionError():
            return refused(origin, Reason.UNREADABLE, "nested too deep")
    said = " ".join(str(fault).split())[:120]
    return refused(origin, Reason.UNREADABLE, f"cannot be read: {type(fault).__name__}{': ' if said else ''}{said}")
