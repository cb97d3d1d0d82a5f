"""Sheets as files: CSV as spreadsheets read and write it, both ways.

What is written has a byte order mark, without which Excel takes UTF-8 for Latin-1, and no cell that a spreadsheet would
run as a formula. What is read may be UTF-8, UTF-16 or Windows-1252, with commas, semicolons or tabs: Excel in half of
Europe saves semicolons, and "Unicode text" is UTF-16 with tabs.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from communique.corpus.forms import form_of
from communique.corpus.sampling import Sample
from communique.errors import UsageError
from communique.export.cells import guarded, unguarded

_SEPARATORS = (",", ";", "\t")
_TABBED = frozenset({".tsv", ".tab", ".txt"})
_SHOWN = ("headline", "publisher", "published", "url", "before", "sentence", "after")
_KEPT = ("row", "what", "made_by", "stratum", "weight", "article", "start", "stop", "fact", "score")
"""How a cell begins that some spreadsheet runs: "=HYPERLINK(...)", "@SUM(1)", "-2+3", after spaces as well."""
_LONGEST = 100_000
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_MOST_BYTES = 64_000_000
_MOST_LINES = 200_000
_MOST_COLUMNS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row of a sheet: its number as the spreadsheet shows it, and its cells by the heads of their columns."""

    number: int
    cells: Mapping[str, str]


def sheet_csv(sample: Sample, suffix: str = ".csv") -> bytes:
    """Return the sheet to be filled in; a file that ends in ``.tsv`` has tabs, which every Excel takes for columns."""
    empty = [""] * len(sample.form.names)
    rows = ([drawn.row, *(getattr(drawn.shown, name) for name in _SHOWN), *empty] for drawn in sample.drawn)
    return _written(("row", *_SHOWN, *sample.form.names), rows, "\t" if suffix.lower() in _TABBED else ",")


def key_csv(sample: Sample) -> bytes:
    """Return the key: a line for each fact the machine found in a row, one with empty answers where it found none."""
    questions = [question.name for question in sample.form.questions]
    rows = []
    for drawn in sample.drawn:
        head = [drawn.row, sample.form.what.value, sample.made_by, drawn.stratum, repr(drawn.weight)]
        head += [str(part) for part in drawn.place]
        rows += [[*head, one.fact, repr(one.score), *one.cells] for one in drawn.answers]
        if not drawn.answers:
            rows.append([*head, *[""] * (2 + len(questions))])
    return _written((*_KEPT, *questions), rows, ",")


def _written(head: Sequence[str], rows: Iterable[Sequence[str]], separator: str) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([written(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def written(cell: str) -> str:
    """Return a cell as it is written: no control characters, and nothing that a spreadsheet would run."""
    return guarded(_CONTROL.sub("\ufffd", cell))


def read_lines(name: str, data: bytes) -> Iterator[Line]:
    """Yield the rows of a sheet; heads are small letters with ``_`` for spaces. Raises UsageError for what is none."""
    text = _decoded(name, data)
    if text.startswith("sep=") and "\n" in text:
        text = "\n" + text.partition("\n")[2]  # Excel's own line; the numbers of the rows stay
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(_SEPARATORS, key=first.count)
    head: list[str] | None = None
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        for number, cells in enumerate(reader, start=1):
            if number > _MOST_LINES or len(cells) > _MOST_COLUMNS:
                raise UsageError(f"{name}: larger than any sheet of coders")
            if any(len(cell) > _LONGEST for cell in cells):  # csv's own limit is the process's: anybody may change it
                raise UsageError(
                    f"{name}: line {reader.line_num} is no line of a sheet: a cell of {_LONGEST:,} characters"
                )
            if not any(cell.strip() for cell in cells):
                continue
            if head is None:
                head = ["_".join(cell.casefold().split()) for cell in cells]
                if "row" not in head:
                    raise UsageError(f"{name}: the first line has no column 'row'; not a sheet of `communique sample`")
                continue
            yield Line(number=number, cells=dict(zip(head, (_plain(cell) for cell in cells), strict=False)))
    except csv.Error as fault:
        raise UsageError(f"{name}: line {reader.line_num} is no line of a sheet: {fault}") from fault


def bytes_of(path: Path) -> bytes:
    """Return what is in a file; raises UsageError where it is none, or no sheet could be as large."""
    try:
        if path.is_file() and path.stat().st_size > _MOST_BYTES:
            raise UsageError(f"{path}: larger than any sheet of coders")
        with path.open("rb") as file:
            return file.read(_MOST_BYTES + 1)
    except OSError as fault:
        raise UsageError(f"{path}: {(fault.strerror or str(fault)).lower()}") from fault


def _decoded(name: str, data: bytes) -> str:
    if len(data) > _MOST_BYTES:
        raise UsageError(f"{name}: larger than any sheet of coders")
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise UsageError(f"{name}: a workbook; save the sheet as CSV first")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif data[1:2] == b"\0":
        encodings = ["utf-16-le"]
    else:
        encodings = ["utf-8-sig", "cp1252", "latin-1"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UsageError(f"{name}: not text in UTF-8, UTF-16 or Windows-1252")


def _plain(cell: str) -> str:
    """Return what was in a cell before it was guarded, without space around it."""
    found = cell.strip()
    return unguarded(found)


def questions_of(what: str) -> tuple[str, ...]:
    """Return the columns a sheet of this sort must have."""
    form = form_of(what)
    return ("row", form.flag, *(question.name for question in form.questions))
