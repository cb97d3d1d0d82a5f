"""CSV and TSV → pages: one article to a row, under a first row with the usual names of columns."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import IO

from communique.model import Page, Reason, Rejection
from communique.source import places
from communique.source.kinds import is_separator, shown
from communique.source.limits import CHUNK, MAX_BYTES, MAX_RECORDS
from communique.source.lines import TRIED, lines
from communique.source.refusals import Unusable, refused
from communique.source.rows import holds_story, page_of, roles_of
from communique.source.streams import unpacked

_WIDE = (b"\xff\xfe", b"\xfe\xff")
_MAX_COLUMNS = 2_000


def pages(name: str, published: str | None) -> Iterator[Page | Rejection]:
    """Open every article of a table; ``origin`` is ``a.csv#12`` for the 12th row under the names of the columns.

    Fields are parted by the sign that the first row has most of: comma, semicolon (Excel in much of Europe),
    tabulator or bar; in ``.tsv`` by tabulators. Text that is no UTF-8 is read as Windows-1252, which Excel writes.
    """
    taken = 0
    with places.opened(name) as stream:
        inside = io.BufferedReader(unpacked(stream), CHUNK)
        if inside.peek(2)[:2] in _WIDE:
            raise Unusable(Reason.UNREADABLE, "a table in UTF-16; save it as UTF-8")
        texts = _texts(inside)
        head = next(texts, "")
        sign = "\t" if is_separator(name) else max(",;\t|", key=head.count)
        columns = next(_rows(iter([head, *_rest_of(head, texts)]), sign), None) or []
        roles = roles_of(columns[:_MAX_COLUMNS])
        if not holds_story(roles):
            said = ", ".join(c for c in columns[:8] if c)[:120]
            raise Unusable(Reason.NOT_AN_ARTICLE, f"no column with text or html among: {said}")
        for number, row in enumerate(_rows(texts, sign), 1):
            if number > MAX_RECORDS:
                raise Unusable(Reason.TOO_LARGE, f"more than {MAX_RECORDS:,} rows; the rest was left out")
            origin = f"{shown(name)}#{number}"
            if row is None:
                yield refused(origin, Reason.UNREADABLE, "a row with a field that does not end")
                continue
            if not row:
                continue
            found = page_of(dict(zip(columns, row, strict=False)), roles, origin, published)
            yield found
            taken += isinstance(found, Page)
            if not taken and number >= TRIED:
                raise Unusable(Reason.NOT_AN_ARTICLE, f"no article in the first {TRIED:,} rows; the rest was left out")
    if not taken:
        yield refused(shown(name), Reason.EMPTY, "no articles in this table")


def _texts(stream: IO[bytes]) -> Iterator[str]:
    """Yield the lines of a table as text; one that is too long is an opening quote for ever, and left to the reader."""
    for line in lines(stream):
        if line.text is None:
            raise Unusable(Reason.TOO_LARGE, f"line {line.number} is longer than {MAX_BYTES // 1_000_000} MB")
        text = line.text.removeprefix(b"\xef\xbb\xbf") if line.number == 1 else line.text
        try:
            yield text.decode("utf-8")
        except UnicodeDecodeError:
            yield text.decode("cp1252", "replace")


def _rest_of(head: str, texts: Iterator[str]) -> Iterator[str]:
    """Yield what belongs to the first row though it stands in the next lines: names with a line break in quotes."""
    while head.count('"') % 2 and len(head) < CHUNK:
        more = next(texts, "")
        if not more:
            return
        head += more
        yield more


def _rows(texts: Iterator[str], sign: str) -> Iterator[list[str] | None]:
    """Yield the rows, None for one that cannot be read. The limit for a field is the process's, and put back."""
    reader = csv.reader(texts, delimiter=sign)
    while True:
        before = csv.field_size_limit(MAX_BYTES)
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield None
            continue
        finally:
            csv.field_size_limit(before)
        yield row
