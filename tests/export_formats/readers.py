"""Each format read by a program that is not ours, or checked against a schema written from its documentation."""

from __future__ import annotations

import io
import json
import warnings
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import duckdb
import geojson
import icalendar
import jsonschema
import pandas
import rdflib
from followthemoney import model
from pyld import jsonld

from communique.export.formats import (
    to_csv,
    to_ftm,
    to_gdelt,
    to_geojson,
    to_ics,
    to_jsonld,
    to_plover,
    to_polecat,
)
from communique.model import Account

WRITERS = {
    "plover": to_plover, "polecat": to_polecat, "gdelt": to_gdelt, "csv": to_csv, "geojson": to_geojson,
    "ics": to_ics, "jsonld": to_jsonld, "ftm": to_ftm,
}  # fmt: skip
Rows = list[dict[str, Any]]


def written(name: str, accounts: Iterable[Account]) -> str:
    return "".join(WRITERS[name](accounts))


def _text(also: str = "null") -> dict[str, object]:
    return {"type": ["string", also]}


ENTITY = {
    "type": "object",
    "required": ["code", "sector", "entity_text", "identifier_id", "identifier_text"],
    "properties": {
        "code": {"anyOf": [{"type": "null"}, {"type": "string", "pattern": "^[A-Z]{3}$"}]},
        "sector": {"anyOf": [{"type": "null"}, {"type": "string", "pattern": "^[A-Z]{3}$"}]},
        "entity_text": _text(),
        "identifier_id": {"anyOf": [{"type": "null"}, {"type": "string", "pattern": "^Q[0-9]+$"}]},
        "identifier_text": {"type": "string", "minLength": 1},
        "office": _text(),
    },
}
DATE = {"anyOf": [{"type": "null"}, {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}]}
PLOVER = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "required": ["id", "date", "actor", "event"],
    "additionalProperties": False,
    "properties": {
        "id": {"type": "string", "minLength": 1},
        "has_event": {"const": True},
        "date": DATE,
        "time": {"anyOf": [{"type": "null"}, {"type": "string", "pattern": r"^\d{2}:\d{2}$"}]},
        "enddate": DATE,
        "endtime": {"anyOf": [{"type": "null"}, {"type": "string", "pattern": r"^\d{2}:\d{2}$"}]},
        "actor": {"type": "array", "items": ENTITY},
        "recipient": {"type": "array", "items": ENTITY},
        "event": {
            "type": "array",
            "minItems": 1,
            "items": {
                "enum": "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST "
                "SANCTION MOBILIZE COERCE ASSAULT".split()
            },
        },
        "event_loc": {"type": ["object", "null"]},
        "event_text": {"type": "array", "items": {"type": "string"}},
        "quad_code": {"enum": [1, 2, 3, 4]},
        "event_scale": {"anyOf": [{"type": "null"}, {"type": "number", "minimum": -10, "maximum": 10}]},
        "mode": {"type": "array", "items": {"type": "string", "pattern": "^[a-z-]+$"}},
        "context": {"type": "array", "items": {"type": "string", "pattern": "^[a-z_]+$"}},
        "link": _text(),
        "text": {"type": "string"},
        "text_info": {"type": "object", "required": ["start", "end"]},
        "cite_info": {"type": "object"},
        "coder": {"type": "string"},
        "communique": {"type": "object"},
    },
}
"""The fields of the manual's tables, as they are named there; ours stand under one key."""
jsonschema.Draft202012Validator.check_schema(PLOVER)
_PLOVER = jsonschema.Draft202012Validator(PLOVER)

