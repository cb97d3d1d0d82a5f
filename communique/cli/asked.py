"""What the commands ask for in common: names of dossiers, days, own tables; and the clock."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

SUFFIX = ".db"
_SUFFIXES = frozenset({".db", ".sqlite", ".sqlite3", ".dossier"})


def dossier_path(name: str) -> Path:
    """Return the file of a dossier: ``talks`` is ``talks.db`` in this folder, ``here/talks.sqlite`` is itself."""
    path = Path(name)
    if not name.strip() or not path.name:
        raise typer.BadParameter("a dossier needs a name")
    if not name.isprintable():
        raise typer.BadParameter("a dossier's name has only characters that can be printed")
    return path if path.suffix.lower() in _SUFFIXES else path.with_name(path.name + SUFFIX)


def now() -> str:
    """Return the time in UTC, ISO 8601, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def calendar_day(given: str | None) -> str | None:
    """Return a calendar day as it was given; raises BadParameter where it is none."""
    if given is None:
        return None
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", given, re.ASCII):
        try:
            return date.fromisoformat(given).isoformat()
        except ValueError:
            pass
    raise typer.BadParameter(f"{given!r} is no calendar day; write it as 2025-12-06")


def since_day(given: str | None) -> str | None:
    """Return the day that ``7d`` (so many days ago), ``2w`` or a calendar day stands for."""
    counted = re.fullmatch(r"(\d{1,4})([dw])", given or "", re.ASCII)
    if counted is None:
        return calendar_day(given)
    days = int(counted[1]) * (7 if counted[2] == "w" else 1)
    return (datetime.now(UTC).date() - timedelta(days=days)).isoformat()


PublishedDay = Annotated[
    str | None,
    typer.Option(metavar="DATE", callback=calendar_day, help="Publication day of the pages, such as 2025-12-06."),
]
OwnActors = Annotated[
    Path | None,
    typer.Option(
        metavar="CSV",
        help="Actors of your own, whose rows win over ours. Columns, named in the first line: name, aliases (a|b), "
        "kind, country, sector, title, since, until, wikidata. Only name must be there.",
    ),
]
OwnIssues = Annotated[
    Path | None,
    typer.Option(
        metavar="TSV",
        help="Issues of your own beside ours, on which positions are told: one a line, then a tab and phrases that "
        "name it, with commas between.",
    ),
]
