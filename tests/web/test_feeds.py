"""Feed, calendar and exports: well formed, honest about dates, inert in the programs that open them."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace

import pytest
from lxml import etree

from communique.model import EventType, Status
from communique.web.feeds.atom import to_atom
from communique.web.feeds.calendar import to_calendar
from communique.web.feeds.tables import COLUMNS, guarded, to_csv
from communique.web.view import View
from tests.accounts import day
from tests.export_dossier.norvia import JUNE, Maker, case

ATOM = "{http://www.w3.org/2005/Atom}"
HOSTILE = 'Ada\x00\ud800 <script>alert(1)</script>\u202e,;:\\\r\nBEGIN:VEVENT "x"'


@pytest.fixture(scope="module")
def view():
    made = case()
    return View("Norvia; and <Estmark>", made.dossier, made.shelf)


def with_happenings(**changes):
    made = case()
    happenings = tuple(replace(h, **changes) for h in made.dossier.happenings)
    return View("Test", replace(made.dossier, happenings=happenings), made.shelf)


def events(text: str):
    """Read a calendar strictly: CRLF, 75 octets, properties unfolded and unescaped, blocks balanced."""
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    lines = text.removesuffix("\r\n").replace("\r\n ", "").split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-1] == "END:VCALENDAR"
    assert {"VERSION:2.0"} <= set(lines)
    found, held = [], None
    for line in lines[1:-1]:
        name, _, value = line.partition(":")
        assert re.fullmatch(r"[A-Z-]+(;[A-Z]+=[A-Z]+)?", name), line
        if line == "BEGIN:VEVENT":
            assert held is None
            held = {}
        elif line == "END:VEVENT":
            found.append(held)
            held = None
        elif held is not None:
            assert name not in held
            assert not re.search(r"(?<!\\)(?:\\\\)*[;,]", value) or name == "URL", line
            held[name] = re.sub(r"\\(.)", lambda m: "\n" if m[1] == "n" else m[1], value)
    assert held is None
    for event in found:
        assert {"UID", "DTSTAMP", "DTSTART;VALUE=DATE", "DTEND;VALUE=DATE", "SUMMARY", "STATUS"} <= set(event)
        assert re.fullmatch(r"\d{8}T\d{6}Z", event["DTSTAMP"])
    return found


def test_the_calendar_has_meetings_and_plans_with_a_known_day_alone(view):
    found = events(to_calendar(view, "http://127.0.0.1"))
    assert [(e["DTSTART;VALUE=DATE"], e["DTEND;VALUE=DATE"], e["STATUS"]) for e in found] == [
        ("20260504", "20260505", "CONFIRMED"),
        ("20260510", "20260511", "CANCELLED"),
    ]
    assert found[0]["SUMMARY"].startswith("Ada Voss and Ivo Berg held talks in Lundal")
    assert "met in Lundal on 4 May for five hours" in found[0]["DESCRIPTION"]


@pytest.mark.parametrize("status", [Status.DENIED, Status.NEGATED, Status.DEMANDED, Status.POSSIBLE, Status.OFFERED])
def test_what_did_not_take_place_is_in_no_calendar(status):
    assert events(to_calendar(with_happenings(status=status, type=EventType.CONSULT), "http://x")) == []


@pytest.mark.parametrize("when", [None, JUNE, replace(day("2026-05-04"), latest=None)])
def test_a_vague_day_is_in_no_calendar(when):
    assert events(to_calendar(with_happenings(when=when, status=Status.PLANNED), "http://x")) == []


def test_what_is_planned_is_tentative():
    found = events(to_calendar(with_happenings(when=day("2026-07-01"), status=Status.PLANNED), "http://x"))
    assert {e["STATUS"] for e in found} == {"TENTATIVE"}


def hostile() -> View:
    maker = Maker()
    made = maker.dossier()
    parties = tuple(replace(party, name=HOSTILE) for party in made.parties)
    return View(HOSTILE, replace(made, parties=parties), case().shelf)


def test_hostile_words_cannot_leave_their_property():
    found = events(to_calendar(hostile(), "http://x"))
    assert len(found) == 2
    assert all("\u202e" not in value for event in found for value in event.values())


def entries_of(content: bytes):
    feed = etree.fromstring(content)
    assert feed.tag == f"{ATOM}feed"
    for name in ("id", "title", "updated", "author"):
        assert feed.find(f"{ATOM}{name}") is not None
    found = feed.findall(f"{ATOM}entry")
    for entry in (feed, *found):
        assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", entry.findtext(f"{ATOM}id"))
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:.]+Z", entry.findtext(f"{ATOM}updated"))
    return found


def test_the_feed_tells_happenings_and_differences_with_their_sentences(reading):
    content = reading.client.get("/feed.atom")
    assert content.headers["content-type"].startswith("application/atom+xml")
    found = entries_of(content.content)
    assert len(found) == 5 + 3
    updated = [entry.findtext(f"{ATOM}updated") for entry in found]
    assert updated == sorted(updated, reverse=True)
    assert updated[0].startswith("2026-05-20T08:")
    quotes = [q.text for e in found for q in e.iter("{http://www.w3.org/1999/xhtml}blockquote")]
    assert "Shelling by the Estmark army killed 18 people in Port Arle on 7 May." in quotes
    links = {entry.find(f"{ATOM}link").get("href") for entry in found}
    assert "http://127.0.0.1/difference/d-number" in links
    assert all(reading.client.get(link).status_code == 200 for link in links)


def test_ids_of_the_feed_stay(reading):
    ids = [[e.findtext(f"{ATOM}id") for e in entries_of(reading.client.get("/feed.atom").content)] for _ in range(2)]
    assert ids[0] == ids[1]
    assert len(set(ids[0])) == len(ids[0])


def test_hostile_words_stay_words_in_the_feed():
    content = to_atom(hostile(), "http://x")
    entries_of(content)
    tree = etree.fromstring(content)
    assert not [node for node in tree.iter() if "script" in str(node.tag)]
    assert "\u202e" not in content.decode()


def test_an_empty_dossier_has_a_feed_and_a_calendar():
    made = case()
    empty = View("Empty", replace(made.dossier, happenings=(), differences=()), made.shelf)
    assert entries_of(to_atom(empty, "http://x")) == []
    assert events(to_calendar(empty, "http://x")) == []


@pytest.mark.parametrize("mark", ["=", "+", "-", "@", "\t=", "＝", " ="])
def test_no_cell_is_a_formula(mark):
    cell = guarded(f'{mark}HYPERLINK("http://evil.example")')
    assert cell.startswith("'")
    assert guarded("Ada Voss") == "Ada Voss"


def test_the_table_has_a_row_for_each_happening(reading):
    answer = reading.client.get("/export.csv")
    assert answer.headers["content-disposition"] == 'attachment; filename="dossier.csv"'
    rows = list(csv.reader(io.StringIO(answer.text)))
    assert tuple(rows[0]) == COLUMNS
    assert len(rows) == 1 + 5
    assert all(len(row) == len(COLUMNS) for row in rows)
    shelling = next(row for row in rows if row[0] == "happening-shelling")
    # One of the three hands denies it.
    assert shelling[COLUMNS.index("origins")] == "2"


def test_a_formula_as_a_name_is_guarded_in_the_table():
    made = case()
    parties = tuple(replace(party, name='=HYPERLINK("x")') for party in made.dossier.parties)
    view = View("x", replace(made.dossier, parties=parties), made.shelf)
    rows = list(csv.reader(io.StringIO(to_csv(view, made.dossier.happenings))))
    assert not [cell for row in rows for cell in row if cell.startswith("=")]
    assert any(cell.startswith("'=") for row in rows for cell in row)


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("kind=force", {"happening-shelling"}),
        ("status=cancelled", {"happening-visit"}),
        ("since=2026-05-08&until=2026-05-31", {"happening-visit", "happening-offer"}),
        ("since=2026-06-10", {"happening-second"}),
        ("origins=2", {"happening-talks", "happening-shelling"}),
        ("status=denied", set()),
    ],
)
def test_exports_take_the_filters_of_the_timeline(reading, query, ids):
    rows = list(csv.reader(io.StringIO(reading.client.get(f"/export.csv?{query}").text)))
    assert {row[0] for row in rows[1:]} == ids


def test_markdown_has_footnotes(reading):
    text = reading.client.get("/export.md?kind=force").text
    assert "kind: force" in text
    assert "[^1]" in text
    assert "“Shelling by the Estmark army killed 18 people in Port Arle on 7 May.”" in text
    assert "Lundal" not in text
