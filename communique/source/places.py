"""Where a name leads: to a local file, or through fsspec to an object store, memory and the like. Streams only.

A local path never goes through fsspec, and an address of the web is not fetched, by whatever library.
"""

from __future__ import annotations

import io
import os
import re
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TypeVar

from communique.model import Reason
from communique.source.limits import CHUNK
from communique.source.refusals import Unusable

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_PROTOCOL = re.compile(r"([a-z][a-z0-9+.\-]{1,15})://", re.IGNORECASE)
_FETCHED = frozenset({"http", "https", "ftp"})
_NOT_FETCHED = "addresses are not fetched; save the page and give the file"
_Given = TypeVar("_Given")


def is_stored(name: str) -> bool:
    """Tell whether fsspec opens this name: ``s3://bucket/a.warc.gz``, ``memory://a.html``, ``file:///data/a.html``.

    A chain (``zip://a.html::https://…``) is not one: its other end may be an address.
    """
    match = _PROTOCOL.match(name)
    if match is None or "::" in name or match[1].lower() in _FETCHED:
        return False
    import fsspec  # noqa: PLC0415  (a tenth of a second, and most names are local)

    return match[1].lower() in fsspec.available_protocols()


def opened(name: str) -> IO[bytes]:
    """Open a file for reading. Raises Unusable or OSError; what a driver raises of its own becomes OSError."""
    if not name:
        raise Unusable(Reason.UNREADABLE, "no name was given")
    if is_stored(name):
        system, path = _system(name)
        return io.BufferedReader(_Stored(_asked(name, lambda: system.open(path, "rb"))), CHUNK)
    if _PROTOCOL.match(name):
        raise Unusable(Reason.UNREADABLE, _NOT_FETCHED)
    # Asked before opening: a pipe or a device could keep us waiting for ever.
    mode = os.stat(name).st_mode  # noqa: PTH116  (Path would cost as much again as the call)
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(name)
    if not stat.S_ISREG(mode):
        raise Unusable(Reason.UNREADABLE, "is not a regular file")
    return Path(name).open("rb")


def leads_nowhere(name: str) -> str | None:
    """Say why nothing can be at a name, or return None. An object store is not asked."""
    if is_stored(name):
        return None
    if _PROTOCOL.match(name):
        return _NOT_FETCHED
    return None if name and Path(name).exists() else "no such file or folder"


def size_of(name: str) -> int:
    """Return the size of a file in bytes, 0 where it is not known."""
    if is_stored(name):
        system, path = _system(name)
        return _size(_asked(name, lambda: system.info(path)))
    return Path(name).stat().st_size


def is_folder(name: str) -> bool:
    """Tell whether a name is that of a folder. Raises as ``opened`` does."""
    if is_stored(name):
        system, path = _system(name)
        return bool(_asked(name, lambda: system.isdir(path)))
    return bool(name) and Path(name).is_dir()


def stored_below(folder: str) -> Iterator[tuple[str, int]]:
    """Yield every file of a folder that fsspec opens, and below it, with its size, in the order of names.

    What is hidden, or lies in a hidden folder below, is left out.
    """
    system, path = _system(folder)
    found: dict[str, Any] = _asked(folder, lambda: system.find(path, detail=True))
    for inner in sorted(found):
        if not any(part.startswith(".") for part in inner.removeprefix(path).split("/")):
            yield str(system.unstrip_protocol(inner)), _size(found[inner])


def _size(info: dict[str, Any]) -> int:
    return int(info.get("size") or 0)


def _system(name: str) -> tuple[Any, str]:
    import fsspec  # noqa: PLC0415  (a tenth of a second, and most names are local)

    system, path = _asked(name, lambda: fsspec.core.url_to_fs(name))
    return system, str(path)


def _asked(name: str, call: Callable[[], _Given]) -> _Given:
    """Call a driver of fsspec. Drivers share no base for their errors ("NoCredentialsError" of botocore)."""
    try:
        return call()
    except FileNotFoundError:
        raise
    except ImportError as fault:
        said = " ".join(str(fault).split())[:200]
        raise Unusable(Reason.UNREADABLE, f"{name.partition(':')[0]}:// needs a driver: {said}") from fault
    except Exception as fault:
        raise OSError(f"{type(fault).__name__}: {fault}") from fault


class _Stored(io.RawIOBase):
    """A stream of fsspec's whose faults are OSError, whatever its driver raises."""

    def __init__(self, stream: IO[bytes]) -> None:
        super().__init__()
        self._stream = stream

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return self._stream.seekable()

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer)
        got = _asked("", lambda: self._stream.read(len(view)))
        view[: len(got)] = got
        return len(got)

    def seek(self, offset: int, whence: int = 0) -> int:
        return _asked("", lambda: self._stream.seek(offset, whence))

    def tell(self) -> int:
        return self._stream.tell()

    def close(self) -> None:
        if not self.closed:
            self._stream.close()
        super().close()
