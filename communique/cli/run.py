"""A corpus into a folder of tables: ``run``."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from types import FrameType
from typing import Annotated

import typer

from communique.cli.app import app, complain, quiet_end
from communique.cli.asked import OwnActors, OwnIssues, PublishedDay


class EngineName(StrEnum):
    """Who reads."""

    LOCAL = "local"
    RAY = "ray"


@app.command()
def run(  # noqa: PLR0913 - each is an option of the command
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE...",
            show_default=False,
            help="Pages, folders, archives, tables and exports of news databases; also what fsspec opens (s3://...).",
        ),
    ],
    *,
    out: Annotated[str, typer.Option(metavar="DIR", show_default=False, help="The folder the tables are written to.")],
    workers: Annotated[
        int | None, typer.Option(metavar="N", min=1, max=4096, help="Processes that read; else one for every core.")
    ] = None,
    engine: Annotated[EngineName, typer.Option(help="This machine, or a Ray cluster.")] = EngineName.LOCAL,
    address: Annotated[
        str | None,
        typer.Option(
            metavar="HOST:PORT",
            show_default=False,
            help="The Ray cluster (or `auto`); else one is started on this machine, and ended with the run.",
        ),
    ] = None,
    published: PublishedDay = None,
    actors: OwnActors = None,
    issues: OwnIssues = None,
    time_limit: Annotated[
        float,
        typer.Option("--time-limit", metavar="S", help="Seconds of processor time a page may take; 60 when not given."),
    ] = 60.0,
    memory_limit: Annotated[
        int, typer.Option("--memory-limit", metavar="MB", help="Memory a page may take; 1,000 when not given.")
    ] = 1000,
) -> None:
    """Read a corpus into Parquet tables: articles, facts, evidence, actors, places, times and what was refused.

    Stopped or killed at any moment, nothing that was read is lost or doubled: give the same command again and it goes
    on. The same sources, read by the same program, give the same bytes with any number of workers. A page that takes
    too long or too much memory, or ends the process that reads it, costs itself alone: it is a row of `failures`. Exit
    code 0: done, whatever was refused; 130: stopped.
    """
    # Not at the top: `communique --help` must not wait for the reader.
    from communique.cli.running import Order, running  # noqa: PLC0415

    order = Order(
        sources=tuple(sources),
        out=out,
        workers=workers,
        ray=engine is EngineName.RAY,
        address=address,
        published=published,
        actors=str(actors) if actors else None,
        issues=str(issues) if issues else None,
        seconds=time_limit,
        memory=memory_limit * 1_000_000,
    )
    with quiet_end(), _stoppable(out):
        running(order)


@contextmanager
def _stoppable(out: str) -> Iterator[None]:
    """Stop at SIGTERM as at Ctrl-C, with one line that says how to go on."""

    def stop(signum: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    except KeyboardInterrupt:
        complain(f"stopped; what was read is kept in {out}, and the same command goes on from there")
        raise typer.Exit(130) from None
    finally:
        signal.signal(signal.SIGTERM, before)
