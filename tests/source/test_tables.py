"""JSON Lines, JSON, CSV and Parquet: columns by their usual names, days only where certain, a bad line costs itself."""

from __future__ import annotations

import csv
import gzip
import json
from datetime import date, datetime

import pyarrow as pa
import pytest

from communique.model import Given, Reason
from communique.source import lines, parquet, sheets
from communique.source.limits import MAX_BYTES
from communique.source.rows import COLUMNS, roles_of
from communique.source.values import address, day_of, language_of, names
from tests.source.made import HTML, ROWS, STORY, jsonl, opened, put, sheet
from tests.source.made import parquet as table


def one(tmp_path, row):
    (page,), complaints = opened(put(tmp_path, "a.jsonl", jsonl(row)))
    assert complaints == []
    return page


@pytest.mark.parametrize(
    ("row", "given"),
    [
        (
            {"maintext": STORY, "title": "Envoys meet", "authors": ["Ada Voss"], "source_domain": "kosta.example"},
            Given(headline="Envoys meet", authors=("Ada Voss",), publisher="kosta.example"),
        ),
        (
            {"plain_text": STORY, "Publisher": "Kosta Herald", "language": "en-GB", "author": None},
            Given(publisher="Kosta Herald", language="en"),
        ),
        (
            {
                "raw_text": STORY,
                "author": "Ada Voss; Karl Lind",
                "hostname": "kosta.example",
                "headline": "  Two\nmeet ",
            },
            Given(headline="Two meet", authors=("Ada Voss", "Karl Lind"), publisher="kosta.example"),
        ),
        ({"text": "", "content": STORY, "mediaName": "Northern Wire"}, Given(publisher="Northern Wire")),
        ({"body": ["One paragraph.", "Another."]}, Given()),
    ],
)
def test_columns_of_several_collections(tmp_path, row, given) -> None:
    page = one(tmp_path, row)
    assert page.given == given
    assert page.media_type == "text/plain; charset=utf-8"
    assert page.body.decode() in {STORY, "One paragraph.\n\nAnother."}


def test_the_page_itself_is_taken_before_its_text(tmp_path) -> None:
    page = one(tmp_path, {"text": STORY, "html": HTML.decode(), "title": "x", "link": "https://kosta.example/c"})
    assert (page.body, page.given, page.url) == (HTML, None, "https://kosta.example/c")
    assert page.media_type == "text/html; charset=utf-8"


def test_text_with_tags_in_it_is_made_a_page(tmp_path) -> None:
    page = one(tmp_path, {"content": f"<p>{STORY}</p><p>More.</p>", "title": "Norvia & Estmark", "date": "2025-12-06"})
    assert page.body.startswith(b"<html><head><title>Norvia &amp; Estmark</title>")
    assert (page.given, page.published) == (None, "2025-12-06")
    assert one(tmp_path, {"content": f"{STORY} <br> a < b"}).given == Given()


def test_a_source_that_is_an_address_is_the_page_s(tmp_path) -> None:
    page = one(tmp_path, {"text": STORY, "source": "https://kosta.example/d"})
    assert (page.url, page.given) == ("https://kosta.example/d", Given())


