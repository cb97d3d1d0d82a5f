"""What was asked for → pieces that can be opened on their own, cheaply listed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from communique.errors import UsageError
from communique.model import Rejection
from communique.source import folders, places
from communique.source.documents import is_export
from communique.source.files import vouched
from communique.source.kinds import UnitKind, kind_of, shown
from communique.source.limits import GROUP, LOOKED_AT
from communique.source.refusals import FAULTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A piece of what was asked for: one archive, table or export, or up to 32 plain page files.

    ``files`` are paths, or names that fsspec opens (``s3://bucket/a.warc.gz``), ``-`` for standard input; ``size`` is
    the sum of their sizes in bytes as they lie there, 0 where not known; ``published`` is the day the caller vouches
    for. ``notes`` is what listing itself had to say at this place ("3 files that are no pages were left out"): opening
    yields it after the pages of the files, of which there may be none.
    """

    name: str
    kind: UnitKind
    files: tuple[str, ...]
    size: int
    published: str | None = None
    notes: tuple[Rejection, ...] = ()


def units(sources: Iterable[str | Path], *, published: str | None = None) -> Iterator[Unit]:
    """List what was asked for: files, folders, names that fsspec opens, or ``-`` for standard input.

    The order is that of the sources, within a folder that of the names, so that the same sources always give the same
    units. What cannot be opened is told by ``open_unit``. ``published`` is a day (``2025-12-06``) the
    caller vouches for, given to every page. Raises UsageError when it is no day.
    """
    vouched(published)
    return _grouped(_found(str(source) for source in sources), published)


def all_there(sources: Iterable[str | Path]) -> None:
    """Raise UsageError where a source is not there.

    Who typed "exports/2025.zpi" and reads for hours wants to hear of it at once, not in a row of what was refused.
    """
    for name in map(str, sources):
        if name != "-" and (why := places.leads_nowhere(name)) is not None:
            raise UsageError(f"{shown(name)}: {why}")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    name: str
    kind: UnitKind
    size: int


def _found(sources: Iterable[str]) -> Iterator[_Found | Rejection]:
    for name in sources:
        if name == "-":
            yield _Found(name=name, kind=UnitKind.STDIN, size=0)
            continue
        try:
            if places.is_folder(name):
                yield from _below(name)
            else:
                yield _of(name, places.size_of(name))
        except FAULTS:  # opening it will say why
            yield _Found(name=name, kind=UnitKind.PAGES, size=0)


def _below(folder: str) -> Iterator[_Found | Rejection]:
    for found in folders.listed(folder):
        if isinstance(found, Rejection):
            yield found
        else:
            yield _of(*found)


def _of(name: str, size: int) -> _Found:
    """Tell of what kind a file is; a large one that may be an export of a news database is looked at."""
    kind = kind_of(name) or UnitKind.PAGES
    if size >= LOOKED_AT and kind is UnitKind.PAGES and not places.is_stored(name) and is_export(name):
        kind = UnitKind.DATABASE
    return _Found(name=name, kind=kind, size=size)


def _grouped(found: Iterable[_Found | Rejection], published: str | None) -> Iterator[Unit]:
    """Put plain files together with their neighbours; what listing had to say closes a group, so that order is kept."""
    group: list[_Found] = []
    for one in found:
        if isinstance(one, Rejection):
            yield _unit(group, published, one)
            group = []
            continue
        if group and (one.kind is not UnitKind.PAGES or len(group) == GROUP):
            yield _unit(group, published)
            group = []
        if one.kind is UnitKind.PAGES:
            group.append(one)
        else:
            yield _unit([one], published)
    if group:
        yield _unit(group, published)


def _unit(group: list[_Found], published: str | None, *notes: Rejection) -> Unit:
    first = shown(group[0].name) if group else notes[0].origin
    return Unit(
        name=f"{first} and {len(group) - 1} more" if len(group) > 1 else first,
        kind=group[0].kind if group else UnitKind.PAGES,
        files=tuple(one.name for one in group),
        size=sum(one.size for one in group),
        published=published,
        notes=notes,
    )
