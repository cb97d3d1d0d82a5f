"""The codebook: what it counts, and a page that can be put anywhere."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from communique.corpus import codebook_page
from communique.corpus.codebook import codebook, precision
from communique.corpus.codebook_page import to_page
from communique.corpus.folder import Folder
from communique.corpus.markup import share
from communique.export import in_words
from communique.model import Act, EventType, Reason, Status
from communique.tables import TABLES
from tests.accounts import day
from tests.corpus.runs import MADE_BY, changed, folder, page, pages, refused

_ALONE = {"meta", "!doctype"}


class Nesting(HTMLParser):
    """Elements closed in the order they were opened, ids once each, tables with heads and captions."""

    def __init__(self):
        super().__init__()
        self.open, self.ids, self.tags = [], [], Counter()

    def handle_starttag(self, tag, attrs):
        self.tags[tag] += 1
        self.ids += [value for name, value in attrs if name == "id"]
        assert not any(name.startswith("on") or name == "style" for name, _ in attrs)
        if tag not in _ALONE:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def check(html):
    seen = Nesting()
    seen.feed(html)
    assert seen.open == []
    assert len(set(seen.ids)) == len(seen.ids)
    assert seen.tags["table"] == seen.tags["caption"] == seen.tags["thead"] == seen.tags["tbody"]
    assert html.startswith('<!doctype html>\n<html lang="en">')
    style = html.partition("<style>")[2].partition("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'" in html


EVIL = "<script>alert(1)</script>\"'>&\u202e"


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    outcomes = [
        *pages(10),
        refused(90),
        refused(91, Reason.DUPLICATE),
        refused(92, Reason.TIME_LIMIT),
        refused(93, Reason.OTHER_LANGUAGE),
    ]
    return codebook(Folder.open(folder(tmp_path_factory.mktemp("runs") / "run", outcomes, parts=3)))


def test_what_is_counted(book):
    assert (book.pages, book.rows("articles"), book.rows("facts"), book.duplicates) == (14, 10, 40, 1)
    assert book.count("rejections", "reason") == (("DUPLICATE", 1), ("OTHER_LANGUAGE", 1), ("PAYWALL_STUB", 1))
    assert book.count("failures", "reason") == (("TIME_LIMIT", 1),)
    assert book.count("facts", "type") == (("ASSAULT", 10), ("CONSULT", 10), ("RETREAT", 10))
    assert dict(book.count("facts", "mode"))["CONSULT:visit"] == 3
    assert book.count("facts", "status") == (("event:happened", 20), ("event:demanded", 10))
    assert book.count("facts", "context") == (("diplomatic", 10),)
    assert dict(book.count("actors", "country")) == {"NOR": 20, "FIN": 10}
    assert book.published.precisions == (("not told", 2), ("a day", 8))
    assert book.events.precisions == (("not told", 20), ("a day", 10))
    assert (book.events.first, book.events.last) == ("2021-05-07", "2021-05-07")


def test_the_first_and_the_last_day_of_all(tmp_path):
    days = ("2021-05-07", "2019-01-02", "2024-02-29", "2020-06-01")
    told = [changed(account, 0, when=day(iso)) for account, iso in zip(pages(4), days, strict=True)]
    events = codebook(Folder.open(folder(tmp_path / "run", told))).events
    assert (events.first, events.last) == ("2019-01-02", "2024-02-29")


def test_every_table_and_column_is_told_with_its_meaning(book):
    assert [table.name for table in book.tables] == [kind.name for kind in TABLES]
    for told, kind in zip(book.tables, TABLES, strict=True):
        assert [column.name for column in told.columns] == kind.schema.names
        assert all(column.description for column in told.columns)


def test_a_cell_that_the_kind_of_fact_cannot_have_is_no_gap(book):
    facts = next(table for table in book.tables if table.name == "facts")
    told = {column.name: (column.empty, column.rows) for column in facts.columns}
    assert told["id"] == (0, 40)
    assert told["type"] == (0, 30)
    assert told["mode"] == (7, 30)
    assert told["recipients"] == (30, 30)
    assert told["act"] == (0, 10)
    assert told["name"] == (0, 0)
    assert told["when_edtf"] == (30, 40)


@pytest.mark.parametrize(
    ("earliest", "latest", "edtf", "expected"),
    [
        (None, None, None, "not told"),
        (None, None, "PT5H", "no place on the calendar"),
        ("2025-12-02", "2025-12-02", "2025-12-02", "a day"),
        ("2025-12-02T14:30", "2025-12-02T14:30", "2025-12-02T14:30", "a day"),
        ("2025-12-01", "2025-12-02", "", "up to a week"),
        ("2025-12-01", "2025-12-07", "", "up to a week"),
        ("2025-12-01", "2025-12-08", "", "up to a month"),
        ("2025-12-01", "2025-12-31", "2025-12", "up to a month"),
        ("2024-01-01", "2024-12-31", "2024", "up to a year"),
        ("2020-01-01", "2024-12-31", "2020/2024", "longer"),
        ("2020-01-01", None, "2020-01-01/..", "open at one end"),
        ("-0044-01-01", "-0044-12-31", "-0044", "no place on the calendar"),
    ],
)
def test_how_precise_a_time_is(earliest, latest, edtf, expected):
    assert precision(earliest, latest, edtf) == expected


def text_of(html):
    return " ".join(re.sub(r"<[^>]*>", " ", html.partition("</style>")[2]).split())


def test_the_page_is_whole_and_asks_nothing_of_anybody(book):
    html = to_page(book)
    check(html)
    assert "<script" not in html
    assert not re.search(r"(?:\\bsrc(?:set)?=|@import|url\()", html)
    assert set(re.findall(r'href="([^"]*)"', html)) == {f"#{name}" for name, _ in codebook_page._SECTIONS}
    assert to_page(book) == html


def test_the_page_tells_the_run(book):
    text = text_of(to_page(book))
    for words in (MADE_BY, "reader-3", "0.1.0", book.digest, "news/00000.html and 39 more", "Kosta Herald"):
        assert words in text
    assert "DUPLICATE an article that is there already rejections 1 7 %" in text
    assert "The day of publication never stands in for the day of an event" in text
    assert "33 % of the events have a time" in text
    assert "participants" in text


def test_every_reason_has_words():
    assert all(in_words(reason) for reason in Reason)


def test_every_code_is_told_also_those_no_row_has(book):
    text = text_of(to_page(book))
    for code in (*EventType, *Status, *Act):
        assert f" {code} " in text
    assert "ASSAULT 4 Harms people or things by force." in text


def test_error_rates_are_shown_where_there_are_some_for_the_reader(book, tmp_path, monkeypatch):
    assert "Error rates" not in to_page(book)
    table = "# head\nreader-3\tevents\tprecision\t.47\t20 articles\nreader-9\tevents\tprecision\t.99\tnone\n"
    (tmp_path / "rates.tsv").write_text(table)
    monkeypatch.setattr(codebook_page, "files", lambda _: tmp_path)
    text = text_of(to_page(book))
    assert "Error rates" in text
    assert "events precision .47 20 articles" in text
    assert ".99" not in text


def test_hostile_words_stay_words(tmp_path):
    account = page(0, publisher=EVIL, language=EVIL).account()
    account = changed(account, 0, mode=EVIL, context=(EVIL, "x" * 5000))
    run = folder(
        tmp_path / "run",
        [account, replace(account, article=replace(account.article, id="e" * 16), facts=(), references=())],
        made_with={"version": EVIL, "made_by": EVIL, EVIL: EVIL},
        options={EVIL: EVIL},
        sources=[{"name": EVIL, "kind": EVIL, "digest": EVIL}],
    )
    html = to_page(codebook(Folder.open(run)))
    check(html)
    assert "<script" not in html
    assert "\u202e" not in html
    assert "not a code of this version" in text_of(html)
    assert len(html) < 200_000


def test_a_run_without_articles_has_a_codebook(tmp_path):
    html = to_page(codebook(Folder.open(folder(tmp_path / "run", [refused(1)], sources=[]))))
    check(html)
    assert "does not say what it was made of" in html


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        (0, 0, "–"),
        (0, 9, "0\u00a0%"),
        (1, 1000, "<1\u00a0%"),
        (1, 2, "50\u00a0%"),
        (999, 1000, ">99\u00a0%"),
        (9, 9, "100\u00a0%"),
    ],
)
def test_shares(part, whole, expected):
    assert share(part, whole) == expected
