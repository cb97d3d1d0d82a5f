"""Files nobody should have to read, made by a seed: broken, endless, bottomless and lying, of every kind we open."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import random
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from communique.demo import demo_pages

TAGS = ("div", "p", "article", "blockquote", "table", "tr", "td", "span", "script", "style", "h1", "ul", "li", "svg")
ODD = ("\u202e", "\u200b", "\x00", "\ufeff", "\U0001f9e8", "\ud7ff", "&#x0;", "&#99999999;", "<![CDATA[", "-->", "]]>")
UNITS = ("a", "“", '"', "Mr. ", "( ", "said ", "and ", "Geneva ", "1,", "- ", "May ", "http://a.b/", "é")
STORY = (
    "Norvia's foreign minister Ada Voss met her Estmark counterpart in Geneva on Monday. “We will not sign,” she said. "
)
Maker = Callable[[random.Random], tuple[str, bytes]]


def inputs(count: int, seed: int = 7) -> Iterator[tuple[str, bytes]]:
    """Yield names and contents of ``count`` files, every kind in turn, the same for the same seed."""
    chance = random.Random(seed)
    for number in range(count):
        ending, content = MAKERS[number % len(MAKERS)](chance)
        yield f"h{number:05d}{ending}", content


def write(folder: Path, count: int, seed: int = 7) -> list[str]:
    """Write the inputs into a folder; return their names."""
    names = []
    for name, content in inputs(count, seed):
        (folder / name).write_bytes(content)
        names.append(name)
    return names


def _page(chance: random.Random) -> str:
    return chance.choice(PAGES)


def flipped(chance: random.Random) -> tuple[str, bytes]:
    """A page with some of its bytes changed."""
    body = bytearray(_page(chance).encode())
    for _ in range(chance.choice((1, 10, 300))):
        body[chance.randrange(len(body))] = chance.randrange(256)
    return ".html", bytes(body)


def torn(chance: random.Random) -> tuple[str, bytes]:
    """A page whose pieces are cut out, doubled and put elsewhere."""
    text = _page(chance)
    for _ in range(chance.randrange(1, 12)):
        a, b = sorted(chance.randrange(len(text)) for _ in range(2))
        piece = text[a : min(b, a + 4000)]
        text = chance.choice((text[:a] + text[b:], text[:a] + piece + text[a:], text[:b] + piece * 3 + text[b:]))
        text = text[:400_000] or "<p>"
    return ".html", text.encode()


def strewn(chance: random.Random) -> tuple[str, bytes]:
    """A page with tags that are never closed and odd characters strewn over it."""
    text = list(_page(chance))
    for _ in range(200):
        tag = chance.choice(TAGS)
        text[chance.randrange(len(text))] = chance.choice((f"<{tag}>", f"</{tag}>", f'<{tag} class="', *ODD))
    return ".html", "".join(text).encode("utf-8", "replace")


def deep(chance: random.Random) -> tuple[str, bytes]:
    """Elements, lists of JSON or brackets of RTF, one in the other, thousands deep."""
    depth = chance.choice((300, 5_000, 60_000))
    tag = chance.choice(TAGS)
    shapes = (
        (".html", f"<html><body>{f'<{tag}>' * depth}{STORY * 4}{f'</{tag}>' * depth}"),
        (".json", '{"@type":"NewsArticle","articleBody":' + "[" * depth + "]" * depth + "}"),
        (".jsonl", '{"text":' + "[" * depth + "\n" + json.dumps({"text": STORY * 4}) + "\n"),
        (".rtf", "{\\rtf1 " + "{\\b " * depth + STORY + "}" * depth),
        (".html", f'<script type="application/ld+json">{"[" * depth}</script><p>{STORY}</p>'),
    )
    ending, text = chance.choice(shapes)
    return ending, text.encode()


def endless(chance: random.Random) -> tuple[str, bytes]:
    """One line, word or run of marks that does not end."""
    unit = chance.choice(
        ("a", "“", '"', "Mr. ", "( ", "said ", "and ", "Geneva ", "1,", "- ", "May ", "http://a.b/", "é")
    )
    text = unit * (chance.choice((3_000, 3_000, 20_000, 100_000)) // len(unit))
    return chance.choice((".txt", ".html", ".jsonl", ".rtf")), chance.choice((text, STORY + text)).encode()


def coded(chance: random.Random) -> tuple[str, bytes]:
    """A text in one character set that says it is another, or in none."""
    text = _page(chance)
    ways = ("utf-16-le", "utf-16-be", "utf-32", "cp1251", "shift_jis", "utf-7", "latin-1", "cp437")
    body = text.encode(chance.choice(ways), "replace")
    if chance.random() < 0.3:
        body = bytes(chance.randrange(256) for _ in range(chance.randrange(1, 20_000)))
    if chance.random() < 0.3:
        body = body[: len(body) // 2] + "né à Genève".encode("latin-1") + text.encode()[:5_000] + b"\xff\xfe\xc0\x80"
    return chance.choice((".html", ".txt", ".mhtml", ".csv")), body


def bomb(chance: random.Random) -> tuple[str, bytes]:
    """A small file that is large when it is opened."""
    zeros = b"\x00" * chance.choice((30_000_000, 60_000_000))
    kind = chance.choice(("gz", "zip", "many", "nested", "xz", "bz2"))
    if kind == "gz":
        return ".html.gz", gzip.compress(gzip.compress(zeros, 9), 9) if chance.random() < 0.5 else gzip.compress(
            zeros, 9
        )
    if kind in {"xz", "bz2"}:
        held = io.BytesIO()
        with tarfile.open(fileobj=held, mode="w") as tar:
            info = tarfile.TarInfo("page.html")
            info.size = len(zeros)
            tar.addfile(info, io.BytesIO(zeros))
        packed = lzma.compress(held.getvalue(), preset=0) if kind == "xz" else bz2.compress(held.getvalue(), 1)
        return f".tar.{kind}", packed
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        if kind == "zip":
            archive.writestr("page.html", zeros)
        elif kind == "many":
            for n in range(200):
                archive.writestr(f"../../{n}.html", b"")
        else:
            archive.writestr("inner.zip", held.getvalue() or b"PK")
            archive.writestr("page.html", STORY)
    return chance.choice((".zip", ".docx")), held.getvalue()


def warc(chance: random.Random) -> tuple[str, bytes]:
    """A web archive that is cut, lies about its lengths, or has other things between its records."""
    records = [_record(_page(chance)[:20_000], n, chance) for n in range(4)]
    if chance.random() < 0.3:
        records.insert(chance.randrange(4), bytes(chance.randrange(256) for _ in range(500)))
    whole = b"".join(gzip.compress(r, mtime=0) for r in records) if chance.random() < 0.5 else b"".join(records)
    ending = ".warc.gz" if whole.startswith(b"\x1f\x8b") else ".warc"
    return ending, whole[: chance.randrange(1, len(whole))]


def _record(html: str, number: int, chance: random.Random) -> bytes:
    encoding = chance.choice(("", "", "Content-Encoding: gzip\r\n", "Transfer-Encoding: chunked\r\n"))
    http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{encoding}\r\n{html}".encode("utf-8", "replace")
    said = chance.choice((len(http), len(http), 0, len(http) * 9, 10**18))
    head = (
        f"WARC/1.0\r\nWARC-Type: {chance.choice(('response', 'response', 'revisit', 'x'))}\r\n"
        f"WARC-Target-URI: https://kosta-herald.example/{number}\r\nWARC-Date: 2025-12-06T10:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:{number}>\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {said}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def tabled(chance: random.Random) -> tuple[str, bytes]:
    """A table of articles, as Parquet, JSON Lines, CSV or tar, damaged somewhere."""
    rows = [{"text": STORY * 3, "title": f"Talks {n}", "date": chance.choice(("2025-12-06", "6/12", None, "x" * 99))}
            for n in range(4)]  # fmt: skip
    kind = chance.choice(("parquet", "jsonl", "csv", "tar", "tgz"))
    held = io.BytesIO()
    if kind == "parquet":
        pq.write_table(pa.Table.from_pylist(rows), held)
    elif kind in {"tar", "tgz"}:
        with tarfile.open(fileobj=held, mode="w:gz" if kind == "tgz" else "w") as tar:
            for n, kinds in enumerate((tarfile.REGTYPE, tarfile.SYMTYPE, tarfile.CHRTYPE, tarfile.LNKTYPE)):
                info = tarfile.TarInfo(f"../../etc/{n}.html")
                info.type, info.linkname, info.size = (
                    kinds,
                    "/etc/passwd",
                    len(STORY) if kinds == tarfile.REGTYPE else 0,
                )
                tar.addfile(info, io.BytesIO(STORY.encode()[: info.size]))
    elif kind == "csv":
        held.write(("title,text,date\n" + "\n".join(f'"{r["title"]}","{r["text"]},{r["date"]}' for r in rows)).encode())
    else:
        held.write("\n".join(json.dumps(r) for r in rows).encode())
    body = bytearray(held.getvalue())
    for _ in range(chance.choice((0, 1, 20))):
        body[chance.randrange(len(body))] = chance.randrange(256)
    cut = len(body) if chance.random() < 0.5 else chance.randrange(1, len(body))
    return f".{kind}", bytes(body[:cut])


def exported(chance: random.Random) -> tuple[str, bytes]:
    """An export of a news database, cut and stirred."""
    article = (
        f"{chance.randrange(1, 9)} of 250 DOCUMENTS\n\nKosta Herald\n\nDecember 6, 2025 Saturday\n\n"
        "Talks end in Geneva\n\n"
        f"BYLINE: Ada Voss\n\nLENGTH: 212 words\n\n{STORY * 3}\n\nLOAD-DATE: December 7, 2025\n\n"
    )
    lines = (article * chance.randrange(1, 30)).split("\n")
    for _ in range(chance.choice((0, 5, 40))):
        lines[chance.randrange(len(lines))] = chance.choice(("LENGTH:", "BYLINE:", "x" * 5_000, "0 of 0 DOCUMENTS", ""))
    return ".txt", "\n".join(lines).encode()


PAGES = tuple(page.path.read_text(encoding="utf-8", errors="replace") for page in demo_pages())
MAKERS: tuple[Maker, ...] = (flipped, torn, strewn, deep, endless, coded, bomb, warc, tabled, exported)
