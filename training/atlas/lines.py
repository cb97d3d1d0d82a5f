"""One line of the gazetteer's table."""

from __future__ import annotations

from dataclasses import dataclass

from communique.reference.folding import fold

DISTRICTED = frozenset({"US", "GB", "CA", "IE", "AU"})
"""Where news in English names the district of a town ("Springfield, Greene County")."""


@dataclass(frozen=True)
class Line:
    """One line of the table: a name of a place."""

    folded: str
    name: str
    kind: str
    country: str
    territory: str
    region: str
    district: str
    lat: float
    lon: float
    population: int
    geonames: int | None
    primary: bool

    def text(self) -> str:
        """Return the line as it is written: another form of a city only points to the city's own line."""
        if not self.primary and self.geonames:
            return f"{self.folded}\t>{fold(self.name)}\t{self.geonames}"
        name = "" if self.name == self.folded.title() else self.name
        district = self.district if self.kind == "r" or self.territory in DISTRICTED else ""
        fields = (
            self.folded, name, self.kind, self.country, self.territory, self.region, district,
            f"{self.lat:.2f}", f"{self.lon:.2f}", self.population or "", self.geonames or "", int(self.primary),
        )  # fmt: skip
        return "\t".join(str(f) for f in fields)
