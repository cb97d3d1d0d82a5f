"""Files and standard input → pages, bounded in size; bad input becomes a ``Rejection``."""

from __future__ import annotations

import re
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import IO

from communique.errors import UsageError
from communique.model import Page, Reason, Rejection

MAX_BYTES = 20_000_000
"""Largest page that is read, in bytes, before and after decompression."""

_CHUNK = 65_536
_GZIP = b"\x1f\x8b"
_URL = re.compile(r"^[a-z][a-z0-9+.\-]{1,15}://", re.IGNORECASE)
_DAY = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
_TYPES = {
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "application/xhtml+xml",
    ".txt": "text/plain",
    ".text": "text/plain",
    ".mhtml": "multipart/related",
    ".mht": "multipart/related",
    ".json": "application/ld+json",
    ".jsonld": "application/ld+json",
}


def open_pages(sources: Iterable[str | Path], *, published: str | None = None) -> Iterator[Page | Rejection]:
    """Open each source: a file (HTML, text, MHTML, any of them gzipped) or ``-`` for standard input.

    ``published`` is a day (``2025-12-06``) the caller vouches for, given to every page. What cannot
    be opened gives a ``Rejection`` with one clear line, and the other sources are still opened.
    Raises UsageError when ``published`` is no day.
    """
    if published is not None and not _is_day(published):
        raise UsageError(f"not a day as YYYY-MM-DD: {published!r}")
    return (_open(str(source), published) for source in sources)


def _is_day(text: str) -> bool:
    if not _DAY.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _open(source: str, published: str | None) -> Page | Rejection:
    return page_from(source, lambda: _read(source), published)


def page_from(origin: str, read: Callable[[], bytes], published: str | None) -> Page | Rejection:
    """Make a page of what ``read`` gives, called ``origin``; whatever goes wrong is a ``Rejection`` of one line."""
    try:
        body = read()
    except _Unusable as fault:
        return Rejection(origin=origin, url=None, reason=fault.reason, detail=str(fault))
    except FileNotFoundError:
        return _unreadable(origin, "no such file")
    except IsADirectoryError:
        return _unreadable(origin, "is a folder, not a page")
    except PermissionError:
        return _unreadable(origin, "no permission to read it")
    except (OSError, ValueError, EOFError, RuntimeError, zlib.error, zipfile.BadZipFile) as fault:
        return _unreadable(origin, f"cannot be read: {fault.__class__.__name__}")
    if not body.strip():
        return Rejection(origin=origin, url=None, reason=Reason.EMPTY, detail="the file is empty")
    return Page.of(body, origin=origin, media_type=_media_type(origin), published=published)


class _Unusable(Exception):
    """Input that is refused, with the reason the caller is given."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason


def _unreadable(source: str, why: str) -> Rejection:
    return Rejection(origin=source, url=None, reason=Reason.UNREADABLE, detail=why)


def _read(source: str) -> bytes:
    if not source:
        raise _Unusable(Reason.UNREADABLE, "no name was given")
    if source == "-":
        if sys.stdin is None:  # `communique read - <&-`
            raise _Unusable(Reason.UNREADABLE, "standard input is closed")
        return bounded(sys.stdin.buffer)
    if _URL.match(source):
        raise _Unusable(Reason.UNREADABLE, "addresses are not fetched; save the page and give the file")
    path = Path(source)
    if path.is_dir():
        raise IsADirectoryError(source)
    if path.exists() and not path.is_file():  # a pipe or a device could keep us waiting for ever
        raise _Unusable(Reason.UNREADABLE, "is not a regular file")
    with path.open("rb") as stream:
        return bounded(stream)


def bounded(stream: IO[bytes]) -> bytes:
    """Return what a stream holds, unpacked where it is gzip; never more than ``MAX_BYTES``."""
    first = stream.read(2)
    if first == _GZIP:
        return _gunzip(first, stream)
    body = first + stream.read(MAX_BYTES)
    if len(body) > MAX_BYTES:
        raise _too_large()
    return body


def _gunzip(first: bytes, stream: IO[bytes]) -> bytes:
    """Decompress piece by piece, so that a bomb is refused before it is in memory."""
    parts: list[bytes] = []
    size = taken = 0
    machine = zlib.decompressobj(wbits=31)
    waiting = first + stream.read(_CHUNK)
    try:
        while waiting:
            taken += len(waiting)
            while waiting and not machine.eof:
                parts.append(machine.decompress(waiting, _CHUNK * 16))
                size += len(parts[-1])
                waiting = machine.unconsumed_tail
                if size > MAX_BYTES or taken > MAX_BYTES:
                    raise _too_large()
            if machine.eof:
                waiting = machine.unused_data
                if not waiting.startswith(_GZIP):
                    break
                machine = zlib.decompressobj(wbits=31)
                continue
            waiting = stream.read(_CHUNK)
    except zlib.error as fault:
        raise _Unusable(Reason.UNREADABLE, "damaged gzip data") from fault
    if not machine.eof:
        raise _Unusable(Reason.UNREADABLE, "gzip data cut off before its end")
    return b"".join(parts)


def _too_large() -> _Unusable:
    return _Unusable(Reason.TOO_LARGE, f"larger than {MAX_BYTES // 1_000_000} MB")


def _media_type(source: str) -> str | None:
    name = source.lower().removesuffix(".gz")
    return _TYPES.get(Path(name).suffix)


def is_page_name(name: str) -> bool:
    """Tell by its end whether a file of this name is taken for a page."""
    return _media_type(name) is not None
