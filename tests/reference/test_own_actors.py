"""A user's own actors: rows win, mistakes cost one row and one line."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.errors import UsageError
from communique.model import Actor, ActorKind
from communique.reference import own_actors
from communique.reference.atlas import Atlas
from communique.reference.own_actors import read_own_actors
from communique.reference.refer import refer
from tests.markup import read

CODES = frozenset({"NOR", "SWE"})
HEAD = "name,aliases,kind,country,sector,title,since,until,wikidata\n"


def _file(folder: Path, text: str | bytes, name: str = "own.csv") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def _names(path: Path) -> list[str]:
    found = read_own_actors(path, CODES)
    return [r["name"] for r in found.organisations] + [r["holder"] for r in found.offices]


def test_rows_in_any_order_of_columns_and_with_any_mark(tmp_path: Path) -> None:
    for mark in (",", ";", "\t"):
        text = f"country{mark}Name{mark}kind\nNOR{mark}Harbour Pact{mark}group\n"
        row = read_own_actors(_file(tmp_path, text), CODES).organisations[0]
        assert (row["name"], row["country"], row["kind"]) == ("Harbour Pact", "NOR", "group")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    assert _names(_file(tmp_path, "name\r\nÅsa Pact\r\n".encode(encoding))) == ["Åsa Pact"]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ('"Ada Voss,,person,NOR', "unexpected end"),
        (",,person,NOR", "no name"),
        ("Ada Voss,,wizard", "kind of actor"),
        ("Ada Voss,,person,NORVIA", "country code"),
        ("Ada Voss,,person,NOR,KING", "sectors"),
        ("Ada Voss,,person,NOR,GOV,,2024-13", "no day"),
        ("Ada Voss,,person,NOR,GOV,,2024,2023", "before it begins"),
        ("Ada Voss,,person,NOR,GOV,,,,42", "Wikidata"),
        ("Ada Voss,,person,NOR,GOV,,,,,,,more", "cells"),
        ("A\x07da,,person,NOR", "no name"),
        ("x" * 201 + ",,person", "no name"),
        ("Ada," + "|".join(f"a{i}" for i in range(60)), "names"),
    ],
)
def test_a_bad_row_is_one_line_and_costs_no_neighbour(tmp_path: Path, row: str, why: str) -> None:
    found = read_own_actors(_file(tmp_path, f"{HEAD}First Pact\n{row}\nLast Pact\n"), CODES)
    assert [r["name"] for r in found.organisations] == ["First Pact", "Last Pact"]
    assert len(found.faults) == 1
    assert why in found.faults[0]
    assert ":3: " in found.faults[0]
    assert "\n" not in found.faults[0]


def test_cells_are_text_whatever_they_look_like(tmp_path: Path) -> None:
    assert _names(_file(tmp_path, "name\n=cmd|' /C calc'!A0\n<b>Pact</b>\n")) == ["=cmd|' /C calc'!A0", "<b>Pact</b>"]


def test_many_faults_are_summed_up(tmp_path: Path) -> None:
    found = read_own_actors(_file(tmp_path, "name,kind\n" + "Ada,wizard\n" * 500), CODES)
    assert len(found.faults) == 21
    assert "480 lines more" in found.faults[-1]


def test_an_unknown_column_is_told_and_not_read(tmp_path: Path) -> None:
    found = read_own_actors(_file(tmp_path, "name,colour\nHarbour Pact,red\n"), CODES)
    assert found.organisations
    assert "'colour'" in found.faults[0]


@pytest.mark.parametrize(
    "content", [b"", b"\n\n", b"title,country\n", b"name,name\n", b"\xff\xff\x00name", b"name\n\x00\x00", b'"name\n']
)
def test_a_file_that_cannot_be_used(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(UsageError, match=r"own\.csv"):
        read_own_actors(_file(tmp_path, content), CODES)


def test_missing_folders_and_large_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in (tmp_path, tmp_path / "none.csv"):
        with pytest.raises(UsageError):
            read_own_actors(path, CODES)
    monkeypatch.setattr(own_actors, "MAX_BYTES", 40)
    with pytest.raises(UsageError, match="larger"):
        read_own_actors(_file(tmp_path, "name\n" + "Ada\n" * 20), CODES)
    monkeypatch.setattr(own_actors, "MAX_ROWS", 3)
    with pytest.raises(UsageError, match="rows"):
        read_own_actors(_file(tmp_path, "name\n" + "Ada\n" * 5), CODES)


def _atlas(folder: Path, *rows: str) -> Atlas:
    return Atlas.load(actors=_file(folder, HEAD + "\n".join(rows) + "\n"))


@given(st.binary(max_size=80) | st.text(alphabet=",;|\t\"'\n\rabN=+@0123-\x00\u2028é", max_size=80).map(str.encode))
@settings(max_examples=150, deadline=None)
def test_whatever_a_file_holds_it_is_read_or_told_in_lines(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = _file(Path(folder), HEAD.encode() + content)
        try:
            found = read_own_actors(path, CODES)
        except UsageError:
            return
    assert all("\n" not in line and len(line) < 900 for line in found.faults)
    assert all(r["name"].isprintable() for r in found.organisations)


def test_rows_win_and_change_the_digest(tmp_path: Path) -> None:
    own = _atlas(tmp_path, "Harbour Pact,NATO|HPX,armed-force,IGO,MIL|PRE,,,,Q42")
    found = own.organisation("NATO")
    assert found is not None
    assert (found.name, found.kind, found.sectors, found.wikidata) == (
        "Harbour Pact", ActorKind.ARMED_FORCE, ("PRE",), "Q42",
    )  # fmt: skip
    shipped = Atlas.load().digest
    assert own.digest not in {shipped, _atlas(tmp_path, "Harbour Pact,,armed-force").digest}
    assert _atlas(tmp_path, "Harbour Pact,,armed-force").digest == _atlas(tmp_path, "Harbour Pact,,armed-force").digest


def test_an_own_name_wins_over_a_country(tmp_path: Path) -> None:
    own = _atlas(tmp_path, "Georgia Holdings,Georgia,organisation,USA,BUS")
    reading = read("{organisation Georgia/PROPN/nsubj/2} sued=sue/VERB/root/0 rivals=rival/NOUN/obj/2 ./PUNCT/punct/2")
    actors = [r.target for r in refer(reading, own) if isinstance(r.target, Actor)]
    assert ("Georgia Holdings", "USA", "BUS") in [(a.name, a.country, a.sector) for a in actors]


@pytest.mark.parametrize("published", ["", "@published 2016-09-10\n"])
def test_a_person_without_a_term_is_known_on_any_day(tmp_path: Path, published: str) -> None:
    own = _atlas(tmp_path, "Ada Voss,,person,NOR,OPP|ELI,Party Leader,,,Q42")
    reading = read(f"{published}{{person Ada/PROPN/nsubj/3 Voss/PROPN/flat/1}} left=leave/VERB/root/0 ./PUNCT/punct/3")
    actor = next(r.target for r in refer(reading, own) if isinstance(r.target, Actor))
    assert (actor.country, actor.sector, actor.sectors, actor.wikidata) == ("NOR", "OPP", ("ELI",), "Q42")
    assert [role.text for role in actor.roles] == ["Party Leader"]


def test_a_person_with_a_term_holds_the_office_in_it(tmp_path: Path) -> None:
    own = _atlas(tmp_path, "Ada Voss,,person,NOR,GOV,Prime Minister,2010,2012-06")
    office = own.holders("Ada Voss")[0]
    days = (date(2009, 12, 31), date(2010, 1, 1), date(2012, 6, 20), date(2013, 1, 1))
    assert [office.on(day) for day in days] == [False, True, True, False]
    held = own.holder_of("NOR", "prime minister", date(2011, 5, 5))
    assert held is not None
    assert held.country == "NOR"


def test_an_own_person_wins_over_ours(tmp_path: Path) -> None:
    own = _atlas(tmp_path, "Vladimir Putin,,person,NOR,BUS,,,,")
    reading = read(
        "@published 2016-09-10\n{person Vladimir/PROPN/nsubj/3 Putin/PROPN/flat/1} left=leave/VERB/root/0 "
        "./PUNCT/punct/3"
    )
    actor = next(r.target for r in refer(reading, own) if isinstance(r.target, Actor))
    assert (actor.country, actor.sector) == ("NOR", "BUS")
