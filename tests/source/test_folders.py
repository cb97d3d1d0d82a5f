"""Folders and zip archives: every page in them, in the order of names, and a line for what is left out."""

from __future__ import annotations

import gzip
import zipfile
from pathlib import Path

import pytest

from communique.model import Page, Reason, Rejection
from communique.source import folders as module
from communique.source import open_all


def opened(*sources: Path) -> tuple[list[str], list[Rejection]]:
    found = list(open_all(sources))
    pages = [Path(p.origin).name for p in found if isinstance(p, Page)]
    return pages, [r for r in found if isinstance(r, Rejection)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "pages"
    (root / "b").mkdir(parents=True)
    (root / ".git").mkdir()
    (root / "z.html").write_text("<p>z</p>")
    (root / "b" / "a.txt").write_text("a")
    (root / "b" / "c.html.gz").write_bytes(gzip.compress(b"<p>c</p>"))
    (root / ".git" / "hidden.html").write_text("<p>no</p>")
    return root


def test_every_page_below_in_the_order_of_names(folder: Path) -> None:
    assert opened(folder) == (["z.html", "a.txt", "c.html.gz"], [])


def test_other_files_and_links_are_left_out_aloud(folder: Path) -> None:
    (folder / "picture.png").write_bytes(b"x")
    (folder / "y.html").symlink_to(folder / "z.html")
    (folder / "loop").symlink_to(folder)
    pages, complaints = opened(folder)
    assert pages == ["z.html", "a.txt", "c.html.gz"]
    assert [(c.reason, c.detail) for c in complaints] == [
        (Reason.NOT_AN_ARTICLE, "2 files that are no pages were left out")
    ]


def test_an_empty_folder_says_so(tmp_path: Path) -> None:
    pages, complaints = opened(tmp_path)
    assert (pages, [c.reason for c in complaints]) == ([], [Reason.EMPTY])


def test_a_limit_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_LISTED", 2)
    pages, complaints = opened(folder)
    assert (len(pages), [c.reason for c in complaints]) == (2, [Reason.TOO_LARGE])


def test_pages_of_an_archive(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("two.html", "<p>2</p>")
        archive.writestr("one.txt", "1")
        archive.writestr("../up.txt", "up")
        archive.writestr("notes.pdf", "no page")
        archive.writestr("none.txt", "")
        archive.writestr("__MACOSX/one.txt", "no")
        archive.writestr("bomb.txt", b"0" * 21_000_000)
    pages, complaints = opened(tmp_path / "a.zip")
    assert pages == ["up.txt", "one.txt", "two.html"]
    assert {(Path(c.origin).name, c.reason) for c in complaints} == {
        ("none.txt", Reason.EMPTY),
        ("bomb.txt", Reason.TOO_LARGE),
    }


def test_damaged_archives_are_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"PK no archive")
    with zipfile.ZipFile(tmp_path / "b.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("one.txt", "one " * 500)
        archive.writestr("two.txt", "two")
    whole = bytearray((tmp_path / "b.zip").read_bytes())
    whole[45] ^= 0xFF
    (tmp_path / "b.zip").write_bytes(whole)
    pages, complaints = opened(tmp_path / "a.zip", tmp_path / "b.zip", tmp_path / "none.zip")
    assert pages == ["two.txt"]
    assert [c.reason for c in complaints] == [Reason.UNREADABLE] * 3
