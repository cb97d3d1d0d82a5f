"""Reading the atlas's own tables into indexes by folded name."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from importlib import resources
from types import MappingProxyType
from typing import TypeVar

from communique.errors import InstallationError
from communique.model import ActorKind, PlaceKind
from communique.reference.atlas_types import Country, Office, Organisation, Region, Seat
from communique.reference.folding import acronym, fold
from communique.reference.gazetteer import Gazetteer, GivenNames

T = TypeVar("T")
Row = Mapping[str, str]

_TABLES = (
    "countries.tsv",
    "country_names.tsv",
    "seats.tsv",
    "regions.tsv",
    "organisations.tsv",
    "offices.tsv",
    "identifiers.tsv",
    "given_names.tsv",
)
_PLACES = "places.tsv.gz"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """Every table of ``reference/data`` as read-only indexes, and the digest of their bytes.

    ``identifiers``: Wikidata ids of what a form of a country's name names ("Greenland" is not Denmark's);
    initials and nationalities are under "abbreviation" and "nationality". ``cities`` by GeoNames id;
    ``areas`` by folded name and country's code, "" where several share it.
    """

    digest: str
    countries: Mapping[str, Country]
    names: Mapping[str, str]
    abbreviations: Mapping[str, str]
    nationalities: Mapping[str, str]
    capitals: Mapping[str, str]
    seats: Mapping[str, Seat]
    regions: Mapping[str, Region]
    organisations: Mapping[str, Organisation]
    initials: Mapping[str, Organisation]
    holders: Mapping[str, tuple[Office, ...]]
    posts: Mapping[tuple[str, str], tuple[Office, ...]]
    given: GivenNames
    identifiers: Mapping[tuple[str, str], str]
    cities: Mapping[int, str]
    areas: Mapping[tuple[str, str], str]
    gazetteer: Gazetteer


def read_tables(organisations: Iterable[Row] = (), offices: Iterable[Row] = ()) -> Tables:
    """Read the shipped tables; rows given here come on top and win over shipped rows of the same name.

    Raises InstallationError when a table is missing or damaged.
    """
    raw = {name: _raw(name) for name in (*_TABLES, _PLACES)}
    rows = {name: _rows(raw[name], name) for name in _TABLES if name != "given_names.tsv"}
    own = (tuple(organisations), tuple(offices))
    known = (*rows["organisations.tsv"], *own[0])
    posts = (*rows["offices.tsv"], *own[1])
    digest = hashlib.blake2b(b"\0".join(raw.values()), digest_size=8)
    digest.update(repr([sorted(r.items()) for part in own for r in part]).encode())
    forms = rows["country_names.tsv"]
    terms = tuple(_office(row) for row in posts)
    bodies = _by_name(known, _organisation)
    named = rows["identifiers.tsv"]
    return Tables(
        digest=digest.hexdigest(),
        countries=MappingProxyType({r["code"]: _country(r) for r in rows["countries.tsv"]}),
        names=_codes(forms, "name"),
        abbreviations=MappingProxyType({r["form"]: r["code"] for r in forms if r["kind"] == "abbreviation"}),
        nationalities=_codes(forms, "nationality"),
        capitals=_codes(forms, "capital"),
        seats=_by_name(rows["seats.tsv"], _seat),
        regions=_by_name(rows["regions.tsv"], _region),
        organisations=bodies,
        initials=_by_initials(known, bodies),
        holders=_holders(posts, terms),
        posts=_posts(terms),
        given=GivenNames(raw["given_names.tsv"]),
        identifiers=_identifiers(forms),
        cities=MappingProxyType({int(r["geonames"]): r["wikidata"] for r in named if r["geonames"]}),
        areas=_areas(named),
        gazetteer=Gazetteer(raw[_PLACES]),
    )


def codes_of_countries() -> tuple[str, ...]:
    """Return the code of every country of the shipped table."""
    return tuple(row["code"] for row in _rows(_raw("countries.tsv"), "countries.tsv"))


def _raw(name: str) -> bytes:
    try:
        return (resources.files("communique.reference") / "data" / name).read_bytes()
    except OSError as error:
        raise InstallationError(f"the atlas table {name} is missing: install the package again") from error


def _rows(raw: bytes, name: str) -> tuple[Row, ...]:
    lines = raw.decode().split("\n")
    header = lines[0].split("\t")
    rows = []
    for line in lines[1:]:
        if line:
            fields = line.split("\t")
            if len(fields) != len(header):
                raise InstallationError(f"the atlas table {name} is damaged at {line[:60]!r}")
            rows.append(dict(zip(header, fields, strict=True)))
    return tuple(rows)


def _codes(rows: Iterable[Row], kind: str) -> Mapping[str, str]:
    return MappingProxyType({r["folded"]: r["code"] for r in rows if r["kind"] == kind})


def _forms(row: Row) -> list[str]:
    return [row["name"], *filter(None, row["aliases"].split("|"))]


def _by_name(rows: Iterable[Row], make: Callable[[Row], T]) -> Mapping[str, T]:
    """Of two rows with one form, the later one keeps it: a user's rows come after ours."""
    index: dict[str, T] = {}
    for row in rows:
        made = make(row)
        for form in _forms(row):
            index[fold(form)] = made
    return MappingProxyType(index)


