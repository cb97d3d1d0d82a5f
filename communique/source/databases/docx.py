"""Word's DOCX → lines: the paragraphs and tables of its main part, read piece by piece and bounded in size."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, Any

from lxml import etree

from communique.model import Reason
from communique.source.databases.lines import LineWriter
from communique.source.databases.refused import Refused

MAX_PART = 200_000_000
"""Bytes of the main part when unpacked; 500 articles of Nexis take about 40 million."""
MAX_MEMBERS = 10_000
"""Files inside one DOCX; those of Nexis have about fifty, running heads for the most part."""

_NAME = re.compile(r"word/document\d{0,3}\.xml", re.IGNORECASE)
_SPACE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_BROKEN = (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, KeyError, ValueError, zlib.error, OSError)
_CHUNK = 65_536
_HEAD = struct.Struct("<4xHHHHHIIIHH")


def lines(body: bytes) -> Iterator[str]:
    """Yield the lines of a DOCX, a blank line after each paragraph.

    Raises Refused where it is damaged, has no text part, is larger than ``MAX_PART`` or declares entities of its own
    (which no word processor does).
    """
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            names = archive.namelist()
            if len(names) > MAX_MEMBERS:
                raise Refused(Reason.TOO_LARGE, f"more than {MAX_MEMBERS:,} files in a DOCX")
            part = next((name for name in names if _NAME.fullmatch(name)), None)
            if part is None:
                raise Refused(Reason.UNREADABLE, "a zip archive without a Word document in it")
            with archive.open(part) as stream:
                yield from _lines(stream)
    except _BROKEN as fault:
        raise Refused(Reason.UNREADABLE, f"a damaged DOCX: {fault.__class__.__name__}") from fault


def first_lines(head: bytes) -> list[str] | None:
    """Return what lines the first bytes of a DOCX hold; None where its text begins beyond them."""
    at = 0
    while head.startswith(b"PK\x03\x04", at) and at + 30 <= len(head):
        _, flags, method, _, _, _, packed, _, named, extra = _HEAD.unpack_from(head, at)
        start = at + 30 + named + extra
        name = head[at + 30 : at + 30 + named].decode("utf-8", "replace")
        if _NAME.fullmatch(name):
            return _first(head[start:], method)
        if flags & 8 and not packed:  # the size stands after the data
            return None
        at = start + packed
    return None


def _first(packed: bytes, method: int) -> list[str]:
    try:
        raw = zlib.decompressobj(wbits=-15).decompress(packed, 4_000_000) if method == 8 else packed
    except zlib.error:
        return []
    found: list[str] = []
    try:
        for line in _lines(io.BytesIO(raw)):
            found.append(line)
    except Refused:
        return found
    return found


def _lines(stream: IO[bytes]) -> Iterator[str]:
    walker = _Walker()
    parser = etree.XMLPullParser(
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    size = 0
    try:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if size > MAX_PART:
                raise Refused(Reason.TOO_LARGE, f"larger than {MAX_PART // 1_000_000} MB when unpacked")
            parser.feed(chunk)
            for event, element in parser.read_events():
                walker.step(event, element)
            yield from walker.out.take()
    except etree.LxmlError as fault:
        # What stood before the fault is good: the head of a file is cut off on purpose.
        yield from walker.out.rest()
        raise Refused(Reason.UNREADABLE, "a damaged DOCX: its text is not well-formed XML") from fault
    yield from walker.out.rest()


class _Walker:
    """One walk over the elements of a document part; each is emptied once it has ended."""

    def __init__(self) -> None:
        self.out = LineWriter()
        self._unseen = 0
        self._first = True

    def step(self, event: str, element: Any) -> None:  # noqa: ANN401  (lxml's elements have no useful type)
        """Take one event in. Raises Refused at the first element of a part that declares a document type."""
        if self._first:
            self._first = False
            if element.getroottree().docinfo.doctype:
                raise Refused(Reason.UNREADABLE, "a DOCX that declares entities of its own")
        tag = element.tag if isinstance(element.tag, str) else ""
        name = tag.removeprefix(_SPACE).removeprefix(_STRICT)
        if tag.endswith("}Fallback"):  # an older form of the text box beside it
            self._unseen += 1 if event == "start" else -1
        elif event == "start":
            self._begin(name)
        elif not self._unseen:
            self._end(name, element)
        if event == "end":
            element.clear()
            parent = element.getparent()
            while parent is not None and element.getprevious() is not None:
                del parent[0]

    def _begin(self, name: str) -> None:
        if self._unseen:
            return
        if name == "tr":
            self.out.row()
        elif name == "tc":
            self.out.cell()
        elif name in {"br", "cr"}:
            self.out.line_break()
        elif name in {"tab", "ptab"}:
            self.out.text(" ")

    def _end(self, name: str, element: Any) -> None:  # noqa: ANN401
        if name == "t":
            self.out.text(element.text or "")
        elif name == "noBreakHyphen":
            self.out.text("-")
        elif name == "p":
            self.out.paragraph()
        elif name in {"tr", "tbl"}:
            self.out.row()
