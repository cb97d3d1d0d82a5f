"""Codes of countries in the tables of other projects."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from communique.errors import InstallationError


@dataclass(frozen=True, slots=True)
class Codes:
    """A row of ``countries.tsv``; an empty string where a scheme has no code for the country.

    ``code`` is ours (ISO 3166 alpha-3 with PLOVER's exceptions), ``iso2`` ISO 3166 alpha-2. ``cow`` and
    ``cow_abbreviation`` are the Correlates of War project's (State System Membership), ``fips`` FIPS 10-4, ``cameo``
    those of GDELT's list of CAMEO countries, which has older codes for three and none for Kosovo and Antarctica.
    ``fips`` has two codes for Palestine, one for each part: none here, for the page may mean either.
    """

    code: str
    iso2: str
    name: str
    cow: str
    cow_abbreviation: str
    fips: str
    cameo: str


NO_CODES = Codes("", "", "", "", "", "", "")


@cache
def all_codes() -> tuple[Codes, ...]:
    """Return every row; raises InstallationError when the table is missing or damaged."""
    try:
        text = files("communique.export.formats").joinpath("countries.tsv").read_text(encoding="utf-8")
        return tuple(Codes(*line.split("\t")) for line in text.splitlines() if line and not line.startswith("#"))
    except (OSError, TypeError) as fault:
        raise InstallationError("countries.tsv of the exports is missing or damaged") from fault


@cache
def _by_code() -> dict[str, Codes]:
    return {row.code: row for row in all_codes()}


def codes_of(country: str | None) -> Codes:
    """Return the codes of a country of ours; all empty for what is none, such as IGO or EUR."""
    return _by_code().get(country or "", NO_CODES)
