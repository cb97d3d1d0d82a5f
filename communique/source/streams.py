"""Compressed streams → what is in them, piece by piece: gzip, bzip2 and xz, told by their first bytes.

What a stream gives is counted against what it takes, so that a bomb is refused before it has cost much.
"""

from __future__ import annotations

import bz2
import io
import lzma
import zlib
from collections.abc import Callable
from typing import IO, TYPE_CHECKING, Protocol

from communique.model import Reason
from communique.source.limits import CHUNK, MAX_BYTES, MAX_MEMORY, MAX_RATIO, SLACK
from communique.source.refusals import Unusable, too_large

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_GZIP = b"\x1f\x8b"
_BZIP2 = b"BZh"
_XZ = b"\xfd7zXZ\x00"
_NAMES = {_GZIP: "gzip", _BZIP2: "bzip2", _XZ: "xz"}
_LONGEST = max(map(len, _NAMES))


def unpacked(stream: IO[bytes]) -> io.RawIOBase:
    """Return a stream of what ``stream`` holds, unpacked where it is compressed.

    Reading it raises Unusable where the data are damaged, cut off before their end, or a bomb; what comes before
    the damage is given first. Bytes after the end that are not compressed too are left out, as gzip itself does.
    """
    head = _at_least(b"", stream, _LONGEST)
    magic = next((m for m in _NAMES if head.startswith(m)), None)
    return _Plain(head, stream) if magic is None else _Unpacked(head, stream, magic)


def bounded(stream: IO[bytes], most: Callable[[bytes], int] | None = None) -> bytes:
    """Return what a stream holds, unpacked where it is compressed; raises Unusable beyond ``MAX_BYTES``.

    ``most`` sets another limit by the first 64 KB.
    """
    inside = io.BufferedReader(unpacked(stream), CHUNK)
    body = inside.read(CHUNK)
    limit = most(body) if most else MAX_BYTES
    body += inside.read(limit + 1 - len(body))
    if len(body) > limit:
        raise too_large(limit)
    return body


class _Machine(Protocol):
    @property
    def eof(self) -> bool: ...

    @property
    def needs_input(self) -> bool: ...

    @property
    def unused_data(self) -> bytes: ...

    def decompress(self, data: bytes, max_length: int = -1) -> bytes: ...


class _Gunzip:
    """zlib's machine with the interface of the two others."""

    def __init__(self) -> None:
        self._machine = zlib.decompressobj(wbits=31)

    @property
    def eof(self) -> bool:
        return self._machine.eof

    @property
    def needs_input(self) -> bool:
        return not self._machine.unconsumed_tail

    @property
    def unused_data(self) -> bytes:
        return self._machine.unused_data

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        return self._machine.decompress(self._machine.unconsumed_tail + data, max_length)


def _machine(magic: bytes) -> _Machine:
    if magic == _GZIP:
        return _Gunzip()
    if magic == _BZIP2:
        return bz2.BZ2Decompressor()
    return lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=MAX_MEMORY)


class _Plain(io.RawIOBase):
    """A stream whose first bytes were looked at."""

    def __init__(self, head: bytes, stream: IO[bytes]) -> None:
        super().__init__()
        self._head = head
        self._stream = stream
        self._given = 0

    def readable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._given

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer)
        got = self._head[: len(view)] or self._stream.read(len(view))
        self._head = self._head[len(got) :] if self._head else b""
        self._given += len(got)
        view[: len(got)] = got
        return len(got)


class _Unpacked(io.RawIOBase):
    def __init__(self, head: bytes, stream: IO[bytes], magic: bytes) -> None:
        super().__init__()
        self._magic = magic
        self._machine = _machine(magic)
        self._stream = stream
        self._waiting = head
        self._taken = len(head)
        self._given = 0

    def readable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._given

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer)
        try:
            got = self._next(len(view))
        except (zlib.error, lzma.LZMAError, EOFError, OSError) as fault:
            if isinstance(fault, OSError) and fault.errno is not None:  # of the disk, not of the data
                raise
            raise Unusable(Reason.UNREADABLE, f"damaged {_NAMES[self._magic]} data") from fault
        self._given += len(got)
        if self._given > self._taken * MAX_RATIO + SLACK:
            raise Unusable(Reason.TOO_LARGE, f"unpacks to more than {MAX_RATIO} times its size; the rest was left out")
        view[: len(got)] = got
        return len(got)

    def _next(self, size: int) -> bytes:
        """Return up to ``size`` bytes, none at the end only."""
        while True:
            if self._machine.eof:  # one gzip member ends; in a WARC file each record is one
                rest = self._more(self._waiting or self._machine.unused_data, len(self._magic))
                if not rest.startswith(self._magic):
                    return b""
                self._machine, self._waiting = _machine(self._magic), rest
            elif not self._waiting and self._machine.needs_input:
                self._waiting = self._more(b"", 1)
            given, self._waiting = self._waiting, b""
            out = self._machine.decompress(given, size)
            if out:
                return out
            if not given and self._machine.needs_input and not self._machine.eof:
                raise Unusable(Reason.UNREADABLE, f"{_NAMES[self._magic]} data cut off before its end")

    def _more(self, head: bytes, least: int) -> bytes:
        whole = _at_least(head, self._stream, least)
        self._taken += len(whole) - len(head)
        return whole


def _at_least(head: bytes, stream: IO[bytes], least: int) -> bytes:
    """Return ``head`` and what follows it, so that it is ``least`` bytes long unless the stream ends before."""
    while len(head) < least:
        more = stream.read(CHUNK)
        if not more:
            break
        head += more
    return head
