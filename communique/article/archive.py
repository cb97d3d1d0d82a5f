"""Saved web archives (MHTML): the page inside, its address and its time."""

from __future__ import annotations

from dataclasses import dataclass
from email import message_from_bytes, policy
from email.errors import MessageError

_MAX_BOUNDARIES = 20_000


@dataclass(frozen=True, slots=True)
class Saved:
    """The page of an archive: its bytes, media type with charset, and the address it was saved from."""

    body: bytes
    media_type: str
    url: str | None


def is_archive(body: bytes) -> bool:
    """Tell an MHTML file by its head: mail headers with a multipart type."""
    head = body[:4000].lstrip()
    lowered = head.lower()
    return b"content-type: multipart/related" in lowered and lowered.startswith(
        (b"from:", b"mime-version:", b"content-", b"snapshot", b"subject:", b"date:")
    )


def page(body: bytes) -> Saved | None:
    """Return the first HTML (or plain text) part of an archive, or None when there is none."""
    if body.count(b"\n--") > _MAX_BOUNDARIES:
        return None
    try:
        message = message_from_bytes(body, policy=policy.compat32)
        parts = [p for p in message.walk() if not p.is_multipart()][:200]
    except (MessageError, ValueError, RecursionError, LookupError):
        return None
    for wanted in ("text/html", "application/xhtml+xml", "text/plain"):
        for part in parts:
            if part.get_content_type() == wanted:
                content = part.get_payload(decode=True)
                if isinstance(content, bytes) and content.strip():
                    charset = part.get_param("charset")
                    label = f"; charset={charset}" if isinstance(charset, str) else ""
                    where = message.get("Snapshot-Content-Location") or part.get("Content-Location")
                    return Saved(body=content, media_type=wanted + label, url=_address(where))
    return None


def _address(value: object) -> str | None:
    text = str(value).strip() if value else ""
    return text if text.startswith(("http://", "https://")) else None