GDELT_COLUMNS = """GLOBALEVENTID SQLDATE MonthYear Year FractionDate
Actor1Code Actor1Name Actor1CountryCode Actor1KnownGroupCode Actor1EthnicCode Actor1Religion1Code Actor1Religion2Code
Actor1Type1Code Actor1Type2Code Actor1Type3Code
Actor2Code Actor2Name Actor2CountryCode Actor2KnownGroupCode Actor2EthnicCode Actor2Religion1Code Actor2Religion2Code
Actor2Type1Code Actor2Type2Code Actor2Type3Code
IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale NumMentions NumSources NumArticles AvgTone
Actor1Geo_Type Actor1Geo_FullName Actor1Geo_CountryCode Actor1Geo_ADM1Code Actor1Geo_ADM2Code Actor1Geo_Lat
Actor1Geo_Long Actor1Geo_FeatureID
Actor2Geo_Type Actor2Geo_FullName Actor2Geo_CountryCode Actor2Geo_ADM1Code Actor2Geo_ADM2Code Actor2Geo_Lat
Actor2Geo_Long Actor2Geo_FeatureID
ActionGeo_Type ActionGeo_FullName ActionGeo_CountryCode ActionGeo_ADM1Code ActionGeo_ADM2Code ActionGeo_Lat
ActionGeo_Long ActionGeo_FeatureID
DATEADDED SOURCEURL""".split()
"""As GDELT's codebook of the Event database (2.0) lists them."""
_GDELT_NUMBERS = {
    "GLOBALEVENTID": "int64", "SQLDATE": "Int64", "MonthYear": "Int64", "Year": "Int64", "FractionDate": "float64",
    "IsRootEvent": "int64", "QuadClass": "int64", "GoldsteinScale": "float64", "NumMentions": "int64",
    "NumSources": "int64", "NumArticles": "int64", "AvgTone": "float64", "Actor1Geo_Type": "int64",
    "Actor2Geo_Type": "int64", "ActionGeo_Type": "int64", "ActionGeo_Lat": "float64", "ActionGeo_Long": "float64",
    "Actor1Geo_Lat": "float64", "Actor1Geo_Long": "float64", "DATEADDED": "Int64",
}  # fmt: skip


def plover(text: str, path: Path) -> Rows:
    rows = [json.loads(line) for line in text.split("\n")[:-1]]
    for row in rows:
        _PLOVER.validate(row)
    path.write_text(text, encoding="utf-8")
    if rows:
        ids = duckdb.sql(f"SELECT id FROM read_ndjson_auto('{path}', maximum_object_size=9000000)").fetchall()
        assert [row["id"] for row in rows] == [found for (found,) in ids]
        assert len(pandas.read_json(path, lines=True)) == len(rows)
    return rows


def polecat(text: str, path: Path) -> Rows:
    plain = pandas.read_csv(io.StringIO(text), sep="\t", dtype=str, keep_default_na=False, quoting=3)
    quoted = pandas.read_csv(io.StringIO(text), sep="\t", dtype=str, keep_default_na=False)
    assert plain.equals(quoted), "a quotation mark means something to one of two readers"
    assert plain.shape[1] == 40
    path.write_text(text, encoding="utf-8")
    count = duckdb.sql(f"SELECT count(*) FROM read_csv('{path}', delim='\t', header=true, all_varchar=true)")
    assert count.fetchall() == [(len(plain),)]
    assert (plain != "").all().all(), "a missing value is None"
    pandas.to_datetime(plain["Event Date"].replace("None", None), format="%Y-%m-%d")
    pandas.to_datetime(plain["Publication Date"].replace("None", None), format="%Y-%m-%d")
    assert pandas.to_numeric(plain["Intensity"]).between(-10, 10).all()
    return plain.to_dict("records")


