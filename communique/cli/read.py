"""Pages in, their record out; nothing is kept: ``read``."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli.app import app, complain, quiet_end
from communique.cli.asked import OwnActors, OwnIssues, PublishedDay
from communique.cli.files import keep_dossiers
from communique.errors import UsageError
from communique.export import in_words, rejected_to_json, to_html, to_json, to_markdown, to_text
from communique.model import Account, Rejection
from communique.progress import Progress

if TYPE_CHECKING:
    from communique.pipeline import Tools


class Format(StrEnum):
    """What ``read`` writes."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"
    HTML = "html"


class Part(StrEnum):
    """What ``read --with`` adds."""

    READING = "reading"


@app.command()
def read(
    pages: Annotated[
        list[str],
        typer.Argument(
            metavar="PAGE...",
            show_default=False,
            help="Pages, folders, archives, tables and exports of news databases; - is standard input.",
        ),
    ],
    published: PublishedDay = None,
    form: Annotated[Format, typer.Option("--format", help="What to write.")] = Format.TEXT,
    beside: Annotated[
        Part | None, typer.Option("--with", help="Add what the encoder saw to the JSON, raw and unresolved.")
    ] = None,
    actors: OwnActors = None,
    issues: OwnIssues = None,
    out: Annotated[
        Path | None,
        typer.Option(metavar="PATH", help="Write to this file, not to stdout; to this folder for several HTML pages."),
    ] = None,
) -> None:
    """Read pages and write the record of each; nothing is kept.

    A page that cannot be read, or is no article (an index page, a paywall stub), costs one line on
    stderr and exit code 1; the other pages are read all the same. JSON is one object for a single
    page, and one object on a line of its own for each of several.

    In the table of --actors, kind is person, government, armed-force, organisation (when empty), group, media
    or people; country an ISO alpha-3 code (NOR) or UNO, EUR, IGO, NGO; sector PLOVER's (GOV, MIL, REB); since
    and until the term of a person's office (2024-08-21, 2024-08, 2024). A row with a mistake is left out, with
    one line on stderr and exit code 1; the others count.

    In the table of --issues a word stands for all its forms; "talk/N" is the noun alone. A phrase under an issue of
    ours is added to it, and the issue "-" takes a phrase away. A row with a mistake is exit code 2.
    """
    if form is Format.HTML and len(pages) > 1 and out is None:
        raise typer.BadParameter("HTML is one page to a file; for several pages give a folder with --out")
    if beside is not None and form is not Format.JSON:
        raise typer.BadParameter("--with reading is for --format json")
    with quiet_end():
        complaints: list[Rejection] = []
        tools, faults = _own_tools(actors, issues)
        outcomes = _complaining(outcomes_of(pages, published, beside is Part.READING, tools), complaints)
        if form is Format.HTML and len(pages) == 1:
            _write_page(outcomes, out)
        elif form is Format.HTML:
            write_pages(outcomes, out or Path())
        else:
            _write(_WRITERS[form](outcomes), out)
        if complaints or faults:
            raise typer.Exit(1)


def _own_tools(actors: Path | None, issues: Path | None) -> tuple[Tools | None, bool]:
    """Load the tools with a user's own actors and issues, if any; tell whether a row of the actors was left out."""
    if actors is None and issues is None:
        return None, False
    # Not at the top, for the same reason as below.
    from communique.pipeline import Tools  # noqa: PLC0415

    tools = Tools.load(actors=actors, issues=issues)
    for fault in tools.atlas.faults:
        complain(fault)
    return tools, bool(tools.atlas.faults)


def outcomes_of(
    sources: list[str], published: str | None, keep_reading: bool = False, tools: Tools | None = None
) -> Iterator[Account | Rejection]:
    """Read sources with a line of progress."""
    # Not at the top: `communique --help` must not wait for numpy, lxml and onnxruntime.
    from communique.run import read_pages  # noqa: PLC0415

    with Progress("reading") as progress:
        for outcome in read_pages(sources, published=published, tools=tools, keep_reading=keep_reading):
            progress.step()
            yield outcome


def _complaining(outcomes: Iterator[Account | Rejection], complaints: list[Rejection]) -> Iterator[Account | Rejection]:
    for outcome in outcomes:
        if isinstance(outcome, Rejection):
            complaints.append(outcome)
            complain(f"{outcome.origin}: {in_words(outcome.reason)}: {outcome.detail}")
        yield outcome


def _texts(outcomes: Iterator[Account | Rejection]) -> Iterator[str]:
    for number, account in enumerate(_accounts(outcomes)):
        yield ("\n" + "=" * 100 + "\n\n" if number else "") + to_text(account)


def _markdowns(outcomes: Iterator[Account | Rejection]) -> Iterator[str]:
    for number, account in enumerate(_accounts(outcomes)):
        yield ("\n---\n\n" if number else "") + to_markdown(account)


def _jsons(outcomes: Iterator[Account | Rejection]) -> Iterator[str]:
    first_two = list(islice(outcomes, 2))
    indent = 2 if len(first_two) == 1 else None
    for outcome in chain(first_two, outcomes):
        if isinstance(outcome, Account):
            yield to_json(outcome, indent=indent) + "\n"
        else:
            yield rejected_to_json(outcome, indent=indent) + "\n"


_WRITERS = {Format.TEXT: _texts, Format.MARKDOWN: _markdowns, Format.JSON: _jsons}


def _accounts(outcomes: Iterable[Account | Rejection]) -> Iterator[Account]:
    return (outcome for outcome in outcomes if isinstance(outcome, Account))


def _write(parts: Iterable[str], out: Path | None) -> None:
    if out is None:
        for part in parts:
            sys.stdout.write(part)
            sys.stdout.flush()
        return
    keep_dossiers(out)
    with out.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
        file.writelines(parts)


def _write_page(outcomes: Iterator[Account | Rejection], out: Path | None) -> None:
    """Write the one page of ``outcomes`` as HTML to ``out``; raises UsageError when there are more."""
    if out is not None and out.is_dir():
        write_pages(outcomes, out)
        return
    accounts = list(_accounts(outcomes))
    if len(accounts) > 1:
        raise UsageError(f"HTML is one page to a file and this source holds {len(accounts)}; give a folder with --out")
    if accounts:
        _write([to_html(accounts[0])], out)


def write_pages(outcomes: Iterable[Account | Rejection], folder: Path) -> None:
    """Write each page as HTML into ``folder``, made if need be, named by number and by where it came from."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, account in enumerate(_accounts(outcomes), start=1):
        stem = re.sub(r"[^\w.-]+", "-", Path(account.article.origin).stem)[:80] or "page"
        _write([to_html(account)], folder / f"{number:02d}-{stem}.html")
