"""What researchers do with a finished run: ``diff``, ``codebook``, ``sample``, ``score``."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from communique.cli.app import app, quiet_end
from communique.cli.files import write_file
from communique.errors import UsageError
from communique.export import visible

_Run = Annotated[Path, typer.Argument(metavar="RUN", show_default=False, help="The folder of a finished run.")]


class DiffFormat(StrEnum):
    """What ``diff`` writes."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"


class ScoreFormat(StrEnum):
    """What ``score`` writes."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


class Coded(StrEnum):
    """What a sheet is about."""

    EVENTS = "events"
    STATEMENTS = "statements"
    MEETINGS = "meetings"


class Drawing(StrEnum):
    """How a sample is drawn."""

    PROPORTIONAL = "proportional"
    TYPE = "type"


@app.command()
def diff(
    left: Annotated[Path, typer.Argument(metavar="RUN", show_default=False, help="The folder of a finished run.")],
    right: Annotated[Path, typer.Argument(metavar="RUN", show_default=False, help="Another.")],
    rows: Annotated[
        int, typer.Option("--rows", min=0, max=1000, metavar="N", help="Examples of each sort of change.")
    ] = 0,
    form: Annotated[DiffFormat, typer.Option("--format", help="What to write.")] = DiffFormat.TEXT,
) -> None:
    """Tell what changed between two runs: what may have caused it, then articles and facts gained, lost and changed.

    A fact is the same where article, kind and cue are; it changed where another column has. An article of one run alone
    is told with what the other run has in its place, such as the reason why it was refused there. Exit codes are those
    of diff(1): 0 no difference, 1 they differ, 2 one cannot be read.
    """
    from communique.corpus.diff import difference  # noqa: PLC0415
    from communique.corpus.diff_text import diff_to_csv, diff_to_json, diff_to_text  # noqa: PLC0415
    from communique.corpus.folder import Folder  # noqa: PLC0415

    with quiet_end():
        found = difference(Folder.open(left), Folder.open(right), rows=rows)
        write = {DiffFormat.TEXT: diff_to_text, DiffFormat.JSON: diff_to_json, DiffFormat.CSV: diff_to_csv}[form]
        sys.stdout.write(write(found))
        sys.stdout.flush()
        if found.causes or not found.same:
            raise typer.Exit(1)


@app.command()
def codebook(
    run: _Run,
    out: Annotated[
        Path, typer.Option("--out", metavar="PATH", help="Where to write it; else codebook.html in the run's folder.")
    ] = Path(),
) -> None:
    """Write the codebook of a run: one HTML page on its sources, refusals, dates, columns and codes, with counts.

    It is made of this very run, asks nothing of anybody (no script, no request) and can be printed.
    """
    from communique.corpus.codebook import codebook as counted  # noqa: PLC0415
    from communique.corpus.codebook_page import to_page  # noqa: PLC0415
    from communique.corpus.folder import Folder  # noqa: PLC0415

    with quiet_end():
        place = run / "codebook.html" if out == Path() else out
        write_file(place, to_page(counted(Folder.open(run))).encode())
        sys.stdout.write(f"{visible(str(place))}\n")


@app.command()
def sample(
    run: _Run,
    place: Annotated[
        Path, typer.Option("--for", metavar="PATH", show_default=False, help="The sheet to write, such as coding.csv.")
    ],
    n: Annotated[
        int, typer.Option("--n", min=1, max=20_000, metavar="N", help="Sentences with something in them.")
    ] = 100,
    without: Annotated[
        int | None,
        typer.Option(min=0, max=20_000, metavar="N", help="Sentences in which nothing was found; else a fifth of --n."),
    ] = None,
    seed: Annotated[int, typer.Option(metavar="N", help="Another number draws others; the same, the same.")] = 0,
    what: Annotated[Coded, typer.Option(help="What is to be coded.")] = Coded.EVENTS,
    by: Annotated[
        Drawing, typer.Option(help="proportional: as often as in the run; type: as many of each type (act, mode).")
    ] = Drawing.PROPORTIONAL,
) -> None:
    """Draw a blind sheet for human coders: sentences with their neighbours, and empty columns to fill in.

    Beside coding.csv stand coding.key.csv, with what the program found and how many sentences of the run each row
    stands for (coders must not see it), and coding.legend.txt, with the codes. Sentences in which nothing was found are
    mixed in, for recall. A sheet named .tsv has tabs between its cells, which Excel opens rightly in every country.
    The same run, numbers and seed give the same bytes. A sheet that is there already is never written over.
    """
    from communique.corpus.folder import Folder  # noqa: PLC0415
    from communique.corpus.forms import form_of, legend  # noqa: PLC0415
    from communique.corpus.sampling import Plan  # noqa: PLC0415
    from communique.corpus.sampling import sample as drawn  # noqa: PLC0415
    from communique.corpus.sheets import key_csv, sheet_csv  # noqa: PLC0415

    with quiet_end():
        form = form_of(what.value)
        plan = Plan(
            form=form,
            n=n,
            seed=seed,
            without=n // 5 if without is None else without,
            even=by is Drawing.TYPE,
        )
        found = drawn(Folder.open(run), plan)
        written = (
            (place, sheet_csv(found, place.suffix)),
            (place.with_suffix(".key.csv"), key_csv(found)),
            (place.with_suffix(".legend.txt"), legend(form).encode()),
        )
        for path, content in written:
            if path.exists() and (not path.is_file() or path.read_bytes() != content):
                raise UsageError(f"{path} is there already, and may hold what somebody coded; name another with --for")
        for path, content in written:
            write_file(path, content)
            sys.stdout.write(f"{visible(str(path))}\n")
        for name, there, taken in found.frame:
            sys.stdout.write(f"  {visible(name)}: {taken:,} of {there:,} sentences\n")


@app.command()
def score(
    sheets: Annotated[
        list[Path], typer.Argument(metavar="SHEET...", show_default=False, help="Filled sheets, one of each coder.")
    ],
    key: Annotated[
        Path | None, typer.Option(metavar="PATH", help="The key; else the first sheet's: coding.key.csv of coding.csv.")
    ] = None,
    seed: Annotated[int, typer.Option(metavar="N", help="Of the intervals of agreement.")] = 0,
    form: Annotated[ScoreFormat, typer.Option("--format", help="What to write.")] = ScoreFormat.TEXT,
) -> None:
    """Score a run by filled sheets: precision and recall by type with intervals, answers by column, coders' agreement.

    Sheets may be saved by any spreadsheet: commas, semicolons or tabs, UTF-8, UTF-16 or Windows-1252. Each row with a
    mistake is told with its number and left out; exit code 1 tells that there were some.
    """
    from communique.corpus.scores_text import scores_to_json, scores_to_markdown, scores_to_text  # noqa: PLC0415
    from communique.corpus.scoring import score_files  # noqa: PLC0415

    with quiet_end():
        scores = score_files(sheets, key, seed=seed)
        write = {
            ScoreFormat.TEXT: scores_to_text,
            ScoreFormat.JSON: scores_to_json,
            ScoreFormat.MARKDOWN: scores_to_markdown,
        }[form]
        sys.stdout.write(write(scores))
        sys.stdout.flush()
        if scores.mistakes:
            raise typer.Exit(1)
