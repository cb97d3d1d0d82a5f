"""Hostile words in every field of a dossier stay words: shown, short, inert."""

from __future__ import annotations

import dataclasses
import re
from enum import Enum
from typing import Any

import pytest
from starlette.testclient import TestClient

from communique.model import Account, ArticleKind, Shelf, Span, When
from communique.web.app import application
from communique.web.pages.kind import Asked
from communique.web.publish import publish
from communique.web.routes import PAGES
from communique.web.view import View
from tests.export_dossier.norvia import Case, case
from tests.web.kept import keep
from tests.web.test_invariants import Seen

SCRIPT = "<script>alert(1)</script>"
QUOTE = "\"'><img src=x onerror=alert(1)>{{ 7*7 }}{% raw %}"
BIDI = "a\u202eb\u2066c\u0000d\x1b[2Je"
_KEPT = {"id", "article", "articles", "facts", "origins", "unknown", "actors", "recipients", "party", "members", "by",
         "happening", "happenings", "about", "other", "authors", "speakers", "addressees", "author", "holder", "host",
         "mediator", "said_in", "where", "participants", "object", "earliest", "latest", "version_of", "series",
         "left", "right", "how"}  # fmt: skip
"""Fields that name something else, or that the types bound."""


def spoiled(value: Any, words: str) -> Any:
    """Return ``value`` with ``words`` in every free field; texts and places in them stay, so that spans fit."""
    if isinstance(value, tuple):
        return tuple(spoiled(each, words) for each in value)
    if isinstance(value, Enum | Span) or not dataclasses.is_dataclass(value):
        return value
    changed = {}
    for field in dataclasses.fields(value):
        held = getattr(value, field.name)
        if field.name == "text" and not isinstance(value, When):
            continue
        if isinstance(held, str) and not isinstance(held, Enum):
            if field.name == "url":
                changed[field.name] = "javascript:alert(1)"
            elif field.name not in _KEPT and field.name not in {"quote", "edtf"}:
                changed[field.name] = words
        elif field.name == "authors" and isinstance(value, type(case().accounts[0].article)):
            changed[field.name] = (words,) * 3
        else:
            changed[field.name] = spoiled(held, words)
    return dataclasses.replace(value, **changed)


def hostile(words: str) -> Case:
    made = case()
    accounts = [apart(spoiled(account, words), n) for n, account in enumerate(made.accounts)]
    accounts[0] = dataclasses.replace(
        accounts[0], article=dataclasses.replace(accounts[0].article, kind=ArticleKind.OPINION)
    )
    return Case(accounts=tuple(accounts), dossier=spoiled(made.dossier, words))


def apart(account: Account, n: int) -> Account:
    """Return an account of a page of its own address."""
    article = account.article
    url = f"javascript:alert({n})" if n % 2 else f"https://a.example/{n}"
    return dataclasses.replace(
        account, article=dataclasses.replace(article, url=url, origin=f"{n} {article.origin[:300]}")
    )


def pages_of(view: View) -> list[tuple[str, object]]:
    ids = {
        "happening": [h.id for h in view.dossier.happenings],
        "article": [a.article.id for a in view.shelf],
        "party": [p.id for p in view.dossier.parties],
        "origin": [o.id for o in view.dossier.origins],
        "difference": [d.id for d in view.dossier.differences],
        "story": [s.id for s in view.dossier.stories],
    }
    return [
        (kind.path.replace("{id}", one or ""), kind.make(view, Asked(id=one)))
        for kind in PAGES
        for one in (ids.get(kind.name, []) if "{id}" in kind.path else [None])
    ]


@pytest.fixture(params=[SCRIPT, QUOTE, BIDI], ids=["script", "quote", "bidi"])
def web(request, tmp_path):
    path = keep(hostile(request.param.replace("\0", "")), tmp_path / "x.db", name=request.param.replace("\0", ""))
    return TestClient(application(path), base_url="http://localhost")


def test_no_page_carries_it_as_markup_or_as_a_command(web):
    view = web.app.state.source.state().view
    paths = [path for path, _ in pages_of(view)]
    assert len(paths) > 40
    for path in paths:
        answer = web.get(path)
        assert answer.status_code == 200, path
        seen = Seen()
        seen.feed(answer.text)
        assert seen.wrong == [], path
        assert "<script>alert" not in answer.text, path
        assert "<img src=x" not in answer.text, path
        assert "javascript:" not in re.sub(r">[^<]*<", "><", answer.text), path
        assert not set(answer.text) & set("\u202e\u2066\x1b\0"), path


def test_one_file_carries_it_neither():
    for words in (SCRIPT, QUOTE, BIDI):
        made = hostile(words)
        text = publish(View(words, made.dossier, Shelf(made.accounts)))
        assert text.count("<script>") == 1
        assert text.count("<style>") == 1
        assert "<img src=x" not in text
        assert not set(text) & set("\u202e\u2066\x1b\0")


def test_names_of_a_megabyte_are_short_everywhere():
    made = hostile("long " * 200_000)
    view = View("long " * 200_000, made.dossier, Shelf(made.accounts))
    text = publish(view)
    assert "long long" in text
    assert len(text) < 5_000_000


def test_a_filter_is_never_more_than_words(web):
    for query in (f"kind={SCRIPT}", "fact=" + QUOTE, "lang=../../etc/passwd", "&".join(["kind=x"] * 500), "%00%ff=%ff"):
        answer = web.get(f"/timeline?{query}")
        assert answer.status_code == 200
        assert "<script>alert" not in answer.text
        assert "onerror=alert(1)>" not in answer.text


def test_an_account_is_an_account():
    assert all(isinstance(account, Account) for account in hostile(SCRIPT).accounts)
