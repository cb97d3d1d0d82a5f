"""Changes over HTTP: what somebody puts right, taken in by plain forms and kept in the record.

Every form carries the token of our own pages. Who corrects is asked once and kept in a cookie. After a change the
dossier is told anew by what the caller gives (``retell``), for telling is no matter of the web.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import quote, unquote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from communique.errors import RecordError, UsageError
from communique.record import CorrectionKind, Record
from communique.web.correcting import Sent, changes_of, last_of, name_of, perform, take_back
from communique.web.pages.refusal import REFUSAL, WHO, Field, Refusal, Who
from communique.web.rendering import Frame, html
from communique.web.routes import PATHS
from communique.web.source import Source
from communique.web.tokens import FIELD, HEADER, Tokens
from communique.web.urls import Live
from communique.web.words import language_of, words

Retell = Callable[[Record], None]
COOKIE = "communique-who"
_YEAR = 31_536_000
_LOCAL = re.compile(r"/(?![/\\])[\x21-\x5b\x5d-\x7e]{0,2000}")
_UNDO, _LAST, _NAME = "undo", "last", "name"


def routes(retell: Retell | None = None) -> list[BaseRoute]:
    """Return the routes by which the dossier is changed; ``retell`` tells it anew and keeps what it tells."""
    return [Route("/corrections/{kind}", Corrections(retell).answer, methods=["POST"])]


@dataclass(frozen=True, slots=True)
class Corrections:
    """Takes corrections in."""

    retell: Retell | None

    async def answer(self, request: Request) -> Response:
        """Make one change and lead back to where it was asked for; say why where it is refused."""
        tokens: Tokens = request.app.state.tokens
        try:
            sent = Sent.of(await _body(request))
        except UsageError as fault:
            return refused(request, 400, "unreadable", str(fault))
        why = tokens.refusal(request, sent.one(FIELD) or request.headers.get(HEADER))
        if why is not None:
            return refused(request, 403, "foreign", why)
        who = name_of(sent.one("who") or unquote(request.cookies.get(COOKIE, "")[:1000]))
        kind = request.path_params["kind"]
        if not who:
            return _ask_who(request, kind, sent)
        try:
            await run_in_threadpool(self._change, request.app.state.source, kind, sent, who)
        except UsageError as fault:
            return refused(request, 400, "unfit", str(fault))
        except RecordError as fault:
            return refused(request, 503, "unkept", str(fault))
        response = RedirectResponse(back_to(sent.one("back")), 303)
        response.set_cookie(COOKIE, quote(who), max_age=_YEAR, httponly=True, samesite="strict", path="/")
        return response

    def _change(self, source: Source, kind: str, sent: Sent, who: str) -> None:
        if kind == _NAME:
            return
        at = datetime.now(UTC).isoformat()
        with Record.open(source.path) as record:
            if kind == _LAST:
                record.undo(last_of(record, who), who=who, at=at)
            elif kind == _UNDO:
                take_back(record, sent, who=who, at=at)
            else:
                perform(record, changes_of(_kind(kind), sent, who=who, at=at))
            if self.retell is not None:
                self.retell(record)


def _kind(name: str) -> CorrectionKind:
    try:
        return CorrectionKind(name)
    except ValueError as fault:
        raise UsageError(f"no correction is called {name[:40]!r}") from fault


async def _body(request: Request) -> bytes:
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/x-www-form-urlencoded":
        raise UsageError("a form is sent as application/x-www-form-urlencoded")
    return await request.body()


def back_to(path: str) -> str:
    """Return a path on this server to lead back to; for anything else ("//evil.example") that of the log."""
    return path if _LOCAL.fullmatch(path) else "/corrections"


def _frame(request: Request) -> Frame:
    tokens: Tokens = request.app.state.tokens
    source: Source = request.app.state.source
    language = language_of(None, request.cookies.get("lang"), request.headers.get("accept-language"))
    return Frame(name=source.state().name, links=Live(PATHS, ""), words=words(language), token=tokens.of(request))


def refused(request: Request, status: int, key: str, detail: str) -> Response:
    """Answer that a change was not made, and why."""
    page = Refusal(key=key, detail=detail, back=back_to(_referred(request)))
    return HTMLResponse(html(REFUSAL, page, _frame(request)), status)


def _referred(request: Request) -> str:
    host = request.headers.get("host", "")
    referrer = request.headers.get("referer", "")
    scheme, _, rest = referrer.partition("://")
    return rest[len(host) :] if scheme in {"http", "https"} and host and rest.startswith(f"{host}/") else ""


def _ask_who(request: Request, kind: str, sent: Sent) -> Response:
    """Ask for the name of who corrects; what was sent is sent again along with it."""
    fields = tuple(Field(name=name, value=value) for name, value in sent.fields if name not in {FIELD, "who"})
    return HTMLResponse(html(WHO, Who(kind=kind, fields=fields), _frame(request)))
