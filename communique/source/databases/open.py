"""One export file → its articles, one after the other."""

from __future__ import annotations

from collections.abc import Iterator

from communique.model import Page, Rejection


def recognised(name: str, head: bytes) -> bool:
    """Tell by its name and first 64 KB whether a file is a news database's export; a page that names one is none."""
    return False


def articles(name: str, body: bytes, *, published: str | None = None) -> Iterator[Page | Rejection]:
    """Take an export called ``name`` apart: each article a Page with what the export says of it as ``given``.

    The n-th article of the file, from 1, has the origin ``name#n``; what cannot be opened is a Rejection of one line.
    ``published`` is a day the caller vouches for, which outranks the export's own.
    """
    yield from ()
