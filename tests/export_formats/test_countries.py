"""The table of countries' codes, against the atlas and against tables that are not ours."""

from __future__ import annotations

import csv
from importlib.resources import files

import pytest
from babel import Locale
from followthemoney.types import registry

from communique.export.formats.countries import NO_CODES, all_codes, codes_of


def atlas() -> list[dict[str, str]]:
    lines = files("communique.reference").joinpath("data/countries.tsv").read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(lines, delimiter="\t"))


def test_every_country_of_the_atlas_is_there_with_the_same_codes() -> None:
    ours = [(c.code, c.iso2, c.name, c.cow_abbreviation, c.fips) for c in all_codes()]
    theirs = [
        (row["code"], row["iso2"], row["name"], row["cow"], "" if row["code"] == "PSE" else row["fips"])
        for row in atlas()
    ]
    assert ours == theirs


def test_codes_are_one_for_each_country() -> None:
    for column in ("code", "iso2", "cow", "cow_abbreviation", "fips", "cameo"):
        given = [value for value in (getattr(row, column) for row in all_codes()) if value]
        assert len(given) == len(set(given)), column
    assert all(bool(row.cow) == bool(row.cow_abbreviation) for row in all_codes())
    assert all(1 < int(row.cow) < 1000 for row in all_codes() if row.cow)


def test_two_letter_codes_are_those_of_other_tables() -> None:
    territories = Locale("en").territories
    for row in all_codes():
        assert row.iso2 in territories, row
        assert registry.country.clean(row.iso2) is not None or row.iso2 == "AQ", row


@pytest.mark.parametrize(
    ("code", "cow", "fips", "cameo"),
    [
        ("DEU", "255", "GM", "DEU"),
        ("RUS", "365", "RS", "RUS"), ("USA", "2", "US", "USA"), ("GBR", "200", "UK", "GBR"),
        ("SRB", "345", "RI", "SRB"), ("KOS", "347", "KV", ""), ("PSE", "", "", "PSE"), ("TWN", "713", "TW", "TWN"),
        ("VNM", "816", "VM", "VNM"), ("YEM", "679", "YM", "YEM"), ("ROU", "360", "RO", "ROM"),
        ("COD", "490", "CG", "COD"),
        ("COG", "484", "CF", "COG"), ("AUS", "900", "AS", "AUS"), ("AUT", "305", "AU", "AUT"),
    ],
)  # fmt: skip
def test_codes_that_are_easily_mistaken(code: str, cow: str, fips: str, cameo: str) -> None:
    row = codes_of(code)
    assert (row.cow, row.fips, row.cameo) == (cow, fips, cameo)


@pytest.mark.parametrize("code", ["IGO", "EUR", "", None, "XXX"])
def test_what_is_no_country_has_no_codes(code: str | None) -> None:
    assert codes_of(code) is NO_CODES