def gdelt(text: str, path: Path) -> Rows:
    assert len(GDELT_COLUMNS) == 61
    if not text:
        return []
    types = {column: _GDELT_NUMBERS.get(column, "str") for column in GDELT_COLUMNS}
    frame = pandas.read_csv(io.StringIO(text), sep="\t", header=None, names=GDELT_COLUMNS, dtype=types, quoting=3)
    assert all(line.count("\t") == 60 for line in text.splitlines())
    assert frame["GLOBALEVENTID"].is_unique
    assert (frame["GLOBALEVENTID"] >= 0).all()
    path.write_text(text, encoding="utf-8")
    count = duckdb.sql(f"SELECT count(*), max(column00) FROM read_csv('{path}', delim='\t', header=false, quote='')")
    assert count.fetchall() == [(len(frame), frame["GLOBALEVENTID"].max())]
    return [{k: None if pandas.isna(v) else v for k, v in row.items()} for row in frame.to_dict("records")]


def csv(text: str, path: Path) -> Rows:
    path.write_text(text, encoding="utf-8", newline="")
    frame = pandas.read_csv(path, dtype=str, keep_default_na=False)
    sql = f"SELECT * FROM read_csv('{path}', header=true, all_varchar=true, delim=',', quote='\"', escape='\"')"
    assert len(duckdb.sql(sql).fetchall()) == len(frame)
    assert list(frame.columns[:2]) == ["kind", "id"], "the byte order mark is no part of the first name"
    for column in ("latitude", "longitude", "points", "start", "end", "score"):
        pandas.to_numeric(frame[column].replace("", None))
    return frame.to_dict("records")


def geo(text: str, path: Path) -> Rows:
    found = geojson.loads(text)
    assert isinstance(found, geojson.FeatureCollection)
    assert found.is_valid, found.errors()
    del path
    return json.loads(text)["features"]


def ics(text: str, path: Path) -> Rows:
    calendar = icalendar.Calendar.from_ical(text)
    assert not calendar.errors
    del path
    for line in text.split("\r\n"):
        assert len(line.encode()) <= 75
        assert "\n" not in line
    entries = list(calendar.walk("VEVENT"))
    assert len(entries) == len(calendar.subcomponents)
    assert not any(entry.errors for entry in entries)
    return [{key.lower(): entry.decoded(key) for key in entry} for entry in entries]


def _no_network(url: str, *_: object, **__: object) -> None:
    raise AssertionError(f"a context is fetched from {url}")


def linked(text: str, path: Path) -> Rows:
    document = json.loads(text)
    expanded = jsonld.expand(document, {"documentLoader": _no_network})
    known = ("http://www.w3.org/ns/oa#", "https://schema.org/", "http://purl.org/dc/terms/", "urn:communique:term:")
    for node in expanded:
        assert all(key.startswith(("@", *known)) for key in node), node.keys()
    assert len(expanded) == len(document["@graph"])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # rdflib's reader uses a class rdflib deprecates
        graph = rdflib.Graph().parse(data=text, format="json-ld")
    notes = set(graph.subjects(rdflib.RDF.type, rdflib.URIRef("http://www.w3.org/ns/oa#Annotation")))
    rows = [row for row in document["@graph"] if row["type"] == "Annotation"]
    assert len(notes) == len(rows)
    del path
    return rows


def ftm(text: str, path: Path) -> Rows:
    rows = [json.loads(line) for line in text.split("\n")[:-1]]
    ids = {row["id"] for row in rows}
    for row in rows:
        given = {name: list(values) for name, values in row["properties"].items()}
        proxy = model.get_proxy(row, cleaned=False)
        proxy.schema.validate({"properties": given})
        kept = proxy.to_dict()["properties"]
        assert {k: len(v) for k, v in kept.items()} == {k: len(v) for k, v in given.items()}, (given, kept)
        for name, prop in proxy.schema.properties.items():
            if name in given and prop.type.name == "entity":
                assert set(given[name]) <= ids, f"{name} leads nowhere"
    del path
    return rows


READERS: dict[str, Callable[[str, Path], Rows]] = {
    "plover": plover, "polecat": polecat, "gdelt": gdelt, "csv": csv, "geojson": geo, "ics": ics, "jsonld": linked,
    "ftm": ftm,
}  # fmt: skip
