"""Web archives (WARC, ISO 28500) → the pages a crawler was given, with their addresses and the times of fetching.

Read with FastWARC, as ChatNoir and the Open Web Index do. What a page was packed in for the way (chunks, gzip,
deflate, Brotli) is undone here, because archives disagree: Common Crawl stores pages unpacked under the headers they
came with, Browsertrix as they came.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from typing import Any

from communique.model import Page, Reason, Rejection
from communique.source import places
from communique.source.kinds import shown
from communique.source.limits import CHUNK, MAX_BYTES, MAX_RECORDS
from communique.source.refusals import Unusable, refused, told, too_large
from communique.source.streams import bounded, unpacked
from communique.source.values import address

_TYPES = frozenset({"text/html", "application/xhtml+xml", "text/plain"})
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z")
_SIZE = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,1000})?\r?\n")


def pages(name: str, published: str | None) -> Iterator[Page | Rejection]:
    """Open every page of a WARC file: the responses with status 200 that are HTML, XHTML or plain text.

    ``origin`` is ``a.warc.gz#17`` for the 17th record of the file. Other records are left out, and one line tells how
    many responses were. What is damaged ends the file: the pages before are given, and one line. Digests are not asked.
    """
    from fastwarc.warc import ArchiveIterator, WarcRecordType  # noqa: PLC0415  (few runs read web archives)

    taken = left_out = number = 0
    with places.opened(name) as stream:
        for number, record in enumerate(ArchiveIterator(unpacked(stream), parse_http=False), 1):
            if number > MAX_RECORDS:
                yield refused(
                    shown(name), Reason.TOO_LARGE, f"more than {MAX_RECORDS:,} records; the rest was left out"
                )
                break
            if not (record.headers.get("Content-Length") or "").strip().isdigit():
                raise Unusable(Reason.UNREADABLE, f"cut off or damaged at record {number}")
            found = None
            if record.record_type == WarcRecordType.response:
                found = _response(record, number, f"{shown(name)}#{number}", published)
                left_out += found is None
            else:
                _passed(record, number)
            if found is not None:
                taken += 1
                yield found
    if not taken:
        yield refused(shown(name), Reason.EMPTY, f"no pages in this web archive ({number} records)")
    elif left_out:
        yield refused(shown(name), Reason.NOT_AN_ARTICLE, f"{left_out} responses that are no pages were left out")


def _passed(record: Any, number: int) -> None:  # noqa: ANN401  (of FastWARC)
    """Pass over a record; raises Unusable where the file ends before it does, which FastWARC takes for its end."""
    left = record.content_length
    while left > 0:
        got = len(record.reader.read(CHUNK))
        if not got:
            raise Unusable(Reason.UNREADABLE, f"cut off in record {number}")
        left -= got


def _response(record: Any, number: int, origin: str, published: str | None) -> Page | Rejection | None:  # noqa: ANN401  (of FastWARC)
    """Return the page of a record, or None where it holds none: a redirect, an image, a DNS answer."""
    url = address(record.headers.get("WARC-Target-URI"))
    try:
        record.parse_http()
    except OSError as fault:
        _passed(record, number)
        return told(origin, fault)
    headers = record.http_headers
    if headers is None or headers.status_code != 200 or record.http_content_type not in _TYPES:
        _passed(record, number)
        return None
    length = record.content_length
    if length > MAX_BYTES:
        _passed(record, number)
        return refused(origin, Reason.TOO_LARGE, str(too_large()), url=url)
    body = record.reader.read(length) if length else b""
    if len(body) < length:
        raise Unusable(Reason.UNREADABLE, f"cut off in record {number}")
    try:
        body = _undone(body, headers.get("Transfer-Encoding"), headers.get("Content-Encoding"))
    except Unusable as fault:
        return refused(origin, fault.reason, str(fault), url=url)
    if not body.strip():
        return refused(origin, Reason.EMPTY, "the page is empty", url=url)
    moment = record.headers.get("WARC-Date") or ""
    return Page.of(
        body,
        origin=origin,
        url=url,
        media_type=shown((headers.get("Content-Type") or "")[:200]),
        fetched=moment if _MOMENT.fullmatch(moment) else None,
        published=published,
    )


def _undone(body: bytes, transfer: str | None, encoding: str | None) -> bytes:
    """Undo what a page was sent in; where the bytes are not what the headers say, they are taken as they are."""
    if "chunked" in (transfer or "").lower():
        body = _joined(body)
    match (encoding or "").strip().lower():
        case "gzip" | "x-gzip":
            return bounded(io.BytesIO(body))  # which looks at the first bytes
        case "deflate":
            return _inflated(body)
        case "br":
            return _brotli(body)
        case _:
            return body


def _joined(body: bytes) -> bytes:
    """Join the chunks of HTTP/1.1; a page that is stored joined already starts with no number of a chunk."""
    parts: list[bytes] = []
    at = 0
    while match := _SIZE.match(body, at):
        size = int(match[1], 16)
        if size == 0:
            return b"".join(parts)
        parts.append(body[match.end() : match.end() + size])
        at = match.end() + size
        at += 2 if body[at : at + 2] == b"\r\n" else 0
    return b"".join(parts) if parts and at >= len(body) else body


def _inflated(body: bytes) -> bytes:
    """Undo ``deflate``, which is zlib's format by the standard and raw deflate by some servers."""
    for wbits in (15, -15):
        machine = zlib.decompressobj(wbits=wbits)
        try:
            out = machine.decompress(body, MAX_BYTES + 1)
        except zlib.error:
            continue
        if len(out) > MAX_BYTES:
            raise too_large()
        return out
    return body


def _brotli(body: bytes) -> bytes:
    from fastwarc.stream_io import BrotliReader  # noqa: PLC0415  (few runs read web archives)

    try:
        out: bytes = BrotliReader(io.BytesIO(body)).read(MAX_BYTES + 1)
    except OSError:
        return body
    if len(out) > MAX_BYTES:
        raise too_large()
    return out
