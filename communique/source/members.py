"""What zip and tar archives have in common: which of their members are pages, and what is told of the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath

from communique.model import Reason, Rejection
from communique.source.kinds import UnitKind, kind_of, shown
from communique.source.limits import MAX_MEMBERS
from communique.source.refusals import refused

TOO_MANY = f"holds more than {MAX_MEMBERS:,} pages; the rest was left out"
_OPENED = frozenset({UnitKind.PAGES, UnitKind.DATABASE})


def is_page(name: str) -> bool:
    """Tell by its name whether a member is a page or an export, and not hidden or macOS's own."""
    return kind_of(name) in _OPENED and not _is_hidden(name)


def _is_hidden(name: str) -> bool:
    return any(part.startswith((".", "__MACOSX")) and part.strip(".") for part in PurePosixPath(name).parts)


class Names:
    """Gives the members of an archive names as pages: ``a.zip/inner/b.html``, no two alike.

    ``..`` is only a part of a name, and shown so that no reader takes ``a.zip/../b.html`` for the file beside the
    archive; the second member of the same name ("tar --append" adds them) is ``a.zip#2/inner/b.html``.
    """

    def __init__(self, archive: str) -> None:
        self._archive = archive
        self._seen: Counter[str] = Counter()

    def of(self, member: str) -> str:
        """Return the name of the page in ``member``."""
        inner = "/".join("(..)" if part == ".." else part for part in member.split("/"))
        self._seen[inner] += 1
        number = self._seen[inner]
        return shown(f"{self._archive}{f'#{number}' if number > 1 else ''}/{inner}")


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
