"""Answers to requests: a page in the asker's language, its JSON twin, or a notice of why there is none."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from http import HTTPStatus
from threading import Lock

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from communique.version import __version__
from communique.web.assets import versions
from communique.web.pages.kind import Asked, PageKind
from communique.web.rendering import NOTICE, Frame, Notice, as_json, html
from communique.web.routes import PATHS
from communique.web.security import HEADERS
from communique.web.source import Source, State
from communique.web.tokens import Tokens
from communique.web.urls import Live
from communique.web.view import View
from communique.web.words import LANGUAGES, Words, language_of, words

_YEAR = 31_536_000
_CONTEXTS = 60
"""Contexts kept at most; the one longest not asked for goes first."""


class Answers:
    """Makes answers from the dossier as it stands."""

    def __init__(self, source: Source, tokens: Tokens) -> None:
        """Answer from ``source``; ``tokens`` go into forms."""
        self._source, self._tokens, self._contexts = source, tokens, _Contexts()

    def page(self, kind: PageKind, request: Request, asked: Asked) -> Response:
        """Return a page as HTML; what the browser holds already is not sent again."""
        state = self._source.state()
        if state.view is None:
            return self.notice(request, Notice(status=503, key="untold"), state.name)
        chosen, token = _words(request), self._tokens.of(request)
        tag = _tag(state, request, chosen.language, token)
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers={"etag": tag})
        context = self._contexts.of(kind, state.view, asked)
        if context is None:
            raise HTTPException(404)
        links = Live(PATHS, request.url.path, request.url.query, versions=versions())
        frame = Frame(name=state.name, links=links, words=chosen, is_current=state.is_current, token=token)
        response = HTMLResponse(_sendable(html(kind, context, frame)))
        response.headers.update({"etag": tag, "cache-control": "private, no-cache", "vary": "cookie, accept-language"})
        self._tokens.give(request, response, token)
        _keep_language(request, response)
        return response

    def twin(self, kind: PageKind, request: Request, asked: Asked) -> Response:
        """Return the context of a page as JSON."""
        state = self._source.state()
        if state.view is None:
            return JSONResponse({"error": "nothing is told yet"}, 503)
        tag = _tag(state, request, "", "")
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers={"etag": tag})
        context = self._contexts.of(kind, state.view, asked)
        if context is None:
            raise HTTPException(404)
        headers = {"etag": tag, "cache-control": "private, no-cache"}
        return Response(as_json(context), media_type="application/json", headers=headers)

    def notice(self, request: Request, notice: Notice, name: str = "Communiqué") -> Response:
        """Return a page that says why there is none, in the style of the others; JSON where that was asked for."""
        if is_data(request):
            return JSONResponse({"error": HTTPStatus(notice.status).phrase.lower()}, notice.status)
        links = Live(PATHS, "", versions=versions())
        frame = Frame(name=name, links=links, words=_words(request))
        return HTMLResponse(_sendable(html(NOTICE, notice, frame)), notice.status)

    def missing(self, request: Request, fault: Exception) -> Response:
        """Answer where there is no such page, or another refusal of the server."""
        status = fault.status_code if isinstance(fault, HTTPException) else 404
        key = "busy" if status == 503 else "missing" if status == 404 else "fault"
        return self.notice(request, Notice(status=status, key=key))

    def closed(self, request: Request, fault: Exception) -> Response:
        """Answer where the file cannot be read any more."""
        return self.notice(request, Notice(status=503, key="closed"))

    def fault(self, request: Request, fault: Exception) -> Response:
        """Answer a defect of ours; says nothing of it to the asker."""
        response = self.notice(request, Notice(status=500, key="fault"))
        response.headers.update({**HEADERS, "cache-control": "no-store"})
        return response


class _Contexts:
    """Contexts made lately of one view: a page that many look at, its twin and its other language are made once."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._view: View | None = None
        self._made: OrderedDict[tuple[PageKind, Asked], object | None] = OrderedDict()

    def of(self, kind: PageKind, view: View, asked: Asked) -> object | None:
        """Return the context of a page, made now or kept; those of an earlier view are let go."""
        key = (kind, Asked(id=asked.id, filters=tuple(pair for pair in asked.filters if pair[0] != "lang")))
        with self._lock:
            if self._view is not view:
                self._view = view
                self._made.clear()
            if key in self._made:
                self._made.move_to_end(key)
                return self._made[key]
        found = kind.make(view, key[1])
        with self._lock:
            if self._view is view and found is not None:
                self._made[key] = found
                while len(self._made) > _CONTEXTS:
                    self._made.popitem(last=False)
        return found


def is_data(request: Request) -> bool:
    """Tell whether JSON is asked for."""
    return request.url.path.endswith(".json")


def _words(request: Request) -> Words:
    asked, cookie = request.query_params.get("lang"), request.cookies.get("lang")
    return words(language_of(asked, cookie, request.headers.get("accept-language")))


def _keep_language(request: Request, response: Response) -> None:
    asked = request.query_params.get("lang")
    if asked in LANGUAGES and request.cookies.get("lang") != asked:
        response.set_cookie("lang", asked, max_age=_YEAR, httponly=True, samesite="lax", path="/")


def _tag(state: State, request: Request, language: str, token: str) -> str:
    """Return the entity tag of a page: of all that it is made of."""
    parts = (__version__, str(id(state.view)), str(state.changes), str(state.is_current), language, token,
             *versions().values(), request.url.path, request.url.query)  # fmt: skip
    return f'"{hashlib.sha256(chr(0).join(parts).encode("utf-8", "replace")).hexdigest()[:24]}"'


def _sendable(text: str) -> str:
    """Return text that can be written as UTF-8: half a character becomes a question mark."""
    return text.encode("utf-8", "replace").decode("utf-8")
