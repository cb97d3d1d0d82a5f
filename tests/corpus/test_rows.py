"""Rows in a notebook: coloured where the page says it, and harmless whatever a page has in it."""

from __future__ import annotations

import sys
from dataclasses import replace
from html.parser import HTMLParser

import pyarrow as pa
import pytest

from communique.corpus.looks import Look, in_words, on_the_web, row_of, sentence_of
from communique.corpus.rows import Rows
from communique.corpus.run import Run
from communique.errors import UsageError
from communique.model import Actor, ActorKind, BlockKind, Status
from tests.accounts import Draft, article_of
from tests.corpus.runs import folder, pages

BLUE, AMBER = "#cfe2ff", "#ffdca8"


class Reader(HTMLParser):
    """What a browser would make of it: tags that are open, the text, links, and the words under each mark."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.links: list[str] = []
        self.attributes: set[str] = set()
        self.marks: list[tuple[str, str]] = []
        self.text = ""
        self._open: list[tuple[str, str]] = []
        self.feed(html)
        self.close()
        assert not self._open

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.tags.add(tag)
        self.attributes |= set(found)
        self.links += [found["href"]] if "href" in found else []
        self._open.append((tag, found.get("title") or ""))

    def handle_endtag(self, tag):
        assert self._open.pop()[0] == tag

    def handle_data(self, data):
        self.text += data
        title = next((title for _, title in reversed(self._open) if title), "")
        self.marks += [(title, data)] if title else []


HARMLESS = {"div", "p", "small", "bdi", "span", "a", "table", "thead", "tbody", "tr", "th", "td"}

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='x",
    '=cmd|"/c calc"!A1',
    "\u202etxet desrever\u202c",
    "&lt;b&gt; & </td></table>",
    "a NUL \0 and an escape \x1b[31m",
    "]]><!--",
]


def hostile(words):
    """An account in which everything that may be words is ``words``."""
    said = f"If {words} bows, Voss{words} met the {words} envoys."
    article = article_of((BlockKind.HEADLINE, f"About {words}"), (BlockKind.BODY, said), origin=words)
    article = replace(article, url=f"javascript:{words}", publisher=words)
    draft = Draft(article)
    actor = Actor(id="a", name=words, kind=ActorKind.PERSON, country=words, sector=words)
    draft.refer(f"Voss{words}", actor, words)
    draft.event(said, "met", actors=("a",), status=Status.CONDITIONAL, condition=draft.span(f"If {words} bows"))
    draft.statement(said, "met", f"the {words} envoys", speakers=("a",), source=(draft.span(f"Voss{words}"),))
    return draft.account()


def run_of(path, *outcomes):
    return Run.open(folder(path / "run", outcomes))


@pytest.mark.parametrize("words", HOSTILE)
def test_nothing_a_page_says_becomes_markup(tmp_path, words):
    run = run_of(tmp_path, hostile(words))
    for rows in (run.events(), run.statements(), run.events("cameo"), run.facts(), run.articles(), run.actors()):
        assert len(rows) in (1, 2)
        for html in (rows._repr_html_(), *(row._repr_html_() for row in rows)):
            seen = Reader(html)
            assert seen.tags <= HARMLESS
            assert seen.attributes <= {"style", "title", "href", "rel"}
            assert seen.links == []
            assert not {"\0", "\x1b", "\u202e"} & set(html)
        assert not {"\0", "\x1b", "\u202e", "\n"} & set(repr(rows[0]))


def test_the_sentence_is_whole_and_its_words_are_marked(tmp_path):
    account = hostile("Norvia")
    run = run_of(tmp_path, account)
    seen = Reader(run.events()[0]._repr_html_())
    assert account.facts[0].evidence[0].quote in seen.text
    assert seen.marks == [("condition", "If Norvia bows"), ("who", "VossNorvia"), ("verb", "met")]
    seen = Reader(run.statements()[0]._repr_html_())
    assert seen.marks[:3] == [("who", "VossNorvia"), ("verb", "met"), ("said", "the Norvia envoys")]


def test_the_colours_are_those_of_actor_and_verb(tmp_path):
    html = run_of(tmp_path, hostile("Norvia")).events()[0]._repr_html_()
    assert f'<span style="background:{BLUE}' in html
    assert f'<span style="background:{AMBER}' in html


LOOK = Look(title="things", columns=(), marks=(("x_spans", "who"), ("cue", "verb"), ("condition", "condition")))

MARKED = [
    # an actor inside the condition keeps both marks
    ({"x_spans": [{"start": 3, "stop": 6}], "condition_start": 0, "condition_stop": 8}, ["If ", "Ada", " r", "an"]),
    ({"cue_start": 0, "cue_stop": 100}, ["If Ada ran"]),
    ({"cue_start": 50, "cue_stop": 60}, []),
    ({"cue_start": -5, "cue_stop": 2}, []),
    ({"cue_start": 5, "cue_stop": 5}, []),
    ({"cue_start": None, "cue_stop": None}, []),
    ({"x_spans": [None, {"start": None, "stop": 2}]}, []),
    ({"sentence_start": None, "cue_start": 0, "cue_stop": 2}, ["If"]),
    ({"sentence_start": 100, "cue_start": 103, "cue_stop": 106}, ["Ada"]),
]


@pytest.mark.parametrize(("cells", "words"), MARKED)
def test_marks_stay_inside_their_sentence(cells, words):
    html = sentence_of(LOOK, {"sentence": "If Ada ran", "sentence_start": 0} | cells)
    seen = Reader(html)
    assert seen.text == "If Ada ran"
    marked = [words for _, words in seen.marks]
    assert marked == (words[:3] if "condition_start" in cells else words)


def test_an_endless_sentence_is_cut_where_one_sees_it():
    cells = {"sentence": "no " * 100_000, "sentence_start": 0, "cue_start": 0, "cue_stop": 2}
    html = sentence_of(LOOK, cells)
    assert len(html) < 5_000
    assert html.endswith("[…]</bdi>")


WEB = {
    "https://kosta.example/1?a=b&c=d": True,
    "http://kosta.example": True,
    "HTTPS://kosta.example/1": True,
    "javascript:alert(1)": False,
    "java\nscript:alert(1)": False,
    "https://kosta.example/\u202e": False,
    "data:text/html,x": False,
    "//kosta.example/1": False,
    "news/1.html": False,
    "http:kosta": False,
    "http://[": False,
    "": False,
}


@pytest.mark.parametrize("url", WEB)
def test_only_addresses_of_the_web_become_links(url):
    assert on_the_web(url) is WEB[url]


def test_a_row_leads_to_its_page(tmp_path):
    seen = Reader(run_of(tmp_path, *pages(1)).events()[0]._repr_html_())
    assert seen.links == ["https://kosta.example/0"]
    assert "Kosta Herald, 2021-05-08" in seen.text


def test_an_address_does_not_end_its_attribute():
    address = 'https://kosta.example/"onmouseover="x'
    seen = Reader(row_of(LOOK, {"headline": "Voss met Aro", "url": address}))
    assert seen.links == [address]
    assert seen.attributes == {"style", "href", "rel"}


def test_rows_are_a_sequence(tmp_path):
    rows = run_of(tmp_path, *pages(5)).events()
    assert len(rows) == 15
    assert [row["id"] for row in rows] == rows.to_arrow()["id"].to_pylist()
    assert rows[-1]["id"] == rows[14]["id"]
    assert dict(rows[-15]) == dict(rows[0])
    assert [row["id"] for row in rows[3:5]] == [rows[3]["id"], rows[4]["id"]]
    assert [row["id"] for row in rows[::-7]] == [rows[14]["id"], rows[7]["id"], rows[0]["id"]]
    assert len(rows[20:]) == len(rows[5:2]) == 0
    for at in (15, -16):
        with pytest.raises(IndexError, match=f"row {at} of 15"):
            rows[at]
    with pytest.raises(KeyError):
        rows[0]["colour"]


def test_a_table_shows_the_first_ten_and_says_so(tmp_path):
    html = run_of(tmp_path, *pages(5)).events()._repr_html_()
    assert html.count("<tr>") == 11
    assert "15 events, the first 10 of them; 52 columns" in Reader(html).text
    assert "<15 events, columns id, article" in repr(run_of(tmp_path, *pages(5)).events())


CELLS = [
    (None, ""),
    ([], ""),
    (["Ada", None], "Ada, ?"),
    ([["Ada"], []], "Ada, ?"),
    ({"status": "rejected", "by": ["Ada", "Olli"], "date_edtf": None, "start": 0}, "rejected Ada, Olli 0"),
    (0, "0"),
    (False, "False"),
]


@pytest.mark.parametrize(("cell", "words"), CELLS)
def test_a_cell_in_words(cell, words):
    assert in_words(cell) == words


@pytest.mark.parametrize("name", ["pandas", "polars"])
def test_a_library_that_is_missing_is_named_with_what_to_type(monkeypatch, name):
    monkeypatch.setitem(sys.modules, name, None)
    rows = Rows(pa.table({"x": [1]}), LOOK)
    with pytest.raises(UsageError, match=rf"{name} is not installed: pip install 'communique\[frames\]'"):
        getattr(rows, f"to_{name}")()
