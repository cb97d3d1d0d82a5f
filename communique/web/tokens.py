"""Changes only from our own pages: a token in a cookie and in the form, and what the browser says of where it is from.

A page of another site can make a browser send a form here, but can neither read the token nor hide where it is.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets

from starlette.requests import Request
from starlette.responses import Response

from communique.web.security import host_of

COOKIE = "communique-token"
FIELD = "token"
HEADER = "x-communique-token"
_LENGTH = 32


class Tokens:
    """Makes and checks tokens: a random half and its seal, so that a cookie set by somebody else is no token."""

    def __init__(self) -> None:
        """Take a key that is new with each start of the server."""
        self._key = secrets.token_bytes(32)

    def of(self, request: Request) -> str:
        """Return the token of who asks: that of the cookie where it is ours, else a new one."""
        held = request.cookies.get(COOKIE, "")
        if self._is_ours(held):
            return held
        half = secrets.token_hex(_LENGTH // 2)
        return half + self._seal(half)

    def give(self, request: Request, response: Response, token: str) -> None:
        """Set the cookie where the asker does not have it yet."""
        if request.cookies.get(COOKIE) != token:
            response.set_cookie(COOKIE, token, httponly=True, samesite="strict", path="/")

    def refusal(self, request: Request, given: str | None) -> str | None:
        """Return why a change is refused, None where it is from our own page. ``given``: the token of the form or of
        the header ``x-communique-token``."""
        if request.headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
            return "The request comes from another site."
        origin = request.headers.get("origin")
        if origin is not None and not _is_same(origin, request.headers.get("host", "")):
            return "The request comes from another site."
        held = request.cookies.get(COOKIE, "")
        if not self._is_ours(held) or not hmac.compare_digest(held.encode(), (given or "").encode("utf-8", "replace")):
            return "The form is out of date: load the page again."
        return None

    def _is_ours(self, token: str) -> bool:
        half, seal = token[:_LENGTH], token[_LENGTH:]
        return len(half) == _LENGTH and hmac.compare_digest(self._seal(half).encode(), seal.encode("utf-8", "replace"))

    def _seal(self, half: str) -> str:
        return hmac.new(self._key, half.encode("utf-8", "replace"), hashlib.sha256).hexdigest()[:_LENGTH]


def _is_same(origin: str, host: str) -> bool:
    scheme, _, rest = origin.partition("://")
    return scheme in {"http", "https"} and bool(host) and rest.lower() == host.lower() and host_of(rest) != ""
