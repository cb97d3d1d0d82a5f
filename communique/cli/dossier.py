"""Dossiers: many pages kept in one file. ``new``, ``add``, ``list``, ``find``, ``parties``, ``remove``, ``check``."""

from __future__ import annotations

import sys
from collections import Counter
from contextlib import ExitStack
from typing import Annotated

import typer

from communique.cli.app import app, complain, quiet_end
from communique.cli.asked import OwnActors, OwnIssues, PublishedDay, dossier_path, now
from communique.cli.tables import columns
from communique.export import in_words, visible
from communique.export.dossier.teller import many
from communique.model import Event, Proposal, Shelf, Statement, type_of_fact
from communique.progress import Progress
from communique.record import Hit, Record, check

_Name = Annotated[
    str, typer.Argument(metavar="NAME", show_default=False, help="The dossier: NAME.db in this folder, or a path.")
]


@app.command()
def new(
    name: _Name,
    title: Annotated[
        str | None, typer.Option(metavar="TEXT", help="What the dossier is called in its brief; else NAME.")
    ] = None,
) -> None:
    """Make a new, empty dossier: one SQLite file."""
    with quiet_end():
        path = dossier_path(name)
        Record.create(path, title or path.stem).close()
        sys.stdout.write(f"{visible(str(path))}: a new dossier\n")


@app.command()
def add(
    name: _Name,
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE...",
            show_default=False,
            help="Pages, folders, archives, tables and exports of news databases; - is standard input.",
        ),
    ],
    published: PublishedDay = None,
    actors: OwnActors = None,
    issues: OwnIssues = None,
) -> None:
    """Read pages and keep them in a dossier, compared with all that is there.

    A page that is there already, byte for byte and read by the same program, costs nothing; another text of the same
    page is its next version, and the older one is kept. Stopped at any moment, nothing is lost or doubled: add the same
    sources again. Two may add to one dossier at once. Exit code 1 where a source gave no account (one line each).
    """
    # Not at the top: `communique --help` must not wait for the reader.
    from communique.cli.adding import adding  # noqa: PLC0415

    with quiet_end():
        counts: Counter[str] = Counter()
        with Record.open(dossier_path(name)) as record, ExitStack() as stack:
            progress = stack.enter_context(Progress("adding"))
            for outcome in adding(record, sources, published=published, actors=actors, issues=issues, now=now):
                progress.step()
                counts[outcome.state.value] += 1
                if outcome.rejection is not None:
                    complain(f"{outcome.origin}: {in_words(outcome.rejection.reason)}: {outcome.rejection.detail}")
            total = record.counts()
        told = ", ".join(f"{number} {state}" for state, number in counts.items()) or "nothing"
        held = (many(total.articles, "page"), many(total.facts, "fact"), many(total.origins, "origin"),
                many(total.differences, "difference"))  # fmt: skip
        sys.stdout.write(f"{told}; {', '.join(held)}\n")
        if counts["refused"]:
            raise typer.Exit(1)


@app.command(name="list")
def list_(
    name: _Name,
    everything: Annotated[
        bool, typer.Option("--all", help="Also earlier versions of pages, and what could not be read.")
    ] = False,
) -> None:
    """List the pages of a dossier: id, day, publisher, number of facts, headline."""
    with quiet_end(), Record.open(dossier_path(name), write=False) as record:
        rows = [
            (p.article, p.published or "no day", p.publisher or "unknown outlet", str(p.facts),
             f"{p.title or p.came_from}{_version(p.version, p.versions)}")
            for p in record.pages(superseded=everything)
        ]  # fmt: skip
        sys.stdout.writelines(columns(("page", "published", "outlet", "facts", "headline"), rows))
        if everything:
            failed = [(in_words(f.reason), f.origin, f.detail) for f in record.failures()]
            sys.stdout.writelines(["\n", *columns(("not read", "source", "why"), failed)] if failed else [])


def _version(version: int, versions: int) -> str:
    return "" if versions == 1 else f" (version {version} of {versions})"


@app.command()
def find(
    name: _Name,
    words: Annotated[list[str], typer.Argument(metavar="WORD...", help="Words that must all be there.")],
    limit: Annotated[int, typer.Option(metavar="N", min=1, max=1000, help="How many at most.")] = 30,
) -> None:
    """Find pages and facts by the words of their sentences; facts come with the id that ``correct`` takes."""
    with quiet_end(), Record.open(dossier_path(name), write=False) as record:
        shelf = record.shelf()
        rows = list(dict.fromkeys(_found(hit, shelf) for hit in record.search(" ".join(words), limit=limit)))
        rows = [row for row in rows if row[1]]
        if not rows:
            complain("nothing found")
            raise typer.Exit(1)
        sys.stdout.writelines(columns(("id", "what", "status", "page", "words"), rows))


def _found(hit: Hit, shelf: Shelf) -> tuple[str, str, str, str, str]:
    """Return the row of a hit; what it is stays empty for a fact that was rejected."""
    if hit.fact is None:
        return hit.article, "page", "", hit.title or "", hit.passage
    if not shelf.has_fact(hit.fact):
        return hit.fact, "", "", "", ""
    fact = shelf.fact(hit.fact)
    kind = type_of_fact[type(fact)]
    if isinstance(fact, Event):
        return hit.fact, f"{kind} {fact.type}", fact.status.value, hit.title or "", hit.passage
    said = f" {fact.act}" if isinstance(fact, Statement) else ""
    status = fact.status.value if isinstance(fact, Proposal) and fact.status else ""
    return hit.fact, kind + said, status, hit.title or "", hit.passage


@app.command()
def parties(
    name: _Name,
    words: Annotated[list[str] | None, typer.Argument(metavar="[WORD]...", help="Part of the name.")] = None,
) -> None:
    """List who acts in a dossier: name, kind, country, and the ids of the actors that `correct` takes."""
    asked = " ".join(words or ()).casefold()
    with quiet_end(), Record.open(dossier_path(name), write=False) as record:
        told = record.told()
        everybody = sorted(told.parties, key=lambda p: (-len(p.actors), p.name, p.id)) if told else []
        rows = [
            (party.name, party.kind.value, party.country or "", " ".join(party.actors))
            for party in everybody
            if asked in party.name.casefold()
        ]
        if not rows:
            complain("nobody found")
            raise typer.Exit(1)
        sys.stdout.writelines(columns(("party", "kind", "country", "actors"), rows))


@app.command()
def remove(
    name: _Name,
    pages: Annotated[
        list[str], typer.Argument(metavar="PAGE...", help="Ids, addresses or files of pages, as `list` shows them.")
    ],
) -> None:
    """Take pages out of a dossier, with all that was read in them."""
    from communique.cli.adding import retell  # noqa: PLC0415

    with quiet_end(), Record.open(dossier_path(name)) as record:
        missing = 0
        for page in pages:
            gone = record.remove(page)
            missing += not gone
            if gone:
                sys.stdout.write(f"{visible(page)}: {len(gone)} removed\n")
            else:
                complain(f"{page}: no such page in this dossier")
        retell(record)
        if missing:
            raise typer.Exit(1)


@app.command(name="check")
def check_(name: _Name) -> None:
    """Check everything that must hold of a dossier: each quote is in its page, nothing points nowhere, no damage."""
    with quiet_end():
        path = dossier_path(name)
        faults = check(path)
        for fault in faults:
            complain(f"{path}: {fault}")
        if faults:
            raise typer.Exit(1)
        sys.stdout.write(f"{visible(str(path))}: clean\n")
