"""Search, feeds and exports over HTTP."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from communique.record import Hit, Record
from communique.web.answers import Answers
from communique.web.app import asked_of
from communique.web.feeds.atom import to_atom
from communique.web.feeds.calendar import to_calendar
from communique.web.feeds.tables import to_csv, to_markdown
from communique.web.pages import search
from communique.web.pages.kind import Asked
from communique.web.selection import Wanted, happenings
from communique.web.source import Source
from communique.web.view import View

Write = Callable[[View, Request], str | bytes]
HITS = 200
"""Sentences and pages of a search at most."""


def routes() -> list[BaseRoute]:
    """Return the routes of search, feeds and exports."""
    return [
        Route("/search", _search),
        Route("/search.json", _search),
        Route("/feed.atom", _Output("application/atom+xml", _atom).answer),
        Route("/dossier.ics", _Output("text/calendar; charset=utf-8", _calendar).answer),
        Route("/export.md", _Output("text/markdown; charset=utf-8", _markdown, "dossier.md").answer),
        Route("/export.csv", _Output("text/csv; charset=utf-8; header=present", _csv, "dossier.csv").answer),
    ]


def _search(request: Request) -> Response:
    """Answer a search: its page is the one page that asks the file itself."""
    answers: Answers = request.app.state.answers
    asked = asked_of(request)
    hits = found(request.app.state.source, asked)
    kind = replace(search.PAGE, make=partial(search.search, hits=hits))
    if request.url.path.endswith(".json"):
        return answers.twin(kind, request, asked)
    return answers.page(kind, request, asked)


def found(source: Source, asked: Asked) -> tuple[Hit, ...]:
    """Return what the words asked for are found in."""
    query = asked.one("q")
    if not query:
        return ()
    with Record.open(source.path, write=False) as record:
        return record.search(query, limit=HITS)


class _Output:
    """A file made of the view. ``name``: what a browser saves it as."""

    def __init__(self, media_type: str, write: Write, name: str | None = None) -> None:
        self._media_type, self._write, self._name = media_type, write, name

    def answer(self, request: Request) -> Response:
        """Return the file; 503 while nothing is told."""
        source: Source = request.app.state.source
        view = source.state().view
        if view is None:
            return Response("Nothing is told yet.\n", 503, media_type="text/plain")
        made = self._write(view, request)
        body = made if isinstance(made, bytes) else made.encode("utf-8", "replace")
        headers = {"cache-control": "private, no-cache"}
        if self._name:
            headers["content-disposition"] = f'attachment; filename="{self._name}"'
        return Response(body, media_type=self._media_type, headers=headers)


def _home(request: Request) -> str:
    # The host has been checked before: it is one of this server's own.
    return f"{request.url.scheme}://{request.headers.get('host', 'localhost')}"


def _atom(view: View, request: Request) -> bytes:
    return to_atom(view, _home(request))


def _calendar(view: View, request: Request) -> str:
    return to_calendar(view, _home(request))


def _markdown(view: View, request: Request) -> str:
    wanted = Wanted.of(asked_of(request))
    about = tuple(f"{name}: {label}" for name, label in search.in_words(view, wanted))
    return to_markdown(view, happenings(view, wanted), about)


def _csv(view: View, request: Request) -> str:
    return to_csv(view, happenings(view, Wanted.of(asked_of(request))))
