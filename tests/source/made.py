"""Files of every kind for the tests of this room, made with other writers than ours: two articles each."""

from __future__ import annotations

import bz2
import csv
import gzip
import io
import json
import lzma
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from communique.model import Page, Rejection
from communique.source import open_unit, units

STORY = "Ada Voss of Norvia met the envoy of Estmark in Kosta on Friday, two officials said."
HTML = b"<html><body><p>Ada Voss met the envoy of Estmark.</p></body></html>"
ROWS = (
    {"title": "Envoys meet", "maintext": STORY, "url": "https://kosta.example/1", "date_publish": "2025-12-06 09:00"},
    {"title": "Envoys part", "maintext": STORY + " No date was set.", "url": "https://kosta.example/2"},
)


def record(kind: bytes, block: bytes, *, url: bytes = b"https://kosta.example/a", content: bytes = b"") -> bytes:
    """Return a WARC record, written by hand after ISO 28500."""
    head = (
        b"WARC/1.0\r\nWARC-Type: %s\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n"
        b"WARC-Date: 2025-12-06T09:00:00Z\r\nWARC-Target-URI: %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
    )
    return head % (kind, url, content or b"application/http; msgtype=response", len(block)) + block + b"\r\n\r\n"


def response(
    body: bytes, *, headers: bytes = b"", status: bytes = b"200 OK", mime: bytes = b"text/html", url: bytes = b""
) -> bytes:
    """Return a response as a crawler keeps it."""
    block = b"HTTP/1.1 " + status + b"\r\nContent-Type: " + mime + b"\r\n" + headers + b"\r\n" + body
    return record(b"response", block, url=url or b"https://kosta.example/a")


def warc() -> bytes:
    """Return a WARC file with a record of its own, two requests and two responses."""
    info = record(b"warcinfo", b"software: hand\r\n", content=b"application/warc-fields")
    request = record(b"request", b"GET / HTTP/1.1\r\nHost: kosta.example\r\n\r\n")
    return info + b"".join(request + response(HTML, url=b"https://kosta.example/%d" % n) for n in (1, 2))


def zipped(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in (members or {"in/a.html": HTML, "in/b.html": HTML + b" "}).items():
            archive.writestr(name, body)
    return out.getvalue()


def tarred(**members: bytes) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, body in (members or {"in/a.html": HTML, "in/b.html": HTML + b" "}).items():
            info = tarfile.TarInfo(name)
            info.size = len(body)
            archive.addfile(info, io.BytesIO(body))
    return out.getvalue()


def jsonl(*rows: object) -> bytes:
    return b"".join(json.dumps(row).encode() + b"\n" for row in rows or ROWS)


def sheet(*rows: dict[str, str], sign: str = ",") -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, list((rows or ROWS)[0]), delimiter=sign, restval="")
    writer.writeheader()
    writer.writerows(rows or ROWS)
    return out.getvalue().encode()


def parquet(table: pa.Table | None = None, **more: object) -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(list(ROWS)) if table is None else table, out, **more)
    return out.getvalue()


KINDS: dict[str, Callable[[], bytes]] = {
    "a.zip": zipped,
    "a.tar": tarred,
    "a.tgz": lambda: gzip.compress(tarred()),
    "a.tar.bz2": lambda: bz2.compress(tarred()),
    "a.tar.xz": lambda: lzma.compress(tarred()),
    "a.warc": warc,
    "a.warc.gz": lambda: b"".join(gzip.compress(b"WARC/1.0" + part) for part in warc().split(b"WARC/1.0")[1:]),
    "a.jsonl": jsonl,
    "a.ndjson.gz": lambda: gzip.compress(jsonl()),
    "a.json": lambda: json.dumps(ROWS).encode(),
    "a.parquet": parquet,
    "a.csv": sheet,
    "a.tsv": lambda: sheet(sign="\t"),
}
"""Every kind of file that holds more than one page."""


def put(folder: Path, name: str, body: bytes) -> Path:
    path = folder / name
    path.write_bytes(body)
    return path


def opened(*sources: Path | str) -> tuple[list[Page], list[Rejection]]:
    """Open everything: the pages, and the complaints."""
    found = [one for unit in units(sources) for one in open_unit(unit)]
    return [p for p in found if isinstance(p, Page)], [r for r in found if isinstance(r, Rejection)]
