"""What stands before every page: who may ask, for what host, how much and how often, and what a browser may do.

Four gates, each an ASGI application round the next one: headers on every answer, the host that was asked for, the
size and the number of requests, a password where the server can be reached from elsewhere.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import ipaddress
import secrets
from collections import OrderedDict
from dataclasses import dataclass
from time import monotonic

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from communique.errors import UsageError

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    # Under "no-referrer" a browser sends "Origin: null" with our own forms, which then look like another site's.
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-embedder-policy": "require-corp",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
BODY = 64_000
"""Bytes of a request's body at most: a correction is a line."""
ADDRESS = 8_000
"""Bytes of a request's path and query at most."""
RATE, BURST = 50.0, 400
"""Requests a second of one address over time, and at once: a page with its files is about ten."""
TRIES, LOCKED = 10, 60.0
"""Wrong passwords of one address before it must wait, and for how many seconds."""
_ADDRESSES = 2_000
"""Addresses that are remembered; the one longest silent is forgotten first."""


def is_loopback(host: str) -> bool:
    """Tell whether only this machine can reach a server bound to ``host``."""
    if host in LOOPBACK:
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def must_be_safe(host: str, password: str | None) -> None:
    """Raise UsageError for a host that others can reach where there is no password of eight characters."""
    if not is_loopback(host) and len(password or "") < 8:
        raise UsageError(
            f"{host[:80]} can be reached from other machines: give a password of at least 8 characters, "
            "or serve on 127.0.0.1"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Password:
    """A password as a keyed hash: neither its letters nor its length are kept or can be told from the time taken."""

    key: bytes
    digest: bytes

    @classmethod
    def of(cls, words: str) -> Password:
        """Hash a password with a key that is new each time."""
        key = secrets.token_bytes(32)
        return cls(key=key, digest=hmac.digest(key, words.encode("utf-8", "surrogatepass"), hashlib.sha256))

    def fits(self, header: str | None) -> bool:
        """Tell whether an Authorization header (HTTP Basic, any name) holds the password."""
        kind, _, coded = (header or "").partition(" ")
        try:
            given = base64.b64decode(coded[:2000], validate=True) if kind.lower() == "basic" else b""
        except binascii.Error:
            given = b""
        words = given.partition(b":")[2]
        return hmac.compare_digest(hmac.digest(self.key, words, hashlib.sha256), self.digest)


class Marked:
    """Puts the headers of ``HEADERS`` on every answer, faults too."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap ``app``."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, with headers."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                headers.setdefault("cache-control", "no-store")
            await send(message)

        await self.app(scope, receive, marked)


class Hosts:
    """Refuses a request for a host that is not this server's own.

    A page of evil.example may let its name point to 127.0.0.1 (DNS rebinding) and so read the dossier from the
    reader's own browser; its requests still name evil.example. An address in figures cannot be rebound: a server
    bound to every address takes those.
    """

    def __init__(self, app: ASGIApp, host: str, names: tuple[str, ...] = ()) -> None:
        """Allow the loopback names, ``host`` and further ``names``."""
        self.app = app
        self._names = LOOPBACK | {host.lower(), *(name.lower() for name in names)}
        self._any = host in {"0.0.0.0", "::", ""}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse with 421."""
        if scope["type"] == "http" and not self._is_ours(Headers(scope=scope).getlist("host")):
            await PlainTextResponse("This server does not answer for that host.\n", 421)(scope, receive, send)
            return
        await self.app(scope, receive, send)

    def _is_ours(self, given: list[str]) -> bool:
        if len(given) != 1 or len(given[0]) > 300:
            return False
        name = host_of(given[0])
        if name in self._names:
            return True
        if not self._any:
            return False
        try:
            ipaddress.ip_address(name)
        except ValueError:
            return False
        return True


def host_of(header: str) -> str:
    """Return the name or address in a Host header, without its port: ``[::1]:8000`` is ``::1``."""
    if header.startswith("["):
        return header[1:].partition("]")[0].lower()
    return header.partition(":")[0].lower().rstrip(".")


@dataclass(slots=True)
class _Bucket:
    """What one address may still ask for, and how often it gave a wrong password."""

    left: float = BURST
    at: float = 0.0
    wrong: int = 0
    until: float = 0.0


class Limits:
    """Bounds what is asked: methods, the length of an address, bodies, requests a second; asks for the password."""

    def __init__(self, app: ASGIApp, password: Password | None = None) -> None:
        """Wrap ``app``; ``password`` None lets everybody in who can reach the server."""
        self.app, self.password = app, password
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or say why not."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        refusal = self._refusal(scope)
        if refusal is not None:
            await refusal(scope, receive, send)
            return
        if scope["method"] != "POST":
            await self.app(scope, receive, send)
            return
        body = await _body(receive)
        if body is None:
            await PlainTextResponse("Too much was sent.\n", 413)(scope, receive, send)
            return
        await self.app(scope, _once(body, receive), send)

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        headers = Headers(scope=scope)
        if scope["method"] not in {"GET", "HEAD", "POST"}:
            return PlainTextResponse("Only GET, HEAD and POST.\n", 405, {"allow": "GET, HEAD, POST"})
        if len(scope.get("raw_path") or scope["path"]) + len(scope.get("query_string", b"")) > ADDRESS:
            return PlainTextResponse("That address is too long.\n", 414)
        length = headers.get("content-length", "0")
        if not length.isdecimal() or len(length) > 12 or int(length) > BODY:
            return PlainTextResponse("Too much was sent.\n", 413)
        bucket = self._bucket((scope.get("client") or ("",))[0])
        now = monotonic()
        bucket.left = min(BURST, bucket.left + (now - bucket.at) * RATE)
        bucket.at = now
        if bucket.left < 1 or bucket.until > now:
            wait = max(1.0, bucket.until - now)
            return PlainTextResponse("Too many requests.\n", 429, {"retry-after": str(int(wait) + 1)})
        bucket.left -= 1
        return self._unknown(bucket, headers.get("authorization"), now)

    def _unknown(self, bucket: _Bucket, given: str | None, now: float) -> PlainTextResponse | None:
        if self.password is None or self.password.fits(given):
            bucket.wrong = 0
            return None
        bucket.wrong += given is not None
        if bucket.wrong >= TRIES:
            bucket.wrong, bucket.until = 0, now + LOCKED
        asks = {"www-authenticate": 'Basic realm="Communique", charset="UTF-8"'}
        return PlainTextResponse("A password is needed.\n", 401, asks)

    def _bucket(self, address: str) -> _Bucket:
        bucket = self._buckets.setdefault(address, _Bucket())
        self._buckets.move_to_end(address)
        while len(self._buckets) > _ADDRESSES:
            self._buckets.popitem(last=False)
        return bucket


async def _body(receive: Receive) -> bytes | None:
    """Return the body of a request, None where it is too long or the asker left."""
    parts, size = [], 0
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return None
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > BODY:
            return None
        if not message.get("more_body"):
            return b"".join(parts)


def _once(body: bytes, receive: Receive) -> Receive:
    """Return a ``receive`` that gives ``body`` first."""
    waiting = [body]

    async def given() -> Message:
        if waiting:
            return {"type": "http.request", "body": waiting.pop(), "more_body": False}
        return await receive()

    return given
