"""What the tables of event data hold: PLOVER's records, POLECAT's columns, GDELT's."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from communique.export.formats import to_gdelt, to_polecat
from communique.export.formats.polecat import COLUMNS
from communique.model import ActorKind, BlockKind, EventType, MentionKind, PlaceKind, Role
from tests.accounts import MET, Draft, article_of, day
from tests.export_formats import readers
from tests.export_formats.worlds import STATUSES, URL, every_status, hostile, nameless, published, span, the_talks


@pytest.fixture
def rows(tmp_path: Path):
    def read(name: str, *accounts, left=None):
        writer = readers.WRITERS[name]
        text = "".join(writer(accounts, left) if left else writer(accounts))
        return readers.READERS[name](text, tmp_path / name)

    return read


def test_a_meeting_as_plover_has_it(rows) -> None:
    found = next(row for row in rows("plover", the_talks()) if row["communique"]["status"] == "happened")
    assert found["date"] == found["enddate"] == "2013-11-07"
    assert (found["time"], found["endtime"]) == (None, None)
    assert (found["event"], found["quad_code"], found["event_scale"], found["mode"]) == (["CONSULT"], 1, 2.5, [])
    assert [entity["code"] for entity in found["actor"]] == ["IGO", "IRN"]
    assert found["actor"][1]["entity_text"] == "Mohammad Javad Zarif"
    assert found["text"] == MET
    text = the_talks().article.text
    assert text[found["text_info"]["start"] : found["text_info"]["end"]] == MET
    assert found["event_text"] == ["met"]
    assert found["event_loc"]["cc3"] == "CHE"
    assert found["event_loc"]["country code"] == "CH"
    assert (found["cite_info"]["url"], found["cite_info"]["publication"]) == (URL, "Kosta Herald")
    assert found["communique"]["meeting"]["duration"] == "PT5H~"
    assert found["link"]


def test_a_day_the_page_does_not_give_is_null_and_never_the_day_of_publication(rows) -> None:
    undated = [row for row in rows("plover", the_talks()) if row["communique"]["date_edtf"] is None]
    assert len(undated) == 3
    for row in undated:
        assert row["date"] is row["enddate"] is None
        assert row["communique"]["published"] == "2013-11-08"


@pytest.mark.parametrize(
    ("when", "first", "last"),
    [
        (span("2025-12-02", "2025-12-04", "2025-12-02/2025-12-04"), "2025-12-02", "2025-12-04"),
        (span("2025-12-02T14:30", "2025-12-02T14:30", "2025-12-02T14:30"), "2025-12-02", "2025-12-02"),
        (replace(day("2025-12-02"), earliest=None), None, None),
        (replace(day("2025-12-02"), latest=None), None, None),
    ],
)
def test_times_of_every_width(rows, when, first, last) -> None:
    line = "Ada Voss met Ivo Berg then."
    draft = Draft(article_of((BlockKind.BODY, line)))
    voss = draft.actor("Ada Voss", country="NOR")
    draft.event(line, "met", actors=(voss, draft.actor("Ivo Berg", country="FIN")), when=when)
    (row,) = rows("plover", draft.account())
    assert (row["date"], row["enddate"]) == (first, last)
    assert row["time"] == ("14:30" if when.earliest and "T" in when.earliest else None)
    (other,) = rows("polecat", draft.account())
    one = first if first == last else None
    assert other["Event Date"] == (one or "None")
    (third,) = rows("gdelt", draft.account())
    assert third["SQLDATE"] == (int(one.replace("-", "")) if one else None)
    assert third["MonthYear"] == (202512 if first else None)
    assert third["Year"] == (2025 if first else None)
    assert (
        (third["FractionDate"] == pytest.approx(2025 + (330 + 2) / 365, abs=1e-4)) if one else not third["FractionDate"]
    )
    assert third["DATEADDED"] is None


def test_a_status_is_an_auxiliary_mode_and_gives_no_score_to_what_did_not_take_place(rows) -> None:
    found = {row["communique"]["status"]: row for row in rows("plover", every_status()) if row["date"]}
    assert len(found) == len(STATUSES)
    modes = {status: row["mode"] for status, row in found.items()}
    assert modes["happened"] == modes["ongoing"] == []
    assert modes["planned"] == modes["expected"] == ["future"]
    assert modes["denied"] == modes["negated"] == modes["cancelled"] == ["negation"]
    assert modes["demanded"] == modes["possible"] == modes["offered"] == ["hypothetical"]
    assert modes["threatened"] == modes["conditional"] == ["hypothetical"]
    assert modes["historical"] == ["historical"]
    scored = {status for status, row in found.items() if row["event_scale"] is not None}
    assert scored == {"happened", "ongoing", "historical"}


def test_on_whose_word_and_on_what_condition(rows) -> None:
    by_status = {row["communique"]["status"]: row["communique"] for row in rows("plover", the_talks())}
    assert by_status["planned"]["speaker"] == ["Catherine Ashton"]
    assert by_status["demanded"]["condition"]["text"] == "before sanctions are lifted"


@pytest.mark.parametrize("name", ["polecat", "gdelt"])
def test_only_what_took_place_is_an_event_and_the_rest_is_counted(rows, name: str) -> None:
    left: Counter[str] = Counter()
    rows(name, every_status(), the_talks(), left=lambda what: left.update((what,)))
    assert left["planned events"] == 2
    assert left["statements"] == 3
    others = {f"{status.value} events" for status in STATUSES if status.value not in {"happened", "ongoing"}}
    assert set(left) == others | {"statements", "proposals", "situations"}
    ids = {row.get("Event ID") for row in rows("polecat", every_status())}
    assert len(ids) == 2 + len(EventType)


def test_polecats_header_is_the_published_one() -> None:
    header = "".join(to_polecat([])).rstrip("\n").split("\t")
    assert tuple(header) == COLUMNS
    assert len(header) == len(set(header)) == 40
    assert header[:3] == ["Event ID", "Event Date", "Event Type"]
    assert header[7:10] == ["Actor Name", "Actor Country", "Actor COW"]
    assert header[-2:] == ["Language", "Version"]


def test_a_meeting_as_polecat_has_it(rows) -> None:
    (found,) = rows("polecat", the_talks())
    expected = {
        "Event Date": "2013-11-07", "Event Type": "CONSULT", "Event Mode": "None", "Intensity": "2.5",
        "Quad Code": "VERBAL COOPERATION", "Contexts": "None", "Actor Name": "Catherine Ashton; Mohammad Javad Zarif",
        "Actor Country": "IGO; IRN", "Actor COW": "None; 630", "Primary Actor Sector": "GOV; GOV",
        "Actor Title": "None", "Recipient Name": "None", "Recipient COW": "None", "Placename": "Geneva",
        "City": "Geneva", "Province": "None", "Country": "CHE", "Latitude": "1.5", "Longitude": "2.5",
        "Feature Type": "PPL", "Source": "Kosta Herald", "Publication Date": "2013-11-08",
        "Story People": "Catherine Ashton; Mohammad Javad Zarif", "Story Locations": "Geneva", "Language": "en",
    }  # fmt: skip
    assert {key: found[key] for key in expected} == expected


def test_lists_keep_their_places_whatever_a_name_holds(rows) -> None:
    found = rows("polecat", hostile())
    assert len(found) == 13
    for row in found:
        assert row["Actor Name"].count("; ") == 1, row["Actor Name"]
        assert row["Actor Country"] == "FIN; NOR"
        assert row["Actor COW"] == "375; 385"
        assert '"' not in row["Actor Name"]
    assert found[6]["Actor Name"] == "Ada Voss; Timo Holt"
    assert found[7]["Actor Name"] == "Ivo, Berg, the younger; Timo Holt"


def test_a_point_is_not_given_to_a_country(rows) -> None:
    row = next(row for row in rows("polecat", every_status()) if row["Placename"] == "Norvia")
    assert (row["Latitude"], row["Longitude"], row["City"], row["Feature Type"]) == ("None", "None", "None", "PCLI")
    other = next(row for row in rows("gdelt", every_status()) if row["ActionGeo_Type"] == 1)
    assert other["ActionGeo_CountryCode"] == other["ActionGeo_FeatureID"] == other["ActionGeo_ADM1Code"] == "NO"


def test_a_meeting_as_gdelt_has_it(rows) -> None:
    (found,) = rows("gdelt", the_talks())
    expected = {
        "SQLDATE": 20131107, "MonthYear": 201311, "Year": 2013,
        "Actor1Code": "IGOGOV", "Actor1Name": "CATHERINE ASHTON",
        "Actor1CountryCode": None, "Actor1Type1Code": "IGO", "Actor1Type2Code": "GOV", "Actor2Code": "IRNGOV",
        "Actor2CountryCode": "IRN", "Actor2Type1Code": "GOV", "IsRootEvent": 1, "EventCode": "04",
        "EventBaseCode": "04",
        "EventRootCode": "04", "QuadClass": 1, "GoldsteinScale": 1.0, "NumMentions": 1, "NumSources": 1,
        "NumArticles": 1, "AvgTone": None, "Actor1Geo_Type": 0, "ActionGeo_Type": 4,
        "ActionGeo_FullName": "Geneva, Switzerland", "ActionGeo_CountryCode": "SZ", "ActionGeo_Lat": 1.5,
        "ActionGeo_Long": 2.5, "DATEADDED": 20131108000000, "SOURCEURL": URL,
    }  # fmt: skip
    assert {key: found[key] for key in expected} == expected


def test_each_two_that_take_part_are_a_line(rows) -> None:
    line = "Ada Voss, Ivo Berg and Sela Marn met; Ada Voss and Ivo Berg accused Sela Marn."
    draft = Draft(article_of((BlockKind.BODY, line)))
    voss, berg, marn = (draft.actor(name, country="NOR") for name in ("Ada Voss", "Ivo Berg", "Sela Marn"))
    draft.event(line, "met", actors=(voss, berg, marn))
    draft.event(line, "accused", type=EventType.ACCUSE, actors=(voss, berg), recipients=(marn,))
    pairs = [(row["Actor1Name"], row["Actor2Name"]) for row in rows("gdelt", draft.account())]
    assert pairs == [
        ("ADA VOSS", "IVO BERG"), ("ADA VOSS", "SELA MARN"), ("IVO BERG", "SELA MARN"),
        ("ADA VOSS", "SELA MARN"), ("IVO BERG", "SELA MARN"),
    ]  # fmt: skip


def test_an_event_without_anybody_named_is_still_a_line(rows) -> None:
    (row,) = rows("gdelt", nameless())
    assert (row["Actor1Code"], row["Actor2Code"], row["EventCode"]) == (None, None, "18")
    assert (row["ActionGeo_Type"], row["ActionGeo_FullName"], row["ActionGeo_Lat"]) == (0, "the north", None)
    (other,) = rows("plover", nameless())
    assert other["actor"] == []


ROOTS = {
    "AGREE": "03", "CONSULT": "04", "SUPPORT": "05", "COOPERATE": "06", "AID": "07", "CONCEDE": "08", "RETREAT": "08",
    "REQUEST": "10", "ACCUSE": "11", "REJECT": "12", "THREATEN": "13", "PROTEST": "14", "MOBILIZE": "15",
    "SANCTION": "16", "COERCE": "17", "ASSAULT": "18",
}  # fmt: skip


def test_roots_quads_and_scores(rows) -> None:
    undated = [row for row in rows("gdelt", every_status()) if row["SQLDATE"] is None]
    kinds = [row["event"][0] for row in rows("plover", every_status()) if row["date"] is None]
    assert {kind: row["EventRootCode"] for kind, row in zip(kinds, undated, strict=True)} == ROOTS
    for row in undated:
        code = int(row["EventRootCode"])
        assert row["QuadClass"] == (1 if code < 6 else 2 if code < 9 else 3 if code < 14 else 4)
        assert (row["GoldsteinScale"] > 0) == (code < 9)


@pytest.mark.parametrize(
    ("kind", "mode", "sector", "root", "scale"),
    [
        (EventType.ACCUSE, "investigate", "GOV", "09", -3.5),
        (EventType.ACCUSE, "disapprove", "GOV", "11", -2.0),
        (EventType.ASSAULT, "aerial", "GOV", "19", -9.5),
        (EventType.ASSAULT, None, "MIL", "19", -9.0),
        (EventType.ASSAULT, "abduct", "MIL", "18", -8.5),
        (EventType.ASSAULT, "unconventional", "GOV", "20", -10.0),
        (EventType.PROTEST, "vandalize", "CVL", "14", -5.0),
        (EventType.CONSULT, "visit", "GOV", "04", 4.0),
    ],
)
def test_modes_decide_where_cameo_is_finer(rows, kind, mode, sector, root, scale) -> None:
    line = "The army acted."
    draft = Draft(article_of((BlockKind.BODY, line)))
    army = draft.actor("The army", kind=ActorKind.ARMED_FORCE, country="ROU", role=None)
    draft.references[0] = replace(
        draft.references[0], target=replace(draft.references[0].target, sector=sector, roles=(Role(text="chief"),))
    )
    draft.event(line, "acted", type=kind, mode=mode, actors=(army,))
    (row,) = rows("gdelt", draft.account())
    assert row["EventCode"] == root
    assert row["Actor1CountryCode"] == "ROM"
    (other,) = rows("polecat", draft.account())
    assert float(other["Intensity"]) == scale
    assert other["Actor Title"] == "chief"


@pytest.mark.parametrize(
    ("country", "code", "place", "group"),
    [("EUR", "IGOEUREECGOV", "EUR", "EEC"), ("UNO", "IGOUNOGOV", None, "UNO"), ("NGO", "NGOGOV", None, None),
     ("KOS", "GOV", None, None), (None, "GOV", None, None), ("TLS", "TMPGOV", "TMP", None)],
)  # fmt: skip
def test_actors_in_gdelts_codes(rows, country, code, place, group) -> None:
    line = "Ada Voss acted."
    draft = Draft(article_of((BlockKind.BODY, line)))
    draft.event(line, "acted", actors=(draft.actor("Ada Voss", country=country),))
    (row,) = rows("gdelt", draft.account())
    assert (row["Actor1Code"], row["Actor1CountryCode"], row["Actor1KnownGroupCode"]) == (code, place, group)


@pytest.mark.parametrize(("sector", "expected"), [("JRN", "MED"), ("MED", "HLH"), ("REB", "REB"), ("UNK", None)])
def test_sectors_as_cameos_types(rows, sector, expected) -> None:
    line = "Ada Voss acted."
    draft = Draft(article_of((BlockKind.BODY, line)))
    draft.event(line, "acted", actors=(draft.actor("Ada Voss", country="NOR"),))
    draft.references[0] = replace(draft.references[0], target=replace(draft.references[0].target, sector=sector))
    (row,) = rows("gdelt", draft.account())
    assert row["Actor1Type1Code"] == expected


@pytest.mark.parametrize(
    ("kind", "country", "expected"),
    [
        (PlaceKind.CITY, "USA", 3),
        (PlaceKind.CITY, "NOR", 4),
        (PlaceKind.FACILITY, "NOR", 4),
        (PlaceKind.REGION, "USA", 2),
        (PlaceKind.REGION, "NOR", 5),
        (PlaceKind.COUNTRY, "NOR", 1),
        (PlaceKind.AREA, None, 0),
        (PlaceKind.WATER, None, 0),
    ],
)
def test_types_of_places_in_gdelt(rows, kind, country, expected) -> None:
    line = "Ada Voss acted in Marn."
    draft = Draft(article_of((BlockKind.BODY, line)))
    draft.event(line, "acted", actors=(draft.actor("Ada Voss"),), where=draft.place("Marn", kind, country))
    (row,) = rows("gdelt", draft.account())
    assert row["ActionGeo_Type"] == expected
    assert (row["ActionGeo_Lat"] is None) == (expected == 0)
    assert row["ActionGeo_ADM2Code"] is None


def test_the_name_goes_before_the_office_and_the_pronoun(rows) -> None:
    line = "Prime Minister Ada Voss said she met Ivo Berg."
    draft = Draft(article_of((BlockKind.BODY, line)))
    voss = draft.actor("Ada Voss", country="NOR", role="Prime Minister")
    target = draft.references[0].target
    draft.refer("Prime Minister", target, "reference.actors.role")
    draft.references[1] = replace(
        draft.references[1], mention=replace(draft.references[1].mention, kind=MentionKind.ROLE)
    )
    draft.references[0] = replace(
        draft.references[0], mention=replace(draft.references[0].mention, kind=MentionKind.PERSON)
    )
    draft.event(line, "met", actors=(voss,))
    (row,) = rows("polecat", published(draft.account()))
    assert row["Actor Name Raw"] == "Ada Voss"
    assert row["Actor Title"] == "Prime Minister"


def test_identifiers_are_stable_and_fit_63_bits() -> None:
    first = "".join(to_gdelt([the_talks()])).split("\t")[0]
    assert first == "".join(to_gdelt([the_talks()])).split("\t")[0]
    assert 0 <= int(first) < 2**63
