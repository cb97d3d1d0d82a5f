"""What a spreadsheet, a map and a calendar get."""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from communique.export.formats import to_csv, to_geojson, to_ics
from communique.model import (
    Backing,
    BlockKind,
    EventType,
    Happening,
    Meeting,
    PlaceKind,
    Status,
    When,
    WhenType,
)
from tests.accounts import MET, Draft, article_of, day
from tests.export_formats import readers
from tests.export_formats.worlds import NAMES, URL, every_status, hostile, nameless, published, span, the_talks


def cells(*accounts) -> list[dict[str, str]]:
    text = "".join(to_csv(accounts)).removeprefix("\ufeff")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_every_fact_has_its_line() -> None:
    kinds = Counter(row["kind"] for row in cells(the_talks()))
    assert kinds == {"event": 4, "statement": 3, "proposal": 1, "situation": 1}


def test_a_meeting_and_a_statement_in_a_sheet() -> None:
    rows = {row["id"]: row for row in cells(the_talks())}
    met = next(row for row in rows.values() if row["status"] == "happened")
    expected = {
        "type": "CONSULT", "actors": "Catherine Ashton; Mohammad Javad Zarif", "actor_countries": "IGO; IRN",
        "first_day": "2013-11-07", "last_day": "2013-11-07", "date_edtf": "2013-11-07", "place": "Geneva",
        "latitude": "1.5", "quote": MET, "cue": "met", "publisher": "Kosta Herald", "published": "2013-11-08",
        "url": URL,
    }  # fmt: skip
    assert {key: met[key] for key in expected} == expected
    said = next(row for row in rows.values() if row["form"] == "mixed")
    assert (said["actors"], said["said_by"], said["channel"]) == ("Catherine Ashton", "Ashton", "a spokesman")
    assert said["content"].startswith('the talks had been "useful"')
    planned = next(row for row in rows.values() if row["status"] == "planned")
    assert (planned["said_in"], planned["said_by"]) == (said["id"], "Catherine Ashton")
    assert planned["first_day"] == ""


def test_no_cell_is_a_formula() -> None:
    rows = cells(hostile(), nameless())
    for row in rows:
        for column, cell in row.items():
            number = column in {"latitude", "longitude", "start", "end", "score"}
            assert number or not cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝")), (column, cell)
    assert any(row["headline"].startswith("'=HYPERLINK(") for row in rows)
    assert any(row["publisher"].startswith("'=Evil") for row in rows)
    assert any(row["quote"].startswith("'=cmd|") for row in rows)
    assert any(row["quote"].startswith("'-1 degree\r\nand\n\ntwo") for row in rows)


def test_a_western_longitude_stays_a_number() -> None:
    line = "Ada Voss met Ivo Berg in Lisbon."
    draft = Draft(article_of((BlockKind.BODY, line)))
    town = draft.place("Lisbon", country="PRT")
    draft.references[-1] = replace(
        draft.references[-1], target=replace(draft.references[-1].target, lat=38.7, lon=-9.1)
    )
    draft.event(line, "met", actors=(draft.actor("Ada Voss"),), where=town)
    (row,) = cells(draft.account())
    assert row["longitude"] == "-9.1"
    (feature,) = readers.geo("".join(to_geojson([draft.account()])), Path())
    assert feature["geometry"]["coordinates"] == [-9.1, 38.7], "longitude first"


def test_the_sheet_is_one_excel_opens() -> None:
    text = "".join(to_csv([the_talks()]))
    assert text.startswith("\ufeffkind,id,")
    assert text.encode()[:3] == b"\xef\xbb\xbf"
    assert text.count("\ufeff") == 1
    assert text.endswith("\r\n")


def test_a_map_has_points_of_towns_alone_and_counts_what_it_leaves_out() -> None:
    left: Counter[str] = Counter()
    rows = readers.geo("".join(to_geojson([the_talks(), every_status()], lambda what: left.update((what,)))), Path())
    points = {(row["properties"]["place_kind"], row["geometry"] is not None) for row in rows}
    assert points == {("city", True), ("country", False)}
    assert left["statements without a place"] == 3
    assert left["proposals without a place"] == 1
    assert all(not isinstance(value, dict | list) for row in rows for value in row["properties"].values())
    situation = next(row for row in rows if row["properties"]["kind"] == "situation")
    assert (situation["properties"]["place"], situation["properties"]["actors"]) == ("Geneva", "Iran")


def entries(*accounts, left=None, happenings=()):
    text = "".join(to_ics(accounts, left or (lambda _: None), happenings))
    return readers.ics(text, Path())


def test_the_calendar_of_the_talks() -> None:
    (met,) = entries(the_talks())
    assert met["dtstart"] == date(2013, 11, 7)
    assert met["dtend"] == date(2013, 11, 8)
    assert str(met["dtstamp"]).startswith("2013-11-08 00:00:00")
    assert text_of(met["status"]) == "CONFIRMED"
    words = text_of(met["description"])
    assert words == f"{MET}\nKosta Herald, 2013-11-08\n{URL}"
    assert text_of(met["location"]) == "Geneva"
    assert text_of(met["url"]) == URL


