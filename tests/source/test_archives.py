"""Zip, tar and web archives: their pages, what is left out, and what they do to be refused."""

from __future__ import annotations

import gzip
import io
import lzma
import struct
import tarfile
import zipfile
import zlib
from pathlib import Path

import brotli
import pytest
from fastwarc.stream_io import GzipWriter
from fastwarc.warc import WarcRecord, WarcRecordType

from communique.model import Page, Reason
from communique.source import tars, zips
from tests.source.made import HTML, jsonl, opened, put, record, response, tarred, warc, zipped

MB = 1_000_000


def names(pages: list[Page]) -> list[str]:
    return [Path(p.origin).name for p in pages]


@pytest.mark.parametrize(("name", "make"), [("a.zip", zipped), ("a.tar", tarred)])
def test_names_are_only_names_and_archives_inside_are_not_opened(tmp_path, name, make) -> None:
    members = {
        "../up.html": HTML,
        "/etc/a.html": HTML,
        "in/b.txt.gz": gzip.compress(b"a story"),
        "in/notes.pdf": b"x",
        "in/inner.zip": zipped(),
        "in/rows.jsonl": jsonl(),
        ".hidden/c.html": HTML,
        "__MACOSX/d.html": HTML,
        "none.html": b" ",
    }
    pages, complaints = opened(put(tmp_path, name, make(**members)))
    assert sorted(p.origin for p in pages) == [
        f"{tmp_path}/{name}/(..)/up.html",
        f"{tmp_path}/{name}//etc/a.html",
        f"{tmp_path}/{name}/in/b.txt.gz",
    ]
    assert [(c.reason, c.detail.partition(";")[0]) for c in complaints] == [
        (Reason.EMPTY, "the file is empty"),
        (Reason.NOT_AN_ARTICLE, "2 archives or tables inside it were not opened"),
    ]


def test_members_of_one_name_are_two_pages(tmp_path) -> None:
    pages, _ = opened(put(tmp_path, "a.tar", tarred(**{"b.html": HTML})[:1024] + tarred(**{"b.html": HTML})))
    assert [(p.origin, p.media_type) for p in pages] == [
        (f"{tmp_path}/a.tar/b.html", "text/html"),
        (f"{tmp_path}/a.tar#2/b.html", "text/html"),
    ]


@pytest.mark.parametrize(("name", "make"), [("a.zip", zipped), ("a.tar", tarred)])
def test_no_pages_and_too_many(tmp_path, name, make, monkeypatch) -> None:
    _, (complaint,) = opened(put(tmp_path, name, make(**{"notes.pdf": b"x"})))
    assert complaint.reason is Reason.EMPTY
    for module in (zips, tars):
        monkeypatch.setattr(module, "MAX_MEMBERS", 2)
    pages, (complaint,) = opened(put(tmp_path, name, make(**{f"{n}.html": HTML for n in range(4)})))
    assert (len(pages), complaint.reason) == (2, Reason.TOO_LARGE)


def test_only_files_of_a_tar_archive_are_opened(tmp_path) -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, kind in (
            ("l", tarfile.SYMTYPE),
            ("h", tarfile.LNKTYPE),
            ("d", tarfile.CHRTYPE),
            ("f", tarfile.FIFOTYPE),
        ):
            info = tarfile.TarInfo(f"{name}.html")
            info.type, info.linkname = kind, "/etc/hostname"
            archive.addfile(info)
        info = tarfile.TarInfo("x" * 300 + ".html")  # a name that needs a header of its own
        info.size = len(HTML)
        archive.addfile(info, io.BytesIO(HTML))
    pages, complaints = opened(put(tmp_path, "a.tar", out.getvalue()))
    assert (names(pages), complaints) == (["x" * 300 + ".html"], [])


@pytest.mark.parametrize("damage", ["cut", "header", "gzip"])
def test_a_damaged_tar_gives_the_pages_before(tmp_path, damage) -> None:
    whole = tarred(**{"a.html": HTML, "b.html": HTML, "c.html": HTML})
    broken = bytearray(whole)
    broken[2 * 1024 + 10] ^= 0xFF
    made = {
        "cut": whole[: 2 * 1024 + 530],
        "header": bytes(broken),
        "gzip": gzip.compress(whole)[:-40],
    }[damage]
    pages, complaints = opened(put(tmp_path, "a.tar", made))
    assert names(pages)[:1] == ["a.html"]
    assert len(pages) < 3
    assert complaints
    assert {c.reason for c in complaints} == {Reason.UNREADABLE}


