"""Countries and their names: from the Factbook tables, our own additions, and PLOVER's coding rules."""

from __future__ import annotations

import re
from pathlib import Path

from communique.reference.folding import fold
from training.atlas.rows import HERE, Row, read, write

CONTROLLED_BY = {
    "ABW": "NLD", "AIA": "GBR", "ALA": "FIN", "ASM": "USA", "ATF": "FRA", "BES": "NLD", "BLM": "FRA", "BMU": "GBR",
    "BVT": "NOR", "CCK": "AUS", "COK": "NZL", "CUW": "NLD", "CXR": "AUS", "CYM": "GBR", "FLK": "GBR", "FRO": "DNK",
    "GGY": "GBR", "GIB": "GBR", "GLP": "FRA", "GRL": "DNK", "GUF": "FRA", "GUM": "USA", "HMD": "AUS", "IMN": "GBR",
    "IOT": "GBR", "JEY": "GBR", "MAC": "CHN", "MAF": "FRA", "MNP": "USA", "MSR": "GBR", "MTQ": "FRA", "MYT": "FRA",
    "NCL": "FRA", "NFK": "AUS", "NIU": "NZL", "PCN": "GBR", "PRI": "USA", "PYF": "FRA", "REU": "FRA", "SGS": "GBR",
    "SHN": "GBR", "SJM": "NOR", "SPM": "FRA", "SXM": "NLD", "TCA": "GBR", "TKL": "NZL", "UMI": "USA", "VGB": "GBR",
    "VIR": "USA", "WLF": "FRA", "ESH": "MAR", "XKX": "KOS",
}  # fmt: skip
"""Which state answers for a territory that PLOVER does not code by itself (its rule, the pairs are ours)."""

_SHORT = {"Burma": "Myanmar", "DRC": "Democratic Republic of the Congo", "Turkey (Turkiye)": "Turkey"}
_BETTER = {
    "ARE": "United Arab Emirates", "COD": "Democratic Republic of the Congo", "COG": "Republic of the Congo",
    "MMR": "Myanmar", "TUR": "Turkey", "CIV": "Ivory Coast", "PSE": "Palestine", "KOR": "South Korea",
    "PRK": "North Korea", "VAT": "Vatican", "BHS": "Bahamas", "GMB": "Gambia", "KOS": "Kosovo",
    "FSM": "Micronesia", "CZE": "Czech Republic", "ATA": "Antarctica",
}  # fmt: skip
_ADJECTIVES = {
    "KOR": "South Korean", "PRK": "North Korean", "PSE": "Palestinian", "SAU": "Saudi", "NLD": "Dutch",
    "CIV": "Ivorian", "KOS": "Kosovar", "TWN": "Taiwanese", "SWZ": "Swazi", "LSO": "Basotho", "HKG": "Hong Kong",
    "USA": "US",
}  # fmt: skip
_CAPITALS = {"MMR": "Naypyidaw", "UKR": "Kyiv", "USA": "Washington", "PSE": "Ramallah", "CIV": "Yamoussoukro"}
_IDS = {"DNK": "Q35", "NLD": "Q55", "VAT": "Q237", "KOS": "Q1246", "HKG": "Q8646", "ATA": "Q51"}
"""Wikidata ids the table of countries lacks, or has twice (the Netherlands and their Kingdom)."""
POINTS = {"USA": ("39.8", "-98.6"), "MAR": ("32.0", "-5.0"), "PSE": ("31.9", "35.2"), "KOS": ("42.58", "20.9")}


def plover(code: str) -> str:
    """Return the code PLOVER gives to the territory with ISO alpha-3 ``code``."""
    return CONTROLLED_BY.get(code, code)


