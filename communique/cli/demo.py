"""``demo``: a dossier of the pages that come with the package."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from communique.cli.app import app, quiet_end
from communique.cli.asked import now
from communique.cli.briefing import BriefFormat, made_brief, write_brief
from communique.cli.read import outcomes_of, write_pages
from communique.demo import demo_pages, report
from communique.export import visible
from communique.progress import Progress
from communique.record import Record

TITLE = "The nuclear talks with Iran, 2013 to 2016"
NAME = "iran-talks.db"


@app.command()
def demo(
    folder: Annotated[
        Path, typer.Argument(metavar="[FOLDER]", show_default=False, help="Where to put it; else communique-demo.")
    ] = Path("communique-demo"),
    pages: Annotated[
        bool, typer.Option("--pages", help="Instead, print what is found in each page; nothing is kept.")
    ] = False,
) -> None:
    """Make a dossier of the pages that come with the package, print its brief, and say how to go on.

    They are pages of invented outlets, written for the purpose, about the negotiations on Iran's nuclear programme:
    one agency's story on four outlets, a number on which two reports differ, a position that moved, a draft with a
    second version, a page that was corrected, a live blog, an index page, an opinion piece.
    """
    with quiet_end():
        if pages:
            _each_page()
            return
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / NAME
        if not path.exists():
            Record.create(path, TITLE).close()
        with Record.open(path) as record:
            _fill(record)
            made = made_brief(record, None)
        write_brief(made, BriefFormat.MARKDOWN, folder / "brief.md")
        write_brief(made, BriefFormat.HTML, folder / "brief.html")
        write_brief(made, BriefFormat.DOCX, folder / "brief.docx")
        write_brief(made, BriefFormat.TEXT, None)
        sys.stdout.write(visible(_ways(folder)))


def _fill(record: Record) -> None:
    from communique.cli.adding import adding  # noqa: PLC0415

    sources = [str(page.path) for page in demo_pages()]
    with Progress("reading") as progress:
        for _ in adding(record, sources, published=None, actors=None, issues=None, now=now):
            progress.step()


def _each_page() -> None:
    shelf = demo_pages()
    outcomes = outcomes_of([str(page.path) for page in shelf], None)
    for page, outcome in zip(shelf, outcomes, strict=True):
        sys.stdout.write(report(page, outcome))


def _ways(folder: Path) -> str:
    name = folder / NAME
    rows = (
        (f"{folder / 'brief.html'}", "the brief, to look at; brief.docx and brief.md hold the same"),
        (f"communique list {name}", "its pages"),
        (f"communique find {name} sanctions", "facts by their words, with ids to correct"),
        (f"communique brief {name} --since 2015-07-01", "what is new since a day"),
        (f"{name}", "one SQLite file; opens in Datasette, DB Browser, pandas, R"),
    )
    return "\nGo on with\n" + "".join(f"  {way}\n      {what}\n" for way, what in rows)
