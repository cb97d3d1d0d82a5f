"""A dossier to look at: ``serve`` and ``publish``."""

from __future__ import annotations

import os
import sys
import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from communique.cli.app import app, quiet_end
from communique.cli.asked import dossier_path
from communique.cli.briefing import why
from communique.cli.files import keep_dossiers, write_file
from communique.export import visible

_Name = Annotated[str, typer.Argument(metavar="NAME", show_default=False, help="The dossier.")]
PASSWORD = "COMMUNIQUE_PASSWORD"


@app.command()
def serve(
    name: _Name,
    port: Annotated[int, typer.Option(metavar="N", min=0, max=65535, help="The port; 0 takes a free one.")] = 8017,
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="Whom to listen to; else this machine.")] = "127.0.0.1",
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open it in the browser.")] = True,
) -> None:
    """Show a dossier in the browser, live: it follows what is added, and things can be put right in it.

    Only this machine can reach it. For others name an address to listen to with --host, and a password in the
    environment variable COMMUNIQUE_PASSWORD; without one it does not start.
    """
    with quiet_end():
        # Not at the top: no other command needs a server.
        from communique.cli.adding import retell  # noqa: PLC0415
        from communique.web import actions, outputs  # noqa: PLC0415
        from communique.web.serve import serve as served  # noqa: PLC0415

        def ready(address: str) -> None:
            sys.stdout.write(f"{visible(address)}\n")
            sys.stdout.flush()
            if browser:
                webbrowser.open(address)

        served(
            dossier_path(name),
            host=host,
            port=port,
            password=os.environ.get(PASSWORD) or None,
            why=why,
            ready=ready,
            more=(*actions.routes(retell), *outputs.routes()),
        )


@app.command()
def publish(
    name: _Name,
    out: Annotated[Path, typer.Argument(metavar="OUT.html", show_default=False, help="The file to write.")],
    language: Annotated[str, typer.Option("--lang", metavar="CODE", help="Of the labels: en or sq.")] = "en",
) -> None:
    """Write a dossier as one HTML file that works without a server and without a network, to be mailed."""
    with quiet_end():
        from communique.web.serve import published  # noqa: PLC0415

        keep_dossiers(out)
        content = published(dossier_path(name), why=why, language=language).encode("utf-8")
        write_file(out, content)
        sys.stdout.write(f"{visible(str(out))}: {len(content) / 1e6:.1f} MB\n")
