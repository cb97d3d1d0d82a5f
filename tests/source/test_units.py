"""What was asked for in pieces: the same pieces each time, in the order asked, and cheap to list."""

from __future__ import annotations

import os
import pickle
import re
from pathlib import Path

import fsspec
import pytest

from communique import dossier
from communique.errors import UsageError
from communique.model import Page, Reason
from communique.source import Unit, UnitKind, all_there, folders, open_all, open_unit, units
from tests.source.made import HTML, KINDS, jsonl, opened, put, zipped


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    root = tmp_path / "corpus"
    (root / "sub").mkdir(parents=True)
    for number in range(70):
        put(root, f"{number:03}.html", HTML)
    put(root, "040a.jsonl", jsonl())
    put(root / "sub", "z.txt", b"a story")
    put(root, "notes.pdf", b"x")
    return root


def test_plain_files_are_grouped_and_others_stand_alone(corpus: Path) -> None:
    found = list(units([corpus]))
    assert [(u.kind, len(u.files), len(u.notes)) for u in found] == [
        (UnitKind.PAGES, 32, 0),
        (UnitKind.PAGES, 9, 0),
        (UnitKind.LINES, 1, 0),
        (UnitKind.PAGES, 30, 1),
    ]
    assert found[0].name == f"{corpus}/000.html and 31 more"
    assert found[0].size == 32 * len(HTML)
    assert found[2].name == f"{corpus}/040a.jsonl"


def test_the_order_is_that_of_the_names_and_the_same_as_of_all(corpus: Path) -> None:
    pages, complaints = opened(corpus)
    names = [Path(p.origin).name for p in pages]
    assert names == [
        *(f"{n:03}.html" for n in range(41)),
        "040a.jsonl#1",
        "040a.jsonl#2",
        *(f"{n:03}.html" for n in range(41, 70)),
        "z.txt",
    ]
    assert list(open_all([corpus])) == [*pages, *complaints]
    assert list(units([corpus])) == list(units([str(corpus)]))


def test_files_that_were_asked_for_are_grouped_with_their_neighbours(tmp_path: Path) -> None:
    one, two = put(tmp_path, "b.html", HTML), put(tmp_path, "a.html", HTML)
    pack = put(tmp_path, "c.zip", zipped())
    found = list(units([one, two, pack, "-", one], published="2025-12-06"))
    assert [u.files for u in found] == [(str(one), str(two)), (str(pack),), ("-",), (str(one),)]
    assert [u.kind for u in found] == [UnitKind.PAGES, UnitKind.ZIP, UnitKind.STDIN, UnitKind.PAGES]
    assert {u.published for u in found} == {"2025-12-06"}
    assert all(p.published == "2025-12-06" for p in open_unit(found[1]) if isinstance(p, Page))


def test_a_unit_can_be_sent_to_another_process(corpus: Path) -> None:
    put(corpus, "caf\udce9.html", HTML)
    for unit in units([corpus]):
        again = pickle.loads(pickle.dumps(unit))
        assert again == unit
        assert list(open_unit(again)) == list(open_unit(unit))


def test_a_name_that_is_no_unicode_is_opened_and_can_be_written(tmp_path: Path) -> None:
    put(tmp_path, "caf\udce9\n.html", HTML)
    ((page,), _) = opened(tmp_path)
    assert page.origin.endswith("caf\\xe9\\x0a.html")
    assert page.origin.encode("utf-8")


def test_a_limit_of_a_folder_is_told(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "MAX_LISTED", 3)
    pages, complaints = opened(corpus)
    assert (len(pages), [c.reason for c in complaints]) == (3, [Reason.TOO_LARGE])


def test_what_is_no_day_is_told_at_once() -> None:
    with pytest.raises(UsageError):
        units([], published="2025-02-30")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_may_not_be_read_is_one_line(corpus: Path) -> None:
    (corpus / "sub").chmod(0)
    _, complaints = opened(corpus)
    (corpus / "sub").chmod(0o700)
    assert "permission" in complaints[0].detail


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_gives_its_two_pages_under_names_of_their_own(tmp_path: Path, name: str) -> None:
    path = put(tmp_path, name, KINDS[name]())
    pages, complaints = opened(path)
    assert complaints == []
    assert len({p.origin for p in pages}) == 2
    assert all(p.origin.startswith(str(path)) for p in pages)
    if pages[0].given is not None:
        assert [p.published for p in pages] == ["2025-12-06", None]
        assert [p.given and p.given.headline for p in pages] == ["Envoys meet", "Envoys part"]
    assert opened(tmp_path) == (pages, [])


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_is_opened_through_fsspec(tmp_path: Path, name: str) -> None:
    memory = fsspec.filesystem("memory")
    memory.pipe(f"/kinds/{name}", KINDS[name]())
    there, here = opened(f"memory://kinds/{name}"), opened(put(tmp_path, name, KINDS[name]()))
    memory.rm("/kinds", recursive=True)
    assert [p.sha256 for p in there[0]] == [p.sha256 for p in here[0]]
    assert there[1] == []


