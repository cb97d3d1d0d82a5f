"""What needs the reader, apart so that other commands start fast: adding pages, telling a dossier anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from communique.cli.app import complain
from communique.dossier import Outcome, add, tell
from communique.pipeline import Tools
from communique.record import Record


def adding(
    record: Record,
    sources: Sequence[str],
    *,
    published: str | None,
    actors: Path | None,
    issues: Path | None,
    now: Callable[[], str],
) -> Iterator[Outcome]:
    """Add sources with a user's own actors and issues, if any, and tell the dossier anew at the end.

    A row of the actors that cannot be used is one line on stderr.
    """
    tools = Tools.load(actors=actors, issues=issues)
    for fault in tools.atlas.faults:
        complain(fault)
    yield from add(record, sources, tools, now=now, published=published)
    tell(record)


def retell(record: Record) -> None:
    """Tell a dossier anew after something in it was changed by hand."""
    tell(record)
