"""Tar archives, compressed or not → the pages in them, in the order of the archive, in one pass and as a stream."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from functools import partial
from typing import IO, Self, cast

from communique.model import Page, Reason, Rejection
from communique.source import places
from communique.source.documents import most, pages_from
from communique.source.kinds import shown
from communique.source.limits import MAX_MEMBERS
from communique.source.members import TOO_MANY, Left, Names, is_page
from communique.source.refusals import Unusable
from communique.source.streams import bounded, unpacked

_MAX_HEADER = 16_384
_HEADERS = frozenset(
    {tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK, tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE}
)


class _Member(tarfile.TarInfo):
    """A member whose long name or extra header is refused before it is read: it may announce gigabytes."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Self:
        try:
            made = super().frombuf(buf, encoding, errors)
        except tarfile.HeaderError as fault:  # which tarfile takes for the end, too, once it has seen a member
            if not buf.strip(b"\0"):
                raise
            raise Unusable(Reason.UNREADABLE, "a damaged tar archive") from fault
        if made.size < 0 or (made.type in _HEADERS and made.size > _MAX_HEADER):
            raise Unusable(Reason.UNREADABLE, "a damaged tar archive")
        return made


def pages(name: str, published: str | None) -> Iterator[Page | Rejection]:
    """Open every page of a tar archive; ``origin`` is ``a.tar/inner/b.html``. Only files are: no links, no devices.

    Names are only names: nothing is written, so that ``../b.html`` and ``/etc/b.html`` are as good as others. What is
    damaged ends the archive: the pages before are given, and one line.
    """
    left, names = Left(), Names(name)
    taken = 0
    with places.opened(name) as stream:
        inside = cast(IO[bytes], unpacked(stream))
        with tarfile.open(fileobj=inside, mode="r|", tarinfo=_Member) as archive:
            while (member := archive.next()) is not None:
                vars(archive)["members"].clear()  # which would be kept, one for each file, as long as it is open
                if not member.isreg() or not is_page(member.name):
                    left.out(member.name if member.isreg() else "")
                    continue
                if taken == MAX_MEMBERS:
                    raise Unusable(Reason.TOO_LARGE, TOO_MANY)
                taken += 1
                yield from pages_from(names.of(member.name), partial(_read, archive, member), published)
    yield from left.told(shown(name), taken)


def _read(archive: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    stream = archive.extractfile(member)
    if stream is None:
        raise Unusable(Reason.UNREADABLE, "not a file")
    with stream:
        return bounded(stream, most)
