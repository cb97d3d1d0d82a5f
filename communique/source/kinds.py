"""What kind of thing a file is, by the end of its name."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import PurePosixPath


class UnitKind(StrEnum):
    """What the files of a unit are, and with that how they are opened."""

    PAGES = "pages"
    STDIN = "standard input"
    ZIP = "zip archive"
    TAR = "tar archive"
    WARC = "web archive"
    LINES = "JSON Lines"
    PARQUET = "Parquet table"
    SHEET = "CSV table"
    DATABASE = "news database export"


_TYPES = {
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "application/xhtml+xml",
    ".txt": "text/plain",
    ".text": "text/plain",
    ".mhtml": "multipart/related",
    ".mht": "multipart/related",
    ".json": "application/ld+json",
    ".jsonld": "application/ld+json",
}
_PACKED = (".gz", ".bz2", ".xz")
_ENDS = {
    ".zip": UnitKind.ZIP,
    ".tar": UnitKind.TAR,
    ".tgz": UnitKind.TAR,
    ".tbz2": UnitKind.TAR,
    ".txz": UnitKind.TAR,
    ".warc": UnitKind.WARC,
    ".jsonl": UnitKind.LINES,
    ".ndjson": UnitKind.LINES,
    ".parquet": UnitKind.PARQUET,
    ".csv": UnitKind.SHEET,
    ".tsv": UnitKind.SHEET,
    ".rtf": UnitKind.DATABASE,
    ".doc": UnitKind.DATABASE,
    ".docx": UnitKind.DATABASE,
}
_PACKABLE = frozenset({UnitKind.TAR, UnitKind.WARC, UnitKind.LINES, UnitKind.SHEET})
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def media_type(source: str) -> str | None:
    """Return the media type that the end of a name tells, or None."""
    name = source.lower().removesuffix(".gz")
    return _TYPES.get(PurePosixPath(name).suffix)


def is_page_name(name: str) -> bool:
    """Tell by its end whether a file of this name is taken for a page."""
    return media_type(name) is not None


def kind_of(name: str) -> UnitKind | None:
    """Tell by the end of its name what a file is; None: nothing that is opened unless it is asked for by name.

    Compressed is told by the last end (``.gz``, ``.bz2``, ``.xz``), where the kind may be compressed as a whole.
    """
    if is_page_name(name):
        return UnitKind.PAGES
    path = PurePosixPath(name.lower())
    if path.suffix in _PACKED:
        kind = _ENDS.get(path.with_suffix("").suffix)
        return kind if kind in _PACKABLE else None
    return _ENDS.get(path.suffix)


def is_separator(name: str) -> bool:
    """Tell whether a table's fields are parted by tabulators alone, by the end of its name."""
    return ".tsv" in PurePosixPath(name.lower()).suffixes[-2:]


def shown(name: str) -> str:
    """Return a name as it can be written anywhere: one line, and valid Unicode.

    Names in archives and folders are bytes of anybody's: "a\\nb.html", an escape sequence that paints the terminal, or
    Latin-1 that is no UTF-8.
    """
    whole = name.encode("utf-8", "surrogateescape" if _escaped(name) else "backslashreplace")
    return _CONTROL.sub(lambda m: f"\\x{ord(m[0]):02x}", whole.decode("utf-8", "backslashreplace"))


def _escaped(name: str) -> bool:
    """Tell whether every surrogate of a name stands for a byte, as Python writes names that are no UTF-8."""
    return not any("\ud800" <= c <= "\udfff" and not "\udc80" <= c <= "\udcff" for c in name)
