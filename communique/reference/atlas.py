"""The atlas: what the package knows of the world, from the tables in ``reference/data``.

``Atlas.load()`` reads the tables (under a tenth of a second; places only when first asked for). Look-ups are
dictionary look-ups over folded names, and places are found by bisection. An atlas never changes after it is made.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Self

from communique.model import Place, PlaceKind
from communique.reference.atlas_types import Country, Office, Organisation, PlaceEntry, Region, Seat
from communique.reference.folding import acronym, fold
from communique.reference.own_actors import read_own_actors
from communique.reference.tables import Row, Tables, codes_of_countries, read_tables

__all__ = ["Atlas", "Country", "Office", "Organisation", "PlaceEntry", "Region", "Seat"]


@dataclass(frozen=True, slots=True)
class Atlas:
    """Countries, seats, regions, organisations, office holders, places, given names. Made by ``load``."""

    tables: Tables
    faults: tuple[str, ...] = ()

    @classmethod
    def load(
        cls, *, actors: str | Path | None = None, organisations: Iterable[Row] = (), offices: Iterable[Row] = ()
    ) -> Self:
        """Read the shipped tables; a user's own rows win over them.

        ``actors``: a CSV file with the columns told in ``reference.own_actors``; what is wrong with its rows is
        then in ``faults``, a line each. ``organisations`` and ``offices``: rows with the columns of the tables of
        that name. Raises InstallationError when a table is missing or damaged, UsageError when ``actors`` cannot
        be read.
        """
        if actors is None:
            return cls(read_tables(organisations, offices))
        own = read_own_actors(Path(actors), frozenset(codes_of_countries()))
        return cls(read_tables((*organisations, *own.organisations), (*offices, *own.offices)), own.faults)

    @property
    def digest(self) -> str:
        """16 hex digits that change whenever any table does; they enter ``Account.made_by``."""
        return self.tables.digest

    @property
    def countries(self) -> Mapping[str, Country]:
        """Every country by its code."""
        return self.tables.countries

    def country(self, name: str) -> Country | None:
        """Return the country called ``name``: short, long, local or former name, or initials in capitals.

        A dependency gives the state that answers for it ("Greenland": Denmark), as PLOVER codes it.
        """
        initials = acronym(name)
        code = self.tables.abbreviations.get(initials) if initials else None
        if code is None and not name.islower():
            code = self.tables.names.get(fold(name))
        return self.countries.get(code) if code else None

    def nationality(self, word: str) -> Country | None:
        """Return the country of an adjective or a people ("Emirati", "Frenchmen", "South Korean")."""
        code = self.tables.nationalities.get(fold(word))
        return self.countries.get(code) if code else None

    def capital(self, name: str) -> Country | None:
        """Return the country whose government sits in the city ``name`` ("Kiev" and "Kyiv" alike)."""
        code = self.tables.capitals.get(fold(name))
        return self.countries.get(code) if code else None

    def seat(self, name: str) -> Seat | None:
        """Return the seat of government or diplomatic site called ``name``."""
        return self.tables.seats.get(fold(name))

    def region(self, name: str) -> Region | None:
        """Return the region, land or water called ``name``.

        The list kept by hand comes first, then the first-level divisions of the gazetteer, where the
        name belongs to one country alone ("Luhansk" is Ukraine's; "Amazonas" is nobody's in particular).
        """
        known = self.tables.regions.get(fold(name))
        if known is not None:
            return known
        found = [p for p in self.place(name) if p.kind is PlaceKind.REGION and not p.district]
        if not found or len({p.country for p in found}) > 1:
            return None
        best = found[0]
        return Region(name=best.name, kind=best.kind, country=best.country, lat=best.lat, lon=best.lon, mark=None)

    def organisation(self, name: str) -> Organisation | None:
        """Return the organisation, armed group, agency or joint party called ``name``.

        Initials must stand in capitals: "WHO" is an organisation and "who" is not.
        """
        initials = acronym(name)
        if initials and initials in self.tables.initials:
            return self.tables.initials[initials]
        if name.islower() and " " not in name:
            return None
        return self.tables.organisations.get(fold(name))

    def holders(self, name: str) -> tuple[Office, ...]:
        """Return the offices of everyone with this full name or this surname, latest first."""
        return self.tables.holders.get(fold(name), ())

    def holder_of(self, country: str, kind: str, on: date) -> Office | None:
        """Return who held the office ``kind`` of ``country`` (a code) on the day ``on``, or None.

        Where terms of two people overlap in the sources, the one that began last holds; two that began
        on the same day give None.
        """
        held = [o for o in self.tables.posts.get((country, kind), ()) if o.on(on)]
        latest = [o for o in held if o.since == held[0].since]
        return held[0] if len({o.holder for o in latest}) == 1 else None

    def identifier(self, name: str) -> str | None:
        """Return the Wikidata id of the country or people ``name`` names, None where it is not certain.

        Only what names the state itself has its id: "Greenland" has its own and not Denmark's, "Korea" has none.
        """
        ids = self.tables.identifiers
        initials = acronym(name)
        if initials and ("abbreviation", initials) in ids:
            return ids["abbreviation", initials]
        folded = fold(name)
        return ids.get(("name", folded)) or ids.get(("nationality", folded))

    def place_identifier(self, place: Place) -> str | None:
        """Return the Wikidata id of a place the atlas has one for: a country, a large city, a known region or seat."""
        if place.kind is PlaceKind.COUNTRY:
            known = self.countries.get(place.country or "")
            return known.wikidata if known is not None and known.name == place.name else None
        if place.geonames is not None and place.kind is PlaceKind.CITY:
            return self.tables.cities.get(place.geonames)
        return self.tables.areas.get((fold(place.name), place.country or "")) if place.geonames is None else None

    def seat_identifier(self, name: str) -> str | None:
        """Return the Wikidata id of the capital or the seat of government called ``name``."""
        seat = self.seat(name)
        if seat is not None:
            return self.tables.areas.get((fold(seat.name), seat.country))
        country = self.capital(name)
        cities = (p for p in self.place(name) if p.kind is PlaceKind.CITY)
        city = next(cities, None)
        if country is None or city is None or city.country != country.code or city.geonames is None:
            return None
        return self.tables.cities.get(city.geonames)

    def bears(self, place: Place, name: str) -> bool:
        """Tell whether ``name`` as it stands is a name of ``place``: "Southern California" is none of California's.

        Short for a region is not enough: "the Gulf" is one of two, and "Gaza" a city too.
        """
        if place.geonames is not None:
            return any(p.geonames == place.geonames for p in self.place(name))
        return fold(name) == fold(place.name)

    def place(self, name: str) -> tuple[PlaceEntry, ...]:
        """Return every place of the gazetteer called ``name``, most populous first."""
        return self.tables.gazetteer.find(name)

    def gender(self, given_name: str) -> str | None:
        """Return "m" or "f" when people of this given name are nearly all men or nearly all women."""
        return self.tables.given.get(given_name)
