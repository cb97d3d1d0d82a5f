"""What a dossier tells: ``brief`` and ``new-since``."""

from __future__ import annotations

import inspect
import sys
from datetime import UTC, date, datetime
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

from communique.cli.app import app, quiet_end
from communique.cli.asked import dossier_path, since_day
from communique.cli.files import write_file
from communique.errors import UsageError
from communique.export.dossier import (
    Briefing,
    Capture,
    Scope,
    brief_to_html,
    brief_to_markdown,
    brief_to_text,
    briefing,
)
from communique.record import Record

_Name = Annotated[str, typer.Argument(metavar="NAME", show_default=False, help="The dossier.")]


class BriefFormat(StrEnum):
    """What ``brief`` writes."""

    MARKDOWN = "markdown"
    TEXT = "text"
    HTML = "html"
    DOCX = "docx"


@app.command()
def brief(
    name: _Name,
    since: Annotated[
        str | None,
        typer.Option(
            metavar="WHEN", callback=since_day, help="Only what is new since a day: 7d, 2w or a day such as 2025-12-06."
        ),
    ] = None,
    form: Annotated[BriefFormat, typer.Option("--format", help="What to write.")] = BriefFormat.MARKDOWN,
    out: Annotated[Path | None, typer.Option(metavar="PATH", help="Write to this file, not to stdout.")] = None,
) -> None:
    """Write the brief of a dossier: key points, rounds of talks, positions, proposals, differences, sources.

    Every sentence is made of facts of the record and has numbered footnotes: outlet, day, the words of the page, a link
    to them, and of how many independent origins they are. Quotation marks stand only round words a page prints. The
    same record gives the same brief, byte for byte.
    """
    with quiet_end():
        if form is BriefFormat.DOCX and out is None:
            raise UsageError("a Word document cannot be shown here; name a file with --out")
        with Record.open(dossier_path(name), write=False) as record:
            made = made_brief(record, since)
        write_brief(made, form, out)


@app.command(name="new-since")
def new_since(
    name: _Name,
    since: Annotated[
        str, typer.Argument(metavar="WHEN", callback=since_day, help="7d, 2w or a day such as 2025-12-06.")
    ],
) -> None:
    """Tell what is new in a dossier since a day, in short: the brief of that time as plain text."""
    with quiet_end(), Record.open(dossier_path(name), write=False) as record:
        write_brief(made_brief(record, since), BriefFormat.TEXT, None)


def made_brief(record: Record, since: str | None) -> Briefing:
    """Make the brief of what a dossier tells; raises UsageError where nothing has been told yet."""
    dossier = record.told()
    if dossier is None or not record.is_told():
        # Stopped in the middle of an `add`, or changed by a program of one's own.
        from communique.dossier import told  # noqa: PLC0415

        dossier = told(record)
    captured = tuple(
        Capture(article=page.article, day=date.fromisoformat(page.captured[:10])) for page in record.pages()
    )
    scope = Scope(
        name=record.name,
        today=datetime.now(UTC).date(),
        since=date.fromisoformat(since) if since else None,
        captured=captured,
        why=why,
    )
    return briefing(dossier, record.shelf(), scope)


def why(how: str) -> str:
    """Return the first sentence of the docstring of the function a ``how`` names, or the name where there is none."""
    module, _, name = how.rpartition(".")
    try:
        found = getattr(import_module(f"communique.{module}"), name)
    except (ImportError, AttributeError, ValueError):
        return how
    doc = " ".join((inspect.getdoc(found) or how).split("\n\n")[0].split())
    return doc.partition(". ")[0].rstrip(".").replace("``", "")


def write_brief(made: Briefing, form: BriefFormat, out: Path | None) -> None:
    """Write a brief to a file, or to stdout (text, markdown and HTML alone)."""
    if form is BriefFormat.DOCX and out is not None:
        # Not at the top: no other command needs to load what writes Word documents.
        from communique.export.dossier.docx import brief_to_docx  # noqa: PLC0415

        write_file(out, brief_to_docx(made))
        return
    writers = {
        BriefFormat.MARKDOWN: brief_to_markdown,
        BriefFormat.TEXT: brief_to_text,
        BriefFormat.HTML: brief_to_html,
    }
    text = writers[form](made)
    if out is None:
        sys.stdout.write(text)
    else:
        write_file(out, text.encode("utf-8", "backslashreplace"))