def test_every_name_is_that_of_one_role() -> None:
    every = [name.replace("_", "") for names_ in COLUMNS.values() for name in names_]
    assert len(every) == len(set(every))
    for role, names_ in COLUMNS.items():
        for name in names_:
            assert roles_of([name, name.title(), name.replace("_", " ")])[role] != ()


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2025-12-06", "2025-12-06"),
        ("2025-12-06T23:30:00-05:00", "2025-12-06"),
        ("2025-12-06 09:00", "2025-12-06"),
        ("2025/12/06", "2025-12-06"),
        ("20251206", "2025-12-06"),
        (20251206, "2025-12-06"),
        ("20251206T090000Z", "2025-12-06"),
        ("6 December 2025", "2025-12-06"),
        ("Sat, 06 Dec 2025 09:00:00 GMT", "2025-12-06"),
        ("Saturday, December 6, 2025", "2025-12-06"),
        ("December 6, 2025 Saturday", "2025-12-06"),
        ("Dec. 6th, 2025", "2025-12-06"),
        ("6-Dec-2025", "2025-12-06"),
        (datetime(2025, 12, 6, 9), "2025-12-06"),
        (date(2025, 12, 6), "2025-12-06"),
        (1764979200, "2025-12-06"),
        (1764979200000, "2025-12-06"),
        (1764979200.0, "2025-12-06"),
        # not certain, or no day
        ("03/04/2025", None),
        ("13/04/2025", None),
        (1764979201, None),
        ("2025-12", None),
        ("2025", None),
        ("December 2025", None),
        ("2025-02-30", None),
        ("2025-12-061", None),
        ("yesterday", None),
        ("6 Dec 25", None),
        ("1970-01-01T00:00:00Z", None),
        (0, None),
        (True, None),
        (float("nan"), None),
        (float("inf"), None),
        ("0001-01-01", None),
        ("٢٠٢٥-١٢-٠٦", "2025-12-06"),
        (["2025-12-06"], None),
        (None, None),
        ("9" * 5000, None),
    ],
)
def test_days(value, day) -> None:
    assert day_of(value) == day


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("By Ada Voss and Karl Lind", ("Ada Voss", "Karl Lind")),
        ("Voss, Ada", ("Voss, Ada",)),
        ("['Ada Voss', \"Mara O'Neil\"]", ("Ada Voss", "Mara O'Neil")),
        (["Ada Voss", 3, "", "Ada Voss"], ("Ada Voss",)),
        ("Byron Lind", ("Byron Lind",)),
        (None, ()),
        (7, ()),
        ("x" * 5000, ()),
    ],
)
def test_names(value, found) -> None:
    assert names(value) == found


def test_languages_and_addresses() -> None:
    assert [language_of(said) for said in ("en", "EN-us", "eng", "English", "e", "Klingon", None)] == [
        *["en"] * 4,
        *[None] * 3,
    ]
    assert address("<https://kosta.example/a>") == "https://kosta.example/a"
    assert [
        address(said) for said in ("kosta.example", "javascript:x", "https://a b", "https://" + "a" * 3000, None)
    ] == [None] * 5


def test_a_bad_line_costs_one_line(tmp_path) -> None:
    deep = b'{"text": ' + b"[" * 100_000 + b"]" * 100_000 + b"}\n"
    rows = (
        b"\xef\xbb\xbf" + jsonl(ROWS[0]),
        b"no json\n",
        b"\n",
        b"[1, 2]\n",
        deep,
        b'{"title": "no text"}\n',
        b'{"text": 5}\n',
        b'{"text": "' + b"x" * (MAX_BYTES + 10) + b'"}\n',
        b'{"text": "half a sign \\ud800"}\n',
        jsonl(ROWS[1]).rstrip(),
    )
    pages, complaints = opened(put(tmp_path, "a.jsonl", b"".join(rows)))
    assert [p.origin.rpartition("#")[2] for p in pages] == ["1", "9", "10"]
    assert [(c.origin.rpartition("#")[2], c.detail) for c in complaints] == [
        ("2", "this line is not JSON"),
        ("4", "this line is no JSON object"),
        ("5", "nested too deep"),
        ("6", "no text in this row"),
        ("7", "no text in this row"),
        ("8", "larger than 20 MB"),
    ]
    assert pages[0].published == "2025-12-06"
    assert pages[1].body == b"half a sign ?"