def test_a_folder_through_fsspec(tmp_path: Path) -> None:
    memory = fsspec.filesystem("memory")
    for name in ("b/c.html", "a.html", ".hidden/d.html", "b/.e.html", "notes.pdf"):
        memory.pipe(f"/there/{name}", HTML)
    (unit,) = units(["memory://there"])
    pages, complaints = opened("memory://there")
    memory.rm("/there", recursive=True)
    assert (unit.size, unit.kind) == (2 * len(HTML), UnitKind.PAGES)
    assert [p.origin for p in pages] == ["memory:///there/a.html", "memory:///there/b/c.html"]
    assert [c.detail for c in complaints] == ["1 files that are no pages were left out"]
    put(tmp_path, "a.html", HTML)
    assert [p.body for p in opened(f"file://{tmp_path}/a.html")[0]] == [HTML]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("memory://none.html", "no such file"),
        ("https://kosta.example/a.html", "addresses are not fetched"),
        ("ftp://kosta.example/a.html", "addresses are not fetched"),
        ("nothing://kosta/a.html", "addresses are not fetched"),
        ("zip://a.html::https://kosta.example/a.zip", "addresses are not fetched"),
        ("s3://kosta/a.warc.gz", "s3:// needs a driver"),
        ("a\0b.html", "cannot be read"),
        ("", "no name"),
    ],
)
def test_what_a_name_does_not_lead_to_is_one_line(name: str, words: str) -> None:
    pages, (complaint,) = opened(name)
    assert (pages, complaint.reason) == ([], Reason.UNREADABLE)
    assert words in complaint.detail
    assert "\n" not in complaint.detail


def test_what_a_driver_raises_of_its_own_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    class OfADriver(Exception):
        pass

    def denied(*_: object, **__: object) -> None:
        raise OfADriver("no credentials\nat all")

    monkeypatch.setattr(fsspec.implementations.memory.MemoryFileSystem, "info", denied)
    monkeypatch.setattr(fsspec.implementations.memory.MemoryFileSystem, "_open", denied)
    pages, (complaint,) = opened("memory://a.html")
    assert (pages, complaint.detail) == ([], "cannot be read: OSError: OfADriver: no credentials at all")


def test_a_page_of_a_store_keeps_its_name_in_a_dossier() -> None:
    """A local file is called there by its whole path; "s3://…" is one already, and no folder called "s3:"."""
    there, here = (Page.of(HTML, origin=origin) for origin in ("s3://kosta/a.html", "a.html"))
    assert dossier._placed(there) is there
    assert Path(dossier._placed(here).origin).is_absolute()


def test_a_large_export_is_a_unit_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("communique.source.documents.recognised", lambda _, head: head.startswith(b"EXPORT"))
    put(tmp_path, "a.txt", b"EXPORT of one article")
    put(tmp_path, "b.txt", b"EXPORT " * 100_000)
    put(tmp_path, "c.txt", b"a long page " * 100_000)
    put(tmp_path, "d.docx", b"EXPORT")
    kinds = [(u.kind, [Path(f).name for f in u.files]) for u in units([tmp_path])]
    assert kinds == [
        (UnitKind.PAGES, ["a.txt"]),
        (UnitKind.DATABASE, ["b.txt"]),
        (UnitKind.PAGES, ["c.txt"]),
        (UnitKind.DATABASE, ["d.docx"]),
    ]
    assert isinstance(next(units([tmp_path])), Unit)


def test_a_small_export_is_known_when_it_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def articles(name: str, body: bytes, *, published: str | None) -> list[Page]:
        return [Page.of(body, origin=f"{name}#{n}", published=published) for n in (1, 2)]

    monkeypatch.setattr("communique.source.documents.recognised", lambda _, head: head.startswith(b"EXPORT"))
    monkeypatch.setattr("communique.source.documents.articles", articles)
    put(tmp_path, "a.txt", b"EXPORT")
    put(tmp_path, "b.zip", zipped(**{"c.rtf": b"EXPORT"}))
    pages, complaints = opened(tmp_path)
    assert [p.origin.removeprefix(f"{tmp_path}/") for p in pages] == [
        *("a.txt#1", "a.txt#2"),
        *("b.zip/c.rtf#1", "b.zip/c.rtf#2"),
    ]
    assert not complaints


def test_a_document_that_is_no_export_says_what_it_is(tmp_path: Path) -> None:
    put(tmp_path, "a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\1" * 600)
    put(tmp_path, "b.rtf", b"Dear Ada")
    _, complaints = opened(tmp_path)
    assert [one.detail for one in complaints] == [
        "a file of old Word (.doc); save it as .docx or .rtf",
        "no export of a news database that is known here",
    ]


def test_what_is_not_there_is_told_before_anything_is_opened(tmp_path: Path) -> None:
    page = put(tmp_path, "a.html", HTML)
    all_there([page, tmp_path, "-", "memory://corpus"])
    for name, why in (
        (str(tmp_path / "a.htm"), "no such file or folder"),
        ("", "no such file or folder"),
        ("https://kosta.example/1", "addresses are not fetched; save the page and give the file"),
    ):
        with pytest.raises(UsageError, match=f"^{re.escape(f'{name}: {why}')}$"):
            all_there([page, name])
