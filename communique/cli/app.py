"""The application: its entry point, how it ends, how it complains.

Exit codes: 0 done; 1 some page gave no account (one line each on stderr, the others are written all
the same); 2 misuse. Results go to stdout alone, progress and complaints to stderr.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from communique.errors import CommuniqueError, UsageError
from communique.export import visible
from communique.version import __version__

app = typer.Typer(
    name="communique",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def main() -> None:
    """Run the command line: the entry point of the ``communique`` script."""
    # Two threads in the small matrix products wait for each other: a page took far longer with two
    # than with one. numpy reads these once, when it is imported, so they are set before anything is.
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    app()


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"communique {__version__}")
        raise typer.Exit


@app.callback()
def _top(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Reads news pages about diplomacy and conflict and keeps the record, every fact with its sentence."""


def complain(message: str) -> None:
    """Write one line to stderr, whatever is in ``message``."""
    sys.stderr.write(f"communique: {visible(' '.join(message.split())).rstrip(': ')}\n")
    sys.stderr.flush()


@contextmanager
def quiet_end() -> Iterator[None]:
    """End a command as its outcome asks: one line for what went wrong, and the exit code that says so."""
    try:
        yield
    except BrokenPipeError:
        # `communique read … | head -1`: the rest is not wanted, which is no fault of anybody's.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(0) from None
    except KeyboardInterrupt:
        complain("stopped")
        raise typer.Exit(130) from None
    except UsageError as error:
        complain(str(error))
        raise typer.Exit(2) from None
    except CommuniqueError as error:
        complain(str(error))
        raise typer.Exit(1) from None
    except OSError as error:
        complain(f"{error.filename}: {(error.strerror or '').lower()}" if error.filename else str(error))
        raise typer.Exit(1) from None
