"""One document → what is in it: a page, the articles of a news database's export, or the records of a JSON array."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator

from communique.model import Page, Reason, Rejection
from communique.source import places
from communique.source.databases import articles, recognised
from communique.source.files import page_from, reading
from communique.source.kinds import UnitKind, kind_of, shown
from communique.source.limits import CHUNK, MAX_BYTES, MAX_EXPORT, MAX_RECORDS
from communique.source.refusals import FAULTS, refused
from communique.source.rows import is_record, page_of, roles_of
from communique.source.streams import unpacked

_MARKS = (b"nexis", b"factiva", b"proquest", b"load-date")
_COUNTS = (b"DOCUMENT", b"DOKUMENT")  # "1 of 250 DOCUMENTS"


def most(head: bytes) -> int:
    """Return how large a document may be that begins so: an export of a news database may be larger than a page."""
    return MAX_EXPORT if _recognised(head) else MAX_BYTES


def _recognised(head: bytes) -> bool:
    """Tell an export by its head. Markup is parsed for that, which would cost a sixth of all time spent on web pages.

    So markup is looked at only where it has a mark of a database: its name, or the uppercase line over each article.
    """
    if head[:200].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        lowered = head.lower()
        if not any(mark in lowered for mark in _MARKS) and not any(mark in head for mark in _COUNTS):
            return False
    return recognised("", head)


def is_export(name: str) -> bool:
    """Tell by its first 64 KB whether a file is a news database's export; what cannot be opened is none."""
    try:
        with places.opened(name) as stream:
            return _recognised(io.BufferedReader(unpacked(stream), CHUNK).read(CHUNK))
    except FAULTS:
        return False


def document(name: str, published: str | None) -> Iterator[Page | Rejection]:
    """Open a file that is a page, an export or a JSON array."""
    return pages_from(shown(name), reading(name, most), published)


def pages_from(origin: str, read: Callable[[], bytes], published: str | None) -> Iterator[Page | Rejection]:
    """Open what ``read`` gives, called ``origin``: one page, unless it is an export or holds records.

    ``a.json#3`` is the third record of an array of objects with a column for the text (``rows``), or of one object.
    Linked data of a page (``@type``) is a page, and so is every other JSON.
    """
    page = page_from(origin, read, published)
    if isinstance(page, Rejection):
        yield page
    elif kind_of(origin) is UnitKind.DATABASE or _recognised(page.body[:CHUNK]):
        yield from articles(origin, page.body, published=published)  # of a letter, or an old .doc, it says why not
    elif page.media_type == "application/ld+json":
        yield from _records(page) or (page,)
    else:
        yield page


def _records(page: Page) -> Iterator[Page | Rejection] | None:
    """Return the articles of a JSON document, None where it is a page."""
    try:
        value = json.loads(page.body.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace"), strict=False)
    except (ValueError, RecursionError):
        return None
    rows = value if isinstance(value, list) else [value]
    if not any(is_record(row) for row in rows[:100]):
        return None
    return _opened(rows[:MAX_RECORDS], page)


def _opened(rows: list[object], page: Page) -> Iterator[Page | Rejection]:
    for number, row in enumerate(rows, 1):
        origin = f"{page.origin}#{number}"
        if isinstance(row, dict):
            yield page_of(row, roles_of(row), origin, page.published)
        else:
            yield refused(origin, Reason.UNREADABLE, "no JSON object")