def test_lines_cut_off_in_the_middle_of_gzip(tmp_path) -> None:
    many = jsonl(*({"text": f"{STORY} {n * n}"} for n in range(2_000)))
    pages, complaints = opened(put(tmp_path, "a.jsonl.gz", gzip.compress(many)[:-2_000]))
    assert len(pages) > 500
    assert [c.reason for c in complaints] == [Reason.UNREADABLE]


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.parquet"])
def test_a_table_of_something_else_is_left_after_some_rows(tmp_path, name, monkeypatch) -> None:
    for module in (lines, sheets, parquet):
        monkeypatch.setattr(module, "TRIED", 5)
    rows = [{"title": "x", "text": " "}] * 20
    body = {"a.jsonl": jsonl(*rows), "a.csv": sheet(*rows), "a.parquet": table(pa.Table.from_pylist(rows))}[name]
    pages, complaints = opened(put(tmp_path, name, body))
    assert (pages, len(complaints)) == ([], 6)
    assert complaints[-1].reason is Reason.NOT_AN_ARTICLE


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ([ROWS[0], ROWS[1], 7], 2),
        (ROWS[0], 1),
        ({"@type": "NewsArticle", "articleBody": STORY, "text": STORY}, None),
        ([{"@context": "https://schema.org", "text": STORY}], None),
        ({"what": "else"}, None),
    ],
)
def test_json_is_records_or_a_page(tmp_path, body, count) -> None:
    pages, _ = opened(put(tmp_path, "a.json", json.dumps(body).encode()))
    if count is None:
        assert [(p.origin, p.media_type) for p in pages] == [(f"{tmp_path}/a.json", "application/ld+json")]
    else:
        assert [p.origin for p in pages] == [f"{tmp_path}/a.json#{n + 1}" for n in range(count)]


def test_a_semicolon_sheet_in_windows_1252_with_breaks_in_fields(tmp_path) -> None:
    made = 'Title;"Text\nof it";Content;Date\r\nCafé talks;x;"Ada said: ""no"".\n\nShe left.";06/12/2025\r\nShort;y\r\n'
    pages, complaints = opened(put(tmp_path, "a.csv", made.encode("cp1252")))
    assert [p.body for p in pages] == [b'Ada said: "no".\n\nShe left.']
    assert pages[0].given == Given(headline="Café talks")
    assert pages[0].published is None
    assert [(c.origin.rpartition("#")[2], c.reason) for c in complaints] == [("2", Reason.EMPTY)]


def test_long_fields_and_the_limit_of_the_process(tmp_path) -> None:
    before = csv.field_size_limit()
    pages, _ = opened(put(tmp_path, "a.csv", sheet({"text": "long " * 100_000})))
    assert len(pages[0].body) == 500_000
    assert csv.field_size_limit() == before
    endless = b"title,text\nx," + b"y" * (MAX_BYTES + 2)
    pages, (complaint,) = opened(put(tmp_path, "b.csv", endless))
    assert (pages, complaint.reason) == ([], Reason.TOO_LARGE)


@pytest.mark.parametrize("name", ["a.csv", "a.parquet"])
def test_a_table_without_a_text_says_which_columns_it_has(tmp_path, name) -> None:
    body = sheet({"id": "1", "title": "x"}) if name == "a.csv" else table(pa.table({"id": [1], "title": ["x"]}))
    pages, (complaint,) = opened(put(tmp_path, name, body))
    assert (pages, complaint.detail) == ([], "no column with text or html among: id, title")


def test_types_of_parquet(tmp_path) -> None:
    made = pa.table(
        {
            "maintext": pa.array([STORY, STORY + " "]).dictionary_encode(),
            "date_publish": pa.array([datetime(2025, 12, 6, 9), None], pa.timestamp("ns", tz="UTC")),
            "authors": pa.array([["Ada Voss"], None]),
            "title": pa.array(["x", None], pa.large_string()),
            "vector": pa.array([[0.5] * 4] * 2),
        }
    )
    pages, complaints = opened(put(tmp_path, "a.parquet", table(made, row_group_size=1)))
    assert [(p.origin.rpartition("#")[2], p.published, p.given) for p in pages] == [
        ("1", "2025-12-06", Given(headline="x", authors=("Ada Voss",))),
        ("2", None, Given()),
    ]
    assert complaints == []


def test_a_group_of_rows_that_unpacks_to_too_much_is_refused(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(parquet, "MAX_VALUES", 1_000_000)
    made = table(pa.table({"text": ["a" * 5_000_000]}), compression="zstd")
    pages, (complaint,) = opened(put(tmp_path, "a.parquet", made))
    assert (pages, complaint.reason) == ([], Reason.TOO_LARGE)


def test_a_value_that_is_too_large_costs_its_row(tmp_path) -> None:
    made = table(pa.table({"text": ["a" * (MAX_BYTES + 1), STORY]}))
    pages, (complaint,) = opened(put(tmp_path, "a.parquet", made))
    assert ([p.body.decode() for p in pages], complaint.reason) == ([STORY], Reason.TOO_LARGE)
