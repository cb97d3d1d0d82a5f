"""Files and standard input → pages, bounded in size; bad input becomes a ``Rejection``."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path

from communique.errors import UsageError
from communique.model import Page, Reason, Rejection
from communique.source import places
from communique.source.kinds import media_type, shown
from communique.source.refusals import FAULTS, Unusable, refused, told
from communique.source.streams import bounded

_DAY = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")


def open_pages(sources: Iterable[str | Path], *, published: str | None = None) -> Iterator[Page | Rejection]:
    """Open each source: a file (HTML, text, MHTML, any of them gzipped) or ``-`` for standard input.

    ``published`` is a day (``2025-12-06``) the caller vouches for, given to every page. What cannot
    be opened gives a ``Rejection`` with one clear line, and the other sources are still opened.
    Raises UsageError when ``published`` is no day.
    """
    vouched(published)
    return (page_from(shown(str(source)), reading(str(source)), published) for source in sources)


def vouched(published: str | None) -> None:
    """Raise UsageError when a day the caller vouches for is none."""
    if published is not None and not _is_day(published):
        raise UsageError(f"not a day as YYYY-MM-DD: {published!r}")


def _is_day(text: str) -> bool:
    if not _DAY.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def page_from(origin: str, read: Callable[[], bytes], published: str | None) -> Page | Rejection:
    """Make a page of what ``read`` gives, called ``origin``; whatever goes wrong is a ``Rejection`` of one line."""
    try:
        body = read()
    except FAULTS as fault:
        return told(origin, fault)
    if not body.strip():
        return refused(origin, Reason.EMPTY, "the file is empty")
    return Page.of(body, origin=origin, media_type=media_type(origin), published=published)


def reading(source: str, most: Callable[[bytes], int] | None = None) -> Callable[[], bytes]:
    """Return what reads a file, or standard input for ``-``, when called; it raises as ``places.opened`` does.

    ``most``: as in ``streams.bounded``.
    """

    def read() -> bytes:
        if source == "-":
            if sys.stdin is None:  # `communique read - <&-`
                raise Unusable(Reason.UNREADABLE, "standard input is closed")
            return bounded(sys.stdin.buffer, most)
        with places.opened(source) as stream:
            return bounded(stream, most)

    return read
