"""What holds of every page: its links lead somewhere, it has a twin, nothing in it runs or is styled in place."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser

import pytest
from starlette.testclient import TestClient

from communique.web.openapi import openapi
from communique.web.pages.kind import PageKind
from communique.web.routes import PAGES
from communique.web.security import HEADERS
from tests.web.crawl import crawl, links_of
from tests.web.schema import fits


class Seen(HTMLParser):
    """Gathers what must not be in a page, and its outline."""

    def __init__(self) -> None:
        super().__init__()
        self.wrong: list[str] = []
        self.ids: list[str] = []
        self.heads: list[int] = []
        self.marks: list[str] = []
        self._script = False

    def handle_starttag(self, tag, attributes):
        self._script = tag in {"script", "style"}
        if tag == "style" or (tag == "script" and "src" not in dict(attributes)):
            self.wrong.append(tag)
        for name, value in attributes:
            if name.startswith("on") or name == "style" or name.startswith("hx-on"):
                self.wrong.append(f"{tag} {name}")
            if name == "id":
                self.ids.append(value)
            if name in {"href", "src", "action"} and (value or "").strip().lower().startswith(("javascript:", "data:")):
                self.wrong.append(f"{tag} {value}")
        if re.fullmatch("h[1-6]", tag):
            self.heads.append(int(tag[1]))
        if tag in {"main", "header", "footer", "nav"}:
            self.marks.append(tag)

    def handle_data(self, data):
        if self._script and data.strip():
            self.wrong.append("script with words")


@pytest.fixture(scope="session")
def pages(web: TestClient) -> dict[str, str]:
    return {path: text for path, text in crawl(web).items() if text.startswith("<!doctype html>")}


def test_every_link_leads_somewhere_and_many_pages_are_found(pages: dict[str, str]) -> None:
    kinds = {re.sub(r"[?#].*", "", path).strip("/").split("/")[0] for path in pages}
    assert {"article", "happening", "party", "origin", "timeline"} <= kinds
    assert len(pages) > 60


def test_nothing_runs_or_is_styled_in_place(pages: dict[str, str]) -> None:
    for path, text in pages.items():
        seen = Seen()
        seen.feed(text)
        assert seen.wrong == [], path


def test_every_id_stands_once_and_anchors_of_a_page_are_there(pages: dict[str, str]) -> None:
    for path, text in pages.items():
        seen = Seen()
        seen.feed(text)
        assert len(seen.ids) == len(set(seen.ids)), (path, [i for i in seen.ids if seen.ids.count(i) > 1][:3])
        for tag, link in links_of(text):
            if link.startswith("#") and tag == "a":
                assert link[1:] in seen.ids, (path, link)


def test_a_link_to_the_words_of_a_fact_finds_them(pages: dict[str, str], web: TestClient) -> None:
    there = {link for text in pages.values() for _, link in links_of(text) if "#words-" in link}
    assert len(there) > 10
    for link in there:
        path, _, anchor = link.partition("#")
        assert f'id="{anchor}"' in (pages[path] if path else "".join(pages.values())), link


def test_every_page_has_landmarks_and_one_first_heading(pages: dict[str, str]) -> None:
    for path, text in pages.items():
        seen = Seen()
        seen.feed(text)
        assert seen.heads.count(1) == 1, path
        assert seen.heads[0] == 1, path
        assert all(after - before <= 1 for before, after in zip(seen.heads, seen.heads[1:], strict=False)), path
        assert seen.marks.count("main") == 1, path
        assert {"nav", "footer"} <= set(seen.marks), path


def test_every_page_has_a_twin_that_fits_its_description(pages: dict[str, str], web: TestClient) -> None:
    document = openapi(PAGES)
    for path in pages:
        if "?" in path:
            continue
        kind = kind_at(path)
        twin = web.get("/front.json" if path == "/" else f"{path}.json")
        assert twin.status_code == 200, path
        assert twin.headers["content-type"] == "application/json"
        described = document["paths"]["/front.json" if kind.path == "/" else f"{kind.path}.json"]
        schema = described["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        assert fits(json.loads(twin.text), schema, document) is None, path


def test_every_answer_has_the_headers(web: TestClient) -> None:
    for path in ("/", "/front.json", "/static/dossier.css", "/nothing", "/nothing.json", "/openapi.json", "/fact/x"):
        answer = web.get(path)
        for name, value in HEADERS.items():
            assert answer.headers[name] == value, (path, name)


def kind_at(path: str) -> PageKind:
    """Return the kind of the page at a path."""
    for kind in PAGES:
        if re.fullmatch(re.escape(kind.path).replace(r"\{id\}", "[^/]+"), path):
            return kind
    raise AssertionError(path)
