"""What the command line calls: serve a dossier, give it as one file."""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from pathlib import Path

import uvicorn
from starlette.routing import BaseRoute

from communique.errors import UsageError
from communique.web.app import application
from communique.web.publish import publish
from communique.web.source import Source

HOST, PORT = "127.0.0.1", 8017
_ROOM = 16_384
"""Bytes of the head of a request at most."""
_STOP = 2
"""Seconds that listeners have to go when the server stops."""


def serve(
    path: str | Path,
    *,
    host: str = HOST,
    port: int = PORT,
    password: str | None = None,
    why: Callable[[str], str] | None = None,
    ready: Callable[[str], object] | None = None,
    more: Sequence[BaseRoute] = (),
) -> None:
    """Serve a dossier until somebody stops it; ``port`` 0 takes a free one. ``ready`` is given the address as soon as
    a browser may be led to it (``webbrowser.open``); ``more``: routes of changes, feeds and exports.

    Raises RecordError where there is no dossier, UsageError for a host others can reach without a password, or for an
    address that cannot be had.
    """
    web = application(path, host=host, password=password, why=why, more=more)
    bound = _bound(host, port)
    address = address_of(host, bound.getsockname()[1])
    if ready is not None:
        bound.listen()
        ready(address)
    config = uvicorn.Config(
        web,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        h11_max_incomplete_event_size=_ROOM,
        timeout_keep_alive=10,
        timeout_graceful_shutdown=_STOP,
        limit_concurrency=200,
        lifespan="off",
    )
    try:
        uvicorn.Server(config).run(sockets=[bound])
    except KeyboardInterrupt:
        pass
    finally:
        bound.close()


def published(path: str | Path, *, why: Callable[[str], str] | None = None, language: str = "en") -> str:
    """Return a dossier as one HTML file.

    Raises RecordError where there is no dossier, UsageError where nothing is told yet.
    """
    view = Source(path, why).state().view
    if view is None:
        raise UsageError(f"{path}: nothing is told yet: add pages, or tell the dossier again")
    return publish(view, language=language)


def address_of(host: str, port: int) -> str:
    """Return the address to open in a browser on this machine."""
    name = "127.0.0.1" if host in {"0.0.0.0", ""} else "::1" if host == "::" else host
    return f"http://[{name}]:{port}/" if ":" in name else f"http://{name}:{port}/"


def _bound(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((host, port))
    except (OSError, OverflowError) as fault:
        made.close()
        raise UsageError(f"{host[:80]}, port {port}: cannot be served on: {fault}") from None
    made.set_inheritable(True)
    return made
