import gzip
import io
import os

import pytest

from communique.errors import UsageError
from communique.model import Page, Reason, Rejection
from communique.source import open_pages
from communique.source.limits import MAX_BYTES


def only(source, **more):
    (found,) = open_pages([source], **more)
    return found


def test_file(tmp_path):
    path = tmp_path / "a.html"
    path.write_bytes(b"<p>x</p>")
    found = only(path, published="2013-11-24")
    assert isinstance(found, Page)
    assert (found.body, found.media_type, found.origin, found.published) == (
        b"<p>x</p>",
        "text/html",
        str(path),
        "2013-11-24",
    )


def test_gzip(tmp_path):
    path = tmp_path / "a.html.gz"
    path.write_bytes(gzip.compress(b"<p>x</p>") + gzip.compress(b"<p>y</p>"))
    assert only(path).body == b"<p>x</p><p>y</p>"


def test_standard_input(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"some text")))
    assert only("-").body == b"some text"


@pytest.mark.parametrize(
    ("name", "content", "reason", "words"),
    [
        ("cut.gz", gzip.compress(b"x" * 1000, mtime=0)[:-12], Reason.UNREADABLE, "cut off"),
        ("bad.gz", b"\x1f\x8b" + b"\x00" * 50, Reason.UNREADABLE, "damaged"),
        ("empty.html", b" \n", Reason.EMPTY, "empty"),
        ("bomb.gz", gzip.compress(b"\x00" * (MAX_BYTES + 1), mtime=0), Reason.TOO_LARGE, "larger than"),
    ],
    ids=("cut", "damaged", "empty", "bomb"),
)
def test_bad_files(tmp_path, name, content, reason, words):
    path = tmp_path / name
    path.write_bytes(content)
    found = only(path)
    assert isinstance(found, Rejection)
    assert found.reason is reason
    assert words in found.detail
    assert "\n" not in found.detail


def test_folder_and_missing_file_and_address(tmp_path):
    good = tmp_path / "good.txt"
    good.write_text("text")
    found = list(open_pages([tmp_path, tmp_path / "none.html", "https://news.example/a", good]))
    assert [f.reason for f in found[:3] if isinstance(f, Rejection)] == [Reason.UNREADABLE] * 3
    assert "folder" in found[0].detail
    assert "no such file" in found[1].detail
    assert "not fetched" in found[2].detail
    assert isinstance(found[3], Page)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_no_permission(tmp_path):
    path = tmp_path / "a.html"
    path.write_text("x")
    path.chmod(0)
    assert "permission" in only(path).detail


def test_a_pipe_is_not_waited_for(tmp_path):
    path = tmp_path / "pipe"
    os.mkfifo(path)
    assert "not a regular file" in only(path).detail


def test_a_date_that_is_none():
    with pytest.raises(UsageError):
        list(open_pages([], published="2013-02-30"))
