"""A user's own actors from a CSV file: rows that win over the atlas's.

The first line names the columns, in any order; only ``name`` must be there:

name
    the usual name, at most 200 characters
aliases
    other names and spellings, separated by ``|``
kind
    person, government, armed-force, organisation, group, media or people; nothing means organisation
country
    ISO 3166-1 alpha-3 with PLOVER's exceptions (NOR, KOS, PSE) or PLOVER's codes of bodies (UNO, EUR, IGO, NGO …)
sector
    PLOVER's sector (GOV, MIL, REB, JRN …); further ones after a ``|``
title
    of a person: the office, as "foreign minister"
since, until
    of a person: first and last day, month or year of the office (2024-08-21, 2024-08, 2024)
wikidata
    the id (Q42)

Cells are text and nothing more. Separated by commas, or by semicolons or tabs where the first line is; each row
stands on one line. UTF-8, or UTF-16 with its mark.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from communique.errors import UsageError
from communique.model import ActorKind

MAX_BYTES = 5_000_000
"""Largest file that is read, in bytes."""
MAX_ROWS = 50_000
COLUMNS = ("name", "aliases", "kind", "country", "sector", "title", "since", "until", "wikidata")
BODIES = frozenset({"UNO", "EUR", "IGO", "NGO", "IMG", "ISM", "MNC"})
"""PLOVER's codes of those who belong to no state."""
SECTORS = frozenset(
    "AGR BUS COP CRM CVL EDU ELI GOV IGO JRN JUD LAB LEG MED MIL NGO OPP PRE PRM PTY REB REF REL SOC SPY UAF".split()
)
"""PLOVER's sectors."""
_LONGEST, _MOST_ALIASES, _MOST_FAULTS = 200, 50, 20
_LINE_END = re.compile(r"\r\n|\r|\n")
_DAY = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_QID = re.compile(r"Q[1-9]\d{0,11}")

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnActors:
    """The rows of a file in the columns of the atlas's own tables, and one line for each row left out."""

    organisations: tuple[Row, ...] = ()
    offices: tuple[Row, ...] = ()
    faults: tuple[str, ...] = ()


class _BadRow(Exception):
    """A row that is left out; the message says why."""


def read_own_actors(path: Path, countries: frozenset[str]) -> OwnActors:
    """Read the file at ``path``; ``countries`` are the codes a row may have beside those of bodies.

    A row with a mistake is left out and named in ``faults``, and its neighbours are kept. Raises UsageError when
    the file cannot be read at all: missing, too large, no text, no column ``name``.
    """
    lines = _LINE_END.split(_text(path))
    if not lines or not lines[0].strip():
        raise UsageError(f"{path}: the first line must name the columns, such as {','.join(COLUMNS)}")
    mark = next((m for m in ",;\t" if m in lines[0]), ",")
    columns = _columns(path, lines[0], mark)
    if len(lines) - 1 > MAX_ROWS:
        raise UsageError(f"{path}: more than {MAX_ROWS} rows")
    organisations: list[Row] = []
    offices: list[Row] = []
    faults: list[str] = [
        f"{path}: the column {c[:40]!r} is not known and not read" for c in columns if c and c not in COLUMNS
    ]
    for number, line in enumerate(lines[1:], start=2):
        if not line.strip(f" {mark}"):
            continue
        try:
            row = _checked(_cells(line, mark, columns), countries | BODIES)
        except _BadRow as fault:
            faults.append(f"{path}:{number}: {fault}; the row is left out")
        else:
            (offices if row["kind"] == ActorKind.PERSON else organisations).append(row)
    if len(faults) > _MOST_FAULTS:
        faults[_MOST_FAULTS:] = [f"{path}: and {len(faults) - _MOST_FAULTS} lines more like these"]
    return OwnActors(
        organisations=tuple(map(_organisation, organisations)),
        offices=tuple(map(_office, offices)),
        faults=tuple(faults),
    )


