"""What zip and tar archives have in common: which of their members are pages, and what is told of the others."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from communique.model import Reason, Rejection
from communique.source.kinds import UnitKind, kind_of
from communique.source.limits import MAX_MEMBERS
from communique.source.refusals import refused

TOO_MANY = f"holds more than {MAX_MEMBERS:,} pages; the rest was left out"
_OPENED = frozenset({UnitKind.PAGES, UnitKind.DATABASE})


def is_page(name: str) -> bool:
    """Tell by its name whether a member is a page or an export, and not hidden or macOS's own."""
    return kind_of(name) in _OPENED and not _is_hidden(name)


def _is_hidden(name: str) -> bool:
    return any(part.startswith((".", "__MACOSX")) and part.strip(".") for part in PurePosixPath(name).parts)


class Left:
    """Counts members that are archives and tables themselves: they are not opened, and that is told once."""

    def __init__(self) -> None:
        self._nested = 0

    def out(self, name: str) -> None:
        """Count a member that is no page."""
        kind = kind_of(name)
        self._nested += kind is not None and kind not in _OPENED and not _is_hidden(name)

    def told(self, origin: str, taken: int) -> Iterator[Rejection]:
        """Yield what there is to tell of an archive at its end, ``taken`` the number of its pages."""
        if self._nested:
            detail = f"{self._nested} archives or tables inside it were not opened; unpack it and give the folder"
            yield refused(origin, Reason.NOT_AN_ARTICLE, detail)
        elif not taken:
            yield refused(origin, Reason.EMPTY, "no pages in this archive")
