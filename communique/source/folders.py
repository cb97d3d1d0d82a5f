"""Folders → the files in them and below, with their sizes, in the order of names; what is left out is told."""

from __future__ import annotations

import os
from collections.abc import Iterator

from communique.model import Reason, Rejection
from communique.source import places
from communique.source.kinds import kind_of, shown
from communique.source.limits import MAX_LISTED
from communique.source.refusals import FAULTS, refused, told


def listed(folder: str) -> Iterator[tuple[str, int] | Rejection]:
    """Yield name and size in bytes of every file in a folder and below that is of a kind that is opened.

    Those of a folder come before those of the folders in it, each by name. Other files, hidden ones and links are left
    out, and one line at the end tells how many.
    """
    taken = left_out = 0
    for found in _stored(folder) if places.is_stored(folder) else _local(folder):
        if isinstance(found, Rejection):
            yield found
        elif found is None or kind_of(found[0]) is None:
            left_out += 1
        elif taken == MAX_LISTED:
            yield refused(
                shown(folder), Reason.TOO_LARGE, f"holds more than {MAX_LISTED:,} files; the rest was left out"
            )
            return
        else:
            taken += 1
            yield found
    if not taken:
        yield refused(shown(folder), Reason.EMPTY, f"no pages in this folder ({left_out} other files)")
    elif left_out:
        yield refused(shown(folder), Reason.NOT_AN_ARTICLE, f"{left_out} files that are no pages were left out")


def _local(folder: str) -> Iterator[tuple[str, int] | Rejection | None]:
    """Walk a folder; None stands for a link, a pipe, or whatever else is no file."""
    waiting = [folder]
    while waiting:
        below: list[str] = []
        here = waiting.pop()
        try:
            with os.scandir(here) as entries:
                found = sorted((e for e in entries if not e.name.startswith(".")), key=lambda e: e.name)
        except OSError as fault:
            yield told(shown(here), fault)
            continue
        for entry in found:
            try:
                if entry.is_dir(follow_symlinks=False):
                    below.append(entry.path)
                elif entry.is_file(follow_symlinks=False):
                    yield entry.path, entry.stat(follow_symlinks=False).st_size
                elif not entry.is_dir():
                    yield None
            except OSError:  # gone since it was listed
                yield None
        waiting += reversed(below)


def _stored(folder: str) -> Iterator[tuple[str, int] | Rejection]:
    try:
        yield from places.stored_below(folder)
    except FAULTS as fault:
        yield told(shown(folder), fault)