def build(knowledge: Path, out: Path) -> dict[str, str]:
    """Write ``countries.tsv`` and ``country_names.tsv``; return PLOVER's code by ISO alpha-2."""
    facts = [r for r in read(knowledge / "countries.tsv") if r["iso3"]]
    cow = {r["iso3"]: r["cow_abbreviation"] for r in read(knowledge / "actor_codes.tsv")}
    header = (
        "code iso2 name long_name adjective capital lat lon capital_lat capital_lon geonames cow fips wikidata".split()
    )
    ids = {r["iso3"]: r["country_qid"] for r in read(knowledge / "country_qids.tsv") if r["iso3"]} | _IDS
    points = POINTS | {r["code"]: (r["lat"], r["lon"]) for r in read(HERE / "country_points.tsv")}
    states: dict[str, list[str]] = {}
    for row in facts:
        code = plover(row["iso3"])
        if code in states or (code != row["iso3"] and code != "KOS"):
            continue
        lat, lon = points.get(code, (row["lat"], row["lon"]))
        name = _BETTER.get(code, _SHORT.get(row["name"], row["name"]))
        adjective = _ADJECTIVES.get(code) or re.split(r",|\(| or ", row["demonym_adjective"])[0].strip()
        capital = _CAPITALS.get(code) or re.split("[,;(]", row["capital"])[0].strip()
        states[code] = [
            code, row["iso2"], name, row["long_name"], adjective, capital, lat, lon,
            row["capital_lat"], row["capital_lon"], row["geonameid"], cow.get(row["iso3"], ""), row["factbook_code"],
            ids.get(code, ""),
        ]  # fmt: skip
    _names(knowledge, out, states)
    write(out / "countries.tsv", header, sorted(states.values()))
    by_iso2 = {r["iso2"]: plover(r["iso3"]) for r in facts if r["iso2"]}
    return by_iso2 | {"XK": "KOS", "PS": "PSE", "EH": "MAR", "AX": "FIN", "GF": "FRA", "GP": "FRA", "MQ": "FRA",
                      "RE": "FRA", "YT": "FRA", "BQ": "NLD", "UM": "USA", "AN": "NLD", "CS": "SRB"}  # fmt: skip


def _names(knowledge: Path, out: Path, states: dict[str, list[str]]) -> None:
    """Our own forms win; of two countries with one form, the first to claim it as its short name keeps it."""
    table: dict[tuple[str, str], tuple[str, str, bool]] = {}
    for row in read(HERE / "country_names_extra.tsv"):
        kind, form, code = row["kind"], row["form"], row["code"]
        table[kind, form if kind == "abbreviation" else fold(form)] = (form, code, True)
    for code, fields in states.items():
        table.setdefault(("name", fold(fields[2])), (fields[2], code, True))
    capitals: dict[str, set[str]] = {}
    for row in read(knowledge / "country_names.tsv"):
        if row["kind"] == "capital":
            capitals.setdefault(row["iso3"], set()).add(fold(row["form"]))
    ranked = sorted(read(knowledge / "country_names.tsv"), key=_rank)
    for row in ranked:
        kind = _KINDS.get(row["kind"])
        form = row["form"].strip(" .")
        if not row["iso3"] or kind is None or _unfit(form, kind):
            continue
        if row["kind"].startswith("local") and fold(form) in capitals.get(row["iso3"], ()):
            continue
        code = plover(row["iso3"])
        if kind != "name" and code != row["iso3"] and code != "KOS" and (kind, fold(form)) in table:
            continue
        if kind == "capital" and code != row["iso3"]:
            continue
        if code in states:
            own = row["kind"] != "former" and (code == row["iso3"] or code == "KOS")
            table.setdefault((kind, fold(form)), (form, code, own))
            if kind == "nationality" and not form.endswith(("s", "ese", "sh", "ch")):
                table.setdefault((kind, fold(form + "s")), (form + "s", code, own))
    other = {fold(r["form"]): r["wikidata"] for r in read(HERE / "country_ids_extra.tsv")}

    def named(kind: str, folded: str, code: str, own: bool) -> str:
        """The id of what the form names: a territory ("Greenland") is not the state that answers for it."""
        own_id = states[code][-1] if own and kind != "capital" else ""
        return other.get(fold(folded), own_id) if kind != "capital" else ""

    rows = sorted(
        (kind, folded, code, form, named(kind, folded, code, own))
        for (kind, folded), (form, code, own) in table.items()
    )
    write(out / "country_names.tsv", ("kind", "folded", "code", "form", "wikidata"), rows)


_KINDS = {
    "short": "name", "long": "name", "local_short": "name", "local_long": "name", "former": "name",
    "capital": "capital", "adjective": "nationality", "demonym_singular": "nationality",
    "demonym_plural": "nationality",
}  # fmt: skip
_ORDER = list(_KINDS)


_NO_NAMES = frozenset({"Brazzaville", "Kinshasa", "Leopoldville", "Quito", "D.C", "Truk", "Ponape"})


def _rank(row: Row) -> tuple[bool, int]:
    dependent = plover(row["iso3"]) != row["iso3"] and row["iso3"] != "XKX"
    return dependent, _ORDER.index(row["kind"]) if row["kind"] in _ORDER else 99


def _unfit(form: str, kind: str) -> bool:
    if kind == "nationality":
        return not form[:1].isupper() or "/" in form or "note" in form or len(form) < 3
    return len(form) < 3 or len(form) > 70 or " is the " in form or form in _NO_NAMES
