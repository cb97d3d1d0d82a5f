"""Files of a run's folder, on this machine or wherever fsspec reaches: each is there whole or not at all."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import fsspec


@dataclass(frozen=True, slots=True)
class Store:
    """A folder by its path, or by an address such as ``s3://bucket/run`` or ``memory://run``. Picklable.

    Names are paths inside it, with ``/``. An object store writes an object whole or not at all by itself; on a disk a
    file is written under another name and renamed, so that a process killed meanwhile leaves no half of one.
    """

    root: str

    @property
    def path(self) -> Path | None:
        """The folder on this machine, or None where it is elsewhere."""
        return None if "://" in self.root else Path(self.root)

    def write(self, name: str, data: bytes, *, lasting: bool = True) -> None:
        """Write a file in the place of what is there; folders on the way are made.

        ``lasting``: it is on the disk when this returns, so that a power cut does not take it either.
        """
        if (root := self.path) is None:
            filesystem, path = self._there(name)
            filesystem.makedirs(posixpath.dirname(path), exist_ok=True)
            filesystem.pipe_file(path, data)
            return
        target = root / name
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_name(f".{target.name}.{os.getpid()}.part")
        try:
            with part.open("wb") as file:
                file.write(data)
                if lasting:
                    file.flush()
                    os.fsync(file.fileno())
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)

    def read(self, name: str) -> bytes | None:
        """Return what is in a file, or None where there is none."""
        try:
            if (root := self.path) is None:
                filesystem, path = self._there(name)
                content = filesystem.cat_file(path)
                return content if isinstance(content, bytes) else None
            return (root / name).read_bytes()
        except FileNotFoundError:
            return None

    def names(self, folder: str = "") -> Iterator[str]:
        """Yield the names of the files right in a folder, in order, hidden ones left out; none where there is none."""
        try:
            if (root := self.path) is None:
                filesystem, path = self._there(folder)
                filesystem.invalidate_cache()
                found = [posixpath.basename(entry.rstrip("/")) for entry in filesystem.ls(path, detail=False)]
            else:
                found = [entry.name for entry in (root / folder).iterdir()]
        except (FileNotFoundError, NotADirectoryError):
            return
        yield from sorted(name for name in found if name and not name.startswith("."))

    def size(self, name: str) -> int | None:
        """Return how many bytes a file has, or None where there is none."""
        try:
            if (root := self.path) is None:
                filesystem, path = self._there(name)
                return int(filesystem.size(path))
            return (root / name).stat().st_size
        except FileNotFoundError:
            return None

    def drop(self, name: str) -> None:
        """Delete a file, if it is there."""
        if (root := self.path) is not None:
            (root / name).unlink(missing_ok=True)
            return
        filesystem, path = self._there(name)
        if filesystem.exists(path):
            filesystem.rm_file(path)

    def _there(self, name: str) -> tuple[fsspec.AbstractFileSystem, str]:
        filesystem, path = fsspec.core.url_to_fs(self.root)
        return filesystem, posixpath.join(path, name) if name else path
