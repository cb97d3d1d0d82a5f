"""Write ``docs/cli.md`` from the command line's own declarations; ``--check`` only tells whether it is current."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import get_args

from pages import HERE, write_or_check
from typer.models import ArgumentInfo, OptionInfo

from communique.cli import app
from communique.cli.app import _top

HEAD = """# The command line

Written by `make docs` from the program itself; a test fails when it is out of date.

Results go to standard output, progress and complaints to standard error. Exit code 0: done; 1: some
page could not be read or is no article (one line for each, the others are written all the same);
2: misuse. A reader of the output that stops early (`| head`) is no error; an interrupt gives 130.
"""


def written() -> str:
    """Return the whole document."""
    parts = [HEAD, "## communique\n", _table(_top)]
    for registered in app.registered_commands:
        command = registered.callback
        assert command is not None
        name = registered.name or command.__name__
        arguments = [info.metavar or param.name for param, info in _declared(command) if isinstance(info, ArgumentInfo)]
        parts += [f"## communique {name}\n", f"    {' '.join(['communique', name, '[OPTIONS]', *arguments])}\n"]
        parts += [inspect.cleandoc(command.__doc__ or "") + "\n", _table(command)]
    return "\n".join(parts)


def _declared(command: Callable[..., None]) -> Iterator[tuple[inspect.Parameter, ArgumentInfo | OptionInfo]]:
    """Yield the parameters of a command with what they are declared to be on the command line."""
    for parameter in inspect.signature(command, eval_str=True).parameters.values():
        yield parameter, get_args(parameter.annotation)[1]


def _table(command: Callable[..., None]) -> str:
    rows = ["| option | value | meaning | default |", "|---|---|---|---|"]
    for parameter, info in _declared(command):
        kind = get_args(parameter.annotation)[0]
        values = "\\|".join(kind) if isinstance(kind, type) and issubclass(kind, StrEnum) else info.metavar or ""
        values = "" if isinstance(info, ArgumentInfo) and values == info.metavar else values
        if isinstance(info, ArgumentInfo):
            rows.append(f"| `{info.metavar or parameter.name}` | {values} | {info.help} | |")
            continue
        # Inside Annotated, typer keeps the first name given to Option under "default".
        given = [name for name in (info.default, *(info.param_decls or ())) if isinstance(name, str)]
        names = ", ".join(f"`{name}`" for name in given or [f"--{parameter.name}"])
        default = f"`{parameter.default}`" if isinstance(parameter.default, str) else ""
        rows.append(f"| {names} | {values} | {info.help} | {default} |")
    rows.append("| `-h`, `--help` | | Show what the command does and exit. | |")
    return "\n".join(rows) + "\n"


if __name__ == "__main__":
    sys.exit(write_or_check(HERE / "cli.md", written()))