def _by_initials(rows: Iterable[Row], known: Mapping[str, Organisation]) -> Mapping[str, Organisation]:
    """The forms that are initials, with the organisation that keeps each."""
    forms = (form for row in rows for form in _forms(row))
    return MappingProxyType({initials: known[fold(form)] for form in forms if (initials := acronym(form))})


def _identifiers(forms: Iterable[Row]) -> Mapping[tuple[str, str], str]:
    found = {}
    for row in forms:
        if row["wikidata"]:
            found[row["kind"], row["form"] if row["kind"] == "abbreviation" else row["folded"]] = row["wikidata"]
    return MappingProxyType(found)


def _areas(rows: Iterable[Row]) -> Mapping[tuple[str, str], str]:
    return MappingProxyType({(fold(r["name"]), r["country"]): r["wikidata"] for r in rows if not r["geonames"]})


def _holders(rows: Iterable[Row], terms: Iterable[Office]) -> Mapping[str, tuple[Office, ...]]:
    index: defaultdict[str, dict[int, Office]] = defaultdict(dict)
    for row, office in zip(rows, terms, strict=True):
        for form in (row["holder"], row["surname"], *row["aliases"].split("|")):
            if form:
                index[fold(form)][id(office)] = office
    return MappingProxyType({name: _latest_first(found.values()) for name, found in index.items()})


def _posts(terms: Iterable[Office]) -> Mapping[tuple[str, str], tuple[Office, ...]]:
    index: defaultdict[tuple[str, str], list[Office]] = defaultdict(list)
    for office in terms:
        if office.country is not None:
            index[office.country, office.kind].append(office)
    return MappingProxyType({post: _latest_first(found) for post, found in index.items()})


def _latest_first(offices: Collection[Office]) -> tuple[Office, ...]:
    if len(offices) == 1:
        return tuple(offices)
    return tuple(sorted(offices, key=lambda o: (o.since or "", o.holder), reverse=True))


def _number(text: str) -> float | None:
    return float(text) if text else None


def _point(lat: str, lon: str) -> tuple[float, float] | None:
    return (float(lat), float(lon)) if lat and lon else None


def _country(row: Row) -> Country:
    return Country(
        code=row["code"],
        iso2=row["iso2"],
        name=row["name"],
        long_name=row["long_name"],
        adjective=row["adjective"],
        capital=row["capital"],
        point=_point(row["lat"], row["lon"]),
        capital_point=_point(row["capital_lat"], row["capital_lon"]),
        geonames=int(row["geonames"]) if row["geonames"] else None,
        cow=row["cow"],
        fips=row["fips"],
        wikidata=row["wikidata"] or None,
    )


def _seat(row: Row) -> Seat:
    return Seat(
        name=row["name"],
        country=row["country"],
        sector=row["sector"] or None,
        city=row["city"],
        lat=float(row["lat"]),
        lon=float(row["lon"]),
        acts=row["acts"] == "yes",
    )


def _region(row: Row) -> Region:
    return Region(
        name=row["name"],
        kind=PlaceKind(row["kind"]),
        country=row["country"] or None,
        lat=_number(row["lat"]),
        lon=_number(row["lon"]),
        mark=row["mark"] or None,
    )


def _organisation(row: Row) -> Organisation:
    return Organisation(
        name=row["name"],
        kind=ActorKind(row["kind"]),
        country=row["country"] or None,
        sector=row["sector"] or None,
        base=row["base"] or None,
        members=tuple(filter(None, row["members"].split("|"))),
        wikidata=row["wikidata"] or None,
        sectors=tuple(filter(None, row.get("sectors", "").split("|"))),
        own="own" in row,
    )


def _office(row: Row) -> Office:
    return Office(
        holder=row["holder"],
        country=row["country"] or None,
        title=row["title"],
        kind=row["kind"],
        sector=row["sector"] or None,
        since=row["since"] or None,
        until=row["until"] or None,
        seen=row["seen"] or None,
        wikidata=row["wikidata"] or None,
        sectors=tuple(filter(None, row.get("sectors", "").split("|"))),
        own="own" in row,
    )
