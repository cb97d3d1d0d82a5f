"""Zip archives → the pages in them, in the order of names."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath

from communique.model import Page, Reason, Rejection
from communique.source import places
from communique.source.files import bounded, page_from
from communique.source.kinds import is_page_name, shown
from communique.source.limits import MAX_MEMBERS
from communique.source.refusals import refused

TOO_MANY = f"holds more than {MAX_MEMBERS:,} pages; the rest was left out"


def pages(name: str, published: str | None) -> Iterator[Page | Rejection]:
    """Open every page of a zip archive. Raises ``refusals.FAULTS`` when the archive is damaged as a whole."""
    with places.opened(name) as stream, zipfile.ZipFile(stream) as archive:
        inside = sorted((i for i in archive.infolist() if _is_page(i)), key=lambda i: i.filename)
        if not inside:
            yield refused(shown(name), Reason.EMPTY, "no pages in this archive")
        for info in inside[:MAX_MEMBERS]:
            yield _member(archive, info, shown(f"{name}/{info.filename}"), published)
        if len(inside) > MAX_MEMBERS:
            yield refused(shown(name), Reason.TOO_LARGE, TOO_MANY)


def _is_page(info: zipfile.ZipInfo) -> bool:
    path = PurePosixPath(info.filename)
    return (
        not info.is_dir() and is_page_name(path.name) and not any(p.startswith((".", "__MACOSX")) for p in path.parts)
    )


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, origin: str, published: str | None) -> Page | Rejection:
    """Open one file of an archive. What it says of its size is not believed: unpacking stops at the limit."""

    def read() -> bytes:
        with archive.open(info) as stream:
            return bounded(stream)

    return page_from(origin, read, published)
