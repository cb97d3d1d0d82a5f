"""Units → pages: each kind of file opened by its own module, and a fault costs one page or one file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from communique.model import Page, Rejection
from communique.source import lines, parquet, sheets, tars, warc, zips
from communique.source.documents import document
from communique.source.kinds import UnitKind, shown
from communique.source.refusals import FAULTS, told
from communique.source.units import Unit, units

Opener = Callable[[str, str | None], Iterator[Page | Rejection]]
"""Opens one file; the day the caller vouches for goes to every page of it."""


def open_unit(unit: Unit) -> Iterator[Page | Rejection]:
    """Open the files of a unit one after the other, lazily: no more than one page of them is held.

    What cannot be opened is a ``Rejection`` of one line, and what comes after it is opened all the same where the file
    allows; of a file damaged in its middle the pages before the damage are given. Never raises for what is in a file.
    """
    for name in unit.files:
        try:
            yield from _OPENERS[unit.kind](name, unit.published)
        except FAULTS as fault:
            yield told(shown(name), fault)
    yield from unit.notes


def open_all(sources: Iterable[str | Path], *, published: str | None = None) -> Iterator[Page | Rejection]:
    """Open everything that was asked for, in the order of ``units``: files, folders and archives of pages, tables.

    Pages are known by the ends of their names (``.html``, ``.txt``, ``.mhtml`` and the like, also with ``.gz``);
    other files of a folder, hidden ones and links are left out, and one line tells how many. Raises UsageError when
    ``published`` is no day.
    """
    return (page for unit in units(sources, published=published) for page in open_unit(unit))


_OPENERS: dict[UnitKind, Opener] = {
    UnitKind.PAGES: document,
    UnitKind.STDIN: document,
    UnitKind.DATABASE: document,
    UnitKind.ZIP: zips.pages,
    UnitKind.TAR: tars.pages,
    UnitKind.WARC: warc.pages,
    UnitKind.LINES: lines.pages,
    UnitKind.PARQUET: parquet.pages,
    UnitKind.SHEET: sheets.pages,
}
