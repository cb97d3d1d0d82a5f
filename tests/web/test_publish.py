"""The dossier as one file: whole, asking nothing of anybody, with every anchor in it."""

from __future__ import annotations

import base64
import hashlib
import re
from html import unescape

import pytest

from communique.errors import RecordError, UsageError
from communique.model import Shelf
from communique.record import Record
from communique.web import publish as module
from communique.web.publish import publish
from communique.web.routes import PAGES
from communique.web.serve import address_of, published
from communique.web.view import View
from tests.export_dossier.norvia import case
from tests.web.kept import empty
from tests.web.test_invariants import Seen


@pytest.fixture(scope="module")
def text(view):
    return publish(view)


def test_every_anchor_is_there_and_every_id_once(text):
    seen = Seen()
    seen.feed(text)
    assert len(seen.ids) == len(set(seen.ids))
    for anchor in set(re.findall(r'href="#([^"]*)"', text)):
        assert unescape(anchor) in seen.ids, anchor
    for names in re.findall(r'aria-(?:labelledby|describedby)="([^"]*)"', text):
        assert set(names.split()) <= set(seen.ids), names


def test_every_page_of_the_menu_and_every_article_and_happening_is_in_it(text, view):
    sections = re.findall(r'<section class="page" id="([^"]*)"', text)
    assert {page.name for page in PAGES if page.in_menu and not page.live_only} <= set(sections)
    assert {f"article-{account.article.id}" for account in view.shelf} <= set(sections)
    assert {f"happening-{happening.id}" for happening in view.dossier.happenings} <= set(sections)
    assert sections[0] == "front"


def test_it_asks_nothing_of_anybody(text):
    assert not re.search(r"<(?:link|img|iframe|form|base|object|embed)\b", text)
    assert not re.search(r'\b(?:src|action|srcset)="', text)
    assert not re.search(r"@import|url\((?!#)", text)
    for address in re.findall(r'href="([^"#][^"]*)"', text):
        assert address.startswith(("https://", "http://")), address


def test_the_policy_lets_in_its_own_style_and_script_by_their_digests(text):
    policy = unescape(re.search(r'Content-Security-Policy" content="([^"]*)"', text)[1])
    for tag in ("style", "script"):
        (inner,) = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(inner.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy


def test_the_same_dossier_gives_the_same_file(text, view):
    assert publish(view) == text


def test_another_language(view):
    assert '<html lang="sq">' in publish(view, language="sq")


def test_a_dossier_that_tells_nothing_is_a_file_that_says_so():
    text = publish(View("Empty", empty(), Shelf(())))
    assert 'class="empty"' in text


def test_too_large_is_said(monkeypatch):
    made = case()
    monkeypatch.setattr(module, "LARGEST", 1000)
    with pytest.raises(UsageError, match="too large"):
        publish(View("x", made.dossier, Shelf(made.accounts)))


def test_what_is_no_dossier_or_tells_nothing_is_one_line(norvia, tmp_path):
    assert published(norvia).startswith("<!")
    with pytest.raises(RecordError):
        published(tmp_path / "none.db")
    with Record.create(tmp_path / "new.db", "New"):
        pass
    with pytest.raises(UsageError, match="nothing is told"):
        published(tmp_path / "new.db")


@pytest.mark.parametrize(
    ("host", "address"),
    [("127.0.0.1", "http://127.0.0.1:80/"), ("0.0.0.0", "http://127.0.0.1:80/"), ("::", "http://[::1]:80/"),
     ("desk.example", "http://desk.example:80/")],
)  # fmt: skip
def test_the_address_to_open(host, address):
    assert address_of(host, 80) == address