def test_a_header_that_announces_gigabytes_is_not_read(tmp_path) -> None:
    info = tarfile.TarInfo("a.html")
    info.type, info.size = tarfile.GNUTYPE_LONGNAME, 3_000 * MB
    _, (complaint,) = opened(put(tmp_path, "a.tar", info.tobuf(tarfile.GNU_FORMAT) + b"x" * 4096))
    assert complaint.detail == "a damaged tar archive"


@pytest.mark.parametrize(
    ("name", "pack"),
    [("a.tar.xz", lambda b: lzma.compress(b, preset=0)), ("a.tar.gz", lambda b: gzip.compress(b, 9))],
)
def test_a_bomb_is_left_when_it_has_unpacked_too_much(tmp_path, name, pack, monkeypatch) -> None:
    monkeypatch.setattr("communique.source.streams.SLACK", 30 * MB)
    bomb = tarred(**{"a.html": HTML, "b.bin": b"\0" * 60 * MB, "c.html": HTML})
    pages, (complaint,) = opened(put(tmp_path, name, pack(bomb)))
    assert (names(pages), complaint.reason) == (["a.html"], Reason.TOO_LARGE)


def test_members_that_share_their_bytes_are_a_bomb(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(zips, "SLACK", 30 * MB)
    made = bytearray(zipped(**{"a.html": b"0" * 19 * MB}))
    at = made.rfind(b"PK\x01\x02")
    end = made.rfind(b"PK\x05\x06")
    entry = bytes(made[at:end])
    many = entry * 20
    made[at:] = many + struct.pack("<4sHHHHLLH", b"PK\x05\x06", 0, 0, 20, 20, len(many), at, 0)
    pages, complaints = opened(put(tmp_path, "a.zip", bytes(made)))
    assert len(pages) in {2, 3}
    assert [c.reason for c in complaints] == [Reason.TOO_LARGE]


def test_a_list_of_files_that_is_too_long_is_not_read(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(zips, "MAX_LIST", 100)
    _, (complaint,) = opened(put(tmp_path, "a.zip", zipped()))
    assert complaint.detail == "holds more files than can be listed"


def test_an_archive_under_a_password_is_one_line_for_each_page(tmp_path) -> None:
    made = bytearray(zipped())
    for at in (made.find(b"PK\x03\x04") + 6, made.find(b"PK\x01\x02") + 8):
        made[at] |= 1
    pages, (complaint,) = opened(put(tmp_path, "a.zip", bytes(made)))
    assert (len(pages), complaint.reason) == (1, Reason.UNREADABLE)
    assert "password" in complaint.detail


def test_a_web_archive_gives_responses_that_are_pages(tmp_path) -> None:
    made = (
        warc()
        + response(b"Moved", status=b"301 Moved")
        + response(b"GIF89a", mime=b"image/gif")
        + response(b"A story of Norvia.", mime=b"text/plain; charset=utf-8")
        + response(b" ")
        + record(b"revisit", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        + record(b"response", b"\x00\x01 no answer of the web", content=b"text/dns")
        + record(b"resource", HTML, content=b"text/html")
    )
    pages, complaints = opened(put(tmp_path, "a.warc", made))
    assert [(p.origin.rpartition("#")[2], p.url, p.media_type, p.fetched) for p in pages] == [
        ("3", "https://kosta.example/1", "text/html", "2025-12-06T09:00:00Z"),
        ("5", "https://kosta.example/2", "text/html", "2025-12-06T09:00:00Z"),
        ("8", "https://kosta.example/a", "text/plain; charset=utf-8", "2025-12-06T09:00:00Z"),
    ]
    assert [(c.reason, c.detail) for c in complaints] == [
        (Reason.EMPTY, "the page is empty"),
        (Reason.NOT_AN_ARTICLE, "3 responses that are no pages were left out"),
    ]


def chunked(body: bytes, step: int = 20) -> bytes:
    parts = [body[at : at + step] for at in range(0, len(body), step)]
    return b"".join(b"%x;x=y\r\n%s\r\n" % (len(p), p) for p in parts) + b"0\r\n\r\n"


def raw_deflate(body: bytes) -> bytes:
    machine = zlib.compressobj(wbits=-15)
    return machine.compress(body) + machine.flush()


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (gzip.compress(HTML), b"Content-Encoding: gzip\r\n"),
        (brotli.compress(HTML), b"Content-Encoding: br\r\n"),
        (zlib.compress(HTML), b"Content-Encoding: deflate\r\n"),
        (raw_deflate(HTML), b"Content-Encoding: deflate\r\n"),
        (chunked(HTML), b"Transfer-Encoding: chunked\r\n"),
        (chunked(gzip.compress(HTML)), b"Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n"),
        # stored unpacked under the headers it came with
        (HTML, b"Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n"),
        (HTML, b"Content-Encoding: br\r\n"),
        (HTML, b"Content-Encoding: deflate\r\n"),
    ],
    ids=range(9),  # what gzip makes has the time in it
)
def test_what_a_page_was_sent_in_is_undone(tmp_path, body, headers) -> None:
    pages, complaints = opened(put(tmp_path, "a.warc", response(body, headers=headers)))
    assert ([p.body for p in pages], complaints) == ([HTML], [])


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (gzip.compress(b"\0" * 30 * MB), b"Content-Encoding: gzip\r\n"),
        (zlib.compress(b"\0" * 30 * MB), b"Content-Encoding: deflate\r\n"),
        (brotli.compress(b"\0" * 30 * MB, quality=1), b"Content-Encoding: br\r\n"),
        (b"<p>" + b"\0" * 21 * MB, b""),
    ],
    ids=("gzip", "deflate", "br", "none"),
)
def test_a_response_that_unpacks_to_too_much_costs_itself(tmp_path, body, headers) -> None:
    pages, (complaint,) = opened(put(tmp_path, "a.warc", response(body, headers=headers) + response(HTML)))
    assert ([p.body for p in pages], complaint.reason) == ([HTML], Reason.TOO_LARGE)


