"""Putting a dossier right by hand: ``correct``, ``undo``, ``corrections``."""

from __future__ import annotations

import getpass
import sys
from typing import Annotated

import typer

from communique.cli.app import app, quiet_end
from communique.cli.asked import dossier_path, now
from communique.cli.tables import columns
from communique.errors import UsageError
from communique.export import visible
from communique.record import Change, CorrectionKind, Record

_Name = Annotated[str, typer.Argument(metavar="NAME", show_default=False, help="The dossier.")]
_Who = Annotated[str | None, typer.Option("--by", metavar="WHO", help="Who says so; else your name on this machine.")]
_Note = Annotated[str | None, typer.Option(metavar="TEXT", help="Why, for whoever reads the log.")]


@app.command()
def correct(
    name: _Name,
    about: Annotated[str, typer.Argument(metavar="ID", show_default=False, help="The fact, as `find` shows it.")],
    speaker: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="The actor who said it (several times for several).")
    ] = None,
    nobody: Annotated[bool, typer.Option("--no-speaker", help="Nobody is said to have said it.")] = False,
    kind: Annotated[
        str | None, typer.Option("--type", metavar="CODE", help="What sort of event (CONSULT …) or of saying (deny …).")
    ] = None,
    status: Annotated[str | None, typer.Option(metavar="CODE", help="happened, planned, denied, accepted …")] = None,
    same: Annotated[str | None, typer.Option(metavar="ID", help="This other event is the same happening.")] = None,
    different: Annotated[str | None, typer.Option(metavar="ID", help="This other event is another happening.")] = None,
    merge: Annotated[str | None, typer.Option(metavar="ID", help="ID and this are actors and are one party.")] = None,
    split: Annotated[str | None, typer.Option(metavar="ID", help="ID and this are actors and are two parties.")] = None,
    reject: Annotated[bool, typer.Option("--reject", help="The page does not say this.")] = False,
    by: _Who = None,
    note: _Note = None,
) -> None:
    """Put one thing right. What a person decides wins over every rule, and outlives every new reading.

    Nothing is overwritten: the correction is a row of a log that says who, when, what it was and what it is now, and
    `undo` takes it back. Codes are told in docs/kinds.md.
    """
    from communique.cli.adding import retell  # noqa: PLC0415

    asked = [
        (CorrectionKind.SPEAKER, tuple(speaker or ()), None) if speaker or nobody else None,
        (CorrectionKind.TYPE, (kind,), None) if kind else None,
        (CorrectionKind.STATUS, (status,), None) if status else None,
        (CorrectionKind.SAME, (), same) if same else None,
        (CorrectionKind.DIFFERENT, (), different) if different else None,
        (CorrectionKind.MERGE, (), merge) if merge else None,
        (CorrectionKind.SPLIT, (), split) if split else None,
        (CorrectionKind.REJECT, (), None) if reject else None,
    ]
    wanted = [one for one in asked if one is not None]
    with quiet_end():
        if not wanted:
            raise UsageError("say what is to be put right: --speaker, --type, --status, --same, --reject …")
        with Record.open(dossier_path(name)) as record:
            who, at = by or _me(), now()
            with record.writing():
                numbers = [
                    record.correct(Change(kind=sort, about=about, who=who, at=at, new=new, other=other, note=note))
                    for sort, new, other in wanted
                ]
            retell(record)
        sys.stdout.writelines(f"correction {number}\n" for number in numbers)


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