def _text(path: Path) -> str:
    try:
        if not path.is_file():
            raise UsageError(f"{path}: {'is not a regular file' if path.exists() else 'no such file'}")
        with path.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except (OSError, ValueError) as fault:
        raise UsageError(f"{path}: cannot be read: {fault.__class__.__name__}") from fault
    if len(raw) > MAX_BYTES:
        raise UsageError(f"{path}: larger than {MAX_BYTES // 1_000_000} MB")
    try:
        text = raw.decode("utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError as fault:
        raise UsageError(f"{path}: is not UTF-8 text; save it as CSV in UTF-8") from fault
    if "\0" in text:
        raise UsageError(f"{path}: is not text")
    return text


def _columns(path: Path, line: str, mark: str) -> list[str]:
    try:
        columns = [c.strip().lower() for c in next(csv.reader([line], delimiter=mark, strict=True))]
    except csv.Error as fault:
        raise UsageError(f"{path}: the first line cannot be read: {fault}") from fault
    named = [c for c in columns if c]
    if "name" not in columns:
        raise UsageError(f"{path}: has no column 'name'; the columns are {', '.join(COLUMNS)}")
    if len(set(named)) < len(named):
        raise UsageError(f"{path}: a column is there twice")
    return columns


def _cells(line: str, mark: str, columns: list[str]) -> dict[str, str]:
    """Return the cells of one line by column. A quotation mark left open spoils its own line and no other."""
    try:
        cells = next(csv.reader([line], delimiter=mark, strict=True))
    except csv.Error as fault:
        raise _BadRow(f"cannot be read: {fault} (a cell may not hold a line break)") from fault
    if any(cell.strip() for cell in cells[len(columns) :]):
        raise _BadRow(f"has {len(cells)} cells for {len(columns)} columns")
    cells += [""] * (len(columns) - len(cells))
    found = dict(zip(columns, (" ".join(cell.split()) for cell in cells), strict=False))
    return {column: found.get(column, "") for column in COLUMNS}


def _checked(row: dict[str, str], codes: frozenset[str]) -> dict[str, str]:
    names = [name for name in (row["name"], *row["aliases"].split("|")) if name]
    if not row["name"]:
        raise _BadRow("has no name")
    for name in names:
        if len(name) > _LONGEST or not name.isprintable() or not any(c.isalnum() for c in name):
            raise _BadRow(f"{name[:40]!r} is no name")
    if len(names) > _MOST_ALIASES:
        raise _BadRow(f"has more than {_MOST_ALIASES} names")
    if len(row["title"]) > _LONGEST or not row["title"].isprintable():
        raise _BadRow(f"{row['title'][:40]!r} is no title")
    kind = row["kind"].lower() or ActorKind.ORGANISATION.value
    if kind not in set(ActorKind):
        raise _BadRow(f"{kind[:40]!r} is no kind of actor; the kinds are {', '.join(ActorKind)}")
    country = row["country"].upper()
    if country and country not in codes:
        raise _BadRow(f"{country[:40]!r} is no country code (three letters, as NOR)")
    sectors = [s.strip().upper() for s in row["sector"].split("|") if s.strip()]
    unknown = next((s for s in sectors if s not in SECTORS), None)
    if unknown is not None:
        raise _BadRow(f"{unknown[:40]!r} is none of PLOVER's sectors ({' '.join(sorted(SECTORS))})")
    if row["wikidata"] and not _QID.fullmatch(row["wikidata"]):
        raise _BadRow(f"{row['wikidata'][:40]!r} is no Wikidata id (as Q42)")
    _check_term(row["since"], row["until"])
    aliases = "|".join(a.strip() for a in row["aliases"].split("|") if a.strip())
    changed = {"kind": kind, "country": country, "aliases": aliases, "sector": "|".join(dict.fromkeys(sectors))}
    return row | changed


def _check_term(since: str, until: str) -> None:
    for day in (since, until):
        if day and not _is_day(day):
            raise _BadRow(f"{day[:40]!r} is no day, month or year (2024-08-21, 2024-08, 2024)")
    length = min(len(since), len(until))
    if length and since[:length] > until[:length]:
        raise _BadRow(f"ends in {until} before it begins in {since}")


def _is_day(text: str) -> bool:
    if not text.isascii() or not _DAY.fullmatch(text):
        return False
    try:
        date.fromisoformat(text + "-01-01"[len(text) - 4 :] if len(text) < 10 else text)
    except ValueError:
        return False
    return True


def _organisation(row: Row) -> Row:
    first, _, rest = row["sector"].partition("|")
    kept = {column: row[column] for column in ("name", "aliases", "kind", "country", "wikidata")}
    return kept | {"sector": first, "sectors": rest, "base": "", "members": "", "own": "yes"}


def _office(row: Row) -> Row:
    first, _, rest = row["sector"].partition("|")
    kept = {column: row[column] for column in ("aliases", "country", "title", "since", "until", "wikidata")}
    named = {"holder": row["name"], "surname": "", "kind": row["title"].lower(), "seen": ""}
    return kept | named | {"sector": first, "sectors": rest, "own": "yes"}
