"""``export``: a dossier or a run in the formats of other tools."""

from __future__ import annotations

import os
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from itertools import count, islice
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
    PARQUET = "parquet"


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
    name: Annotated[
        str, typer.Argument(metavar="NAME", show_default=False, help="The dossier, or the folder of a run.")
    ],
    to: Annotated[ExportFormat, typer.Option("--to", help="What to write.", show_default=False)],
    out: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write to this file, not to stdout; tables to a new folder."),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(
            metavar="DATE", callback=since_day, help="Only pages published since a day: 2025-12-06, or 7d, or 2w."
        ),
    ] = None,
) -> None:
    """Write what a dossier or a run says in the format of another tool: for coders, spreadsheets, maps, graphs.

    plover and polecat: event data of the PLOVER scheme; gdelt: 61 columns; csv: every fact, for a spreadsheet; geojson:
    a map; ics: meetings and deadlines; jsonld: annotations of the pages; ftm: FollowTheMoney, for OpenAleph;
    parquet: a folder of tables as `run` writes them, with the text of the pages.

    Every fact comes with its sentence or its id, and the address of its page; but for parquet never the page's whole
    text. A dossier is told in the order of publication, a run in its own. What a format has no place for is counted on
    stderr. A day the page does not give is empty, never the day of publication.
    """
    with quiet_end():
        if to is ExportFormat.PARQUET and out is None:
            raise UsageError("tables cannot be shown here; name a new folder with --out")
        left: Counter[str] = Counter()
        with opened(name) as source:
            kept = source.accounts if since is None else _since(source.accounts, since, left)
            if to is ExportFormat.PARQUET and out is not None:
                write_tables(out, kept)
            else:
                _write_text(out, _pieces(to, kept, lambda what: left.update((what,)), source.happenings))
        if left:
            complain("left out: " + ", ".join(f"{what} ({number})" for what, number in sorted(left.items())))


def _write_text(out: Path | None, pieces: Iterator[str]) -> None:
    encoded = (piece.encode("utf-8", "backslashreplace") for piece in pieces)
    if out is not None:
        write_pieces(out, encoded)
        return
    sys.stdout.flush()
    sys.stdout.buffer.writelines(encoded)
    sys.stdout.buffer.flush()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What is exported: accounts one by one, and which of their events are one, as far as somebody has looked.

    Those of a dossier are in the order of publication, with corrections; those of a run in its own order.
    """

    accounts: Iterator[Account]
    happenings: Callable[[], tuple[Happening, ...]]


@contextmanager
def opened(name: str) -> Iterator[Source]:
    """Open a dossier, or the folder of a run; raises UsageError or RecordError where it is none, or damaged."""
    if Path(name).is_dir():
        # Not at the top: no dossier needs what reads tables.
        from communique.corpus.run import open_run  # noqa: PLC0415

        yield Source(accounts=open_run(name).accounts(), happenings=lambda: ())
        return
    if not (path := dossier_path(name)).exists():
        raise UsageError(f"{name}: no such dossier, and no such folder of a run")
    with Record.open(path, write=False) as record:
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


_PART = 2000
"""Articles of a part: their tables are in memory together, some 10 MB of text."""


def write_tables(out: Path, accounts: Iterator[Account]) -> None:
    """Write the tables of ``accounts`` into a new folder, whole or not at all; raises UsageError, OSError.

    Each table is a folder of parts, as in a run: ``facts/part-00000.parquet``.
    """
    from communique.tables import Sheet, write  # noqa: PLC0415

    if out.exists():
        raise UsageError(f"{out}: is there already; name a new folder")
    part = out.with_name(f".{out.name[:200]}.{os.getpid()}.part")
    try:
        for number in count():
            sheet = Sheet()
            for account in islice(accounts, _PART):
                sheet.add(account)
            if number and not len(sheet):
                break
            for name, table in sheet.tables().items():
                (part / name).mkdir(parents=True, exist_ok=True)
                write(table, part / name / f"part-{number:05}.parquet")
        part.replace(out)
    except OSError as fault:
        raise OSError(fault.errno, fault.strerror, str(out)) from None
    finally:
        shutil.rmtree(part, ignore_errors=True)