@pytest.mark.parametrize("packed", [False, True])
def test_a_web_archive_cut_off_gives_the_pages_before(tmp_path, packed) -> None:
    one, two = response(HTML), response(HTML * 20)
    whole = gzip.compress(one) + gzip.compress(two) if packed else one + two
    first = len(gzip.compress(one)) if packed else len(one)
    for at in range(first + 40, len(whole) - 40, 7):
        pages, (complaint,) = opened(put(tmp_path, "a.warc", whole[:at]))
        assert ([p.body for p in pages], complaint.reason) == ([HTML], Reason.UNREADABLE), at


def test_a_web_archive_that_another_writer_made(tmp_path) -> None:
    """FastWARC writes as well as it reads; its digests are right and then wrong, which is no reason to stop."""
    out = io.BytesIO()
    writer = GzipWriter(out)
    for body in (HTML, HTML + b" "):
        one = WarcRecord()
        one.init_headers(WarcRecordType.response)
        one.headers["WARC-Target-URI"] = "<https://kosta.example/b>"
        one.is_http = True
        one.set_bytes_content(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body)
        one.write(writer, checksum_data=True)
    writer.close()
    pages, complaints = opened(put(tmp_path, "a.warc.gz", out.getvalue()))
    assert [p.body for p in pages] == [HTML, HTML + b" "]
    assert {p.url for p in pages} == {"https://kosta.example/b"}
    wrong = gzip.decompress(out.getvalue()).replace(b"<p>", b"<P>")
    again, complaints = opened(put(tmp_path, "b.warc", wrong))
    assert (len(again), complaints) == (2, [])


def test_a_zip_archive_with_its_own_idea_of_its_size(tmp_path) -> None:
    """Zip64, as archives of more than 65,535 files or 4 GB are."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive, archive.open("a.html", "w", force_zip64=True) as one:
        one.write(HTML)
    pages, complaints = opened(put(tmp_path, "a.zip", out.getvalue()))
    assert (names(pages), complaints) == (["a.html"], [])
