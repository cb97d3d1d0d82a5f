"""Bad input is a value, soon: a Rejection or an Article, never an exception, within seconds."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.article import extract
from communique.model import Article, Page, Reason, Rejection
from tests.article.pages import news, page, refused

SAID = b"The minister said the talks in Geneva would go on for two more days. "
CASES = {
    "divs": b"<div>" * 3_900_000,
    "deep": b"<html><body>" + b"<div>" * 5000 + b"<p>" + SAID * 10,
    "inline": b"<html><body>" + b"<b>" * 100_000 + SAID * 10,
    "line": SAID * 280_000,
    "paragraph": b"<html><body><p>" + SAID * 280_000,
    "word": b"a" * 19_000_000,
    "less": b"<" * 5_000_000,
    "attribute": b'<p class="' + b"a-" * 5_000_000 + b'">' + SAID * 5,
    "json": b'<script type="application/ld+json">' + b"[" * 900_000 + b"</script><p>" + SAID * 10,
    "lines": b"a\n" * 900_000,
    "stops": b". " * 900_000,
    "dates": b"<html><body><h1>Talks go on</h1>" + b"<p>1/1/2020 " * 20_000,
    "zones": b"<html><body><h1>Talks go on</h1>" + b"<div class='related'>" * 200 + b"<p>" + SAID * 3,
    "boundaries": b"From: x\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n" + b"--x\n\n" * 500_000,
    "nul": SAID.replace(b" ", b"\x00") * 10,
}
SHARDS = [
    *"<>/&\"'= \n",
    *("<p>", "</p>", "<div class=related>", "<br>", "<h1>", "<li>", "<a href=x>", "\u00a0", "\u200b", "\U0001f600"),
    *("Talks go on in Geneva.", "By Ana Kolar", "2013-11-24", "(Reuters)", "GENEVA (AP) —", "© AFP"),
]


@pytest.mark.parametrize("name", CASES)
def test_bounded(name):
    started = time.process_time()
    found = extract(page(CASES[name]))
    assert isinstance(found, Article | Rejection)
    assert time.process_time() - started < 15


def test_reasons():
    assert refused(b"").reason is Reason.EMPTY
    assert refused(b" \n\t").reason is Reason.EMPTY
    assert refused(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x01\x02\x03").reason is Reason.UNREADABLE
    assert refused(b"x" * 20_000_001).reason is Reason.TOO_LARGE
    assert (
        refused(b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n").reason is Reason.UNREADABLE
    )
    chinese = "外交部发言人周二在例行记者会上表示，中方希望有关各方保持克制。" * 20
    found = refused(f"<html><body><h1>外交部发言人</h1><p>{chinese}</p></body></html>")
    assert (found.reason, found.detail) == (Reason.OTHER_LANGUAGE, "the story is in Chinese")


def test_a_wrong_charset_is_read_all_the_same():
    markup = news(head='<meta charset="utf-16">')
    assert isinstance(extract(page(markup)), Article)
    assert isinstance(extract(page(markup, media_type="text/html; charset=klingon")), Article)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=2000))
def test_any_bytes(body):
    assert isinstance(extract(Page.of(body, origin="x")), Article | Rejection)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(SHARDS), max_size=80))
def test_any_markup_keeps_the_offsets(parts):
    found = extract(Page.of(news(bottom="".join(parts)).encode(), origin="x"))
    assert isinstance(found, Article)
    at = 0
    for block in found.blocks:
        assert block.span.start >= at
        at = block.span.end
    assert at <= len(found.text)
    assert all(c.span is None or c.span.end <= len(found.text) for c in found.credits)
