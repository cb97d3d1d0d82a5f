"""Large tables kept as bytes until they are asked, so that loading costs nothing: places and given names."""

from __future__ import annotations

import gzip
from functools import cached_property

from communique.model import PlaceKind
from communique.reference.atlas_types import PlaceEntry
from communique.reference.folding import fold

_KINDS = {"c": PlaceKind.CITY, "r": PlaceKind.REGION, "f": PlaceKind.FACILITY}


class GivenNames:
    """A table of lines ``folded name <tab> m or f``, read at the first look-up."""

    def __init__(self, raw: bytes) -> None:
        """Take the table with its first line, which names the columns."""
        self._raw = raw

    @cached_property
    def _genders(self) -> dict[str, str]:
        lines = self._raw.decode().split("\n")[1:]
        return dict(line.split("\t", 1) for line in lines if line)

    def get(self, name: str) -> str | None:
        """Return "m" or "f", None where the name is not in the table."""
        return self._genders.get(fold(name))


class Gazetteer:
    """A table of lines ``folded name <tab> fields``, ordered by their bytes.

    A second form of a city is a line ``form <tab> >own folded name <tab> GeoNames id``.
    """

    def __init__(self, packed: bytes) -> None:
        """Take the table as gzip; it is unpacked at the first look-up, since not every use needs places."""
        self._packed = packed

    @cached_property
    def _table(self) -> bytes:
        return gzip.decompress(self._packed)

    def find(self, name: str) -> tuple[PlaceEntry, ...]:
        """Return every place called ``name``, the most populous first; empty when there is none."""
        key = fold(name).encode()
        if not key:
            return ()
        found: dict[str, PlaceEntry] = {}
        for line in self._lines(key):
            fields = line.split("\t")
            if fields[1].startswith(">"):
                fields = [*self._own_line(fields[1][1:], fields[2])[:-1], "0"]
            found["|".join(fields)] = _entry(fields)
        return tuple(sorted(found.values(), key=lambda e: (-e.population, e.geonames or 0)))

    def _own_line(self, folded: str, geonames: str) -> list[str]:
        lines = (line.split("\t") for line in self._lines(folded.encode()))
        return next(f for f in lines if len(f) > 3 and f[10] == geonames)

    def _lines(self, name: bytes) -> list[str]:
        table, key = self._table, name + b"\t"
        low, high = 0, len(table)
        while low < high:
            middle = (low + high) // 2
            start = table.rfind(b"\n", 0, middle) + 1
            end = table.find(b"\n", middle)
            end = len(table) if end < 0 else end
            if table[start:end] < key:
                low = end + 1
            else:
                high = start
        lines = []
        while table.startswith(key, low):
            end = table.find(b"\n", low)
            lines.append(table[low:end].decode())
            low = end + 1
        return lines


def _entry(fields: list[str]) -> PlaceEntry:
    folded, name, kind, country, territory, region, district, lat, lon, population, geonames, primary = fields
    return PlaceEntry(
        name=name or folded.title(),
        kind=_KINDS[kind],
        country=country or None,
        territory=territory,
        region=region,
        district=district,
        lat=float(lat) if lat else None,
        lon=float(lon) if lon else None,
        population=int(population or 0),
        geonames=int(geonames) if geonames else None,
        primary=primary == "1",
    )
