"""Folders → the pages in them: files and zip archives of files, opened one by one."""

from __future__ import annotations

import os
import stat
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from communique.model import Page, Reason, Rejection
from communique.source.files import bounded, is_page_name, open_pages, page_from

MAX_FILES = 200_000
"""How many files of one folder or archive are opened; what is beyond is told in one line."""
_TOO_MANY = f"holds more than {MAX_FILES:,} pages; the rest was left out"


def open_all(sources: Iterable[str | Path], *, published: str | None = None) -> Iterator[Page | Rejection]:
    """Open each source as ``open_pages`` does; of a folder every page in it and below, of a ``.zip`` every page inside.

    Pages are known by the ends of their names (``.html``, ``.txt``, ``.mhtml`` and the like, also with ``.gz``);
    other files of a folder, hidden ones and links are left out, and one line tells how many. The order is that of the
    names. Raises UsageError when ``published`` is no day.
    """
    for source in sources:
        name = str(source)
        if name != "-" and Path(name).is_dir():
            yield from _folder(Path(name), published)
        elif name.lower().endswith(".zip") and Path(name).is_file():
            yield from _zip(name, published)
        else:
            yield from open_pages([name], published=published)


def _folder(folder: Path, published: str | None) -> Iterator[Page | Rejection]:
    taken = left_out = 0
    for path in _files(folder):
        if not is_page_name(path.name) or not _is_plain(path):
            left_out += 1
        elif taken == MAX_FILES:
            yield _refused(str(folder), Reason.TOO_LARGE, _TOO_MANY)
            return
        else:
            taken += 1
            yield from open_pages([path], published=published)
    if not taken:
        yield _refused(str(folder), Reason.EMPTY, f"no pages in this folder ({left_out} other files)")
    elif left_out:
        yield _refused(str(folder), Reason.NOT_AN_ARTICLE, f"{left_out} files that are no pages were left out")


def _files(folder: Path) -> Iterator[Path]:
    for root, folders, files in os.walk(folder, followlinks=False):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        yield from (Path(root) / name for name in sorted(files) if not name.startswith("."))


def _is_plain(path: Path) -> bool:
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False


def _zip(name: str, published: str | None) -> Iterator[Page | Rejection]:
    try:
        with zipfile.ZipFile(name) as archive:
            inside = sorted((i for i in archive.infolist() if _is_page(i)), key=lambda i: i.filename)
            if not inside:
                yield _refused(name, Reason.EMPTY, "no pages in this archive")
            for number, info in enumerate(inside):
                if number == MAX_FILES:
                    yield _refused(
                        name, Reason.TOO_LARGE, f"holds more than {MAX_FILES:,} pages; the rest was left out"
                    )
                    return
                yield _member(archive, info, f"{name}/{info.filename}", published)
    except (OSError, zipfile.BadZipFile, NotImplementedError) as fault:
        yield _refused(name, Reason.UNREADABLE, f"cannot be read as a zip archive: {fault}")


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


def _refused(origin: str, reason: Reason, detail: str) -> Rejection:
    return Rejection(origin=origin, url=None, reason=reason, detail=detail)
