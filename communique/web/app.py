"""The pages of a dossier over HTTP: pages, their JSON twins, static files, news of changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from communique.errors import RecordError
from communique.web.answers import Answers, is_data
from communique.web.assets import assets
from communique.web.events import Events
from communique.web.openapi import openapi
from communique.web.pages import front
from communique.web.pages.kind import Asked, PageKind
from communique.web.rendering import as_json
from communique.web.routes import PAGES, PATHS
from communique.web.security import Hosts, Limits, Marked, Password, must_be_safe
from communique.web.source import Source
from communique.web.tokens import Tokens
from communique.web.urls import Live

_FOR_GOOD = "public, max-age=31536000, immutable"


def application(
    path: str | Path,
    *,
    host: str = "127.0.0.1",
    names: tuple[str, ...] = (),
    password: str | None = None,
    why: Callable[[str], str] | None = None,
    more: Sequence[BaseRoute] = (),
) -> Starlette:
    """Return the web of the dossier at ``path``.

    ``host``: what the server is bound to, ``names``: further names it is called by; ``why``: gives the explanation of
    a ``how``; ``more``: further routes, before the pages. Raises RecordError where there is no dossier, UsageError for
    a host that others can reach without a password.
    """
    must_be_safe(host, password)
    source, tokens = Source(path, why, warm=(front.make_once,)), Tokens()
    answers = Answers(source, tokens)
    guards = [
        Middleware(Marked),
        Middleware(Hosts, host=host, names=names),
        Middleware(Limits, password=Password.of(password) if password else None),
    ]
    web = Starlette(
        routes=[*more, *_fixed(source), *_pages(answers)],
        middleware=guards,
        exception_handlers={
            HTTPException: answers.missing,
            RecordError: answers.closed,
        },
    )
    web.state.source, web.state.tokens, web.state.answers = source, tokens, answers
    # Starlette answers a fault outside all other layers: it needs the headers of its own.
    web.add_exception_handler(500, answers.fault)
    return web


def _fixed(source: Source) -> list[BaseRoute]:
    events = Events(source)
    return [
        Route("/static/{name}", _asset),
        Route("/openapi.json", _openapi),
        Route("/events", events.answer),
        Route("/fact/{id}", _Fact(source).answer),
    ]


def _pages(answers: Answers) -> list[BaseRoute]:
    routes: list[BaseRoute] = []
    for kind in PAGES:
        twin = "/front.json" if kind.path == "/" else f"{kind.path}.json"
        routes += [Route(twin, _twin(kind, answers)), Route(kind.path, _page(kind, answers))]
    return routes


def asked_of(request: Request) -> Asked:
    """Return what is asked of a page."""
    return Asked(id=request.path_params.get("id"), filters=tuple(request.query_params.multi_items()[:100]))


def _page(kind: PageKind, answers: Answers) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        return answers.page(kind, request, asked_of(request))

    return answer


def _twin(kind: PageKind, answers: Answers) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        return answers.twin(kind, request, asked_of(request))

    return answer


def _asset(request: Request) -> Response:
    asset = assets().get(request.path_params["name"])
    if asset is None:
        raise HTTPException(404)
    is_named = request.query_params.get("v") == asset.version
    headers = {"etag": f'"{asset.version}"', "cache-control": _FOR_GOOD if is_named else "no-cache"}
    if request.headers.get("if-none-match") == headers["etag"]:
        return Response(status_code=304, headers=headers)
    return Response(asset.content, media_type=asset.media_type, headers=headers)


def _openapi(request: Request) -> Response:
    return Response(as_json(openapi(PAGES)), media_type="application/json", headers={"cache-control": "no-cache"})


class _Fact:
    """Leads from a fact to its words in the page view."""

    def __init__(self, source: Source) -> None:
        self._source = source

    def answer(self, request: Request) -> Response:
        """Redirect to the page view, opened at the fact; 404 where no current page has it."""
        view, identity = self._source.state().view, request.path_params["id"]
        if view is None or view.fact(identity) is None:
            raise HTTPException(404)
        article = view.account_of(identity).article.id
        return RedirectResponse(Live(PATHS).article(article, identity), 303)


__all__ = ["application", "asked_of", "is_data"]
