"""Zip archives → the pages in them, in the order of names."""

from __future__ import annotations

import os
import struct
import zipfile
from collections.abc import Iterator
from functools import partial
from typing import IO

from communique.model import Page, Reason, Rejection
from communique.source import places
from communique.source.documents import most, pages_from
from communique.source.kinds import shown
from communique.source.limits import MAX_LIST, MAX_MEMBERS, MAX_RATIO, SLACK
from communique.source.members import TOO_MANY, Left, Names, is_page
from communique.source.refusals import Unusable
from communique.source.streams import bounded

_END, _END64, _LOCATOR = b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07"


def pages(name: str, published: str | None) -> Iterator[Page | Rejection]:
    """Open every page of a zip archive; ``origin`` is ``a.zip/inner/b.html``. A damaged member costs itself alone."""
    with places.opened(name) as stream:
        size = _checked(stream)
        with zipfile.ZipFile(stream) as archive:
            left = Left()
            inside = []
            for info in archive.infolist():
                if not info.is_dir() and is_page(info.filename):
                    inside.append(info)
                else:
                    left.out(info.filename)
            meter, names = _Meter(size), Names(name)
            for info in sorted(inside, key=lambda i: i.filename)[:MAX_MEMBERS]:
                yield from pages_from(names.of(info.filename), partial(meter.read, archive, info), published)
                meter.check()
            if len(inside) > MAX_MEMBERS:
                raise Unusable(Reason.TOO_LARGE, TOO_MANY)
            yield from left.told(shown(name), len(inside))


class _Meter:
    """Counts what the members of an archive unpack to: in a bomb thousands of them share the same few bytes."""

    def __init__(self, size: int) -> None:
        self._left = size * MAX_RATIO + SLACK

    def read(self, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
        """Unpack a member. What it says of its size is not believed: unpacking stops at the limit."""
        if info.flag_bits & 1:
            raise Unusable(Reason.UNREADABLE, "under a password")
        with archive.open(info) as stream:
            try:
                return bounded(stream, most)
            finally:
                self._left -= stream.tell()

    def check(self) -> None:
        """Raise Unusable when an archive has given more than an honest one of its size can."""
        if self._left < 0:
            raise Unusable(Reason.TOO_LARGE, f"unpacks to more than {MAX_RATIO} times its size; the rest was left out")


def _checked(stream: IO[bytes]) -> int:
    """Return the size of an archive; raises Unusable where its list, which is held in memory, is too long."""
    size = stream.seek(0, os.SEEK_END)
    stream.seek(max(0, size - 65_557 - 20))
    end = stream.read(65_557 + 20)
    stream.seek(0)
    at = end.rfind(_END)
    if at < 0 or at + 22 > len(end):
        raise Unusable(Reason.UNREADABLE, "cannot be read as a zip archive: no list of its files at its end")
    (length,) = struct.unpack_from("<L", end, at + 12)
    if at >= 20 and end[at - 20 : at - 16] == _LOCATOR:
        (where,) = struct.unpack_from("<Q", end, at - 12)
        stream.seek(min(where, size))
        record = stream.read(56)
        stream.seek(0)
        if len(record) == 56 and record.startswith(_END64):
            (length,) = struct.unpack_from("<Q", record, 40)
    if length > MAX_LIST:
        raise Unusable(Reason.TOO_LARGE, "holds more files than can be listed")
    return size
