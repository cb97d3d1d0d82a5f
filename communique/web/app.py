"""The pages of a dossier over HTTP: pages, their JSON twins, static files."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from communique.web.pages.kind import Asked, PageKind
from communique.web.rendering import as_json, html
from communique.web.routes import PAGES, PATHS
from communique.web.urls import Live
from communique.web.view import View
from communique.web.words import language_of, words


def application_of(view: View) -> Starlette:
    """Return the web of one view."""
    routes: list[Route | Mount] = []
    for kind in PAGES:
        path = kind.path
        routes.append(Route(("/front" if path == "/" else path) + ".json", _twin(kind, view)))
        routes.append(Route(path, _page(kind, view)))
    routes.append(Mount("/static", StaticFiles(packages=[("communique.web", "static")])))
    return Starlette(routes=routes)


def _asked(request: Request) -> Asked:
    return Asked(id=request.path_params.get("id"), filters=tuple(request.query_params.multi_items()))


def _page(kind: PageKind, view: View):  # type: ignore[no-untyped-def]  # noqa: ANN202
    def answer(request: Request) -> Response:
        page = kind.make(view, _asked(request))
        if page is None:
            return Response("not found", 404)
        chosen = words(
            language_of(
                request.query_params.get("lang"), request.cookies.get("lang"), request.headers.get("accept-language")
            )
        )
        return HTMLResponse(html(kind, page, Live(PATHS, request.url.path, request.url.query), chosen, view.name))

    return answer


def _twin(kind: PageKind, view: View):  # type: ignore[no-untyped-def]  # noqa: ANN202
    def answer(request: Request) -> Response:
        page = kind.make(view, _asked(request))
        if page is None:
            return Response("null", 404, media_type="application/json")
        return Response(as_json(page), media_type="application/json")

    return answer
