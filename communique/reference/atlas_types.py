"""The nouns of the atlas: countries, seats of government, organisations, offices, places."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from communique.model import ActorKind, PlaceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A state or territory that PLOVER codes. ``code``: ISO 3166-1 alpha-3 with PLOVER's exceptions.

    ``point`` and ``capital_point`` are (latitude, longitude) in degrees, None where not known.
    ``cow`` and ``fips`` are the Correlates of War abbreviation and the FIPS 10-4 code (GDELT's).
    """

    code: str
    iso2: str
    name: str
    long_name: str
    adjective: str
    capital: str
    point: tuple[float, float] | None
    capital_point: tuple[float, float] | None
    geonames: int | None
    cow: str
    fips: str
    wikidata: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """A building or street that stands for those who work in it ("the Kremlin"), or where they meet.

    ``acts`` tells whether the name is also used for the institution; where it is False
    ("Camp David", "the Palais Coburg") the name is a place and nothing else.
    """

    name: str
    country: str
    sector: str | None
    city: str
    lat: float
    lon: float
    acts: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A part of a country ("Donbas"), or a land or water that no country owns ("the Sahel").

    ``country`` None: shared by several. ``mark`` "PRE" is PLOVER's sign of a breakaway region.
    """

    name: str
    kind: PlaceKind
    country: str | None
    lat: float | None
    lon: float | None
    mark: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """A body with a name of its own: of states, of arms, of news, of business.

    ``country`` is the code an actor gets (an alpha-3, or UNO, EUR, IGO, NGO, IMG), ``base`` the
    country it works from; ``members`` are codes of countries, or of organisations, that form it;
    ``sectors`` are PLOVER's further sectors (PRE of a breakaway region's forces). ``own``: a user's row.
    """

    name: str
    kind: ActorKind
    country: str | None
    sector: str | None
    base: str | None
    members: tuple[str, ...]
    wikidata: str | None
    sectors: tuple[str, ...] = ()
    own: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """One term of one person in one office.

    ``since`` and ``until`` are ISO 8601 days, months or years as far as known; ``seen`` is the last
    day a source still names the holder: after it nobody has looked. ``kind`` is the office in plain
    words ("president", "prime minister", "foreign minister", "monarch", "head of organisation" …).
    ``own``: a user's row; without ``since`` and ``until`` it holds on any day, and where the day is not known.
    """

    holder: str
    country: str | None
    title: str
    kind: str
    sector: str | None
    since: str | None
    until: str | None
    seen: str | None
    wikidata: str | None
    sectors: tuple[str, ...] = ()
    own: bool = False

    def over(self, day: date) -> bool:
        """Tell whether the term is known to have ended before ``day``."""
        return self.until is not None and _last(self.until) < day

    def on(self, day: date) -> bool:
        """Tell whether the sources allow the person to have held the office on ``day``.

        A holder whose end is not known counts for 400 days after the source last names them: who
        holds an office goes stale, and a guess from an old list would be worse than none.
        """
        if self.since is None:
            return self.own and (self.until is None or day <= _last(self.until))
        if _first(self.since) > day:
            return False
        if self.until is not None:
            return day <= _last(self.until)
        if self.own:
            return True
        return self.seen is not None and (day - _last(self.seen)).days <= 400


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceEntry:
    """One place that bears a name. ``territory`` is the ISO alpha-2 of the gazetteer (Puerto Rico: PR),
    ``country`` PLOVER's code (Puerto Rico: USA); ``region`` and ``district`` are the names of its first and
    second administrative division; ``population`` 0 where not known.
    """

    name: str
    kind: PlaceKind
    country: str | None
    territory: str
    region: str
    district: str
    lat: float | None
    lon: float | None
    population: int
    geonames: int | None
    primary: bool


def _first(iso: str) -> date:
    parts = [int(p) for p in iso.split("-")]
    return date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1)


def _last(iso: str) -> date:
    parts = [int(p) for p in iso.split("-")]
    if len(parts) == 3:
        return date(*parts)
    if len(parts) == 2:
        return date(parts[0], parts[1], 28)
    return date(parts[0], 12, 31)
