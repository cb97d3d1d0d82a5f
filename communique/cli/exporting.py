"""``export``: a dossier in the formats of other tools."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from communique.cli.app import app, complain, quiet_end
from communique.cli.asked import dossier_path, since_day
from communique.cli.files import write_pieces
from communique.errors import UsageError
from communique.export.formats import (
    Left,
    to_csv,
    to_ftm,
    to_gdelt,
    to_geojson,
    to_ics,
    to_jsonld,
    to_plover,
    to_polecat,
)
from communique.model import Account, Happening
from communique.record import Record


class ExportFormat(StrEnum):
    """What ``export`` writes."""

    PLOVER = "plover"
    POLECAT = "polecat"
    GDELT = "gdelt"
    CSV = "csv"
    GEOJSON = "geojson"
    ICS = "ics"
    JSONLD = "jsonld"
    FTM = "ftm"


_WRITERS: dict[ExportFormat, Callable[[Iterator[Account], Left], Iterator[str]]] = {
    ExportFormat.PLOVER: to_plover,
    ExportFormat.POLECAT: to_polecat,
    ExportFormat.GDELT: to_gdelt,
    ExportFormat.CSV: to_csv,
    ExportFormat.GEOJSON: to_geojson,
    ExportFormat.JSONLD: to_jsonld,
    ExportFormat.FTM: to_ftm,
}
_UNDATED = "pages whose publication day is not known"


@app.command()
def export(
    name: Annotated[str, typer.Argument(metavar="NAME", show_default=False, help="The dossier.")],
    to: Annotated[ExportFormat, typer.Option("--to", help="What to write.", show_default=False)],
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="Write to this file, not to stdout.")] = None,
    since: Annotated[
        str | None,
        typer.Option(
            metavar="DATE", callback=since_day, help="Only pages published since a day: 2025-12-06, or 7d, or 2w."
        ),
    ] = None,
) -> None:
    """Write what a dossier says in the format of another tool: for coders, spreadsheets, maps, calendars, graphs.

    plover and polecat: event data of the PLOVER scheme; gdelt: 61 columns; csv: every fact, for a spreadsheet; geojson:
    a map; ics: meetings and deadlines; jsonld: annotations of the pages; ftm: FollowTheMoney, for OpenAleph.

    Every fact comes with its sentence or its id, and the address of its page, never the page's whole text. What a
    format has no place for is counted on stderr. A day the page does not give is empty, never the day of publication.
    """
    with quiet_end():
        left: Counter[str] = Counter()
        with opened(name) as source:
            kept = source.accounts if since is None else _since(source.accounts, since, left)
            pieces = _pieces(to, kept, lambda what: left.update((what,)), source.happenings)
            encoded = (piece.encode("utf-8", "backslashreplace") for piece in pieces)
            if out is None:
                sys.stdout.flush()
                sys.stdout.buffer.writelines(encoded)
                sys.stdout.buffer.flush()
            else:
                write_pieces(out, encoded)
        if left:
            complain("left out: " + ", ".join(f"{what} ({number})" for what, number in sorted(left.items())))


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What is exported: accounts one by one, in the order of publication, and which of their events are one."""

    accounts: Iterator[Account]
    happenings: Callable[[], tuple[Happening, ...]]


@contextmanager
def opened(name: str) -> Iterator[Source]:
    """Open what is called ``name``; raises UsageError for what is no dossier, RecordError for one that is damaged."""
    if Path(name).is_dir():
        raise UsageError(f"{name}: is a folder, not a dossier")
    with Record.open(dossier_path(name), write=False) as record:
        yield Source(accounts=record.each_account(), happenings=lambda: _happenings(record))


def _happenings(record: Record) -> tuple[Happening, ...]:
    told = record.told()
    return told.happenings if told else ()


def _pieces(
    to: ExportFormat, accounts: Iterator[Account], left: Left, happenings: Callable[[], tuple[Happening, ...]]
) -> Iterator[str]:
    """Yield the pieces of a format; a calendar is the one that has an entry for what several pages tell."""
    return to_ics(accounts, left, happenings()) if to is ExportFormat.ICS else _WRITERS[to](accounts, left)


def _since(accounts: Iterator[Account], day: str, left: Counter[str]) -> Iterator[Account]:
    """Yield the accounts of pages published on ``day`` or later, and count those that may be."""
    for account in accounts:
        when = account.article.published
        if when is None or when.earliest is None:
            left[_UNDATED] += 1
        elif when.earliest[:10] >= day:
            yield account
