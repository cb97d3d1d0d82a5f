"""What is no export, and exports that are damaged or made to do harm: one line each, in bounded time and memory."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from communique.model import Page, Reason, Rejection
from communique.source.databases import articles, docx, markup, recognised, rtf
from communique.source.databases import open as module
from tests.source import exports as made
from tests.source import writers
from tests.source.exports import GRAIN, PIECES, exports

EXPORTS = exports()
ESSAY = (
    "Researchers who work with LexisNexis, Factiva and ProQuest know the moment at which a folder of exports has to "
    "become a table, and every one of them has written a script for it that breaks with the next change of the format. "
) * 6


def refusal(body: bytes, name: str = "export") -> Rejection:
    (found,) = articles(name, body)
    assert isinstance(found, Rejection)
    assert "\n" not in found.detail
    assert len(found.detail) < 200
    return found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Talks fail\n\n" + "\n\n".join(GRAIN.text),
        ESSAY,
        f"{ESSAY}\n\n{made.lexis_text()}",
        f"{ESSAY}\n\n" + "\n".join(made.nexis_lines()),
        f"{ESSAY}\n\n" + "\n\n".join(made.factiva_bare(GRAIN)),
        f"{ESSAY}\n\n" + "\n".join(made.proquest_lines()),
        "Body\n\nLength is what matters.\n\n" + GRAIN.text[0],
        "1 of 250 DOCUMENTS\n\n" + GRAIN.text[0],
        "HD\n\nHD screens\n\nBY the sea\n\n" + GRAIN.text[0],
        "An essay\n\n612 words\n\nKosta Herald\n\n" + GRAIN.text[1] + "\n\nDocument KOHE000020251206elc600001",
        "Full text: see below\n\nTitle: a story\n\n" + GRAIN.text[0],
        "<html><head><title>Factiva | Dow Jones</title></head><body><p>Full text: of 33,000 sources</p></body></html>",
        f"<html><body><article><h1>Exports</h1><p>{ESSAY}</p><pre>{made.lexis_text()}</pre></article></body></html>",
        "{\\rtf1\\ansi A letter about LexisNexis.\\par}",
    ],
)
def test_what_is_no_export(text: str) -> None:
    assert not recognised("page.txt", text.encode())
    assert refusal(text.encode()).reason is Reason.NOT_AN_ARTICLE


def test_the_pages_of_the_examples_are_no_exports() -> None:
    root = Path(__file__).parents[2]
    for path in sorted([*(root / "examples").rglob("*.*"), *(root / "communique" / "demo" / "pages").rglob("*.*")]):
        if path.is_file():
            assert not recognised(path.name, path.read_bytes()[:65_536]), path


def test_other_archives_and_documents() -> None:
    assert not recognised("a.zip", writers.zipped({"a.html": "<p>a</p>"}))
    assert not recognised("letter.docx", writers.docx(["Dear Ada,", "the talks failed."]))
    assert refusal(writers.zipped({"a.html": "<p>a</p>"})).reason is Reason.UNREADABLE
    assert refusal(writers.docx(["Dear Ada,", "the talks failed."])).reason is Reason.NOT_AN_ARTICLE
    assert refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600).detail == (
        "a file of old Word (.doc); save it as .docx or .rtf"
    )


def test_a_docx_that_declares_entities() -> None:
    laughs = '<!DOCTYPE w:document [<!ENTITY a "ha">' + "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)
    ).replace("&a0;", "&a;")
    body = writers.docx(["User Name: ADA", "Documents (1)", "BOMB"], extra=laughs + "]>")
    assert not recognised("a.docx", body)
    assert refusal(body).detail == "a DOCX that declares entities of its own"
    body = writers.zipped(
        {"word/document.xml": f'{laughs}]><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main'
         '"><w:body><w:p><w:r><w:t>&a11;</w:t></w:r></w:p></w:body></w:document>'}
    )  # fmt: skip
    assert refusal(body).reason is Reason.UNREADABLE


def test_a_docx_that_unpacks_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx, "MAX_PART", 3_000_000)
    body = writers.docx([*made.nexis_lines(cover=False), " " * 5_000_000])
    assert len(body) < 50_000
    *found, last = articles("a.docx", body)
    assert isinstance(last, Rejection)
    assert (last.reason, last.detail) == (Reason.TOO_LARGE, "larger than 3 MB when unpacked")
    assert len(found) <= 3


def test_a_docx_of_too_many_files() -> None:
    body = writers.zipped({f"word/{n}.xml": "" for n in range(docx.MAX_MEMBERS + 1)})
    assert refusal(body).reason is Reason.TOO_LARGE


@pytest.mark.parametrize("cut", [5, 200, 1_000, -30])
def test_a_docx_cut_off(cut: int) -> None:
    body = writers.docx(made.nexis_lines())[:cut]
    assert refusal(body).reason is Reason.UNREADABLE


def test_a_docx_nested_too_deep() -> None:
    open_, close = "<w:p>" * 5_000, "</w:p>" * 5_000
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    text = f'<w:document xmlns:w="{space}"><w:body>{open_}<w:r><w:t>Body</w:t></w:r>{close}</w:body></w:document>'
    assert refusal(writers.zipped({"word/document.xml": text})).reason in {Reason.UNREADABLE, Reason.NOT_AN_ARTICLE}


@pytest.mark.parametrize(
    ("body", "detail"),
    [
        (b"{\\rtf1" + b"{" * 2_000_000, "groups nested deeper than 500 in RTF"),
        (b"{\\rtf1" + b"{}" * 300_000, "no export of a news database that is known here"),
        (b"{\\rtf1" + b"}" * 300_000, "no export of a news database that is known here"),
        (b"{\\rtf1\\bin9999999999 x", "no export of a news database that is known here"),
        (b"{\\rtf1\\uc9999999999\\u-99999 \\'zz\\u55357 \\'ff\\'", "no export of a news database that is known here"),
        (b"{\\rtf1" + b"a" * 3_000_000, "no export of a news database that is known here"),
        (b"{\\rtf1" + b"\\trowd\\cell" * 100_000, "no export of a news database that is known here"),
    ],
)
def test_hostile_rtf(body: bytes, detail: str) -> None:
    assert refusal(body).detail == detail


def test_an_rtf_of_too_many_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rtf, "MAX_TOKENS", 500)
    assert refusal(writers.rtf(made.nexis_lines())).reason is Reason.TOO_LARGE


def test_html_of_too_many_tags_or_too_deep(monkeypatch: pytest.MonkeyPatch) -> None:
    deep = b"<html><body>" + b"<div>" * 100_000 + b"1 of 2 DOCUMENTS"
    assert refusal(deep).detail == "elements nested deeper than the parser goes"
    monkeypatch.setattr(markup, "MAX_TAGS", 500)
    assert refusal(b"<html><body>" + b"<b>" * 501).reason is Reason.TOO_LARGE


def test_more_articles_than_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_ARTICLES", 2)
    *found, last = articles("export", made.lexis_text().encode())
    assert [page.origin for page in found] == ["export#1", "export#2"]
    assert isinstance(last, Rejection)
    assert (last.reason, last.detail) == (Reason.TOO_LARGE, "more than 2 articles; the rest was left out")


def test_an_article_or_a_file_larger_than_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    huge = made.lexis_text().replace("Talks go on.", "Talks go on. " * 200_000).encode()
    large, *rest = articles("export", huge)
    assert isinstance(large, Rejection)
    assert (large.reason, large.origin) == (Reason.TOO_LARGE, "export#1")
    assert all(isinstance(page, Page) for page in rest)
    monkeypatch.setattr(module, "MAX_BYTES", 1_000)
    assert refusal(huge).reason is Reason.TOO_LARGE


@pytest.mark.parametrize(
    ("head", "line"),
    [
        ("1 of 2 DOCUMENTS\n\nKosta Herald\n\nMay 2, 2025\n\nLENGTH: 9 words\n\n", "a\n"),
        ("Talks fail\nKosta Herald\nMay 2, 2025\nLength: 9 words\nBody\n", "a\n"),
        ("HD\tTalks fail\nWC\t9 words\nPD\t2 May 2025\nSN\tKosta Herald\nLA\tEnglish\nLP\ta\n", "TD\n"),
        ("HD\tTalks fail\nWC\t9 words\nPD\t2 May 2025\nSN\tKosta Herald\nLA\tEnglish\n", "SE\n"),
        ("_" * 60 + "\nDocument 1 of 2\nTalks fail\nAbstract: a\nLinks: b\nFull text: c\n", "_" * 60 + "\n"),
    ],
)
def test_lines_without_end(head: str, line: str) -> None:
    start = time.perf_counter()
    found = list(articles("export", (head + line * 150_000).encode()))
    assert time.perf_counter() - start < 8  # a second is usual
    assert [(page.reason, page.detail) for page in found if isinstance(page, Rejection)] == [
        (Reason.TOO_LARGE, "an article of more than 50,000 lines")
    ]


def test_an_export_without_an_article() -> None:
    assert refusal(b"<html><head><title>Factiva</title></head><body><p>Sign in</p></body></html>").reason is (
        Reason.NOT_AN_ARTICLE
    )
    cover = ["User Name: ADA READER", "Job Number: 1", "Documents (0)"]
    assert refusal(writers.docx(cover)).reason is Reason.EMPTY


@pytest.mark.parametrize("kind", EXPORTS)
def test_mutated_exports_give_pages_or_lines(kind: str) -> None:
    name, body = EXPORTS[kind]
    chance = random.Random(kind)
    for _ in range(25):
        cut = bytearray(body)
        for _ in range(chance.randrange(1, 40)):
            at = chance.randrange(len(cut))
            cut[at : at + chance.randrange(0, 30)] = bytes(chance.randrange(256) for _ in range(chance.randrange(0, 9)))
        recognised(name, bytes(cut[:65_536]))
        found = list(articles(name, bytes(cut)))
        assert found
        for page in found:
            assert page.origin.startswith(name)
            assert isinstance(page, Page) or "\n" not in page.detail


@pytest.mark.slow
def test_time_grows_with_the_file() -> None:
    """20,000 articles of one file take about twice as long as 10,000; none is lost."""
    spent = []
    for count in (2_000, 4_000):
        body = "\n\n".join(line for n in range(count) for line in made.factiva_bare(PIECES[1], n)).encode()
        start = time.perf_counter()
        found = sum(isinstance(page, Page) for page in articles("export", body))
        spent.append(time.perf_counter() - start)
        assert found == count
    assert spent[1] < 3.5 * spent[0]