def text_of(value: object) -> str:
    return value.decode() if isinstance(value, bytes) else str(value)


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (Status.HAPPENED, "CONFIRMED"), (Status.ONGOING, "CONFIRMED"), (Status.HISTORICAL, "CONFIRMED"),
        (Status.PLANNED, "TENTATIVE"), (Status.EXPECTED, "TENTATIVE"), (Status.CANCELLED, "CANCELLED"),
        (Status.NEGATED, None), (Status.DENIED, None), (Status.POSSIBLE, None), (Status.OFFERED, None),
        (Status.DEMANDED, None), (Status.CONDITIONAL, None), (Status.THREATENED, None),
    ],
)  # fmt: skip
def test_what_is_held_planned_and_called_off(status: Status, expected: str | None) -> None:
    left: Counter[str] = Counter()
    found = entries(meeting(day("2025-12-02"), status), left=lambda what: left.update((what,)))
    assert [text_of(entry["status"]) for entry in found] == ([expected] if expected else [])
    assert left == ({} if expected else {f"{status.value} meetings": 1})


LINE = "Ada Voss met Ivo Berg then."


def meeting(
    when: When | None, status: Status = Status.HAPPENED, kind: EventType = EventType.CONSULT, dated: bool = True
):
    draft = Draft(article_of((BlockKind.BODY, LINE), published=day("2025-12-03") if dated else None))
    both = (draft.actor("Ada Voss", country="NOR"), draft.actor("Ivo Berg", country="FIN"))
    talk = Meeting(participants=both) if kind is EventType.CONSULT else None
    draft.event(LINE, "met", type=kind, status=status, actors=both, when=when, meeting=talk)
    return published(draft.account())


@pytest.mark.parametrize(("days", "kept"), [(1, True), (7, True), (8, False), (31, False)])
def test_a_vague_time_spans_at_most_a_week(days: int, kept: bool) -> None:
    last = date(2025, 12, 1) + timedelta(days=days - 1)
    left: Counter[str] = Counter()
    found = entries(
        meeting(span("2025-12-01", last.isoformat(), f"2025-12-01/{last}")), left=lambda what: left.update((what,))
    )
    assert len(found) == kept
    assert sum(left.values()) == (not kept)
    if kept:
        assert found[0]["dtend"] - found[0]["dtstart"] == timedelta(days=days)


def test_an_undated_meeting_is_left_out_and_an_undated_page_is_no_fault() -> None:
    left: Counter[str] = Counter()
    assert entries(meeting(None), left=lambda what: left.update((what,))) == []
    assert left == {"meetings without a day": 1}
    (entry,) = entries(meeting(day("2025-12-02"), dated=False))
    assert str(entry["dtstamp"]).startswith("2025-12-02")


def test_what_is_due_by_a_day_is_a_deadline() -> None:
    due = When(type=WhenType.DATE, earliest=None, latest="2025-12-20", edtf="/2025-12-20", how="reference.times.by")
    for kind in (EventType.RETREAT, EventType.CONSULT):
        (entry,) = entries(meeting(due, Status.DEMANDED, kind))
        assert entry["dtstart"] == date(2025, 12, 20)
        assert text_of(entry["status"]) == "TENTATIVE"
    assert entries(meeting(due, Status.HAPPENED, EventType.RETREAT)) == []


def test_the_last_day_of_the_calendar() -> None:
    (entry,) = entries(meeting(day("9999-12-31")))
    assert entry["dtstart"] == date(9999, 12, 31)


def test_text_is_escaped_and_folded() -> None:
    found = entries(hostile())
    assert len(found) == len(NAMES)
    text = hostile().article.text
    for entry, name in zip(found, NAMES, strict=True):
        quote = text_of(entry["description"]).split("\n")[0]
        assert quote.replace("\t", "") == f"{name} met Timo Holt in Kosta; 'x', \"y\" \\ z.".replace("\t", "")
        assert name in text


def test_a_text_is_written_as_the_standard_says() -> None:
    text = "".join(to_ics([hostile()])).replace("\r\n ", "")
    assert "met Timo Holt in Kosta\\; 'x'\\, \"y\" \\\\ z.\\n" in text
    assert max(len(line.encode()) for line in "".join(to_ics([hostile()])).split("\r\n")) == 75


def test_a_url_that_would_end_its_line_is_left_out() -> None:
    account = published(meeting(day("2025-12-02")), url="https://a.example/\r\nATTACH:https://b.example")
    (entry,) = entries(account)
    assert "url" not in entry
    assert "attach" not in entry


def test_what_several_pages_tell_is_one_entry() -> None:
    planned = meeting(day("2025-12-02"), Status.PLANNED)
    held = published(meeting(day("2025-12-02"), Status.HAPPENED), url="https://other.example/2")
    held = replace(held, facts=tuple(replace(fact, id="f" * 16) for fact in held.facts))
    ids = (planned.facts[0].id, "f" * 16)
    happening = Happening(
        id="h", type=EventType.CONSULT, mode=None, status=Status.HAPPENED, actors=(), recipients=(), when=None,
        where=None,
        facts=ids, backing=Backing(origins=(), unknown=(), articles=()),
    )  # fmt: skip
    assert len(entries(planned, held)) == 2
    (entry,) = entries(planned, held, happenings=[happening])
    assert text_of(entry["uid"]) == f"{ids[0]}@communique"
    assert text_of(entry["status"]) == "CONFIRMED"
    assert text_of(entry["description"]).count(LINE) == 2


def test_a_place_without_a_point_has_none_anywhere() -> None:
    (row,) = [row for row in cells(nameless()) if row["kind"] == "event"]
    assert (row["place"], row["place_kind"], row["latitude"]) == ("the north", PlaceKind.AREA.value, "")
