"""Putting a dossier right by hand: ``correct``, ``undo``, ``corrections``."""

from __future__ import annotations

import getpass
import sys
from enum import StrEnum
from typing import Annotated

import typer

from communique.cli.app import app, quiet_end
from communique.cli.asked import dossier_path, now
from communique.cli.tables import columns
from communique.errors import UsageError
from communique.export import visible
from communique.record import Change, CorrectionKind, Record


class What(StrEnum):
    """What can be put right by hand."""

    SPEAKER = "speaker"
    TYPE = "type"
    STATUS = "status"
    REJECT = "reject"
    SAME = "same"
    DIFFERENT = "different"
    MERGE = "merge"
    SPLIT = "split"


_Name = Annotated[str, typer.Argument(metavar="NAME", show_default=False, help="The dossier.")]
_Who = Annotated[str | None, typer.Option("--by", metavar="WHO", help="Who says so; else your name on this machine.")]
_Note = Annotated[str | None, typer.Option(metavar="TEXT", help="Why, for whoever reads the log.")]


@app.command()
def correct(
    name: _Name,
    about: Annotated[
        str,
        typer.Argument(metavar="ID", show_default=False, help="A fact, as `find` shows it; an actor: `parties`."),
    ],
    what: Annotated[What, typer.Argument(show_default=False, help="What is put right.")],
    values: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[VALUE]...",
            show_default=False,
            help="speaker: ids of actors (no value: nobody said it); type: CONSULT … or deny …; status: happened, "
            "planned …; same, different: the other event; merge, split: the other actor; reject: nothing.",
        ),
    ] = None,
    by: _Who = None,
    note: _Note = None,
) -> None:
    """Put one thing right. What a person decides wins over every rule, and outlives every new reading.

    Nothing is overwritten: the correction is a row of a log that says who, when, what it was and what it is now, and
    `undo` takes it back. Codes are told in docs/kinds.md.
    """
    from communique.cli.adding import retell  # noqa: PLC0415

    with quiet_end():
        kind, given = CorrectionKind(what.value), tuple(values or ())
        paired = what in (What.SAME, What.DIFFERENT, What.MERGE, What.SPLIT)
        if what is not What.SPEAKER and len(given) != (0 if what is What.REJECT else 1):
            raise UsageError(f"{what.value} takes {'no value' if what is What.REJECT else 'one value'}")
        with Record.open(dossier_path(name)) as record:
            change = Change(
                kind=kind,
                about=about,
                who=by or _me(),
                at=now(),
                new=() if paired else given,
                other=given[0] if paired else None,
                note=note,
            )
            number = record.correct(change)
            retell(record)
        sys.stdout.write(f"correction {number}\n")


@app.command()
def undo(
    name: _Name,
    number: Annotated[int, typer.Argument(metavar="NUMBER", help="The correction, as `corrections` lists it.")],
    by: _Who = None,
    note: _Note = None,
) -> None:
    """Take a correction back; that is a row of the log, too, and can be taken back itself."""
    from communique.cli.adding import retell  # noqa: PLC0415

    with quiet_end(), Record.open(dossier_path(name)) as record:
        made = record.undo(number, who=by or _me(), at=now(), note=note)
        retell(record)
        sys.stdout.write(f"correction {made} takes back {number}\n")


@app.command()
def corrections(
    name: _Name,
    gold: Annotated[bool, typer.Option("--gold", help="As JSON Lines, to train and to score with.")] = False,
) -> None:
    """List what people have put right: number, when, who, what, old and new."""
    with quiet_end(), Record.open(dossier_path(name), write=False) as record:
        if gold:
            sys.stdout.writelines(f"{line.rstrip()}\n" for line in record.gold())
            return
        standing = {row.id for row in record.standing()}
        rows = [
            (str(row.id), row.at, row.who, row.kind.value, " ".join(filter(None, (row.about, row.other))),
             f"{' '.join(row.old)} -> {' '.join(row.new)}{'' if row.id in standing else ' (taken back)'}"
             f"{f' ({row.note})' if row.note else ''}")
            for row in record.corrections()
        ]  # fmt: skip
        sys.stdout.writelines(columns(("number", "when", "who", "what", "of", "old -> new"), rows))


def _me() -> str:
    try:
        return visible(getpass.getuser())
    except (OSError, KeyError, ImportError):
        raise UsageError("who says so? give a name with --by") from None
