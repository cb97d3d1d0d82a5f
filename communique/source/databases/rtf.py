"""RTF → lines: paragraphs, rows of tables, characters of any code page; pictures, tables and heads left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from communique.model import Reason
from communique.source.databases.lines import LineWriter
from communique.source.databases.refused import Refused
from communique.source.databases.rtf_words import BREAKS, CHARSETS, PAGES, SIGNS, SYMBOLS, UNSEEN

MAX_TOKENS = 8_000_000
"""Words, signs and stretches of text of one file; an export of 500 articles has about a million."""
MAX_DEPTH = 500
"""Groups inside groups; a page of a word processor has about ten."""

_TOKEN = re.compile(
    r"\\([a-zA-Z]{1,32})(-?\d{1,10})?[ ]?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z'])|([{}])|([^\\{}]+)|(\\)", re.DOTALL
)
_BREAKS = re.compile(r"[\r\n]+")


@dataclass(slots=True)
class _Group:
    """What holds until the group ends."""

    unseen: bool = False
    fonts: bool = False
    hidden: bool = False
    fallback: int = 1
    codec: str | None = None


def lines(body: bytes) -> Iterator[str]:
    """Yield the lines of an RTF file, a blank line for an empty paragraph; a file cut off gives what is there.

    Raises Refused where groups nest deeper than ``MAX_DEPTH`` or there are more than ``MAX_TOKENS``.
    """
    reader = _Reader()
    text = body.decode("latin-1")
    at = number = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            break
        at = match.end()
        number += 1
        if number > MAX_TOKENS:
            raise Refused(Reason.TOO_LARGE, f"more than {MAX_TOKENS:,} words and signs of RTF")
        at += reader.read(match)
        yield from reader.out.take()
    reader.settle()
    yield from reader.out.rest()


class _Reader:
    """One walk over the tokens of a file."""

    def __init__(self) -> None:
        self.out = LineWriter()
        self._group = _Group()
        self._outer: list[_Group] = []
        self._page = "cp1252"
        self._fonts: dict[int, str] = {}
        self._font = 0
        self._bytes = bytearray()
        self._units: list[int] = []
        self._starred = False
        self._skip = 0
        self._in_row = False

    def read(self, match: re.Match[str]) -> int:
        """Take one token in; returns how many characters after it are binary data, to be passed over."""
        word, number, byte, symbol, brace, text, _ = match.groups()
        if word:
            return self._word(word, int(number) if number else None)
        if byte:
            self._byte(int(byte, 16))
        elif symbol:
            self._symbol(symbol)
        elif brace:
            self._brace(brace)
        elif text:
            self._text(_BREAKS.sub("", text))
        return 0

    def settle(self) -> None:
        """Write the characters that waited for more of their kind: bytes of one code page, halves of a pair."""
        if self._bytes:
            codec = self._group.codec or self._page
            self.out.text(self._bytes.decode(codec, "replace"))
            self._bytes.clear()
        if self._units:
            raw = b"".join(unit.to_bytes(2, "little") for unit in self._units)
            self.out.text(raw.decode("utf-16-le", "replace"))
            self._units.clear()

    def _brace(self, brace: str) -> None:
        self.settle()
        self._skip, self._starred = 0, False
        if brace == "}":
            self._group = self._outer.pop() if self._outer else _Group()
            return
        if len(self._outer) >= MAX_DEPTH:
            raise Refused(Reason.UNREADABLE, f"groups nested deeper than {MAX_DEPTH} in RTF")
        self._outer.append(self._group)
        held = self._group
        self._group = _Group(held.unseen, held.fonts, held.hidden, held.fallback, held.codec)

    def _word(self, word: str, number: int | None) -> int:
        if word == "u" and number is not None:
            if self._seen:
                self._unit(number & 0xFFFF)
            self._skip = self._group.fallback
            return 0
        if word == "bin":
            return max(0, number or 0)
        self._skip = 0
        self.settle()
        if self._starred or word in UNSEEN:
            self._group.unseen = True
            self._group.fonts = word == "fonttbl"
            self._starred = False
        elif self._group.fonts:
            self._describe(word, number or 0)
        elif not self._group.unseen:
            self._form(word, number)
        return 0

    def _describe(self, word: str, number: int) -> None:
        """Read the table of fonts: which code page the bytes of each are written in."""
        if word == "f":
            self._font = number
        elif word == "fcharset" and number in CHARSETS:
            self._fonts[self._font] = CHARSETS[number]

    def _form(self, word: str, number: int | None) -> None:
        if word == "ansicpg":
            self._page = PAGES.get(number or 0, self._page)
        elif word == "mac":
            self._page = "mac_roman"
        elif word == "uc":
            self._group.fallback = min(max(0, number or 0), 16)
        elif word == "f":
            self._group.codec = self._fonts.get(number or 0)
        elif word == "plain":
            self._group.codec, self._group.hidden = None, False
        elif word == "v":
            self._group.hidden = number != 0
        elif word in SIGNS:
            if self._seen:
                self.out.text(SIGNS[word])
        else:
            self._lay(word)

    def _lay(self, word: str) -> None:
        """Lines, paragraphs and cells: a row begins with ``\\trowd`` or its first cell, and ends with ``\\row``."""
        if word in {"trowd", "intbl"}:
            if not self._in_row:
                self.out.row()
                self.out.cell()
                self._in_row = True
        elif word in {"cell", "nestcell"}:
            self.out.cell()
        elif word in {"row", "nestrow"}:
            self.out.row()
            self._in_row = False
        elif word in BREAKS or word == "line":
            self._end_line()

    def _end_line(self) -> None:
        """End a paragraph: only an empty one parts what is above it from what is below.

        LexisNexis writes a paper's name, its day and its edition as paragraphs that touch, and an empty one between.
        """
        if self._in_row:
            self.out.paragraph()
        else:
            self.out.line_break()

    def _symbol(self, symbol: str) -> None:
        self._skip = 0
        if symbol == "*":
            self._starred = True
        elif symbol in "\r\n":
            self.settle()
            if not self._group.unseen:
                self._end_line()
        elif self._seen:
            self.settle()
            self.out.text(SYMBOLS.get(symbol, ""))

    def _byte(self, byte: int) -> None:
        if self._skip:
            self._skip -= 1
        elif self._seen:
            if self._units:
                self.settle()
            self._bytes.append(byte)

    def _text(self, text: str) -> None:
        if self._skip:
            cut = min(self._skip, len(text))
            self._skip -= cut
            text = text[cut:]
        if text and self._seen:
            self.settle()
            # A file that says utf-8 of itself, or nothing, may hold its letters as they are.
            self.out.text(text if text.isascii() else _raw(text, self._group.codec or self._page))

    def _unit(self, unit: int) -> None:
        if self._bytes:
            self.settle()
        self._units.append(unit)
        if not 0xD800 <= unit <= 0xDBFF:
            self.settle()

    @property
    def _seen(self) -> bool:
        return not (self._group.unseen or self._group.hidden)


def _raw(text: str, codec: str) -> str:
    body = text.encode("latin-1")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return body.decode(codec, "replace")
